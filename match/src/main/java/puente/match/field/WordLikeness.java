package puente.match.field;

import puente.match.text.JaroWinkler;
import puente.match.text.Osa;

/** How alike two short texts are (a place, a street, a make), as a level of {@link WordsField}. For one thread. */
final class WordLikeness {
    static final int DIFFER = 1;
    static final int SOME = 2;
    static final int CONTAINED = 3;
    static final int CLOSE = 4;
    static final int ONE_SLIP = 5;
    static final int KNOWN_AS = 6;
    static final int SAME = 7;

    private final JaroWinkler winkler = new JaroWinkler();
    private final Osa osa = new Osa();
    private final int[][] partsOf;
    private final Words closed;
    private final int[] closedOf;
    private final PairMemo memo = new PairMemo();

    /**
     * @param partsOf for each value the numbers of its longer words
     * @param closedOf for each word its number in {@code closed}, where blanks are left out
     */
    WordLikeness(int[][] partsOf, Words closed, int[] closedOf) {
        this.partsOf = partsOf;
        this.closed = closed;
        this.closedOf = closedOf;
    }

    /** For two different values. */
    int of(int a, int b) {
        int known = memo.get(a, b);
        return known >= 0 ? known : memo.put(a, b, compare(a, b));
    }

    private int compare(int a, int b) {
        if (closedOf[a] == closedOf[b]) {
            return ONE_SLIP;
        }
        byte[] one = closed.bytes(closedOf[a]);
        byte[] other = closed.bytes(closedOf[b]);
        int shorter = Math.min(one.length, other.length);
        int gap = Math.abs(one.length - other.length);
        String textA = closed.get(closedOf[a]);
        String textB = closed.get(closedOf[b]);
        boolean inside =
                textA.startsWith(textB) || textB.startsWith(textA) || textA.endsWith(textB) || textB.endsWith(textA);
        if (shorter < 4) {
            return shorter >= 1 && inside ? CONTAINED : DIFFER;
        }
        int edits = gap > 2 ? 3 : osa.distance(one, other);
        if (edits <= 1) {
            return ONE_SLIP;
        }
        double alike = winkler.similarity(one, other);
        if (alike >= 0.92 || shorter >= 8 && edits <= 2) {
            return CLOSE;
        }
        if (inside) {
            return CONTAINED;
        }
        return alike >= 0.82 || shareWord(a, b) ? SOME : DIFFER;
    }

    private boolean shareWord(int a, int b) {
        for (int one : partsOf[a]) {
            for (int other : partsOf[b]) {
                if (one == other) {
                    return true;
                }
            }
        }
        return false;
    }
}
