package puente.match.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import puente.match.block.Plan;
import puente.match.cluster.SubjectNames.Change;
import puente.match.table.Recogniser;
import puente.match.table.Role;
import puente.match.table.RowProgress;
import puente.match.table.Table;
import puente.match.table.Tables;

class PopulationTest {
    private static final String[] SURNAMES = {
        "García", "Hernández", "Peña", "Quintanilla", "Zúñiga", "Smith", "O'Brien", "Villaseñor", "Baker", "Ochoa"
    };
    private static final String[] GIVEN = {"José", "María", "Guadalupe", "John", "Ana", "Luis", "Rosa", "Pedro"};

    /** People written up to four times, with slips; a town, a telephone and a CURP's like are there now and then. */
    private static List<String> people(int count, long seed) {
        Random random = new Random(seed);
        List<String> lines = new ArrayList<>();
        for (int person = 0; person < count; person++) {
            String given = GIVEN[random.nextInt(GIVEN.length)];
            String surname = SURNAMES[random.nextInt(SURNAMES.length)];
            String second = SURNAMES[random.nextInt(SURNAMES.length)];
            int day = 1 + random.nextInt(28);
            int month = 1 + random.nextInt(12);
            int year = 1950 + random.nextInt(40);
            String phone = "" + (6_000_000_000L + random.nextInt(2_000_000));
            int times = 1 + random.nextInt(4);
            for (int time = 0; time < times; time++) {
                boolean slip = random.nextInt(6) == 0;
                lines.add("r%d-%d,%s,%s,%d-%02d-%02d,Villa %d,%s,%s"
                        .formatted(
                                person,
                                time,
                                random.nextInt(8) == 0 ? given.substring(0, 1) : given,
                                random.nextBoolean() ? surname + " " + second : surname,
                                year,
                                slip && day <= 12 ? day : month,
                                slip && day <= 12 ? month : day,
                                random.nextInt(12),
                                random.nextInt(3) == 0 ? phone : "",
                                random.nextInt(3) == 0 ? "M" : random.nextBoolean() ? "F" : ""));
            }
        }
        return lines;
    }

