package puente.cli.report;

import java.util.List;

/**
 * Estimates with their intervals around a value that would mean nothing: lags beside each other, or areas one below the other.
 *
 * @param isRows whether they stand one below the other, each with its name; else beside each other on an axis
 * @param isRatio whether they are ratios, on a scale on which twice and half are as far from the same; else they are from −1 to 1
 */
record Intervals(List<Estimate> estimates, boolean isRows, boolean isRatio) implements Picture {
    /** The scale of ratios goes no further than so many times. */
    static final double RATIO_MAX = 16;

    /**
     * One estimate.
     *
     * @param upper endless where nothing bounds it
     * @param isSeen whether it can be told from the value that would mean nothing
     */
    record Estimate(String name, double lower, double value, double upper, boolean isSeen) {}

    Intervals {
        estimates = List.copyOf(estimates);
    }

    /** How far the scale goes to both sides: times, or a correlation. */
    double farthest() {
        double most = estimates.stream()
                .flatMap(each -> java.util.stream.Stream.of(each.lower(), each.upper()))
                .filter(each -> Double.isFinite(each) && (!isRatio || each > 0))
                .mapToDouble(each -> isRatio ? Math.max(each, 1 / each) : Math.abs(each))
                .max()
                .orElse(0);
        return isRatio ? Math.clamp(most, 2, RATIO_MAX) : Math.min(1, Math.ceil(Math.max(most, 0.2) * 5) / 5);
    }

    /** Where a value stands, from −1 at the one end over 0 in the middle to 1 at the other. */
    double at(double value) {
        double far = farthest();
        double place = !isRatio ? value / far : value <= 0 ? -1 : Math.log(value) / Math.log(far);
        return Math.clamp(place, -1, 1);
    }

    /** The values that the scale names. */
    List<Double> marks() {
        double far = farthest();
        return isRatio
                ? java.util.stream.Stream.of(0.125, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0)
                        .filter(each -> each <= far && each >= 1 / far)
                        .toList()
                : List.of(-far, -far / 2, 0.0, far / 2, far);
    }
}
