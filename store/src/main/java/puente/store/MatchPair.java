package puente.store;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import puente.record.Agency;

/**
 * Two statements that may be about one subject.
 *
 * @param purpose for which both may be used
 * @param agency of this node, for which both may be used
 * @param agreement the hash of the agreement that permitted it; empty where both are this node's own
 * @param clauses those that permitted it
 * @param bits the weight when it was found
 * @param reasons what makes up the weight; words, no values of either record
 */
public record MatchPair(
        UUID id,
        String kind,
        StatementName one,
        StatementName other,
        String purpose,
        Agency agency,
        String agreement,
        List<String> clauses,
        double bits,
        List<Reason> reasons,
        Instant found,
        State state) {
    public MatchPair {
        clauses = List.copyOf(clauses);
        reasons = List.copyOf(reasons);
    }

    /** What was compared, how both agree, and what that is worth in bits. */
    public record Reason(String field, String level, double bits) {}

    /** What people say of it. */
    public enum State {
        WAITING,
        CONFIRMED,
        REJECTED;

        /** As tables and the API write it. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }

    /** Whether it is about a statement. */
    public boolean isAbout(StatementName statement) {
        return one.equals(statement) || other.equals(statement);
    }
}
