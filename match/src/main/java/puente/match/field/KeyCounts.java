package puente.match.field;

/** How often each key is met, keys numbered in order of first appearance. */
final class KeyCounts {
    private final long[] keys;
    private final int[] numbers;
    private final int[] counts;
    private int size;

    /** @param most how many keys there may be */
    KeyCounts(int most) {
        int room = Integer.highestOneBit(Math.max(1, most)) * 4;
        keys = new long[room];
        numbers = new int[room];
        counts = new int[most];
    }

    /** Counts a key, which is not 0, and returns its number. */
    int add(long key) {
        int mask = keys.length - 1;
        int slot = (int) (Hashes.mix(key) & mask);
        while (keys[slot] != 0 && keys[slot] != key) {
            slot = (slot + 1) & mask;
        }
        if (keys[slot] == 0) {
            keys[slot] = key;
            numbers[slot] = size++;
        }
        counts[numbers[slot]]++;
        return numbers[slot];
    }

    /** The number of a key, -1 where it was never added. */
    int find(long key) {
        int mask = keys.length - 1;
        int slot = (int) (Hashes.mix(key) & mask);
        while (keys[slot] != 0 && keys[slot] != key) {
            slot = (slot + 1) & mask;
        }
        return keys[slot] == key ? numbers[slot] : -1;
    }

    int size() {
        return size;
    }

    int count(int number) {
        return counts[number];
    }
}
