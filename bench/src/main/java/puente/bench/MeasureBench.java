package puente.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.GZIPInputStream;
import puente.bench.Report.Bar;
import puente.measure.detect.ChangeDetector;
import puente.measure.detect.Detection;
import puente.measure.evaluate.Evaluator;
import puente.measure.evaluate.Finding;
import puente.measure.evaluate.Study;
import puente.measure.forecast.Forecast;
import puente.measure.forecast.Forecaster;
import puente.measure.forecast.Outcome;
import puente.measure.series.M4Format;
import puente.measure.series.PeriodType;
import puente.measure.series.Series;
import puente.measure.series.SeriesCsv;

/**
 * How good the figures are: M4's weekly and hourly series with their last values held out (the competition's own test values are not at
 * hand), from several origins one horizon apart, since one origin may be an easy or a hard one; false alarms and the delay of detection on homicides by state; how often an evaluation finds an effect
 * where nothing began; and the log score of every series there is against seasonal naive ({@link ScoreBench}). A part alone:
 * {@code -Dpuente.bench.parts=m4,breaks,scores,peers}. The data are those of {@code ../shared/data}, or of {@code -Dpuente.shared}.
 */
final class MeasureBench implements Bench {
    private static final int STUDIES = 300;
    private static final int MONTHS_AFTER = 12;

    /** Origins of M4's series, one horizon apart; those that are too short for the earlier ones are refused there. */
    private static final int WEEKLY_ORIGINS = 8;

    private static final int HOURLY_ORIGINS = 4;

    /** Origins whose figures are told one by one. */
    private static final int TOLD = 2;

    /** The break of September 2024 that is known. */
    private static final String BROKEN = "Sinaloa";

    @Override
    public String name() {
        return "measure";
    }

    @Override
    public String measures() {
        return "forecasts of M4 held out, false alarms, effects found where nothing began, log scores against seasonal naive";
    }

    @Override
    public void run(Report report) throws IOException, InterruptedException {
        Path data = Path.of(System.getProperty("puente.shared", "../shared")).resolve("data");
        if (!Files.isDirectory(data)) {
            throw new IllegalStateException(
                    "no data in " + data.toAbsolutePath() + ": name the folder with -Dpuente.shared");
        }
        Set<String> parts = Set.of(System.getProperty("puente.bench.parts", "m4,breaks,scores,peers")
                .split(","));
        if (parts.contains("m4")) {
            m4(report, data);
        }
        if (parts.contains("breaks")) {
            List<Series> homicides = homicides(data.resolve("sesnsp_victims/victimas_estado_mes.csv.gz"));
            alarms(report, homicides);
            placebos(report, homicides);
        }
        if (parts.contains("scores")) {
            ScoreBench.shared(report, data);
        }
        if (parts.contains("peers")) {
            ScoreBench.peers(report, data);
        }
    }

    private static void m4(Report report, Path data) throws IOException, InterruptedException {
        forecasts(
                report, data.resolve("m4/Weekly-train.csv.gz"), "weekly", 13, 1, WEEKLY_ORIGINS, Bar.atMost(0.80), 52);
        forecasts(
                report,
                data.resolve("m4/Hourly-train.csv.gz"),
                "hourly",
                48,
                24,
                HOURLY_ORIGINS,
                Bar.atMost(0.60),
                24,
                168);
    }

