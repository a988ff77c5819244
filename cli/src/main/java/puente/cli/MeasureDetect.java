package puente.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import puente.measure.detect.ChangeDetector;
import puente.measure.detect.Detection;
import puente.measure.series.Series;
import puente.record.Problem;

/**
 * {@code puente measure detect}: in which months counts broke with their past, as it could have been known then; exit code
 * {@value Exit#FINDINGS} where one did.
 */
@Command(name = "detect")
final class MeasureDetect implements Callable<Integer> {
    private final Console console;

    @Mixin
    private Common common = new Common();

    @Mixin
    private SeriesOptions series = new SeriesOptions();

    @Option(names = "--false-alarms", paramLabel = "RATE")
    private double falseAlarms = 0.05;

    @Option(names = "--watch-from", paramLabel = "PERIOD")
    private String watchFrom = "";

    @Option(names = "--json", descriptionKey = "json")
    private boolean json;

    MeasureDetect(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        List<Series> all = series.read(console);
        ChangeDetector detector = new ChangeDetector(falseAlarms, all.size());
        List<Row> alarms = new ArrayList<>();
        boolean refused = false;
        try (ProgressBar bar = console.progress(
                console.text("cli.measure.detect.progress"), all.size(), console.text("cli.measure.series"))) {
            for (Series each : all) {
                long from = watchFrom.isEmpty()
                        ? each.first() + ChangeDetector.HISTORY_MIN
                        : each.type().parse(watchFrom);
                switch (detector.watch(each.values(), Math.clamp(from - each.first(), 0, Integer.MAX_VALUE))) {
                    case Detection.Watched watched ->
                        watched.alarms().forEach(month -> alarms.add(new Row(each, month)));
                    case Detection.Refused(Problem reason) -> {
                        console.problem(new Problem(reason.code(), each.area(), reason.arguments()));
                        refused = true;
                    }
                }
                bar.advance(1);
            }
        }
        if (json) {
            alarms.forEach(row -> console.json(object(row)));
        } else {
            show(alarms, all.size());
        }
        return alarms.isEmpty() && !refused ? Exit.DONE : Exit.FINDINGS;
    }

    private record Row(Series series, Detection.Month month) {}

    private static Map<String, Object> object(Row row) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("area", row.series().area());
        object.put("period", row.series().label(row.month().position()));
        object.put("value", row.month().value());
        object.put("expected", row.month().expected());
        object.put("since", row.series().label(row.month().since()));
        object.put("ratio", row.month().ratio());
        object.put("statistic", row.month().statistic());
        object.put("threshold", row.month().threshold());
        object.put("probability", row.month().probability());
        return object;
    }

    private void show(List<Row> alarms, int watched) {
        if (!alarms.isEmpty()) {
            Table table = new Table(
                    console.text("cli.measure.area"),
                    console.text("cli.measure.period"),
                    console.text("cli.measure.counted"),
                    console.text("cli.measure.expected"),
                    console.text("cli.measure.since"),
                    console.text("cli.measure.ratio"),
                    console.text("cli.measure.chance"));
            for (Row row : alarms) {
                Detection.Month month = row.month();
                table.row(
                        row.series().area(),
                        row.series().label(month.position()),
                        SeriesOptions.figure(month.value()),
                        SeriesOptions.figure(month.expected()),
                        row.series().label(month.since()),
                        String.format(Locale.ROOT, "%.2f", month.ratio()),
                        String.format(Locale.ROOT, "%.4f", month.probability()));
            }
            table.print(console);
        }
        console.say(
                "cli.measure.detect.summary",
                "alarms",
                alarms.size(),
                "watched",
                watched,
                "rate",
                String.format(Locale.ROOT, "%.0f", 100 * falseAlarms));
    }
}
