package puente.exchange;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import puente.agreement.AgreementHash;
import puente.record.Agency;
import puente.store.Disclosure;

/** Something that is to become an entry. Whether it still may is decided when its group is assembled. */
sealed interface Work {
    /** Bytes it will put into the store, about. */
    default int weight() {
        return 512;
    }

    /** A disclosure that may go. */
    record Disclose(Leaf.Disclosed leaf, byte[] encoded, byte[] payload, Optional<UUID> pending) implements Work {
        @Override
        public int weight() {
            return encoded.length + payload.length;
        }
    }

    /** A withdrawal, by an officer, or because this node no longer holds what it reshared. */
    record Withdraw(UUID record, Agency actor) implements Work {}

    /** A disclosure past its last day. */
    record Expire(Disclosure disclosure) implements Work {}

    /** A purge receipt for an entry of the reverse channel. */
    record Acknowledge(long ending) implements Work {}

    /** A use receipt. */
    record Use(UUID record, int version, String purpose, Agency reader, AgreementHash agreement, List<String> clauses)
            implements Work {}

    /** A key rotation: the last entry of its group. */
    record Rotate(String vkey) implements Work {}
}
