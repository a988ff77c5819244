package puente.exchange;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import puente.agreement.Action;
import puente.agreement.AgreementHash;
import puente.record.Agency;
import puente.record.Handling;
import puente.store.Disclosure.Evidence;

/**
 * One entry of a channel's log: what happened, but never what the record says. Canonical JSON (RFC 8785) of at most {@link
 * LeafCodec#BYTES_MAX} bytes; {@code docs/protocol/03-channels.md} lists every member.
 */
public sealed interface Leaf {

    /**
     * What every entry says.
     *
     * @param at when, by the writer's clock, to the millisecond
     * @param actor the agency that acts
     * @param agreement the agreement in force at the writer
     * @param clauses the deciding clauses, in order; empty where the protocol itself obliges (a receipt, a withdrawal, a key)
     */
    record Header(Instant at, Agency actor, AgreementHash agreement, List<String> clauses) {
        public Header {
            clauses = List.copyOf(clauses);
        }
    }

    Header header();

    /**
     * A record is disclosed, or an earlier version of it corrected.
     *
     * @param correction whether an earlier version stood in this channel
     * @param action {@link Action#DISCLOSE}, or {@link Action#RESHARE} where the record is another party's
     * @param record its id
     * @param version its version
     * @param kind its kind
     * @param agency whose statement it is
     * @param recipient for whom
     * @param purpose why it may be used
     * @param unit the recipient's unit, or empty
     * @param approvals the officers who approved
     * @param originatorConsent whether the originating agency consented
     * @param useReceipt whether each use owes the originator a receipt
     * @param handling what may be done with what leaves; its {@code retainUntil} is the last day of the disclosure
     * @param evidence the files that belong to it
     * @param payload SHA-256 over salt and canonical record
     * @param length bytes of the payload, salt included
     */
    record Disclosed(
            Header header,
            boolean correction,
            Action action,
            UUID record,
            int version,
            String kind,
            Agency agency,
            Agency recipient,
            String purpose,
            String unit,
            SortedSet<String> approvals,
            boolean originatorConsent,
            boolean useReceipt,
            Handling handling,
            List<Evidence> evidence,
            Sha256 payload,
            int length)
            implements Leaf {
        public Disclosed {
            evidence = List.copyOf(evidence);
            approvals = approvals.isEmpty()
                    ? Collections.emptySortedSet()
                    : Collections.unmodifiableSortedSet(new TreeSet<>(approvals));
        }
    }

    /** Every active disclosure of the record in this channel ends; holders purge it and send a receipt. */
    record Withdrawn(Header header, UUID record) implements Leaf {}

    /** The active disclosure of one version ends because its last day has passed. */
    record Expired(Header header, UUID record, int version) implements Leaf {}

    /** Receipt: what the entry of the reverse channel withdrew or expired is purged here, and at every further holder asked to. */
    record Purged(Header header, long entry) implements Leaf {}

    /** Receipt: the actor read the record for a purpose. */
    record Used(Header header, UUID record, int version, String purpose) implements Leaf {}

    /** From the next entry on, this key signs the log. The checkpoint that covers it is signed by the old key and the new. */
    record Rotated(Header header, String vkey) implements Leaf {}
}
