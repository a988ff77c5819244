package puente.store;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A decision that left no entry in a channel, without the record it was about.
 *
 * @param id its place in the order of writing; 0 before it is written
 * @param at when it was decided
 * @param action the act's code
 * @param actor who wanted to act
 * @param recipient for whom
 * @param record the record's id
 * @param version the record's version
 * @param origin whose record: own, or received through a channel
 * @param purpose why
 * @param unit the recipient's unit, or empty
 * @param approvals the officers who had approved
 * @param consent whether the originating agency had consented
 * @param agreement the hash of the agreement that decided
 * @param permitted whether it was permitted (and waited for a person)
 * @param clauses the deciding clauses
 * @param reason the code of the reason of a refusal; empty where permitted
 * @param role in which role who acted did; empty where it is not known
 * @param strength how surely it was them; empty where it is not known
 */
public record DecisionRow(
        long id,
        Instant at,
        String action,
        String actor,
        String recipient,
        UUID record,
        int version,
        Origin origin,
        String purpose,
        String unit,
        List<String> approvals,
        boolean consent,
        String agreement,
        boolean permitted,
        List<String> clauses,
        String reason,
        String role,
        String strength) {
    public DecisionRow {
        approvals = List.copyOf(approvals);
        clauses = List.copyOf(clauses);
    }
}
