package puente.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import puente.measure.fund.FundChecks;
import puente.measure.fund.FundCsv;
import puente.measure.fund.FundLine;
import puente.measure.fund.FundTable;
import puente.measure.fund.FundYear;
import puente.measure.fund.Funds;
import puente.measure.fund.Reconciliation;
import puente.measure.series.PeriodType;
import puente.record.Codes;
import puente.record.Problem;
import puente.record.ProblemException;

/**
 * {@code puente measure funds}: what was requested, appropriated, obligated, disbursed and delivered, by book; two books and more are
 * reconciled. Exit code {@value Exit#FINDINGS} where lines were set aside or something is suspected.
 */
@Command(name = "funds")
final class MeasureFunds implements Callable<Integer> {
    private final Console console;

    @Mixin
    private Common common = new Common();

    @Parameters(paramLabel = "FILE", arity = "1..*", descriptionKey = "measure.funds.FILE")
    private List<Path> files = List.of();

    @Option(names = "--recipient", paramLabel = "NAME")
    private String recipient = "";

    @Option(names = "--from", paramLabel = "YEAR")
    private String from = "";

    @Option(names = "--to", paramLabel = "YEAR")
    private String to = "";

    @Option(names = "--by", paramLabel = "DIMENSION")
    private FundLine.Dimension dimension = FundLine.Dimension.YEAR;

    @Option(names = "--years", paramLabel = "TYPE")
    private String years = "";

    @Option(names = "--rate", paramLabel = "CURRENCY=USD")
    private Map<String, String> rates = Map.of();

    @Option(names = "--as-of", paramLabel = "DATE")
    private @Nullable LocalDate asOf;

    @Option(names = "--prices", paramLabel = "current|constant")
    private FundCsv.Prices prices = FundCsv.Prices.CURRENT;

    @Option(names = "--separator", paramLabel = "CHAR", descriptionKey = "measure.separator")
    private char separator = ',';

    @Mixin
    private FundsAsIati iati = new FundsAsIati();

    @Option(names = "--json", descriptionKey = "json")
    private boolean json;

    MeasureFunds(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        List<FundLine> lines = new ArrayList<>();
        List<Problem> unread = new ArrayList<>();
        for (Path file : files) {
            lines.addAll(FundsAsIati.reads(file) ? iati.read(file, unread) : read(file));
        }
        Funds funds = FundChecks.check(
                lines.stream()
                        .filter(line -> recipient.isEmpty() || line.recipient().equals(recipient))
                        .toList(),
                wanted(),
                asOf);
        if (funds.lines().isEmpty() && funds.aside().isEmpty()) {
            throw new ProblemException(Problem.of("measure.fund.no-match", ""));
        }
        if (!years.isEmpty()) {
            funds = funds.by(PeriodType.of(years));
        }
        for (Map.Entry<String, String> rate : rates.entrySet()) {
            funds = funds.at(rate(rate.getValue()), rate.getKey(), "USD");
        }
        FundTable.of(funds.lines(), dimension).forEach(this::show);
        boolean refused = false;
        for (Reconciliation.Outcome outcome : Reconciliation.of(funds, dimension)) {
            switch (outcome) {
                case Reconciliation.Compared(Reconciliation compared) -> show(compared);
                case Reconciliation.Refused(Problem reason) -> {
                    console.problem(reason);
                    refused = true;
                }
            }
        }
        unread.forEach(note -> tell(note, false));
        funds.notes().forEach(note -> tell(note, false));
        funds.aside().forEach(each -> tell(each.reason(), true));
        iati.write(funds.lines(), json, console);
        boolean valid = iati.check(files, json, console);
        return refused
                        || !valid
                        || !unread.isEmpty()
                        || !funds.notes().isEmpty()
                        || !funds.aside().isEmpty()
                ? Exit.FINDINGS
                : Exit.DONE;
    }

    private List<FundLine> read(Path file) throws IOException {
        try (BufferedReader reader = SeriesOptions.open(file)) {
            return FundCsv.read(reader, new FundCsv.Layout(String.valueOf(file.getFileName()), separator, prices));
        }
    }

    private Predicate<FundYear> wanted() {
        FundYear first = from.isEmpty() ? null : FundYear.of(from);
        FundYear last = to.isEmpty() ? null : FundYear.of(to);
        return year -> within(year, first, true) && within(year, last, false);
    }

    /** A bound of one kind of year says nothing of years of the other kind. */
    private static boolean within(FundYear year, @Nullable FundYear bound, boolean lower) {
        if (bound == null || bound.type() != year.type()) {
            return true;
        }
        return lower ? year.year() >= bound.year() : year.year() <= bound.year();
    }

    private static BigDecimal rate(String text) {
        if (!text.matches("\\d{1,9}(\\.\\d{1,9})?") || new BigDecimal(text).signum() == 0) {
            throw new ProblemException(Problem.of("measure.fund.rate", "", "value", text));
        }
        return new BigDecimal(text);
    }

