package puente.match.model;

import java.util.List;
import puente.match.field.Field;
import puente.match.field.Fields;

/** Rows as numbers, ready to be compared. Shared by threads and written by none. */
public final class Rows {
    private final Fields fields;
    private final int[] data;
    private final int slots;

    public Rows(Fields fields) {
        this.fields = fields;
        this.data = fields.write();
        this.slots = fields.slots().size();
    }

    public Fields fields() {
        return fields;
    }

    public int count() {
        return fields.rows();
    }

    /** How many levels a comparison gives. */
    public int slots() {
        return slots;
    }

    /** A comparer for one thread. */
    public Pairing pairing() {
        return new Pairing();
    }

    /** Compares two rows in every field. For one thread. */
    public final class Pairing {
        private final Field.Comparer[] comparers;
        private final int[] at;
        private final int stride = fields.stride();

        private Pairing() {
            List<Field> list = fields.list();
            comparers = new Field.Comparer[list.size()];
            at = new int[comparers.length];
            int slot = 0;
            for (int field = 0; field < comparers.length; field++) {
                comparers[field] = list.get(field).comparer(fields.offset(field));
                at[field] = slot;
                slot += list.get(field).slots().size();
            }
        }

        /** Writes the levels of rows {@code a} and {@code b}, in either order the same, and returns the rarity in eighths of a bit. */
        public int compare(int a, int b, byte[] levels) {
            int first = Math.min(a, b) * stride;
            int second = Math.max(a, b) * stride;
            int rarity = 0;
            for (int field = 0; field < comparers.length; field++) {
                rarity += comparers[field].compare(data, first, second, levels, at[field]);
            }
            return rarity;
        }
    }
}
