package puente.match.link;

import java.util.Arrays;
import puente.match.table.Column;
import puente.match.table.Table;

/** The known answer: which rows are truly one subject. Rows without a value are of nobody else. */
final class Answer {
    private final int[] known;
    private final int secondStart;
    private final boolean two;
    /** The rows of each subject, one after the other, and where each subject's begin. */
    private final int[] rows;

    private final int[] from;

    Answer(Table table, Column truth) {
        known = truth.rows();
        two = table.two();
        secondStart = table.secondStart();
        from = new int[truth.values().size() + 1];
        for (int subject : known) {
            from[subject + 1]++;
        }
        for (int subject = 0; subject + 1 < from.length; subject++) {
            from[subject + 1] += from[subject];
        }
        rows = new int[known.length];
        int[] next = from.clone();
        for (int row = 0; row < known.length; row++) {
            rows[next[known[row]]++] = row;
        }
    }

    /** Whether two rows are one subject. */
    boolean same(int a, int b) {
        return known[a] != 0 && known[a] == known[b];
    }

    /** Takes a true pair, the earlier row first. */
    @FunctionalInterface
    interface Pair {
        void take(int a, int b);
    }

    /** Every pair that is truly one subject; with two files only pairs across. */
    void each(Pair pair) {
        for (int subject = 1; subject + 1 < from.length; subject++) {
            for (int i = from[subject]; i < from[subject + 1]; i++) {
                for (int j = i + 1; j < from[subject + 1]; j++) {
                    if (!two || rows[i] < secondStart && rows[j] >= secondStart) {
                        pair.take(rows[i], rows[j]);
                    }
                }
            }
        }
    }

    /** How many pairs are truly one subject. */
    long pairs() {
        long pairs = 0;
        for (int subject = 1; subject + 1 < from.length; subject++) {
            int end = Arrays.binarySearch(rows, from[subject], from[subject + 1], secondStart);
            long first = (end < 0 ? ~end : end) - from[subject];
            pairs += pairs(first, from[subject + 1] - from[subject] - first);
        }
        return pairs;
    }

    private long pairs(long first, long second) {
        return two ? first * second : (first + second) * (first + second - 1) / 2;
    }

    /** Of the pairs that groups of rows imply, how many are truly one subject, of how many. */
    Rate implied(int[] groupOf) {
        long[] first = new long[groupOf.length];
        long[] second = new long[groupOf.length];
        long[] keys = new long[groupOf.length];
        for (int row = 0; row < groupOf.length; row++) {
            (row < secondStart ? first : second)[groupOf[row]]++;
            keys[row] = (long) groupOf[row] << 32 | (long) known[row] << 1 | (row < secondStart ? 0 : 1);
        }
        long said = 0;
        for (int group = 0; group < groupOf.length; group++) {
            said += pairs(first[group], second[group]);
        }
        Arrays.sort(keys);
        long right = 0;
        int start = 0;
        long ofFirst = 0;
        for (int at = 0; at <= keys.length; at++) {
            if (at == keys.length || keys[at] >>> 1 != keys[start] >>> 1) {
                // Rows without a known answer are of nobody else.
                right += (int) keys[start] >>> 1 == 0 ? 0 : pairs(ofFirst, at - start - ofFirst);
                start = at;
                ofFirst = 0;
            }
            ofFirst += at < keys.length && (keys[at] & 1) == 0 ? 1 : 0;
        }
        return new Rate(right, said);
    }
}
