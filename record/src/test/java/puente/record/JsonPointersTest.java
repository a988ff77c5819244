package puente.record;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Names inside positions. */
class JsonPointersTest {
    @Test
    void separators_areEscaped() {
        assertThat(JsonPointers.escape("a/b~c")).isEqualTo("a~1b~0c");
    }

    @Test
    void hostileNames_areCut() {
        assertThat(JsonPointers.escape("x".repeat(1_000_000))).hasSize(101).endsWith("…");
    }
}
