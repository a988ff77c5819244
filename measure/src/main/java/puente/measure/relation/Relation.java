package puente.measure.relation;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import puente.measure.series.PeriodType;
import puente.record.Problem;

/** What two series say of each other. */
public sealed interface Relation {
    /** Which of the two moves first. */
    enum Order {
        FIRST_LEADS,
        SECOND_LEADS,
        /** They move within the same period. */
        TOGETHER,
        /** They go together at lags of both signs: which is first cannot be told. */
        BOTH_WAYS,
        /** At no lag more than chance. That is no proof that there is nothing: see {@link Estimated#detectable}. */
        CANNOT_TELL
    }

    /** The two cannot be compared, and why. */
    record Refused(Problem reason) implements Relation {}

    /**
     * Correlations by lag.
     *
     * @param type of the periods
     * @param first period in which both are known
     * @param periods that both are known in, without a gap
     * @param lags from the most negative to the most positive
     * @param level of the intervals, for all lags together
     * @param detectable the least correlation at lag 0 that would have been seen four times in five
     * @param own what each series' own past was taken to be
     */
    record Estimated(
            PeriodType type, long first, int periods, List<Lag> lags, double level, double detectable, List<Past> own)
            implements Relation {
        public Estimated {
            lags = List.copyOf(lags);
            own = List.copyOf(own);
        }

        /** The lag at which they go together most, of those at which it is more than chance. */
        public Optional<Lag> strongest() {
            return lags.stream()
                    .filter(Lag::isSeen)
                    .max(Comparator.comparingDouble((Lag each) -> Math.abs(each.correlation()))
                            .thenComparingInt(each -> -Math.abs(each.lag()))
                            .thenComparingInt(Lag::lag));
        }

        /** Which moves first, by every lag that is more than chance. */
        public Order order() {
            List<Lag> seen = lags.stream().filter(Lag::isSeen).toList();
            if (seen.isEmpty()) {
                return Order.CANNOT_TELL;
            }
            if (seen.stream().allMatch(each -> each.lag() > 0)) {
                return Order.FIRST_LEADS;
            }
            if (seen.stream().allMatch(each -> each.lag() < 0)) {
                return Order.SECOND_LEADS;
            }
            return seen.size() == 1 ? Order.TOGETHER : Order.BOTH_WAYS;
        }
    }

    /**
     * What was taken off a series before it was compared.
     *
     * @param scale how its values were made comparable over time
     * @param ownLags periods before by which it was explained from itself
     * @param seasons figures of the year that were taken off; 0 where none were
     * @param changes whether changes from period to period were taken, as for windows that overlap
     */
    record Past(Scale scale, List<Integer> ownLags, int seasons, boolean changes) {
        public Past {
            ownLags = List.copyOf(ownLags);
        }
    }

    /** How values are made comparable between small and large. */
    enum Scale {
        /** Natural logarithms: every value is above 0. */
        LOGARITHM,
        /** Square roots: some values are 0. */
        ROOT,
        /** As they are: some values are below 0. */
        PLAIN
    }
}
