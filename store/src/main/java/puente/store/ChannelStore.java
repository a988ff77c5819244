package puente.store;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import puente.ledger.TileReader;
import puente.ledger.TreeUpdate;
import puente.record.Record;

/**
 * What a node remembers of its channels. Implemented over PostgreSQL, and in memory for the simulation; both pass {@code
 * ChannelStoreContract}.
 *
 * <p><b>Consistency this needs.</b> Every method that writes is one transaction: all of it is durable and visible when the
 * method returns, or none of it ever is. A method that throws {@link StoreException} may have done either; the caller
 * reloads {@link #state}. Reads see only committed transactions. {@link #append} and {@link #receive} compare the size they
 * build upon with the stored one and write nothing when it differs, so that two writers of one channel can never fork it.
 *
 * <p>Safe for use by many threads. Byte arrays are handed over, never changed afterwards by either side.
 */
public interface ChannelStore {

    // ------------------------------------------------------------------------------------------------ channels

    /** Makes a channel known with the log's first key; a channel already known stays as it is. */
    void open(ChannelId channel, ChannelState.Role role, String vkey);

    /** Every channel, in order. */
    List<ChannelState> channels();

    /** One channel. */
    Optional<ChannelState> state(ChannelId channel);

    /** Stops a channel: {@link #append} and {@link #receive} do nothing until {@link #resume}. The first fault stays. */
    void stop(ChannelId channel, ChannelState.StoredFault fault);

    /** Lifts a fault, after people have agreed what to do. */
    void resume(ChannelId channel);

    // ------------------------------------------------------------------------------------------------ the log

    /**
     * The tiles and entry bundles of a channel's log, each at the widest width written so far. A narrower one that was once
     * published is the prefix of it, which the reader cuts itself.
     */
    TileReader tiles(ChannelId channel);

    /**
     * What stands beside entries {@code first … first+count-1}, in order. Ends early, after one at least, before the
     * payloads together exceed {@code bytesMax}; and at the end of the log.
     */
    List<StoredPayload> payloads(ChannelId channel, long first, int count, long bytesMax);

    // ------------------------------------------------------------------------------------------------ sender's side

    /**
     * One group of entries appended to an OUTGOING channel.
     *
     * @param tree tiles and bundles of the new entries; its old size is the size this builds upon
     * @param checkpoint the signed note of the new size; published by this transaction and not before
     * @param payloads by entry, for those that have one
     * @param disclosures what the entries disclose
     * @param endings what they withdraw or expire: the matching active disclosures before each are marked ended by it, and
     *     their payloads deleted
     * @param receipts what they acknowledge as purged: the entry of the INCOMING reverse channel that ended something → the
     *     entry of this group that says so
     * @param uses what they tell of reading
     * @param newKey the key that a rotation puts in force
     * @param fulfilled pending proposals that are no longer pending
     */
    record Append(
            ChannelId channel,
            TreeUpdate tree,
            byte[] checkpoint,
            Map<Long, byte[]> payloads,
            List<Disclosure> disclosures,
            List<Ending> endings,
            Map<Long, Long> receipts,
            List<Use> uses,
            Optional<ChannelState.LogKey> newKey,
            List<UUID> fulfilled) {}

    /** Appends a group. False, and nothing is written, where the channel has another size than the group builds upon, or is stopped. */
    boolean append(Append group);

    /** Active disclosures, of every version, of these records in a channel, in order of entry. One query for a whole group. */
    List<Disclosure> activeDisclosures(ChannelId channel, Collection<UUID> records);

    /** Active disclosures whose last day is before {@code today}, oldest first. */
    List<Disclosure> dueToExpire(ChannelId channel, LocalDate today, int limit);

    /**
     * Active disclosures in an OUTGOING channel of records that this node once received through some channel and no longer
     * holds through any: they were reshared, and must now be withdrawn here too. Oldest first.
     */
    List<Disclosure> orphaned(ChannelId outgoing, int limit);

    // ------------------------------------------------------------------------------------------------ follower's side

    /**
     * A record that arrived.
     *
     * @param record parsed
     * @param canonical the record's canonical bytes
     * @param payload exactly as received; it ends with {@code canonical}
     */
    record Arrival(Disclosure disclosure, Record record, byte[] canonical, byte[] payload) {
        public Arrival {
            int head = payload.length - canonical.length;
            if (head < 0 || !Arrays.equals(payload, head, payload.length, canonical, 0, canonical.length)) {
                throw new IllegalArgumentException("the payload of " + record.id() + " does not end with its record");
            }
        }

