package puente.match.text;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;

/**
 * Text as comparison wants it: lower case letters {@code a}–{@code z}, digits and single blanks, one byte each.
 *
 * <p>Accents are dropped (José, jose), letters that no accent explains are written out (ß ss, æ ae, ø o, ł l), Cyrillic and Greek are
 * romanised as passports do (БГН: Щукин, shchukin), other scripts go through ICU. Apostrophes vanish (O'Brien, obrien); every
 * other mark is a blank. ñ folds to {@code n} by {@link #plain} and stays itself, as the Latin-1 byte F1, by {@link #enye}, for
 * comparators that want to count Peña and Pena apart. Both are idempotent.
 */
public final class Folding {
    /** ñ in the alphabet of {@link #enye}. */
    public static final byte ENYE = (byte) 0xF1;

    private static final int LATIN_FROM = 0xC0;
    private static final int LATIN_TO = 0x250;
    private static final String[] LATIN = latin();

    private Folding() {}

    /** The folded text with ñ as {@code n}. */
    public static String plain(String text) {
        return fold(text, false);
    }

    /** The folded text with ñ kept. */
    public static String enye(String text) {
        return fold(text, true);
    }

    /** {@link #plain} as bytes. */
    public static byte[] bytes(String text) {
        return plain(text).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Whether the text has letters of a script that leaves vowels out (Arabic, Hebrew): its folded form is a skeleton. */
    public static boolean isConsonantal(String text) {
        return text.codePoints().anyMatch(point -> {
            Character.UnicodeScript script = Character.UnicodeScript.of(point);
            return script == Character.UnicodeScript.ARABIC || script == Character.UnicodeScript.HEBREW;
        });
    }

    private static String fold(String text, boolean keepEnye) {
        StringBuilder out = new StringBuilder(text.length() + 4);
        return append(text, keepEnye, out) ? trimmed(out) : foldOther(text, keepEnye);
    }

    /** What needs more than a table: composed anew, romanised, then folded by table with what is still unknown dropped. */
    private static String foldOther(String text, boolean keepEnye) {
        String composed = Normalizer.normalize(text, Normalizer.Form.NFKC);
        StringBuilder out = new StringBuilder(composed.length() + 8);
        if (!append(composed, keepEnye, out)) {
            out.setLength(0);
            append(Scripts.romanised(composed), keepEnye, out);
        }
        return trimmed(out);
    }

    /** Appends the folded form; false where a character is in no table (it is then left out). */
    private static boolean append(String text, boolean keepEnye, StringBuilder out) {
        boolean known = true;
        for (int at = 0; at < text.length(); at++) {
            char each = text.charAt(at);
            if (each >= 'a' && each <= 'z' || each >= '0' && each <= '9') {
                out.append(each);
            } else if (each >= 'A' && each <= 'Z') {
                out.append((char) (each + 32));
            } else if (each < LATIN_FROM) {
                if (!isApostrophe(each)) {
                    blank(out);
                }
            } else if (each < LATIN_TO) {
                boolean isEnye = each == 'ñ' || each == 'Ñ';
                out.append(isEnye && keepEnye ? "ñ" : LATIN[each - LATIN_FROM]);
            } else if (isApostrophe(each)) {
                continue;
            } else if (Character.isLetterOrDigit(each)
                    || Character.isSurrogate(each)
                    || Character.getType(each) == Character.NON_SPACING_MARK) {
                known = false;
            } else {
                blank(out);
            }
        }
        return known;
    }

    private static void blank(StringBuilder out) {
        if (!out.isEmpty() && out.charAt(out.length() - 1) != ' ') {
            out.append(' ');
        }
    }

    private static String trimmed(StringBuilder out) {
        if (!out.isEmpty() && out.charAt(out.length() - 1) == ' ') {
            out.setLength(out.length() - 1);
        }
        return out.toString();
    }

    /** Marks that stand inside a word without parting it, in the writings of O'Brien, D’Angelo, Mas`ud, Qur’an and Hawaiʻi. */
    private static boolean isApostrophe(char each) {
        return switch (each) {
            case '\'', '`', '´', '’', '‘', 'ʼ', 'ʻ', 'ʹ', 'ʺ', '′', 'ʾ', 'ʿ', '\u00AD', '\u200B', '\u200C', '\u200D' ->
                true;
            default -> false;
        };
    }

    private static String[] latin() {
        String[] table = new String[LATIN_TO - LATIN_FROM];
        for (int at = 0; at < table.length; at++) {
            char letter = Character.toLowerCase((char) (LATIN_FROM + at));
            String bare = Normalizer.normalize(String.valueOf(letter), Normalizer.Form.NFKD)
                    .replaceAll("\\p{M}", "");
            boolean plain = bare.chars().allMatch(each -> each >= 'a' && each <= 'z');
            table[at] = plain ? bare : writtenOut(letter);
        }
        return table;
    }

    private static String writtenOut(char letter) {
        return switch (letter) {
            case 'ß' -> "ss";
            case 'æ', 'ǽ', 'ǣ' -> "ae";
            case 'œ' -> "oe";
            case 'ø', 'ǿ' -> "o";
            case 'đ', 'ð', 'ɖ' -> "d";
            case 'þ' -> "th";
            case 'ħ' -> "h";
            case 'ı', 'ɨ' -> "i";
            case 'ł' -> "l";
            case 'ŋ' -> "ng";
            case 'ŧ' -> "t";
            case 'ə', 'ǝ' -> "a";
            case 'ƣ' -> "gh";
            case 'ƶ' -> "z";
            case 'ĸ' -> "k";
            case 'ŀ' -> "l";
            case 'ŉ' -> "n";
            case 'ǥ' -> "g";
            default -> "";
        };
    }
}
