package puente.ledger;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** A log in memory: for simulations, and for logs that live as long as a process. */
public final class MemoryStorage implements LogStorage {
    private final ConcurrentMap<TileId, byte[]> widest = new ConcurrentHashMap<>();
    private volatile byte @Nullable [] checkpoint;

    @Override
    public Optional<byte[]> checkpoint() {
        return Optional.ofNullable(checkpoint).map(byte[]::clone);
    }

    @Override
    public Optional<byte[]> tile(TileId tile) {
        return Optional.ofNullable(widest.get(tile.full()))
                .flatMap(bytes -> Tile.prefix(tile, bytes))
                .map(byte[]::clone);
    }

    @Override
    public synchronized void commit(TreeUpdate update, byte[] signedCheckpoint) throws StaleUpdateException {
        byte[] stored = checkpoint;
        long storedSize = stored == null ? 0 : Checkpoint.ofUnverified(stored).size();
        if (storedSize != update.oldSize()) {
            throw new StaleUpdateException(storedSize, update.oldSize());
        }
        update.tiles().forEach(tile -> widest.put(tile.id().full(), tile.bytes()));
        checkpoint = signedCheckpoint.clone();
    }
}
