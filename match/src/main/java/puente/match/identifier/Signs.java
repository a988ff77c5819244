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

    /** More than one slip. */
    static final int MANY = 2;

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
        return a.length == b.length && lookAlike(a, 0, b, 0, a.length);
    }

    /** Whether two stretches of {@code size} signs differ in look-alikes alone, or not at all. */
    static boolean lookAlike(byte[] a, int fromA, byte[] b, int fromB, int size) {
        for (int at = 0; at < size; at++) {
            if (LookAlikes.of(a[fromA + at]) != LookAlikes.of(b[fromB + at])) {
                return false;
            }
        }
        return true;
    }

    /** Whether one ends in, or begins with, the whole of the other. */
    static boolean partOf(byte[] a, byte[] b, int least) {
        byte[] brief = a.length <= b.length ? a : b;
        byte[] whole = brief == a ? b : a;
        return brief.length >= least
                && brief.length < whole.length
                && (lookAlike(brief, 0, whole, 0, brief.length)
                        || lookAlike(brief, 0, whole, whole.length - brief.length, brief.length));
    }

    /**
     * Slips between two stretches of signs, {@link #MANY} for more than one: one sign left out, put in or written for another, or two neighbours that
     * changed places. The same as {@link puente.match.text.Osa} says of 0 and 1, without its table: what both begin and end with is set aside,
     * and what is left is at most two signs.
     */
    static int slips(byte[] a, int fromA, int toA, byte[] b, int fromB, int toB) {
        int startA = fromA;
        int startB = fromB;
        while (startA < toA && startB < toB && a[startA] == b[startB]) {
            startA++;
            startB++;
        }
        int endA = toA;
        int endB = toB;
        while (endA > startA && endB > startB && a[endA - 1] == b[endB - 1]) {
            endA--;
            endB--;
        }
        int leftA = endA - startA;
        int leftB = endB - startB;
        if (leftA <= 1 && leftB <= 1) {
            return leftA | leftB;
        }
        boolean swapped = leftA == 2 && leftB == 2 && a[startA] == b[startB + 1] && a[startA + 1] == b[startB];
        return swapped ? 1 : MANY;
    }

    static int slips(byte[] a, byte[] b) {
        return slips(a, 0, a.length, b, 0, b.length);
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
