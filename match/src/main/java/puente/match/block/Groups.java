package puente.match.block;

import java.util.Arrays;

/** The rows of one rule sorted by key: each entry is 38 bits of the key's hash and 26 bits of the row. */
final class Groups {
    static final int ROW_BITS = 26;
    static final long ROW_MASK = (1L << ROW_BITS) - 1;

    private static final int ROUND_BITS = 13;
    private static final long ROUND_MASK = (1L << ROUND_BITS) - 1;

    /** Fewer entries are sorted by comparison. */
    private static final int SMALL = 1 << 14;

    private Groups() {}

    /** Writes a row's keys into the scratch and returns how many. */
    @FunctionalInterface
    interface Keys {
        int of(int row, Rule.Scratch scratch);
    }

    static long key(long entry) {
        return entry >>> ROW_BITS;
    }

    static int row(long entry) {
        return (int) (entry & ROW_MASK);
    }

    /** Sorted entries of rows 0 to {@code count}. */
    static long[] sorted(int count, Keys keysOf) {
        Rule.Scratch scratch = new Rule.Scratch();
        long[] entries = new long[count + (count >> 1) + Rule.KEYS_MAX];
        int size = 0;
        for (int row = 0; row < count; row++) {
            int keys = keysOf.of(row, scratch);
            if (size + keys > entries.length) {
                entries = Arrays.copyOf(entries, entries.length + (entries.length >> 1));
            }
            for (int key = 0; key < keys; key++) {
                entries[size++] = scratch.keys[key] << ROW_BITS | row;
            }
        }
        return sorted(Arrays.copyOf(entries, size));
    }

    /** Sorts entries that stand in order of row: by key alone, three rounds of counting, which keep that order. */
    private static long[] sorted(long[] entries) {
        if (entries.length < SMALL) {
            Arrays.sort(entries);
            return entries;
        }
        long[] from = entries;
        long[] to = new long[entries.length];
        for (int shift = ROW_BITS; shift < Long.SIZE; shift += ROUND_BITS) {
            int[] places = new int[1 << ROUND_BITS];
            // The highest bits are flipped so that keys order as signed numbers do.
            long flip = shift + ROUND_BITS >= Long.SIZE ? 1L << (Long.SIZE - 1 - shift) : 0;
            for (long entry : from) {
                places[(int) ((entry >>> shift ^ flip) & ROUND_MASK)]++;
            }
            int sum = 0;
            for (int place = 0; place < places.length; place++) {
                int count = places[place];
                places[place] = sum;
                sum += count;
            }
            for (long entry : from) {
                to[places[(int) ((entry >>> shift ^ flip) & ROUND_MASK)]++] = entry;
            }
            long[] swap = from;
            from = to;
            to = swap;
        }
        return from;
    }
}
