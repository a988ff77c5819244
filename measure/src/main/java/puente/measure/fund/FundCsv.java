package puente.measure.fund;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.Reader;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import puente.measure.series.CsvText;
import puente.measure.series.PeriodType;
import puente.record.Problem;
import puente.record.ProblemException;

/**
 * Books as CSV, in one of two layouts told apart by their header.
 *
 * <p><b>Puente's own:</b> {@code book,stage,amount,currency} and {@code year} or {@code date}; where there is more to tell,
 * {@code account,activity,recipient,area,pillar,reference,unit,status}. A year is {@code FY2024} or {@code 2024}; an amount is in whole units
 * of its currency unless {@code unit} says {@code thousands} or {@code millions}; {@code status} is empty, {@code final} or {@code partial}.
 *
 * <p><b>ForeignAssistance.gov's country summary:</b> US dollars by country, type of transaction and US fiscal year; the book is {@code us}.
 * {@code 1976tq} is the quarter between two definitions of the fiscal year, and so no year.
 *
 * <p>A cell that cannot be read refuses the file, up to {@value #PROBLEMS_MAX} of them at once, each with its line.
 */
public final class FundCsv {
    /** Most faults that one refusal tells. */
    public static final int PROBLEMS_MAX = 100;

    /** Most characters of a name. */
    public static final int NAME_CHARS_MAX = 500;

    /** Most digits of an amount before the point: more than all money there is. */
    public static final int DIGITS_MAX = 18;

    /** From here on XML, for one, can write nothing. */
    private static final int NOT_A_CHARACTER = 0xFFFE;

    private static final Set<String> OWN = Set.of(
            "book",
            "stage",
            "account",
            "activity",
            "recipient",
            "area",
            "pillar",
            "year",
            "date",
            "reference",
            "amount",
            "currency",
            "unit",
            "status");
    private static final Map<String, Integer> UNITS =
            Map.of("", 0, "units", 0, "unidades", 0, "thousands", 3, "miles", 3, "millions", 6, "millones", 6);
    private static final Map<String, Boolean> STATUS =
            Map.of("", false, "final", false, "definitivo", false, "partial", true, "parcial", true);

    private FundCsv() {}

    /** In whose dollars ForeignAssistance.gov's figures are taken. */
    public enum Prices {
        /** As they were booked. */
        CURRENT,
        /** With inflation taken off by the publisher. */
        CONSTANT
    }

    /**
     * How to read a file.
     *
     * @param name of the file, for positions
     * @param separator between cells
     * @param prices which of ForeignAssistance.gov's two amounts
     */
    public record Layout(String name, char separator, Prices prices) {}

    /** Reads one line of a layout. */
    private interface LineReader {
        FundLine read(CsvRecord row, String position);
    }

    /** Every line of a file, checked by {@link FundChecks} afterwards and not here. */
    public static List<FundLine> read(Reader text, Layout layout) {
        return CsvText.read(text, layout.separator(), rows -> read(rows, layout));
    }

    private static List<FundLine> read(Iterator<CsvRecord> rows, Layout layout) {
        List<String> header = CsvText.header(rows);
        LineReader reader = header.contains("Transaction Type Name") ? foreignAssistance(header, layout) : own(header);
        List<FundLine> lines = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        int count = 0;
        while (rows.hasNext() && problems.size() < PROBLEMS_MAX) {
            CsvRecord row = rows.next();
            String position = layout.name() + " line " + row.getStartingLineNumber();
            try {
                CsvText.position(row, header, ++count);
                lines.add(reader.read(row, position));
            } catch (ProblemException refused) {
                refused.problems().forEach(each -> problems.add(new Problem(each.code(), position, each.arguments())));
            }
        }
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
        if (lines.isEmpty()) {
            throw refusal("measure.fund.no-lines", "file", layout.name());
        }
        return lines;
    }

