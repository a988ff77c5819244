package puente.match.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** The bounds never lie below the truth, so no filter built on them loses a pair. */
class LetterCountsTest {
    @Provide
    Arbitrary<String> words() {
        return Arbitraries.oneOf(
                Arbitraries.strings().withChars("abc12").ofMinLength(1).ofMaxLength(20),
                Arbitraries.strings()
                        .withChars("aeiouñrst0123456789&*")
                        .ofMinLength(1)
                        .ofMaxLength(40));
    }

    private static LetterCounts of(String... words) {
        LetterCounts counts = new LetterCounts(words.length);
        for (int word = 0; word < words.length; word++) {
            counts.set(word, words[word].getBytes(StandardCharsets.ISO_8859_1), word, ~word);
        }
        return counts;
    }

    @Property(tries = 2000)
    void signsInCommon_areNeverMoreThanSaid(@ForAll("words") String a, @ForAll("words") String b) {
        StringBuilder rest = new StringBuilder(b);
        int common = 0;
        for (int at = 0; at < a.length(); at++) {
            int found = rest.indexOf(a.substring(at, at + 1));
            if (found >= 0) {
                rest.deleteCharAt(found);
                common++;
            }
        }
        LetterCounts counts = of(a, b);
        int most = counts.atMost(0, 1);
        boolean told = counts.length(0) <= LetterCounts.LENGTH_MAX && counts.length(1) <= LetterCounts.LENGTH_MAX;
        assertThat(!told || common <= most).isTrue();
        assertThat(most).isEqualTo(counts.atMost(1, 0));
    }

    @Property(tries = 2000)
    void wordsAlikeByJaroWinkler_haveAsManyAsTheLeast(@ForAll("words") String a, @ForAll("words") String b) {
        LetterCounts counts = of(a, b);
        int least = new LetterCounts.Least(0.86).of(counts.length(0), counts.length(1), counts.prefix(0, 1));
        assertThat(new JaroWinkler().similarity(a, b) < 0.86 || counts.atMost(0, 1) >= least)
                .isTrue();
    }

    @Test
    void whatTheCallerPutBeside_isGivenBack() {
        LetterCounts counts = of("garza", "x");
        assertThat(counts.tag(1)).isEqualTo(1);
        assertThat(counts.marks(1)).isEqualTo(~1L);
        assertThat(counts.length(0)).isEqualTo(5);
        assertThat(counts.first(0)).isEqualTo('g');
    }
}
