package puente.match.field;

import java.util.Arrays;
import puente.match.text.JaroWinkler;
import puente.match.text.LetterCounts;
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

    private static final double SOME_MIN = 0.82;
    private static final double CLOSE_MIN = 0.92;
    private static final int EDITED_MIN = 4;

    /** Shorter words say nothing by themselves. */
    private static final int PART_MIN = 4;

    private static final LetterCounts.Least LEAST = new LetterCounts.Least(SOME_MIN);

    private final JaroWinkler winkler = new JaroWinkler();
    private final Osa osa = new Osa();
    private final Dictionary dictionary;
    private final Words closed;
    private final PairMemo memo = new PairMemo();

    WordLikeness(Dictionary dictionary) {
        this.dictionary = dictionary;
        closed = dictionary.closed;
    }

    /** What is known of values before any two are compared; for several threads. */
    static final class Dictionary {
        private final Words words;
        private final Words closed;
        private final Words parts;
        private int[][] partsOf = {};
        private int[] closedOf = {};
        /** Beside each value a bit for each of its longer words, several words to a bit: values without a bit in common share no word. */
        private final LetterCounts letters;

        private int size;

        /** @param words the values known so far */
        Dictionary(Words words) {
            this.words = words;
            closed = new Words(false);
            parts = new Words(false);
            letters = new LetterCounts(words.size());
            extend();
        }

        private Dictionary(Words words, Dictionary from) {
            this.words = words;
            closed = from.closed.fork();
            parts = from.parts.fork();
            partsOf = from.partsOf.clone();
            closedOf = from.closedOf.clone();
            letters = from.letters.copy();
            size = from.size;
        }

        /** The same over a {@link Words#fork fork} of the values. */
        Dictionary over(Words fork) {
            return new Dictionary(fork, this);
        }

        /** Takes in the values that have been added since. */
        void extend() {
            int from = Math.max(1, size);
            if (words.size() > closedOf.length) {
                int room = Math.max(words.size(), closedOf.length + (closedOf.length >> 1));
                closedOf = Arrays.copyOf(closedOf, room);
                partsOf = Arrays.copyOf(partsOf, room);
            }
            for (int value = from; value < words.size(); value++) {
                closedOf[value] = closed.intern(words.get(value).replace(" ", ""));
                partsOf[value] = Plain.words(words.get(value)).stream()
                        .filter(part -> part.length() >= PART_MIN)
                        .mapToInt(parts::intern)
                        .toArray();
                long bits = 0;
                for (int part : partsOf[value]) {
                    bits |= 1L << (Hashes.mix(part) & 63);
                }
                letters.set(value, closed.bytes(closedOf[value]), 0, bits);
            }
            size = words.size();
        }

        /** Whether two values have too few letters and no word in common. */
        private boolean apart(int a, int b) {
            int sizeA = letters.length(a);
            int sizeB = letters.length(b);
            int shorter = Math.min(sizeA, sizeB);
            // A short one is only ever contained whole; others may be alike, one edit apart or two in a long one.
            int least = shorter < EDITED_MIN
                    ? shorter
                    : Math.min(LEAST.of(sizeA, sizeB, letters.prefix(a, b)), shorter - (shorter < 8 ? 1 : 2));
            return letters.atMost(a, b) < least && (letters.marks(a) & letters.marks(b)) == 0;
        }
    }

    /** For two different values. */
    int of(int a, int b) {
        if (dictionary.apart(a, b)) {
            return DIFFER;
        }
        int known = memo.get(a, b);
        return known >= 0 ? known : memo.put(a, b, compare(a, b));
    }

    private int compare(int a, int b) {
        if (dictionary.closedOf[a] == dictionary.closedOf[b]) {
            return ONE_SLIP;
        }
        byte[] one = closed.bytes(dictionary.closedOf[a]);
        byte[] other = closed.bytes(dictionary.closedOf[b]);
        int shorter = Math.min(one.length, other.length);
        int gap = Math.abs(one.length - other.length);
        boolean inside = Words.holds(one, other) || Words.holds(other, one);
        if (shorter < EDITED_MIN) {
            return shorter >= 1 && inside ? CONTAINED : DIFFER;
        }
        int edits = gap > 2 ? 3 : osa.distance(one, other);
        if (edits <= 1) {
            return ONE_SLIP;
        }
        double alike = winkler.similarity(one, other);
        if (alike >= CLOSE_MIN || shorter >= 8 && edits <= 2) {
            return CLOSE;
        }
        if (inside) {
            return CONTAINED;
        }
        return alike >= SOME_MIN || shareWord(a, b) ? SOME : DIFFER;
    }

    private boolean shareWord(int a, int b) {
        for (int one : dictionary.partsOf[a]) {
            for (int other : dictionary.partsOf[b]) {
                if (one == other) {
                    return true;
                }
            }
        }
        return false;
    }
}
