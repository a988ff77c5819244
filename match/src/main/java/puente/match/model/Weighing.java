package puente.match.model;

import puente.match.field.Batch;
import puente.match.field.Field;

/**
 * Weighs one row with many others, and tells those pairs that reach a least weight.
 *
 * <p>Fields that cost little (dates, sex, codes, places) are compared first, for a whole batch of pairs one field after the other. A pair that could not
 * reach the least weight even if its names agreed in all and were as rare as its rarer-named row's can be is left there, which is most of them; names
 * are compared for the rest. The bound is never below the truth, so what is told, and its weight to the last bit, is the same as of each pair by itself.
 * For one thread.
 */
public final class Weighing {
    private final Rows.Pairing pairing;
    private final Scale scale;
    private final Scale.Most most;
    private final double least;

    /** @param least the least weight in bits, prior included, that is told */
    public Weighing(Rows rows, Scale scale, double least) {
        most = scale.most(rows.late());
        pairing = rows.pairing(most.lost());
        this.scale = scale;
        this.least = least;
    }

    /** Hears of pairs. */
    @FunctionalInterface
    public interface Listener {
        /** The row and the one at place {@code other} have at least the least weight. */
        void weighs(int other, double bits);
    }

    /**
     * Weighs the row at a place with others, in their order.
     *
     * @param others places, of which the first {@code count} count
     */
    public void weigh(int place, int[] others, int count, Listener listener) {
        for (int from = 0; from < count; from += Batch.ROOM) {
            Batch batch = pairing.take(place, others, from, Math.min(count, from + Batch.ROOM));
            pairing.compare(false);
            leaveOut(batch);
            pairing.compare(true);
            for (int pair = 0; pair < batch.size(); pair++) {
                if (batch.dropped(pair)) {
                    continue;
                }
                double bits = scale.bits(batch.levels(), batch.from(pair), inBits(batch.rarity(pair)));
                if (bits >= least) {
                    listener.weighs(others[batch.name(pair)], bits);
                }
            }
        }
    }

    private void leaveOut(Batch batch) {
        int kept = 0;
        for (int pair = 0; pair < batch.size(); pair++) {
            double rarity = inBits(batch.rarity(pair) + pairing.rarityMost(pair));
            double slack = most.bits(batch.levels(), batch.from(pair), rarity) - least;
            if (slack >= 0) {
                batch.keep(pair, kept++, slack);
            }
        }
        batch.cut(kept);
    }

    private static double inBits(int units) {
        return units / (double) Field.FREQUENCY_UNITS_PER_BIT;
    }
}
