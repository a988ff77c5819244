package puente.measure.forecast;

import java.util.Arrays;

/** The width of intervals from errors that were measured, not from a distribution that was assumed. */
final class Intervals {
    private Intervals() {}

    /**
     * Half the width of the interval at each step ahead.
     *
     * @param paths forecasts from each origin; the last origin is the forecast itself and has no errors yet
     * @param level share of outcomes to hold, in (0, 1)
     * @param widening factor for what replays cannot see: parameters that were fitted to the same values
     */
    static double[] halfWidths(double[] values, int[] origins, double[][] paths, double level, double widening) {
        int replays = origins.length - 1;
        int horizon = paths[0].length;
        double[] scale = new double[horizon];
        for (int h = 0; h < horizon; h++) {
            for (int k = 0; k < replays; k++) {
                scale[h] += Math.abs(values[origins[k] + h] - paths[k][h]) / replays;
            }
        }
        smooth(scale);
        double[] ratios = new double[replays * horizon];
        for (int k = 0; k < replays; k++) {
            for (int h = 0; h < horizon; h++) {
                double error = Math.abs(values[origins[k] + h] - paths[k][h]);
                ratios[k * horizon + h] = scale[h] == 0 ? 0 : error / scale[h];
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
