package puente.agreement;

import java.util.List;

/** What a new agreement would have decided differently: the question both parties ask before they sign it. */
public final class Replay {
    private Replay() {}

    /**
     * A recorded decision that would change.
     *
     * @param recorded the decision as it was recorded
     * @param before what the old agreement answers
     * @param after what the new agreement answers
     */
    public record Change(RecordedDecision recorded, Decision before, Decision after) {}

    /**
     * Decides every recorded question again under both, whatever their effective dates.
     *
     * @return those whose outcome or obligations differ, in the order given; a change of deciding clauses alone, with the
     *     same outcome and obligations, is none
     */
    public static List<Change> run(Engine before, Engine after, Iterable<RecordedDecision> recorded) {
        throw new UnsupportedOperationException(recorded.toString());
    }
}
