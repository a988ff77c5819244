package puente.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import puente.measure.relation.Lag;
import puente.measure.relation.Reading;
import puente.measure.relation.Relation;
import puente.measure.relation.Relations;
import puente.measure.series.Conversions;
import puente.measure.series.PeriodType;
import puente.measure.series.Series;
import puente.measure.series.SeriesCsv;
import puente.record.Codes;
import puente.record.Language;
import puente.record.Problem;
import puente.record.ProblemException;

/**
 * {@code puente measure relate}: whether one series moves before another, by how many periods, and how sure that is; exit code
 * {@value Exit#FINDINGS} where there is no answer.
 */
@Command(name = "relate")
final class MeasureRelate implements Callable<Integer> {
    private final Console console;

    @Mixin
    private Common common = new Common();

    @Mixin
    private SeriesOptions series = new SeriesOptions();

    @Option(names = "--first", paramLabel = "AREA")
    private String first = "";

    @Option(names = "--second", paramLabel = "AREA")
    private String second = "";

    @Option(names = "--other", paramLabel = "FILE")
    private @Nullable Path other;

    @Option(names = "--other-period-column", paramLabel = "NAME", split = ",")
    private List<String> otherPeriod = List.of();

    @Option(names = "--other-value", paramLabel = "NAME")
    private String otherValue = "";

    @Option(names = "--other-area", paramLabel = "NAME")
    private String otherArea = "";

    @Option(names = "--other-where", paramLabel = "NAME=VALUE")
    private Map<String, String> otherWhere = Map.of();

    @Option(names = "--other-period", paramLabel = "TYPE")
    private String otherType = "";

    @Option(names = "--as", paramLabel = "TYPE")
    private String as = "";

    @Option(names = "--json", descriptionKey = "json")
    private boolean json;

    MeasureRelate(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        List<Series> all = series.read(console);
        Series one = converted(named(all, first));
        Series two = converted(named(other == null ? all : others(other), second));
        Relation relation = Relations.of(one, two);
        String name = first.isEmpty() ? console.text("cli.measure.relate.first") : first;
        String otherName = second.isEmpty() ? console.text("cli.measure.relate.second") : second;
        if (json) {
            console.json(object(relation, name, otherName));
        } else {
            show(relation, one.type());
            console.line("");
            console.line(Reading.of(relation, name, otherName, console.language()));
        }
        return relation instanceof Relation.Refused ? Exit.FINDINGS : Exit.DONE;
    }

    private List<Series> others(Path file) throws IOException {
        SeriesCsv.Layout layout = new SeriesCsv.Layout(
                ',', otherPeriod, false, otherValue, otherArea, otherWhere, otherType, "", true, false, false);
        try (BufferedReader reader = SeriesOptions.open(file)) {
            return SeriesCsv.read(reader, layout);
        }
    }

    private static Series named(List<Series> all, String area) {
        return all.stream()
                .filter(each -> area.isEmpty() ? all.size() == 1 : each.area().equals(area))
                .findFirst()
                .orElseThrow(() -> new ProblemException(Problem.of(
                        "measure.evaluate.unknown-area",
                        "",
                        "area",
                        area,
                        "areas",
                        String.join(", ", all.stream().map(Series::area).toList()))));
    }

    /** Months as what was asked for; what is no month stays, and is refused beside another kind of period. */
    private Series converted(Series each) {
        if (as.isEmpty() || each.type() != PeriodType.MONTH || as.equals(PeriodType.MONTH.code())) {
            return each;
        }
        Series converted = Conversions.sums(each, PeriodType.of(as));
        converted.findings().stream()
                .filter(finding -> finding.code().equals("measure.series.converted"))
                .forEach(finding -> console.err().println(console.text(finding.code(), finding.arguments())));
        return converted;
    }

    private static Map<String, Object> object(Relation relation, String name, String otherName) {
        Map<String, Object> object = new LinkedHashMap<>();
        switch (relation) {
            case Relation.Refused(Problem reason) -> object.put("refused", reason.code());
            case Relation.Estimated found -> {
                object.put("order", Codes.of(found.order()));
                found.strongest().ifPresent(lag -> object.put("strongest", object(lag)));
                object.put("period", found.type().code());
                object.put("from", found.type().label(found.first()));
                object.put("to", found.type().label(found.first() + found.periods() - 1));
                object.put("periods", found.periods());
                object.put("detectable", found.detectable());
                object.put(
                        "lags", found.lags().stream().map(MeasureRelate::object).toList());
            }
        }
        for (Language language : Language.values()) {
            object.put("reading-" + language.tag(), Reading.of(relation, name, otherName, language));
        }
        return object;
    }

    private static Map<String, Object> object(Lag lag) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("lag", lag.lag());
        object.put("correlation", lag.correlation());
        object.put("lower", lag.lower());
        object.put("upper", lag.upper());
        return object;
    }

    private void show(Relation relation, PeriodType type) {
        if (relation instanceof Relation.Estimated found) {
            Table table = new Table(
                    console.text("cli.measure.relate.lag"),
                    console.text("cli.measure.relate.correlation"),
                    console.text("cli.measure.lower"),
                    console.text("cli.measure.upper"),
                    console.text("cli.measure.relate.seen"));
            for (Lag lag : found.lags()) {
                table.row(
                        String.format(Locale.ROOT, "%+d", lag.lag()),
                        String.format(Locale.ROOT, "%.2f", lag.correlation()),
                        String.format(Locale.ROOT, "%.2f", lag.lower()),
                        String.format(Locale.ROOT, "%.2f", lag.upper()),
                        lag.isSeen() ? "*" : "");
            }
            table.print(console);
            console.say(
                    "cli.measure.relate.periods",
                    "count",
                    Reading.periods(type, found.periods(), console.language()),
                    "from",
                    type.label(found.first()),
                    "to",
                    type.label(found.first() + found.periods() - 1));
        }
    }
}
