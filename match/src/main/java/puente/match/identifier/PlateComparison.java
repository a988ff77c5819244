package puente.match.identifier;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * Licence plates, with their issuer where it is written ({@code MX-SIN:ABC123A}, {@code US-TX ABC1234}). Look-alikes are expected:
 * Mexican plates have no I, O, Q or Ñ (NOM-001-SCT-2), so a clerk's O is a 0 there, and cameras confuse 8 and B everywhere. Signs
 * not seen are ? or *; what is left of a plate is evidence by its length.
 */
public final class PlateComparison implements FieldComparison {
    /** What both show agrees, but it is little. */
    public static final byte PART = 2;

    public static final byte SLIP = 3;

    /** Only look-alikes differ, or signs that were not seen. */
    public static final byte LOOK_ALIKE = 4;

    /** The same signs of two issuers: two vehicles often, one wrongly filed sometimes. */
    public static final byte OTHER_ISSUER = 5;

    public static final byte SAME = 6;

    private static final List<String> LEVELS =
            List.of("unknown", "different", "part", "slip", "look-alike", "other-issuer", "same");
    private static final int PART_MIN = 4;
    private static final int MOST = 10;
    private static final byte ISSUER = ':';

    @Override
    public String name() {
        return "plate";
    }

    @Override
    public List<String> levels() {
        return LEVELS;
    }

    /** The signs, and behind a colon the issuer. */
    @Override
    public byte[] prepare(String value) {
        String text = value.strip().toUpperCase(Locale.ROOT);
        String issuer = "";
        if (text.length() > 6 && text.charAt(2) == '-' && (text.startsWith("MX") || text.startsWith("US"))) {
            int end = Math.max(text.indexOf(':'), text.indexOf(' '));
            issuer = end > 0 ? Signs.clean(text.substring(0, end), false) : "";
            text = end > 0 ? text.substring(end + 1) : text;
        }
        String plate = Signs.clean(text, true);
        boolean readable = plate.chars().filter(each -> each != '?').count() >= 2 && plate.length() <= MOST;
        return readable ? Signs.bytes(plate + (issuer.isEmpty() ? "" : ":" + issuer)) : Signs.NONE;
    }

    @Override
    public String signs(byte[] prepared) {
        return new String(prepared, 0, size(prepared), StandardCharsets.ISO_8859_1);
    }

    @Override
    public byte level(byte[] a, byte[] b) {
        if (a.length == 0 || b.length == 0) {
            return UNKNOWN;
        }
        int sizeA = size(a);
        int sizeB = size(b);
        int alike = sizeA == sizeB ? Serials.alike(a, 0, b, 0, sizeA) : Serials.DIFFER;
        if (alike == Serials.EQUAL) {
            boolean issuers = sizeA < a.length && sizeB < b.length;
            return issuers && Signs.slips(a, sizeA, a.length, b, sizeB, b.length) > 0 ? OTHER_ISSUER : SAME;
        }
        if (alike > 0) {
            return alike >= PART_MIN ? LOOK_ALIKE : PART;
        }
        int longer = Math.max(sizeA, sizeB);
        if (longer >= 5 && Signs.slips(a, 0, sizeA, b, 0, sizeB) == 1) {
            return SLIP;
        }
        return isPart(a, sizeA, b, sizeB) || isPart(b, sizeB, a, sizeA) ? PART : DIFFERENT;
    }

    private static boolean isPart(byte[] brief, int size, byte[] whole, int wholeSize) {
        return size >= PART_MIN
                && size < wholeSize
                && (Serials.alike(brief, 0, whole, 0, size) != Serials.DIFFER
                        || Serials.alike(brief, 0, whole, wholeSize - size, size) != Serials.DIFFER);
    }

    private static int size(byte[] plate) {
        for (int at = 0; at < plate.length; at++) {
            if (plate[at] == ISSUER) {
                return at;
            }
        }
        return plate.length;
    }
}
