package puente.match.field;

import java.util.function.IntFunction;

/**
 * Keys by the normal form of a column's value. A form that many rows share is looked up; where nearly every row has its own, keys are made when
 * asked for, since most pieces are only ever asked about a sample. Asked by one thread at a time.
 */
final class StoredPiece implements Field.Piece {
    static final long[] NONE = {};

    /** So many forms are kept. */
    static final int KEPT_MAX = 1 << 16;

    private final String name;
    private final int field;
    private final int[] rows;
    private final int[] normalOf;
    private final IntFunction<long[]> keysOfNormal;
    private final int keptMax;
    private long[][] kept = {};

    /**
     * @param rows for each row the number of its value
     * @param normalOf for each value the number of its normal form, 0 where it says nothing
     * @param keptMax of how many forms the keys are kept, at most {@link #KEPT_MAX}; few rows need none
     */
    StoredPiece(String name, int field, int[] rows, int[] normalOf, int keptMax, IntFunction<long[]> keysOfNormal) {
        this.keptMax = keptMax;
        this.name = name;
        this.field = field;
        this.rows = rows;
        this.normalOf = normalOf;
        this.keysOfNormal = keysOfNormal;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int field() {
        return field;
    }

    @Override
    public int keys(int row, long[] keys) {
        int normal = normalOf[rows[row]];
        if (normal == 0) {
            return 0;
        }
        long[] own = keys(normal);
        System.arraycopy(own, 0, keys, 0, own.length);
        return own.length;
    }

    private long[] keys(int normal) {
        if (normal >= keptMax) {
            return keysOfNormal.apply(normal);
        }
        if (kept.length == 0) {
            kept = new long[keptMax][];
        }
        long[] own = kept[normal];
        if (own == null) {
            own = keysOfNormal.apply(normal);
            kept[normal] = own;
        }
        return own;
    }
}
