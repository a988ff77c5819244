package puente.match.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import puente.match.table.Recogniser;
import puente.match.table.RowProgress;
import puente.match.table.Table;
import puente.match.table.Tables;
import puente.record.ProblemException;

/** Rows that go from process to process in portable form, here from one reading of the model to another. */
class FixedModelTest {
    @TempDir
    private Path folder;

    private FixedModel kept(Linker.Result base) throws IOException {
        Path file = folder.resolve("model");
        PopulationFile.write(Population.of(base), file);
        return FixedModel.read(file);
    }

    private record Row(String name, long[] keys, byte[] bytes) {}

    @Test
    @Timeout(60)
    void rows_thatComeToADeskInPortableForm_giveTheSamePairsAndSubjectsAsARunUnderTheModel() throws IOException {
        PopulationTest.Split split = PopulationTest.Split.of(700, 5);
        List<String> lines = new ArrayList<>(split.known());
        lines.addAll(split.others());
        Table all = PopulationTest.table(lines);
        FixedModel sender = kept(split.base());
        FixedModel receiver = kept(split.base());
        List<Row> rows = new ArrayList<>();
        // Two tables, as two files would be read: words that the model does not know get other numbers in each.
        sender.each(all.slice(0, 400), (name, keys, bytes) -> rows.add(new Row(name, keys, bytes)));
        sender.each(all.slice(400, all.rows()), (name, keys, bytes) -> rows.add(new Row(name, keys, bytes)));
        Desk desk = receiver.desk();
        Map<Long, List<Integer>> groups = new HashMap<>();
        for (Row row : rows) {
            int place = desk.put(row.bytes());
            assertThat(desk.name(place)).isEqualTo(row.name());
            for (long key : row.keys()) {
                groups.computeIfAbsent(key, none -> new ArrayList<>()).add(place);
            }
        }
        desk.settle();
        TreeSet<Long> met = new TreeSet<>();
        groups.forEach((key, group) -> {
            for (int i = 0; group.size() <= receiver.cap(key) && i < group.size(); i++) {
                for (int j = i + 1; j < group.size(); j++) {
                    met.add((long) group.get(i) << 32 | group.get(j));
                }
            }
        });
        ScoredPairs pairs = new ScoredPairs();
        for (long pair : met) {
            float bits = desk.kept((int) (pair >>> 32), (int) pair);
            if (!Float.isNaN(bits)) {
                pairs.add((int) (pair >>> 32), (int) pair, bits);
            }
        }
        Desk.Grouping grouping = desk.group(0, desk.count(), pairs);

        Linker.Result full = new Linker(all, 2).runAs(split.base());
        assertThat(full.pairs().size()).isGreaterThan(500);
        assertThat(PopulationTest.pairs(grouping.pairs(), desk::name))
                .isEqualTo(PopulationTest.pairs(full.pairs(), all.names()));
        assertThat(PopulationTest.groups(grouping.subjectOf(), desk::name))
                .isEqualTo(PopulationTest.groups(full.subjects().subjectOf(), all.names()));
    }

    @Test
    @Timeout(60)
    void desk_thatForgetsWords_comparesAsBefore() throws IOException {
        PopulationTest.Split split = PopulationTest.Split.of(200, 9);
        FixedModel model = kept(split.base());
        Table others = PopulationTest.table(split.others());
        List<byte[]> rows = new ArrayList<>();
        model.each(others, (name, keys, bytes) -> rows.add(bytes));
        Desk desk = model.desk();
        Map<Integer, float[]> first = new TreeMap<>();
        int rounds = Desk.REMEMBERED_ROWS / rows.size() + 3;
        for (int round = 0; round < rounds; round++) {
            // The words come in another order each time.
            for (int at = 0; at < rows.size(); at++) {
                desk.put(rows.get((at + round) % rows.size()));
            }
            if (round == 0 || round > rounds - 4) {
                desk.settle();
                float[] bits = new float[rows.size()];
                for (int at = 0; at < bits.length; at++) {
                    int place = Math.floorMod(at - round, rows.size());
                    bits[at] = desk.kept(place, Math.floorMod(place + 1, rows.size()));
                }
                first.put(round, bits);
            }
            desk.clear();
        }
        assertThat(first.values().stream().map(Arrays::toString).distinct()).hasSize(1);
    }

    @Test
    void row_withoutIdentifier_isRefusedWithItsNumber() throws IOException {
        PopulationTest.Split split = PopulationTest.Split.of(60, 3);
        FixedModel model = kept(split.base());
        Path file = folder.resolve("rows.csv");
        Files.writeString(file, "id,given,surname\nx1,Ana,Peña\n,Luis,Ochoa\n");
        Table table = Recogniser.recognise(Tables.read(file, RowProgress.NONE));
        assertThatThrownBy(() -> model.each(table, (name, keys, bytes) -> {}))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problems().get(0)).satisfies(problem -> {
                            assertThat(problem.code()).isEqualTo("match.link.nameless");
                            assertThat(problem.arguments()).containsEntry("row", "2");
                        }));
    }

    @Test
    void rowsWithoutAColumnOfIdentifiers_areRefused() throws IOException {
        PopulationTest.Split split = PopulationTest.Split.of(60, 3);
        FixedModel model = kept(split.base());
        Path file = folder.resolve("rows.csv");
        Files.writeString(file, "given,surname\nAna,Peña\n");
        Table table = Recogniser.recognise(Tables.read(file, RowProgress.NONE));
        assertThatThrownBy(() -> model.each(table, (name, keys, bytes) -> {}))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("match.link.nameless");
    }
}
