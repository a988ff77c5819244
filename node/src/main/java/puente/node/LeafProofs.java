package puente.node;

import java.io.IOException;
import java.util.Optional;
import puente.ledger.EntryBundle;
import puente.ledger.LogReader;
import puente.ledger.Proofs;
import puente.ledger.SignedNote;
import puente.ledger.TileId;
import puente.ledger.TlogProof;
import puente.record.Problem;
import puente.record.ProblemException;
import puente.store.ChannelId;
import puente.store.ChannelState;
import puente.store.ChannelStore;

/** Proofs that a leaf stands in a channel: C2SP tlog-proofs whose extra data is the leaf itself. */
final class LeafProofs {
    private LeafProofs() {}

    /** By the newest cosigned checkpoint, or by the newest at all where the leaf is not yet cosigned. */
    static TlogProof of(ChannelStore store, ChannelState state, long entry) throws IOException {
        ChannelId channel = state.id();
        byte[] note = state.cosignedSize() > entry
                ? state.cosigned()
                : ChannelLog.newest(state).orElseThrow(() -> Channels.unknown(channel.path()));
        SignedNote checkpoint = SignedNote.parse(note);
        long size = checkpoint.checkpoint().size();
        LogReader log = new ChannelLog(store, channel);
        long bundle = entry / TileId.FULL_WIDTH;
        int width = TileId.widthAt(TileId.ENTRIES, bundle, size);
        if (entry >= size || width == 0) {
            throw new ProblemException(Problem.of("node.log.no-tile", channel.path(), "size", size));
        }
        byte[] bytes = log.tile(TileId.entries(bundle, width))
                .orElseThrow(() -> new ProblemException(Problem.of("node.log.no-tile", channel.path(), "size", size)));
        byte[] leaf = EntryBundle.decode(bytes, width).get((int) (entry % TileId.FULL_WIDTH));
        return new TlogProof(Optional.of(leaf), entry, Proofs.inclusion(entry, size, store.tiles(channel)), checkpoint);
    }
}
