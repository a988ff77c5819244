package puente.match.pair;

import java.util.List;

/**
 * What people decided moves the scale on which the next pairs are weighed: the probability is the logistic function of a shift and
 * a slope times the weight, fitted to their decisions by maximum a posteriori (J. Platt, "Probabilistic outputs for support vector
 * machines", 1999; here with Gaussian priors about no shift and slope one, so that the first decisions move it little and
 * contradictory ones cannot turn it round).
 *
 * <p>Only pairs that were weighed high enough to be shown are ever decided, so the fit holds for such pairs and says nothing of those
 * nobody sees. The fit is convex; the same decisions in any order give the same curve but for rounding.
 *
 * @param shift in natural logarithms of odds, 0 where nothing was decided
 * @param slope 1 where nothing was decided, never below {@link #SLOPE_MIN}
 * @param decisions how many it rests on
 */
public record Calibration(double shift, double slope, int decisions) {
    /** A heavier weight never means less. */
    public static final double SLOPE_MIN = 0.1;

    /** As they are before anybody decided. */
    public static final Calibration NONE = new Calibration(0, 1, 0);

    private static final double SHIFT_VARIANCE = 1;
    private static final double SLOPE_VARIANCE = 0.04;

    /** Beyond so many bits one pair is as sure as another. */
    private static final double BITS_MAX = 20;

    private static final int STEPS_MAX = 50;
    private static final double NEAR = 1e-9;

    /** A pair that a person decided: its weight and whether both are one subject. */
    public record Decided(double bits, boolean one) {}

    /** Fits the curve to what was decided. */
    public static Calibration of(List<Decided> decided) {
        double shift = 0;
        double slope = 1;
        for (int step = 0; step < STEPS_MAX; step++) {
            // Newton's method on the logarithm of the posterior, which is concave in both.
            double gradientShift = shift / SHIFT_VARIANCE;
            double gradientSlope = (slope - 1) / SLOPE_VARIANCE;
            double hessianShift = 1 / SHIFT_VARIANCE;
            double hessianSlope = 1 / SLOPE_VARIANCE;
            double hessianBoth = 0;
            for (Decided each : decided) {
                double weight = weight(each.bits());
                double probability = logistic(shift + slope * weight);
                double error = probability - (each.one() ? 1 : 0);
                double spread = probability * (1 - probability);
                gradientShift += error;
                gradientSlope += error * weight;
                hessianShift += spread;
                hessianSlope += spread * weight * weight;
                hessianBoth += spread * weight;
            }
            double determinant = hessianShift * hessianSlope - hessianBoth * hessianBoth;
            double byShift = (hessianSlope * gradientShift - hessianBoth * gradientSlope) / determinant;
            double bySlope = (hessianShift * gradientSlope - hessianBoth * gradientShift) / determinant;
            double length = Math.max(1, Math.max(Math.abs(byShift), Math.abs(bySlope) * 4));
            shift -= byShift / length;
            slope -= bySlope / length;
            if (Math.abs(byShift) + Math.abs(bySlope) < NEAR) {
                break;
            }
        }
        return new Calibration(shift, Math.max(SLOPE_MIN, slope), decided.size());
    }

    /** The probability that a pair of this weight is of one subject. */
    public double probability(double bits) {
        return logistic(shift + slope * weight(bits));
    }

    private static double weight(double bits) {
        return Math.clamp(bits, -BITS_MAX, BITS_MAX) * Math.log(2);
    }

    private static double logistic(double odds) {
        return 1 / (1 + Math.exp(-odds));
    }
}
