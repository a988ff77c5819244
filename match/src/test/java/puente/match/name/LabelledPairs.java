package puente.match.name;

import java.util.ArrayList;
import java.util.List;
import puente.match.name.NameComparison.Category;

/** Pairs of names with what a careful reader says of them: {@code pairs.csv}, written for these tests, from public names. */
final class LabelledPairs {
    record Pair(String left, String right, Category category, boolean match) {}

    private LabelledPairs() {}

    static List<Pair> all() {
        List<Pair> pairs = new ArrayList<>();
        for (String line : DataLines.texts("pairs.csv").stream().skip(1).toList()) {
            List<String> cells = cells(line);
            pairs.add(new Pair(
                    cells.get(0),
                    cells.get(1),
                    Category.of(cells.get(2)),
                    cells.get(3).equals("yes")));
        }
        return pairs;
    }

    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (char each : (line + ",").toCharArray()) {
            if (each == '"') {
                quoted = !quoted;
            } else if (each == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(each);
            }
        }
        return cells;
    }
}
