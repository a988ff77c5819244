package puente.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import puente.record.Language;

class NamesCommandTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void twoNames_areCompared_withReasonsInTheReadersLanguage() {
        Run run = Run.in(Language.ES, "names", "PEÑA DE LA GARZA, José", "Pepe Peña Delagarza");
        assertThat(run.exit()).isEqualTo(Exit.DONE);
        assertThat(run.out()).contains("El mismo, según los nombres", "hipocorístico");
        assertThat(Run.of("names", "Juan Pérez", "Juana Pérez").exit()).isEqualTo(Exit.FINDINGS);
    }

    @Test
    void json_hasScoreAndReasons() {
        assertThat(Run.of("names", "Acme LLC", "Acme Inc", "--json", "--category", "company")
                        .out())
                .contains("\"match\":true", "\"category\":\"company\"", "\"reasons\":[");
    }

    @Test
    void aFileOfPairs_isScored_andMeasuredAgainstItsLabels() throws IOException {
        Path file = write(
                "left,right,category,label\n\"Pérez, Ana\",Ana Perez,person,yes\nIBM,Intel,company,no\nAna,Eva,,\n");
        Path scores = folder.resolve("scores.csv");
        Run run = Run.of("names", "--pairs", file.toString(), "--out", scores.toString());
        assertThat(run.exit()).isEqualTo(Exit.DONE);
        assertThat(run.out()).contains("3 pairs", "2 labels", "F1 1.000");
        assertThat(Files.readString(scores))
                .startsWith("left,right,category,score,match,label\n\"Pérez, Ana\",Ana Perez,person,1.000,true,true\n");
        assertThat(Run.of("names", "--pairs", file.toString(), "--json").out()).contains("\"f1\":1.0");
        Run printed = Run.of("names", "--pairs", file.toString());
        assertThat(printed.out().lines()).hasSize(4);
        assertThat(printed.err()).contains("F1 1.000");
    }

    @Test
    void columns_areFoundByTheirTitles_orTheirPlace() throws IOException {
        Path file = write("id;schema;Nombre A;Nombre B\n1;Person;Ana Ruiz;Ana Ruis\n");
        assertThat(Run.of("names", "--pairs", file.toString()).out()).contains("Ana Ruiz,Ana Ruis,person,");
    }

    @ParameterizedTest
    @CsvSource({
        "'left\nAna\n',cli.names.columns",
        "'left,right\nAna\n',cli.names.ragged",
        "'',cli.names.columns",
        "'left,right,label\nAna,Eva,maybe\n',cli.names.label",
        "'left,right\n\"Ana,Eva\n',cli.names."
    })
    void aBrokenFile_isRefusedWithTheReason(String text, String code) throws IOException {
        Run run = Run.of("names", "--pairs", write(text).toString());
        assertThat(run.exit()).isEqualTo(Exit.USAGE);
        assertThat(run.err()).contains(code);
    }

    @Test
    void otherEncodings_andCellsBeyondTheMost_areRefused() throws IOException {
        Path latin = folder.resolve("latin.csv");
        Files.write(latin, "left,right\nPeña,Pena\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(Run.of("names", "--pairs", latin.toString()).err()).contains("[cli.names.unreadable]");
        Path huge = write("left,right\n" + "a".repeat(5 * NamePairs.CELL_CHARACTERS) + ",b\n");
        assertThat(Run.of("names", "--pairs", huge.toString()).err()).contains("[cli.names.unreadable]");
    }

    @Test
    void oneName_orAnUnknownCategory_isRefused() {
        assertThat(Run.of("names", "Ana").err()).contains("[cli.names.two]");
        assertThat(Run.of("names", "Ana", "Eva", "--category", "boat").err()).contains("[cli.names.category]");
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("pairs.csv"), text);
    }
}
