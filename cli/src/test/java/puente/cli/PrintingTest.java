package puente.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import puente.record.Catalogue;
import puente.record.Language;

/** Tables and progress, as a person sees them. */
class PrintingTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private ProgressBar bar(boolean terminal, long total) {
        return new ProgressBar(new PrintStream(err, true, StandardCharsets.UTF_8), terminal, "import", total, "rows");
    }

    private String printed() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aTable_isAsWideAsItsWidestCell_withFiguresToTheRight() {
        assertThat(new Table("año", "víctimas")
                        .row("2015", "17,884")
                        .row("2016", "2")
                        .lines())
                .containsExactly(" año  víctimas", "────  ────────", "2015    17,884", "2016         2");
    }

    @Test
    void progress_onATerminal_redrawsItsLine() {
        try (ProgressBar bar = bar(true, 2000)) {
            bar.at(1000);
            assertThat(printed()).startsWith("\rimport  [████████████············]  50 %  1,000/2,000 rows");
            assertThat(printed()).doesNotContain("\n");
        }
        assertThat(printed()).endsWith(System.lineSeparator());
    }

    @Test
    void progress_elsewhere_isOneLineAtTheEnd() {
        try (ProgressBar bar = bar(false, 0)) {
            for (int row = 0; row < 1000; row++) {
                bar.advance(1);
            }
            assertThat(printed()).isEmpty();
        }
        assertThat(printed()).startsWith("import  1,000 rows").hasLineCount(1);
    }

    @Test
    void everyCode_ofThisRoom_speaksBothLanguagesDifferently() {
        Catalogue catalogue = Catalogue.standard();
        assertThat(catalogue.codes().stream()
                        .filter(code -> code.startsWith("cli.") && !code.contains(".footer"))
                        .filter(code -> catalogue.text(code, Language.EN).equals(catalogue.text(code, Language.ES))))
                .isEmpty();
    }
}
