package puente.cli.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import puente.cli.report.StoryFigure.Length;

/**
 * A chart before it is drawn: one place for each period from the first to the last, also for those without a figure, as the public pages draw
 * it.
 *
 * @param bars bars for years, a line for months
 * @param top the value at the upper edge
 */
record Drawing(List<Place> places, boolean bars, double top, List<Integer> named) implements Picture {
    private static final int MONTHS = 12;
    private static final int NAMES_MAX = 9;
    private static final int[] MONTH_STEPS = {1, 2, 3, 6, 12, 24, 60, 120};
    private static final int[] YEAR_STEPS = {1, 2, 5, 10, 20, 50};

    /** What is expected of a period to come, with the limits of its interval. */
    record Expected(double mean, double lower, double upper) {}

    /**
     * One place of the axis.
     *
     * @param count the period among others of its length
     * @param tick its name in short
     * @param value its figure; not a number where none was published
     * @param open whether it lacks some of its months
     * @param reported whether it lies in the year of the report
     * @param changed whether a change was detected here
     */
    record Place(
            int count,
            String tick,
            double value,
            boolean open,
            boolean reported,
            boolean changed,
            @Nullable Expected expected) {}

    static int count(String period, Length length) {
        int year = Finding.year(period);
        int months = MONTHS / length.inYear();
        return length.isYear()
                ? year
                : year * length.inYear() + (Integer.parseInt(period.substring(5, 7)) - 1) / months;
    }

    /** A half-year is called by its last month. */
    private static String period(int count, Length length) {
        int each = length.inYear();
        return length.isYear()
                ? String.valueOf(count)
                : String.format(java.util.Locale.ROOT, "%d-%02d", count / each, (count % each + 1) * MONTHS / each);
    }

    /**
     * Puts figures on their axis.
     *
     * @param forecast what is expected, by period
     * @param changes the periods in which a change was detected
     */
    static Drawing of(Finding finding, int year, Map<String, Expected> forecast, List<String> changes) {
        Length length = finding.figure().length();
        Map<Integer, com.fasterxml.jackson.databind.JsonNode> rows = new TreeMap<>();
        finding.rows().forEach(row -> rows.put(count(row.path("period").asText(), length), row));
        TreeMap<Integer, Expected> ahead = new TreeMap<>();
        forecast.forEach((period, expected) -> ahead.put(count(period, length), expected));
        int first = rows.keySet().iterator().next();
        int last = new ArrayList<>(rows.keySet()).getLast();
        int end = ahead.isEmpty() ? last : Math.max(last, ahead.lastKey());
        List<Place> places = new ArrayList<>();
        double most = 0;
        for (int at = first; at <= end; at++) {
            var row = rows.get(at);
            String period = period(at, length);
            double value = row == null
                    ? Double.NaN
                    : finding.value(row).map(Double::parseDouble).orElse(Double.NaN);
            Expected expected = ahead.get(at);
            most = Math.max(most, Math.max(Double.isNaN(value) ? 0 : value, expected == null ? 0 : expected.upper()));
            places.add(new Place(
                    at,
                    finding.words()
                            .shortName(
                                    period,
                                    length == Length.US_FISCAL || length == Length.HALF_YEAR
                                            ? length.code()
                                            : "calendar"),
                    value,
                    row != null && finding.isIncomplete(row),
                    Finding.year(period) == year,
                    changes.contains(period),
                    expected));
        }
        return new Drawing(List.copyOf(places), !length.isMonthly(), ceiling(most), named(places, length));
    }

    /** The next number above that halves and quarters into round ones. */
    private static double ceiling(double most) {
        if (most <= 0) {
            return 1;
        }
        double power = Math.pow(10, Math.floor(Math.log10(most)));
        for (double step : new double[] {1, 1.2, 1.6, 2, 2.4, 3.2, 4, 5, 6, 8, 10}) {
            if (step * power >= most) {
                return step * power;
            }
        }
        return 10 * power;
    }

    /** Januaries before other months, 1980 before 1979. */
    private static List<Integer> named(List<Place> places, Length length) {
        int least = (places.size() + NAMES_MAX - 1) / NAMES_MAX;
        int step = least;
        for (int each : length.isMonthly() ? MONTH_STEPS : YEAR_STEPS) {
            if (each >= least) {
                step = each;
                break;
            }
        }
        List<Integer> named = new ArrayList<>();
        for (int at = 0; at < places.size(); at++) {
            if (places.get(at).count() % step == 0) {
                named.add(at);
            }
        }
        return named.isEmpty() ? List.of(0) : List.copyOf(named);
    }
}
