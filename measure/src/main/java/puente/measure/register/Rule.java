package puente.measure.register;

import java.math.BigDecimal;
import puente.measure.evaluate.Finding;
import puente.record.Problem;
import puente.record.ProblemException;

/**
 * When a programme counts as having worked.
 *
 * @param direction which way the indicator is meant to move
 * @param leastPercent the least effect in percent of what would have been: above 0; below 100 for a fall, at most {@value #RISE_MAX} for a rise
 * @param confidencePercent 100 less the largest p-value in percent, {@value #CONFIDENCE_MIN} to below 100
 */
public record Rule(Direction direction, BigDecimal leastPercent, BigDecimal confidencePercent) {
    /** Largest least effect of a rise, in percent. */
    public static final int RISE_MAX = 1000;

    /** Least confidence, in percent: more than one false finding in five is no finding. */
    public static final int CONFIDENCE_MIN = 80;

    private static final BigDecimal WHOLE = BigDecimal.valueOf(100);
    private static final double ROUNDING = 1e-9;

    public Rule {
        BigDecimal most = direction == Direction.FALL ? WHOLE : BigDecimal.valueOf(RISE_MAX);
        if (leastPercent.signum() <= 0 || leastPercent.compareTo(most) >= 0) {
            throw new ProblemException(Problem.of(
                    "measure.registration.effect",
                    "/leastEffect",
                    "value",
                    leastPercent.toPlainString(),
                    "most",
                    most.toPlainString()));
        }
        if (confidencePercent.compareTo(BigDecimal.valueOf(CONFIDENCE_MIN)) < 0
                || confidencePercent.compareTo(WHOLE) >= 0) {
            throw new ProblemException(Problem.of(
                    "measure.registration.confidence",
                    "/confidenceLevel",
                    "value",
                    confidencePercent.toPlainString(),
                    "least",
                    CONFIDENCE_MIN));
        }
    }

    /** Which way an indicator is meant to move. */
    public enum Direction {
        FALL,
        RISE
    }

    /** What a rule makes of a finding. */
    public enum Judgement {
        /** As large as was said, in the direction that was said, and more than chance. */
        MET,
        /** More than chance, in the direction that was said, but smaller. */
        SMALLER,
        /** More than chance, the other way. */
        OPPOSITE,
        /** No more than chance, where an effect of the least size would have been seen four times in five. */
        NOT_SEEN,
        /** No more than chance, where an effect of the least size might well have gone unseen. */
        CANNOT_TELL,
        /** The method gives no effect. */
        REFUSED
    }

    /** The largest p-value with which an effect is stated, 0.05 for a confidence of 95%. */
    public double significance() {
        return WHOLE.subtract(confidencePercent).movePointLeft(2).doubleValue();
    }

    /** What the rule makes of a finding. Of the finding nothing but effect, p-value and power is looked at. */
    public Judgement judge(Finding finding) {
        return switch (finding) {
            case Finding.Refused refused -> Judgement.REFUSED;
            case Finding.Estimated found -> judge(found);
        };
    }

    private Judgement judge(Finding.Estimated found) {
        double asMeant = direction == Direction.FALL ? -found.percent() : found.percent();
        if (found.probability() > significance() + ROUNDING) {
            double seen = direction == Direction.FALL ? found.fallSeen() : found.riseSeen();
            return seen <= leastPercent.doubleValue() + ROUNDING ? Judgement.NOT_SEEN : Judgement.CANNOT_TELL;
        }
        if (asMeant < 0) {
            return Judgement.OPPOSITE;
        }
        return asMeant + ROUNDING >= leastPercent.doubleValue() ? Judgement.MET : Judgement.SMALLER;
    }
}
