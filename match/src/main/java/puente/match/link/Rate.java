package puente.match.link;

/**
 * A share and how well it is known.
 *
 * @param hits of {@code of}
 */
public record Rate(long hits, long of) {
    private static final double NORMAL_95 = 1.959964;

    /** The share; not a number where nothing was counted. */
    public double share() {
        return of == 0 ? Double.NaN : hits / (double) of;
    }

    /** The lower end of the 95 % interval (Wilson 1927). */
    public double low() {
        return bound(-1);
    }

    /** The upper end. */
    public double high() {
        return bound(1);
    }

    private double bound(int side) {
        if (of == 0) {
            return Double.NaN;
        }
        double n = of;
        double p = share();
        double z = NORMAL_95;
        double middle = p + z * z / (2 * n);
        double reach = z * Math.sqrt(p * (1 - p) / n + z * z / (4 * n * n));
        return Math.max(0, Math.min(1, (middle + side * reach) / (1 + z * z / n)));
    }
}
