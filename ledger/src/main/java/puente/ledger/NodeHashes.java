package puente.ledger;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Hashes of any aligned subtree of a log of a given size, from its tiles; each tile is read once. For one thread, one proof. */
final class NodeHashes {
    private final long size;
    private final TileReader reader;
    private final TreeHasher hasher = new TreeHasher();
    private final Map<TileId, byte[]> tiles = new HashMap<>();

    NodeHashes(long size, TileReader reader) {
        this.size = size;
        this.reader = reader;
    }

    /** MTH(D[from:to]) of RFC 6962, where {@code from} is a multiple of the largest power of two below {@code to − from}. */
    Hash range(long from, long to) throws IOException {
        long count = to - from;
        if (Long.bitCount(count) == 1) {
            int height = Long.numberOfTrailingZeros(count);
            return complete(height, from >>> height);
        }
        long split = from + Long.highestOneBit(count);
        return TreeHasher.node(range(from, split), range(split, to));
    }

    /** The hash of the full subtree of 2^height leaves that is number {@code index} of its height. */
    private Hash complete(int height, long index) throws IOException {
        int level = height / 8;
        int within = height % 8;
        long first = index << within;
        byte[] tile = tile(level, first >>> 8);
        int offset = (int) (first & 0xff) * Hash.SIZE;
        int count = 1 << within;
        byte[] row = new byte[count * Hash.SIZE];
        if (tile.length < offset + row.length) {
            throw new LedgerException(
                    "ledger.tile.length",
                    new TileId(level, first >>> 8, TileId.FULL_WIDTH).fullPath(),
                    "length",
                    tile.length,
                    "expected",
                    offset + row.length);
        }
        System.arraycopy(tile, offset, row, 0, row.length);
        hasher.foldInPlace(row, count);
        return Hash.at(row, 0);
    }

    private byte[] tile(int level, long index) throws IOException {
        TileId tile = new TileId(level, index, TileId.widthAt(level, index, size));
        byte[] known = tiles.get(tile);
        if (known == null) {
            known = Tiles.read(reader, tile);
            tiles.put(tile, known);
        }
        return known;
    }
}
