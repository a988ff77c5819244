package puente.match.field;

import static puente.match.field.TokenLikeness.CLOSE;
import static puente.match.field.TokenLikeness.INITIAL;
import static puente.match.field.TokenLikeness.SAME;
import static puente.match.field.TokenLikeness.VARIANT;
import static puente.match.field.TokenLikeness.WEAK;

/** Aligns the words of two persons' names and tells the level of surnames and of given names. For one thread. */
final class NameComparer implements Field.Comparer {
    private static final int S = PersonNameField.SURNAMES_MAX;
    private static final int G = PersonNameField.GIVEN_MAX;
    private static final int W = PersonNameField.WORD;
    private static final int WHOLE = PersonNameField.WHOLE;

    /** A surname of one is among the other's given names, and nothing else agrees. */
    private static final int CROSSED = 2;

    private static final int DIFFER = 1;
    private static final int DROPPED = Integer.MIN_VALUE;

    private final TokenLikeness likeness;
    private final TokenLikeness wholeLikeness;
    private final byte[] surnameGrades = new byte[S * S];
    private final Rarity.Table surnameRarity;
    private final Rarity.Table givenRarity;
    private final int offset;
    private NameBound bound = NameBound.NONE;

    // The arrangement being built: which words are spoken for, and what the aligned ones were.
    private int usedSurnamesA;
    private int usedSurnamesB;
    private int usedGivenA;
    private int usedGivenB;
    private int same;
    private int close;
    private int weak;
    private int firstClass;
    private boolean firstAligned;
    private int rarity;

    NameComparer(
            TokenLikeness.Dictionary words,
            TokenLikeness.Dictionary wholes,
            Rarity.Table surnameRarity,
            Rarity.Table givenRarity,
            int offset) {
        likeness = new TokenLikeness(words);
        wholeLikeness = new TokenLikeness(wholes);
        this.surnameRarity = surnameRarity;
        this.givenRarity = givenRarity;
        this.offset = offset;
    }

    @Override
    public int compare(int[] rows, int first, int second, byte[] levels, int at) {
        return compare(rows, first, second, levels, at, Double.POSITIVE_INFINITY);
    }

    /**
     * The same, left off where the pair would lose more than it may.
     *
     * @param slack how many bits it may lose against the heaviest names and the most rarity
     * @return {@link #DROPPED} where it loses more
     */
    private int compare(int[] rows, int first, int second, byte[] levels, int at, double slack) {
        int a = first + offset;
        int b = second + offset;
        int surnamesA = count(rows, a, S);
        int surnamesB = count(rows, b, S);
        int givenA = count(rows, a + W * S, G);
        int givenB = count(rows, b + W * S, G);
        if (!bound.glance(rows, a, b, givenA, givenB, slack) && !bound.mayBeSwapped(rows, a, b, surnamesA, surnamesB)) {
            return DROPPED;
        }
        rarity = 0;
        clear();
        int level = surnameLevel(rows, a, b, surnamesA, surnamesB, givenA, givenB);
        if (level == DROPPED) {
            return DROPPED;
        }
        if (level == CROSSED && swapped(rows, a, b, surnamesA, surnamesB, givenA, givenB)) {
            levels[at] = (byte) (surnamesA > 1 || surnamesB > 1 ? 9 : 10);
            levels[at + 1] = 13;
            return 0;
        }
        if (!bound.reaches(level, rarity)) {
            return DROPPED;
        }
        levels[at] = (byte) level;
        levels[at + 1] = (byte) givenLevel(rows, a + W * S, b + W * S, givenA, givenB);
        return rarity;
    }

    @Override
    public void compareAll(Batch batch, int at) {
        bound = bound.of(batch.lost[at], batch.lost[at + 1]);
        for (int pair = 0; pair < batch.size(); pair++) {
            int own = compare(
                    batch.rows,
                    batch.firsts[pair],
                    batch.seconds[pair],
                    batch.levels,
                    batch.from(pair) + at,
                    batch.slacks[pair]);
            if (own == DROPPED) {
                batch.slacks[pair] = -1;
            } else {
                batch.rarities[pair] += own;
            }
        }
    }

