package puente.measure.numeric;

/** The standard normal distribution and Student's t. */
public final class Normal {
    private Normal() {}

    /** Probability of a value of at most {@code z}, to about 15 digits in the middle and a relative error of 1e-7 in the tails. */
    public static double cumulative(double z) {
        // The chi-squared with one degree of freedom as a limit of Student's t would be slow: Hart's rational form as
        // given by West (2005).
        double x = Math.abs(z);
        double tail;
        if (x > 37) {
            tail = 0;
        } else {
            double e = Math.exp(-x * x / 2);
            if (x < 7.07106781186547) {
                double top = 3.52624965998911e-02 * x + 0.700383064443688;
                top = top * x + 6.37396220353165;
                top = top * x + 33.912866078383;
                top = top * x + 112.079291497871;
                top = top * x + 221.213596169931;
                top = top * x + 220.206867912376;
                double bottom = 8.83883476483184e-02 * x + 1.75566716318264;
                bottom = bottom * x + 16.064177579207;
                bottom = bottom * x + 86.7807322029461;
                bottom = bottom * x + 296.564248779674;
                bottom = bottom * x + 637.333633378831;
                bottom = bottom * x + 793.826512519948;
                bottom = bottom * x + 440.413735824752;
                tail = e * top / bottom;
            } else {
                double f = x + 1 / (x + 2 / (x + 3 / (x + 4 / (x + 0.65))));
                tail = e / f / 2.506628274631;
            }
        }
        return z > 0 ? 1 - tail : tail;
    }

    /** The value that is not exceeded with this probability, by bisection: exact to 1e-10, the same every time. */
    public static double quantile(double probability) {
        double low = -40;
        double high = 40;
        for (int step = 0; step < 100; step++) {
            double middle = (low + high) / 2;
            if (cumulative(middle) < probability) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    /** Two-sided probability of a Student t at least this far from 0. */
    public static double studentTwoSided(double t, double degrees) {
        return Gamma.beta(degrees / (degrees + t * t), degrees / 2, 0.5);
    }

    /** The value that a Student t exceeds in absolute value with probability {@code 1 - level}. */
    public static double studentQuantile(double level, double degrees) {
        double low = 0;
        double high = 1e6;
        for (int step = 0; step < 200; step++) {
            double middle = (low + high) / 2;
            if (studentTwoSided(middle, degrees) > 1 - level) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }
}
