package puente.node;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * A table of counts by area and by one part, with its sums, for everybody, that tells no small group. Each number is rounded down to tens and held
 * back below {@value SmallCounts#LEAST}. Then it is asked of every small number how narrowly all that is shown, taken together, encloses it: the table is a
 * flow from areas to parts, and the most that a number may be larger or smaller is the greatest flow that can be led around it (Gusfield, <i>SIAM J.
 * Computing</i>, 1988). Where that is less than not knowing it below ten, the smallest number beside it is held back too, until no small number
 * is enclosed (complementary suppression; Cox, <i>JASA</i>, 1980). A reader is not told which of the numbers held back are small.
 */
final class SmallTable {
    /** How far apart the ends of what a small number may be must be at least: as far as 0 and 9. */
    static final long WIDTH_MIN = SmallCounts.LEAST - 1L;

    private static final long ENDLESS = 1L << 50;
    private static final int FROM = 0;
    private static final int TO = 1;
    private static final int FIRST = 2;

    /** A number of the table, from one node of the flow to another. */
    private static final class Number {
        private final int from;
        private final int to;
        private final long count;
        private boolean isShown;

        Number(int from, int to, long count) {
            this.from = from;
            this.to = to;
            this.count = count;
            this.isShown = count >= SmallCounts.LEAST;
        }

        boolean isSmall() {
            return count < SmallCounts.LEAST;
        }

        long rounded() {
            return count / SmallCounts.LEAST * SmallCounts.LEAST;
        }

        /** How much larger it may be for all that a reader knows of it alone. */
        long up() {
            return isShown ? rounded() + SmallCounts.LEAST - 1 - count : ENDLESS;
        }

        long down() {
            return isShown ? count - rounded() : count;
        }

        Optional<Long> told() {
            return isShown ? Optional.of(rounded()) : Optional.empty();
        }
    }

    private final Number[][] cells;
    private final Number[] rows;
    private final Number[] columns;
    private final Number total;
    private final List<Number> all = new ArrayList<>();

    /** @param counts from 0 on, a row an area, each row as long as the others */
    SmallTable(long[][] counts) {
        int height = counts.length;
        int width = height == 0 ? 0 : counts[0].length;
        cells = new Number[height][width];
        rows = new Number[height];
        columns = new Number[width];
        for (int i = 0; i < height; i++) {
            for (int j = 0; j < width; j++) {
                cells[i][j] = add(new Number(FIRST + i, FIRST + height + j, counts[i][j]));
            }
            rows[i] = add(new Number(FROM, FIRST + i, Arrays.stream(counts[i]).sum()));
        }
        for (int j = 0; j < width; j++) {
            int column = j;
            columns[j] = add(new Number(
                    FIRST + height + j,
                    TO,
                    Arrays.stream(counts).mapToLong(row -> row[column]).sum()));
        }
        total = add(new Number(
                TO, FROM, Arrays.stream(rows).mapToLong(row -> row.count).sum()));
        if (height > 0 && width > 0) {
            protect();
        }
    }

    private Number add(Number number) {
        all.add(number);
        return number;
    }

    private void protect() {
        boolean changed = true;
        while (changed) {
            changed = false;
            for (Number small : all) {
                if (small.isSmall() && width(small) < WIDTH_MIN) {
                    hideBeside(small);
                    changed = true;
                }
            }
        }
    }

    /** Holds back the smallest number that stands in a sum with this one; where none is shown any more, the smallest of all. */
    private void hideBeside(Number small) {
        Comparator<Number> smallest = Comparator.comparingLong((Number each) -> each.count)
                .thenComparingInt(each -> each.from)
                .thenComparingInt(each -> each.to);
        List<Number> shown =
                all.stream().filter(each -> each.isShown).sorted(smallest).toList();
        shown.stream()
                .filter(each -> each.from == small.from
                        || each.to == small.to
                        || each.from == small.to
                        || each.to == small.from)
                .findFirst()
                .or(() -> shown.stream().findFirst())
                .orElseThrow(() -> new AssertionError("of nothing shown nothing can be told"))
                .isShown = false;
    }

    /** Between which numbers, by all that is shown, this one lies: how far they are apart, as far as it matters. */
    private long width(Number number) {
        long up = Math.min(number.up(), flow(number.to, number.from, number, WIDTH_MIN));
        return up + Math.min(number.down(), flow(number.from, number.to, number, WIDTH_MIN));
    }

    /** The greatest flow from one node to another that the others' bounds leave room for, at most {@code enough}. */
    private long flow(int from, int to, Number without, long enough) {
        long[] moved = new long[all.size()];
        long found = 0;
        while (found < enough) {
            int[] reached = paths(from, to, without, moved);
            if (reached[to] < 0) {
                return found;
            }
            long room = enough - found;
            for (int at = to; at != from; at = before(reached[at])) {
                room = Math.min(room, room(reached[at], moved));
            }
            for (int at = to; at != from; at = before(reached[at])) {
                moved[reached[at] / 2] += reached[at] % 2 == 0 ? room : -room;
            }
            found += room;
        }
        return found;
    }

    /** For each node the step by which it is reached first: a number's place times two, one more where it is walked against its direction. */
    private int[] paths(int from, int to, Number without, long[] moved) {
        int[] reached = new int[FIRST + rows.length + columns.length];
        Arrays.fill(reached, -1);
        Deque<Integer> next = new ArrayDeque<>(List.of(from));
        while (!next.isEmpty() && reached[to] < 0) {
            int at = next.remove();
            for (int step = 0; step < 2 * all.size(); step++) {
                Number number = all.get(step / 2);
                int there = step % 2 == 0 ? number.to : number.from;
                if (number != without
                        && before(step) == at
                        && there != from
                        && reached[there] < 0
                        && room(step, moved) > 0) {
                    reached[there] = step;
                    next.add(there);
                }
            }
        }
        return reached;
    }

    private int before(int step) {
        return step % 2 == 0 ? all.get(step / 2).from : all.get(step / 2).to;
    }

    private long room(int step, long[] moved) {
        Number number = all.get(step / 2);
        return step % 2 == 0 ? number.up() - moved[step / 2] : number.down() + moved[step / 2];
    }

    /** A cell as it is told; empty where it is held back. */
    Optional<Long> cell(int row, int column) {
        return cells[row][column].told();
    }

    Optional<Long> row(int row) {
        return rows[row].told();
    }

    Optional<Long> column(int column) {
        return columns[column].told();
    }

    Optional<Long> total() {
        return total.told();
    }

    /** How many numbers are held back. */
    int heldBack() {
        return Collections.frequency(all.stream().map(each -> each.isShown).toList(), false);
    }
}
