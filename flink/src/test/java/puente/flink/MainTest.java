package puente.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import puente.record.ProblemException;

class MainTest {
    private static LinkJob.Settings settings(String line) {
        return Main.settings(line.split(" "));
    }

    @Test
    void options_areTakenInAnyOrder_andTheThresholdIsAHalfUnlessSaid() {
        assertThat(settings("--rows rows --out out --model m"))
                .isEqualTo(new LinkJob.Settings(Path.of("m"), Path.of("rows"), Path.of("out"), 0.5));
        assertThat(settings("--threshold 0.9 --model m --rows r --out o").threshold())
                .isEqualTo(0.9);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--model m --rows r",
                "--model m --rows r --out",
                "--model m --rows r --out o --threshold 1",
                "--model m --rows r --out o --threshold half",
                "--model m --rows r --out o --colour red"
            })
    void anythingElse_isRefusedWithTheUsage(String line) {
        assertThatThrownBy(() -> settings(line))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("match.flink.usage");
    }
}