    /** How alike two words are, by where they stand. */
    private int grade(int[] rows, int a, int b) {
        return NameBound.mayBeAlike(rows, a, b) ? likeness.of(rows[a], rows[b]) : TokenLikeness.NONE;
    }

    private void clear() {
        usedSurnamesA = 0;
        usedSurnamesB = 0;
        usedGivenA = 0;
        usedGivenB = 0;
        same = 0;
        close = 0;
        weak = 0;
    }

    private static int count(int[] rows, int at, int max) {
        int count = 0;
        while (count < max && rows[at + W * count] != 0) {
            count++;
        }
        return count;
    }

    private int surnameLevel(int[] rows, int a, int b, int nA, int nB, int gA, int gB) {
        if (nA == 0 || nB == 0) {
            return Field.UNKNOWN;
        }
        int best = 0;
        for (int i = 0; i < nA; i++) {
            for (int j = 0; j < nB; j++) {
                int grade = grade(rows, a + W * i, b + W * j);
                surnameGrades[i * S + j] = (byte) grade;
                best = Math.max(best, grade);
            }
        }
        int firstAt = -1;
        for (int grade = best; grade >= WEAK; grade--) {
            for (int i = 0; i < nA; i++) {
                for (int j = 0; j < nB && (usedSurnamesA >> i & 1) == 0; j++) {
                    if ((usedSurnamesB >> j & 1) == 0 && surnameGrades[i * S + j] == grade) {
                        usedSurnamesA |= 1 << i;
                        usedSurnamesB |= 1 << j;
                        if (firstAt < 0) {
                            firstAt = nA == 1 ? j : nB == 1 ? i : Math.min(i, j);
                        }
                        align(grade, rows[a + W * i], rows[b + W * j], surnameRarity);
                    }
                }
            }
        }
        if (same + close > 0 && same + close < Math.max(nA, nB)) {
            strayed(rows, a, b + W * S, nA, gB, true);
            strayed(rows, b, a + W * S, nB, gA, false);
        }
        int least = Math.min(nA, nB);
        if (same + close >= 2) {
            return close == 0 ? 12 : 11;
        }
        if (rows[a + WHOLE] == rows[b + WHOLE]) {
            return least >= 2 ? 12 : 10;
        }
        if (same == 1) {
            return least >= 2 ? 5 : Math.max(nA, nB) == 1 ? 10 : firstAt == 0 ? 9 : 8;
        }
        if (close == 0 && !bound.reachesWithNothing() && !bound.mayBeSwapped(rows, a, b, nA, nB)) {
            return DROPPED;
        }
        if (nA + nB > 2
                && !NameBound.wholesApart(rows, a, b, nA, nB)
                && wholeLikeness.of(rows[a + WHOLE], rows[b + WHOLE]) >= CLOSE) {
            return 13;
        }
        if (close == 1) {
            return least >= 2 ? 4 : Math.max(nA, nB) == 1 ? 7 : 6;
        }
        if (weak > 0) {
            return 3;
        }
        if (crosses(rows, a, b + W * S, nA, gB)) {
            return CROSSED;
        }
        return crosses(rows, b, a + W * S, nB, gA) ? CROSSED : DIFFER;
    }

    private void align(int grade, int a, int b, Rarity.Table rarities) {
        if (grade == SAME) {
            same++;
            rarity += rarities.of(a);
        } else if (grade >= CLOSE) {
            close++;
            rarity += Math.min(rarities.of(a), rarities.of(b)) / 2;
        } else {
            weak++;
        }
    }

