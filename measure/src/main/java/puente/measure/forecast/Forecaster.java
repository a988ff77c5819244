package puente.measure.forecast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import puente.measure.forecast.Forecast.Part;
import puente.measure.numeric.NegativeBinomial;
import puente.record.Problem;

/**
 * Forecasts one series by a combination of models, weighted by how they would have done.
 *
 * <p>Every candidate ({@link Candidates}) is fitted once and replayed from earlier origins. Its weight is the inverse of its mean absolute
 * replayed error to the power {@value #SHARPNESS}: close models share, a bad one vanishes. The replayed errors of the <em>combination</em>
 * give the intervals: for each step ahead a scale (mean absolute error, never shrinking with the distance), and over all steps one quantile of
 * the errors in units of that scale (split conformal prediction, Vovk, Gammerman and Shafer 2005), relative to how restless the series was at
 * each origin ({@link Intervals}). In a short series the seasonal naive forecast keeps a share, and a share in the width, unless the few errors
 * speak clearly against it. No randomness; immutable; safe for any number of threads.
 */
public final class Forecaster {
    /** Share of outcomes that intervals are to hold. */
    public static final double LEVEL = 0.95;

    /** Fewest values of a series that is forecast. */
    public static final int VALUES_MIN = 16;

    /** Most values that are looked at: of a longer series the latest. */
    public static final int VALUES_MAX = 20_000;

    /** Longest horizon. */
    public static final int HORIZON_MAX = 1_000;

    /** Fewest values that are not zero, and their least share: below it a series is too sparse for a forecast. */
    public static final int NONZERO_MIN = 8;

    /** Least share of values that are not zero. */
    public static final double NONZERO_SHARE_MIN = 0.10;

    /** Whole numbers with a smaller mean than this are forecast as counts. */
    public static final double COUNT_MEAN_MAX = 50;

    private static final double SHARPNESS = 4;

    /** Origins that decide on the weights: the latest, since series change. */
    private static final int WEIGHED_MAX = 24;

    /**
     * What the seasonal naive forecast is worth in a short series before any error of another model was seen, in horizons that do not overlap:
     * few errors cannot show that another model is better.
     */
    private static final double TRUST = 6;

    private Forecaster() {}

    /**
     * The forecast of {@code horizon} periods.
     *
     * @param values the series in order of time, every one a finite number
     * @param seasons lengths of the cycles in periods, ascending ({@code 12}; {@code 24, 168}); a cycle that the series does not hold
     *     {@value Candidates#CYCLES_MIN} times is left out
     * @param horizon 1 to {@value #HORIZON_MAX}
     */
    public static Outcome forecast(double[] values, int[] seasons, int horizon) {
        if (horizon < 1 || horizon > HORIZON_MAX) {
            return refused("measure.forecast.horizon", "horizon", horizon, "most", HORIZON_MAX);
        }
        if (values.length < VALUES_MIN) {
            return refused("measure.forecast.too-short", "count", values.length, "least", VALUES_MIN);
        }
        int nonzero = 0;
        for (int t = 0; t < values.length; t++) {
            if (!Double.isFinite(values[t])) {
                return refused("measure.forecast.gap", "position", t + 1);
            }
            nonzero += values[t] != 0 ? 1 : 0;
        }
        if (nonzero < NONZERO_MIN || nonzero < NONZERO_SHARE_MIN * values.length) {
            return refused("measure.forecast.too-sparse", "nonzero", nonzero, "count", values.length);
        }
        double[] used = values.length <= VALUES_MAX
                ? values
                : Arrays.copyOfRange(values, values.length - VALUES_MAX, values.length);
        int[] fitting = Arrays.stream(seasons)
                .filter(season -> season > 1 && season * Candidates.CYCLES_MIN <= used.length)
                .sorted()
                .distinct()
                .toArray();
        int head = head(used.length, fitting, horizon);
        int[] origins = Origins.of(used.length, horizon, head);
        if (origins.length < 2) {
            return refused("measure.forecast.horizon-long", "horizon", horizon, "count", values.length);
        }
        return new Outcome.Made(combine(used, fitting, origins, horizon));
    }

    private static Outcome refused(String code, Object... namesAndValues) {
        return new Outcome.Refused(Problem.of(code, "", namesAndValues));
    }

    /** How many values only teach: two cycles and some, or half of the series where it is short. */
    private static int head(int length, int[] seasons, int horizon) {
        int longest = seasons.length == 0 ? 1 : seasons[seasons.length - 1];
        int wished = Math.max(longest * 5 / 2, 30);
        return Math.min(wished, Math.max(8, (length - horizon) * 3 / 5));
    }

