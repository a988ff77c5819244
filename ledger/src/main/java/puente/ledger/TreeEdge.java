package puente.ledger;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The right edge of a tree as a writer needs it: the partial tile of each level and the partial bundle. Immutable:
 * {@link #append} computes an update and leaves the edge as it was, so that an update that could not be stored has changed
 * nothing. Bounded by one tile a level and one bundle, whatever the log's size.
 */
public final class TreeEdge {
    private static final byte[] NOTHING = {};

    /** Levels that a tree of at most 2^63 − 1 entries can have. */
    private static final int LEVELS_MAX = 8;

    private final long size;
    private final byte[] bundle;
    private final byte[][] tiles;

    private TreeEdge(long size, byte[] bundle, byte[][] tiles) {
        this.size = size;
        this.bundle = bundle;
        this.tiles = tiles;
    }

    /** The edge of a log without entries. */
    public static TreeEdge empty() {
        byte[][] tiles = new byte[LEVELS_MAX][];
        Arrays.fill(tiles, NOTHING);
        return new TreeEdge(0, NOTHING, tiles);
    }

    /**
     * The edge of a stored log of so many entries. Compare its {@link #root} with the signed one before appending.
     *
     * @throws IOException if a tile cannot be read
     * @throws LedgerException {@code ledger.tile.absent} or {@code ledger.tile.length} if one is missing or damaged
     */
    public static TreeEdge load(long size, TileReader reader) throws IOException {
        byte[] bundle = NOTHING;
        byte[][] tiles = new byte[LEVELS_MAX][];
        Arrays.fill(tiles, NOTHING);
        for (TileId partial : TileId.partials(size)) {
            byte[] bytes = Tiles.read(reader, partial);
            if (partial.isEntries()) {
                EntryBundle.decode(bytes, partial.width());
                bundle = bytes;
            } else {
                tiles[partial.level()] = bytes;
            }
        }
        return new TreeEdge(size, bundle, tiles);
    }

    public long size() {
        return size;
    }

    /** The root at this edge. */
    public Hash root() {
        if (size == 0) {
            return TreeHasher.EMPTY_ROOT;
        }
        TreeHasher hasher = new TreeHasher();
        byte[] row = new byte[(TileId.FULL_WIDTH + 1) * Hash.SIZE];
        byte[] below = NOTHING;
        for (byte[] tile : tiles) {
            int count = (tile.length + below.length) / Hash.SIZE;
            if (tile.length > 0) {
                System.arraycopy(tile, 0, row, 0, tile.length);
                System.arraycopy(below, 0, row, tile.length, below.length);
                hasher.foldInPlace(row, count);
                below = Arrays.copyOf(row, Hash.SIZE);
            }
        }
        return Hash.owning(below);
    }

    /** An update that adds no entries: for a first, empty checkpoint, or for one with more cosignatures. */
    public TreeUpdate unchanged() {
        return new TreeUpdate(size, size, root(), List.of(), this);
    }

    /** Adds entries; one over 65,535 bytes is {@code ledger.entry.size}, and then nothing is added. */
    public TreeUpdate append(List<byte[]> entries) {
        if (entries.isEmpty()) {
            return unchanged();
        }
        List<Tile> written = new ArrayList<>();
        byte[] newBundle = bundles(entries, written);
        byte[][] newTiles = tiles.clone();
        TreeHasher hasher = new TreeHasher();
        byte[] fresh = new byte[entries.size() * Hash.SIZE];
        for (int at = 0; at < entries.size(); at++) {
            byte[] entry = entries.get(at);
            hasher.leaf(entry, 0, entry.length, fresh, at * Hash.SIZE);
        }
        for (int level = 0; fresh.length > 0; level++) {
            fresh = level(level, fresh, newTiles, written, hasher);
        }
        TreeEdge edge = new TreeEdge(size + entries.size(), newBundle, newTiles);
        return new TreeUpdate(size, edge.size, edge.root(), written, edge);
    }

    private byte[] bundles(List<byte[]> entries, List<Tile> written) {
        int already = (int) (size & 0xff);
        long index = size >>> 8;
        byte[] rest = bundle;
        for (int from = 0; from < entries.size(); index++) {
            int to = Math.min(entries.size(), from + TileId.FULL_WIDTH - already);
            byte[] more = EntryBundle.encode(entries.subList(from, to));
            byte[] whole = Arrays.copyOf(rest, rest.length + more.length);
            System.arraycopy(more, 0, whole, rest.length, more.length);
            int width = already + to - from;
            written.add(new Tile(TileId.entries(index, width), whole));
            rest = width == TileId.FULL_WIDTH ? NOTHING : whole;
            already = 0;
            from = to;
        }
        return rest;
    }

    /** Adds hashes to a level and returns those of the tiles that became full: what the next level gets. */
    private byte[] level(int level, byte[] fresh, byte[][] newTiles, List<Tile> written, TreeHasher hasher) {
        byte[] before = newTiles[level];
        byte[] all = Arrays.copyOf(before, before.length + fresh.length);
        System.arraycopy(fresh, 0, all, before.length, fresh.length);
        int tileSize = TileId.FULL_WIDTH * Hash.SIZE;
        long index = (level == 0 ? size : size >>> 8 * level) >>> 8;
        byte[] up = new byte[all.length / tileSize * Hash.SIZE];
        byte[] scratch = new byte[tileSize];
        for (int full = 0; full < all.length / tileSize; full++, index++) {
            byte[] tile = Arrays.copyOfRange(all, full * tileSize, (full + 1) * tileSize);
            written.add(new Tile(new TileId(level, index, TileId.FULL_WIDTH), tile));
            System.arraycopy(tile, 0, scratch, 0, tileSize);
            hasher.foldInPlace(scratch, TileId.FULL_WIDTH);
            System.arraycopy(scratch, 0, up, full * Hash.SIZE, Hash.SIZE);
        }
        byte[] rest = Arrays.copyOfRange(all, all.length / tileSize * tileSize, all.length);
        newTiles[level] = rest.length == 0 ? NOTHING : rest;
        if (rest.length > 0) {
            written.add(new Tile(new TileId(level, index, rest.length / Hash.SIZE), rest));
        }
        return up;
    }
}
