package puente.match.identifier;

import java.util.List;

/**
 * Telephone numbers by their last ten digits, which is the whole national number in Mexico and in the United States; country codes, trunk
 * prefixes (01, 044, 045, 1) and marks fall away. Seven digits are a local number without its area.
 */
public final class PhoneComparison implements FieldComparison {
    /** The subscriber's last seven digits agree, areas differ or one is missing. */
    public static final byte LOCAL = 2;

    /** One digit differs, or two neighbours changed places. */
    public static final byte SLIP = 3;

    public static final byte SAME = 4;

    private static final List<String> LEVELS = List.of("unknown", "different", "local", "slip", "same");
    private static final int NATIONAL = 10;
    private static final int SUBSCRIBER = 7;

    @Override
    public String name() {
        return "phone";
    }

    @Override
    public List<String> levels() {
        return LEVELS;
    }

    /** Up to ten digits from the end; fewer than seven, or one digit alone repeated, are no number. */
    @Override
    public byte[] prepare(String value) {
        StringBuilder digits = new StringBuilder(16);
        for (int at = value.length() - 1; at >= 0 && digits.length() < NATIONAL; at--) {
            char each = value.charAt(at);
            if (each >= '0' && each <= '9') {
                digits.append(each);
            }
        }
        boolean repeated = digits.chars().distinct().count() <= 1;
        return digits.length() < SUBSCRIBER || repeated
                ? Signs.NONE
                : Signs.bytes(digits.reverse().toString());
    }

    @Override
    public byte level(byte[] a, byte[] b) {
        if (a.length == 0 || b.length == 0) {
            return UNKNOWN;
        }
        if (java.util.Arrays.equals(a, b)) {
            return SAME;
        }
        if (a.length == b.length && Signs.slips(a, b) == 1) {
            return SLIP;
        }
        boolean local = java.util.Arrays.equals(a, a.length - SUBSCRIBER, a.length, b, b.length - SUBSCRIBER, b.length);
        return local ? LOCAL : DIFFERENT;
    }
}