    private static Forecast combine(double[] values, int[] seasons, int[] origins, int horizon) {
        List<Model> models = Candidates.of(values, seasons);
        boolean counts = counts(values);
        CountModel countModel =
                CountModel.fit(counts ? values : new double[] {1, 1}, counts && seasons.length > 0 ? seasons[0] : 1);
        if (counts) {
            models.add(countModel);
        }
        int replays = origins.length - 1;
        int from = Math.max(0, replays - WEIGHED_MAX);
        double[][][] paths = new double[models.size()][origins.length][horizon];
        double[] weights = new double[models.size()];
        double[] errors = new double[models.size()];
        double least = Double.POSITIVE_INFINITY;
        for (int at = 0; at < models.size(); at++) {
            models.get(at).replay(origins, paths[at]);
            errors[at] = error(values, origins, paths[at], from, replays);
            if (!finite(paths[at][replays])) {
                errors[at] = Double.POSITIVE_INFINITY;
            }
            least = Math.min(least, errors[at]);
        }
        double floor = Math.max(least, 1e-12 * magnitude(values));
        double sum = 0;
        for (int at = 0; at < weights.length; at++) {
            weights[at] = Double.isFinite(errors[at]) ? Math.pow(Math.max(errors[at], floor) / floor, -SHARPNESS) : 0;
            sum += weights[at];
        }
        // The naive models stand first; the one with the shortest season is the "seasonal naive" that stands beside
        // every
        // forecast.
        int naive = seasons.length == 0 ? 0 : 1;
        double apart = Origins.apart(replays, horizon);
        double trust =
                values.length < Intervals.SHORT ? TRUST / (TRUST + apart) * floor / Math.max(floor, errors[naive]) : 0;
        double[][] mixed = new double[origins.length][horizon];
        for (int at = 0; at < weights.length; at++) {
            weights[at] = (1 - trust) * weights[at] / sum + (at == naive ? trust : 0);
            if (weights[at] > 0) {
                for (int k = 0; k < origins.length; k++) {
                    for (int h = 0; h < horizon; h++) {
                        mixed[k][h] += weights[at] * paths[at][k][h];
                    }
                }
            }
        }
        int season = seasons.length == 0 ? 1 : seasons[0];
        double[] scales = new double[origins.length];
        if (counts) {
            // The distribution of counts below knows how errors grow with the level.
            Arrays.fill(scales, 1);
        } else {
            scales = Intervals.scales(values, season, origins);
        }
        double[] half =
                Intervals.halfWidths(values, origins, mixed, scales, LEVEL, Intervals.widening(values, season, apart));
        double[] naiveHalf = new SeasonalNaive(values, season).halfWidths(horizon);
        double[] mean = mixed[replays];
        double[] lower = new double[horizon];
        double[] upper = new double[horizon];
        boolean positive = Arrays.stream(values).allMatch(value -> value >= 0);
        for (int h = 0; h < horizon; h++) {
            half[h] = Math.pow(half[h], 1 - trust) * Math.pow(naiveHalf[h], trust);
            mean[h] = positive ? Math.max(0, mean[h]) : mean[h];
            lower[h] = positive ? Math.max(0, mean[h] - half[h]) : mean[h] - half[h];
            upper[h] = mean[h] + half[h];
            if (counts) {
                NegativeBinomial expected = countModel.distribution(mean[h], h + 1);
                double low = (lower[h] + expected.quantile((1 - LEVEL) / 2)) / 2;
                double high = (upper[h] + expected.quantile((1 + LEVEL) / 2)) / 2;
                lower[h] = Math.min(Math.floor(mean[h]), Math.floor(low + 0.5));
                upper[h] = Math.max(Math.ceil(mean[h]), Math.floor(high + 0.5));
            }
        }
        return new Forecast(
                mean,
                lower,
                upper,
                paths[naive][replays].clone(),
                LEVEL,
                parts(models, weights),
                replays,
                error(values, origins, mixed, 0, replays),
                error(values, origins, paths[naive], 0, replays));
    }

    /** Whether these are small counts, which have a distribution of their own. */
    private static boolean counts(double[] values) {
        double sum = 0;
        for (double value : values) {
            if (value < 0 || value != Math.rint(value)) {
                return false;
            }
            sum += value;
        }
        return sum / values.length < COUNT_MEAN_MAX;
    }

    private static List<Part> parts(List<Model> models, double[] weights) {
        List<Part> parts = new ArrayList<>();
        for (int at = 0; at < weights.length; at++) {
            if (weights[at] >= 0.005) {
                parts.add(new Part(models.get(at).name(), weights[at]));
            }
        }
        parts.sort(Comparator.comparingDouble(Part::weight).reversed());
        return parts;
    }

    private static double error(double[] values, int[] origins, double[][] paths, int from, int to) {
        double sum = 0;
        long count = 0;
        for (int k = from; k < to; k++) {
            for (int h = 0; h < paths[k].length; h++) {
                sum += Math.abs(values[origins[k] + h] - paths[k][h]);
                count++;
            }
        }
        double error = sum / count;
        return Double.isFinite(error) ? error : Double.POSITIVE_INFINITY;
    }

    private static boolean finite(double[] path) {
        for (double value : path) {
            if (!Double.isFinite(value)) {
                return false;
            }
        }
        return true;
    }

    private static double magnitude(double[] values) {
        double most = 0;
        for (double value : values) {
            most = Math.max(most, Math.abs(value));
        }
        return Math.max(most, Double.MIN_NORMAL);
    }
}
