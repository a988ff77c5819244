package puente.match.text;

/** Signs that clerks and cameras take for one another: O, Q and D for 0, I and L for 1, Z for 2, S for 5, B for 8, G for 6. */
public final class LookAlikes {
    private static final String TAKEN = "OQDILZSBGoqdilzsbg";
    private static final String FOR = "000112586000112586";
    private static final byte[] LOOKS = looks();

    private LookAlikes() {}

    private static byte[] looks() {
        byte[] looks = new byte[128];
        for (int each = 0; each < looks.length; each++) {
            looks[each] = (byte) each;
        }
        for (int at = 0; at < TAKEN.length(); at++) {
            looks[TAKEN.charAt(at)] = (byte) FOR.charAt(at);
        }
        return looks;
    }

    /** What a sign is often taken for, the same for both of such a pair; of ASCII the lower seven bits count. */
    public static byte of(byte sign) {
        return LOOKS[sign & 0x7F];
    }

    /** A text of ASCII signs with each replaced by what it is taken for; other signs stay. */
    public static String of(String text) {
        StringBuilder out = new StringBuilder(text);
        for (int at = 0; at < out.length(); at++) {
            char sign = out.charAt(at);
            out.setCharAt(at, sign < LOOKS.length ? (char) LOOKS[sign] : sign);
        }
        return out.toString();
    }
}
