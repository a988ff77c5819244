package puente.ledger;

import java.util.Arrays;
import java.util.Optional;

/**
 * A tile or a bundle with its bytes, as a {@link TreeUpdate} hands them to a storage. The array is shared, not copied: nobody
 * writes to it.
 */
public record Tile(TileId id, byte[] bytes) {
    /** The first {@code width} hashes of a tile; nothing if it is not that wide. */
    public static Optional<byte[]> prefix(byte[] wider, int width) {
        int length = width * Hash.SIZE;
        return wider.length < length
                ? Optional.empty()
                : Optional.of(wider.length == length ? wider : Arrays.copyOf(wider, length));
    }

    /** The prefix of a tile or bundle that has the width asked for; nothing if it is not that wide. */
    public static Optional<byte[]> prefix(TileId wanted, byte[] wider) {
        return wanted.isEntries() ? EntryBundle.prefix(wider, wanted.width()) : prefix(wider, wanted.width());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Tile tile && id.equals(tile.id) && Arrays.equals(bytes, tile.bytes);
    }

    @Override
    public int hashCode() {
        return 31 * id.hashCode() + Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return id + " (" + bytes.length + " bytes)";
    }
}
