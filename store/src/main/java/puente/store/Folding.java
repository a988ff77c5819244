package puente.store;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Text as it is searched: lower case, without accents, words of letters and digits with single spaces between. The same on
 * the way in and when asked, so that {@code Culiacán}, {@code CULIACAN} and {@code culiacán} are one word.
 */
final class Folding {
    private Folding() {}

    /** The folded form; empty where there is no word. */
    static String fold(String text) {
        boolean ascii = true;
        for (int at = 0; at < text.length() && ascii; at++) {
            ascii = text.charAt(at) < 0x80;
        }
        String plain = ascii ? text : Normalizer.normalize(text, Normalizer.Form.NFKD);
        StringBuilder folded = new StringBuilder(plain.length());
        boolean gap = false;
        for (int at = 0; at < plain.length(); ) {
            int character = plain.codePointAt(at);
            at += Character.charCount(character);
            if (Character.isLetterOrDigit(character)) {
                if (gap && !folded.isEmpty()) {
                    folded.append(' ');
                }
                gap = false;
                folded.appendCodePoint(Character.toLowerCase(character));
            } else if (Character.getType(character) != Character.NON_SPACING_MARK) {
                gap = true;
            }
        }
        return folded.toString();
    }

    /** The words of a text, folded, in order. */
    static List<String> words(String text) {
        String folded = fold(text.toLowerCase(Locale.ROOT));
        List<String> words = new ArrayList<>();
        for (String word : folded.split(" ")) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }
}
