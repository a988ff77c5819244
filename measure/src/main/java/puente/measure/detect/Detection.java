package puente.measure.detect;

import java.util.List;
import puente.record.Problem;

/** What came of watching a series. */
public sealed interface Detection {
    /**
     * The series was watched.
     *
     * @param from position of the first month that was looked at
     * @param months what was seen at each month from there on
     */
    record Watched(int from, List<Month> months) implements Detection {
        public Watched {
            months = List.copyOf(months);
        }

        /** The months at which an alarm was raised. */
        public List<Month> alarms() {
            return months.stream().filter(Month::alarm).toList();
        }
    }

    /** It could not be, and this is why. */
    record Refused(Problem reason) implements Detection {}

    /**
     * One month, judged with what was known at its end.
     *
     * @param position in the series
     * @param value what was counted
     * @param expected what was expected before the change that is most likely, or before this month
     * @param since position of the first month of the most likely change
     * @param ratio observed over expected since then
     * @param statistic logarithm of the greatest likelihood ratio of a change against none
     * @param threshold what the statistic has to exceed
     * @param probability how often a year without any change would show as much, by simulation
     * @param alarm whether an alarm was raised at this month
     */
    record Month(
            int position,
            double value,
            double expected,
            int since,
            double ratio,
            double statistic,
            double threshold,
            double probability,
            boolean alarm) {}
}
