package puente.match.identifier;

import java.util.List;
import puente.match.text.Osa;

/** Numbers of documents, accounts and taxpayers without a check of their own: letters and digits, leading zeros aside. */
public final class DocumentComparison implements FieldComparison {
    /** One is the end or the beginning of the other. */
    public static final byte PART = 2;

    public static final byte SLIP = 3;
    public static final byte LOOK_ALIKE = 4;
    public static final byte SAME = 5;

    private static final List<String> LEVELS = List.of("unknown", "different", "part", "slip", "look-alike", "same");
    private static final int LEAST = 4;

    /** Shorter numbers a slip apart are often two numbers of one series. */
    private static final int SLIP_MIN = 7;

    private final Osa osa = new Osa();

    @Override
    public String name() {
        return "document";
    }

    @Override
    public List<String> levels() {
        return LEVELS;
    }

    @Override
    public byte[] prepare(String value) {
        String number = Signs.clean(value, false);
        int zeros = 0;
        while (zeros < number.length() && number.charAt(zeros) == '0') {
            zeros++;
        }
        return number.length() - zeros < LEAST ? Signs.NONE : Signs.bytes(number.substring(zeros));
    }

    @Override
    public byte level(byte[] a, byte[] b) {
        if (a.length == 0 || b.length == 0) {
            return UNKNOWN;
        }
        if (java.util.Arrays.equals(a, b)) {
            return SAME;
        }
        if (Signs.lookAlike(a, b)) {
            return LOOK_ALIKE;
        }
        if (Math.min(a.length, b.length) >= SLIP_MIN && osa.distance(a, b) == 1) {
            return SLIP;
        }
        return Signs.partOf(a, b, LEAST + 1) ? PART : DIFFERENT;
    }
}
