package puente.match.field;

import java.util.function.IntToLongFunction;

/** How much rarer than usual it is that two rows agree on all of some columns, by a key of their values; 0 is no key. */
final class WordsRarity {
    private static final int BITS_MAX = 8;

    private final KeyCounts counts;
    private final int[] numberOf;
    private final double total;
    private final double squares;
    private final byte unseen;

    WordsRarity(int rows, IntToLongFunction keyOf) {
        counts = new KeyCounts(rows);
        numberOf = new int[rows];
        double filled = 0;
        for (int row = 0; row < rows; row++) {
            long key = keyOf.applyAsLong(row);
            numberOf[row] = key == 0 ? -1 : counts.add(key);
            filled += key == 0 ? 0 : 1;
        }
        total = filled;
        double sum = 0;
        for (int at = 0; at < counts.size(); at++) {
            sum += (double) counts.count(at) * counts.count(at);
        }
        squares = sum;
        unseen = of(squares, total, 1);
    }

    /** Of the rows that were counted. */
    byte[] ofRows() {
        byte[] rarity = new byte[numberOf.length];
        for (int row = 0; row < rarity.length; row++) {
            rarity[row] = numberOf[row] < 0 ? 0 : of(squares, total, counts.count(numberOf[row]));
        }
        return rarity;
    }

    /** Of a key, which if it was never counted counts as met once. */
    byte of(long key) {
        int number = key == 0 ? -1 : counts.find(key);
        return key == 0 ? 0 : number < 0 ? unseen : of(squares, total, counts.count(number));
    }

    /** In {@link Field#FREQUENCY_UNITS_PER_BIT}. */
    static byte of(double squares, double total, int count) {
        double bits = count == 0 ? 0 : Math.log(squares / total / count) / Math.log(2);
        int limit = BITS_MAX * Field.FREQUENCY_UNITS_PER_BIT;
        return (byte) Math.max(-limit, Math.min(limit, Math.round(bits * Field.FREQUENCY_UNITS_PER_BIT)));
    }
}
