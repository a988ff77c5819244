package puente.match.search;

import java.util.Arrays;

/**
 * Hashes to several ints each: an open table of heads and a list of links, all in primitive arrays, since a million CURPs have two
 * keys each. Values under a key that only collides are for the caller to tell apart.
 */
final class LongIndex {
    private static final int NONE = -1;

    private long[] keys = new long[1 << 10];
    private int[] heads = filled(1 << 10);
    private int used;

    private int[] values = new int[1 << 10];
    private int[] next = new int[1 << 10];
    private int links;
    private int freed = NONE;

    private static int[] filled(int size) {
        int[] heads = new int[size];
        Arrays.fill(heads, NONE);
        return heads;
    }

    /** A hash of a part of a text, with a salt that keeps kinds of keys apart (FNV-1a, then mixed). */
    static long hash(CharSequence text, int from, int to, int leftOut, int salt) {
        long hash = 0xCBF29CE484222325L ^ salt;
        for (int at = from; at < to; at++) {
            if (at != leftOut) {
                hash = (hash ^ text.charAt(at)) * 0x100000001B3L;
            }
        }
        hash ^= hash >>> 32;
        hash *= 0x9E3779B97F4A7C15L;
        return hash ^ hash >>> 29;
    }

    private int slot(long key) {
        int mask = keys.length - 1;
        int slot = (int) key & mask;
        while (heads[slot] != NONE && keys[slot] != key) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    void add(long key, int value) {
        if (used * 2 >= keys.length) {
            grow();
        }
        int slot = slot(key);
        if (heads[slot] == NONE) {
            keys[slot] = key;
            used++;
        }
        int link = link();
        values[link] = value;
        // A slot once used keeps a link, so that probing never meets a false end.
        next[link] = heads[slot];
        heads[slot] = link;
    }

    private int link() {
        if (freed != NONE) {
            int link = freed;
            freed = next[link];
            return link;
        }
        if (links == values.length) {
            values = Arrays.copyOf(values, links * 2);
            next = Arrays.copyOf(next, links * 2);
        }
        return links++;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldHeads = heads;
        keys = new long[oldKeys.length * 2];
        heads = filled(oldHeads.length * 2);
        for (int at = 0; at < oldKeys.length; at++) {
            if (oldHeads[at] != NONE) {
                int slot = slot(oldKeys[at]);
                keys[slot] = oldKeys[at];
                heads[slot] = oldHeads[at];
            }
        }
    }

    /** Appends the values of a key to a list; negative ones stand for values taken out. */
    void find(long key, Ints found) {
        for (int link = heads[slot(key)]; link != NONE; link = next[link]) {
            if (values[link] >= 0) {
                found.add(values[link]);
            }
        }
    }

    /** Takes a value out. */
    void remove(long key, int value) {
        int slot = slot(key);
        int before = NONE;
        for (int link = heads[slot]; link != NONE; before = link, link = next[link]) {
            if (values[link] != value) {
                continue;
            }
            if (before == NONE && next[link] == NONE) {
                values[link] = NONE;
            } else if (before == NONE) {
                heads[slot] = next[link];
                free(link);
            } else {
                next[before] = next[link];
                free(link);
            }
            return;
        }
    }

    private void free(int link) {
        next[link] = freed;
        values[link] = NONE;
        freed = link;
    }
}
