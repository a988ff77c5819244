package puente.match.link;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import puente.match.field.Traditions;
import puente.match.table.Column;
import puente.match.table.Role;
import puente.match.table.Table;

/** Recall and false matches by groups of rows: the tradition of a name, sex, and how complete a row is. */
final class Fairness {
    private Fairness() {}

    static List<Evaluation.Group> groups(Table table, int[] known, Map<Long, Boolean> taken) {
        List<Evaluation.Group> groups = new ArrayList<>();
        if (!table.all(Role.SURNAME, Role.PATERNAL_SURNAME, Role.FULL_NAME, Role.GIVEN_NAME)
                .isEmpty()) {
            groups.addAll(by("tradition", Traditions.of(table), known, taken));
        }
        table.first(Role.SEX)
                .ifPresent(column -> groups.addAll(by("sex", Traditions.sexes(table, column), known, taken)));
        groups.addAll(by("completeness", completeness(table), known, taken));
        return groups;
    }

    private static String[] completeness(Table table) {
        List<Column> compared = table.columns().stream()
                .filter(column -> switch (column.role()) {
                    case ID, TRUTH, SOURCE, IGNORE -> false;
                    default -> true;
                })
                .toList();
        String[] groups = new String[table.rows()];
        for (int row = 0; row < groups.length; row++) {
            int filled = 0;
            for (Column column : compared) {
                filled += column.rows()[row] == 0 ? 0 : 1;
            }
            double share = filled / (double) Math.max(1, compared.size());
            groups[row] = share < 0.5 ? "sparse" : share < 0.8 ? "partial" : "full";
        }
        return groups;
    }

    /** A pair belongs to the group of each of its rows; pairs within one group count once. */
    private static List<Evaluation.Group> by(String by, String[] groupOf, int[] known, Map<Long, Boolean> taken) {
        Map<String, long[]> counts = new TreeMap<>();
        Map<Integer, List<Integer>> subjects = new HashMap<>();
        for (int row = 0; row < known.length; row++) {
            if (known[row] != 0) {
                subjects.computeIfAbsent(known[row], none -> new ArrayList<>()).add(row);
            }
        }
        for (List<Integer> rows : subjects.values()) {
            for (int i = 0; i < rows.size(); i++) {
                for (int j = i + 1; j < rows.size(); j++) {
                    int a = Math.min(rows.get(i), rows.get(j));
                    int b = Math.max(rows.get(i), rows.get(j));
                    int hit = taken.containsKey((long) a << 32 | b) ? 1 : 0;
                    add(counts, groupOf[a], 0, hit);
                    if (!groupOf[a].equals(groupOf[b])) {
                        add(counts, groupOf[b], 0, hit);
                    }
                }
            }
        }
        taken.forEach((pair, same) -> {
            String a = groupOf[(int) (pair >>> 32)];
            String b = groupOf[(int) (long) pair];
            add(counts, a, 2, same ? 0 : 1);
            if (!a.equals(b)) {
                add(counts, b, 2, same ? 0 : 1);
            }
        });
        List<Evaluation.Group> groups = new ArrayList<>();
        counts.forEach((name, count) ->
                groups.add(new Evaluation.Group(by, name, new Rate(count[0], count[1]), new Rate(count[2], count[3]))));
        return groups;
    }

    private static void add(Map<String, long[]> counts, String group, int at, int hit) {
        if (!group.isEmpty()) {
            long[] count = counts.computeIfAbsent(group, none -> new long[4]);
            count[at] += hit;
            count[at + 1]++;
        }
    }
}
