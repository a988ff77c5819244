package puente.node;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import puente.measure.fund.FundLine;
import puente.measure.fund.FundLine.Dimension;
import puente.measure.fund.FundTable;
import puente.measure.fund.FundYear;
import puente.measure.fund.Funds;
import puente.measure.fund.Reconciliation;
import puente.measure.fund.Stage;
import puente.measure.series.PeriodType;
import puente.record.Codes;
import puente.record.Problem;
import puente.record.ProblemException;
import puente.record.Record;

/**
 * A programme's money as each party books it: entries of funds become lines of the book of the party whose statement they are. Books stand side by side
 * with their differences, as everywhere in measure.
 */
final class ProgrammeMoney {
    private ProgrammeMoney() {}

    /** Refuses an entry of funds that no year of a book can hold. */
    static void requireYear(Record record) {
        if (isRolling(record)) {
            throw new ProblemException(Problem.of(
                    "measure.fund.no-year", "/fields/calendar", "type", Programmes.text(record.fields(), "calendar")));
        }
        line(record);
    }

    static boolean isRolling(Record record) {
        String calendar = Programmes.text(record.fields(), "calendar");
        return calendar.equals(PeriodType.ROLLING_TWELVE_MONTHS.code()) || calendar.equals(PeriodType.HALF_YEAR.code());
    }

    /** The line that an entry of funds is. */
    static FundLine line(Record record) {
        Map<String, Object> fields = record.fields();
        String period = Programmes.text(fields, "period");
        int year = Integer.parseInt(period.substring(0, 4));
        PeriodType type = Programmes.text(fields, "calendar").equals("us-fiscal")
                ? PeriodType.US_FISCAL_YEAR
                : PeriodType.CALENDAR_YEAR;
        // A year of the other calendar is a label alone; a month or a day says in which year it lies.
        FundYear booked = period.length() == 4
                ? new FundYear(type, year)
                : FundYear.of(Days.parse(period, false).orElseThrow(), type);
        Map<?, ?> amount = fields.get("amount") instanceof Map<?, ?> map ? map : Map.of();
        return new FundLine(
                record.agency().party(),
                Stage.of(Programmes.text(fields, "fundStage")),
                Programmes.text(fields, "fundTermText"),
                Programmes.text(fields, "accountText"),
                Programmes.text(fields, "programme"),
                "",
                "",
                "",
                booked,
                null,
                Programmes.text(fields, "documentIdentification"),
                new BigDecimal(String.valueOf(amount.get("amount"))),
                String.valueOf(amount.get("currency")),
                false,
                record.id().toString());
    }

    /** The books by year, and what two of them say of the same money. */
    static Map<String, Object> show(List<Record> entries) {
        Funds funds = new Funds(
                entries.stream()
                        .filter(each -> !isRolling(each))
                        .map(ProgrammeMoney::line)
                        .toList(),
                List.of(),
                List.of());
        List<Object> books = new ArrayList<>();
        for (FundTable table : FundTable.of(funds.lines(), Dimension.YEAR)) {
            Map<String, Object> book = new LinkedHashMap<>();
            book.put("book", table.book());
            book.put("currency", table.currency());
            book.put("calendar", table.years() == PeriodType.US_FISCAL_YEAR ? "us-fiscal" : "calendar");
            book.put(
                    "columns",
                    table.columns().stream()
                            .map(column -> Map.of("stage", column.stage().code(), "term", column.term()))
                            .toList());
            book.put(
                    "rows",
                    table.rows().stream()
                            .map(row -> row(row, table.columns().size()))
                            .toList());
            book.put("total", row(table.total(), table.columns().size()));
            books.add(book);
        }
        List<Object> comparisons = new ArrayList<>();
        for (Reconciliation.Outcome outcome : Reconciliation.of(funds, Dimension.YEAR)) {
            switch (outcome) {
                case Reconciliation.Compared compared -> comparisons.add(compared(compared.reconciliation()));
                case Reconciliation.Refused refused ->
                    comparisons.add(
                            Map.of("refused", BothLanguages.problem(refused.reason(), java.util.Optional.empty())));
            }
        }
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("books", books);
        shown.put("comparisons", comparisons);
        return shown;
    }

    private static Map<String, Object> row(FundTable.Row row, int columns) {
        List<@Nullable Object> amounts = new ArrayList<>();
        for (int column = 0; column < columns; column++) {
            BigDecimal amount = row.amount(column);
            amounts.add(amount == null ? null : amount.toPlainString());
        }
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("label", row.label());
        shown.put("amounts", amounts);
        return shown;
    }

    private static Map<String, Object> compared(Reconciliation reconciliation) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("one", reconciliation.one());
        shown.put("other", reconciliation.other());
        shown.put("currency", reconciliation.currency());
        List<Object> rows = new ArrayList<>();
        for (Reconciliation.Row each : reconciliation.rows()) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("label", each.label());
            row.put("stage", each.stage().code());
            row.put("term", each.term());
            row.put("otherTerm", each.otherTerm());
            put(row, "amount", each.amount());
            put(row, "otherAmount", each.otherAmount());
            put(row, "difference", each.difference());
            row.put("verdict", Codes.of(each.verdict()));
            rows.add(row);
        }
        shown.put("rows", rows);
        return shown;
    }

    private static void put(Map<String, Object> row, String name, @Nullable BigDecimal amount) {
        if (amount != null) {
            row.put(name, amount.toPlainString());
        }
    }
}
