package puente.cli;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import puente.measure.forecast.Forecast;
import puente.measure.forecast.Forecaster;
import puente.measure.forecast.Outcome;
import puente.measure.series.M4Format;
import puente.measure.series.PeriodType;
import puente.measure.series.Series;
import puente.record.Problem;

/**
 * {@code puente measure forecast}: what is to be expected of each series of a file, with intervals; exit code {@value Exit#FINDINGS} where a
 * series was refused.
 */
@Command(name = "forecast")
final class MeasureForecast implements Callable<Integer> {
    /** How a file lays out its series. */
    enum Format {
        CSV,
        M4
    }

    /** M4's frequencies that are known, with M4's horizons. */
    enum Frequency {
        YEARLY(6),
        QUARTERLY(8, 4),
        MONTHLY(18, 12),
        WEEKLY(13, 52),
        DAILY(14, 7),
        HOURLY(48, 24, 168);

        private final int horizon;
        private final int[] seasons;

        Frequency(int horizon, int... seasons) {
            this.horizon = horizon;
            this.seasons = seasons;
        }
    }

    private final Console console;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private Common common = new Common();

    @Mixin
    private SeriesOptions series = new SeriesOptions();

    @Option(names = "--format", paramLabel = "csv|m4")
    private Format format = Format.CSV;

    @Option(names = "--frequency", paramLabel = "FREQUENCY")
    private Frequency frequency = Frequency.MONTHLY;

    @Option(names = "--horizon", paramLabel = "N")
    private int horizon;

    @Option(names = "--out", paramLabel = "FILE")
    private Path out = Path.of("");

    @Option(names = "--intervals")
    private boolean intervals;

    @Option(names = "--threads", paramLabel = "N")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--json", descriptionKey = "json")
    private boolean json;

    MeasureForecast(Console console) {
        this.console = console;
    }

    /** One series to forecast: what to call it, its values and its cycles. */
    private record Task(String name, double[] values, int[] seasons, int horizon) {}

    @Override
    public Integer call() throws Exception {
        return format == Format.M4 ? competition() : table();
    }

    private int competition() throws IOException, InterruptedException {
        if (out.toString().isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--out", null, spec.findOption("--out"), "");
        }
        int ahead = horizon > 0 ? horizon : frequency.horizon;
        List<Task> tasks = new ArrayList<>();
        try (BufferedReader reader = SeriesOptions.open(series.file())) {
            for (M4Format.Row row : M4Format.read(reader)) {
                tasks.add(new Task(row.id(), row.values(), frequency.seasons, ahead));
            }
        }
        List<Outcome> outcomes = forecast(tasks);
        write(out, tasks, outcomes, ahead, Forecast::mean);
        if (intervals) {
            write(beside("lower"), tasks, outcomes, ahead, Forecast::lower);
            write(beside("upper"), tasks, outcomes, ahead, Forecast::upper);
        }
        long refused = refusals(tasks, outcomes);
        console.say(
                "cli.measure.forecast.written",
                "count",
                Console.number(tasks.size() - refused),
                "refused",
                Console.number(refused),
                "file",
                out);
        return refused == 0 ? Exit.DONE : Exit.FINDINGS;
    }

    /** {@code FORECASTS.csv} has {@code FORECASTS.lower.csv} and {@code FORECASTS.upper.csv} beside it. */
    private Path beside(String which) {
        String name = String.valueOf(out.getFileName());
        int dot = name.lastIndexOf('.');
        String other = dot < 0 ? name + "." + which : name.substring(0, dot) + "." + which + name.substring(dot);
        return out.resolveSibling(other);
    }

    private interface Part {
        double[] of(Forecast forecast);
    }

