package puente.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** JSON that two readers could understand differently is refused. */
class StrictJsonTest {
    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("", "record.json.malformed", "byte 0"),
                Arguments.of("{", "record.json.malformed", "byte 1"),
                Arguments.of("{\"a\":1,}", "record.json.malformed", "byte 7"),
                Arguments.of("{\"a\":1} {}", "record.json.trailing", "byte 8"),
                Arguments.of("{\"a\":1}x", "record.json.malformed", "byte 7"),
                Arguments.of("{\"a\":{\"b\":1,\"b\":2}}", "record.json.duplicate-member", "/a/b"),
                Arguments.of("{\"a\":[1,null]}", "record.json.null", "/a/1"),
                Arguments.of("null", "record.json.null", ""),
                Arguments.of("[9007199254740993]", "record.json.number", "/0"),
                Arguments.of("[123456789012345678901234567890]", "record.json.number", "/0"),
                Arguments.of("[1e999]", "record.json.number", "/0"),
                Arguments.of("[01]", "record.json.malformed", "byte 2"),
                Arguments.of("[NaN]", "record.json.malformed", null),
                Arguments.of("['a']", "record.json.malformed", null),
                Arguments.of("[1" + "0".repeat(50) + "]", "record.json.malformed", null),
                Arguments.of("// c\n1", "record.json.malformed", null),
                Arguments.of("[".repeat(65) + "]".repeat(65), "record.json.too-deep", null),
                Arguments.of("[".repeat(100_000), "record.json.too-deep", null),
                Arguments.of("\"\u0000\"", "record.json.malformed", null));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void ambiguousOrBroken_isRefused_atItsPlace(String json, String code, String position) {
        Problem problem = refusal(json.getBytes(StandardCharsets.UTF_8));
        assertThat(problem.code()).isEqualTo(code);
        if (position != null) {
            assertThat(problem.position()).isEqualTo(position);
        }
    }

    private static Problem refusal(byte[] json) {
        return catchThrowableOfType(ProblemException.class, () -> StrictJson.parse(json, 200_000))
                .problems()
                .getFirst();
    }

    @Test
    void invalidUtf8_isRefused() {
        assertThat(refusal(new byte[] {'"', (byte) 0xC0, (byte) 0x80, '"'}).code())
                .isEqualTo("record.json.malformed");
        assertThat(refusal(new byte[] {'"', (byte) 0xFF, '"'}).code()).isEqualTo("record.json.malformed");
        // A surrogate written as if it were a character (CESU-8).
        assertThat(refusal(new byte[] {'"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'})
                        .position())
                .isEqualTo("byte 1");
    }

    @Test
    void size_isLimited() {
        assertThat(refusal(new byte[200_001]).code()).isEqualTo("record.json.too-large");
    }
}
