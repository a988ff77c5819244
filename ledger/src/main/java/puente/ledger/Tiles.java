package puente.ledger;

import java.io.IOException;

/** Reading tiles that must be there. */
final class Tiles {
    private Tiles() {}

    /** The tile's bytes; {@code ledger.tile.absent}, or {@code ledger.tile.length} if a tile of hashes is not as long as its width says. */
    static byte[] read(TileReader reader, TileId tile) throws IOException {
        byte[] bytes = reader.tile(tile).orElseThrow(() -> new LedgerException("ledger.tile.absent", tile.path()));
        if (!tile.isEntries() && bytes.length != tile.width() * Hash.SIZE) {
            throw new LedgerException(
                    "ledger.tile.length", tile.path(), "length", bytes.length, "expected", tile.width() * Hash.SIZE);
        }
        return bytes;
    }
}
