package puente.match.identifier;

import java.util.List;

/**
 * Serial numbers of firearms. Obliterated signs (?, *, #) agree with anything and so with little; look-alikes are expected of
 * stamped metal; a maker's prefix or leading zeros may be left out. Serials are unique to a maker only: make and calibre are
 * evidence of their own. "Not visible", "none" and the like are no serials.
 */
public final class SerialComparison implements FieldComparison {
    /** What is legible on both agrees, but it is under four signs. */
    public static final byte LITTLE = 2;

    /** One is the end or the beginning of the other. */
    public static final byte PART = 3;

    public static final byte SLIP = 4;

    /** At least four legible signs agree, and none contradicts. */
    public static final byte OBLITERATED = 5;

    public static final byte LOOK_ALIKE = 6;
    public static final byte SAME = 7;

    private static final List<String> LEVELS =
            List.of("unknown", "different", "little", "part", "slip", "obliterated", "look-alike", "same");
    private static final int LEGIBLE_MIN = 4;
    private static final java.util.regex.Pattern NO_SERIAL = java.util.regex.Pattern.compile(
            "N[OA]?(VISIBLE|TIENE|HAY|NE|LEGIBLE|SERIAL|SERIE)?|SN|SINNUMERO|SINSERIE|BORRAD[OA]|LIMAD[OA]|ILEGIBLE|ILLEGIBLE|"
                    + "OBLITERATED|UNKNOWN|NOTVISIBLE|DESCONOCID[OA]|NODISPONIBLE|0+|1234567?8?9?|X+");

    @Override
    public String name() {
        return "serial";
    }

    @Override
    public List<String> levels() {
        return LEVELS;
    }

    @Override
    public byte[] prepare(String value) {
        String serial = Signs.clean(value, true);
        long legible = serial.chars().filter(each -> each != '?').count();
        return legible < 2 || NO_SERIAL.matcher(serial).matches() ? Signs.NONE : Signs.bytes(serial);
    }

    @Override
    public byte level(byte[] a, byte[] b) {
        if (a.length == 0 || b.length == 0) {
            return UNKNOWN;
        }
        int alike = a.length == b.length ? Serials.alike(a, 0, b, 0, a.length) : Serials.DIFFER;
        if (alike == Serials.EQUAL) {
            return SAME;
        }
        if (alike != Serials.DIFFER) {
            boolean wildcards = has(a, (byte) '?') || has(b, (byte) '?');
            return !wildcards ? LOOK_ALIKE : alike >= LEGIBLE_MIN ? OBLITERATED : LITTLE;
        }
        if (Math.max(a.length, b.length) >= 6 && Signs.slips(a, b) == 1) {
            return SLIP;
        }
        return Signs.partOf(a, b, LEGIBLE_MIN + 1) ? PART : DIFFERENT;
    }

    private static boolean has(byte[] serial, byte sign) {
        for (byte each : serial) {
            if (each == sign) {
                return true;
            }
        }
        return false;
    }
}
