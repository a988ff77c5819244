package puente.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import puente.record.Language;

class LinkCommandTest {
    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... arguments) {
        Console console = new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Language.ES,
                false);
        return Main.run(console, arguments);
    }

    private Path people() throws IOException {
        StringBuilder csv = new StringBuilder("id,person,given,surname,dob,town\n");
        String[] surnames = {"Peña", "Soto", "Gil", "Lara", "Ríos", "Cruz", "Vega"};
        String[] given = {"Ana", "Luis", "Eva", "Hugo", "Rosa"};
        for (int person = 0; person < 120; person++) {
            String row = ",%d,%s,%s,19%02d-%02d-%02d,Villa %d%n"
                    .formatted(
                            person,
                            given[person % 5],
                            surnames[person % 7],
                            40 + person % 50,
                            1 + person % 12,
                            1 + person % 28,
                            person % 9);
            csv.append('a')
                    .append(person)
                    .append(row)
                    .append('b')
                    .append(person)
                    .append(row);
        }
        Path file = folder.resolve("people.csv");
        Files.writeString(file, csv);
        return file;
    }

    @Test
    @Timeout(60)
    void twiceWrittenPersons_areLinked_measuredAndReported() throws IOException {
        Path pairs = folder.resolve("pairs.csv");
        Path report = folder.resolve("report.html");
        int exit = run(
                "link",
                people().toString(),
                "--truth",
                "person",
                "--out",
                pairs.toString(),
                "--report",
                report.toString());
        assertThat(err.toString(StandardCharsets.UTF_8)).doesNotContain("[match.");
        assertThat(exit).isEqualTo(Exit.DONE);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("Medido: F1 de pares");
        assertThat(Files.readAllLines(pairs).get(0)).isEqualTo("left_id,right_id,probability,weight");
        assertThat(Files.readString(report)).contains("Informe de vinculación", "Linkage report");
    }

    @Test
    @Timeout(60)
    void subjectsKeepTheirNames_andWhatChangedIsTold() throws IOException {
        String file = people().toString();
        Path first = folder.resolve("first.csv");
        assertThat(run("link", file, "--clusters", first.toString())).isEqualTo(Exit.DONE);
        List<String> subjects = Files.readAllLines(first);
        Path renamed = folder.resolve("renamed.csv");
        Files.write(
                renamed,
                subjects.stream()
                        .map(line -> line.replaceFirst(",([^,]*)$", ",subject"))
                        .map(line -> line.startsWith("id,") ? line : line.replace("subject", "one"))
                        .toList());
        Path second = folder.resolve("second.csv");
        Path changes = folder.resolve("changes.jsonl");
        assertThat(run(
                        "link",
                        file,
                        "--clusters",
                        second.toString(),
                        "--before",
                        renamed.toString(),
                        "--changes",
                        changes.toString()))
                .isEqualTo(Exit.DONE);
        assertThat(Files.readAllLines(changes))
                .singleElement()
                .asString()
                .startsWith("{\"change\":\"split\",\"subject\":\"one\",\"into\":[");
        assertThat(Files.readAllLines(second)).anyMatch(line -> line.endsWith(",one"));
        assertThat(run("link", file, "--before", file)).isEqualTo(Exit.USAGE);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("match.link.no-subjects");
    }

    @Test
    @Timeout(60)
    void rowsAreAddedToWhatWasKept_andOnlyTheirPairsAreWritten() throws IOException {
        List<String> lines = Files.readAllLines(people());
        Path known = folder.resolve("known.csv");
        Path fresh = folder.resolve("fresh.csv");
        Files.write(known, lines.subList(0, lines.size() - 1));
        Files.write(fresh, List.of(lines.get(0), lines.getLast()));
        String kept = folder.resolve("people.population").toString();
        assertThat(run("link", known.toString(), "--keep", kept)).isEqualTo(Exit.DONE);
        Path pairs = folder.resolve("pairs.csv");
        Path changes = folder.resolve("changes.jsonl");
        Path subjects = folder.resolve("subjects.csv");
        assertThat(run(
                        "link",
                        fresh.toString(),
                        "--add-to",
                        kept,
                        "--out",
                        pairs.toString(),
                        "--changes",
                        changes.toString(),
                        "--clusters",
                        subjects.toString()))
                .isEqualTo(Exit.DONE);
        assertThat(Files.readAllLines(pairs)).hasSize(2).element(1).asString().startsWith("a119,b119,");
        assertThat(Files.readAllLines(changes))
                .singleElement()
                .asString()
                .isEqualTo("{\"change\":\"joined\",\"subject\":\"a119\",\"rows\":[\"b119\"]}");
        assertThat(Files.readAllLines(subjects)).hasSize(lines.size()).contains("b119,a119");
        assertThat(run("link", fresh.toString(), "--add-to", kept)).isEqualTo(Exit.USAGE);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("match.link.known-id");
        assertThat(run("link", fresh.toString(), "--add-to", known.toString())).isEqualTo(Exit.USAGE);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("match.link.population-broken");
        assertThat(run("link", fresh.toString(), "--add-to", kept, "--truth", "person"))
                .isEqualTo(Exit.USAGE);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("cli.link.only-added");
    }

    @Test
    @Timeout(60)
    void rowsAreAddedToOneOfTwoLinkedFiles_andStandOnItsSide() throws IOException {
        List<String> lines = Files.readAllLines(people());
        String header = lines.get(0);
        List<String> first = new ArrayList<>(List.of(header));
        List<String> second = new ArrayList<>(List.of(header));
        lines.subList(1, lines.size()).forEach(line -> (line.startsWith("a") ? first : second).add(line));
        Path a = Files.write(folder.resolve("a.csv"), first.subList(0, first.size() - 1));
        Path b = Files.write(folder.resolve("b.csv"), second);
        Path fresh = Files.write(folder.resolve("fresh.csv"), List.of(header, first.getLast()));
        String kept = folder.resolve("both.population").toString();
        assertThat(run("link", a.toString(), b.toString(), "--keep", kept)).isEqualTo(Exit.DONE);
        assertThat(run("link", fresh.toString(), "--add-to", kept)).isEqualTo(Exit.USAGE);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("match.link.which-file");
        Path pairs = folder.resolve("pairs.csv");
        assertThat(run("link", fresh.toString(), "--add-to", kept, "--file", "1", "--out", pairs.toString()))
                .isEqualTo(Exit.DONE);
        assertThat(Files.readAllLines(pairs)).hasSize(2).element(1).asString().startsWith("a119,b119,");
        assertThat(run("link", a.toString(), b.toString(), "--file", "1")).isEqualTo(Exit.USAGE);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("cli.link.file");
    }

    @Test
    void unknownTruthColumn_isRefusedWithTheColumnsThereAre() throws IOException {
        assertThat(run("link", people().toString(), "--truth", "answer")).isEqualTo(Exit.USAGE);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("match.link.no-truth", "surname");
    }

    @Test
    void thresholdOutsideProbability_isRefused() throws IOException {
        assertThat(run("link", people().toString(), "--threshold", "1.5")).isEqualTo(Exit.USAGE);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("match.link.threshold");
    }

    @Test
    void columnsSaidByAPerson_overrideRecognition_orAreRefused() throws IOException {
        Path columns = folder.resolve("columns.yaml");
        Files.writeString(columns, "town: ignore\nnowhere: place\ndob: birthday\n");
        assertThat(run("link", people().toString(), "--columns", columns.toString()))
                .isEqualTo(Exit.USAGE);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("match.table.column-unknown", "match.table.role-unknown");
    }
}
