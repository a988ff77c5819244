package puente.exchange;

import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import puente.ledger.NoteVerifier;
import puente.ledger.TileId;
import puente.store.ChannelId;
import puente.store.ChannelStore;
import puente.store.EvidenceStore;

/**
 * Answers followers: the serving end of {@link Transport}. The caller has made sure who asks (mutual TLS): a channel, and what
 * belongs to it, is served to the node it leads to, and its checkpoint, tiles and bundles to auditors.
 */
public final class ChannelServer implements Transport {
    /** @param cosigners by the name of the following node, the keys it cosigns with */
    public ChannelServer(
            ChannelStore store,
            EvidenceStore evidence,
            Published published,
            Map<String, List<NoteVerifier>> cosigners) {
        throw new UnsupportedOperationException("" + store + evidence + published + cosigners);
    }

    @Override
    public Optional<byte[]> checkpoint(ChannelId channel, long newerThan, Duration patience) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<byte[]> tile(ChannelId channel, TileId tile) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<byte[]> payloads(ChannelId channel, long first, int count) {
        throw new UnsupportedOperationException();
    }

    /** As {@link Transport#cosignature}; a true cosignature over another tree than this node's own stops the channel. */
    @Override
    public boolean cosignature(ChannelId channel, byte[] note) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<InputStream> evidence(ChannelId channel, String sha256, long offset) {
        throw new UnsupportedOperationException();
    }
}