    private static void write(Path file, List<Task> tasks, List<Outcome> outcomes, int ahead, Part part)
            throws IOException {
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            M4Format.header(ahead, writer);
            for (int at = 0; at < tasks.size(); at++) {
                if (outcomes.get(at) instanceof Outcome.Made(Forecast forecast)) {
                    M4Format.row(tasks.get(at).name(), part.of(forecast), writer);
                }
            }
        }
    }

    private int table() throws IOException, InterruptedException {
        List<Series> all = series.read(console);
        List<Task> tasks = new ArrayList<>();
        for (Series each : all) {
            int ahead = horizon > 0 ? horizon : each.type().horizon();
            tasks.add(new Task(each.area(), each.values(), each.type().seasons(), ahead));
        }
        List<Outcome> outcomes = forecast(tasks);
        for (int at = 0; at < all.size(); at++) {
            if (outcomes.get(at) instanceof Outcome.Made(Forecast forecast)) {
                show(all.get(at), forecast);
            }
        }
        return refusals(tasks, outcomes) == 0 ? Exit.DONE : Exit.FINDINGS;
    }

    private long refusals(List<Task> tasks, List<Outcome> outcomes) {
        long refused = 0;
        for (int at = 0; at < tasks.size(); at++) {
            if (outcomes.get(at) instanceof Outcome.Refused(Problem reason)) {
                console.problem(new Problem(reason.code(), tasks.get(at).name(), reason.arguments()));
                refused++;
            }
        }
        return refused;
    }

    /** Every outcome in the order of the tasks, whatever thread made it. */
    private List<Outcome> forecast(List<Task> tasks) throws InterruptedException {
        List<Outcome> outcomes = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(Math.max(1, threads));
                ProgressBar bar = console.progress(
                        console.text("cli.measure.forecast.progress"),
                        tasks.size(),
                        console.text("cli.measure.series"))) {
            List<Future<Outcome>> running = tasks.stream()
                    .map(task -> pool.submit(() -> {
                        Outcome outcome = Forecaster.forecast(task.values(), task.seasons(), task.horizon());
                        bar.advance(1);
                        return outcome;
                    }))
                    .toList();
            for (Future<Outcome> each : running) {
                outcomes.add(each.get());
            }
        } catch (ExecutionException fault) {
            throw new AssertionError("a forecast answers with an outcome, never an exception", fault.getCause());
        }
        return outcomes;
    }

    private void show(Series one, Forecast forecast) {
        PeriodType type = one.type();
        if (json) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("area", one.area());
            object.put("unit", one.unit());
            object.put("period", type.code());
            object.put("provisional", one.provisional());
            object.put("periods", labels(one, forecast.mean().length));
            object.put("mean", forecast.mean());
            object.put("lower", forecast.lower());
            object.put("upper", forecast.upper());
            object.put("level", forecast.level());
            object.put("seasonalNaive", forecast.seasonalNaive());
            object.put("models", forecast.parts());
            object.put("origins", forecast.origins());
            object.put("error", forecast.error());
            object.put("naiveError", forecast.naiveError());
            console.json(object);
            return;
        }
        String title = (one.area() + " " + one.unit()).strip();
        if (!title.isEmpty()) {
            console.line(title);
        }
        Table table = new Table(
                console.text("cli.measure.period"),
                console.text("cli.measure.expected"),
                console.text("cli.measure.lower"),
                console.text("cli.measure.upper"),
                console.text("cli.measure.naive"));
        List<String> labels = labels(one, forecast.mean().length);
        for (int h = 0; h < labels.size(); h++) {
            table.row(
                    labels.get(h),
                    SeriesOptions.figure(forecast.mean()[h]),
                    SeriesOptions.figure(forecast.lower()[h]),
                    SeriesOptions.figure(forecast.upper()[h]),
                    SeriesOptions.figure(forecast.seasonalNaive()[h]));
        }
        table.print(console);
        console.say(
                forecast.beatsSeasonalNaive() ? "cli.measure.forecast.closer" : "cli.measure.forecast.farther",
                "error",
                SeriesOptions.figure(forecast.error()),
                "naive",
                SeriesOptions.figure(forecast.naiveError()),
                "origins",
                forecast.origins());
        console.say(
                "cli.measure.forecast.models",
                "models",
                forecast.parts().stream()
                        .limit(5)
                        .map(part -> String.format(Locale.ROOT, "%s %.0f %%", part.model(), 100 * part.weight()))
                        .collect(Collectors.joining(", ")));
    }

    private static List<String> labels(Series one, int count) {
        List<String> labels = new ArrayList<>();
        for (int h = 0; h < count; h++) {
            labels.add(one.type().label(one.end() + h));
        }
        return labels;
    }
}
