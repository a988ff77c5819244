package puente.match.link;

import java.util.ArrayList;
import java.util.List;
import puente.match.field.Field;
import puente.match.model.Model;
import puente.match.model.Rows;
import puente.match.model.Scale;

/**
 * Why a pair has its weight: steps that add up, in bits, from the odds of a pair taken at random to the pair's own.
 *
 * @param steps in the order in which a person would argue: what one starts from, then each field, then corrections
 * @param bits their sum, which is the pair's weight
 */
public record Explanation(List<Step> steps, double bits) {
    public Explanation {
        steps = List.copyOf(steps);
    }

    /**
     * One step.
     *
     * @param what {@code prior}, the name of a field, {@code rarity}, {@code together},
     *     {@code relatives} or {@code two-curps}
     * @param code how the field agrees, as the catalogue's code of a text; empty for the others
     */
    public record Step(String what, String code, double bits) {}

    static Explanation of(Rows rows, Model model, Certainties certainties, int a, int b) {
        byte[] levels = new byte[rows.slots()];
        double rarity = rows.pairing().compareRows(a, b, levels) / (double) Field.FREQUENCY_UNITS_PER_BIT;
        Scale scale = model.scale();
        List<Step> steps = new ArrayList<>();
        steps.add(new Step("prior", "", model.prior()));
        for (int slot = 0; slot < levels.length; slot++) {
            if (levels[slot] != Field.UNKNOWN) {
                Field.Slot of = model.slots().get(slot);
                steps.add(new Step(
                        of.name(), of.texts() + of.levels().get(levels[slot]), model.weight(slot, levels[slot])));
            }
        }
        steps.add(new Step("rarity", "", rarity));
        steps.add(new Step("together", "", -scale.together(levels)));
        double bits = scale.bits(levels, rarity);
        steps.add(new Step("relatives", "", bits - scale.againstChance(levels, rarity)));
        if (certainties.forbid(a, b)) {
            steps.add(new Step("two-curps", "", -Certainties.FORBIDDEN_BITS));
            bits -= Certainties.FORBIDDEN_BITS;
        }
        return new Explanation(
                steps.stream().filter(step -> Math.abs(step.bits) >= 0.005).toList(), bits);
    }

    /** The probability of one subject. */
    public double probability() {
        return Model.probability(bits);
    }
}
