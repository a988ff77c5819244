package puente.match.link;

import java.util.ArrayList;
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
final class Certainties {
    /** What is taken off the weight of such a pair, in bits: more than all fields together can bring. */
    static final float FORBIDDEN_BITS = 100;

    private static final Pattern SEPARATORS = Pattern.compile("[^\\p{L}\\p{N}]");

    private final List<int[]> keysOf = new ArrayList<>();

    Certainties(Table table) {
        for (Column column : table.all(Role.CURP)) {
            Map<String, Integer> numbers = new HashMap<>();
            int[] valid = new int[column.values().size()];
            for (int number = 1; number < valid.length; number++) {
                String curp = column.values().get(number);
                if (PersonRoot.told(curp).isPresent()) {
                    String signs = SEPARATORS.matcher(curp).replaceAll("").toUpperCase(Locale.ROOT);
                    valid[number] = numbers.computeIfAbsent(signs, none -> numbers.size() + 1);
                }
            }
            int[] keys = new int[table.rows()];
            for (int row = 0; row < keys.length; row++) {
                keys[row] = valid[column.rows()[row]];
            }
            keysOf.add(keys);
        }
    }

    /** Whether two rows of the table can never be one subject. */
    boolean forbid(int a, int b) {
        for (int[] keys : keysOf) {
            if (keys[a] != keys[b] && keys[a] != 0 && keys[b] != 0) {
                return true;
            }
        }
        return false;
    }
}
