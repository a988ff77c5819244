package puente.store;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.UUID;
import puente.record.Agency;

/**
 * What a person decided about subjects, as it is kept.
 *
 * @param id grows in the order of decisions; 0 before it is kept
 * @param officer {@code agency#officer}
 * @param purpose for which the officer looked
 * @param reason in the officer's words
 * @param pair the pair that was confirmed or rejected
 * @param bits its weight then
 * @param subjects those that it made, changed or ended
 * @param statements those that it was about
 * @param moves which statement went from which subject to which
 * @param pairs which pair went from which state to which
 * @param undoes the decision that this one takes back
 * @param undoneBy the decision that took this one back
 */
public record SubjectDecision(
        long id,
        Instant at,
        Act act,
        String kind,
        Agency agency,
        String officer,
        String purpose,
        String reason,
        Optional<UUID> pair,
        OptionalDouble bits,
        List<UUID> subjects,
        List<StatementName> statements,
        List<Move> moves,
        List<Change> pairs,
        OptionalLong undoes,
        OptionalLong undoneBy) {
    public SubjectDecision {
        subjects = List.copyOf(subjects);
        statements = List.copyOf(statements);
        moves = List.copyOf(moves);
        pairs = List.copyOf(pairs);
    }

    /** What people may decide. */
    public enum Act {
        CONFIRM,
        REJECT,
        SPLIT,
        MERGE,
        UNDO;

        /** As tables and the API write it. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Act of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }

    /** A statement's way from one subject, if it was of one, to another. */
    public record Move(StatementName statement, Optional<UUID> before, Optional<UUID> after) {
        Move back() {
            return new Move(statement, after, before);
        }
    }

    /** What became of a pair. */
    public record Change(UUID pair, MatchPair.State before, MatchPair.State after) {
        Change back() {
            return new Change(pair, after, before);
        }
    }
}
