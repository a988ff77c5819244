package puente.flink;

import java.util.Arrays;
import puente.match.field.Hashes;

/** Numbers that pairs connect, in pieces: a forest with union by the smaller number and path halving (Tarjan and van Leeuwen 1984). */
final class Pieces {
    private long[] numbers = new long[1 << 10];
    /** For each slot one more than the place of its number; 0 for none. */
    private int[] slots = new int[1 << 11];

    private int[] parent = new int[1 << 10];
    private int size;

    /** Puts two numbers in one piece. */
    void join(long a, long b) {
        int one = root(place(a));
        int other = root(place(b));
        if (one != other) {
            // The smaller number is the root, so that a piece is called the same however it came together.
            boolean first = numbers[one] < numbers[other];
            parent[first ? other : one] = first ? one : other;
        }
    }

    private int root(int from) {
        int at = from;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }

    private int place(long number) {
        int mask = slots.length - 1;
        int slot = (int) Hashes.mix(number) & mask;
        while (slots[slot] != 0) {
            int place = slots[slot] - 1;
            if (numbers[place] == number) {
                return place;
            }
            slot = slot + 1 & mask;
        }
        if (size == numbers.length) {
            int room = Math.addExact(size, size >> 1);
            numbers = Arrays.copyOf(numbers, room);
            parent = Arrays.copyOf(parent, room);
        }
        numbers[size] = number;
        parent[size] = size;
        slots[slot] = ++size;
        if (size * 2L > slots.length) {
            grow();
        }
        return size - 1;
    }

    private void grow() {
        slots = new int[Math.multiplyExact(slots.length, 2)];
        int mask = slots.length - 1;
        for (int place = 0; place < size; place++) {
            int slot = (int) Hashes.mix(numbers[place]) & mask;
            while (slots[slot] != 0) {
                slot = slot + 1 & mask;
            }
            slots[slot] = place + 1;
        }
    }

    /** Takes a number and the smallest one of its piece. */
    @FunctionalInterface
    interface Taker {
        void take(long number, long piece);
    }

    /** Every number that was joined, with its piece. */
    void each(Taker taker) {
        for (int place = 0; place < size; place++) {
            taker.take(numbers[place], numbers[root(place)]);
        }
    }

    int size() {
        return size;
    }
}
