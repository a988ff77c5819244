package puente.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The vectors of RFC 8785, and the laws of a canonical form. */
class CanonicalJsonTest {
    private static String canonical(Object value) {
        return new String(CanonicalJson.write(value), StandardCharsets.UTF_8);
    }

    @Test
    void rfc8785_section322_sample() {
        Map<String, Object> value = new TreeMap<>(Map.of(
                "numbers", List.of(333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001),
                "string", "\u20ac$\u000F\nA'\u0042\"\\\\\"/",
                "literals", List.of(true, false)));
        assertThat(canonical(value))
                .isEqualTo("{\"literals\":[true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
                        + "\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
    }

    @Test
    void rfc8785_section323_sortsByUtf16CodeUnits() {
        Map<String, Object> value = Map.of(
                "\u20ac", "Euro Sign",
                "\r", "Carriage Return",
                "\ufb33", "Hebrew Letter Dalet With Dagesh",
                "1", "One",
                "\ud83d\ude00", "Emoji: Grinning Face",
                "\u0080", "Control",
                "\u00f6", "Latin Small Letter O With Diaeresis");
        Map<?, ?> parsed = (Map<?, ?>) StrictJson.parse(CanonicalJson.write(value), 10_000);
        assertThat(new ArrayList<Object>(parsed.values()))
                .containsExactly(
                        "Carriage Return",
                        "One",
                        "Control",
                        "Latin Small Letter O With Diaeresis",
                        "Euro Sign",
                        "Emoji: Grinning Face",
                        "Hebrew Letter Dalet With Dagesh");
    }

    @ParameterizedTest
    @CsvSource({
        "0000000000000000,0",
        "8000000000000000,0",
        "0000000000000001,5e-324",
        "8000000000000001,-5e-324",
        "7fefffffffffffff,1.7976931348623157e+308",
        "ffefffffffffffff,-1.7976931348623157e+308",
        "4340000000000000,9007199254740992",
        "c340000000000000,-9007199254740992",
        "4430000000000000,295147905179352830000",
        "44b52d02c7e14af5,9.999999999999997e+22",
        "44b52d02c7e14af6,1e+23",
        "44b52d02c7e14af7,1.0000000000000001e+23",
        "444b1ae4d6e2ef4e,999999999999999700000",
        "444b1ae4d6e2ef4f,999999999999999900000",
        "444b1ae4d6e2ef50,1e+21",
        "3eb0c6f7a0b5ed8c,9.999999999999997e-7",
        "3eb0c6f7a0b5ed8d,0.000001",
        "41b3de4355555553,333333333.3333332",
        "41b3de4355555554,333333333.33333325",
        "41b3de4355555555,333333333.3333333",
        "41b3de4355555556,333333333.3333334",
        "41b3de4355555557,333333333.33333343",
        "becbf647612f3696,-0.0000033333333333333333",
        "43143ff3c1cb0959,1424953923781206.2"
    })
    void rfc8785_appendixB_numbers(String bits, String written) {
        assertThat(canonical(Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16))))
                .isEqualTo(written);
    }

    @Property(tries = 20_000)
    void everyFiniteDouble_readsBackAsItself(@ForAll long bits) {
        double number = Double.longBitsToDouble(bits);
        if (!Double.isNaN(number) && !Double.isInfinite(number)) {
            assertThat(Double.parseDouble(canonical(number))).isEqualTo(number + 0.0);
        }
    }

    @Test
    void numbersJsonCannotCarry_areRefused() {
        for (Object number : List.of(Double.NaN, Double.POSITIVE_INFINITY, (1L << 53) + 1, -(1L << 53) - 1)) {
            assertThat(code(number)).isEqualTo("record.json.number");
        }
        assertThat(canonical(1L << 53)).isEqualTo("9007199254740992");
    }

    @Test
    void loneSurrogates_areRefused() {
        for (String text : List.of("\ud800", "a\udc00", "\ud800x", "\udc00\ud800")) {
            assertThat(code(text)).isEqualTo("record.json.surrogate");
        }
    }

    @Test
    void depth_isLimited() {
        Object value = 1L;
        for (int depth = 0; depth < CanonicalJson.MAXIMUM_DEPTH; depth++) {
            value = List.of(value);
        }
        assertThat(StrictJson.parse(CanonicalJson.write(value), 10_000)).isEqualTo(value);
        assertThat(code(List.of(value))).isEqualTo("record.json.too-deep");
    }

    @Test
    void otherJavaTypes_areAProgrammingError() {
        assertThatIllegalArgumentException().isThrownBy(() -> CanonicalJson.write(new StringBuilder()));
        assertThatIllegalArgumentException().isThrownBy(() -> CanonicalJson.write(Map.of(1, 2)));
    }

    private static String code(Object value) {
        return catchThrowableOfType(ProblemException.class, () -> CanonicalJson.write(value))
                .problems()
                .getFirst()
                .code();
    }

    @Provide
    Arbitrary<Object> values() {
        Arbitrary<String> texts = Arbitraries.strings().ofMaxLength(20).map(text -> text.replaceAll("\\p{Cs}", ""));
        Arbitrary<Object> scalars = Arbitraries.oneOf(
                texts.map(text -> text),
                Arbitraries.longs().between(-(1L << 53), 1L << 53).map(number -> number),
                Arbitraries.doubles().map(number -> number),
                Arbitraries.of(true, false).map(truth -> truth));
        return nested(texts, nested(texts, scalars));
    }

    private static Arbitrary<Object> nested(Arbitrary<String> names, Arbitrary<Object> values) {
        return Arbitraries.oneOf(
                values,
                values.list().ofMaxSize(4).map(list -> list),
                Arbitraries.maps(names, values).ofMaxSize(4).map(map -> map));
    }

    @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
    void canonicalForm_isAFixedPoint_andTheSameValue(@ForAll("values") Object value) {
        byte[] bytes = CanonicalJson.write(value);
        Object parsed = StrictJson.parse(bytes, 1 << 20);
        assertThat(JsonValues.equal(parsed, value)).isTrue();
        assertThat(CanonicalJson.write(parsed)).isEqualTo(bytes);
    }
}
