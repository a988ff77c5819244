package puente.match.model;

import java.util.List;
import puente.match.field.Field;

/**
 * What each level is worth. Rows of one subject agree by {@code m}, rows of two by {@code u}, and between these stand pairs that agree too much
 * for chance without being one subject: namesakes, brothers and sisters, twins ({@link Relatives}). The weight of a pair is log2 of the odds of
 * one subject against all of these (Fellegi and Sunter 1969, with more than one class of non-match).
 *
 * @param slots what is compared
 * @param m a share for each level of each slot among rows of one subject, where both have a value; level 0 is not used
 * @param u the same among rows taken at random
 * @param prior log2 of the odds that a pair taken at random is of one subject
 * @param relatives the classes between, none where there are no persons
 * @param joints which slots depend on each other among pairs at random
 */
@SuppressWarnings("ArrayRecordComponent")
public record Model(
        List<Field.Slot> slots,
        double[][] m,
        double[][] u,
        double prior,
        List<Relatives> relatives,
        List<Joint> joints) {
    /**
     * A class of pairs that are not one subject but agree more than chance.
     *
     * @param name what they are: {@code namesakes}, {@code siblings}, {@code twins}
     * @param shares a share for each level of each slot
     * @param prior log2 of the odds that a pair taken at random is such
     */
    public record Relatives(String name, double[][] shares, double prior) {}

    public Model {
        slots = List.copyOf(slots);
        relatives = List.copyOf(relatives);
        joints = List.copyOf(joints);
    }

    /** What a level of a slot adds against chance, in bits. */
    public double weight(int slot, int level) {
        return level == Field.UNKNOWN ? 0 : Math.log(m[slot][level] / u[slot][level]) / Math.log(2);
    }

    /** The weights of one class against chance, by slot and level. */
    static double[][] against(double[][] shares, double[][] u) {
        double[][] weights = new double[u.length][];
        for (int slot = 0; slot < u.length; slot++) {
            weights[slot] = new double[u[slot].length];
            for (int level = 1; level < weights[slot].length; level++) {
                weights[slot][level] = Math.log(shares[slot][level] / u[slot][level]) / Math.log(2);
            }
        }
        return weights;
    }

    /** A scorer with all weights at hand; for several threads. */
    public Scale scale() {
        return new Scale(this);
    }

    /** The probability for a weight in bits, prior included. */
    public static double probability(double bits) {
        return 1 / (1 + Math.exp(-bits * Scale.LN2));
    }
}
