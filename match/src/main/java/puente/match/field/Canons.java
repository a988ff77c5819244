package puente.match.field;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import puente.match.identifier.CanonicalComparison;
import puente.match.table.Column;
import puente.match.table.Role;

/** Which words of a column are writings of one thing by the tables that {@code puente.match.identifier} has of makes, calibres and colours: S&amp;W is SMITH WESSON. */
final class Canons {
    private Canons() {}

    /**
     * For each word the first one that is written for the same thing; itself where no table knows it, or the column holds something else.
     *
     * @param numberOf for each value of the column its word
     */
    static int[] classes(Column column, Words words, int[] numberOf) {
        int[] classes = new int[words.size()];
        Arrays.setAll(classes, word -> word);
        List<CanonicalComparison> tables = tables(column.role());
        if (tables.isEmpty()) {
            return classes;
        }
        CanonicalComparison table = tables.get(0);
        double most = -1;
        int[] counts = column.counts();
        for (CanonicalComparison each : tables) {
            double known = 0;
            for (int value = 1; value < counts.length; value++) {
                known += each.knows(words.get(numberOf[value])) ? counts[value] : 0;
            }
            if (known > most) {
                most = known;
                table = each;
            }
        }
        Map<String, Integer> first = new HashMap<>();
        for (int word = 1; word < classes.length; word++) {
            if (table.knows(words.get(word))) {
                Integer known = first.putIfAbsent(table.canonical(words.get(word)), word);
                classes[word] = known == null ? word : known;
            }
        }
        return classes;
    }

    /** The tables that may be meant: a column of makes does not say of what. */
    private static List<CanonicalComparison> tables(Role role) {
        return switch (role) {
            case MAKE -> List.of(CanonicalComparison.ofFirearmMakes(), CanonicalComparison.ofVehicleMakes());
            case CALIBRE -> List.of(CanonicalComparison.ofCalibres());
            case COLOUR -> List.of(CanonicalComparison.ofColours());
            default -> List.of();
        };
    }
}
