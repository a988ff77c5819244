package puente.match.identifier;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * CURP against CURP, or RFC of a person against RFC: 4 letters of the names, 6 of the birth date, then what tells homonyms apart and a
 * check digit. A key whose check digit is wrong is never taken for sure, even against itself; two keys that are both right and
 * differ are two persons, unless they agree on who was born when: then one may have been issued twice.
 */
public final class CurpComparison implements FieldComparison {
    /** Both valid, and different even in who was born when. */
    public static final byte ROOT_NEAR = 2;

    public static final byte ROOT = 3;

    /** All that tells the person is the same, the homonym's distinction is not. */
    public static final byte PERSON = 4;

    /** One slip apart where one of them at least is invalid, or equal and invalid. */
    public static final byte SLIP = 5;

    public static final byte SAME = 6;

    private static final List<String> LEVELS =
            List.of("unknown", "different", "root-near", "root", "person", "slip", "same");
    private static final int ROOT_SIZE = 10;
    private static final int CURP_PERSON = 16;
    private static final byte VALID = '+';

    private final String type;
    private final int size;

    private CurpComparison(String type, int size) {
        this.type = type;
        this.size = size;
    }

    /** Compares CURPs. */
    public static CurpComparison ofCurps() {
        return new CurpComparison("curp", 18);
    }

    /** Compares the RFCs of persons. */
    public static CurpComparison ofRfcs() {
        return new CurpComparison("rfc(person)", 13);
    }

    @Override
    public String name() {
        return "curp";
    }

    @Override
    public List<String> levels() {
        return LEVELS;
    }

    /** The key, behind a sign that says whether it is valid. Keys shorter than their root say nothing. */
    @Override
    public byte[] prepare(String value) {
        String key = Signs.clean(value, false);
        if (key.length() < ROOT_SIZE || key.length() > size + 2) {
            return Signs.NONE;
        }
        return Signs.bytes((Signs.isValid(type, key) ? "+" : "-") + key);
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
            return bothValid ? SAME : SLIP;
        }
        boolean complete = a.length > size && b.length > size - 1 || b.length > size && a.length > size - 1;
        if (edits == 1 && !bothValid && complete) {
            return SLIP;
        }
        int root = Signs.slips(a, 1, 1 + ROOT_SIZE, b, 1, 1 + ROOT_SIZE);
        if (root == 0) {
            boolean person = size > CURP_PERSON
                    && a.length > CURP_PERSON
                    && b.length > CURP_PERSON
                    && Signs.slips(a, 1, 1 + CURP_PERSON, b, 1, 1 + CURP_PERSON) == 0;
            return person ? PERSON : ROOT;
        }
        return root == 1 ? ROOT_NEAR : DIFFERENT;
    }
}
