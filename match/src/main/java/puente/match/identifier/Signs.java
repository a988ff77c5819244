package puente.match.identifier;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import puente.match.text.LookAlikes;
import puente.record.ProblemException;
import puente.record.type.FieldTypes;

/** Letters and digits of identifiers: cleaning, look-alikes, wildcards. */
final class Signs {
    /** Longest identifier compared, in characters; of longer ones the opening. */
    static final int MOST = 40;

    static final byte[] NONE = new byte[0];

    private Signs() {}

    /** Upper-case letters and digits alone; with {@code wildcards}, ?, * and # stay as ?. */
    static String clean(String value, boolean wildcards) {
        StringBuilder out = new StringBuilder(Math.min(value.length(), MOST));
        String upper = value.length() > 4 * MOST ? value.substring(0, 4 * MOST) : value;
        for (char each : upper.toUpperCase(Locale.ROOT).toCharArray()) {
            if (out.length() == MOST) {
                break;
            }
            if (each >= 'A' && each <= 'Z' || each >= '0' && each <= '9') {
                out.append(each);
            } else if (each == 'Ñ') {
                out.append('N');
            } else if (wildcards && (each == '?' || each == '*' || each == '#')) {
                out.append('?');
            }
        }
        return out.toString();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Whether two values of one length differ in look-alikes alone. */
    static boolean lookAlike(byte[] a, byte[] b) {
        if (a.length != b.length) {
            return false;
        }
        for (int at = 0; at < a.length; at++) {
            if (LookAlikes.of(a[at]) != LookAlikes.of(b[at])) {
                return false;
            }
        }
        return true;
    }

    /** How many signs both have at the same place, look-alikes counted as the same. */
    static int common(byte[] a, int fromA, byte[] b, int fromB, int size) {
        int common = 0;
        for (int at = 0; at < size; at++) {
            common += LookAlikes.of(a[fromA + at]) == LookAlikes.of(b[fromB + at]) ? 1 : 0;
        }
        return common;
    }

    /** Whether one ends in, or begins with, the whole of the other. */
    static boolean partOf(byte[] a, byte[] b, int least) {
        byte[] brief = a.length <= b.length ? a : b;
        byte[] whole = brief == a ? b : a;
        return brief.length >= least
                && brief.length < whole.length
                && (common(brief, 0, whole, 0, brief.length) == brief.length
                        || common(brief, 0, whole, whole.length - brief.length, brief.length) == brief.length);
    }

    /** Whether the field type of {@code record} accepts a value as it stands. */
    static boolean isValid(String type, String value) {
        try {
            return FieldTypes.named(type).orElseThrow().parse(value).equals(value);
        } catch (ProblemException refused) {
            return false;
        }
    }
}
