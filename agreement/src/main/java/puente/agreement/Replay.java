package puente.agreement;

import java.util.ArrayList;
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
    public record Change(RecordedDecision recorded, Decision before, Decision after) {
        /** Whether the old agreement itself no longer answers what was recorded: the record or the journal is in doubt. */
        public boolean contradictsRecord() {
            return before instanceof Decision.Permitted != recorded.permitted();
        }
    }

    /**
     * Decides every recorded question again under both, whatever their effective dates.
     *
     * @return in the order given, those whose outcome or obligations differ between the two, or whose recorded outcome the
     *     old agreement contradicts; a change of deciding clauses alone is none
     */
    public static List<Change> run(Agreement before, Agreement after, Iterable<RecordedDecision> recorded) {
        Engine older = Engine.undated(before);
        Engine newer = Engine.undated(after);
        List<Change> changes = new ArrayList<>();
        for (RecordedDecision each : recorded) {
            Change change = new Change(each, older.decide(each.question()), newer.decide(each.question()));
            if (change.contradictsRecord() || differ(change.before(), change.after())) {
                changes.add(change);
            }
        }
        return changes;
    }

    private static boolean differ(Decision before, Decision after) {
        if (before instanceof Decision.Permitted one && after instanceof Decision.Permitted other) {
            return !one.obligations().list().equals(other.obligations().list());
        }
        return before instanceof Decision.Permitted || after instanceof Decision.Permitted;
    }
}
