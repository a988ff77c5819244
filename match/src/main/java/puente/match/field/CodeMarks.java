package puente.match.field;

import puente.match.identifier.CurpComparison;
import puente.match.identifier.FieldComparison;
import puente.match.identifier.PhoneComparison;

/**
 * Tells most codes apart by a number that stands in their rows, so that the codes themselves, which lie anywhere in memory, need not be fetched.
 *
 * <p>Whatever makes two CURPs, RFCs or telephones more than different (one slip, the same root, the same last seven digits) leaves their first signs or their last
 * ones as they were. A mark holds a hash of both: where neither agrees, the codes are different. A bound, so results are the same with and without; other
 * sorts of codes have levels for more than one slip, and no marks.
 */
final class CodeMarks {
    /** The mark of a code that is always looked at. */
    static final int NONE = 0;

    /** A slip in a CURP or RFC, of ten signs at least, leaves so many of the first or of the last. */
    private static final int CURP_ENDS = 4;

    /** The same of a telephone number of seven digits. */
    private static final int PHONE_ENDS = 3;

    private static final int HALF = 16;

    private CodeMarks() {}

    static int of(FieldComparison comparison, byte[] prepared) {
        return switch (comparison) {
            case CurpComparison _ -> of(prepared, 1, CURP_ENDS);
            case PhoneComparison _ -> of(prepared, 0, PHONE_ENDS);
            default -> NONE;
        };
    }

    private static int of(byte[] code, int from, int ends) {
        if (code.length - from < 2 * ends) {
            return NONE;
        }
        int first = 1;
        int last = 1;
        for (int at = 0; at < ends; at++) {
            first = first * 31 + code[from + at];
            last = last * 31 + code[code.length - ends + at];
        }
        int mark = (int) Hashes.mix(first) << HALF | (int) Hashes.mix(last) & (1 << HALF) - 1;
        return mark == NONE ? 1 : mark;
    }

    /** Whether two codes are different beyond doubt; at most nearly of one root. */
    static boolean apart(int a, int b) {
        int differing = a ^ b;
        return a != NONE && b != NONE && differing >>> HALF != 0 && (differing & (1 << HALF) - 1) != 0;
    }
}
