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

    /** Every pair of every group of at most {@code cap} rows; with two files ({@code secondStart} not negative) only pairs across. */
    void addGroups(long[] entries, int cap, int secondStart) {
        int start = 0;
        for (int at = 1; at <= entries.length; at++) {
            if (at == entries.length || entries[at] >>> Groups.ROW_BITS != entries[start] >>> Groups.ROW_BITS) {
                for (int i = start; i < at && at - start <= cap; i++) {
                    int a = (int) (entries[i] & Groups.ROW_MASK);
                    for (int j = i + 1; j < at; j++) {
                        int b = (int) (entries[j] & Groups.ROW_MASK);
                        if (secondStart < 0 || a < secondStart != b < secondStart) {
                            add(a, b);
                        }
                    }
                }
                start = at;
            }
        }
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
