package puente.match.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import puente.match.table.Recogniser;
import puente.match.table.RowProgress;
import puente.match.table.Table;
import puente.match.table.Tables;

class AgeingTest {
    @TempDir
    private Path folder;

    private Table table(int rows, IntFunction<String> line) throws IOException {
        Path file = folder.resolve("rows.csv");
        List<String> lines = new ArrayList<>(List.of("id,surname,town,phone"));
        for (int row = 0; row < rows; row++) {
            lines.add(row + "," + line.apply(row));
        }
        Files.write(file, lines);
        return Recogniser.recognise(Tables.read(file, RowProgress.NONE));
    }

    /** A surname by Zipf's law, a town, and a telephone of one's own. */
    private static IntFunction<String> people(Random random, int towns, int from) {
        return row -> "Apellido" + (from + (int) Math.exp(random.nextDouble() * 6)) + ",Villa " + random.nextInt(towns)
                + "," + (random.nextInt(3) == 0 ? "" : "55" + (10_000_000 + random.nextInt(80_000_000)));
    }

    @Test
    void moreOfTheSame_isNoShift_howeverFewRows() throws IOException {
        Table first = table(5000, people(new Random(1), 30, 0));
        for (int rows : new int[] {Ageing.ROWS_MIN, 1000, 5000}) {
            Ageing ageing = Ageing.of(
                    first, List.of(table(rows, people(new Random(rows), 30, 0)).like(first)));
            assertThat(ageing.columns())
                    .extracting(Ageing.Change::column)
                    .containsExactlyInAnyOrder("surname", "town", "phone");
            assertThat(ageing.columns()).allMatch(change -> change.index() < 0.1);
            assertThat(ageing.shifted()).isEmpty();
        }
        assertThat(Ageing.of(
                                first,
                                List.of(table(Ageing.ROWS_MIN - 1, people(new Random(2), 60, 0))
                                        .like(first)))
                        .columns())
                .isEmpty();
    }

    @Test
    void newTownsAndNewSurnames_areToldByColumn_withHowManyAreNew() throws IOException {
        Table first = table(5000, people(new Random(1), 30, 0));
        Ageing towns = Ageing.of(
                first, List.of(table(400, people(new Random(3), 90, 0)).like(first)));
        assertThat(towns.shifted()).extracting(Ageing.Change::column).containsExactly("town");
        assertThat(towns.shifted().get(0).unseen()).isBetween(0.5, 0.8);
        assertThat(towns.shifted().get(0).expected()).isLessThan(0.01);
        Ageing surnames = Ageing.of(
                first, List.of(table(400, people(new Random(4), 30, 5000)).like(first)));
        assertThat(surnames.shifted()).extracting(Ageing.Change::column).containsExactly("surname");
    }

    @Test
    void aColumnThatIsNoLongerFilled_hasShifted() throws IOException {
        Table first = table(3000, people(new Random(1), 30, 0));
        IntFunction<String> people = people(new Random(5), 30, 0);
        Table later = table(500, row -> people.apply(row).replaceAll(",[0-9]*$", ","));
        assertThat(Ageing.of(first, List.of(later.like(first))).shifted())
                .extracting(Ageing.Change::column)
                .containsExactly("phone");
    }
}
