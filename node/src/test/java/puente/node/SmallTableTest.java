package puente.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Attacks on tables that everybody sees, made without the arithmetic by which the tables are protected. */
class SmallTableTest {
    private static final int MOST = 40;

    /** Every table of two by two that all that is shown allows, hidden counts up to a limit. */
    private static List<long[]> possible(SmallTable table, int height, int width) {
        List<long[]> found = new ArrayList<>();
        search(table, height, width, new long[height * width], 0, found);
        return found;
    }

    private static void search(SmallTable table, int height, int width, long[] cells, int at, List<long[]> found) {
        if (at == cells.length) {
            if (fits(table, height, width, cells)) {
                found.add(cells.clone());
            }
            return;
        }
        Optional<Long> shown = table.cell(at / width, at % width);
        long low = shown.orElse(0L);
        for (long value = low; value <= (shown.isPresent() ? low + 9 : MOST); value++) {
            cells[at] = value;
            if (at % width != width - 1
                    || fits(
                            table.row(at / width),
                            Arrays.stream(cells, at - width + 1, at + 1).sum())) {
                search(table, height, width, cells, at + 1, found);
            }
        }
    }

    private static boolean fits(SmallTable table, int height, int width, long[] cells) {
        for (int j = 0; j < width; j++) {
            long sum = 0;
            for (int i = 0; i < height; i++) {
                sum += cells[i * width + j];
            }
            if (!fits(table.column(j), sum)) {
                return false;
            }
        }
        return fits(table.total(), Arrays.stream(cells).sum());
    }

    private static boolean fits(Optional<Long> shown, long count) {
        return shown.map(each -> each <= count && count <= each + 9).orElse(true);
    }

    private static long[][] random(SplittableRandom random, int height, int width, int most) {
        long[][] counts = new long[height][width];
        for (long[] row : counts) {
            for (int j = 0; j < width; j++) {
                row[j] = random.nextInt(3) == 0 ? random.nextInt(10) : random.nextInt(most);
            }
        }
        return counts;
    }

    @Test
    void noSmallCount_isEnclosedNarrowerThanTen_byAllThatIsShownTogether() {
        SplittableRandom random = new SplittableRandom(1);
        for (int round = 0; round < 150; round++) {
            int width = 2 + round % 2;
            int height = width == 2 ? 2 : 1;
            long[][] counts = random(random, height, width, 35);
            SmallTable table = new SmallTable(counts);
            List<long[]> possible = possible(table, height, width);
            for (int at = 0; at < height * width; at++) {
                int cell = at;
                long count = counts[at / width][at % width];
                long least =
                        possible.stream().mapToLong(each -> each[cell]).min().orElseThrow();
                long most =
                        possible.stream().mapToLong(each -> each[cell]).max().orElseThrow();
                assertThat(least).isLessThanOrEqualTo(count);
                assertThat(most).isGreaterThanOrEqualTo(count);
                if (count < SmallCounts.LEAST) {
                    assertThat(table.cell(at / width, at % width)).isEmpty();
                    assertThat(most - least)
                            .as("%s in %s", cell, Arrays.deepToString(counts))
                            .isGreaterThanOrEqualTo(SmallTable.WIDTH_MIN);
                }
            }
        }
    }

    @Test
    void twoLooksAtATable_betweenWhichCountsGrew_tellNoSmallCount() {
        SplittableRandom random = new SplittableRandom(2);
        for (int round = 0; round < 40; round++) {
            long[][] before = random(random, 1, 3, 25);
            long[][] after = {before[0].clone()};
            for (int events = 1 + random.nextInt(4); events > 0; events--) {
                after[0][random.nextInt(3)]++;
            }
            List<long[]> then = possible(new SmallTable(before), 1, 3);
            List<long[]> now = possible(new SmallTable(after), 1, 3);
            for (int at = 0; at < 3; at++) {
                if (before[0][at] >= SmallCounts.LEAST) {
                    continue;
                }
                int cell = at;
                // Whoever has both looks leaves out what cannot have grown into anything that is possible now.
                long[] both = then.stream()
                        .filter(old -> now.stream()
                                .anyMatch(each -> each[0] >= old[0] && each[1] >= old[1] && each[2] >= old[2]))
                        .mapToLong(old -> old[cell])
                        .toArray();
                assertThat(Arrays.stream(both).max().orElseThrow()
                                - Arrays.stream(both).min().orElseThrow())
                        .as("%s, then %s", Arrays.toString(before[0]), Arrays.toString(after[0]))
                        .isGreaterThanOrEqualTo(SmallTable.WIDTH_MIN);
            }
        }
    }

