package puente.match.model;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import puente.match.field.Batch;
import puente.match.field.Field;
import puente.match.field.Fields;

/**
 * Rows of a table as numbers, ready to be compared, in an order of the caller's choice: a row is known by its <em>place</em> in that order. Rows that
 * are often compared should stand near each other, for fetching a row from memory costs more than comparing it. Rows of another table may be added behind
 * them. Shared by threads that read; nobody reads while rows are added.
 *
 * <p>Each row has a sign, a number that is its own wherever it stands; of two rows the one with the smaller sign is compared with the other, never the
 * other way round. So a pair's levels do not depend on which row came first.
 */
public final class Rows {
    /** So many numbers are fetched from memory at once; a row is no wider than three times that in most tables. */
    private static final int LINE = 16;

    /** A row begins with its sign, beside what is compared first. */
    private static final int SIGN = 1;

    private final Fields fields;
    private final int stride;
    private final int slots;
    private int[] order;
    private int[] placeOf;
    private int[] data;
    private int count;
    /** How many rows of tables there are; of a pilot not all have a place. */
    private int numbered;

    /** Rows whose sign is their number. */
    public Rows(Fields fields, int[] order) {
        this(fields, order, row -> row);
    }

    /**
     * Takes rows in.
     *
     * @param order rows of the table, each at most once; kept, not copied
     * @param signs the sign of each row of the table
     */
    public Rows(Fields fields, int[] order, IntUnaryOperator signs) {
        this.fields = fields;
        this.order = order;
        count = order.length;
        numbered = fields.rows();
        placeOf = new int[numbered];
        for (int place = 0; place < order.length; place++) {
            placeOf[order[place]] = place;
        }
        stride = fields.stride() + SIGN;
        data = new int[Math.multiplyExact(count, stride)];
        write(fields, order, 0, signs);
        slots = fields.slots().size();
    }

    /** Writes rows of a table from a place on. */
    private void write(Fields of, int[] own, int place, IntUnaryOperator signs) {
        of.write(own, data, place * stride + SIGN, stride);
        for (int at = 0; at < own.length; at++) {
            data[(place + at) * stride] = signs.applyAsInt(own[at]);
        }
    }

    /**
     * Adds all rows of another table; they are numbered behind those known.
     *
     * @param more these fields {@link Fields#over over} that table
     * @param signs the sign of each row of that table
     */
    public void add(Fields more, IntUnaryOperator signs) {
        int added = more.rows();
        int first = numbered;
        int[] rows = IntStream.range(0, added).toArray();
        if (count + added > order.length) {
            order = Arrays.copyOf(order, room(count + added));
        }
        if (first + added > placeOf.length) {
            placeOf = Arrays.copyOf(placeOf, room(first + added));
        }
        int needed = Math.multiplyExact(count + added, stride);
        if (needed > data.length) {
            data = Arrays.copyOf(data, room(needed));
        }
        write(more, rows, count, signs);
        for (int row : rows) {
            int place = count + row;
            order[place] = first + row;
            placeOf[first + row] = place;
        }
        count += added;
        numbered += added;
    }

    private Rows(Fields fields, int[] data, int count) {
        this.fields = fields;
        this.data = data;
        this.count = count;
        numbered = count;
        stride = fields.stride() + SIGN;
        slots = fields.slots().size();
        order = new int[count];
        Arrays.setAll(order, place -> place);
        placeOf = order;
    }

    /**
     * Rows whose numbers are at hand.
     *
     * @param fields whose words the numbers stand for
     * @param data for each row its sign and then the numbers of the fields; kept, not copied
     */
    public static Rows of(Fields fields, int[] data, int count) {
        return new Rows(fields, data, count);
    }

    private static int room(int needed) {
        return (int) Math.min(Integer.MAX_VALUE - 8, needed + (needed >> 3) + 8L);
    }

    public Fields fields() {
        return fields;
    }

    /** How many rows there are here. */
    public int count() {
        return count;
    }

    /** The table's rows by place, before any were added; nobody writes to it. */
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

    /** The sign of a row of the table. */
    public int sign(int row) {
        return data[placeOf[row] * stride];
    }

    /** How many levels a comparison gives. */
    public int slots() {
        return slots;
    }

    /** A comparer for one thread. */
    public Pairing pairing() {
        return pairing(new double[slots][]);
    }

    /** @param lost what batches are told of the levels' weights; see {@link Batch} */
    Pairing pairing(double[][] lost) {
        return new Pairing(lost);
    }

    /** Whether each slot's field is compared {@link Field#late late}. */
    public boolean[] late() {
        boolean[] late = new boolean[slots];
        int slot = 0;
        for (Field field : fields.list()) {
            int end = slot + field.slots().size();
            Arrays.fill(late, slot, end, field.late());
            slot = end;
        }
        return late;
    }

    /** Compares two rows in every field. For one thread. */
    public final class Pairing {
        private final Field.Comparer[] comparers;
        private final int[] at;
        private final Batch batch;
        private final int[] rarityMostAt;
        /** What was fetched, kept so that fetching is not taken for idle work. */
        private int fetched;

        private Pairing(double[][] lost) {
            batch = new Batch(lost);
            rarityMostAt = IntStream.range(0, fields.list().size())
                    .filter(field -> fields.list().get(field).late()
                            && fields.list().get(field).rarityMostAt() >= 0)
                    .map(field ->
                            fields.offset(field) + fields.list().get(field).rarityMostAt())
                    .toArray();
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
            boolean turned = turned(a, b);
            int first = (turned ? b : a) * stride + SIGN;
            int second = (turned ? a : b) * stride + SIGN;
            int rarity = 0;
            for (int field = 0; field < comparers.length; field++) {
                rarity += comparers[field].compare(data, first, second, levels, at[field]);
            }
            return rarity;
        }

        private boolean turned(int a, int b) {
            int signA = data[a * stride];
            int signB = data[b * stride];
            return signA == signB ? a > b : signA > signB;
        }

        /**
         * Takes pairs of one row with others, to be compared together. Walking over the others' numbers first asks memory for all of them at once.
         *
         * @param from the first of the others that is taken; pairs are named by their number there
         * @param to the first that is not
         */
        Batch take(int place, int[] others, int from, int to) {
            batch.begin(data);
            int line = Math.min(LINE, stride - 1);
            int sum = 0;
            for (int at = from; at < to; at++) {
                int other = others[at];
                boolean turned = turned(place, other);
                batch.add((turned ? other : place) * stride + SIGN, (turned ? place : other) * stride + SIGN, at);
                sum += data[other * stride + line] + data[(other + 1) * stride - 1];
            }
            fetched = sum;
            return batch;
        }

        /** Compares the pairs of a batch in the fields that are {@code late}, or in the others. */
        void compare(boolean late) {
            for (int field = 0; field < comparers.length && batch.size() > 0; field++) {
                if (fields.list().get(field).late() == late) {
                    comparers[field].compareAll(batch, at[field]);
                }
            }
        }

        /** The most that late fields can give of rarity for a pair of the batch. */
        int rarityMost(int pair) {
            int most = 0;
            for (int place : rarityMostAt) {
                most += Math.min(data[batch.first(pair) + place], data[batch.second(pair) + place]);
            }
            return most;
        }

        /** As {@link #compare} of two rows of the table. */
        public int compareRows(int a, int b, byte[] levels) {
            return compare(placeOf[a], placeOf[b], levels);
        }
    }
}
