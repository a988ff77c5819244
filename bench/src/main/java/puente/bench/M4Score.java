package puente.bench;

import java.util.Arrays;

/**
 * How the M4 competition scored forecasts (Makridakis, Spiliotis and Assimakopoulos 2020): sMAPE, MASE, and OWA, their average relative to
 * Naive2, the naive forecast of the series without its season where M4's test finds one.
 */
final class M4Score {
    private static final double NORMAL_90 = 1.645;

    private double smape;
    private double mase;
    private double naiveSmape;
    private double naiveMase;
    private int count;
    private long inside;
    private long outcomes;

    /** Scores one series; {@code season} is M4's own frequency: 1 for weekly, 24 for hourly series. */
    void add(double[] past, double[] truth, double[] mean, double[] lower, double[] upper, int season) {
        double scale = 0;
        for (int t = season; t < past.length; t++) {
            scale += Math.abs(past[t] - past[t - season]) / (past.length - season);
        }
        double[] naive = naive2(past, truth.length, season);
        smape += smape(truth, mean);
        mase += absolute(truth, mean) / scale;
        naiveSmape += smape(truth, naive);
        naiveMase += absolute(truth, naive) / scale;
        count++;
        for (int h = 0; h < truth.length; h++) {
            inside += truth[h] >= lower[h] && truth[h] <= upper[h] ? 1 : 0;
            outcomes++;
        }
    }

    double smape() {
        return smape / count;
    }

    double mase() {
        return mase / count;
    }

    double naiveSmape() {
        return naiveSmape / count;
    }

    double naiveMase() {
        return naiveMase / count;
    }

    double owa() {
        return (smape / naiveSmape + mase / naiveMase) / 2;
    }

    /** Share of outcomes inside their intervals, in percent. */
    double coverage() {
        return 100.0 * inside / outcomes;
    }

    private static double smape(double[] truth, double[] mean) {
        double sum = 0;
        for (int h = 0; h < truth.length; h++) {
            double size = Math.abs(truth[h]) + Math.abs(mean[h]);
            sum += size == 0 ? 0 : 200 * Math.abs(truth[h] - mean[h]) / size / truth.length;
        }
        return sum;
    }

    private static double absolute(double[] truth, double[] mean) {
        double sum = 0;
        for (int h = 0; h < truth.length; h++) {
            sum += Math.abs(truth[h] - mean[h]) / truth.length;
        }
        return sum;
    }

    /** Naive2: the last value without its season, put back into season. */
    static double[] naive2(double[] past, int horizon, int season) {
        double[] factors = isSeasonal(past, season) ? factors(past, season) : new double[] {1};
        double last = past[past.length - 1] / factors[(past.length - 1) % factors.length];
        double[] result = new double[horizon];
        for (int h = 0; h < horizon; h++) {
            result[h] = last * factors[(past.length + h) % factors.length];
        }
        return result;
    }

    /** M4's test: the autocorrelation at the season beyond Bartlett's 90% limit. */
    static boolean isSeasonal(double[] past, int season) {
        if (season == 1 || past.length < 3 * season) {
            return false;
        }
        double mean = Arrays.stream(past).average().orElse(0);
        double variance = 0;
        for (double value : past) {
            variance += (value - mean) * (value - mean);
        }
        double squares = 1;
        double correlation = 0;
        for (int lag = 1; lag <= season; lag++) {
            double sum = 0;
            for (int t = lag; t < past.length; t++) {
                sum += (past[t] - mean) * (past[t - lag] - mean);
            }
            correlation = variance == 0 ? 0 : sum / variance;
            squares += lag < season ? 2 * correlation * correlation : 0;
        }
        return Math.abs(correlation) > NORMAL_90 / Math.sqrt(past.length) * Math.sqrt(squares);
    }

    /** Seasonal factors by classical multiplicative decomposition, with mean 1. */
    private static double[] factors(double[] past, int season) {
        double[] sums = new double[season];
        int[] counts = new int[season];
        int half = season / 2;
        for (int t = half; t < past.length - half; t++) {
            double trend = 0;
            for (int j = -half; j <= half; j++) {
                boolean end = season % 2 == 0 && Math.abs(j) == half;
                trend += past[t + j] * (end ? 0.5 : 1) / season;
            }
            sums[t % season] += past[t] / trend;
            counts[t % season]++;
        }
        double mean = 0;
        for (int j = 0; j < season; j++) {
            sums[j] /= Math.max(1, counts[j]);
            mean += sums[j] / season;
        }
        for (int j = 0; j < season; j++) {
            sums[j] /= mean;
        }
        return sums;
    }
}
