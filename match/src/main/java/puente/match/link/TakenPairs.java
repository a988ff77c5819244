package puente.match.link;

import java.util.Arrays;

/** The pairs of a linkage that count as one subject, to be looked up by their rows. */
final class TakenPairs {
    private final long[] keys;

    private TakenPairs(long[] keys) {
        this.keys = keys;
    }

    /** Those of at least {@code least} bits. */
    static TakenPairs of(ScoredPairs pairs, double least) {
        long[] keys = new long[pairs.size()];
        int size = 0;
        for (int at = 0; at < pairs.size(); at++) {
            if (pairs.bits(at) >= least) {
                keys[size++] = key(pairs.left(at), pairs.right(at));
            }
        }
        long[] taken = Arrays.copyOf(keys, size);
        Arrays.sort(taken);
        return new TakenPairs(taken);
    }

    private static long key(int a, int b) {
        return (long) Math.min(a, b) << 32 | Math.max(a, b);
    }

    boolean contains(int a, int b) {
        return Arrays.binarySearch(keys, key(a, b)) >= 0;
    }

    int size() {
        return keys.length;
    }

    /** The earlier row of a pair. */
    int left(int at) {
        return (int) (keys[at] >>> 32);
    }

    /** The later row of a pair. */
    int right(int at) {
        return (int) keys[at];
    }
}
