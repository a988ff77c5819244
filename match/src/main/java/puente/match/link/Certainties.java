package puente.match.link;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import puente.match.identifier.PersonRoot;
import puente.match.table.Column;
import puente.match.table.Role;
import puente.match.table.Table;

/**
 * What no likeness outweighs: two different CURPs, each with its right check digit, were given to two persons (RENAPO, Instructivo Normativo para la
 * Asignación de la CURP, DOF 18 October 2021). Rows that bear them are never put together, neither as a pair nor in one subject.
 */
final class Certainties implements WeighedRows.Forbidden {
    /** What is taken off the weight of such a pair, in bits: more than all fields together can bring. */
    static final float FORBIDDEN_BITS = 100;

    private static final Pattern SEPARATORS = Pattern.compile("[^\\p{L}\\p{N}]");

    private final List<Keys> columns = new ArrayList<>();

    /** The valid CURPs of one column, numbered, and for each row its own; 0 where it has none. */
    private static final class Keys {
        private final String column;
        private final Map<String, Integer> numbers = new HashMap<>();
        private int[] ofRow = {};
        private int rows;

        Keys(String column) {
            this.column = column;
        }

        void add(Column more) {
            int[] valid = new int[more.values().size()];
            for (int number = 1; number < valid.length; number++) {
                String signs = signs(more.values().get(number));
                if (!signs.isEmpty()) {
                    valid[number] = numbers.computeIfAbsent(signs, none -> numbers.size() + 1);
                }
            }
            int added = more.rows().length;
            if (rows + added > ofRow.length) {
                ofRow = Arrays.copyOf(ofRow, rows + added + (rows >> 3));
            }
            for (int row = 0; row < added; row++) {
                ofRow[rows + row] = valid[more.rows()[row]];
            }
            rows += added;
        }
    }

    /** The signs of a CURP with its right check digit; empty for anything else. */
    static String signs(String curp) {
        return PersonRoot.told(curp).isEmpty()
                ? ""
                : SEPARATORS.matcher(curp).replaceAll("").toUpperCase(Locale.ROOT);
    }

    Certainties(Table table) {
        for (Column column : table.all(Role.CURP)) {
            columns.add(new Keys(column.name()));
        }
        add(table);
    }

    /** Takes in the rows of another table with the same columns, behind those known. */
    void add(Table more) {
        columns.forEach(keys -> keys.add(more.column(keys.column)));
    }

    /** Whether two rows of the table can never be one subject. */
    @Override
    public boolean forbid(int a, int b) {
        for (Keys keys : columns) {
            int ofA = keys.ofRow[a];
            int ofB = keys.ofRow[b];
            if (ofA != ofB && ofA != 0 && ofB != 0) {
                return true;
            }
        }
        return false;
    }
}
