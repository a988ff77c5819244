package puente.record.type;

import java.text.Normalizer;
import java.util.Locale;
import puente.record.Problem;
import puente.record.ProblemException;

/** Unicode made fit for records: NFC, no control or invisible formatting characters, blanks collapsed, limits kept. */
final class Texts {
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private Texts() {}

    static ProblemException refuse(String code, Object... namesAndValues) {
        return new ProblemException(Problem.of(code, "", namesAndValues));
    }

    /** The input as a string; numbers are accepted as their digits, since spreadsheets make numbers of identifiers. */
    static String string(Object input) {
        if (input instanceof String text) {
            return text;
        }
        if (input instanceof Long || input instanceof Integer) {
            return input.toString();
        }
        throw refuse("record.value.not-text");
    }

    /**
     * One line: NFC, blanks trimmed and collapsed to single spaces.
     *
     * @param maximum in code points
     */
    static String line(Object input, int maximum) {
        String text = string(input);
        if (isPlain(text)) {
            return bounded(text, maximum);
        }
        String normal = normalised(text, maximum);
        StringBuilder out = new StringBuilder(normal.length());
        for (int at = 0; at < normal.length(); ) {
            int point = normal.codePointAt(at);
            boolean blank = point == '\t' || point == '\r' || point == '\n' || Character.isSpaceChar(point);
            if (!blank) {
                check(point, at, false);
                out.appendCodePoint(point);
            } else if (!out.isEmpty() && out.charAt(out.length() - 1) != ' ') {
                out.append(' ');
            }
            at += Character.charCount(point);
        }
        return bounded(out.toString().strip(), maximum);
    }

    /** Several lines: NFC, line ends as {@code \n}, trailing blanks of the whole dropped. */
    static String lines(Object input, int maximum) {
        String text = string(input);
        if (isPlain(text)) {
            return bounded(text, maximum);
        }
        String normal = normalised(text, maximum)
                .replace("\r\n", "\n")
                .replace('\r', '\n')
                .strip();
        for (int at = 0; at < normal.length(); at += Character.charCount(normal.codePointAt(at))) {
            check(normal.codePointAt(at), at, true);
        }
        return bounded(normal, maximum);
    }

    private static String normalised(String text, int maximum) {
        // The form may be three times as long as its input, never shorter than a third of it (UAX 15): refuse hostile
        // lengths before the work.
        if (text.length() > 8L * maximum + 64) {
            throw refuse("record.value.too-long", "maximum", maximum, "length", text.length());
        }
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    /** Printable ASCII without outer or doubled blanks: what most values are, and what needs no work. */
    private static boolean isPlain(String text) {
        char before = ' ';
        for (int at = 0; at < text.length(); at++) {
            char each = text.charAt(at);
            if (each < ' ' || each > '~' || each == ' ' && before == ' ') {
                return false;
            }
            before = each;
        }
        return before != ' ';
    }

    private static void check(int point, int at, boolean severalLines) {
        int type = Character.getType(point);
        boolean hidden = type == Character.CONTROL || type == Character.FORMAT || type == Character.SURROGATE;
        boolean allowed = severalLines && (point == '\n' || point == '\t' || point == ZERO_WIDTH_JOINER);
        if (hidden && !allowed) {
            throw refuse(
                    "record.value.control", "character", String.format(Locale.ROOT, "U+%04X", point), "at", at + 1);
        }
    }

    private static String bounded(String text, int maximum) {
        if (text.isEmpty()) {
            throw refuse("record.value.empty");
        }
        if (text.length() > maximum && text.codePointCount(0, text.length()) > maximum) {
            throw refuse("record.value.too-long", "maximum", maximum, "length", text.codePointCount(0, text.length()));
        }
        return text;
    }

    /** For comparison only: lower case, accents dropped, everything but letters and digits a single hyphen. */
    static String fold(String text) {
        String bare = Normalizer.normalize(text, Normalizer.Form.NFD).toLowerCase(Locale.ROOT);
        StringBuilder out = new StringBuilder(bare.length());
        for (int at = 0; at < bare.length(); ) {
            int point = bare.codePointAt(at);
            if (Character.isLetterOrDigit(point)) {
                out.appendCodePoint(point);
            } else if (Character.getType(point) != Character.NON_SPACING_MARK
                    && !out.isEmpty()
                    && out.charAt(out.length() - 1) != '-') {
                out.append('-');
            }
            at += Character.charCount(point);
        }
        if (!out.isEmpty() && out.charAt(out.length() - 1) == '-') {
            out.setLength(out.length() - 1);
        }
        return out.toString();
    }

    /** An identifier: upper case, blanks, hyphens, dots and slashes dropped. */
    static String identifier(Object input, int maximum) {
        String text = line(input, 4 * maximum).toUpperCase(Locale.ROOT);
        StringBuilder out = new StringBuilder(text.length());
        for (int at = 0; at < text.length(); at++) {
            char each = text.charAt(at);
            if (" -./_".indexOf(each) < 0) {
                out.append(each);
            }
        }
        return bounded(out.toString(), maximum);
    }

    /** The last {@code kept} characters, and as many dots as are hidden; all hidden where the text is too short. */
    static String maskAllBut(String text, int kept) {
        int shown = text.length() >= 3 * kept ? kept : 0;
        return "•".repeat(text.length() - shown) + text.substring(text.length() - shown);
    }
}
