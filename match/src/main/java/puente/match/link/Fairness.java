package puente.match.link;

import java.util.ArrayList;
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

    static List<Evaluation.Group> groups(Table table, Answer answer, TakenPairs taken) {
        List<Evaluation.Group> groups = new ArrayList<>();
        if (!table.all(Role.SURNAME, Role.PATERNAL_SURNAME, Role.FULL_NAME, Role.GIVEN_NAME)
                .isEmpty()) {
            groups.addAll(by("tradition", Traditions.of(table), answer, taken));
        }
        table.first(Role.SEX)
                .ifPresent(column -> groups.addAll(by("sex", Traditions.sexes(table, column), answer, taken)));
        groups.addAll(by("completeness", completeness(table), answer, taken));
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
    private static List<Evaluation.Group> by(String by, String[] groupOf, Answer answer, TakenPairs taken) {
        Map<String, long[]> counts = new TreeMap<>();
        answer.each((a, b) -> {
            int hit = taken.contains(a, b) ? 1 : 0;
            add(counts, groupOf[a], 0, hit);
            if (!groupOf[a].equals(groupOf[b])) {
                add(counts, groupOf[b], 0, hit);
            }
        });
        for (int at = 0; at < taken.size(); at++) {
            String a = groupOf[taken.left(at)];
            String b = groupOf[taken.right(at)];
            int wrong = answer.same(taken.left(at), taken.right(at)) ? 0 : 1;
            add(counts, a, 2, wrong);
            if (!a.equals(b)) {
                add(counts, b, 2, wrong);
            }
        }
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
