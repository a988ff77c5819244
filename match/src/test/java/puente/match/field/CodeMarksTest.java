package puente.match.field;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import puente.match.identifier.CurpComparison;
import puente.match.identifier.FieldComparison;
import puente.match.identifier.PhoneComparison;
import puente.match.identifier.VinComparison;

class CodeMarksTest {
    /** A code and a damaged form of it: up to two slips anywhere, or its end alone. */
    private static String[] codes(Random random, String signs, int length) {
        StringBuilder code = new StringBuilder();
        for (int at = 0; at < length; at++) {
            code.append(signs.charAt(random.nextInt(signs.length())));
        }
        StringBuilder other = new StringBuilder(code);
        for (int slip = random.nextInt(3); slip > 0; slip--) {
            int at = random.nextInt(other.length() - 1);
            switch (random.nextInt(4)) {
                case 0 -> other.setCharAt(at, signs.charAt(random.nextInt(signs.length())));
                case 1 -> other.deleteCharAt(at);
                case 2 -> other.insert(at, signs.charAt(random.nextInt(signs.length())));
                default -> other.insert(at, other.charAt(at + 1)).deleteCharAt(at + 2);
            }
        }
        String damaged = random.nextInt(5) == 0 ? other.substring(other.length() / 3) : other.toString();
        return new String[] {code.toString(), damaged};
    }

    private static void assertNoLevelIsLost(FieldComparison comparison, String[] codes, byte most) {
        byte[] one = comparison.prepare(codes[0]);
        byte[] other = comparison.prepare(codes[1]);
        if (CodeMarks.apart(CodeMarks.of(comparison, one), CodeMarks.of(comparison, other))) {
            assertThat(comparison.level(one, other)).isLessThanOrEqualTo(most);
        }
    }

    @Property(tries = 1000)
    void whatMarksTellApart_isDifferent(@ForAll long seed) {
        Random random = new Random(seed);
        assertNoLevelIsLost(CurpComparison.ofCurps(), codes(random, "ABCDEF0123456789", 18), CurpComparison.ROOT_NEAR);
        assertNoLevelIsLost(CurpComparison.ofRfcs(), codes(random, "ABCD01234", 13), CurpComparison.ROOT_NEAR);
        assertNoLevelIsLost(
                new PhoneComparison(), codes(random, "0123456789", 7 + random.nextInt(4)), FieldComparison.DIFFERENT);
    }

    @Test
    void strangersAreToldApart_andOtherSortsNever() {
        PhoneComparison phones = new PhoneComparison();
        assertThat(CodeMarks.apart(
                        CodeMarks.of(phones, phones.prepare("6677123456")),
                        CodeMarks.of(phones, phones.prepare("5551987098"))))
                .isTrue();
        VinComparison vins = new VinComparison();
        assertThat(CodeMarks.of(vins, vins.prepare("1HGCM82633A004352"))).isEqualTo(CodeMarks.NONE);
    }
}
