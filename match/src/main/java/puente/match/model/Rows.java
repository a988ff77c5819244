package puente.match.model;

import puente.match.field.Field;
import puente.match.field.Fields;

/**
 * Rows of a table as numbers, ready to be compared, in an order of the caller's choice: a row is known by its <em>place</em> in that order. Rows that
 * are often compared should stand near each other, for fetching a row from memory costs more than comparing it. Shared by threads and written by none.
 */
public final class Rows {
    private final Fields fields;
    private final int[] order;
    private final int[] placeOf;
    private final int[] data;
    private final int slots;

    /** @param order rows of the table, each at most once; kept, not copied */
    public Rows(Fields fields, int[] order) {
        this.fields = fields;
        this.order = order;
        placeOf = new int[fields.rows()];
        for (int place = 0; place < order.length; place++) {
            placeOf[order[place]] = place;
        }
        data = fields.write(order);
        slots = fields.slots().size();
    }

    public Fields fields() {
        return fields;
    }

    /** How many rows there are here. */
    public int count() {
        return order.length;
    }

    /** The table's rows by place; nobody writes to it. */
    public int[] order() {
        return order;
    }

    /** The table's row at a place. */
    public int row(int place) {
        return order[place];
    }

    /** The place of a row of the table. */
    public int place(int row) {
        return placeOf[row];
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
        /** What was fetched, kept so that fetching is not taken for idle work. */
        private int fetched;

        private Pairing() {
            comparers = new Field.Comparer[fields.list().size()];
            at = new int[comparers.length];
            int slot = 0;
            for (int field = 0; field < comparers.length; field++) {
                Field each = fields.list().get(field);
                comparers[field] = each.comparer(fields.offset(field));
                at[field] = slot;
                slot += each.slots().size();
            }
        }

        /**
         * Writes the levels of the rows at places {@code a} and {@code b}, in either order the same, and returns the rarity in eighths of a
         * bit.
         */
        public int compare(int a, int b, byte[] levels) {
            int first = Math.min(a, b) * stride;
            int second = Math.max(a, b) * stride;
            int rarity = 0;
            for (int field = 0; field < comparers.length; field++) {
                rarity += comparers[field].compare(data, first, second, levels, at[field]);
            }
            return rarity;
        }

        /** Asks memory for a row that will soon be compared, so that it is on its way while others are. */
        public void fetch(int place) {
            int at = place * stride;
            fetched ^= data[at] ^ data[at + stride - 1];
        }

        /** As {@link #compare} of two rows of the table. */
        public int compareRows(int a, int b, byte[] levels) {
            return compare(placeOf[a], placeOf[b], levels);
        }
    }
}
