package puente.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real process, killed while it writes. */
@Timeout(120)
class KilledWriterTest {
    @TempDir
    Path folder;

    @Test
    void killedWriter_losesNothingItAcknowledged_andTheNextOneGoesOn() throws Exception {
        long size = 0;
        for (int linesBeforeKill : new int[] {1, 40, 300}) {
            long acknowledged = writeUntilKilled(linesBeforeKill);
            try (FolderStorage storage = FolderStorage.open(folder)) {
                assertThat(new LogVerifier(TestKeys.verifiers(TestKeys.LOG), true, 2).verify(storage))
                        .isInstanceOfSatisfying(
                                LogVerdict.Sound.class,
                                sound -> assertThat(sound.checkpoint().size()).isGreaterThan(acknowledged));
                Checkpoint checkpoint =
                        SignedNote.parse(storage.checkpoint().orElseThrow()).checkpoint();
                assertThat(checkpoint.size()).isGreaterThan(size);
                size = checkpoint.size();
                Frontier expected = new Frontier();
                TreeAssertions.entries(0, (int) size).forEach(expected::appendEntry);
                assertThat(checkpoint.root()).isEqualTo(expected.root());
            }
        }
    }

    private long writeUntilKilled(int lines) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process writer = new ProcessBuilder(List.of(
                        java,
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledWriter.class.getName(),
                        folder.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        long acknowledged = -1;
        try (BufferedReader said = writer.inputReader()) {
            for (int line = 0; line < lines; line++) {
                String number = said.readLine();
                assertThat(number).as("the writer runs").isNotNull();
                acknowledged = Long.parseLong(number);
            }
            writer.destroyForcibly();
        }
        writer.waitFor();
        return acknowledged;
    }
}
