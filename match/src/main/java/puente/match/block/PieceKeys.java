package puente.match.block;

import java.util.Arrays;
import puente.match.field.Field.Piece;
import puente.match.field.Hashes;

/** The keys of one piece for some rows, mixed, computed once for all the rules that the piece is tried in. */
final class PieceKeys {
    private final int[] from;
    private final long[] keys;

    private PieceKeys(int[] from, long[] keys) {
        this.from = from;
        this.keys = keys;
    }

    static PieceKeys of(Piece piece, int[] rows) {
        long[] scratch = new long[Piece.KEYS_MAX];
        int[] from = new int[rows.length + 1];
        long[] keys = new long[rows.length];
        int size = 0;
        for (int at = 0; at < rows.length; at++) {
            int count = piece.keys(rows[at], scratch);
            if (size + count > keys.length) {
                keys = Arrays.copyOf(keys, Math.max(size + count, keys.length * 2));
            }
            for (int key = 0; key < count; key++) {
                keys[size++] = Hashes.mix(scratch[key]);
            }
            from[at + 1] = size;
        }
        return new PieceKeys(from, Arrays.copyOf(keys, size));
    }

    /** Copies the keys of the row at a place into {@code into} and returns how many. */
    int copy(int place, long[] into) {
        int count = from[place + 1] - from[place];
        System.arraycopy(keys, from[place], into, 0, count);
        return count;
    }
}
