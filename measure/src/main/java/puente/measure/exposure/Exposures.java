package puente.measure.exposure;

import java.util.List;
import puente.measure.numeric.Gamma;
import puente.measure.numeric.Normal;

/**
 * Rates per exposure by area. An area's interval is Byar's approximation of the exact Poisson one (Breslow and Day, <i>Statistical Methods in Cancer
 * Research</i> II, 1987). Its ratio to all other areas together has the exact conditional interval: given how many events there were in all, those of
 * the area are binomial (Przyborowski and Wilenski 1940; Clopper and Pearson 1934). Ratios are looked at for every area, so their intervals are those of
 * Bonferroni, and an area that does not differ is called different, of all areas together, at most five times in a hundred.
 *
 * <p>Not claimed: that events come one by one. Where one operation makes many, counts vary more than Poisson's, and the intervals are too narrow.
 */
public final class Exposures {
    /** Of the intervals. */
    public static final double LEVEL = 0.95;

    private static final int STEPS = 200;

    private Exposures() {}

    /** Each area's rate, in the order given; the areas do not overlap. */
    public static List<AreaRate> rates(List<Exposed> areas) {
        double exposure = areas.stream().mapToDouble(Exposed::exposure).sum();
        long least = areas.stream().mapToLong(Exposed::least).sum();
        long most = areas.stream().mapToLong(Exposed::most).sum();
        double tail = (1 - LEVEL) / 2 / Math.max(1, areas.size());
        return areas.stream()
                .map(each -> rate(each, exposure - each.exposure(), least - each.least(), most - each.most(), tail))
                .toList();
    }

    private static AreaRate rate(Exposed area, double others, long othersLeast, long othersMost, double tail) {
        double z = Normal.quantile(1 - (1 - LEVEL) / 2);
        double middle = (othersLeast + othersMost) / 2.0;
        double times = others / area.exposure();
        boolean alone = !(others > 0);
        return new AreaRate(
                area.area(),
                area.middle() / area.exposure(),
                lower(area.least(), z) / area.exposure(),
                upper(area.most(), z) / area.exposure(),
                alone ? 1 : odds(area.middle() / (area.middle() + middle)) * times,
                alone ? 0 : odds(shareLower(area.least(), area.least() + othersMost, tail)) * times,
                alone
                        ? Double.POSITIVE_INFINITY
                        : odds(shareUpper(area.most(), area.most() + othersLeast, tail)) * times);
    }

    private static double odds(double share) {
        return share >= 1 ? Double.POSITIVE_INFINITY : share / (1 - share);
    }

    /** Byar's lower limit of a Poisson mean. */
    static double lower(long count, double z) {
        if (count == 0) {
            return 0;
        }
        double root = 1 - 1.0 / (9 * count) - z / (3 * Math.sqrt(count));
        return count * root * root * root;
    }

    /** Byar's upper limit of a Poisson mean. */
    static double upper(long count, double z) {
        double more = count + 1.0;
        double root = 1 - 1 / (9 * more) + z / (3 * Math.sqrt(more));
        return more * root * root * root;
    }

    /** The least share that would give so many of all with a probability of {@code tail} or more. */
    public static double shareLower(long count, long all, double tail) {
        return count == 0 ? 0 : quantile(tail, count, all - count + 1.0);
    }

    /** The greatest such share. */
    public static double shareUpper(long count, long all, double tail) {
        return count == all ? 1 : quantile(1 - tail, count + 1.0, all - count);
    }

    private static double quantile(double probability, double a, double b) {
        double low = 0;
        double high = 1;
        for (int step = 0; step < STEPS; step++) {
            double middle = (low + high) / 2;
            if (Gamma.beta(middle, a, b) < probability) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }
}
