package puente.match.link;

import java.util.Arrays;
import java.util.function.IntConsumer;

/** Pairs with their weights, found from either row; they come and go. For one thread. */
final class KeptLinks {
    private int[] heads;
    private int[] left = new int[1 << 10];
    private int[] right = new int[1 << 10];
    private float[] bits = new float[1 << 10];
    /** For each pair the next one of its left row, and the next one of its right row. */
    private int[] next = new int[1 << 11];

    private int count;
    private int gone;

    /** @param pairs those known */
    KeptLinks(ScoredPairs pairs, int rows) {
        heads = new int[Math.max(16, rows)];
        Arrays.fill(heads, -1);
        for (int at = 0; at < pairs.size(); at++) {
            add(pairs.left(at), pairs.right(at), pairs.bits(at));
        }
    }

    /** How many pairs there are. */
    int size() {
        return count - gone;
    }

    /** Adds a pair that is not here. */
    void add(int a, int b, float weight) {
        int most = Math.max(a, b);
        if (most >= heads.length) {
            int from = heads.length;
            heads = Arrays.copyOf(heads, most + (most >> 3) + 16);
            Arrays.fill(heads, from, heads.length, -1);
        }
        if (count == left.length) {
            left = Arrays.copyOf(left, count * 2);
            right = Arrays.copyOf(right, count * 2);
            bits = Arrays.copyOf(bits, count * 2);
            next = Arrays.copyOf(next, count * 4);
        }
        left[count] = Math.min(a, b);
        right[count] = most;
        bits[count] = weight;
        next[2 * count] = heads[left[count]];
        heads[left[count]] = 2 * count;
        next[2 * count + 1] = heads[most];
        heads[most] = 2 * count + 1;
        count++;
    }

    /** Gives the number of each pair in which a row takes part. */
    void of(int row, IntConsumer consumer) {
        for (int at = row < heads.length ? heads[row] : -1; at >= 0; at = next[at]) {
            if (!Float.isNaN(bits[at >> 1])) {
                consumer.accept(at >> 1);
            }
        }
    }

    /** Takes a pair away; its number is not given again. */
    void remove(int number) {
        bits[number] = Float.NaN;
        gone++;
    }

    int left(int number) {
        return left[number];
    }

    int right(int number) {
        return right[number];
    }

    /** The other row of a pair. */
    int other(int number, int row) {
        return left[number] == row ? right[number] : left[number];
    }

    float bits(int number) {
        return bits[number];
    }

    /** All pairs in order of the later row and then of the earlier one. */
    ScoredPairs all(int rows) {
        ScoredPairs all = new ScoredPairs();
        for (int at = 0; at < count; at++) {
            if (!Float.isNaN(bits[at])) {
                all.add(left[at], right[at], bits[at]);
            }
        }
        return all.sorted(rows);
    }
}
