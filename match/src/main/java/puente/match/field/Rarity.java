package puente.match.field;

import java.util.Arrays;

/** How much more than usual it says that two rows agree on a value. */
final class Rarity {
    private Rarity() {}

    /**
     * The rarity of values by number, fixed once counted.
     *
     * @param known of the values that were counted
     * @param unseen of every other, which is that of a value met once
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Table(int[] known, int unseen) {
        int of(int value) {
            return value < known.length ? known[value] : unseen;
        }
    }

    /** The rarity of each value, as {@link #of}, and of values that come later. */
    static Table table(int[] counts, int bitsMax) {
        int[] withUnseen = Arrays.copyOf(counts, counts.length + 1);
        int[] rarity = of(withUnseen, bitsMax);
        return new Table(Arrays.copyOf(rarity, counts.length), rarity[counts.length]);
    }

    /**
     * For each value, how much rarer it is than an agreement by chance usually is: log2(sum f^2 / f), in
     * {@link Field#FREQUENCY_UNITS_PER_BIT}, so that the average over chance agreements is nil (Winkler 1989; Splink's term frequency
     * adjustment). Held within {@code bitsMax} either way.
     *
     * @param counts how often each value is met; what is met never counts as met once and changes nothing
     */
    static int[] of(int[] counts, int bitsMax) {
        double total = 0;
        double squares = 0;
        for (int count : counts) {
            total += count;
            squares += (double) count * count;
        }
        double expected = total == 0 ? 1 : squares / total / total;
        int[] rarity = new int[counts.length];
        int limit = bitsMax * Field.FREQUENCY_UNITS_PER_BIT;
        for (int value = 0; value < counts.length; value++) {
            double share = Math.max(1, counts[value]) / Math.max(1, total);
            double bits = Math.log(expected / share) / Math.log(2);
            rarity[value] = (int) Math.max(-limit, Math.min(limit, Math.round(bits * Field.FREQUENCY_UNITS_PER_BIT)));
        }
        return rarity;
    }
}
