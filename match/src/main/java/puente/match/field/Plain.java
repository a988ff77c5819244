package puente.match.field;

import java.util.ArrayList;
import java.util.List;
import puente.match.text.EnglishSound;
import puente.match.text.Folding;
import puente.match.text.SpanishSound;

/** Text as fields compare it, over {@code puente.match.text}. */
final class Plain {
    private static final String DIGITS = "0123456789";
    private static final String LETTERS = "oizeasgtbg";

    private Plain() {}

    /** Lower-case words of letters, digits, {@code &}, {@code *} and {@code ?} with one blank between; apostrophes close up. */
    static String fold(String text) {
        String source = text;
        for (int at = 0; at < text.length(); at++) {
            if (text.charAt(at) > 127) {
                source = Folding.plain(text);
                break;
            }
        }
        StringBuilder out = new StringBuilder(source.length());
        boolean gap = false;
        for (int at = 0; at < source.length(); at++) {
            char now = source.charAt(at);
            if (now == '\'') {
                continue;
            }
            if (Character.isLetterOrDigit(now) || now == '&' || now == '*' || now == '?') {
                if (gap && !out.isEmpty()) {
                    out.append(' ');
                }
                gap = false;
                out.append(Character.toLowerCase(now));
            } else {
                gap = true;
            }
        }
        return out.toString();
    }

    /** A word of letters in which a machine read digits: {@code exp0rt} is {@code export}. Numbers stay. */
    static String letters(String word) {
        int digits = 0;
        for (int at = 0; at < word.length(); at++) {
            digits += Character.isDigit(word.charAt(at)) ? 1 : 0;
        }
        if (digits == 0 || digits * 2 >= word.length()) {
            return word;
        }
        StringBuilder out = new StringBuilder(word);
        for (int at = 0; at < out.length(); at++) {
            int digit = DIGITS.indexOf(out.charAt(at));
            if (digit >= 0) {
                out.setCharAt(at, LETTERS.charAt(digit));
            }
        }
        return out.toString();
    }

    static List<String> words(String folded) {
        List<String> words = new ArrayList<>();
        int start = 0;
        for (int at = 0; at <= folded.length(); at++) {
            if (at == folded.length() || folded.charAt(at) == ' ') {
                if (at > start) {
                    words.add(folded.substring(start, at));
                }
                start = at + 1;
            }
        }
        return words;
    }

    /** How a word sounds in Spanish, the tradition in which registers on both sides of this border misspell most. */
    static String sound(String word) {
        String key = SpanishSound.key(word);
        return key.isEmpty() ? word : key;
    }

    /** How a word sounds in English. */
    static String englishSound(String word) {
        return EnglishSound.key(word);
    }
}
