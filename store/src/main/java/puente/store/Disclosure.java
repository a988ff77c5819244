package puente.store;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A record's appearance in a channel, on either side of it. At most one of a record version is active in a channel.
 *
 * @param channel the channel
 * @param entry its index in the log
 * @param record the record's id
 * @param version the record's version
 * @param kind the record's kind
 * @param agency whose statement it is
 * @param actor the agency that disclosed it
 * @param recipient the party or agency it is for
 * @param purpose why it may be used
 * @param at when it was disclosed, by the sender's clock
 * @param until the last day on which it may be kept; absent where the agreement sets none
 * @param useReceipt whether reading it owes the originator a receipt
 * @param evidence the files that belong to it
 * @param endedBy the entry that withdrew or expired it; absent while it is active
 */
public record Disclosure(
        ChannelId channel,
        long entry,
        UUID record,
        int version,
        String kind,
        String agency,
        String actor,
        String recipient,
        String purpose,
        Instant at,
        Optional<LocalDate> until,
        boolean useReceipt,
        List<Evidence> evidence,
        Optional<Long> endedBy) {

    /**
     * A file that belongs to a record.
     *
     * @param sha256 the digest of its content, 64 lower-case hexadecimal digits
     * @param length in bytes
     */
    public record Evidence(String sha256, long length) {}

    public Disclosure {
        evidence = List.copyOf(evidence);
    }

    /** Whether no entry has ended it. */
    public boolean active() {
        return endedBy.isEmpty();
    }
}