    private static LineReader own(List<String> header) {
        Set<String> seen = new HashSet<>();
        for (String name : header) {
            if (!OWN.contains(name) || !seen.add(name)) {
                throw refusal(
                        "measure.fund.column",
                        "column",
                        name,
                        "known",
                        String.join(", ", OWN.stream().sorted().toList()));
            }
        }
        List.of("book", "stage", "amount", "currency").forEach(name -> CsvText.column(header, name));
        if (!seen.contains("year") && !seen.contains("date")) {
            CsvText.column(header, "year");
        }
        return (row, position) -> {
            String term = needed(row, header, "stage");
            String date = cell(row, header, "date");
            LocalDate day = date.isEmpty() ? null : date(date);
            return new FundLine(
                    needed(row, header, "book").toLowerCase(Locale.ROOT),
                    Stage.of(term),
                    term,
                    cell(row, header, "account"),
                    cell(row, header, "activity"),
                    cell(row, header, "recipient"),
                    cell(row, header, "area"),
                    cell(row, header, "pillar"),
                    year(cell(row, header, "year"), day),
                    day,
                    cell(row, header, "reference"),
                    amount(needed(row, header, "amount"))
                            .scaleByPowerOfTen(choice(UNITS, cell(row, header, "unit"), "measure.fund.unit")),
                    currency(needed(row, header, "currency")),
                    choice(STATUS, cell(row, header, "status"), "measure.fund.status"),
                    position);
        };
    }

    private static LineReader foreignAssistance(List<String> header, Layout layout) {
        int code = CsvText.column(header, "Country Code");
        int name = CsvText.column(header, "Country Name");
        int type = CsvText.column(header, "Transaction Type Name");
        int year = CsvText.column(header, "Fiscal Year");
        int amount = CsvText.column(header, layout.prices() == Prices.CURRENT ? "current_amount" : "constant_amount");
        return (row, position) -> {
            String label = row.getField(year);
            boolean quarter = label.endsWith("tq");
            String country = row.getField(code);
            return new FundLine(
                    "us",
                    Stage.of(row.getField(type)),
                    row.getField(type),
                    "",
                    "",
                    country.equals("NULL") ? row.getField(name) : country,
                    "",
                    "",
                    new FundYear(PeriodType.US_FISCAL_YEAR, (int)
                            PeriodType.US_FISCAL_YEAR.parse(quarter ? label.substring(0, label.length() - 2) : label)),
                    null,
                    "",
                    amount(row.getField(amount)),
                    "USD",
                    quarter,
                    position);
        };
    }

    private static String cell(CsvRecord row, List<String> header, String name) {
        int at = header.indexOf(name);
        String text = at < 0 ? "" : row.getField(at);
        if (text.length() > NAME_CHARS_MAX) {
            throw refusal("measure.fund.long", "column", name, "most", NAME_CHARS_MAX);
        }
        if (text.chars().anyMatch(each -> Character.isISOControl(each) || each >= NOT_A_CHARACTER)) {
            throw refusal("measure.fund.control", "column", name);
        }
        return text;
    }

    private static String needed(CsvRecord row, List<String> header, String name) {
        String text = cell(row, header, name);
        if (text.isEmpty()) {
            throw refusal("measure.fund.empty", "column", name);
        }
        return text;
    }

    private static FundYear year(String label, @Nullable LocalDate day) {
        if (!label.isEmpty()) {
            return FundYear.of(label);
        }
        if (day == null) {
            throw refusal("measure.fund.empty", "column", "year");
        }
        return FundYear.of(day, PeriodType.CALENDAR_YEAR);
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException malformed) {
            throw refusal("measure.fund.date", "value", text);
        }
    }

    /** An exact amount; thousands may be grouped by commas, by three only. */
    static BigDecimal amount(String text) {
        String plain = text.matches("-?\\d{1,3}(,\\d{3})+(\\.\\d+)?") ? text.replace(",", "") : text;
        if (!plain.matches("-?\\d{1," + DIGITS_MAX + "}(\\.\\d{1,6})?")) {
            throw refusal("measure.fund.amount", "value", text);
        }
        return new BigDecimal(plain);
    }

    private static String currency(String text) {
        if (!text.matches("[A-Z]{3}")) {
            throw refusal("measure.fund.currency", "value", text);
        }
        return text;
    }

    private static <T> T choice(Map<String, T> choices, String text, String code) {
        T chosen = choices.get(text.toLowerCase(Locale.ROOT));
        if (chosen == null) {
            throw refusal(code, "value", text);
        }
        return chosen;
    }

    private static ProblemException refusal(String code, Object... namesAndValues) {
        return new ProblemException(Problem.of(code, "", namesAndValues));
    }
}
