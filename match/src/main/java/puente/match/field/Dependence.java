package puente.match.field;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import puente.match.table.Column;

/**
 * Which columns tell each other: how much less one surprises when the other is known, against the same with its rows shuffled (which
 * takes out what mere sparseness explains).
 */
final class Dependence {
    /** The share of a column's entropy that another must take away for the two to be put together. */
    static final double TOLD_MIN = 0.12;

    private static final int SAMPLE = 40_000;

    private Dependence() {}

    /** The columns in groups of at most {@link WordsField#COLUMNS_MAX}, in order. */
    static List<List<Column>> groups(List<Column> columns) {
        List<List<Column>> groups = new ArrayList<>();
        for (Column column : columns) {
            List<Column> home = null;
            double most = TOLD_MIN;
            for (List<Column> group : groups) {
                for (Column other : group) {
                    double told = Math.max(told(column, other), told(other, column));
                    if (told > most && group.size() < WordsField.COLUMNS_MAX) {
                        most = told;
                        home = group;
                    }
                }
            }
            if (home == null) {
                groups.add(new ArrayList<>(List.of(column)));
            } else {
                home.add(column);
            }
        }
        return groups;
    }

    /** What share of {@code told}'s entropy {@code by} explains. */
    static double told(Column told, Column by) {
        int rows = told.rows().length;
        int step = Math.max(1, rows / SAMPLE);
        Map<Long, int[]> joint = new HashMap<>();
        Map<Long, int[]> shuffled = new HashMap<>();
        int[] own = new int[told.values().size()];
        int count = 0;
        for (int row = 0; row < rows; row += step) {
            int x = told.rows()[row];
            int y = by.rows()[row];
            int z = by.rows()[(int) Long.remainderUnsigned(Hashes.mix(row), rows)];
            if (x != 0 && y != 0 && z != 0) {
                joint.computeIfAbsent((long) x << 32 | y, none -> new int[1])[0]++;
                shuffled.computeIfAbsent((long) x << 32 | z, none -> new int[1])[0]++;
                own[x]++;
                count++;
            }
        }
        if (count < 50) {
            return 0;
        }
        double entropy = 0;
        for (int each : own) {
            entropy -= each == 0 ? 0 : each * Math.log(each / (double) count);
        }
        return entropy == 0 ? 0 : (entropy(shuffled, count) - entropy(joint, count)) / entropy;
    }

    private static double entropy(Map<Long, int[]> counts, int total) {
        double entropy = 0;
        for (int[] each : counts.values()) {
            entropy -= each[0] * Math.log(each[0] / (double) total);
        }
        return entropy;
    }
}
