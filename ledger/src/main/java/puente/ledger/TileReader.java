package puente.ledger;

import java.io.IOException;
import java.util.Optional;

/** Where tiles and bundles come from: a folder, a database, a partner's node over HTTP, a map in a test. */
@FunctionalInterface
public interface TileReader {
    /**
     * The bytes of a tile (32 a hash) or of a bundle (length-prefixed entries) at exactly the width asked for, or nothing where
     * the log has no such tile or is not that wide yet. A source that keeps only a wider version returns its prefix
     * ({@link EntryBundle#prefix}, {@link Tile#prefix}).
     *
     * @throws IOException if it cannot be known whether the tile exists
     */
    Optional<byte[]> tile(TileId tile) throws IOException;
}
