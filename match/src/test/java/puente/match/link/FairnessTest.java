package puente.match.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import puente.match.field.Traditions;
import puente.match.table.Recogniser;
import puente.match.table.Role;
import puente.match.table.RowProgress;
import puente.match.table.Table;
import puente.match.table.Tables;

class FairnessTest {
    @TempDir
    private Path folder;

    private static Evaluation.Group group(String name, Rate recall, Rate falseMatches) {
        return new Evaluation.Group("tradition", name, recall, falseMatches);
    }

    private static Evaluation evaluation(Evaluation.Group... groups) {
        Evaluation.Quality quality = new Evaluation.Quality(new Rate(1, 1), new Rate(1, 1));
        return new Evaluation(quality, quality, new Rate(1, 1), List.of(), List.of(groups));
    }

    @Test
    void aGapAboveTwoPoints_isAFinding_withWhetherChanceExplainsIt() {
        Rate few = new Rate(1, 1_000);
        Evaluation.Group best = group("english", new Rate(980, 1_000), few);
        Evaluation.Group near = group("hispanic", new Rate(961, 1_000), few);
        Evaluation.Group far = group("indigenous", new Rate(900, 1_000), few);
        Evaluation.Group vague = group("other", new Rate(57, 60), new Rate(6, 60));
        List<Evaluation.Finding> findings = evaluation(best, near, far, vague).findings();
        assertThat(findings)
                .containsExactly(
                        new Evaluation.Finding(far, "recall", best, true),
                        new Evaluation.Finding(vague, "recall", best, false),
                        new Evaluation.Finding(vague, "false-matches", best, true));
        assertThat(findings.getFirst().gap()).isEqualTo(0.08, org.assertj.core.data.Offset.offset(1e-9));
    }

    @Test
    void aGroupTooSmallToSpeakOf_isNoFinding_andSetsNoStandard() {
        Rate none = new Rate(0, Evaluation.GROUP_MIN - 1);
        Evaluation.Group small = group("indigenous", none, none);
        Evaluation.Group perfect = group("other", new Rate(49, 49), new Rate(0, 49));
        Evaluation.Group large = group("hispanic", new Rate(90, 100), new Rate(5, 100));
        assertThat(evaluation(small, perfect, large).findings()).isEmpty();
    }

    private Table table(String text) throws IOException {
        Path file = folder.resolve("people.csv");
        Files.writeString(file, text);
        return Recogniser.recognise(Tables.read(file, RowProgress.NONE));
    }

    @Test
    void traditionsOfNames_areGuessedByKnownNamesAndEndings() throws IOException {
        Table table = table("""
                id,given,surname,dob
                1,Ana,Hernández Ruiz,1980-01-02
                2,John,Smith,1981-01-02
                3,Luis,Pech Canul,1982-01-02
                4,Ana,May Hernández,1983-01-02
                5,Jane,Baker,1984-01-02
                6,Hiroshi,Watanabe,1985-01-02
                7,Ana,Quiroñez,1986-01-02
                8,Ana,,1987-01-02
                """);
        assertThat(Traditions.of(table))
                .containsExactly("hispanic", "english", "indigenous", "indigenous", "english", "other", "hispanic", "");
    }

    @Test
    @Timeout(60)
    void theReport_tellsAFindingInBothLanguages() throws IOException {
        StringBuilder csv = new StringBuilder("id,entity,given,surname,dob,town\n");
        String[] given = {"Ana", "Luis", "Rosa", "Hugo", "Eva"};
        String[] surnames = {"Hernández", "García", "Ramírez", "Smith", "Baker", "Walker"};
        for (int person = 0; person < 600; person++) {
            String surname = surnames[person % 6];
            String date = "19%02d-%02d-%02d".formatted(40 + person % 50, 1 + person % 12, 1 + person % 28);
            // The other register has lost the dates and towns of those with English names.
            boolean lost = person % 6 > 2 && person % 4 != 0;
            String first = given[person % 5];
            csv.append("a%d,%d,%s,%s,%s,Villa %d%n".formatted(person, person, first, surname, date, person % 9));
            csv.append("b%d,%d,%s,%s,%s,%s%n"
                    .formatted(person, person, first, surname, lost ? "" : date, lost ? "" : "Villa " + person % 9));
        }
        Linker.Result result = new Linker(table(csv.toString()), 1).run();
        Evaluation evaluation =
                Evaluation.of(result, result.table().first(Role.TRUTH).orElseThrow(), 0.5);
        assertThat(evaluation.findings())
                .anyMatch(finding -> finding.group().name().equals("english")
                        && finding.measure().equals("recall")
                        && finding.apart());
        assertThat(LinkReport.html(result, "people.csv", 0.5, "entity", Optional.of(evaluation)))
                .contains("chance alone hardly explains it", "el azar por sí solo difícilmente lo explica");
    }
}
