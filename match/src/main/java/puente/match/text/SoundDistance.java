package puente.match.text;

/**
 * How far apart two folded words are when one may be another language's writing of the other: an edit distance in which the
 * changes that transliterations make are cheap (Mohammed, Muhamad; Yeltsin, Jelzin; Qaddafi, Gadafi), and others cost a whole edit.
 *
 * <p>Costs are in eighths of an edit: a doubled letter 1; y, i and j for each other 2; a vowel for a vowel 3; a vowel or h left out
 * 4 or 3; consonants of one group (k c q g x kh; s z c ts; v w f b; d t) 3 to 4. Weighted edit distance: R. A. Wagner, M. J. Fischer,
 * JACM 21 (1974). Not for several threads at once; allocates nothing.
 */
public final class SoundDistance {
    /** One whole edit. */
    public static final int EDIT = 8;

    /** Longest word compared, in bytes; of longer ones the opening. */
    public static final int MOST = 64;

    private static final int[][] REPLACE = replacements();

    private final int[] before = new int[MOST + 1];
    private final int[] row = new int[MOST + 1];

    /** The cost in eighths of an edit. */
    public int distance(byte[] a, byte[] b) {
        int sizeA = Math.min(a.length, MOST);
        int sizeB = Math.min(b.length, MOST);
        before[0] = 0;
        for (int at = 1; at <= sizeB; at++) {
            before[at] = before[at - 1] + omission(b, at - 1);
        }
        for (int down = 1; down <= sizeA; down++) {
            int deletion = omission(a, down - 1);
            row[0] = before[0] + deletion;
            int[] replace = REPLACE[a[down - 1] & 0x7F];
            for (int at = 1; at <= sizeB; at++) {
                int best = before[at - 1] + replace[b[at - 1] & 0x7F];
                best = Math.min(best, before[at] + deletion);
                row[at] = Math.min(best, row[at - 1] + omission(b, at - 1));
            }
            System.arraycopy(row, 0, before, 0, sizeB + 1);
        }
        return before[sizeB];
    }

    /** 1 for the same sound, 0 for as many edits as the longer word has letters. */
    public double similarity(byte[] a, byte[] b) {
        int longer = Math.max(Math.min(a.length, MOST), Math.min(b.length, MOST));
        return longer == 0 ? 1 : Math.max(0, 1 - (double) distance(a, b) / (EDIT * longer));
    }

    private static int omission(byte[] word, int at) {
        byte each = word[at];
        boolean doubled = at > 0 && word[at - 1] == each;
        return switch (each) {
            case 'h' -> 3;
            case 'a', 'e', 'i', 'o', 'u', 'y' -> doubled ? 1 : 4;
            case 't' ->
                at + 1 < word.length
                                && (word[at + 1] == 's'
                                        || word[at + 1] == 'c'
                                        || word[at + 1] == 'z'
                                        || word[at + 1] == 'l')
                        ? 3
                        : doubled ? 1 : EDIT;
            case 'c' ->
                at > 0 && word[at - 1] == 's' || at + 1 < word.length && word[at + 1] == 'k' ? 3 : doubled ? 1 : EDIT;
            case 'd' -> at + 1 < word.length && (word[at + 1] == 'j' || word[at + 1] == 'z') ? 3 : doubled ? 1 : EDIT;
            default -> doubled ? 1 : EDIT;
        };
    }

    private static int[][] replacements() {
        int[][] cost = new int[128][128];
        for (int[] each : cost) {
            java.util.Arrays.fill(each, EDIT);
        }
        group(cost, "aeiouy", 4);
        group(cost, "ou", 3);
        group(cost, "ei", 3);
        group(cost, "iyj", 2);
        group(cost, "kcqgx", 4);
        group(cost, "kcq", 2);
        group(cost, "hkgjx", 5);
        group(cost, "szc", 4);
        group(cost, "sz", 2);
        group(cost, "sx", 4);
        group(cost, "vwf", 3);
        group(cost, "vwb", 3);
        group(cost, "wu", 3);
        group(cost, "bp", 5);
        group(cost, "dt", 4);
        group(cost, "mn", 6);
        group(cost, "jz", 5);
        group(cost, "jg", 4);
        for (int each = 0; each < cost.length; each++) {
            cost[each][each] = 0;
        }
        return cost;
    }

    private static void group(int[][] cost, String letters, int eighths) {
        for (int a = 0; a < letters.length(); a++) {
            for (int b = 0; b < letters.length(); b++) {
                int old = cost[letters.charAt(a)][letters.charAt(b)];
                cost[letters.charAt(a)][letters.charAt(b)] = Math.min(old, eighths);
            }
        }
    }
}
