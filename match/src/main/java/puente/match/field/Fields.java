package puente.match.field;

import java.util.ArrayList;
import java.util.List;
import puente.match.table.Column;
import puente.match.table.Table;

/** The fields of a table, and its rows as numbers. */
public final class Fields {
    private final List<Field> fields;
    private final int[] offsets;
    private final int stride;
    private final int rows;

    private final List<List<Field.Piece>> pieces;

    private Fields(List<Field> fields, List<List<Field.Piece>> pieces, int rows) {
        this.fields = List.copyOf(fields);
        this.pieces = pieces;
        this.rows = rows;
        offsets = new int[fields.size()];
        int width = 0;
        // What is compared first stands together.
        for (boolean late : new boolean[] {false, true}) {
            for (int at = 0; at < offsets.length; at++) {
                if (fields.get(at).late() == late) {
                    offsets[at] = width;
                    width += fields.get(at).width();
                }
            }
        }
        stride = width;
    }

    /** What the columns of a table can be compared by. */
    public static Fields of(Table table) {
        List<Field> fields = new ArrayList<>();
        List<Column> words = new ArrayList<>();
        if (PersonNameField.in(table)) {
            fields.add(new PersonNameField(table, 0));
        }
        for (Column column : table.columns()) {
            int field = 2 + 8 * fields.size();
            switch (column.role()) {
                case SEX -> fields.add(new SexField(table, column));
                case BIRTH_DATE, DATE -> fields.add(new DateField(table, column, field));
                case CURP, RFC, PHONE, VIN, PLATE, SERIAL, IDENTIFIER, EMAIL, POSTCODE, HOUSE_NUMBER ->
                    fields.add(new CodeField(column, field));
                case STREET, PLACE, OCCUPATION, MAKE, MODEL, CALIBRE, COLOUR, CATEGORY, TEXT -> words.add(column);
                case YEAR -> fields.add(new YearField(table, column, field));
                case COMPANY_NAME -> fields.add(new CompanyField(column, field));
                case ID, TRUTH, SOURCE, FULL_NAME, GIVEN_NAME, SURNAME, PATERNAL_SURNAME, MATERNAL_SURNAME, IGNORE -> {}
            }
        }
        for (List<Column> group : Dependence.groups(words)) {
            fields.add(new WordsField(group, 2 + 8 * fields.size()));
        }
        return new Fields(fields, fields.stream().map(Field::pieces).toList(), table.rows());
    }

    /** The same fields over the rows of another table with the same columns; see {@link Field#over}. */
    public Fields over(Table more) {
        List<Field> over = fields.stream().map(field -> field.over(more)).toList();
        return new Fields(over, over.stream().map(Field::pieces).toList(), more.rows());
    }

    /** The same fields with words of their own and no rows; see {@link Field#fork}. */
    public Fields fork(Table none) {
        List<Field> forks = fields.stream().map(field -> field.fork(none)).toList();
        return new Fields(forks, forks.stream().map(Field::pieces).toList(), 0);
    }

    /** The same rows with what likely matches ({@code a << 32 | b}) teach of their values. */
    public Fields learning(long[] likely) {
        List<Field.Learner> learners = fields.stream().map(Field::learner).toList();
        for (long pair : likely) {
            learners.forEach(learner -> learner.likely((int) (pair >>> 32), (int) pair));
        }
        List<Field> learned = new ArrayList<>();
        List<List<Field.Piece>> learnedPieces = new ArrayList<>();
        for (int at = 0; at < learners.size(); at++) {
            Field field = learners.get(at).learned();
            learned.add(field);
            learnedPieces.add(field.equals(fields.get(at)) ? pieces.get(at) : field.pieces());
        }
        return new Fields(learned, learnedPieces, rows);
    }

    public List<Field> list() {
        return fields;
    }

    /** Where a field's numbers begin in a row. */
    public int offset(int field) {
        return offsets[field];
    }

    /** How many numbers a row has. */
    public int stride() {
        return stride;
    }

    /**
     * Writes rows as numbers in the given order, {@link #stride} a row.
     *
     * @param from where the first one begins in {@code into}
     * @param step how far apart they begin
     */
    public void write(int[] order, int[] into, int from, int step) {
        for (int at = 0; at < offsets.length; at++) {
            Field field = fields.get(at);
            for (int place = 0; place < order.length; place++) {
                field.write(order[place], into, from + place * step + offsets[at]);
            }
        }
    }

    public int rows() {
        return rows;
    }

    /** The answers of all fields in order. */
    public List<Field.Slot> slots() {
        return fields.stream().flatMap(field -> field.slots().stream()).toList();
    }

    /** Every piece of every field. */
    public List<Field.Piece> pieces() {
        return pieces.stream().flatMap(List::stream).toList();
    }
}
