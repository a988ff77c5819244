package puente.match.field;

import java.util.ArrayList;
import java.util.List;
import puente.match.table.Column;
import puente.match.table.Role;
import puente.match.table.Table;

/** The fields of a table, and its rows as numbers. */
public final class Fields {
    /** From 2010 on, then from 1997: 2027 is written as 1997 was, and older cars are more. */
    private static final String YEAR_SIGNS = "abcdefghjklmnprstvwxy123456789";

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
        for (int at = 0; at < offsets.length; at++) {
            offsets[at] = width;
            width += fields.get(at).width();
        }
        stride = width;
    }

    /** What the columns of a table can be compared by. */
    public static Fields of(Table table) {
        List<Field> fields = new ArrayList<>();
        List<Column> words = new ArrayList<>();
        int[] told = toldDates(table);
        if (PersonNameField.in(table)) {
            fields.add(new PersonNameField(table, 0));
        }
        for (Column column : table.columns()) {
            int field = 2 + 8 * fields.size();
            switch (column.role()) {
                case SEX -> fields.add(new SexField(table, column));
                case BIRTH_DATE -> fields.add(new DateField(column.name(), true, dates(column), told, field));
                case DATE ->
                    fields.add(new DateField(column.name(), false, dates(column), new int[table.rows()], field));
                case CURP, RFC, PHONE, VIN, PLATE, SERIAL, IDENTIFIER, EMAIL, POSTCODE, HOUSE_NUMBER ->
                    fields.add(new CodeField(column, field));
                case STREET, PLACE, OCCUPATION, MAKE, MODEL, CALIBRE, COLOUR, CATEGORY, TEXT -> words.add(column);
                case YEAR -> fields.add(new YearField(column, toldYears(table), field));
                case COMPANY_NAME -> fields.add(new CompanyField(column, field));
                case ID, TRUTH, SOURCE, FULL_NAME, GIVEN_NAME, SURNAME, PATERNAL_SURNAME, MATERNAL_SURNAME, IGNORE -> {}
            }
        }
        for (List<Column> group : Dependence.groups(words)) {
            fields.add(new WordsField(group, 2 + 8 * fields.size()));
        }
        return new Fields(fields, fields.stream().map(Field::pieces).toList(), table.rows());
    }

    private static int[] dates(Column column) {
        int[] known = Dates.of(column.values());
        int[] dates = new int[column.rows().length];
        for (int row = 0; row < dates.length; row++) {
            dates[row] = known[column.rows()[row]];
        }
        return dates;
    }

    /** Model years inside whole VINs (49 CFR 565.15: the tenth sign, in a round of thirty years). */
    private static int[] toldYears(Table table) {
        int[] told = new int[table.rows()];
        for (Column column : table.all(Role.VIN)) {
            int[] years = new int[column.values().size()];
            for (int number = 1; number < years.length; number++) {
                String vin = CodeField.normal(column.values().get(number), Role.VIN);
                int sign = vin.length() == 17 ? YEAR_SIGNS.indexOf(vin.charAt(9)) : -1;
                years[number] = sign < 0 ? 0 : sign < 17 ? 2010 + sign : 1980 + sign;
            }
            for (int row = 0; row < told.length; row++) {
                told[row] = years[column.rows()[row]];
            }
        }
        return told;
    }

    /** Birth dates inside CURP and RFC. */
    private static int[] toldDates(Table table) {
        int[] told = new int[table.rows()];
        for (Column column : table.all(Role.RFC, Role.CURP)) {
            int[] dates = new int[column.values().size()];
            for (int number = 1; number < dates.length; number++) {
                dates[number] = dateInside(CodeField.normal(column.values().get(number), column.role()));
            }
            for (int row = 0; row < told.length; row++) {
                int date = dates[column.rows()[row]];
                told[row] = date == 0 ? told[row] : date;
            }
        }
        return told;
    }

    private static int dateInside(String code) {
        if (code.length() < 12 || code.length() == 12) {
            return 0;
        }
        int value = 0;
        for (int at = 4; at < 10; at++) {
            if (code.charAt(at) < '0' || code.charAt(at) > '9') {
                return 0;
            }
            value = value * 10 + code.charAt(at) - '0';
        }
        int month = value / 100 % 100;
        int day = value % 100;
        if (month < 1 || month > 12 || day < 1 || day > 31) {
            return 0;
        }
        boolean twentyFirst = code.length() == 18 ? !Character.isDigit(code.charAt(16)) : value / 10_000 < 15;
        return (twentyFirst ? 20_000_000 : 19_000_000) + value;
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

    /** Rows as numbers in the given order, {@link #stride} a row. */
    public int[] write(int[] order) {
        int[] data = new int[Math.multiplyExact(order.length, stride)];
        for (int at = 0; at < offsets.length; at++) {
            Field field = fields.get(at);
            for (int place = 0; place < order.length; place++) {
                field.write(order[place], data, place * stride + offsets[at]);
            }
        }
        return data;
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
