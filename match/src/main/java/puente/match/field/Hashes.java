package puente.match.field;

/** Mixing for blocking keys; fixed, so that runs agree. */
public final class Hashes {
    private Hashes() {}

    /** Spreads a number over 64 bits (Steele, Lea, Flood: SplitMix64's finaliser). */
    public static long mix(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** A number for a text. */
    public static long of(CharSequence text) {
        long hash = 0xCBF29CE484222325L;
        for (int at = 0; at < text.length(); at++) {
            hash = (hash ^ text.charAt(at)) * 0x100000001B3L;
        }
        return mix(hash);
    }
}
