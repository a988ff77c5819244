package puente.measure.forecast;

/**
 * The logarithm of the probability that a forecast gave to what came, in nats, greater is better (Good, <i>JRSS B</i> 1952; Gneiting and
 * Raftery, <i>JASA</i> 2007).
 *
 * <p>A forecast with a 95% interval is taken for a Student distribution with five degrees of freedom around its mean, as wide as the upper half
 * of the interval (the lower half may have been cut off at zero); every method is, so that none gains by a shape of its own. Whole numbers are
 * scored by the probability of the whole number, zero by all that lies below a half; other values by the density. The half is never narrower
 * than half a unit, or a thousandth of the series' size where there is no unit.
 */
public final class LogScore {
    private static final double FREEDOM = 5;

    /** The 97.5% quantile of the distribution. */
    private static final double REACH = 2.570582;

    private static final double DENSITY = 8 / (3 * Math.PI * Math.sqrt(FREEDOM));

    /** Beyond this many scales differences of probabilities are lost to rounding; there the density is as good. */
    private static final double TAIL = 30;

    private LogScore() {}

    /**
     * The score of one value.
     *
     * @param whole whether values are whole numbers from 0 on
     * @param size mean absolute value of the series
     */
    public static double of(double value, double mean, double upper, boolean whole, double size) {
        double least = whole ? 0.5 / REACH : Math.max(1e-9, size / 1000);
        double scale = Math.max(least, (upper - mean) / REACH);
        double z = (value - mean) / scale;
        if (!whole || Math.abs(z) > TAIL) {
            return Math.log(DENSITY / scale) - 3 * Math.log1p(z * z / FREEDOM);
        }
        double probability =
                student((value + 0.5 - mean) / scale) - (value <= 0 ? 0 : student((value - 0.5 - mean) / scale));
        return Math.log(Math.max(probability, Double.MIN_NORMAL));
    }

    /** Student's distribution function for five degrees of freedom, in closed form (Abramowitz and Stegun 26.7.3). */
    private static double student(double t) {
        double angle = Math.atan(t / Math.sqrt(FREEDOM));
        double cosine = Math.cos(angle);
        return 0.5 + (angle + Math.sin(angle) * cosine * (1 + 2 * cosine * cosine / 3)) / Math.PI;
    }
}
