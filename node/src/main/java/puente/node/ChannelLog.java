package puente.node;

import java.io.IOException;
import java.util.Optional;
import puente.ledger.Checkpoint;
import puente.ledger.LogReader;
import puente.ledger.TileId;
import puente.store.ChannelId;
import puente.store.ChannelState;
import puente.store.ChannelStore;

/**
 * A channel's log as held here, written or mirrored, for auditors: under the newest checkpoint whose entries are all here,
 * with the receiver's cosignature where that covers it.
 */
record ChannelLog(ChannelStore store, ChannelId channel) implements LogReader {
    @Override
    public Optional<byte[]> checkpoint() {
        return store.state(channel).flatMap(ChannelLog::newest);
    }

    static Optional<byte[]> newest(ChannelState state) {
        if (state.cosigned().length > 0 && state.cosignedSize() == state.size()) {
            return Optional.of(state.cosigned());
        }
        if (state.checkpoint().length > 0
                && Checkpoint.ofUnverified(state.checkpoint()).size() == state.size()) {
            return Optional.of(state.checkpoint());
        }
        return state.cosigned().length > 0 ? Optional.of(state.cosigned()) : Optional.empty();
    }

    @Override
    public Optional<byte[]> tile(TileId tile) throws IOException {
        return store.tiles(channel).tile(tile);
    }
}
