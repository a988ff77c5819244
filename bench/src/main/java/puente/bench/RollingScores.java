package puente.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import puente.measure.forecast.Forecast;
import puente.measure.forecast.Forecaster;
import puente.measure.forecast.LogScore;
import puente.measure.forecast.Outcome;

/**
 * Forecasts from a rolling origin: everything is fitted anew to what was known at each origin, and scored on what came. Beside each stands
 * the seasonal naive forecast with the interval of its own past errors (their root mean square, growing with the root of the cycles ahead, as
 * R's {@code snaive} has it).
 */
final class RollingScores {
    private static final double NORMAL_975 = 1.959964;

    /** Scores this close are equal. */
    private static final double EQUAL = 1e-9;

    private RollingScores() {}

    /** A series that is scored. */
    record Named(String name, double[] values, int[] seasons) {}

    /** A forecast of one series at one origin. */
    record Origin(Named series, int length, int horizon) {
        double[] past() {
            return Arrays.copyOf(series.values(), length);
        }

        int season() {
            return series.seasons().length == 0 ? 1 : series.seasons()[0];
        }
    }

    /** Means and ends of 95% intervals by step. */
    record Path(double[] mean, double[] lower, double[] upper) {}

    /** What came of one series: mean log scores and mean absolute errors over all origins and steps. */
    record Result(String name, double score, double naiveScore, double error, double naiveError, double coverage) {
        boolean beatsOrEquals() {
            return score >= naiveScore - EQUAL;
        }
    }

    /** The origins of a series, the last one first; those that leave fewer than 16 values are not there, and none is of a series with a gap. */
    static List<Origin> origins(Named series, int horizon, int count, int step) {
        List<Origin> origins = new ArrayList<>();
        if (!Arrays.stream(series.values()).allMatch(Double::isFinite)) {
            return origins;
        }
        for (int back = 0; back < count; back++) {
            int length = series.values().length - horizon - back * step;
            if (length >= Forecaster.VALUES_MIN) {
                origins.add(new Origin(series, length, horizon));
            }
        }
        return origins;
    }

    /** Ours, from every origin; null where the series was refused there. */
    static List<Path> ours(List<Origin> origins, int threads) throws InterruptedException {
        List<Path> paths = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<Path>> running = origins.stream()
                    .map(each -> pool.submit(() ->
                            path(Forecaster.forecast(each.past(), each.series().seasons(), each.horizon()))))
                    .toList();
            for (Future<Path> each : running) {
                paths.add(each.get());
            }
        } catch (ExecutionException fault) {
            throw new IllegalStateException("a forecast failed", fault.getCause());
        }
        return paths;
    }

    /** A path without values where there is no forecast. */
    private static Path path(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Made(Forecast forecast) -> new Path(forecast.mean(), forecast.lower(), forecast.upper());
            case Outcome.Refused refused -> new Path(new double[0], new double[0], new double[0]);
        };
    }

    /** The seasonal naive forecast. */
    static Path naive(Origin origin) {
        double[] past = origin.past();
        int season = Math.min(origin.season(), past.length - 1);
        double squares = 0;
        for (int t = season; t < past.length; t++) {
            squares += Math.pow(past[t] - past[t - season], 2) / (past.length - season);
        }
        double[] mean = new double[origin.horizon()];
        double[] lower = new double[origin.horizon()];
        double[] upper = new double[origin.horizon()];
        for (int h = 0; h < mean.length; h++) {
            mean[h] = past[past.length - season + h % season];
            double half = NORMAL_975 * Math.sqrt(squares * (h / season + 1));
            lower[h] = mean[h] - half;
            upper[h] = mean[h] + half;
        }
        return new Path(mean, lower, upper);
    }

    /** Scores of the series that have a path from each of their origins. */
    static List<Result> results(List<Origin> origins, List<Path> paths) {
        List<Result> results = new ArrayList<>();
        int from = 0;
        while (from < origins.size()) {
            Named series = origins.get(from).series();
            int to = from;
            boolean whole = true;
            while (to < origins.size() && origins.get(to).series() == series) {
                whole &= paths.get(to).mean().length > 0;
                to++;
            }
            if (whole) {
                results.add(result(series, origins.subList(from, to), paths.subList(from, to)));
            }
            from = to;
        }
        return results;
    }

    private static Result result(Named series, List<Origin> origins, List<Path> paths) {
        boolean whole = Arrays.stream(series.values()).allMatch(value -> value >= 0 && value == Math.rint(value));
        double size = Arrays.stream(series.values()).map(Math::abs).average().orElse(1);
        double[] sums = new double[5];
        int count = 0;
        for (int at = 0; at < origins.size(); at++) {
            Path path = paths.get(at);
            Path naive = naive(origins.get(at));
            for (int h = 0; h < path.mean().length; h++) {
                double value = series.values()[origins.get(at).length() + h];
                sums[0] += LogScore.of(value, path.mean()[h], path.upper()[h], whole, size);
                sums[1] += LogScore.of(value, naive.mean()[h], naive.upper()[h], whole, size);
                sums[2] += Math.abs(value - path.mean()[h]);
                sums[3] += Math.abs(value - naive.mean()[h]);
                sums[4] += value >= path.lower()[h] && value <= path.upper()[h] ? 100 : 0;
                count++;
            }
        }
        return new Result(
                series.name(), sums[0] / count, sums[1] / count, sums[2] / count, sums[3] / count, sums[4] / count);
    }
}
