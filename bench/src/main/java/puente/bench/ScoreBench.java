package puente.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import puente.bench.Report.Bar;
import puente.bench.RollingScores.Named;
import puente.bench.RollingScores.Origin;
import puente.bench.RollingScores.Result;
import puente.measure.series.M4Format;
import puente.measure.series.Series;

/**
 * Every series of {@code ../shared/data} from a rolling origin, scored by {@link puente.measure.forecast.LogScore} beside the seasonal naive forecast, and R's
 * {@code forecast} on the same origins of the same homicides and of M4.
 */
final class ScoreBench {
    private static final int THREADS = 2;

    /** Series that lose by most, told by name for each set. */
    private static final int NAMED_MAX = 3;

    private static final List<String> METHODS = List.of("ets", "auto.arima", "thetaf", "snaive");

    private ScoreBench() {}

    /** How far ahead, from how many origins, how many periods apart. */
    private record Plan(int horizon, int origins, int step) {
        static Plan of(String set) {
            if (set.endsWith("half-years")) {
                return new Plan(2, 4, 1);
            }
            return set.endsWith("fiscal years") ? new Plan(3, 6, 1) : new Plan(12, 8, 3);
        }
    }

    static void shared(Report report, Path data) throws IOException, InterruptedException {
        int scored = 0;
        int won = 0;
        for (Map.Entry<String, List<Named>> set : new SharedSeries(data).sets().entrySet()) {
            List<Result> results = scores(report, set.getKey(), set.getValue(), Plan.of(set.getKey()));
            scored += results.size();
            won += (int) results.stream().filter(Result::beatsOrEquals).count();
        }
        for (String of : List.of("Weekly", "Hourly")) {
            boolean hourly = of.equals("Hourly");
            int horizon = hourly ? 48 : 13;
            List<Result> results = scores(
                    report, "M4 " + of.toLowerCase(java.util.Locale.ROOT), m4(data, of), new Plan(horizon, 2, horizon));
            scored += results.size();
            won += (int) results.stream().filter(Result::beatsOrEquals).count();
        }
        report.figure("series that could be scored, all sets", scored, "series");
        report.figure(
                "of them as good as seasonal naive or better by log score",
                100.0 * won / Math.max(1, scored),
                "%",
                Bar.atLeast(100));
    }

    private static List<Result> scores(Report report, String set, List<Named> all, Plan plan)
            throws InterruptedException {
        List<Origin> origins = new ArrayList<>();
        all.forEach(each -> origins.addAll(RollingScores.origins(each, plan.horizon(), plan.origins(), plan.step())));
        List<Result> results = RollingScores.results(origins, RollingScores.ours(origins, THREADS));
        long won = results.stream().filter(Result::beatsOrEquals).count();
        report.figure("series, " + set, all.size(), "series");
        report.figure("refused (gap, short or sparse), " + set, all.size() - results.size(), "series");
        if (results.isEmpty()) {
            return results;
        }
        report.figure("as good or better by log score, " + set, 100.0 * won / results.size(), "%");
        tell(report, set, "ours", results);
        results.stream()
                .filter(each -> !each.beatsOrEquals())
                .sorted(Comparator.comparingDouble(each -> each.score() - each.naiveScore()))
                .limit(NAMED_MAX)
                .forEach(each -> report.figure("  loses: " + each.name(), each.score() - each.naiveScore(), "nats"));
        return results;
    }

    private static void tell(Report report, String set, String who, List<Result> results) {
        report.figure(
                "log score above seasonal naive, " + who + ", " + set,
                middle(results, each -> each.score() - each.naiveScore()),
                "nats");
        report.figure(
                "absolute error to seasonal naive, " + who + ", " + set,
                middle(results, each -> each.error() / Math.max(1e-9, each.naiveError())),
                "ratio");
        report.figure(
                "coverage of 95%, " + who + ", " + set,
                results.stream().mapToDouble(Result::coverage).average().orElse(0),
                "%");
    }

    /** The median series: a few with a naive error of nothing would rule a mean. */
    private static double middle(List<Result> results, ToDoubleFunction<Result> figure) {
        double[] sorted = results.stream().mapToDouble(figure).sorted().toArray();
        return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
    }

    private static List<Named> m4(Path data, String of) throws IOException {
        try (BufferedReader reader = MeasureBench.open(data.resolve("m4/" + of + "-train.csv.gz"))) {
            return M4Format.read(reader).stream()
                    .map(row -> new Named(
                            row.id(), row.values(), of.equals("Hourly") ? new int[] {24, 168} : new int[] {52}))
                    .toList();
        }
    }

    /** Homicides by state from four origins, and M4 from the last: R's methods and ours on the same values. */
    static void peers(Report report, Path data) throws IOException, InterruptedException {
        List<Origin> homicides = new ArrayList<>();
        for (Series state : MeasureBench.homicides(data.resolve("sesnsp_victims/victimas_estado_mes.csv.gz"))) {
            homicides.addAll(RollingScores.origins(
                    new Named(state.area(), state.values(), state.type().seasons()), 12, 4, 6));
        }
        compare(report, "homicides by state", homicides, METHODS);
        for (String of : List.of("Weekly", "Hourly")) {
            List<Origin> origins = new ArrayList<>();
            for (Named each : m4(data, of)) {
                // M4's own frequencies: its weekly series have none.
                Named plain = of.equals("Hourly") ? each : new Named(each.name(), each.values(), new int[0]);
                origins.addAll(RollingScores.origins(plain, of.equals("Hourly") ? 48 : 13, 1, 1));
            }
            compare(report, "M4 " + of.toLowerCase(java.util.Locale.ROOT), origins, List.of("thetaf", "snaive"));
        }
    }

    private static void compare(Report report, String set, List<Origin> origins, List<String> methods)
            throws IOException, InterruptedException {
        for (String method : methods) {
            Optional<RForecast.Run> run = RForecast.run(origins, method, THREADS);
            if (run.isEmpty()) {
                report.figure("R's forecast is not here or failed: " + method + ", " + set, 0, "");
                continue;
            }
            List<Result> results = RollingScores.results(origins, run.get().paths());
            report.figure("series forecast by R, " + method + ", " + set, results.size(), "series");
            tell(report, set, "R's " + method, results);
            report.figure(
                    "time of a forecast, R's " + method + ", " + set,
                    1000 * run.get().seconds() / origins.size(),
                    "ms");
        }
        long start = System.nanoTime();
        List<Result> ours = RollingScores.results(origins, RollingScores.ours(origins, THREADS));
        report.figure("time of a forecast, ours, " + set, (System.nanoTime() - start) / 1e6 / origins.size(), "ms");
        tell(report, set, "ours", ours);
    }
}
