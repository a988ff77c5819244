package puente.ledger;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** A witness (C2SP tlog-witness): cosigns checkpoints of the logs it knows if they only append. The HTTP binding is its caller's. */
public final class Witness {
    /** Bytes of the largest request body read. */
    public static final int REQUEST_SIZE_MAX = SignedNote.SIZE_MAX + 8192;

    /**
     * @param logs the keys trusted for each origin
     * @param signers the cosigning keys, all of timed types; each signs every checkpoint
     */
    public Witness(
            Map<String, ? extends Collection<NoteVerifier>> logs,
            List<NoteSigner> signers,
            WitnessStorage storage,
            InstantSource clock) {
        throw new UnsupportedOperationException();
    }

    /**
     * {@code POST add-checkpoint}.
     *
     * @throws IOException if it is unknown what is remembered: answer 500 and nothing else
     */
    public WitnessResponse addCheckpoint(byte[] requestBody) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** The body of an {@code add-checkpoint} request. */
    public static byte[] request(long oldSize, List<Hash> consistency, byte[] checkpoint) {
        throw new UnsupportedOperationException();
    }
}
