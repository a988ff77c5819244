package puente.match.field;

import java.util.List;
import puente.match.table.Column;
import puente.match.table.Role;
import puente.match.table.Table;

/**
 * Sex, as two languages write it. {@code M} is <em>mujer</em> where {@code H} is written beside it and <em>male</em> where {@code F} is; in a file
 * that holds both habits, a column that separates them (the source) decides, and where none does {@code M} says nothing.
 */
final class SexField implements Field.Single {
    private static final int FEMALE = 1;
    private static final int MALE = 2;
    private static final int OTHER = 3;
    private static final int GROUPS_MAX = 60;

    private final Slot slot;
    private final byte[] sex;

    SexField(Table table, Column column) {
        slot = new Slot(column.name(), Part.OTHER, List.of("unknown", "differ", "same"), new double[] {0, 0.03, 0.97});
        sex = new byte[table.rows()];
        byte[] plain = new byte[column.values().size()];
        byte[] letter = new byte[plain.length];
        for (int number = 1; number < plain.length; number++) {
            String text = Plain.fold(column.values().get(number));
            letter[number] = (byte) (text.isEmpty() ? 0 : text.charAt(0));
            plain[number] = (byte) meaning(text);
        }
        boolean[] spanish = groups(table, column, letter);
        for (int row = 0; row < sex.length; row++) {
            int number = column.rows()[row];
            sex[row] = plain[number] != 0 || letter[number] != 'm'
                    ? plain[number]
                    : spanish.length == 0 ? 0 : (byte) (spanish[row] ? FEMALE : MALE);
        }
    }

    /** {@code female}, {@code male} or {@code other} for each row, empty where nothing is known. */
    static String[] names(Table table, Column column) {
        byte[] sex = new SexField(table, column).sex;
        String[] names = new String[sex.length];
        for (int row = 0; row < names.length; row++) {
            names[row] = switch (sex[row]) {
                case FEMALE -> "female";
                case MALE -> "male";
                case OTHER -> "other";
                default -> "";
            };
        }
        return names;
    }

    private static int meaning(String text) {
        return switch (text) {
            case "", "m" -> 0;
            case "f", "female", "mujer", "femenino", "woman", "2", "fem", "nina" -> FEMALE;
            case "h", "male", "hombre", "masculino", "man", "1", "masc", "v", "varon" -> MALE;
            case "x", "nb", "other", "otro" -> OTHER;
            default -> 0;
        };
    }

    /** For each row, whether M is mujer; empty where nothing tells. */
    private static boolean[] groups(Table table, Column sexColumn, byte[] letter) {
        boolean[] whole = spanish(sexColumn, letter, new int[table.rows()], 1);
        if (whole.length > 0) {
            return whole;
        }
        for (Column column : table.columns()) {
            if (column.role() != Role.TRUTH
                    && column.values().size() <= GROUPS_MAX
                    && !column.name().equals(sexColumn.name())) {
                boolean[] found = spanish(
                        sexColumn, letter, column.rows(), column.values().size());
                if (found.length > 0) {
                    return found;
                }
            }
        }
        return new boolean[0];
    }

    private static boolean[] spanish(Column sexColumn, byte[] letter, int[] groups, int count) {
        int[] h = new int[count];
        int[] f = new int[count];
        for (int row = 0; row < groups.length; row++) {
            byte said = letter[sexColumn.rows()[row]];
            h[groups[row]] += said == 'h' ? 1 : 0;
            f[groups[row]] += said == 'f' ? 1 : 0;
        }
        for (int group = 0; group < count; group++) {
            if (Math.min(h[group], f[group]) > 0.02 * Math.max(h[group], f[group])) {
                return new boolean[0];
            }
        }
        boolean[] spanish = new boolean[groups.length];
        for (int row = 0; row < groups.length; row++) {
            spanish[row] = h[groups[row]] > f[groups[row]];
        }
        return spanish;
    }

    @Override
    public Slot slot() {
        return slot;
    }

    @Override
    public void write(int row, int[] into, int at) {
        into[at] = sex[row];
    }

    @Override
    public Comparer comparer(int offset) {
        return (data, first, second, levels, at) -> {
            int a = data[first + offset];
            int b = data[second + offset];
            levels[at] = (byte) (a == 0 || b == 0 ? 0 : a == b ? 2 : 1);
            return 0;
        };
    }

    @Override
    public List<Piece> pieces() {
        return List.of();
    }
}
