package puente.match.pair;

import java.util.List;

/**
 * What speaks for and against two statements being of one subject.
 *
 * @param steps in the order in which a person would argue, what one starts from first; they add up to {@code bits}
 * @param bits the logarithm to base 2 of the odds that both are of one subject
 * @param excluded whether both carry a valid identifier that only one subject can have, and these differ
 */
public record Score(List<Step> steps, double bits, boolean excluded) {
    public Score {
        steps = List.copyOf(steps);
    }

    /** The probability of one subject before anybody decided anything; see {@link Calibration}. */
    public double probability() {
        return 1 / (1 + Math.pow(2, -bits));
    }
}