    private void tell(Problem finding, boolean aside) {
        if (json) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put(aside ? "aside" : "note", finding.code());
            object.put("position", finding.position());
            object.put("arguments", finding.arguments());
            console.json(object);
            return;
        }
        String place = finding.position().isEmpty() ? "" : finding.position() + ": ";
        String text = place + console.text(finding.code(), finding.arguments());
        console.err().println(aside ? console.text("cli.measure.funds.aside", "reason", text) : text);
    }

    private void show(FundTable table) {
        if (json) {
            table.rows().forEach(row -> object(table, row, row.label()));
            object(table, table.total(), null);
            return;
        }
        console.say(
                "cli.measure.funds.book",
                "book",
                table.book(),
                "currency",
                table.currency(),
                "years",
                console.text("cli.measure.funds.years." + table.years().code()));
        List<String> header = new ArrayList<>();
        header.add(console.text("cli.measure.funds.by." + dimension.name().toLowerCase(java.util.Locale.ROOT)));
        table.columns().forEach(column -> header.add(label(column)));
        Table shown = new Table(header.toArray(String[]::new));
        table.rows().forEach(row -> shown.row(cells(table, row, row.label())));
        shown.row(cells(table, table.total(), console.text("cli.measure.funds.total")));
        shown.print(console);
        console.line("");
    }

    /** The stage in the reader's language, with the book's own word where it is another one. */
    private String label(FundTable.Column column) {
        String stage = console.text("measure.fund.stage." + column.stage().code());
        return column.term().equalsIgnoreCase(stage)
                        || column.term().equalsIgnoreCase(column.stage().code())
                ? stage
                : stage + " (" + column.term() + ")";
    }

    private String[] cells(FundTable table, FundTable.Row row, String label) {
        List<String> cells = new ArrayList<>();
        cells.add(label.isEmpty() ? console.text("cli.measure.funds.untold") : label);
        for (int at = 0; at < table.columns().size(); at++) {
            cells.add(money(row.amount(at)));
        }
        return cells.toArray(String[]::new);
    }

    /** To the last digit booked; no figure is not zero. */
    private static String money(@Nullable BigDecimal amount) {
        if (amount == null) {
            return "–";
        }
        BigDecimal plain = amount.stripTrailingZeros();
        int digits = plain.scale() <= 0 ? 0 : Math.max(2, plain.scale());
        return String.format(java.util.Locale.ROOT, "%,." + digits + "f", amount);
    }

    private void object(FundTable table, FundTable.Row row, @Nullable String label) {
        for (int at = 0; at < table.columns().size(); at++) {
            BigDecimal amount = row.amount(at);
            if (amount != null) {
                Map<String, Object> object = new LinkedHashMap<>();
                object.put("book", table.book());
                object.put("currency", table.currency());
                object.put("years", table.years().code());
                object.put(
                        label == null ? "total" : dimension.name().toLowerCase(java.util.Locale.ROOT),
                        label == null ? true : label);
                object.put("stage", table.columns().get(at).stage().code());
                object.put("term", table.columns().get(at).term());
                object.put("amount", amount.toPlainString());
                console.json(object);
            }
        }
    }

    private void show(Reconciliation compared) {
        if (json) {
            compared.rows().forEach(row -> object(compared, row));
            compared.findings().forEach(each -> tell(each, false));
            return;
        }
        console.say(
                "cli.measure.funds.compared",
                "one",
                compared.one(),
                "other",
                compared.other(),
                "currency",
                compared.currency());
        Table table = new Table(
                console.text("cli.measure.funds.stage"),
                console.text("cli.measure.funds.by." + dimension.name().toLowerCase(java.util.Locale.ROOT)),
                compared.one(),
                compared.other(),
                console.text("cli.measure.funds.difference"));
        for (Reconciliation.Row row : compared.rows()) {
            table.row(
                    stage(row),
                    row.label().isEmpty() ? console.text("cli.measure.funds.in-both") : row.label(),
                    money(row.amount()),
                    money(row.otherAmount()),
                    money(row.difference()));
        }
        table.print(console);
        compared.findings().forEach(each -> tell(each, false));
    }

    private String stage(Reconciliation.Row row) {
        String stage = console.text("measure.fund.stage." + row.stage().code());
        List<String> terms = java.util.stream.Stream.of(row.term(), row.otherTerm())
                .filter(term -> !term.isEmpty() && !term.equalsIgnoreCase(stage))
                .distinct()
                .toList();
        return terms.isEmpty() ? stage : stage + " (" + String.join(" / ", terms) + ")";
    }

    private void object(Reconciliation compared, Reconciliation.Row row) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("compared", List.of(compared.one(), compared.other()));
        object.put("currency", compared.currency());
        object.put("stage", row.stage().code());
        object.put("terms", List.of(row.term(), row.otherTerm()));
        object.put(dimension.name().toLowerCase(java.util.Locale.ROOT), row.label());
        object.put("verdict", Codes.of(row.verdict()));
        object.put("amounts", java.util.Arrays.asList(plain(row.amount()), plain(row.otherAmount())));
        object.put("difference", plain(row.difference()));
        console.json(object);
    }

    private static @Nullable String plain(@Nullable BigDecimal amount) {
        return amount == null ? null : amount.toPlainString();
    }
}
