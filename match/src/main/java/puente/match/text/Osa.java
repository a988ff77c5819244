package puente.match.text;

import java.nio.charset.StandardCharsets;

/**
 * Optimal string alignment distance (insert, delete, replace, swap of neighbours; no part edited twice) over folded bytes.
 *
 * <p>Bit-parallel after H. Hyyrö, "A bit-vector algorithm for computing Levenshtein and Damerau edit distances", Nordic Journal of
 * Computing 10 (2003): a column of the table is two machine words, so a byte of text costs a dozen instructions. A pattern
 * beyond {@value #WORD} bytes is computed by rows. Not for several threads at once; allocates only for such long patterns.
 */
public final class Osa {
    /** Longest pattern that fits a machine word, in bytes. */
    public static final int WORD = 64;

    private final long[] positions = new long[256];

    /** The number of edits that turn one into the other. */
    public int distance(byte[] a, byte[] b) {
        return distance(a, 0, a.length, b, 0, b.length);
    }

    /** The number of edits between two parts of arrays. */
    public int distance(byte[] a, int fromA, int toA, byte[] b, int fromB, int toB) {
        int startA = fromA;
        int startB = fromB;
        int endA = toA;
        int endB = toB;
        // What both begin or end with costs nothing, and most pairs worth asking about share much of it.
        while (startA < endA && startB < endB && a[startA] == b[startB]) {
            startA++;
            startB++;
        }
        while (startA < endA && startB < endB && a[endA - 1] == b[endB - 1]) {
            endA--;
            endB--;
        }
        int sizeA = endA - startA;
        int sizeB = endB - startB;
        if (sizeA == 0 || sizeB == 0) {
            return sizeA + sizeB;
        }
        if (sizeA > sizeB) {
            return sizeB <= WORD
                    ? byWord(b, startB, sizeB, a, startA, sizeA)
                    : byRows(b, startB, sizeB, a, startA, sizeA);
        }
        return sizeA <= WORD ? byWord(a, startA, sizeA, b, startB, sizeB) : byRows(a, startA, sizeA, b, startB, sizeB);
    }

    private int byWord(byte[] pattern, int from, int size, byte[] text, int fromText, int textSize) {
        long[] masks = positions;
        for (int at = 0; at < size; at++) {
            masks[pattern[from + at] & 0xFF] |= 1L << at;
        }
        long rises = -1L;
        long falls = 0;
        long diagonal = 0;
        long maskBefore = 0;
        long last = 1L << size - 1;
        int distance = size;
        for (int at = 0; at < textSize; at++) {
            long mask = masks[text[fromText + at] & 0xFF];
            long swapped = (~diagonal & mask) << 1 & maskBefore;
            diagonal = (mask & rises) + rises ^ rises | mask | falls | swapped;
            long horizontalRises = falls | ~(diagonal | rises);
            long horizontalFalls = diagonal & rises;
            distance += (horizontalRises & last) != 0 ? 1 : 0;
            distance -= (horizontalFalls & last) != 0 ? 1 : 0;
            horizontalRises = horizontalRises << 1 | 1;
            horizontalFalls <<= 1;
            rises = horizontalFalls | ~(diagonal | horizontalRises);
            falls = horizontalRises & diagonal;
            maskBefore = mask;
        }
        for (int at = 0; at < size; at++) {
            masks[pattern[from + at] & 0xFF] = 0;
        }
        return distance;
    }

    private static int byRows(byte[] a, int fromA, int sizeA, byte[] b, int fromB, int sizeB) {
        int[] beforeLast = new int[sizeB + 1];
        int[] before = new int[sizeB + 1];
        int[] row = new int[sizeB + 1];
        for (int at = 0; at <= sizeB; at++) {
            before[at] = at;
        }
        for (int down = 1; down <= sizeA; down++) {
            row[0] = down;
            for (int at = 1; at <= sizeB; at++) {
                boolean same = a[fromA + down - 1] == b[fromB + at - 1];
                int best = Math.min(before[at - 1] + (same ? 0 : 1), Math.min(before[at], row[at - 1]) + 1);
                if (down > 1
                        && at > 1
                        && a[fromA + down - 1] == b[fromB + at - 2]
                        && a[fromA + down - 2] == b[fromB + at - 1]) {
                    best = Math.min(best, beforeLast[at - 2] + 1);
                }
                row[at] = best;
            }
            int[] free = beforeLast;
            beforeLast = before;
            before = row;
            row = free;
        }
        return before[sizeB];
    }

    /** The distance as a share of the longer text: 1 the same, 0 nothing in common; 1 where both are empty. */
    public double similarity(byte[] a, byte[] b) {
        int longer = Math.max(a.length, b.length);
        return longer == 0 ? 1 : 1 - (double) distance(a, b) / longer;
    }

    /** The same for two folded strings, for callers that are not in a hurry. */
    public int distance(String a, String b) {
        return distance(a.getBytes(StandardCharsets.ISO_8859_1), b.getBytes(StandardCharsets.ISO_8859_1));
    }
}
