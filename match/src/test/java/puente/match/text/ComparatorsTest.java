package puente.match.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** The bit-parallel comparators give what the papers' plain forms give, whatever the texts. */
class ComparatorsTest {
    private final JaroWinkler jaroWinkler = new JaroWinkler();
    private final Osa osa = new Osa();
    private final SoundDistance sound = new SoundDistance();

    /** Few letters, so that matches, swaps and repetitions abound; up to the word's limit. */
    @Provide
    Arbitrary<String> words() {
        return Arbitraries.oneOf(
                Arbitraries.strings().withChars("abcd ").ofMaxLength(12),
                Arbitraries.strings().withChars("aeiouñrstln").ofMaxLength(64));
    }

    @Provide
    Arbitrary<String> longTexts() {
        return Arbitraries.strings().withChars("abc").ofMinLength(50).ofMaxLength(150);
    }

    @Property(tries = 3000)
    void jaroWinkler_isTheTextbooks(@ForAll("words") String a, @ForAll("words") String b) {
        assertThat(jaroWinkler.similarity(a, b)).isCloseTo(Textbook.jaroWinkler(a, b), within(1e-12));
    }

    @Property(tries = 3000)
    void osa_isTheTextbooks(@ForAll("words") String a, @ForAll("words") String b) {
        assertThat(osa.distance(a, b)).isEqualTo(Textbook.osa(a, b));
    }

    @Property(tries = 200)
    void osa_beyondTheWord_isTheTextbooks(@ForAll("longTexts") String a, @ForAll("longTexts") String b) {
        assertThat(osa.distance(a, b)).isEqualTo(Textbook.osa(a, b));
    }

    @Property(tries = 500)
    void comparators_areSymmetric_andKnowIdentity(@ForAll("words") String a, @ForAll("words") String b) {
        assertThat(osa.distance(a, b)).isEqualTo(osa.distance(b, a));
        assertThat(osa.distance(a, a)).isZero();
        assertThat(jaroWinkler.similarity(a, a)).isEqualTo(1);
        if (a.length() != b.length()) {
            assertThat(jaroWinkler.similarity(a, b)).isEqualTo(jaroWinkler.similarity(b, a));
        }
        assertThat(sound(a, b))
                .isEqualTo(sound(b, a))
                .isLessThanOrEqualTo(SoundDistance.EDIT * (a.length() + b.length()));
        assertThat(sound(a, a)).isZero();
    }

    private int sound(String a, String b) {
        return sound.distance(a.getBytes(StandardCharsets.ISO_8859_1), b.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void knownFigures() {
        assertThat(jaroWinkler.similarity("martha", "marhta")).isCloseTo(0.9611, within(1e-4));
        assertThat(jaroWinkler.similarity("dwayne", "duane")).isCloseTo(0.84, within(1e-4));
        assertThat(jaroWinkler.similarity("dixon", "dicksonx")).isCloseTo(0.8133, within(1e-4));
        assertThat(osa.distance("ca", "abc")).as("no part is edited twice").isEqualTo(3);
        assertThat(osa.distance("garcia", "gracia")).isEqualTo(1);
    }

    @Test
    void jaroWinkler_beyondTheWord_comparesTheOpening() {
        String opening = "ab".repeat(JaroWinkler.MOST / 2);
        assertThat(jaroWinkler.similarity(opening + "x", opening + "yyy")).isEqualTo(1);
    }

    @Test
    void soundDistance_beyondItsMost_comparesTheOpening() {
        String opening = "ab".repeat(SoundDistance.MOST / 2);
        assertThat(sound(opening + "x", opening + "yyy")).isZero();
    }

    @Test
    void transliterations_areNear_andOtherNamesFar() {
        assertThat(sound("muhammad", "mohamed")).isLessThanOrEqualTo(12);
        assertThat(sound("yeltsin", "jelzin")).isLessThanOrEqualTo(8);
        assertThat(sound("qaddafi", "gadafi")).isLessThanOrEqualTo(8);
        assertThat(sound("garcia", "moreno")).isGreaterThan(24);
    }
}
