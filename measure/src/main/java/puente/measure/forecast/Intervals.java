package puente.measure.forecast;

import java.util.Arrays;

/**
 * The width of intervals from errors that were measured, not from a distribution that was assumed. Errors are measured in units of how much
 * the series moved where they were made, so that a calm past does not narrow the intervals of a restless present.
 */
final class Intervals {
    /** Series with fewer values than this have few errors, of parameters that were fitted to as few values. */
    static final int SHORT = 40;

    /** Parameters that a combination is worth when the errors of a short series are corrected for having been fitted. */
    private static final int PARAMETERS = 5;

    private static final double NORMAL_975 = 1.959964;

    /** How fast the mean change from one season to the next follows. */
    private static final double CHANGE_SHARE = 0.1;

    /** Errors grow with this power of the level and with this power of the changes: together with the square root, as counts do. */
    private static final double POWER = 0.25;

    /** Level and changes are never taken for less than this share of their average. */
    private static final double LEAST = 0.02;

    /** Fewest errors that Student's quantile is taken for. */
    private static final double ERRORS_MIN = 1.5;

    private Intervals() {}

    /**
     * Half the width of the interval at each step ahead.
     *
     * @param paths forecasts from each origin; the last origin is the forecast itself and has no errors yet
     * @param scales what an error at each origin is measured in, relative to the last origin; see {@link #scales}
     * @param level share of outcomes to hold, in (0, 1)
     * @param widening factor for what replays cannot see; see {@link #widening}
     */
    static double[] halfWidths(
            double[] values, int[] origins, double[][] paths, double[] scales, double level, double widening) {
        int replays = origins.length - 1;
        int horizon = paths[0].length;
        double[][] errors = new double[replays][horizon];
        double[] scale = new double[horizon];
        for (int k = 0; k < replays; k++) {
            for (int h = 0; h < horizon; h++) {
                errors[k][h] = Math.abs(values[origins[k] + h] - paths[k][h]) / scales[k];
                scale[h] += errors[k][h] / replays;
            }
        }
        smooth(scale);
        double[] ratios = new double[replays * horizon];
        for (int k = 0; k < replays; k++) {
            for (int h = 0; h < horizon; h++) {
                ratios[k * horizon + h] = scale[h] == 0 ? 0 : errors[k][h] / scale[h];
            }
        }
        Arrays.sort(ratios);
        // Errors of one origin go together: the sample is worth no more than its origins are, so its quantile is taken
        // further out.
        double further = Math.min(1, level + (1 - level) / Math.sqrt(replays + 1.0));
        double quantile = ratios[(int) Math.min(ratios.length - 1.0, Math.floor(further * ratios.length))];
        double[] half = new double[horizon];
        for (int h = 0; h < horizon; h++) {
            half[h] = widening * quantile * scale[h];
        }
        return half;
    }

    /**
     * How far the series was expected to move at each origin, relative to the last one: the fourth root of its level over the latest cycle times
     * its exponentially weighted mean change from one season to the next: what the season explains is not restlessness. Only values before an
     * origin count for it.
     *
     * @param season periods of the cycle, 1 for none
     */
    static double[] scales(double[] values, int season, int[] origins) {
        double[] level = new double[origins.length];
        double[] change = new double[origins.length];
        for (int k = 0; k < origins.length; k++) {
            for (int t = Math.max(0, origins[k] - season); t < origins[k]; t++) {
                level[k] += Math.abs(values[t]) / Math.min(season, origins[k]);
            }
        }
        double mean = 0;
        int next = 0;
        for (int t = 0; next < origins.length; t++) {
            while (next < origins.length && origins[next] == t) {
                change[next++] = mean;
            }
            if (t >= season && t < values.length) {
                // A plain average until the share takes over.
                double share = Math.max(CHANGE_SHARE, 1.0 / (t - season + 1));
                mean += share * (Math.abs(values[t] - values[t - season]) - mean);
            }
        }
        floor(level);
        floor(change);
        int last = origins.length - 1;
        double[] scales = new double[origins.length];
        for (int k = 0; k < scales.length; k++) {
            scales[k] = Math.pow(level[k] / level[last] * (change[k] / change[last]), POWER);
        }
        return scales;
    }

    private static void floor(double[] figures) {
        double mean = Arrays.stream(figures).average().orElse(0);
        for (int k = 0; k < figures.length; k++) {
            figures[k] = mean > 0 ? Math.max(figures[k], LEAST * mean) : 1;
        }
    }

    /**
     * How much wider intervals are than the replayed errors say, 1 or more. A series with fewer than {@value #SHORT} values has its errors'
     * final prediction error (Akaike, <i>AISM</i> 1969) and Student's quantile for as many errors as do not overlap. In a longer one whose
     * changes go together, as those of a moving sum do, errors at neighbouring origins are much the same: there are only so many different ones
     * as an autoregression of order one leaves (Bartlett, <i>JRSS</i> 1935).
     *
     * @param season periods of the cycle that is taken off before changes are compared, 1 for none
     * @param apart how many of the replayed horizons do not overlap, {@link Origins#apart}
     */
    static double widening(double[] values, int season, double apart) {
        int n = values.length;
        if (n < SHORT) {
            return Math.sqrt((double) (n + PARAMETERS) / (n - PARAMETERS)) * student(apart);
        }
        double together = Math.clamp(together(values, season), 0, 1);
        double different = Math.max(ERRORS_MIN, apart * (1 - together) / (1 + together));
        return Math.max(1, student(different) / student(apart));
    }

    /** Autocorrelation, at one period, of the changes of what is left without the season. */
    private static double together(double[] values, int season) {
        int from = season > 1 ? season : 0;
        double[] changes = new double[values.length - from - 1];
        double mean = 0;
        for (int t = 0; t < changes.length; t++) {
            int at = from + 1 + t;
            changes[t] = values[at] - values[at - 1] - (from == 0 ? 0 : values[at - from] - values[at - 1 - from]);
            mean += changes[t] / changes.length;
        }
        double squares = 0;
        double products = 0;
        for (int t = 0; t < changes.length; t++) {
            squares += (changes[t] - mean) * (changes[t] - mean);
            products += t == 0 ? 0 : (changes[t] - mean) * (changes[t - 1] - mean);
        }
        return squares > 0 ? products / squares : 0;
    }

    /** Student's 97.5% quantile relative to the normal one, by its first terms (Abramowitz and Stegun 26.7.5). */
    private static double student(double freedom) {
        double square = NORMAL_975 * NORMAL_975;
        return 1 + (square + 1) / (4 * freedom) + (5 * square * square + 16 * square + 3) / (96 * freedom * freedom);
    }

    /** Averages over neighbouring steps, then never smaller than at an earlier step: what lies further ahead is not better known. */
    private static void smooth(double[] scale) {
        double[] raw = scale.clone();
        int reach = Math.max(1, scale.length / 12);
        for (int h = 0; h < scale.length; h++) {
            double sum = 0;
            int count = 0;
            for (int j = Math.max(0, h - reach); j <= Math.min(scale.length - 1, h + reach); j++) {
                sum += raw[j];
                count++;
            }
            scale[h] = sum / count;
            // The first steps keep their own sharper errors.
            if (h < reach) {
                scale[h] = Math.min(scale[h], Math.max(raw[h], scale[h] * 0.5));
            }
            if (h > 0) {
                scale[h] = Math.max(scale[h], scale[h - 1]);
            }
        }
    }
}
