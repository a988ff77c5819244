package puente.measure.relation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import puente.measure.numeric.Normal;
import puente.measure.relation.Relation.Estimated;
import puente.measure.relation.Relation.Refused;
import puente.measure.series.PeriodType;
import puente.measure.series.Series;
import puente.record.Problem;

/**
 * Which of two series moves first.
 *
 * <p>Two series that wander, grow or have a season go together whether or not they have anything to do with each other (Yule 1926). Therefore
 * each is first reduced to what its own past does not tell (Box and Jenkins 1970; both of them, Haugh 1976), and only that is correlated, at
 * every lag. What autocorrelation is left widens the intervals by Bartlett's formula (1946); they are Fisher's (1915), and hold for all
 * lags together (Bonferroni). So independent series are said to go together, at whatever lag, at most five times in a hundred.
 */
public final class Relations {
    /** Probability that independent series are said to go together at some lag. */
    public static final double FALSE_ALARMS = 0.05;

    /** Fewest periods that both are known in; and at least {@value #SEASONS_MIN} seasons. */
    public static final int PERIODS_MIN = 32;

    static final int SEASONS_MIN = 4;

    /** Fewest values of each that are not 0. */
    public static final int KNOWN_MIN = 24;

    /** Half a window: beyond it the month that falls out answers for the month that comes in. */
    private static final int ROLLING_LAGS = 6;

    /**
     * Least variance of a correlation of changes of windows that overlap, in that of independent values: the month that falls out is the
     * month that came in twelve months before with its sign turned, and after the best autoregression at that distance correlations of
     * -1/6 and -1/3 are left, whose Bartlett factor is 1.28; rounded up.
     */
    private static final double ROLLING_WIDENED = 1.4;

    private static final double POWER = 0.8;
    private static final double NEARLY_ONE = 1 - 1e-9;

    private Relations() {}

    /** Periods before and after that are looked at. */
    public static int lags(PeriodType type) {
        return switch (type) {
            case CALENDAR_YEAR, US_FISCAL_YEAR -> 3;
            case HALF_YEAR, QUARTER -> 4;
            case ROLLING_TWELVE_MONTHS -> ROLLING_LAGS;
            case MONTH -> 12;
            case WEEK -> 13;
            case HOUR -> 24;
        };
    }

    /** Fewest periods that both must be known in, without a gap. */
    public static int least(PeriodType type) {
        return Math.max(PERIODS_MIN, SEASONS_MIN * Innovations.season(type));
    }

    /**
     * Compares the longest stretch of periods that both are known in. Series of different kinds of period are refused: whoever
     * wants them compared converts one (see {@link puente.measure.series.Conversions}), and says so.
     */
    public static Relation of(Series one, Series other) {
        if (one.type() != other.type()) {
            return new Refused(Problem.of(
                    "measure.relate.periods",
                    "",
                    "one",
                    one.type().code(),
                    "other",
                    other.type().code()));
        }
        long from = Math.max(one.first(), other.first());
        long to = Math.min(one.end(), other.end());
        int start = 0;
        int length = 0;
        int run = 0;
        for (long at = from; at < to; at++) {
            boolean known = isKnown(one, at) && isKnown(other, at);
            run = known ? run + 1 : 0;
            if (run > length) {
                length = run;
                start = (int) (at - from) - run + 1;
            }
        }
        long first = from + start;
        if (length < least(one.type())) {
            return new Refused(Problem.of("measure.relate.too-short", "", "count", length, "least", least(one.type())));
        }
        double[] left = cut(one, first, length);
        double[] right = cut(other, first, length);
        for (double[] each : List.of(left, right)) {
            int told = (int) Arrays.stream(each).filter(value -> value != 0).count();
            if (told < KNOWN_MIN) {
                return new Refused(Problem.of("measure.relate.too-sparse", "", "count", told, "least", KNOWN_MIN));
            }
        }
        return related(one.type(), first, left, right);
    }

