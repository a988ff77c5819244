package puente.ledger;

import java.time.Duration;

/**
 * How long whoever commits in groups waits after one, so that the next gathers.
 *
 * <p>A group costs about the same whatever is in it. Where several ask at once, groups that follow each other without rest are small
 * and many, and what they cost together delays everybody more than the rest does. So the next group gathers for as long as the last
 * one took, though no longer than until {@link #PERIOD} after that one's beginning: a slow store rests little, a fast one hardly at
 * all. After an entry that came alone nobody rests: one who asks for one thing after another waits for nothing.
 */
public final class Gathering {
    /** From the beginning of one group to the next, at most, as far as that is rest. */
    public static final Duration PERIOD = Duration.ofMillis(10);

    private Gathering() {}

    /**
     * The rest after a group.
     *
     * @param entries in the group
     * @param took how long its commit took
     */
    public static Duration rest(int entries, Duration took) {
        Duration left = PERIOD.minus(took);
        if (entries <= 1 || left.isNegative()) {
            return Duration.ZERO;
        }
        return left.compareTo(took) < 0 ? left : took;
    }
}
