package puente.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import puente.ledger.MemoryStorage;
import puente.ledger.NoteSigner;
import puente.ledger.TileId;
import puente.ledger.TreeEdge;
import puente.ledger.TreeUpdate;
import puente.store.ChannelId;
import puente.store.StoredPayload;

/** A sender that signs whatever it is told to: the partner whose every word must be checked. */
class HandmadeSender implements Transport {
    private final MemoryStorage log = new MemoryStorage();
    private final List<StoredPayload> payloads = new ArrayList<>();
    private TreeEdge edge = TreeEdge.empty();
    List<NoteSigner> signers = List.of(Samples.MX.log(Samples.CHANNEL));
    String origin = Origins.channel(Samples.CHANNEL);
    int receipts;

    /** Appends entries with what stands beside them and signs. */
    void publish(List<byte[]> entries, List<StoredPayload> beside) throws IOException {
        TreeUpdate tree = edge.append(entries);
        log.commit(tree, tree.checkpoint(origin).sign(Samples.AT, signers).encode());
        edge = tree.edge();
        payloads.addAll(beside);
    }

    void publish(Leaf leaf) throws IOException {
        publish(List.of(LeafCodec.encode(leaf)), List.of(new StoredPayload.None()));
    }

    void publish(Leaf leaf, byte[] payload) throws IOException {
        publish(List.of(LeafCodec.encode(leaf)), List.of(new StoredPayload.Present(payload)));
    }

    @Override
    public Optional<byte[]> checkpoint(ChannelId channel, long newerThan, Duration patience) throws IOException {
        return log.checkpoint();
    }

    @Override
    public Optional<byte[]> tile(ChannelId channel, TileId tile) throws IOException {
        return log.tile(tile);
    }

    @Override
    public Optional<byte[]> payloads(ChannelId channel, long first, int count) {
        return Optional.of(
                PayloadBundle.encode(payloads.subList((int) first, (int) Math.min(first + count, payloads.size()))));
    }

    @Override
    public boolean cosignature(ChannelId channel, byte[] note) throws IOException {
        receipts++;
        return true;
    }

    @Override
    public Optional<InputStream> evidence(ChannelId channel, String sha256, long offset) {
        return Optional.empty();
    }
}
