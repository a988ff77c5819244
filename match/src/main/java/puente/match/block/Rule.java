package puente.match.block;

import java.util.List;
import puente.match.field.Field.Piece;
import puente.match.field.Hashes;

/** Rows meet if they share a key of {@code first}, and of {@code second} too unless it is the same piece. */
public record Rule(Piece first, Piece second) {
    static final int KEYS_MAX = 24;

    static Rule of(Piece piece) {
        return new Rule(piece, piece);
    }

    boolean single() {
        return first == second;
    }

    /** What a person calls it: {@code surname + year}. */
    public String name() {
        return single() ? first.name() : first.name() + " + " + second.name();
    }

    /** A scratch for {@link #keys}; one a thread. */
    static final class Scratch {
        final long[] one = new long[Piece.KEYS_MAX];
        final long[] two = new long[Piece.KEYS_MAX];
        final long[] keys = new long[KEYS_MAX];
        final long[] others = new long[KEYS_MAX];
    }

    /** Writes the row's distinct keys into {@code scratch.keys} and returns how many. */
    int keys(int row, Scratch scratch) {
        return keys(row, scratch, scratch.keys);
    }

    private int keys(int row, Scratch scratch, long[] into) {
        int ones = first.keys(row, scratch.one);
        int count = 0;
        if (single()) {
            for (int at = 0; at < ones; at++) {
                count = put(Hashes.mix(scratch.one[at]), into, count);
            }
            return count;
        }
        if (ones == 0) {
            return 0;
        }
        int twos = second.keys(row, scratch.two);
        for (int i = 0; i < ones; i++) {
            for (int j = 0; j < twos; j++) {
                count = put(Hashes.mix(Hashes.mix(scratch.one[i]) + 3 * Hashes.mix(scratch.two[j])), into, count);
            }
        }
        return count;
    }

    private static int put(long key, long[] keys, int count) {
        for (int at = 0; at < count; at++) {
            if (keys[at] == key) {
                return count;
            }
        }
        if (count == KEYS_MAX) {
            return count;
        }
        keys[count] = key;
        return count + 1;
    }

    /** Whether two rows share a key of a group of at most {@code cap} among {@code entries}. */
    boolean joins(int a, int b, long[] entries, int cap, Scratch scratch) {
        int ones = keys(a, scratch, scratch.keys);
        if (ones == 0) {
            return false;
        }
        int others = keys(b, scratch, scratch.others);
        for (int i = 0; i < ones; i++) {
            for (int j = 0; j < others; j++) {
                if (scratch.keys[i] == scratch.others[j] && Groups.size(entries, scratch.keys[i]) <= cap) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The same rule over other pieces in the same order. */
    Rule over(List<Piece> from, List<Piece> to) {
        return new Rule(to.get(from.indexOf(first)), to.get(from.indexOf(second)));
    }
}
