package puente.match.field;

/** Remembers what two numbered values compared to; one slot a hash, the latest wins, so it never grows. For one thread. */
final class PairMemo {
    private static final int SIZE = 1 << 16;
    private static final int ANSWER_BITS = 4;
    private static final int ANSWER_MASK = (1 << ANSWER_BITS) - 1;
    private static final int NUMBER_BITS = (Long.SIZE - ANSWER_BITS) / 2;

    /** Both numbers, then the answer: one number, so that memory is asked once. */
    private final long[] entries = new long[SIZE];

    /** The answer, or -1 where it is not remembered. Numbers are above 0, so no pair has key 0. */
    int get(int a, int b) {
        long key = key(a, b);
        long entry = entries[slot(key)];
        return (entry ^ key) >>> ANSWER_BITS == 0 ? (int) entry & ANSWER_MASK : -1;
    }

    /** @param answer 0 to 15 */
    int put(int a, int b, int answer) {
        long key = key(a, b);
        entries[slot(key)] = key | answer;
        return answer;
    }

    /** Words are fewer than 2^30: their bytes stand in an array that doubles. */
    private static long key(int a, int b) {
        long smaller = Math.min(a, b);
        return (smaller << NUMBER_BITS | Math.max(a, b)) << ANSWER_BITS;
    }

    private static int slot(long key) {
        return (int) ((key * 0x9E3779B97F4A7C15L) >>> 48);
    }
}
