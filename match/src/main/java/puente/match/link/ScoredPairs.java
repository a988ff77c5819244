package puente.match.link;

import java.util.Arrays;

/** Pairs with their weights, in order of the later row and then of the earlier one. */
public final class ScoredPairs {
    private int[] left = new int[256];
    private int[] right = new int[256];
    private float[] bits = new float[256];
    private int size;
    long compared;

    void add(int a, int b, float weight) {
        if (size == left.length) {
            left = Arrays.copyOf(left, size * 2);
            right = Arrays.copyOf(right, size * 2);
            bits = Arrays.copyOf(bits, size * 2);
        }
        left[size] = a;
        right[size] = b;
        bits[size++] = weight;
    }

    void addAll(ScoredPairs other) {
        for (int at = 0; at < other.size; at++) {
            add(other.left[at], other.right[at], other.bits[at]);
        }
        compared += other.compared;
    }

    /** The same in order of the later row and then of the earlier one. */
    ScoredPairs sorted(long comparisons) {
        long[] keys = new long[size];
        for (int at = 0; at < size; at++) {
            keys[at] = (long) right[at] << 32 | left[at];
        }
        long[] order = keys.clone();
        Arrays.sort(order);
        ScoredPairs sorted = new ScoredPairs();
        sorted.compared = comparisons;
        sorted.left = new int[size];
        sorted.right = new int[size];
        sorted.bits = new float[size];
        sorted.size = size;
        for (int at = 0; at < size; at++) {
            int to = Arrays.binarySearch(order, keys[at]);
            sorted.left[to] = left[at];
            sorted.right[to] = right[at];
            sorted.bits[to] = bits[at];
        }
        return sorted;
    }

    public int size() {
        return size;
    }

    /** How many pairs were compared to find these. */
    public long compared() {
        return compared;
    }

    public int left(int at) {
        return left[at];
    }

    public int right(int at) {
        return right[at];
    }

    /** The weight in bits, prior included. */
    public float bits(int at) {
        return bits[at];
    }
}
