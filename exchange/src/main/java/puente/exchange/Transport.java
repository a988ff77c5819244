package puente.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import puente.ledger.TileId;
import puente.store.ChannelId;

/**
 * How a follower reaches the node that writes a channel. The writing node answers through {@link ChannelServer}, which has this
 * same shape; between the two stand HTTP and mutual TLS (in node), or a simulated line that fails.
 *
 * <p>Nothing that arrives is believed: every answer is checked against signatures and digests. A method throws {@link
 * IOException} where no answer came; it may then be called again at any time.
 */
public interface Transport {
    /** Payload bytes in one answer, at most; one payload larger than this comes alone. */
    int PAYLOAD_BYTES_MAX = 4 << 20;

    /** Entries asked for in one request for payloads, at most. */
    int PAYLOAD_ENTRIES_MAX = 4096;

    /**
     * The newest signed checkpoint; {@code GET …/checkpoint}. Where its size is {@code newerThan}, the answer waits up to {@code
     * patience} for a larger one ({@code ?newerThan=N&wait=MILLISECONDS}); a smaller one is told at once, for one of the two lost or
     * rewrote something. Empty where nothing was ever published.
     */
    Optional<byte[]> checkpoint(ChannelId channel, long newerThan, Duration patience) throws IOException;

    /** A tile or bundle at a published width; {@code GET …/tile/…}. Empty where there is none. */
    Optional<byte[]> tile(ChannelId channel, TileId tile) throws IOException;

    /**
     * What stands beside entries {@code first … first+count-1}, as {@link PayloadBundle} encodes it: all of them, or as many from
     * the first as {@link #PAYLOAD_BYTES_MAX} allows; {@code GET …/payload/{first}/{count}}. Empty where the log does not reach
     * {@code first}.
     */
    Optional<byte[]> payloads(ChannelId channel, long first, int count) throws IOException;

    /**
     * Hands the writer a checkpoint of its own with the follower's cosignatures: the receipt; {@code POST …/cosignature}. False
     * where the writer does not accept it (HTTP 409).
     */
    boolean cosignature(ChannelId channel, byte[] note) throws IOException;

    /** A file from an offset on; {@code GET …/evidence/{sha256}} with {@code Range}. Empty where it is not (or no longer) served. */
    Optional<InputStream> evidence(ChannelId channel, String sha256, long offset) throws IOException;
}
