package puente.match.block;

import java.util.Arrays;
import java.util.function.IntConsumer;
import puente.match.field.Hashes;

/** Rows by key, a chain for each key, the latest row first. Keys are any numbers but -1. For one thread. */
final class Chains {
    private static final long NONE = -1;

    private long[] keys = new long[1 << 10];
    private int[] heads = new int[1 << 10];
    private int[] sizes = new int[1 << 10];
    private int used;
    private int[] rows = new int[1 << 10];
    private int[] next = new int[1 << 10];
    private int count;

    Chains() {
        Arrays.fill(keys, NONE);
    }

    void put(long key, int row) {
        if (used * 2 > keys.length) {
            grow();
        }
        if (count == rows.length) {
            rows = Arrays.copyOf(rows, count * 2);
            next = Arrays.copyOf(next, count * 2);
        }
        int slot = slot(key);
        if (keys[slot] == NONE) {
            keys[slot] = key;
            heads[slot] = -1;
            used++;
        }
        rows[count] = row;
        next[count] = heads[slot];
        heads[slot] = count++;
        sizes[slot]++;
    }

    int size(long key) {
        int slot = slot(key);
        return keys[slot] == NONE ? 0 : sizes[slot];
    }

    void each(long key, IntConsumer consumer) {
        int slot = slot(key);
        for (int at = keys[slot] == NONE ? -1 : heads[slot]; at >= 0; at = next[at]) {
            consumer.accept(rows[at]);
        }
    }

    private int slot(long key) {
        int slot = (int) Hashes.mix(key) & keys.length - 1;
        while (keys[slot] != NONE && keys[slot] != key) {
            slot = slot + 1 & keys.length - 1;
        }
        return slot;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldHeads = heads;
        int[] oldSizes = sizes;
        keys = new long[oldKeys.length * 2];
        Arrays.fill(keys, NONE);
        heads = new int[keys.length];
        sizes = new int[keys.length];
        for (int at = 0; at < oldKeys.length; at++) {
            if (oldKeys[at] != NONE) {
                int slot = slot(oldKeys[at]);
                keys[slot] = oldKeys[at];
                heads[slot] = oldHeads[at];
                sizes[slot] = oldSizes[at];
            }
        }
    }
}
