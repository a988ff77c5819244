package puente.match.field;

import java.util.function.IntFunction;

/** Keys computed once for each distinct value of a column. */
@SuppressWarnings("ArrayRecordComponent")
record StoredPiece(String name, int field, int[] rows, long[][] keyOf) implements Field.Piece {
    static final long[] NONE = {};

    /** Keys for each value of a column from the keys of each normal form. */
    static long[][] keys(int[] normalOf, IntFunction<long[]> keysOfNormal) {
        int most = 0;
        for (int normal : normalOf) {
            most = Math.max(most, normal);
        }
        long[][] ofNormal = new long[most + 1][];
        long[][] keys = new long[normalOf.length][];
        for (int value = 0; value < keys.length; value++) {
            int normal = normalOf[value];
            if (normal == 0) {
                keys[value] = NONE;
                continue;
            }
            if (ofNormal[normal] == null) {
                ofNormal[normal] = keysOfNormal.apply(normal);
            }
            keys[value] = ofNormal[normal];
        }
        return keys;
    }

    @Override
    public int keys(int row, long[] keys) {
        long[] own = keyOf[rows[row]];
        System.arraycopy(own, 0, keys, 0, own.length);
        return own.length;
    }
}
