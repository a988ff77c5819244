package puente.match.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import puente.match.model.Model;
import puente.match.table.Column;
import puente.match.table.Recogniser;
import puente.match.table.Role;
import puente.match.table.RowProgress;
import puente.match.table.Table;
import puente.match.table.Tables;

class LinkerTest {
    private static final String[] SURNAMES = {
        "García",
        "Hernández",
        "Peña",
        "Quintanilla",
        "Zúñiga",
        "Smith",
        "O'Brien",
        "Villaseñor",
        "Yáñez",
        "Baker",
        "Ochoa",
        "Trejo"
    };
    private static final String[] GIVEN = {
        "José", "María", "Guadalupe", "John", "Ana", "Luis", "Rosa", "Pedro", "Emily", "Hugo"
    };

    @TempDir
    private Path folder;

    private Table table(String text) throws IOException {
        Path file = folder.resolve("people.csv");
        Files.writeString(file, text);
        return Recogniser.recognise(Tables.read(file, RowProgress.NONE));
    }

    /** Persons twice: once as one country writes them, once with one surname, no accents and now and then a slip. */
    private static String persons(int count) {
        Random random = new Random(7);
        StringBuilder csv = new StringBuilder("id,entity,given,surname,dob,city\n");
        for (int person = 0; person < count; person++) {
            String given = GIVEN[random.nextInt(GIVEN.length)];
            String first = SURNAMES[random.nextInt(SURNAMES.length)];
            String second = SURNAMES[random.nextInt(SURNAMES.length)];
            int month = 1 + random.nextInt(12);
            int day = 1 + random.nextInt(28);
            int year = 1940 + random.nextInt(60);
            String city = "Ciudad " + random.nextInt(20);
            String date = "%d-%02d-%02d".formatted(year, month, day);
            csv.append("a%d,%d,%s,%s %s,%s,%s%n".formatted(person, person, given, first, second, date, city));
            String slip = random.nextInt(5) == 0
                    ? "%d-%02d-%02d".formatted(year, day <= 12 ? day : month, day <= 12 ? month : day)
                    : date;
            csv.append("b%d,%d,%s,%s,%s,%s%n"
                    .formatted(
                            person,
                            person,
                            given.toUpperCase(java.util.Locale.ROOT),
                            first,
                            slip,
                            random.nextInt(3) == 0 ? "" : city));
        }
        return csv.toString();
    }

    private static Evaluation measured(Linker.Result result) {
        return Evaluation.of(result, result.table().first(Role.TRUTH).orElseThrow(), 0.5);
    }

    @Test
    @Timeout(60)
    void personsWrittenTwoWays_areFound_andTheReportStandsAlone() throws IOException {
        Linker.Result result = new Linker(table(persons(600)), 2).run();
        Evaluation evaluation = measured(result);
        assertThat(evaluation.pairs().f1()).isGreaterThan(0.93);
        assertThat(evaluation.clusters().f1()).isGreaterThan(0.93);
        assertThat(evaluation.calibrationError()).isLessThan(0.1);
        String html = LinkReport.html(result, "people.csv", 0.5, "entity", Optional.of(evaluation));
        assertThat(html).contains("lang=es", "lang=en", "<svg").doesNotContain("http://", "https://", "src=");
        Path out = folder.resolve("matches.csv");
        long written = MatchFiles.pairs(result, 0.5, out);
        assertThat(Files.readAllLines(out))
                .hasSize((int) written + 1)
                .startsWith("left_id,right_id,probability,weight");
        assertThat(MatchFiles.subjects(result, folder.resolve("subjects.jsonl")))
                .isEqualTo(result.subjects().count());
    }

    @Test
    @Timeout(60)
    void anyNumberOfThreads_givesTheSameBytes() throws IOException {
        Table table = table(persons(300));
        Path one = folder.resolve("one.csv");
        Path three = folder.resolve("three.csv");
        MatchFiles.pairs(new Linker(table, 1).run(), 0.01, one);
        MatchFiles.pairs(new Linker(table, 3).run(), 0.01, three);
        assertThat(three).hasSameBinaryContentAs(one);
    }

    @Test
    @Timeout(60)
    void stepsOfAnExplanation_addUpToTheWeight_inEitherOrder() throws IOException {
        Linker.Result result = new Linker(table(persons(300)), 1).run();
        for (int at = 0; at < result.pairs().size(); at += 37) {
            int left = result.pairs().left(at);
            int right = result.pairs().right(at);
            Explanation explanation = Explanation.of(result.rows(), result.model(), result.certainties(), left, right);
            double sum = explanation.steps().stream()
                    .mapToDouble(Explanation.Step::bits)
                    .sum();
            assertThat(sum).isCloseTo(explanation.bits(), org.assertj.core.data.Offset.offset(0.1));
            assertThat(Explanation.of(result.rows(), result.model(), result.certainties(), right, left))
                    .isEqualTo(explanation);
        }
    }

