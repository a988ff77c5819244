package puente.match.link;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import puente.match.table.Column;
import puente.match.table.Role;
import puente.match.table.Table;

/**
 * Whether rows that came later still look like those that a model was learned from, column by column: what was rare, what was empty and what had never
 * been seen, then and now.
 *
 * <p>The measure is the population stability index (the Kullback–Leibler divergence taken both ways; Kullback, Leibler 1951; in credit scoring, where models
 * are fixed as well, Siddiqi 2006) over the most frequent values, all others that are known, those that are new, and empty cells. How many new values are
 * to be expected is the share of values met once (Good, Biometrika 40, 1953). What so many cells show by chance alone is taken off, so that few rows do not
 * alarm.
 *
 * @param rows how many rows came later
 * @param columns the compared columns, the most changed first; none where too few rows came
 */
public record Ageing(int rows, List<Change> columns) {
    /** An index above this is a major shift, by the convention of those who use it. */
    public static final double MAJOR = 0.25;

    /** Fewer later rows say nothing. */
    public static final int ROWS_MIN = 200;

    private static final int FREQUENT = 20;

    private static final Set<Role> COMPARED =
            EnumSet.complementOf(EnumSet.of(Role.ID, Role.TRUTH, Role.SOURCE, Role.IGNORE));
    private static final Set<Role> NUMBERS =
            EnumSet.of(Role.CURP, Role.RFC, Role.PHONE, Role.EMAIL, Role.VIN, Role.PLATE, Role.SERIAL, Role.IDENTIFIER);

    public Ageing {
        columns = List.copyOf(columns);
    }

    /**
     * What changed in one column.
     *
     * @param index how far the later rows are from the first ones, from 0
     * @param unseen the share of later values that the first rows do not have
     * @param expected the share that was to be expected
     */
    public record Change(String column, double index, double unseen, double expected) {}

    /** The columns that have shifted so far that the model should be renewed. */
    public List<Change> shifted() {
        return columns.stream().filter(change -> change.index > MAJOR).toList();
    }

    /** Compares rows that came later with the first ones. */
    static Ageing of(Table first, List<Table> later) {
        int rows = later.stream().mapToInt(Table::rows).sum();
        List<Change> changes = new ArrayList<>();
        for (Column column : first.columns()) {
            if (COMPARED.contains(column.role()) && rows >= ROWS_MIN) {
                changes.add(change(column, later, rows));
            }
        }
        changes.sort(
                Comparator.comparingDouble((Change change) -> -change.index).thenComparing(Change::column));
        return new Ageing(rows, changes);
    }

    private static Change change(Column column, List<Table> later, int rows) {
        int[] counts = column.counts();
        int[] classOf = classes(counts);
        // The frequent values, then the other known ones, new ones, and empty cells.
        int known = FREQUENT;
        // Whoever is new brings new numbers.
        int fresh = NUMBERS.contains(column.role()) ? known : FREQUENT + 1;
        int empty = FREQUENT + 2;
        double[] then = new double[FREQUENT + 3];
        double[] now = new double[FREQUENT + 3];
        double once = 0;
        double filled = 0;
        for (int value = 1; value < counts.length; value++) {
            then[classOf[value]] += counts[value];
            once += counts[value] == 1 ? 1 : 0;
            filled += counts[value];
        }
        double expected = filled == 0 ? 1 : once / filled;
        // Of what is not frequent, as much is to be new as there are values met once.
        then[known] -= once;
        then[fresh] += once;
        then[empty] = counts[0];
        double unseen = 0;
        for (Table table : later) {
            Column own = table.column(column.name());
            for (int value : own.rows()) {
                int number = column.values().find(own.values(), value);
                now[value == 0 ? empty : number == 0 ? fresh : classOf[number]]++;
                unseen += value != 0 && number == 0 ? 1 : 0;
            }
        }
        double all = column.rows().length;
        double index = 0;
        int cells = 0;
        for (int each = 0; each < then.length; each++) {
            if (then[each] + now[each] > 0) {
                double before = (then[each] + 0.5) / (all + 0.5 * then.length);
                double after = (now[each] + 0.5) / (rows + 0.5 * then.length);
                index += (after - before) * Math.log(after / before);
                cells++;
            }
        }
        double byChance = Math.max(0, cells - 1) * (1 / all + 1.0 / rows);
        double values = Math.max(1, rows - now[empty]);
        return new Change(column.name(), Math.max(0, index - byChance), unseen / values, expected);
    }

    /** For each value which of the frequent ones it is, or that it is none. */
    private static int[] classes(int[] counts) {
        int[] classes = new int[counts.length];
        Arrays.fill(classes, FREQUENT);
        List<Integer> frequent = IntStream.range(1, counts.length)
                .boxed()
                .sorted(Comparator.comparingInt((Integer value) -> -counts[value])
                        .thenComparingInt(value -> value))
                .limit(FREQUENT)
                .toList();
        for (int at = 0; at < frequent.size(); at++) {
            if (counts[frequent.get(at)] > 1) {
                classes[frequent.get(at)] = at;
            }
        }
        return classes;
    }
}
