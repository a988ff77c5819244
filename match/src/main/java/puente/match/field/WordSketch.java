package puente.match.field;

import puente.match.text.LetterCounts;

/**
 * A word of a name in one number, which stands in the row itself: its letters, its length, its first sign, and some bits of its sound and of what it may
 * stand for. Two words that nothing likens (see {@link TokenLikeness}) are mostly told apart by these alone, so that what is known of them, which lies
 * anywhere in memory, need not be fetched. A bound, so results are the same with and without.
 */
final class WordSketch {
    private static final int LETTERS = 26;
    private static final long LETTER_MASK = (1L << LETTERS) - 1;
    private static final int LENGTH_SHIFT = LETTERS;
    private static final int LENGTH_MAX = 31;
    private static final int FIRST_SHIFT = LENGTH_SHIFT + 5;
    private static final int SOUND_SHIFT = FIRST_SHIFT + 5;
    private static final int FIVE_BITS = 31;
    private static final int SOUND_BITS = 6;
    private static final int SOUND_MASK = (1 << SOUND_BITS) - 1;
    private static final int MARKS_SHIFT = SOUND_SHIFT + SOUND_BITS;
    private static final int MARKS = Long.SIZE - MARKS_SHIFT;

    /** How many signs two words of two lengths must have in common to be anything to each other, with another first sign and with the same. */
    private static final byte[] NEEDED = needed();

    private WordSketch() {}

    private static byte[] needed() {
        byte[] needed = new byte[1 << 11];
        for (int a = 2; a < LENGTH_MAX; a++) {
            for (int b = 2; b < LENGTH_MAX; b++) {
                needed[(a << 5 | b) << 1] = (byte) TokenLikeness.needed(a, b, 0);
                needed[(a << 5 | b) << 1 | 1] = (byte) TokenLikeness.needed(a, b, LetterCounts.HEAD);
            }
        }
        return needed;
    }

    /**
     * The sketch of a word.
     *
     * @param text folded bytes
     * @param sound bits that words of one sound share
     * @param marks bits of which words that stand for one another share one
     */
    static long of(byte[] text, int sound, long marks) {
        long sketch = 0;
        for (byte sign : text) {
            sketch |= sign >= 'a' && sign <= 'z' ? 1L << (sign - 'a') : 0;
        }
        long folded = 0;
        for (int bit = 0; bit < Long.SIZE; bit++) {
            folded |= (marks >>> bit & 1) << (bit % MARKS);
        }
        long first = text.length == 0 ? 0 : text[0] & FIVE_BITS;
        return sketch
                | (long) Math.min(LENGTH_MAX, text.length) << LENGTH_SHIFT
                | first << FIRST_SHIFT
                | (long) (sound & SOUND_MASK) << SOUND_SHIFT
                | folded << MARKS_SHIFT;
    }

    /** Whether two words are nothing to each other beyond doubt. */
    static boolean apart(long a, long b) {
        long differing = a ^ b;
        if ((differing >>> SOUND_SHIFT & SOUND_MASK) == 0 || (a & b) >>> MARKS_SHIFT != 0) {
            return false;
        }
        return lettersApart(a, b);
    }

    /** Whether two words that neither sound nor stand for anything have too few letters in common to be anything to each other. */
    static boolean lettersApart(long a, long b) {
        int lengthA = (int) (a >>> LENGTH_SHIFT) & FIVE_BITS;
        int lengthB = (int) (b >>> LENGTH_SHIFT) & FIVE_BITS;
        int sameFirst = ((a ^ b) >>> FIRST_SHIFT & FIVE_BITS) == 0 ? 1 : 0;
        // What is not a first letter of its kind may be whatever the other has left.
        int common = Long.bitCount(a & b & LETTER_MASK)
                + Math.min(lengthA - Long.bitCount(a & LETTER_MASK), lengthB - Long.bitCount(b & LETTER_MASK));
        return common < NEEDED[(lengthA << 5 | lengthB) << 1 | sameFirst];
    }

    /** The letters, the length and the first sign of two words written as one. */
    static long joined(long one, long other) {
        long length = Math.min(LENGTH_MAX, (one >>> LENGTH_SHIFT & FIVE_BITS) + (other >>> LENGTH_SHIFT & FIVE_BITS));
        return (one | other) & LETTER_MASK | length << LENGTH_SHIFT | one & (long) FIVE_BITS << FIRST_SHIFT;
    }
}