    @Test
    @Timeout(60)
    void twoFiles_giveOnlyPairsAcross() throws IOException {
        Path a = folder.resolve("a.csv");
        Path b = folder.resolve("b.csv");
        String[] lines = persons(200).split("\\R");
        StringBuilder first = new StringBuilder(lines[0]).append('\n');
        StringBuilder second = new StringBuilder(lines[0]).append('\n');
        for (int at = 1; at < lines.length; at++) {
            (at % 2 == 1 ? first : second).append(lines[at]).append('\n');
        }
        Files.writeString(a, first);
        Files.writeString(b, second);
        Table table =
                Recogniser.recognise(Tables.stack(Tables.read(a, RowProgress.NONE), Tables.read(b, RowProgress.NONE)));
        Linker.Result result = new Linker(table, 1).run();
        for (int at = 0; at < result.pairs().size(); at++) {
            assertThat(result.pairs().left(at)).isLessThan(table.secondStart());
            assertThat(result.pairs().right(at)).isGreaterThanOrEqualTo(table.secondStart());
        }
        assertThat(measured(result).pairs().f1()).isGreaterThan(0.9);
    }

    @Test
    @Timeout(60)
    void oneSurnameForAll_staysWithinTheBudget() throws IOException {
        StringBuilder csv = new StringBuilder("id,given,surname\n");
        for (int row = 0; row < 20_000; row++) {
            csv.append(row).append(',').append(GIVEN[row % GIVEN.length]).append(",García\n");
        }
        Table table = table(csv.toString());
        Linker.Result result = new Linker(table, 2).run();
        assertThat((double) result.pairs().compared()).isLessThanOrEqualTo(Linker.budget(20_000));
    }

    @Test
    void fileOfIdentifiersOnly_isRefusedWithWhatToDo() throws IOException {
        Table table = table("id,source\n1,a\n2,b\n3,a\n");
        assertThatThrownBy(() -> new Linker(table, 1).run()).hasMessageContaining("match.link.nothing-to-compare");
    }

    @Test
    @Timeout(60)
    void twoDifferentValidCurps_areNeverOneSubject_howeverAlikeTheRest() throws IOException {
        StringBuilder csv = new StringBuilder(persons(300).replace("dob,city\n", "dob,city,curp\n"));
        String text = csv.toString().replaceAll("(?m)^([ab]\\d.*)$", "$1,");
        String twin = "%s,%s,Ana,Quintanilla Yáñez,1980-05-06,Ciudad 3,%s%n";
        String table = text
                + twin.formatted("x1", "900", "QUYA800506MJCNXN05")
                + twin.formatted("x2", "900", "quya800506mjcnxn05")
                + twin.formatted("x3", "901", "QUYA800506MJCNXN13")
                + twin.formatted("x4", "900", "");
        Linker.Result result = new Linker(table(table), 1).run();
        int rows = result.table().rows();
        int[] subjects = result.subjects().subjectOf();
        assertThat(subjects[rows - 3]).isEqualTo(subjects[rows - 4]).isNotEqualTo(subjects[rows - 2]);
        for (int at = 0; at < result.pairs().size(); at++) {
            boolean twins =
                    result.pairs().left(at) == rows - 4 && result.pairs().right(at) == rows - 2;
            assertThat(twins).isFalse();
        }
        Explanation explanation =
                Explanation.of(result.rows(), result.model(), result.certainties(), rows - 4, rows - 2);
        assertThat(explanation.steps()).extracting(Explanation.Step::what).contains("two-curps");
        assertThat(explanation.probability()).isLessThan(1e-6);
    }

    @Test
    void moreEvidence_neverLowersTheWeight() throws IOException {
        Linker.Result result = new Linker(table(persons(300)), 1).run();
        Model model = result.model();
        for (int slot = 0; slot < model.slots().size(); slot++) {
            int last = model.slots().get(slot).levels().size() - 1;
            assertThat(model.weight(slot, last)).isGreaterThan(model.weight(slot, 1));
        }
        Column truth = result.table().first(Role.TRUTH).orElseThrow();
        assertThat(truth.filled()).isEqualTo(600);
    }
}
