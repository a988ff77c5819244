package puente.ledger;

import java.io.IOException;
import java.util.Optional;

/** Where a witness remembers, durably, the newest checkpoint it cosigned of each log. Safe for all threads and processes. */
public interface WitnessStorage {
    /**
     * What is remembered of a log.
     *
     * @param size the size cosigned
     * @param root the root cosigned
     * @param note the checkpoint with the log's signatures and the witness's cosignatures, to be shown to monitors
     */
    record Cosigned(long size, Hash root, SignedNote note) {
        /** Whether both are the same tree; the signatures may differ. */
        public boolean isSameTree(Cosigned other) {
            return size == other.size && root.equals(other.root);
        }
    }

    /** The newest checkpoint cosigned for a log; nothing if it never was. */
    Optional<Cosigned> latest(String origin) throws IOException;

    /**
     * Replaces what is remembered, durably, in one step that no other can come between: only if the remembered size and root are
     * still those of {@code expected}, or nothing is remembered where {@code expected} is empty.
     *
     * @return false, and nothing changed, if something else is remembered by now
     */
    boolean replace(String origin, Optional<Cosigned> expected, Cosigned next) throws IOException;
}
