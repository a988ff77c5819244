package puente.match.block;

import java.util.Arrays;

/** Distinct pairs as {@code a << 32 | b} with a below b. */
final class PairSet {
    private long[] pairs = new long[1 << 12];
    private int size;

    void add(int a, int b) {
        if (size == pairs.length) {
            pairs = Arrays.copyOf(pairs, size * 2);
        }
        pairs[size++] = a < b ? (long) a << 32 | b : (long) b << 32 | a;
    }

    long[] sorted() {
        long[] sorted = Arrays.copyOf(pairs, size);
        Arrays.sort(sorted);
        int count = 0;
        for (int at = 0; at < sorted.length; at++) {
            if (at == 0 || sorted[at] != sorted[at - 1]) {
                sorted[count++] = sorted[at];
            }
        }
        return Arrays.copyOf(sorted, count);
    }
}
