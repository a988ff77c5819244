package puente.measure.forecast;

import puente.measure.numeric.NegativeBinomial;
import puente.measure.numeric.NelderMead;

/**
 * Small counts: a level that is smoothed exponentially, seasonal factors shrunk towards one, and a negative binomial distribution around
 * them (Snyder, Ord and Beaumont 2012; Harvey and Fernandes 1989). Smoothing parameter and dispersion maximise the likelihood of the
 * one-step forecasts.
 *
 * <pre>{@code
 * y(t) ~ NB(l · s, r)     l += α (y/s − l)     variance h steps ahead = v (1 + (h−1) α²)
 * }</pre>
 */
public final class CountModel implements Model {
    private static final double LEVEL_MIN = 1e-3;

    /** Cycles that the average factor is worth beside those observed: factors seen once or twice are hardly believed. */
    private static final double PRIOR_CYCLES = 3;

    private final double[] values;
    private final double[] factors;
    private double alpha;
    private double size;
    private double likelihood;

    private CountModel(double[] values, int season) {
        this.values = values;
        this.factors = factors(values, season);
    }

    /**
     * The model fitted.
     *
     * @param values counts of at least one cycle, none negative
     * @param season periods of a cycle, 1 for none
     */
    public static CountModel fit(double[] values, int season) {
        CountModel model = new CountModel(values, season);
        double[] best = new NelderMead(160, 1e-7)
                .minimise(
                        point -> {
                            model.alpha = 1 / (1 + Math.exp(-point[0]));
                            model.size = Math.exp(Math.clamp(point[1], -3, 12));
                            return -model.run(new int[0], new double[0][]);
                        },
                        new double[] {-1, 2},
                        new double[] {1, 1});
        model.alpha = 1 / (1 + Math.exp(-best[0]));
        model.size = Math.exp(Math.clamp(best[1], -3, 12));
        model.likelihood = model.run(new int[0], new double[0][]);
        return model;
    }

    /** Average share of each position of the season in its cycle, shrunk towards one. */
    private static double[] factors(double[] values, int season) {
        double[] result = new double[Math.max(1, season)];
        int cycles = values.length / result.length;
        if (season <= 1 || cycles < 2) {
            java.util.Arrays.fill(result, 1);
            return result;
        }
        int first = values.length - cycles * season;
        double[] sums = new double[season];
        double total = 0;
        for (int t = first; t < values.length; t++) {
            sums[t % season] += values[t];
            total += values[t];
        }
        double expected = total / season;
        for (int j = 0; j < season; j++) {
            double share = expected == 0 ? 1 : sums[j] / expected;
            result[j] = (share * cycles + PRIOR_CYCLES) / (cycles + PRIOR_CYCLES);
        }
        return result;
    }

    private double run(int[] origins, double[][] into) {
        int head = Math.min(values.length, Math.max(factors.length, 6));
        double level = 0;
        for (int t = 0; t < head; t++) {
            level += values[t] / factors[t % factors.length] / head;
        }
        level = Math.max(LEVEL_MIN, level);
        double sum = 0;
        int next = 0;
        for (int t = 0; t <= values.length; t++) {
            while (next < origins.length && origins[next] == t) {
                for (int h = 0; h < into[next].length; h++) {
                    into[next][h] = level * factors[(t + h) % factors.length];
                }
                next++;
            }
            if (t < values.length) {
                double factor = factors[t % factors.length];
                sum += new NegativeBinomial(level * factor, size).logProbability(values[t]);
                level = Math.max(LEVEL_MIN, level + alpha * (values[t] / factor - level));
            }
        }
        return sum;
    }

    /** What is expected {@code ahead} periods after a mean forecast of {@code mean}; {@code ahead} counts from 1. */
    public NegativeBinomial distribution(double mean, int ahead) {
        NegativeBinomial one = new NegativeBinomial(Math.max(LEVEL_MIN, mean), size);
        return NegativeBinomial.of(one.mean(), one.variance() * (1 + (ahead - 1) * alpha * alpha));
    }

    /** Dispersion r: variance is μ + μ²/r. */
    public double size() {
        return size;
    }

    /** How fast the level follows, in (0, 1). */
    public double alpha() {
        return alpha;
    }

    /** Logarithm of the likelihood of all one-step forecasts. */
    public double likelihood() {
        return likelihood;
    }

    @Override
    public String name() {
        return "negative binomial, smoothed level";
    }

    @Override
    public int parameters() {
        return 3 + factors.length;
    }

    @Override
    public void replay(int[] origins, double[][] into) {
        run(origins, into);
    }
}
