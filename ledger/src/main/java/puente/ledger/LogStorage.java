package puente.ledger;

import java.io.IOException;

/**
 * Where one log is kept.
 *
 * <p>The consistency it must give: after {@link #commit} returns, all of it survives a power cut; after a crash within it,
 * readers see the state before or the state after and never a checkpoint whose tiles are missing; readers may run beside a
 * commit and see a checkpoint only with its tiles. Of each tile the widest version is kept; a narrower one is its prefix and
 * must remain readable at every width that a checkpoint was published for. {@code LogStorageContract} (test-jar) is the proof.
 */
public interface LogStorage extends LogReader {
    /**
     * Makes an update and its checkpoint durable, both or neither.
     *
     * @param update what to write; its {@link TreeUpdate#oldSize} must be the size of the stored checkpoint (0 if none)
     * @param signedCheckpoint the note over the update's new size and root
     * @throws StaleUpdateException if the stored size is another: somebody else writes to this log. Nothing was written
     * @throws IOException if it is unknown whether the update was written; the writer must stop and reload before it signs again
     */
    void commit(TreeUpdate update, byte[] signedCheckpoint) throws IOException;
}
