package puente.store;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An entry that ends disclosures: every active one of its record (and version) that stands before it in the same channel.
 *
 * @param channel the channel
 * @param entry its index in the log
 * @param cause why
 * @param record the record's id
 * @param version the one version that ends, or {@link #ALL_VERSIONS}
 * @param at by the sender's clock
 * @param receipt the entry of the reverse channel that says "purged"; absent while that receipt is outstanding (OUTGOING)
 *     or owed (INCOMING)
 */
public record Ending(
        ChannelId channel, long entry, Cause cause, UUID record, int version, Instant at, Optional<Long> receipt) {
    /** Every version of the record ends. */
    public static final int ALL_VERSIONS = 0;

    /** Why a disclosure ends. */
    public enum Cause {
        WITHDRAWN,
        EXPIRED
    }
}
