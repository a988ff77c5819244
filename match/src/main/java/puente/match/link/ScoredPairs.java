package puente.match.link;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Pairs with their weights, in order of the later row and then of the earlier one. */
public final class ScoredPairs {
    /** Where rows are more than pairs by this, pairs are compared. */
    private static final int FEW = 16;

    private int[] left = new int[256];
    private int[] right = new int[256];
    private float[] bits = new float[256];
    private int size;
    long compared;

    /** Adds a pair; the order is the caller's to keep. */
    public void add(int a, int b, float weight) {
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
        if (size + other.size > left.length) {
            int room = Math.max(size + other.size, left.length + (left.length >> 1));
            left = Arrays.copyOf(left, room);
            right = Arrays.copyOf(right, room);
            bits = Arrays.copyOf(bits, room);
        }
        System.arraycopy(other.left, 0, left, size, other.size);
        System.arraycopy(other.right, 0, right, size, other.size);
        System.arraycopy(other.bits, 0, bits, size, other.size);
        size += other.size;
        compared += other.compared;
    }

    /** The same in order of the later row and then of the earlier one: counted out by the earlier, then, keeping that order, by the later. */
    ScoredPairs sorted(int rows) {
        int[] order = size < rows / FEW ? byComparison() : counted(right, rows, counted(left, rows, null));
        ScoredPairs sorted = new ScoredPairs();
        sorted.compared = compared;
        sorted.left = new int[size];
        sorted.right = new int[size];
        sorted.bits = new float[size];
        sorted.size = size;
        for (int at = 0; at < size; at++) {
            sorted.left[at] = left[order[at]];
            sorted.right[at] = right[order[at]];
            sorted.bits[at] = bits[order[at]];
        }
        return sorted;
    }

    /** By comparison: few pairs among many rows are not worth counting rows. */
    private int[] byComparison() {
        return IntStream.range(0, size)
                .boxed()
                .sorted(Comparator.comparingInt((Integer at) -> right[at]).thenComparingInt(at -> left[at]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private int[] counted(int[] keys, int rows, int @Nullable [] before) {
        int[] next = new int[rows + 1];
        for (int at = 0; at < size; at++) {
            next[keys[at] + 1]++;
        }
        for (int row = 0; row < rows; row++) {
            next[row + 1] += next[row];
        }
        int[] order = new int[size];
        for (int at = 0; at < size; at++) {
            int from = before == null ? at : before[at];
            order[next[keys[from]]++] = from;
        }
        return order;
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
