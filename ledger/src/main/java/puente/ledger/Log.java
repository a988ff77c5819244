package puente.ledger;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The writer of a log: group commit over a {@link LogStorage}. Safe for all threads. */
public final class Log implements AutoCloseable {
    /**
     * Opens a log, or begins it with a signed empty checkpoint.
     *
     * @param signers the log's keys; each signs every checkpoint
     * @throws LedgerException {@code ledger.log.*} if what is stored is not what these keys signed
     */
    public static Log open(String origin, List<NoteSigner> signers, LogStorage storage, InstantSource clock)
            throws IOException {
        throw new UnsupportedOperationException();
    }

    /**
     * Appends an entry; waits while the queue is full. The future gives the entry's index once it is durable under a signed
     * checkpoint. It fails with {@link LogStoppedException} if the log stopped: then it is unknown whether the entry is in it.
     */
    public CompletableFuture<Long> append(byte[] entry) {
        throw new UnsupportedOperationException();
    }

    /** The newest published checkpoint. */
    public SignedNote checkpoint() {
        throw new UnsupportedOperationException();
    }

    /** Waits for what was appended, then ends. */
    @Override
    public void close() {}
}
