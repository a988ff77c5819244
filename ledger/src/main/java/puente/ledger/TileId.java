package puente.ledger;

import java.util.ArrayList;
import java.util.List;

/**
 * The name of a tile or of a bundle of entries (C2SP tlog-tiles).
 *
 * @param level 0 (leaf hashes) to 63, or {@link #ENTRIES} for a bundle of entries
 * @param index which tile of its level, from 0
 * @param width how many hashes or entries: 256 if full, 1 to 255 if partial
 */
public record TileId(int level, long index, int width) implements Comparable<TileId> {
    /** The level of entry bundles. */
    public static final int ENTRIES = -1;

    /** Hashes in a full tile, and entries in a full bundle. */
    public static final int FULL_WIDTH = 256;

    /** The highest level of the standard. */
    public static final int LEVEL_MAX = 63;

    public TileId {
        if (level < ENTRIES || level > LEVEL_MAX || index < 0 || width < 1 || width > FULL_WIDTH) {
            throw new IllegalArgumentException("no tile: level " + level + ", index " + index + ", width " + width);
        }
    }

    /** A bundle of entries. */
    public static TileId entries(long index, int width) {
        return new TileId(ENTRIES, index, width);
    }

    public boolean isEntries() {
        return level == ENTRIES;
    }

    public boolean isFull() {
        return width == FULL_WIDTH;
    }

    /** The same tile at another width. */
    public TileId withWidth(int other) {
        return new TileId(level, index, other);
    }

    /** The full tile that this one becomes once the log has grown enough. */
    public TileId full() {
        return withWidth(FULL_WIDTH);
    }

    /** The path below a log's prefix, for instance {@code tile/0/x001/x234/067.p/12} or {@code tile/entries/000}. */
    public String path() {
        return fullPath() + (isFull() ? "" : ".p/" + width);
    }

    /** The path of the full tile: {@link #path} without its {@code .p/W}. */
    public String fullPath() {
        StringBuilder path =
                new StringBuilder(32).append("tile/").append(isEntries() ? "entries" : Integer.toString(level));
        int groups = 1;
        for (long rest = index / 1000; rest > 0; rest /= 1000) {
            groups++;
        }
        for (int group = groups - 1; group >= 0; group--) {
            long divisor = 1;
            for (int power = 0; power < group; power++) {
                divisor *= 1000;
            }
            int three = (int) (index / divisor % 1000);
            path.append(group == 0 ? "/" : "/x")
                    .append((char) ('0' + three / 100))
                    .append((char) ('0' + three / 10 % 10))
                    .append((char) ('0' + three % 10));
        }
        return path.toString();
    }

    /**
     * The tile that a path names. There is one spelling for each tile; any other is refused with {@code ledger.tile.path}.
     */
    public static TileId parse(String path) {
        return TilePath.parse(path);
    }

    /** How wide the tile at a level and index is in a log of so many entries: 0 (absent) to 256. */
    public static int widthAt(int level, long index, long size) {
        int shift = 8 * Math.max(level, 0);
        long hashes = shift >= Long.SIZE - 1 ? 0 : size >>> shift;
        long before = index << 8;
        if (index > Long.MAX_VALUE >>> 8 || hashes <= before) {
            return 0;
        }
        return (int) Math.min(FULL_WIDTH, hashes - before);
    }

    /**
     * Every tile and bundle that a log of so many entries consists of: bundles, then level 0, and up, each by index. For
     * logs of a size that fits in memory; a verifier walks level by level instead.
     */
    public static List<TileId> all(long size) {
        List<TileId> tiles = new ArrayList<>();
        for (int level = ENTRIES; level <= LEVEL_MAX; level++) {
            int width;
            for (long index = 0; (width = widthAt(level, index, size)) > 0; index++) {
                tiles.add(new TileId(level, index, width));
            }
        }
        return tiles;
    }

    /** The rightmost, partial tiles and bundle of a log of so many entries: none where a level ends on a full tile. */
    public static List<TileId> partials(long size) {
        List<TileId> tiles = new ArrayList<>();
        for (int level = ENTRIES; level <= LEVEL_MAX; level++) {
            int shift = 8 * Math.max(level, 0);
            long hashes = shift >= Long.SIZE - 1 ? 0 : size >>> shift;
            int width = (int) (hashes & 0xff);
            if (width > 0) {
                tiles.add(new TileId(level, hashes >>> 8, width));
            }
        }
        return tiles;
    }

    @Override
    public int compareTo(TileId other) {
        int byLevel = Integer.compare(level, other.level);
        int byIndex = byLevel != 0 ? byLevel : Long.compare(index, other.index);
        return byIndex != 0 ? byIndex : Integer.compare(width, other.width);
    }

    @Override
    public String toString() {
        return path();
    }
}
