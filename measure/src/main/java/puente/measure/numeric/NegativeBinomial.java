package puente.measure.numeric;

/**
 * Counts that vary more than Poisson's: mean μ, variance μ + μ²/r. As the size r grows it becomes Poisson's; from {@value #SIZE_MAX} on it is
 * treated as that.
 *
 * @param mean above 0
 * @param size r, above 0
 */
public record NegativeBinomial(double mean, double size) {
    /** The size from which the distribution is Poisson's for every purpose here. */
    public static final double SIZE_MAX = 1e6;

    /** The largest quantile that is looked for. */
    private static final int COUNT_MAX = 10_000_000;

    public NegativeBinomial {
        if (!(mean > 0) || !(size > 0)) {
            throw new IllegalArgumentException("mean and size are above 0: " + mean + ", " + size);
        }
    }

    /** The distribution with this mean and variance; a variance of at most the mean gives Poisson's. */
    public static NegativeBinomial of(double mean, double variance) {
        return new NegativeBinomial(
                mean, variance <= mean ? SIZE_MAX : Math.min(SIZE_MAX, mean * mean / (variance - mean)));
    }

    public double variance() {
        return mean + mean * mean / size;
    }

    /** Natural logarithm of the probability of this count. */
    public double logProbability(double count) {
        if (size >= SIZE_MAX) {
            return count * Math.log(mean) - mean - Gamma.logarithm(count + 1);
        }
        return Gamma.logarithm(count + size)
                - Gamma.logarithm(size)
                - Gamma.logarithm(count + 1)
                + size * Math.log(size / (size + mean))
                + count * Math.log(mean / (size + mean));
    }

    /** Probability of at most this count. */
    public double cumulative(double count) {
        if (count < 0) {
            return 0;
        }
        double r = Math.min(size, SIZE_MAX);
        return Gamma.beta(r / (r + mean), r, Math.floor(count) + 1);
    }

    /** The smallest count that is not exceeded with at least this probability. */
    public double quantile(double probability) {
        double low = -1;
        double high = Math.ceil(Math.max(16, 2 * mean));
        while (cumulative(high) < probability && high < COUNT_MAX) {
            high *= 2;
        }
        while (high - low > 1) {
            double middle = Math.floor((low + high) / 2);
            if (cumulative(middle) >= probability) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return Math.floor(high);
    }
}
