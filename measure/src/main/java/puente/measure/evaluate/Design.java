package puente.measure.evaluate;

import java.util.Arrays;

/** Columns of a regression over periods. */
final class Design {
    private Design() {}

    /**
     * Season by harmonics, so that a short past still identifies it: sines and cosines of the first {@code pairs} frequencies.
     *
     * @param season periods of a cycle, below 2 for none
     */
    static double[][] seasonal(int length, int season, int pairs) {
        int count = season < 2 ? 0 : Math.min(2 * pairs, season - 1);
        double[][] columns = new double[count][length];
        for (int j = 0; j < count; j++) {
            double frequency = 2 * Math.PI * (j / 2 + 1) / season;
            for (int t = 0; t < length; t++) {
                columns[j][t] = j % 2 == 0 ? Math.sin(frequency * t) : Math.cos(frequency * t);
            }
        }
        return columns;
    }

    /** The average of several series, period by period. */
    static double[] average(double[][] series) {
        double[] result = new double[series[0].length];
        for (double[] each : series) {
            for (int t = 0; t < result.length; t++) {
                result[t] += each[t] / series.length;
            }
        }
        return result;
    }

    static double mean(double[] values, int from, int to) {
        return Arrays.stream(values, from, to).average().orElse(0);
    }
}
