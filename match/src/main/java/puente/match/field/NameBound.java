package puente.match.field;

import java.util.Arrays;

/**
 * What two persons' names can come to at most, from what stands in their rows: which words may be alike by their {@link WordSketch}, and how rare words are at
 * most. Most pairs share a surname or a given name, for that brought them together, and nothing else; they are told by this alone, so that their
 * words, which lie anywhere in memory, need not be fetched. A bound: results are the same with and without. For one thread.
 */
final class NameBound {
    private static final int S = PersonNameField.SURNAMES_MAX;
    private static final int W = PersonNameField.WORD;
    private static final int WHOLE = PersonNameField.WHOLE;

    // Levels of surnames and given names; see PersonNameField.
    private static final int[] WITHOUT_SURNAME = {1, 2, 3, 13};
    private static final int[] SWAPPED_SURNAMES = {9, 10};
    private static final int SWAPPED_GIVEN = 13;
    private static final int OTHER_GIVEN_SAME = 7;
    private static final int[] HEAD_APART = {1, 2};
    private static final int[] HEAD_ALIKE = {1, 2, 3, 4, 5, 6};
    private static final int[] HEAD_SAME = {8, 9, 10, 11, 12};

    /** Nothing is out of reach. */
    static final NameBound NONE = new NameBound(new double[14], new double[14]);

    private final double[] lostSurname;
    private final double[] lostGiven;
    private final double withoutSurname;
    private final double swapped;
    private final double headApart;
    private final double headAlike;
    private final double headSame;

    /** What the pair may lose where no word is rare. */
    private double plain;
    /** What given names lose at least, and the most that their rarity gives back, in units. */
    private double given;

    private int givenRarity;
    private int givenA;
    private int givenB;

    private NameBound(double[] lostSurname, double[] lostGiven) {
        this.lostSurname = lostSurname;
        this.lostGiven = lostGiven;
        withoutSurname = least(lostSurname, WITHOUT_SURNAME);
        swapped = least(lostSurname, SWAPPED_SURNAMES) + lostGiven[SWAPPED_GIVEN];
        headApart = least(lostGiven, HEAD_APART);
        headAlike = least(lostGiven, HEAD_ALIKE);
        headSame = least(lostGiven, HEAD_SAME);
    }

    private static double least(double[] lost, int[] levels) {
        return Arrays.stream(levels).mapToDouble(level -> lost[level]).min().orElse(0);
    }

    /**
     * The bound for a model.
     *
     * @param surname how many bits are lost with each level of surnames against the heaviest
     * @param givenNames the same of given names
     */
    @SuppressWarnings("ReferenceEquality")
    NameBound of(double[] surname, double[] givenNames) {
        return surname == lostSurname && givenNames == lostGiven ? this : new NameBound(surname, givenNames);
    }

    /** Whether two words, by where they stand, are the same or may be something to each other. */
    static boolean mayBeAlike(int[] rows, int a, int b) {
        return rows[a] == rows[b] || !WordSketch.apart(sketch(rows, a), sketch(rows, b));
    }

    private static long sketch(int[] rows, int word) {
        return (long) rows[word + 1] << Integer.SIZE | rows[word + 2] & 0xFFFFFFFFL;
    }

    /**
     * Looks at a pair's given names.
     *
     * @param slack how many bits the pair may lose against the heaviest names and the most rarity
     * @return whether the pair may lose no more than that, unless its columns are swapped
     */
    boolean glance(int[] rows, int a, int b, int countA, int countB, double slack) {
        givenA = countA;
        givenB = countB;
        plain = slack - inBits(Math.min(rows[a + PersonNameField.RARITY_MOST], rows[b + PersonNameField.RARITY_MOST]));
        if (countA == 0 || countB == 0) {
            given = lostGiven[Field.UNKNOWN];
            givenRarity = 0;
            return slack >= given;
        }
        int most = Math.min(rows[a + PersonNameField.GIVEN_MOST], rows[b + PersonNameField.GIVEN_MOST]);
        int firstA = a + W * S;
        int firstB = b + W * S;
        if (rows[firstA] == rows[firstB]) {
            given = headSame;
            givenRarity = most;
            return slack >= given;
        }
        boolean same = false;
        for (int i = 0; i < countA; i++) {
            for (int j = 0; j < countB; j++) {
                same |= rows[firstA + W * i] == rows[firstB + W * j];
            }
        }
        boolean alike = mayBeAlike(rows, firstA, firstB);
        given = alike ? headAlike : headApart;
        if (same) {
            given = Math.min(given, lostGiven[OTHER_GIVEN_SAME]);
        }
        givenRarity = same ? most : alike ? most / 2 : 0;
        return slack >= given;
    }

    /** Whether the pair may lose no more than it may where columns are swapped: each one's surname is the other's given name. */
    boolean mayBeSwapped(int[] rows, int a, int b, int surnamesA, int surnamesB) {
        return plain >= swapped
                && anyAlike(rows, a, surnamesA, b + W * S, givenB)
                && anyAlike(rows, b, surnamesB, a + W * S, givenA);
    }

    private static boolean anyAlike(int[] rows, int one, int n, int other, int m) {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < m; j++) {
                if (mayBeAlike(rows, one + W * i, other + W * j)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether two persons' surnames, each written as one word, are nothing to each other beyond doubt. */
    static boolean wholesApart(int[] rows, int a, int b, int surnamesA, int surnamesB) {
        return rows[a + WHOLE] != rows[b + WHOLE]
                && WordSketch.lettersApart(whole(rows, a, surnamesA), whole(rows, b, surnamesB));
    }

    private static long whole(int[] rows, int words, int count) {
        long whole = sketch(rows, words);
        for (int at = 1; at < count; at++) {
            whole = WordSketch.joined(whole, sketch(rows, words + W * at));
        }
        return whole;
    }

    /** Whether the pair may lose no more than it may with surnames of a level and rarity. */
    boolean reaches(int level, int rarity) {
        return plain + inBits(rarity + givenRarity) >= lostSurname[level] + given;
    }

    /** The same where no surname is the same or close, all written as one neither. */
    boolean reachesWithNothing() {
        return plain + inBits(givenRarity) >= withoutSurname + given;
    }

    private static double inBits(int units) {
        return units / (double) Field.FREQUENCY_UNITS_PER_BIT;
    }
}
