package puente.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What verifying a note's signatures came to. */
public sealed interface NoteVerdict {
    /** At least one known key signed, and no signature by a known key failed. In the order of the note's lines. */
    record Verified(List<Signed> signatures) implements NoteVerdict {
        public Verified {
            signatures = List.copyOf(signatures);
        }

        /** Whether this key is among those that signed. */
        public boolean by(NoteVerifier key) {
            return signatures.stream().anyMatch(each -> each.key().equals(key));
        }
    }

    /** No known key signed. */
    record Unsigned() implements NoteVerdict {}

    /** A line names a known key, but its signature is not by that key over this text: the whole note is refused. */
    record Forged(NoteVerifier key) implements NoteVerdict {}

    /**
     * A true signature.
     *
     * @param key by whom
     * @param time when, for timed types
     */
    record Signed(NoteVerifier key, Optional<Instant> time) {}

    /** The true signatures, or {@code ledger.note.unsigned} or {@code ledger.note.forged}. */
    default Verified orThrow() {
        return switch (this) {
            case Verified verified -> verified;
            case Unsigned none -> throw new LedgerException("ledger.note.unsigned", "");
            case Forged forged -> throw new LedgerException("ledger.note.forged", "", "key", forged.key());
        };
    }
}