    /** Narrows what each number may be by each sum it stands in, until nothing changes: what a patient reader does by hand. */
    @Test
    void largeTables_cannotBeSolved_sumBySum() {
        SplittableRandom random = new SplittableRandom(3);
        for (int round = 0; round < 60; round++) {
            int height = 3 + random.nextInt(10);
            int width = 2 + random.nextInt(4);
            long[][] counts = random(random, height, width, 120);
            SmallTable table = new SmallTable(counts);
            long[][][] bounds = new long[height + 1][width + 1][];
            for (int i = 0; i <= height; i++) {
                for (int j = 0; j <= width; j++) {
                    Optional<Long> shown = i < height
                            ? j < width ? table.cell(i, j) : table.row(i)
                            : j < width ? table.column(j) : table.total();
                    bounds[i][j] =
                            shown.map(each -> new long[] {each, each + 9}).orElseGet(() -> new long[] {0, 1 << 20});
                }
            }
            for (int pass = 0; pass < 200; pass++) {
                for (int i = 0; i <= height; i++) {
                    narrow(bounds[i]);
                }
                for (int j = 0; j <= width; j++) {
                    long[][] column = new long[height + 1][];
                    for (int i = 0; i <= height; i++) {
                        column[i] = bounds[i][j];
                    }
                    narrow(column);
                }
            }
            int shown = 0;
            for (int i = 0; i < height; i++) {
                for (int j = 0; j < width; j++) {
                    assertThat(counts[i][j]).isBetween(bounds[i][j][0], bounds[i][j][1]);
                    shown += table.cell(i, j).isPresent() ? 1 : 0;
                    if (counts[i][j] < SmallCounts.LEAST) {
                        assertThat(bounds[i][j][1] - bounds[i][j][0]).isGreaterThanOrEqualTo(SmallTable.WIDTH_MIN);
                    }
                }
            }
            assertThat(shown)
                    .as("a table that shows nothing protects nobody better")
                    .isPositive();
        }
    }

    /** The last is the sum of the others. */
    private static void narrow(long[][] line) {
        int last = line.length - 1;
        for (int at = 0; at < last; at++) {
            long low = 0;
            long high = 0;
            for (int other = 0; other < last; other++) {
                low += other == at ? 0 : line[other][0];
                high += other == at ? 0 : line[other][1];
            }
            line[at][0] = Math.max(line[at][0], line[last][0] - high);
            line[at][1] = Math.min(line[at][1], line[last][1] - low);
        }
        line[last][0] = Math.max(
                line[last][0],
                Arrays.stream(line, 0, last).mapToLong(each -> each[0]).sum());
        line[last][1] = Math.min(
                line[last][1],
                Arrays.stream(line, 0, last).mapToLong(each -> each[1]).sum());
    }

    @Test
    void whatIsLargeEverywhere_isShownWhole_andNothingShownIsSmall() {
        SmallTable table = new SmallTable(new long[][] {{120, 57}, {33, 99}});
        assertThat(table.heldBack()).isZero();
        assertThat(table.cell(0, 1)).contains(50L);
        assertThat(table.row(0)).contains(170L);
        assertThat(table.total()).contains(300L);
        SmallTable nothing = new SmallTable(new long[0][0]);
        assertThat(nothing.total()).isEmpty();
    }
}
