package puente.match.model;

import java.util.Arrays;
import java.util.stream.IntStream;

/** A model's weights as tables, for scoring. Immutable, safe for several threads. */
public final class Scale {
    static final double LN2 = Math.log(2);

    /** Below this a pair is too far from one subject for relatives to matter. */
    private static final double FAR_BITS = -12;

    /** More than sums of weights in another order can differ by. */
    private static final double ROUNDING = 1e-6;

    private final double[][] match;
    private final double prior;
    private final double[][][] relatives;
    private final double[] priors;
    private final Joint[] joints;

    Scale(Model model) {
        match = Model.against(model.m(), model.u());
        prior = model.prior();
        joints = model.joints().toArray(new Joint[0]);
        relatives = new double[model.relatives().size()][][];
        priors = new double[relatives.length];
        for (int at = 0; at < relatives.length; at++) {
            relatives[at] = Model.against(model.relatives().get(at).shares(), model.u());
            priors[at] = model.relatives().get(at).prior();
        }
    }

    /** The prior and the weights of all slots, before rarity and what counts twice. */
    double match(byte[] levels) {
        return match(levels, 0);
    }

    private double match(byte[] levels, int from) {
        double bits = prior;
        for (int slot = 0; slot < match.length; slot++) {
            bits += match[slot][levels[from + slot]];
        }
        return bits;
    }

    double relatives(int which, byte[] levels) {
        return relatives(which, levels, 0);
    }

    private double relatives(int which, byte[] levels, int from) {
        double bits = priors[which];
        double[][] weights = relatives[which];
        for (int slot = 0; slot < weights.length; slot++) {
            bits += weights[slot][levels[from + slot]];
        }
        return bits;
    }

    /** What dependent slots would otherwise count twice, in bits. */
    public double together(byte[] levels) {
        return together(levels, 0);
    }

    private double together(byte[] levels, int from) {
        double bits = 0;
        for (Joint joint : joints) {
            bits += joint.at(levels, from);
        }
        return bits;
    }

    /** The weight of one subject against chance alone, in bits. */
    public double againstChance(byte[] levels, double rarityBits) {
        return match(levels) + rarityBits - together(levels);
    }

    /** What speaks against one subject by itself, in bits, at most 0: two rows that have little to compare contradict each other little. */
    public double against(byte[] levels) {
        double bits = 0;
        for (int slot = 0; slot < levels.length; slot++) {
            bits += Math.min(0, match[slot][levels[slot]]);
        }
        return bits;
    }

    /** The weight in bits, prior included: log2 of the odds of one subject against everything else. */
    public double bits(byte[] levels, double rarityBits) {
        return bits(levels, 0, rarityBits);
    }

    /** The same of levels that begin at {@code from}. */
    double bits(byte[] levels, int from, double rarityBits) {
        double plain = match(levels, from) + rarityBits;
        if (plain < FAR_BITS) {
            return plain;
        }
        double shift = rarityBits - together(levels, from);
        double bits = plain - rarityBits + shift;
        if (relatives.length == 0) {
            return bits;
        }
        double others = 1;
        for (int which = 0; which < relatives.length; which++) {
            others += Math.exp(Math.min(900, relatives(which, levels, from) + shift) * LN2);
        }
        return bits - Math.log(others) / LN2;
    }

    /**
     * How much the weight of a pair can be at most when some slots are still to be compared.
     *
     * @param late which
     */
    Most most(boolean[] late) {
        return new Most(late);
    }

    /** An upper bound of {@link Scale#bits} from the levels of some slots. Immutable, safe for several threads. */
    final class Most {
        private final int[] early;
        private final double others;
        private final Joint[] least;

        private Most(boolean[] late) {
            early = IntStream.range(0, late.length).filter(slot -> !late[slot]).toArray();
            double sum = prior + ROUNDING;
            for (int slot = 0; slot < late.length; slot++) {
                sum += late[slot] ? Arrays.stream(match[slot]).max().orElse(0) : 0;
            }
            others = sum;
            least = Arrays.stream(joints).map(joint -> joint.least(late)).toArray(Joint[]::new);
        }

        /** For each slot and level how much less it weighs than the heaviest level of its slot, in bits. */
        double[][] lost() {
            double[][] lost = new double[match.length][];
            for (int slot = 0; slot < lost.length; slot++) {
                double heaviest = Arrays.stream(match[slot]).max().orElse(0);
                lost[slot] =
                        Arrays.stream(match[slot]).map(bits -> heaviest - bits).toArray();
            }
            return lost;
        }

        /**
         * The most that {@link Scale#bits} gives whatever the late slots' levels turn out to be.
         *
         * @param rarityBits the rarity of the early fields and the most of the late ones
         */
        double bits(byte[] levels, int from, double rarityBits) {
            double bits = others + rarityBits;
            for (int slot : early) {
                bits += match[slot][levels[from + slot]];
            }
            for (Joint joint : least) {
                // What is far from one subject is left without this correction, so it counts only where it lifts.
                bits -= Math.min(0, joint.at(levels, from));
            }
            return bits;
        }
    }
}
