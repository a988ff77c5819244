package puente.match.text;

import java.util.Arrays;

/**
 * How many letters two words can have in common at most, order aside: what tells two words apart that no comparator would find alike, in a few
 * instructions and without walking either. Each word is a set of bits, two for each letter (one for a first, one for a second), six for each digit;
 * signs beyond are only counted. A bound, never below the truth: filters built on it leave results as they are.
 *
 * <p>Words are numbered by the caller. Filled, then read by any number of threads; nobody reads while words are added.
 */
public final class LetterCounts {
    private static final int BEYOND_SHIFT = 54;
    private static final int BEYOND_MAX = 31;
    private static final long LETTERS = (1L << BEYOND_SHIFT) - 1;
    private static final int DIGIT_BITS = 6;
    /** The longest common beginning that is told. */
    public static final int HEAD = 4;

    /** The longest word that is told apart by its letters; longer ones are always looked at. */
    public static final int LENGTH_MAX = 31;

    private static final byte[] PLACES = places();

    /** A word's numbers lie side by side: letters, digits, then its first four signs, its length and the caller's tag, then the caller's marks. */
    private static final int STRIDE = 4;

    private static final int LENGTH_SHIFT = 26;
    private static final int TAG_MASK = (1 << LENGTH_SHIFT) - 1;
    private static final int LENGTH_MASK = 63;

    private long[] numbers;

    /** @param words how many words there will be at first, numbered from 0; more make room */
    public LetterCounts(int words) {
        numbers = new long[Math.multiplyExact(words, STRIDE)];
    }

    private LetterCounts(long[] numbers) {
        this.numbers = numbers;
    }

    /** The same words, apart from here on. */
    public LetterCounts copy() {
        return new LetterCounts(numbers.clone());
    }

    private static byte[] places() {
        byte[] places = new byte[256];
        Arrays.fill(places, (byte) -1);
        for (int letter = 'a'; letter <= 'z'; letter++) {
            places[letter] = (byte) (letter - 'a');
        }
        // The one letter beyond a to z that folding may keep.
        places[0xF1] = 26;
        return places;
    }

    /**
     * Takes a word in.
     *
     * @param text folded bytes as {@link Folding} gives them
     * @param tag a number that the caller wants at hand beside the word, 0 to 2^26 - 1
     * @param marks bits that the caller wants at hand beside the word
     */
    public void set(int word, byte[] text, int tag, long marks) {
        long seen = 0;
        long figures = 0;
        int beyond = 0;
        int head = 0;
        for (int at = 0; at < text.length; at++) {
            int sign = text[at] & 0xff;
            int place = PLACES[sign];
            if (at < HEAD) {
                head |= sign << (24 - 8 * at);
            }
            if (place >= 0) {
                long bit = 1L << 2 * place;
                if ((seen & bit) == 0) {
                    seen |= bit;
                } else if ((seen & bit << 1) == 0) {
                    seen |= bit << 1;
                } else {
                    beyond++;
                }
            } else if (sign >= '0' && sign <= '9') {
                int from = (sign - '0') * DIGIT_BITS;
                int count = Long.bitCount(figures >>> from & (1 << DIGIT_BITS) - 1);
                if (count < DIGIT_BITS) {
                    figures |= 1L << from + count;
                } else {
                    beyond++;
                }
            } else {
                beyond++;
            }
        }
        int at = Math.multiplyExact(word, STRIDE);
        if (at + STRIDE > numbers.length) {
            numbers = Arrays.copyOf(numbers, Math.max(at + STRIDE, numbers.length + (numbers.length >> 1)));
        }
        numbers[at] = seen | (long) Math.min(beyond, BEYOND_MAX) << BEYOND_SHIFT;
        numbers[at + 1] = figures;
        numbers[at + 2] = (long) head << Integer.SIZE
                | (long) Math.min(text.length, LENGTH_MAX + 1) << LENGTH_SHIFT
                | tag & TAG_MASK;
        numbers[at + 3] = marks;
    }

    /** The length in bytes; {@link #LENGTH_MAX} and one for all longer words. */
    public int length(int word) {
        return (int) (numbers[word * STRIDE + 2] >>> LENGTH_SHIFT) & LENGTH_MASK;
    }

    /** The first byte, 0 for an empty word. */
    public int first(int word) {
        return (int) (numbers[word * STRIDE + 2] >>> 56);
    }

    /** The caller's number. */
    public int tag(int word) {
        return (int) numbers[word * STRIDE + 2] & TAG_MASK;
    }

    /** The caller's bits. */
    public long marks(int word) {
        return numbers[word * STRIDE + 3];
    }

    /** How many signs two words have in common at most, order aside. */
    public int atMost(int a, int b) {
        int one = a * STRIDE;
        int other = b * STRIDE;
        return Long.bitCount(numbers[one] & numbers[other] & LETTERS)
                + Long.bitCount(numbers[one + 1] & numbers[other + 1])
                + (int) Math.min(numbers[one] >>> BEYOND_SHIFT, numbers[other] >>> BEYOND_SHIFT);
    }

    /** With how many of their first four signs both begin. */
    public int prefix(int a, int b) {
        long differing = (numbers[a * STRIDE + 2] ^ numbers[b * STRIDE + 2]) >>> Integer.SIZE;
        int same = differing == 0 ? HEAD : Integer.numberOfLeadingZeros((int) differing) >>> 3;
        return Math.min(same, Math.min(length(a), length(b)));
    }

    /** For each two lengths and each prefix the fewest signs in common with which Jaro–Winkler can reach a similarity. */
    public static final class Least {
        private final byte[] least = new byte[1 << 13];

        /** @param similarity above 0, at most 1 */
        public Least(double similarity) {
            for (int a = 1; a <= LENGTH_MAX; a++) {
                for (int b = 1; b <= LENGTH_MAX; b++) {
                    for (int prefix = 0; prefix <= HEAD; prefix++) {
                        least[place(a, b, prefix)] = (byte) least(a, b, prefix, similarity);
                    }
                }
            }
        }

        private static int place(int a, int b, int prefix) {
            return (a << 5 | b) << 3 | prefix;
        }

        private static int least(int a, int b, int prefix, double similarity) {
            int shorter = Math.min(a, b);
            for (int common = 1; common <= shorter; common++) {
                double jaro = ((double) common / a + (double) common / b + 1) / 3;
                if (jaro + 0.1 * prefix * (1 - jaro) >= similarity - 1e-9) {
                    return common;
                }
            }
            return shorter + 1;
        }

        /** The fewest for lengths up to {@link #LENGTH_MAX}; nil where one is longer or empty, since nothing is told of those. */
        public int of(int lengthA, int lengthB, int prefix) {
            return lengthA > LENGTH_MAX || lengthB > LENGTH_MAX ? 0 : least[place(lengthA, lengthB, prefix)];
        }
    }
}