    private static boolean isKnown(Series series, long period) {
        return !Double.isNaN(series.values()[(int) (period - series.first())]);
    }

    private static double[] cut(Series series, long first, int length) {
        int start = (int) (first - series.first());
        return Arrays.copyOfRange(series.values(), start, start + length);
    }

    private static Relation related(PeriodType type, long first, double[] one, double[] other) {
        Innovations.Fitted left = Innovations.of(one, type);
        Innovations.Fitted right = Innovations.of(other, type);
        int start = Math.max(left.start(), right.start());
        double[] x = standard(left, start);
        double[] y = standard(right, start);
        if (x.length == 0 || y.length == 0) {
            return new Refused(Problem.of("measure.relate.constant", ""));
        }
        int most = lags(type);
        double widened = Math.sqrt(Math.max(
                type == PeriodType.ROLLING_TWELVE_MONTHS ? ROLLING_WIDENED : 1,
                remaining(x, y, 2 * Math.max(most, Innovations.season(type)))));
        int fixed = Math.max(left.fixed(), right.fixed());
        // Student's quantile, not the normal one: what was taken off was estimated from the same values.
        int free = Math.max(1, x.length - fixed - Math.max(own(left), own(right)) - 1);
        double critical = Normal.studentQuantile(1 - FALSE_ALARMS / (2 * most + 1), free);
        List<Lag> lags = new ArrayList<>();
        for (int lag = -most; lag <= most; lag++) {
            double correlation = correlation(x, y, lag);
            double error = widened / Math.sqrt(Math.max(1, free - Math.abs(lag) - 2));
            double z = atanh(Math.clamp(correlation, -NEARLY_ONE, NEARLY_ONE));
            lags.add(new Lag(lag, correlation, Math.tanh(z - critical * error), Math.tanh(z + critical * error)));
        }
        double error = widened / Math.sqrt(Math.max(1, free - 2));
        return new Estimated(
                type,
                first,
                one.length,
                lags,
                1 - FALSE_ALARMS,
                Math.tanh((critical + Normal.quantile(POWER)) * error),
                List.of(left.past(), right.past()));
    }

    private static int own(Innovations.Fitted fitted) {
        return fitted.past().ownLags().size();
    }

    /** Errors from a position on with mean 0 and variance 1; none where they do not vary. */
    private static double[] standard(Innovations.Fitted fitted, int start) {
        double[] errors = Arrays.copyOfRange(fitted.errors(), start - fitted.start(), fitted.errors().length);
        double mean = Arrays.stream(errors).average().orElse(0);
        double variance =
                Arrays.stream(errors).map(e -> (e - mean) * (e - mean)).sum() / errors.length;
        if (!(variance > 1e-18)) {
            return new double[0];
        }
        return Arrays.stream(errors).map(e -> (e - mean) / Math.sqrt(variance)).toArray();
    }

    /** Of two series of the same periods, the correlation of the first with what the second is {@code lag} periods later. */
    private static double correlation(double[] x, double[] y, int lag) {
        double product = 0;
        double left = 0;
        double right = 0;
        for (int t = Math.max(0, -lag); t < x.length - Math.max(0, lag); t++) {
            product += x[t] * y[t + lag];
            left += x[t] * x[t];
            right += y[t + lag] * y[t + lag];
        }
        return left > 0 && right > 0 ? product / Math.sqrt(left * right) : 0;
    }

    /** Bartlett's factor of the variance from what autocorrelation is left in both; it never narrows. */
    private static double remaining(double[] x, double[] y, int most) {
        return Math.max(
                1,
                1
                        + 2
                                * IntStream.rangeClosed(1, Math.min(most, x.length / 2))
                                        .mapToDouble(lag -> correlation(x, x, lag) * correlation(y, y, lag))
                                        .sum());
    }

    private static double atanh(double value) {
        return Math.log1p(2 * value / (1 - value)) / 2;
    }
}