        /** How many bytes of the payload come before the record. */
        int head() {
            return payload.length - canonical.length;
        }
    }

    /**
     * One batch of entries verified and taken into an INCOMING channel.
     *
     * @param tree tiles and bundles of the mirrored entries; its old size is the cursor this builds upon
     * @param checkpoint the sender's signed note that proves them, of the new size or more
     * @param arrivals records disclosed, each active after this batch
     * @param absent disclosures that ended before they could be fetched, or end within this batch: remembered without record
     * @param endings what the entries withdraw or expire; processed after arrivals: the matching active disclosures before
     *     each are marked ended by it and their payloads deleted; a record version that no active disclosure of any INCOMING
     *     channel holds any longer is removed from the records as if it had never been there. Records of this node's own
     *     making are never touched
     * @param awaited entry of an absent disclosure → the later entry, beyond this batch, that the sender says ends it
     * @param fulfilled keys of {@code awaited} from earlier batches that this batch proved
     * @param purged the entry of the OUTGOING reverse channel that ended something → the entry here that is its receipt
     * @param uses the partner's use receipts
     * @param newKey the key that a rotation puts in force
     * @param receipt the checkpoint with this node's cosignature, where with this batch all that it covers is here
     */
    record Reception(
            ChannelId channel,
            TreeUpdate tree,
            byte[] checkpoint,
            List<Arrival> arrivals,
            List<Disclosure> absent,
            List<Ending> endings,
            Map<Long, Long> awaited,
            List<Long> fulfilled,
            Map<Long, Long> purged,
            List<Use> uses,
            Optional<ChannelState.LogKey> newKey,
            Optional<byte[]> receipt) {}

    /** Takes a batch. False, and nothing is written, where the cursor is another than the batch builds upon, or the channel is stopped. */
    boolean receive(Reception batch);

    /** Endings that the sender promised and that are not yet proved, entry → ending entry, up to {@code limit} by ending entry. */
    Map<Long, Long> awaited(ChannelId incoming, int limit);

    /**
     * Purges the records of active disclosures of an INCOMING channel whose last day is before {@code today}: payload and
     * record go as under {@link Reception#endings}; the disclosure stays active in the books until the sender's own entry
     * ends it. Returns how many went.
     */
    int purgeOverdue(ChannelId incoming, LocalDate today, int limit);

    // ------------------------------------------------------------------------------------------------ receipts

    /** Keeps the checkpoint that carries the follower's cosignature. A smaller size than the one kept changes nothing. */
    void cosigned(ChannelId channel, long size, byte[] note);

    /** These endings of a channel, by entry. Unknown ones are left out. */
    Map<Long, Ending> endings(ChannelId channel, Collection<Long> entries);

    /** Endings without a purge receipt, oldest first: outstanding for an OUTGOING channel, owed for an INCOMING one. */
    List<Ending> withoutReceipt(ChannelId channel, int limit);

    /** Use receipts for a record in a channel, in order of entry. */
    List<Use> uses(ChannelId channel, UUID record);

    /**
     * Active disclosures of a record in INCOMING channels whose payload is held, newest version first: what permits this node
     * to read it, and which channel's originator gets the receipt.
     */
    List<Disclosure> holdings(UUID record);

    /** A payload held for an entry. */
    Optional<byte[]> payload(ChannelId channel, long entry);

    // ------------------------------------------------------------------------------------------------ people and files

    /** Keeps a proposal that waits for a person; one with the same id is replaced. */
    void keep(Pending pending);

    /** Proposals that wait, oldest first. */
    List<Pending> pending();

    /** A proposal that waits. */
    Optional<Pending> pending(UUID id);

    /** Drops a proposal that was refused. */
    void drop(UUID id);

    /** Files of active disclosures of an INCOMING channel that are not yet held, oldest first. */
    List<Disclosure.Evidence> missingEvidence(ChannelId incoming, int limit);

    /** Notes that bytes of a file are about to be written: from now on {@link #unreferencedEvidence} knows it, complete or not. */
    void evidenceBegun(Disclosure.Evidence evidence);

    /** Marks a file as held (its content is durable and its digest verified). */
    void evidenceHeld(Disclosure.Evidence evidence);

    /** Whether a file belongs to an active disclosure of an OUTGOING channel, and so may be served there. */
    boolean mayServeEvidence(ChannelId outgoing, String sha256);

    /** Files, held whole or in part, that once belonged to disclosures and to no active one of any channel now: to be deleted. */
    List<String> unreferencedEvidence(int limit);

    /** Marks a file as no longer held. */
    void evidenceGone(String sha256);
}
