package puente.match.field;

import java.util.Arrays;
import puente.match.name.Nicknames;
import puente.match.text.JaroWinkler;
import puente.match.text.LetterCounts;
import puente.match.text.Osa;

/**
 * How alike two words of names are, as a class from 0 to 5. Most words have too few letters in common to be anything to each other, which
 * {@link LetterCounts} tells at once; the rest is compared and remembered. For one thread.
 */
final class TokenLikeness {
    static final int NONE = 0;
    /** One is the other's initial. */
    static final int INITIAL = 1;
    /** Something of it: Jaro-Winkler above 0.86, or one begins or ends with the other. */
    static final int WEAK = 2;
    /** A slip of the hand: one edit in five letters or more, or Jaro-Winkler above 0.93. */
    static final int CLOSE = 3;
    /** Another spelling of the same sound, or a nickname. */
    static final int VARIANT = 4;

    static final int SAME = 5;

    private static final double WEAK_MIN = 0.86;
    private static final double CLOSE_MIN = 0.93;

    /** Shorter words are not told to be alike by one edit or by being part of another. */
    private static final int EDITED_MIN = 4;

    private static final LetterCounts.Least LEAST = new LetterCounts.Least(WEAK_MIN);
    private static final Nicknames NICKNAMES = Nicknames.standard();

    private final Dictionary dictionary;
    private final Words words;
    private final LetterCounts letters;
    private final JaroWinkler winkler = new JaroWinkler();
    private final Osa osa = new Osa();
    private final PairMemo memo = new PairMemo();

    TokenLikeness(Dictionary dictionary) {
        this.dictionary = dictionary;
        words = dictionary.words;
        letters = dictionary.letters;
    }

    /** What is known of words before any two are compared; for several threads. */
    static final class Dictionary {
        private final Words words;
        /**
         * Beside each word its sound, and a bit for each name that it may stand for, several names to a bit, none where no other name is known: without a
         * bit in common two words are not forms of one name.
         */
        private final LetterCounts letters;

        private long[] sketches = {};
        private int size = 1;

        /** @param words known so far; pet names and forms are looked up only for {@link Words#sounded sounded} ones */
        Dictionary(Words words) {
            this.words = words;
            letters = new LetterCounts(words.size());
            extend();
        }

        private Dictionary(Words words, Dictionary from) {
            this.words = words;
            letters = from.letters.copy();
            sketches = from.sketches.clone();
            size = from.size;
        }

        /** The same over a {@link Words#fork fork} of the words. */
        Dictionary over(Words fork) {
            return new Dictionary(fork, this);
        }

        /** Takes in the words that have been added since. */
        void extend() {
            if (words.size() > sketches.length) {
                sketches = Arrays.copyOf(sketches, Math.max(words.size(), sketches.length + (sketches.length >> 1)));
            }
            for (int number = size; number < words.size(); number++) {
                long names = words.sounded() ? names(words.get(number)) : 0;
                letters.set(number, words.bytes(number), words.sound(number), names);
                sketches[number] = WordSketch.of(words.bytes(number), words.soundMark(number), names);
            }
            size = words.size();
        }

        private static long names(String word) {
            if (!NICKNAMES.knows(word)) {
                return 0;
            }
            long bits = bit(word) | families(word);
            for (String meaning : NICKNAMES.meanings(word)) {
                bits |= bit(meaning);
            }
            for (String full : NICKNAMES.fullNames(word)) {
                bits |= bit(full) | families(full);
            }
            return bits;
        }

        private static long families(String word) {
            long bits = 0;
            for (int family : NICKNAMES.families(word)) {
                bits |= 1L << (Hashes.mix(family) & 63);
            }
            return bits;
        }

        private static long bit(String word) {
            return 1L << (Hashes.of(word) & 63);
        }

        /** The word's {@link WordSketch}. */
        long sketch(int word) {
            return sketches[word];
        }

        private boolean mayBeRelated(int a, int b) {
            return (letters.marks(a) & letters.marks(b)) != 0;
        }
    }

    int of(int a, int b) {
        if (a == b) {
            return a == 0 ? NONE : SAME;
        }
        if (a == 0 || b == 0) {
            return NONE;
        }
        int sizeA = letters.length(a);
        int sizeB = letters.length(b);
        if (sizeA == 1 || sizeB == 1) {
            return letters.first(a) == letters.first(b) ? INITIAL : NONE;
        }
        if (letters.tag(a) == letters.tag(b)) {
            return VARIANT;
        }
        if (!dictionary.mayBeRelated(a, b)) {
            if (letters.atMost(a, b) < needed(sizeA, sizeB, letters.prefix(a, b))) {
                return NONE;
            }
        }
        int known = memo.get(a, b);
        return known >= 0 ? known : memo.put(a, b, compare(a, b));
    }

    /** How many signs words of two lengths must have in common to be anything to each other but pet names and sounds; nil where that is not told. */
    static int needed(int sizeA, int sizeB, int prefix) {
        int least = LEAST.of(sizeA, sizeB, prefix);
        int shorter = Math.min(sizeA, sizeB);
        return shorter < EDITED_MIN ? least : Math.min(least, shorter - 1);
    }

    private int compare(int first, int second) {
        if (dictionary.mayBeRelated(first, second)
                && NICKNAMES.relation(words.get(first), words.get(second)) != Nicknames.Relation.NONE) {
            return VARIANT;
        }
        byte[] one = words.bytes(first);
        byte[] other = words.bytes(second);
        int shorter = Math.min(one.length, other.length);
        double alike = winkler.similarity(one, other);
        if (alike >= CLOSE_MIN
                || shorter >= EDITED_MIN && Math.abs(one.length - other.length) <= 1 && osa.distance(one, other) <= 1) {
            return CLOSE;
        }
        if (alike >= WEAK_MIN) {
            return WEAK;
        }
        if (shorter >= EDITED_MIN && (Words.holds(one, other) || Words.holds(other, one))) {
            return WEAK;
        }
        return NONE;
    }
}
