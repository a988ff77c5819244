package puente.match.identifier;

import java.nio.charset.StandardCharsets;
import java.util.List;
import puente.match.text.Osa;

/**
 * Vehicle identification numbers (ISO 3779): 17 signs, of which 3 name the maker, 1 the model year, 1 is a check digit in North America, and the
 * last 6 number the vehicle. Two that are both valid and differ are two vehicles; one slip is forgiven only where one of them
 * fails its check. Registers keep short forms too: the last eight signs.
 */
public final class VinComparison implements FieldComparison {
    /** The number within the maker's series agrees, the rest does not: letters of the maker misread, or chance. */
    public static final byte SERIES = 2;

    /** Two slips apart. */
    public static final byte NEAR = 3;

    /** One is the end, or the beginning, of the other. */
    public static final byte PART = 4;

    public static final byte SLIP = 5;

    /** Equal, but the check digit is wrong, or only look-alikes (O for 0, I for 1) differ. */
    public static final byte UNVERIFIED = 6;

    public static final byte SAME = 7;

    private static final List<String> LEVELS =
            List.of("unknown", "different", "series", "near", "part", "slip", "unverified", "same");
    private static final int SIZE = 17;
    private static final int SERIES_SIZE = 6;
    private static final int PART_MIN = 6;
    private static final byte VALID = '+';

    private final Osa osa = new Osa();

    @Override
    public String name() {
        return "vin";
    }

    @Override
    public List<String> levels() {
        return LEVELS;
    }

    /** The number, O and Q read as 0 and I as 1 (no VIN has those letters), behind a sign that says whether it is valid. */
    @Override
    public byte[] prepare(String value) {
        String vin =
                Signs.clean(value, false).replace('O', '0').replace('Q', '0').replace('I', '1');
        if (vin.length() < PART_MIN) {
            return Signs.NONE;
        }
        return Signs.bytes((Signs.isValid("vin", vin) ? "+" : "-") + vin);
    }

    @Override
    public String signs(byte[] prepared) {
        return prepared.length == 0 ? "" : new String(prepared, 1, prepared.length - 1, StandardCharsets.ISO_8859_1);
    }

    @Override
    public byte level(byte[] a, byte[] b) {
        if (a.length == 0 || b.length == 0) {
            return UNKNOWN;
        }
        boolean bothValid = a[0] == VALID && b[0] == VALID;
        int edits = Signs.slips(a, 1, a.length, b, 1, b.length);
        if (edits == 0) {
            return bothValid ? SAME : a.length - 1 < SIZE ? PART : UNVERIFIED;
        }
        if (a.length == b.length && Signs.lookAlike(a, 1, b, 1, a.length - 1)) {
            return bothValid ? DIFFERENT : UNVERIFIED;
        }
        if (!bothValid && edits == 1) {
            return SLIP;
        }
        if (isPart(a, b) || isPart(b, a)) {
            return PART;
        }
        if (!bothValid && osa.distance(a, 1, a.length, b, 1, b.length) == 2) {
            return NEAR;
        }
        boolean series = a.length > SIZE
                && b.length > SIZE
                && Signs.lookAlike(a, a.length - SERIES_SIZE, b, b.length - SERIES_SIZE, SERIES_SIZE);
        return series ? SERIES : DIFFERENT;
    }

    private static boolean isPart(byte[] brief, byte[] whole) {
        int size = brief.length - 1;
        return size < whole.length - 1
                && size < SIZE
                && (Signs.lookAlike(brief, 1, whole, whole.length - size, size)
                        || Signs.lookAlike(brief, 1, whole, 1, size));
    }
}
