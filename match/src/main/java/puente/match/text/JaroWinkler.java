package puente.match.text;

import java.nio.charset.StandardCharsets;

/**
 * Jaro–Winkler similarity over folded bytes, bit-parallel: each byte of one text is a mask of its positions in the other, so
 * that the search for a partner within the window is one {@code and} and one lowest bit.
 *
 * <p>Definition: M. A. Jaro, JASA 84 (1989); W. E. Winkler, "String comparator metrics", ASA Section on Survey Research
 * (1990): prefix of at most four, weight 0.1, applied at any similarity. The masks are as in bit-parallel edit distance (H. Hyyrö).
 * Texts beyond {@value #MOST} bytes are compared by their first {@value #MOST}. Not for several threads at once; allocates nothing.
 */
public final class JaroWinkler {
    /** Longest text compared whole, in bytes: a machine word of positions. */
    public static final int MOST = 64;

    private static final int PREFIX = 4;
    private static final double PREFIX_WEIGHT = 0.1;

    private final long[] positions = new long[256];

    /** The similarity, 0 to 1; 1 where both are the same, also where both are empty. */
    public double similarity(byte[] a, byte[] b) {
        return similarity(a, 0, a.length, b, 0, b.length);
    }

    /** The similarity of two parts of arrays. */
    public double similarity(byte[] a, int fromA, int toA, byte[] b, int fromB, int toB) {
        // The longer one is the pattern: the shorter is walked twice, the pattern once to set and once to clear.
        int sizeA = Math.min(toA - fromA, MOST);
        int sizeB = Math.min(toB - fromB, MOST);
        if (sizeA == 0 || sizeB == 0) {
            return sizeA == sizeB ? 1 : 0;
        }
        if (sizeA < sizeB) {
            return compare(b, fromB, sizeB, a, fromA, sizeA);
        }
        return compare(a, fromA, sizeA, b, fromB, sizeB);
    }

    private double compare(byte[] pattern, int fromPattern, int size, byte[] text, int fromText, int textSize) {
        long[] masks = positions;
        for (int at = 0; at < size; at++) {
            masks[pattern[fromPattern + at] & 0xFF] |= 1L << at;
        }
        int window = Math.max(size / 2 - 1, 0);
        long taken = 0;
        long matched = 0;
        long reach = (2L << Math.min(window, 62)) - 1;
        for (int at = 0; at < textSize; at++) {
            long open = masks[text[fromText + at] & 0xFF] & reach & ~taken;
            long partner = open & -open;
            taken |= partner;
            matched |= (partner == 0 ? 0L : 1L) << at;
            reach = at < window ? reach << 1 | 1 : reach << 1;
        }
        int common = Long.bitCount(taken);
        double similarity = common == 0
                ? 0
                : jaro(
                        transposed(masks, text, fromText, taken, matched),
                        common,
                        size,
                        textSize,
                        pattern,
                        fromPattern,
                        text,
                        fromText);
        for (int at = 0; at < size; at++) {
            masks[pattern[fromPattern + at] & 0xFF] = 0;
        }
        return similarity;
    }

    /** Partners out of order: the n-th taken position must hold the n-th matched byte. */
    private static int transposed(long[] masks, byte[] text, int fromText, long taken, long matched) {
        int outOfOrder = 0;
        long left = taken;
        for (long rest = matched; rest != 0; rest &= rest - 1) {
            long position = left & -left;
            int at = Long.numberOfTrailingZeros(rest);
            outOfOrder += (masks[text[fromText + at] & 0xFF] & position) == 0 ? 1 : 0;
            left &= left - 1;
        }
        return outOfOrder;
    }

    private static double jaro(
            int outOfOrder,
            int common,
            int size,
            int textSize,
            byte[] pattern,
            int fromPattern,
            byte[] text,
            int fromText) {
        double jaro =
                ((double) common / size + (double) common / textSize + (common - outOfOrder / 2) / (double) common) / 3;
        int prefix = 0;
        int most = Math.min(PREFIX, textSize);
        while (prefix < most && pattern[fromPattern + prefix] == text[fromText + prefix]) {
            prefix++;
        }
        return jaro + prefix * PREFIX_WEIGHT * (1 - jaro);
    }

    /** The same for two folded strings, for callers that are not in a hurry. */
    public double similarity(String a, String b) {
        return similarity(a.getBytes(StandardCharsets.ISO_8859_1), b.getBytes(StandardCharsets.ISO_8859_1));
    }
}
