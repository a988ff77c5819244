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

    /** Sorted entries of a rule for the given rows. */
    static long[] sorted(Rule rule, int[] rows, int count) {
        Rule.Scratch scratch = new Rule.Scratch();
        long[] entries = new long[count * 2];
        int size = 0;
        for (int at = 0; at < count; at++) {
            int keys = rule.keys(rows[at], scratch);
            if (size + keys > entries.length) {
                entries = Arrays.copyOf(entries, entries.length * 2);
            }
            for (int key = 0; key < keys; key++) {
                entries[size++] = scratch.keys[key] << ROW_BITS | rows[at];
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

    /** How many pairs the groups of at most {@code cap} rows hold. */
    static double pairs(long[] entries, int cap) {
        double pairs = 0;
        int start = 0;
        for (int at = 1; at <= entries.length; at++) {
            if (at == entries.length || entries[at] >>> ROW_BITS != entries[start] >>> ROW_BITS) {
                double size = at - start;
                pairs += size <= cap ? size * (size - 1) / 2 : 0;
                start = at;
            }
        }
        return pairs;
    }

    /** How many rows have a key. */
    static int size(long[] entries, long key) {
        long wanted = key << ROW_BITS;
        int from = Arrays.binarySearch(entries, wanted);
        int start = from < 0 ? ~from : from;
        int end = start;
        while (end < entries.length && entries[end] >>> ROW_BITS == wanted >>> ROW_BITS) {
            end++;
        }
        return end - start;
    }

    /** The largest size of group, by halves from {@code largest}, with which the pairs stay within {@code most}; 1 where none does. */
    static int cap(long[] entries, int largest, double most) {
        int cap = largest;
        while (cap > 1 && pairs(entries, cap) > most) {
            cap = cap * 2 / 3;
        }
        return cap;
    }
}
