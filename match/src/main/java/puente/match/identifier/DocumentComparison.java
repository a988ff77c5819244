package puente.match.identifier;

import java.util.Arrays;
import java.util.List;
import puente.match.text.JaroWinkler;
import puente.match.text.Osa;

/**
 * Numbers and codes without a check of their own: documents, accounts, taxpayers, addresses of electronic mail, postcodes. Letters and digits; leading
 * zeros aside, and look-alikes expected.
 */
public final class DocumentComparison implements FieldComparison {
    /** Long ones that have much in common: Jaro–Winkler above 0.85. */
    public static final byte NEAR = 2;

    public static final byte TWO_SLIPS = 3;

    /** One is the end or the beginning of the other. */
    public static final byte PART = 4;

    public static final byte SLIP = 5;
    public static final byte LOOK_ALIKE = 6;
    public static final byte SAME = 7;

    private static final List<String> LEVELS =
            List.of("unknown", "different", "near", "two-slips", "part", "slip", "look-alike", "same");
    private static final int DOCUMENT_MIN = 4;

    /** Shorter numbers a slip apart are often two numbers of one series. */
    private static final int DOCUMENT_SLIP_MIN = 7;

    private static final int CODE_MIN = 1;
    private static final int CODE_SLIP_MIN = 4;
    private static final int TWICE_MIN = 6;
    private static final double NEAR_MIN = 0.85;

    private final Osa osa = new Osa();
    private final JaroWinkler jaroWinkler = new JaroWinkler();
    private final int least;
    private final int slipMin;

    /** Compares numbers of documents: under four signs they say nothing. */
    public DocumentComparison() {
        this(DOCUMENT_MIN, DOCUMENT_SLIP_MIN);
    }

    private DocumentComparison(int least, int slipMin) {
        this.least = least;
        this.slipMin = slipMin;
    }

    /** Compares codes that may be as short as one sign (the number of a house) or as long as an address of electronic mail. */
    public static DocumentComparison ofCodes() {
        return new DocumentComparison(CODE_MIN, CODE_SLIP_MIN);
    }

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
        while (zeros < number.length() - 1 && number.charAt(zeros) == '0') {
            zeros++;
        }
        return number.length() - zeros < least ? Signs.NONE : Signs.bytes(number.substring(zeros));
    }

    @Override
    public byte level(byte[] a, byte[] b) {
        if (a.length == 0 || b.length == 0) {
            return UNKNOWN;
        }
        if (Arrays.equals(a, b)) {
            return SAME;
        }
        if (Signs.lookAlike(a, b)) {
            return LOOK_ALIKE;
        }
        int shorter = Math.min(a.length, b.length);
        if (shorter >= slipMin && Signs.slips(a, b) == 1) {
            return SLIP;
        }
        if (Signs.partOf(a, b, DOCUMENT_MIN + 1)) {
            return PART;
        }
        if (shorter < Math.max(slipMin, TWICE_MIN)) {
            return DIFFERENT;
        }
        if (Math.abs(a.length - b.length) <= 2 && osa.distance(a, b) == 2) {
            return TWO_SLIPS;
        }
        return jaroWinkler.similarity(a, b) > NEAR_MIN ? NEAR : DIFFERENT;
    }
}
