package puente.match.link;

import puente.match.cluster.Evidence;
import puente.match.field.Field;
import puente.match.model.Model;
import puente.match.model.Rows;
import puente.match.model.Scale;

/** What any two rows say of being one subject, by a model. For one thread. */
final class WeighedRows implements Evidence {
    private final Rows.Pairing pairing;
    private final Scale scale;
    private final Forbidden certainties;
    private final byte[] levels;

    /** What no likeness outweighs. */
    interface Forbidden {
        /** Whether two rows can never be one subject. */
        boolean forbid(int a, int b);
    }

    WeighedRows(Rows rows, Model model, Forbidden certainties) {
        pairing = rows.pairing();
        scale = model.scale();
        this.certainties = certainties;
        levels = new byte[rows.slots()];
    }

    @Override
    public float bits(int a, int b) {
        if (certainties.forbid(a, b)) {
            return NEVER;
        }
        // Within a group, rows that have nothing to compare are no objection; only what differs is.
        return (float) Math.max(own(a, b), scale.against(levels));
    }

    /** The pair's own weight, prior included, whatever is certain. */
    double own(int a, int b) {
        int rarity = pairing.compareRows(a, b, levels);
        return scale.bits(levels, rarity / (double) Field.FREQUENCY_UNITS_PER_BIT);
    }
}
