package puente.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import puente.record.Language;

class MeasureRelateTest {
    @TempDir
    private Path folder;

    /** Ninety months of two areas, of which the second follows the first four months later. */
    private Path file() throws IOException {
        SplittableRandom random = new SplittableRandom(11);
        double[] leader = new double[90];
        StringBuilder text = new StringBuilder("month,area,count\n");
        for (int t = 0; t < leader.length; t++) {
            leader[t] = (t == 0 ? 0 : 0.6 * leader[t - 1]) + random.nextGaussian();
            double follower = (t < 4 ? 0 : leader[t - 4]) + 0.3 * random.nextGaussian();
            String month = "%d-%02d".formatted(2018 + t / 12, t % 12 + 1);
            text.append(
                    String.format(Locale.ROOT, "%s,north,%d%n", month, Math.round(500 * Math.exp(0.1 * leader[t]))));
            text.append(String.format(Locale.ROOT, "%s,south,%d%n", month, Math.round(900 * Math.exp(0.1 * follower))));
        }
        return Files.writeString(folder.resolve("counts.csv"), text);
    }

    @Test
    void whatMovesFirst_isSaid_withItsLagAndInterval_inBothLanguages() throws IOException {
        String[] command = {
            "measure", "relate", file().toString(), "--area", "area", "--first", "north", "--second", "south"
        };
        Run english = Run.in(Language.EN, command);
        assertThat(english.out()).contains("north moves before south", "4 months later", "Leading is not causing");
        assertThat(english.out()).containsPattern("\\+4 +0\\.\\d\\d");
        assertThat(english.exit()).isEqualTo(Exit.DONE);
        assertThat(Run.in(Language.ES, command).out()).contains("north se mueve antes que south", "4 meses después");
    }

    @Test
    void forPrograms_everyLagIsThere_andMonthsBecomeWhatWasAskedFor() throws IOException {
        Path file = file();
        Run run = Run.of(
                "measure",
                "relate",
                file.toString(),
                "--area",
                "area",
                "--first",
                "north",
                "--other",
                file.toString(),
                "--other-area",
                "area",
                "--second",
                "south",
                "--as",
                "rolling-12-months",
                "--json");
        assertThat(run.out()).contains("\"period\":\"rolling-12-months\"", "\"periods\":79", "\"reading-es\"");
        assertThat(run.err()).contains("rolling-12-months");
    }

    @Test
    void tooFewPeriods_areRefused_withTheReason() throws IOException {
        Run run = Run.in(
                Language.EN,
                "measure",
                "relate",
                file().toString(),
                "--area",
                "area",
                "--first",
                "north",
                "--second",
                "south",
                "--as",
                "quarter");
        assertThat(run.out()).contains("30 periods");
        assertThat(run.exit()).isEqualTo(Exit.FINDINGS);
    }
}