    static BufferedReader open(Path file) throws IOException {
        return new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8));
    }

    private static void forecasts(
            Report report, Path file, String what, int horizon, int frequency, int origins, Bar bar, int... seasons)
            throws IOException, InterruptedException {
        List<M4Format.Row> rows;
        try (BufferedReader reader = open(file)) {
            rows = M4Format.read(reader);
        }
        double[] owa = new double[origins];
        double[] coverage = new double[origins];
        for (int back = 0; back < origins; back++) {
            long start = System.nanoTime();
            List<Outcome> outcomes = outcomes(rows, horizon, back, seasons);
            double seconds = (System.nanoTime() - start) / 1e9;
            M4Score score = score(rows, outcomes, horizon, back, frequency);
            owa[back] = score.owa();
            coverage[back] = score.coverage();
            if (back < TOLD) {
                tell(report, what + (back == 0 ? ", last values held out" : ", one horizon earlier"), score, bar);
            }
            if (back == 0) {
                report.figure(
                        "series an hour, " + what, rows.size() / seconds * 3600, "series/h", Bar.atLeast(100_000));
            }
        }
        String all = what + ", " + origins + " origins one horizon apart";
        report.figure("OWA, mean, " + all, Arrays.stream(owa).average().orElseThrow(), "of Naive2", bar);
        report.figure("OWA, least, " + all, Arrays.stream(owa).min().orElseThrow(), "of Naive2");
        report.figure("OWA, most, " + all, Arrays.stream(owa).max().orElseThrow(), "of Naive2");
        report.figure("OWA, standard deviation, " + all, deviation(owa), "of Naive2");
        report.figure(
                "coverage of 95%, mean, " + all,
                Arrays.stream(coverage).average().orElseThrow(),
                "%");
    }

    /** Sample standard deviation: how much one origin says of the next. */
    private static double deviation(double[] figures) {
        double mean = Arrays.stream(figures).average().orElseThrow();
        return Math.sqrt(Arrays.stream(figures)
                        .map(each -> (each - mean) * (each - mean))
                        .sum()
                / (figures.length - 1));
    }

    private static M4Score score(
            List<M4Format.Row> rows, List<Outcome> outcomes, int horizon, int back, int frequency) {
        M4Score score = new M4Score();
        for (int at = 0; at < rows.size(); at++) {
            double[] values = rows.get(at).values();
            int length = values.length - horizon * (1 + back);
            if (outcomes.get(at) instanceof Outcome.Made(Forecast forecast)) {
                score.add(
                        Arrays.copyOf(values, length),
                        Arrays.copyOfRange(values, length, length + horizon),
                        forecast.mean(),
                        forecast.lower(),
                        forecast.upper(),
                        frequency);
            }
        }
        return score;
    }

    private static void tell(Report report, String of, M4Score score, Bar bar) {
        report.figure("OWA, " + of, score.owa(), "of Naive2", bar);
        report.figure("sMAPE, " + of, score.smape(), "%", null, new Report.Peer("Naive2", score.naiveSmape()));
        report.figure("MASE, " + of, score.mase(), "", null, new Report.Peer("Naive2", score.naiveMase()));
        report.figure("coverage of 95%, " + of, score.coverage(), "%", Bar.atLeast(93));
        report.figure("coverage of 95% again, " + of, score.coverage(), "%", Bar.atMost(97));
    }

    private static List<Outcome> outcomes(List<M4Format.Row> rows, int horizon, int back, int[] seasons)
            throws InterruptedException {
        List<Outcome> outcomes = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(2)) {
            List<Future<Outcome>> running = rows.stream()
                    .map(row -> pool.submit(() -> Forecaster.forecast(
                            Arrays.copyOf(row.values(), Math.max(0, row.values().length - horizon * (1 + back))),
                            seasons,
                            horizon)))
                    .toList();
            for (Future<Outcome> each : running) {
                outcomes.add(each.get());
            }
        } catch (ExecutionException fault) {
            throw new IllegalStateException("a forecast failed", fault.getCause());
        }
        return outcomes;
    }

    static List<Series> homicides(Path file) throws IOException {
        try (BufferedReader reader = open(file)) {
            return SeriesCsv.read(
                    reader,
                    new SeriesCsv.Layout(
                            ',',
                            List.of("year", "month"),
                            false,
                            "victims",
                            "state",
                            Map.of("crime_subtype", "Homicidio doloso"),
                            "month",
                            "victims",
                            true,
                            false,
                            false));
        }
    }

    private static void alarms(Report report, List<Series> states) {
        ChangeDetector detector = new ChangeDetector(0.05, states.size());
        watch(report, detector, states, "2024-09", true);
        watch(report, detector, states, "2018-09", false);
    }

    private static void watch(
            Report report, ChangeDetector detector, List<Series> states, String from, boolean breaking) {
        double years = 0;
        int alarms = 0;
        int alarmed = 0;
        int delay = -1;
        for (Series state : states) {
            int first = (int) (PeriodType.MONTH.parse(from) - state.first());
            if (detector.watch(state.values(), first) instanceof Detection.Watched watched) {
                if (state.area().equals(BROKEN)) {
                    delay = watched.alarms().isEmpty()
                            ? -1
                            : watched.alarms().getFirst().position() - first;
                } else {
                    years += (state.length() - first) / 12.0;
                    alarms += watched.alarms().size();
                    alarmed += watched.alarms().isEmpty() ? 0 : 1;
                }
            }
        }
        if (breaking) {
            report.figure("months until Sinaloa is flagged", delay < 0 ? 999 : delay, "months", Bar.atMost(0));
            report.figure(
                    "other states alarmed from " + from, 100.0 * alarmed / (states.size() - 1), "%", Bar.atMost(5));
        } else {
            report.figure("alarms a state and year from " + from, 100 * alarms / years, "%", Bar.atMost(5));
        }
    }

    /** Random states and dates before the known break, with the other states to compare with. */
    private static void placebos(Report report, List<Series> states) {
        int known = (int) (PeriodType.MONTH.parse("2024-09") - states.getFirst().first());
        SplittableRandom random = new SplittableRandom(7);
        Map<String, int[]> found = new LinkedHashMap<>();
        long start = System.nanoTime();
        for (int draw = 0; draw < STUDIES; draw++) {
            String treated = states.get(random.nextInt(states.size())).area();
            int begin = 36 + random.nextInt(known - 36 - MONTHS_AFTER + 1);
            Map<String, double[]> areas = new LinkedHashMap<>();
            states.forEach(state -> areas.put(state.area(), Arrays.copyOf(state.values(), begin + MONTHS_AFTER)));
            for (Finding finding : Evaluator.evaluate(Study.of(areas, treated, begin, 12))) {
                int[] counts = found.computeIfAbsent(finding.method().code(), code -> new int[2]);
                if (finding instanceof Finding.Estimated estimated) {
                    counts[0] += estimated.verdict() == Finding.Verdict.CANNOT_TELL ? 0 : 1;
                    counts[1]++;
                }
            }
        }
        found.forEach((method, counts) -> report.figure(
                "effects where nothing began, " + method,
                100.0 * counts[0] / Math.max(1, counts[1]),
                "%",
                Bar.atMost(5)));
        report.figure("time of a study with four methods", (System.nanoTime() - start) / 1e6 / STUDIES, "ms");
    }
}
