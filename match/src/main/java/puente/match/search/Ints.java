package puente.match.search;

import java.util.Arrays;

/** A growing list of ints, in order of adding unless taken out. */
final class Ints {
    private static final int[] NONE = {};

    private int[] values = NONE;
    private int size;

    void add(int value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, Math.max(2, size + (size >> 1)));
        }
        values[size++] = value;
    }

    int get(int at) {
        return values[at];
    }

    int size() {
        return size;
    }

    /** Takes the first occurrence out and closes the gap. */
    void remove(int value) {
        for (int at = 0; at < size; at++) {
            if (values[at] == value) {
                System.arraycopy(values, at + 1, values, at, size - at - 1);
                size--;
                return;
            }
        }
    }

    void clear() {
        size = 0;
    }
}
