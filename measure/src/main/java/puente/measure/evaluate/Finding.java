package puente.measure.evaluate;

import puente.record.Problem;

/** What one method has to say. */
public sealed interface Finding {
    Method method();

    /**
     * An effect and how sure it is.
     *
     * @param effect average logarithm of the ratio of what was to what would have been
     * @param lower lower end of the 95% interval, which inverts the placebo test; minus infinity where there are too few placebos
     * @param upper upper end
     * @param probability share of placebos that show as much, this one counted in: the p-value
     * @param placebos how many there were
     * @param inSpace whether they are other areas at the same date; otherwise earlier dates of the same area
     * @param earlier share of earlier dates of the same area that show as much; {@code NaN} where the past is too short for any
     * @param detectable the smallest effect, as a logarithm of a ratio above 0, that would have been seen four times in five
     */
    record Estimated(
            Method method,
            double effect,
            double lower,
            double upper,
            double probability,
            int placebos,
            boolean inSpace,
            double earlier,
            double detectable)
            implements Finding {
        /** The effect in percent of what would have been. */
        public double percent() {
            return 100 * Math.expm1(effect);
        }

        /** The lower end of the interval in percent. */
        public double lowerPercent() {
            return 100 * Math.expm1(lower);
        }

        /** The upper end of the interval in percent; endless where there are too few placebos. */
        public double upperPercent() {
            return 100 * Math.expm1(upper);
        }

        /** The smallest fall in percent that would have been seen four times in five; 100 where none would. */
        public double fallSeen() {
            return -100 * Math.expm1(-detectable);
        }

        /** The smallest rise in percent that would have been seen four times in five. */
        public double riseSeen() {
            return 100 * Math.expm1(detectable);
        }

        public Verdict verdict() {
            return probability > Evaluator.SIGNIFICANCE
                    ? Verdict.CANNOT_TELL
                    : effect < 0 ? Verdict.FELL : Verdict.ROSE;
        }
    }

    /** No effect is stated, and this is why. */
    record Refused(Method method, Problem reason) implements Finding {}

    /** What may be said in one word. */
    enum Verdict {
        /** Lower than it would have been, by more than placebos show. */
        FELL,
        /** Higher than it would have been, by more than placebos show. */
        ROSE,
        /** No different from what placebos show. */
        CANNOT_TELL
    }
}