    /** A surname word left over on one side that stands among the other's later given names: a maternal surname filed as a middle name. */
    private void strayed(int[] rows, int surnames, int given, int n, int g, boolean ofA) {
        for (int i = 0; i < n; i++) {
            if (((ofA ? usedSurnamesA : usedSurnamesB) >> i & 1) != 0) {
                continue;
            }
            for (int j = 1; j < g; j++) {
                if (((ofA ? usedGivenB : usedGivenA) >> j & 1) == 0
                        && grade(rows, surnames + W * i, given + W * j) >= CLOSE) {
                    boolean exact = rows[surnames + W * i] == rows[given + W * j];
                    if (ofA) {
                        usedSurnamesA |= 1 << i;
                        usedGivenB |= 1 << j;
                    } else {
                        usedSurnamesB |= 1 << i;
                        usedGivenA |= 1 << j;
                    }
                    if (exact) {
                        same++;
                        rarity += surnameRarity.of(rows[surnames + W * i]);
                    } else {
                        close++;
                    }
                    break;
                }
            }
        }
    }

    private boolean crosses(int[] rows, int surnames, int given, int n, int g) {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < g; j++) {
                if (grade(rows, surnames + W * i, given + W * j) >= CLOSE) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether each one's first surname is the other's first given name. */
    private boolean swapped(int[] rows, int a, int b, int nA, int nB, int gA, int gB) {
        return nA > 0
                && nB > 0
                && gA > 0
                && gB > 0
                && anyAlike(rows, a, nA, b + W * S, gB)
                && anyAlike(rows, b, nB, a + W * S, gA);
    }

    private boolean anyAlike(int[] rows, int one, int n, int other, int m) {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < m; j++) {
                if (grade(rows, one + W * i, other + W * j) >= CLOSE) {
                    return true;
                }
            }
        }
        return false;
    }

    private int givenLevel(int[] rows, int a, int b, int countA, int countB) {
        int firstA = next(usedGivenA, -1, countA);
        int firstB = next(usedGivenB, -1, countB);
        if (firstA >= countA || firstB >= countB) {
            return Field.UNKNOWN;
        }
        int leftA = countA - Integer.bitCount(usedGivenA);
        int leftB = countB - Integer.bitCount(usedGivenB);
        int head = grade(rows, a + W * firstA, b + W * firstB);
        if (head == SAME) {
            rarity += givenRarity.of(rows[a + W * firstA]);
            if (leftA == 1 && leftB == 1) {
                return 11;
            }
            if (leftA == 1 || leftB == 1) {
                return 10;
            }
            int best = bestRest(rows, a, b, countA, countB, firstA, firstB);
            return best >= CLOSE ? 12 : best == INITIAL ? 9 : 8;
        }
        if (head == VARIANT || head == CLOSE) {
            rarity += Math.min(givenRarity.of(rows[a + W * firstA]), givenRarity.of(rows[b + W * firstB])) / 2;
            return head == VARIANT ? 6 : 5;
        }
        int any = 0;
        int anyRarity = 0;
        for (int i = 0; i < countA; i++) {
            for (int j = 0; j < countB; j++) {
                if ((usedGivenA >> i & 1) == 0 && (usedGivenB >> j & 1) == 0) {
                    int grade = grade(rows, a + W * i, b + W * j);
                    if (grade > any && grade != INITIAL) {
                        any = grade;
                        anyRarity = grade == SAME ? givenRarity.of(rows[a + W * i]) : 0;
                    }
                }
            }
        }
        if (any == SAME) {
            rarity += anyRarity;
            return 7;
        }
        if (head == INITIAL) {
            return 4;
        }
        if (head == WEAK) {
            return 3;
        }
        return any >= CLOSE ? 2 : 1;
    }

    private int bestRest(int[] rows, int a, int b, int countA, int countB, int firstA, int firstB) {
        int best = 0;
        int bestRarity = 0;
        for (int i = firstA + 1; i < countA; i++) {
            for (int j = firstB + 1; j < countB; j++) {
                if ((usedGivenA >> i & 1) == 0 && (usedGivenB >> j & 1) == 0) {
                    int grade = grade(rows, a + W * i, b + W * j);
                    if (grade > best) {
                        best = grade;
                        bestRarity = grade == SAME ? givenRarity.of(rows[a + W * i]) : 0;
                    }
                }
            }
        }
        rarity += bestRarity;
        return best;
    }

    private static int next(int used, int after, int count) {
        int at = after + 1;
        while (at < count && (used >> at & 1) != 0) {
            at++;
        }
        return at;
    }
}
