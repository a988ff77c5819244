package puente.match.field;

/** Remembers what two numbered values compared to; one slot a hash, the latest wins, so it never grows. For one thread. */
final class PairMemo {
    private static final int SIZE = 1 << 16;

    private final long[] keys = new long[SIZE];
    private final byte[] answers = new byte[SIZE];

    /** The answer, or -1 where it is not remembered. Numbers are above 0, so no pair has key 0. */
    int get(int a, int b) {
        long key = key(a, b);
        int slot = slot(key);
        return keys[slot] == key ? answers[slot] : -1;
    }

    int put(int a, int b, int answer) {
        long key = key(a, b);
        int slot = slot(key);
        keys[slot] = key;
        answers[slot] = (byte) answer;
        return answer;
    }

    private static long key(int a, int b) {
        return a < b ? (long) a << 32 | b : (long) b << 32 | a;
    }

    private static int slot(long key) {
        return (int) ((key * 0x9E3779B97F4A7C15L) >>> 48);
    }
}
