package puente.match.text;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/** Whatever is written, folding and the keys end, stay within their alphabet and never throw. */
class TextFuzz {
    @FuzzTest
    void foldingAndKeys_takeAnything(FuzzedDataProvider data) {
        String text = data.consumeRemainingAsString();
        String folded = Folding.plain(text);
        if (!Folding.plain(folded).equals(folded)) {
            throw new AssertionError("not idempotent: " + text);
        }
        SpanishSound.key(Folding.enye(text));
        EnglishSound.key(folded);
        byte[] bytes = folded.getBytes(StandardCharsets.ISO_8859_1);
        if (new Osa().distance(bytes, bytes) != 0) {
            throw new AssertionError("a text differs from itself: " + text);
        }
    }
}
