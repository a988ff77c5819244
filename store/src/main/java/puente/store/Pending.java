package puente.store;

import java.time.Instant;
import java.util.UUID;

/**
 * A disclosure that waits for a person.
 *
 * @param id names it
 * @param channel where it will go
 * @param needs what it waits for
 * @param record the record
 * @param version its version
 * @param proposedBy who proposed it; the second person must be another
 * @param at when
 * @param proposal the proposal itself, in the exchange's own form
 */
public record Pending(
        UUID id,
        ChannelId channel,
        Needs needs,
        UUID record,
        int version,
        String proposedBy,
        Instant at,
        byte[] proposal) {
    /** What is missing. */
    public enum Needs {
        SECOND_PERSON,
        ORIGINATOR_CONSENT
    }
}
