package puente.match.model;

/** A model's weights as tables, for scoring. Immutable, safe for several threads. */
public final class Scale {
    static final double LN2 = Math.log(2);

    /** Below this a pair is too far from one subject for relatives to matter. */
    private static final double FAR_BITS = -12;

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
        double bits = prior;
        for (int slot = 0; slot < levels.length; slot++) {
            bits += match[slot][levels[slot]];
        }
        return bits;
    }

    double relatives(int which, byte[] levels) {
        double bits = priors[which];
        double[][] weights = relatives[which];
        for (int slot = 0; slot < levels.length; slot++) {
            bits += weights[slot][levels[slot]];
        }
        return bits;
    }

    /** What dependent slots would otherwise count twice, in bits. */
    public double together(byte[] levels) {
        double bits = 0;
        for (Joint joint : joints) {
            bits += joint.at(levels);
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
        double plain = match(levels) + rarityBits;
        if (plain < FAR_BITS) {
            return plain;
        }
        double shift = rarityBits - together(levels);
        double bits = plain - rarityBits + shift;
        if (relatives.length == 0) {
            return bits;
        }
        double others = 1;
        for (int which = 0; which < relatives.length; which++) {
            others += Math.exp(Math.min(900, relatives(which, levels) + shift) * LN2);
        }
        return bits - Math.log(others) / LN2;
    }
}
