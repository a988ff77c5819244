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

    /** Room for one row's keys; one a thread. */
    static final class Scratch {
        private final long[] one = new long[Piece.KEYS_MAX];
        private final long[] two = new long[Piece.KEYS_MAX];
        final long[] keys = new long[KEYS_MAX];
    }

    /** Writes the row's distinct keys into {@code scratch.keys} and returns how many. */
    int keys(int row, Scratch scratch) {
        int ones = mixed(first, row, scratch.one);
        int twos = single() || ones == 0 ? 0 : mixed(second, row, scratch.two);
        return together(ones, twos, scratch);
    }

    private static int mixed(Piece piece, int row, long[] into) {
        int count = piece.keys(row, into);
        for (int at = 0; at < count; at++) {
            into[at] = Hashes.mix(into[at]);
        }
        return count;
    }

    /** The same from keys at hand. */
    int keys(int place, PieceKeys firsts, PieceKeys seconds, Scratch scratch) {
        int ones = firsts.copy(place, scratch.one);
        int twos = single() || ones == 0 ? 0 : seconds.copy(place, scratch.two);
        return together(ones, twos, scratch);
    }

    private int together(int ones, int twos, Scratch scratch) {
        int count = 0;
        if (single()) {
            for (int at = 0; at < ones; at++) {
                count = put(scratch.one[at], scratch.keys, count);
            }
            return count;
        }
        for (int i = 0; i < ones; i++) {
            for (int j = 0; j < twos; j++) {
                count = put(Hashes.mix(scratch.one[i] + 3 * scratch.two[j]), scratch.keys, count);
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

    /** The same rule over other pieces in the same order. */
    Rule over(List<Piece> from, List<Piece> to) {
        return new Rule(to.get(from.indexOf(first)), to.get(from.indexOf(second)));
    }
}