    static Table table(List<String> lines) {
        try {
            Path file = Files.createTempFile("puente-population", ".csv");
            Files.writeString(file, "id,given,surname,dob,town,phone,sex\n" + String.join("\n", lines) + "\n");
            Table table = Recogniser.recognise(Tables.read(file, RowProgress.NONE));
            Files.delete(file);
            return table;
        } catch (IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
    }

    /** A model's rows, the others in some order, and what they are called. */
    record Split(Linker.Result base, List<String> known, List<String> others) {
        static Split of(int people, long seed) {
            List<String> lines = people(people, seed);
            Collections.shuffle(lines, new Random(seed));
            int cut = lines.size() * 3 / 5;
            List<String> known = List.copyOf(lines.subList(0, cut));
            return new Split(
                    new Linker(table(known), 2).run(), known, new ArrayList<>(lines.subList(cut, lines.size())));
        }
    }

    /** Pairs by the names of their rows, with their weights to the last bit. */
    static Map<String, Integer> pairs(ScoredPairs pairs, java.util.function.IntFunction<String> names) {
        Map<String, Integer> all = new TreeMap<>();
        for (int at = 0; at < pairs.size(); at++) {
            String left = names.apply(pairs.left(at));
            String right = names.apply(pairs.right(at));
            String key = left.compareTo(right) < 0 ? left + " " + right : right + " " + left;
            all.put(key, Float.floatToIntBits(pairs.bits(at)));
        }
        return all;
    }

    /** Groups by the names of their rows. */
    static TreeSet<String> groups(int[] subjectOf, java.util.function.IntFunction<String> names) {
        Map<Integer, TreeSet<String>> groups = new HashMap<>();
        for (int row = 0; row < subjectOf.length; row++) {
            groups.computeIfAbsent(subjectOf[row], none -> new TreeSet<>()).add(names.apply(row));
        }
        TreeSet<String> all = new TreeSet<>();
        groups.values().forEach(group -> all.add(group.toString()));
        return all;
    }

    private static void assertGives(Population population, Linker.Result full) {
        assertThat(pairs(population.pairs(), population::name))
                .isEqualTo(pairs(full.pairs(), full.table().names()));
        assertThat(groups(population.subjectOf(), population::name))
                .isEqualTo(groups(full.subjects().subjectOf(), full.table().names()));
    }

    @Property(tries = 12)
    void rowsAddedInAnyOrder_inTablesOfAnySize_giveWhatAFullRunGives(
            @ForAll @IntRange(min = 1, max = 1_000_000) int seed) {
        Split split = Split.of(250, seed % 3);
        List<String> others = split.others;
        Collections.shuffle(others, new Random(seed));
        Population population = Population.of(new Linker(table(split.known), 1).runAs(split.base));
        Random random = new Random(seed);
        for (int at = 0; at < others.size(); ) {
            int to = Math.min(others.size(), at + 1 + random.nextInt(random.nextBoolean() ? 3 : 90));
            population.add(table(others.subList(at, to)));
            at = to;
        }
        List<String> all = new ArrayList<>(split.known);
        all.addAll(split.others);
        Collections.shuffle(all, new Random(~seed));
        assertGives(population, new Linker(table(all), 2).runAs(split.base));
    }

    @Test
    @Timeout(60)
    void theRowsOfTheModel_giveAgainWhatTheyGave() {
        Split split = Split.of(300, 9);
        Linker.Result again = new Linker(split.base.table(), 2).runAs(split.base);
        assertThat(pairs(again.pairs(), again.table().names()))
                .isNotEmpty()
                .isEqualTo(pairs(split.base.pairs(), split.base.table().names()));
        assertThat(again.subjects().subjectOf()).isEqualTo(split.base.subjects().subjectOf());
    }

    /** The same linkage with rules that compare groups of so few rows that additions outgrow them. */
    private static Linker.Result capped(Linker.Result result, int cap) {
        Plan plan = result.plan();
        List<Plan.Chosen> rules = plan.rules().stream()
                .map(each -> new Plan.Chosen(each.rule(), cap, each.comparisons(), each.added(), each.covered()))
                .toList();
        return new Linker.Result(
                result.table(),
                result.rows(),
                new Plan(rules, plan.comparisons(), plan.budget(), plan.tried(), plan.missed()),
                result.model(),
                result.certainties(),
                result.candidates(),
                result.learnedFrom(),
                result.scored(),
                result.pairs(),
                result.subjects(),
                result.allPairs());
    }

    @Property(tries = 8)
    void groupsThatGrowPastTheirCap_takeBackWhatTheyAloneBrought(@ForAll @IntRange(min = 2, max = 9) int cap) {
        Split split = Split.of(250, cap % 3);
        Linker.Result model = capped(split.base, cap);
        Population population = Population.of(new Linker(table(split.known), 1).runAs(model));
        int before = population.pairs().size();
        int compared = 0;
        for (int at = 0; at < split.others.size(); at += 20) {
            List<String> some = split.others.subList(at, Math.min(split.others.size(), at + 20));
            compared += (int) population.add(table(some)).compared();
        }
        assertThat(compared).isPositive();
        assertThat(before).isPositive();
        List<String> all = new ArrayList<>(split.others);
        all.addAll(split.known);
        assertGives(population, new Linker(table(all), 2).runAs(model));
    }

    @Test
    @Timeout(60)
    void anAdditionTellsItsPairs_andWhatHappenedToSubjects() {
        List<String> lines = new ArrayList<>(people(200, 5));
        lines.add("old,Guadalupe,Villaseñor Ochoa,1961-02-03,Villa 1,6001234567,F");
        Population population = Population.of(new Linker(table(lines), 1).run());
        Population.Addition known = population.add(table(List.of(
                "new,Guadalupe,Villaseñor Ochoa,1961-02-03,Villa 1,6001234567,F",
                "stranger,Hugo,Xicoténcatl,1933-12-30,Nowhere,,M")));
        assertThat(pairs(known.pairs(), population::name)).containsKey("new old");
        assertThat(known.changes())
                .containsExactlyInAnyOrder(
                        new Change.Joined(population.subject(lines.size() - 1), List.of("new")),
                        new Change.Created("stranger", List.of("stranger")));
        assertThat(population.subject(known.firstRow())).isEqualTo("old");
        assertThat(known.compared()).isPositive();
    }

    @Test
    @Timeout(60)
    void aRowThatJoinsTwoSubjects_isToldAsAMerge_andNamesStay() {
        Split split = Split.of(250, 2);
        Population population = Population.of(split.base);
        Map<String, String> before = new HashMap<>();
        for (int row = 0; row < population.count(); row++) {
            before.put(population.name(row), population.subject(row));
        }
        List<Change> changes = new ArrayList<>();
        for (String line : split.others) {
            changes.addAll(population.add(table(List.of(line))).changes());
        }
        assertThat(changes).hasAtLeastOneElementOfType(Change.Joined.class);
        TreeSet<String> touched = new TreeSet<>();
        changes.forEach(change -> {
            touched.add(change.subject());
            switch (change) {
                case Change.Merged merged -> touched.addAll(merged.from());
                case Change.Split parted -> touched.addAll(parted.into());
                case Change.Created created -> touched.addAll(created.rows());
                case Change.Joined joined -> touched.addAll(joined.rows());
                case Change.Ended ended -> touched.add(ended.subject());
            }
        });
        // Who follows the events alone knows every name: where none spoke of a subject, its rows are called what they
        // were.
        IntStream.range(0, before.size())
                .filter(row -> !touched.contains(before.get(population.name(row))))
                .forEach(row -> assertThat(population.subject(row)).isEqualTo(before.get(population.name(row))));
    }

    @Test
    @Timeout(60)
    void aRowWhoseNameIsKnown_isRefused_andNothingIsAdded() {
        List<String> lines = people(60, 6);
        Population population = Population.of(new Linker(table(lines), 1).run());
        int count = population.count();
        assertThatThrownBy(() -> population.add(table(List.of("fresh,Ana,Soto,1980-01-02,Villa 1,,F", lines.get(3)))))
                .hasMessageContaining("match.link.known-id");
        assertThat(population.count()).isEqualTo(count);
        population.add(table(List.of("fresh,Ana,Soto,1980-01-02,Villa 1,,F")));
        assertThat(population.count()).isEqualTo(count + 1);
    }

    /** Two files as one table: the second's rows behind those of the first. */
    private static Table two(List<String> first, List<String> second) {
        return Recogniser.recognise(Tables.stack(table(first), table(second)));
    }

    private static void assertAcross(Population population) {
        ScoredPairs pairs = population.pairs();
        for (int at = 0; at < pairs.size(); at++) {
            assertThat(population.ofSecond(pairs.left(at))).isNotEqualTo(population.ofSecond(pairs.right(at)));
        }
    }

    @Property(tries = 8)
    void rowsAddedToEitherOfTwoFiles_giveWhatAFullRunGives(@ForAll @IntRange(min = 1, max = 1_000_000) int seed)
            throws IOException {
        Random random = new Random(seed);
        List<List<String>> known = List.of(new ArrayList<>(), new ArrayList<>());
        List<List<String>> all = List.of(new ArrayList<>(), new ArrayList<>());
        List<Integer> sides = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (String line : people(250, seed % 3)) {
            int side = random.nextInt(2);
            all.get(side).add(line);
            if (random.nextInt(5) < 3) {
                known.get(side).add(line);
            } else {
                sides.add(side);
                others.add(line);
            }
        }
        Linker.Result base = new Linker(two(known.get(0), known.get(1)), 2).run();
        Population population = Population.of(base);
        Path kept = Files.createTempFile("puente-two", ".population");
        for (int at = 0; at < others.size(); at++) {
            Population.Side side = Population.Side.values()[sides.get(at)];
            int from = at;
            while (at + 1 < others.size() && sides.get(at + 1).equals(sides.get(at)) && random.nextInt(4) > 0) {
                at++;
            }
            population.add(table(others.subList(from, at + 1)), side);
            if (random.nextInt(60) == 0) {
                PopulationFile.write(population, kept);
                population = PopulationFile.read(kept);
            }
        }
        Files.delete(kept);
        assertAcross(population);
        assertGives(population, new Linker(two(all.get(0), all.get(1)), 1).runAs(base));
    }

    @Test
    @Timeout(60)
    void rowsWithoutNames_areNumberedByTheirFile() {
        List<String> lines = people(120, 7);
        Table named = two(lines.subList(0, 100), lines.subList(100, 200));
        Table nameless = named.mapped(column -> column.role() == Role.ID ? column.as(Role.IGNORE) : column);
        Population population = Population.of(new Linker(nameless, 1).run());
        Table more = table(lines.subList(0, 2)).mapped(c -> c.role() == Role.ID ? c.as(Role.IGNORE) : c);
        int third = population.add(more, Population.Side.SECOND).firstRow();
        int fourth = population.add(more, Population.Side.FIRST).firstRow();
        assertThat(List.of(population.name(third + 1), population.name(fourth))).containsExactly("b102", "101");
    }

    @Test
    @Timeout(60)
    void whichOfTwoFilesRowsBelongTo_isToBeSaid_andOfOneFileNot(@TempDir Path folder) throws IOException {
        List<String> lines = people(80, 7);
        Table fresh = table(List.of("fresh,Ana,Soto,1980-01-02,Villa 1,,F"));
        Population both = Population.of(new Linker(two(lines.subList(0, 80), lines.subList(80, 160)), 1).run());
        assertThatThrownBy(() -> both.add(fresh)).hasMessageContaining("match.link.which-file");
        Population one = Population.of(new Linker(table(lines), 1).run());
        assertThatThrownBy(() -> one.add(fresh, Population.Side.FIRST)).hasMessageContaining("match.link.one-file");
        Path kept = folder.resolve("two.population");
        PopulationFile.write(both, kept);
        assertThatThrownBy(() -> FixedModel.read(kept)).hasMessageContaining("match.link.two-files");
    }

    @Test
    @Timeout(60)
    void aKeptPopulation_goesOnWhereItStopped(@TempDir Path folder) throws IOException {
        Split split = Split.of(200, 8);
        List<String> others = split.others;
        int half = others.size() / 2;
        Population population = Population.of(new Linker(table(split.known), 1).runAs(split.base));
        population.add(table(others.subList(0, half)));
        Path kept = folder.resolve("people.population");
        PopulationFile.write(population, kept);
        Population read = PopulationFile.read(kept);
        assertThat(IntStream.range(0, read.count()).mapToObj(read::subject))
                .containsExactlyElementsOf(IntStream.range(0, read.count())
                        .mapToObj(population::subject)
                        .toList());
        Table rest = table(others.subList(half, others.size()));
        assertThat(read.add(rest).changes()).isEqualTo(population.add(rest).changes());
        assertThat(pairs(read.pairs(), read::name)).isEqualTo(pairs(population.pairs(), population::name));
        List<String> all = new ArrayList<>(split.known);
        all.addAll(others);
        assertGives(read, new Linker(table(all), 1).runAs(split.base));
    }

    @Test
    @Timeout(60)
    void aDamagedFile_isRefused_whereverTheDamageIs(@TempDir Path folder) throws IOException {
        Path kept = folder.resolve("people.population");
        PopulationFile.write(Population.of(new Linker(table(people(60, 3)), 1).run()), kept);
        byte[] whole = Files.readAllBytes(kept);
        for (int at = 0; at < whole.length; at += Math.max(1, whole.length / 40)) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 0x55;
            byte[] cut = Arrays.copyOf(whole, at);
            for (byte[] file : List.of(damaged, cut)) {
                // The header's time and system (RFC 1952, 2.3.1) say nothing of what is inside.
                if (file == cut || at < 4 || at > 9) {
                    assertThatThrownBy(() -> PopulationFile.read(new ByteArrayInputStream(file), "people.population"))
                            .hasMessageContaining("match.link.population-broken");
                }
            }
        }
    }
}
