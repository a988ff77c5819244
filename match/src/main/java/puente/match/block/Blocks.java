package puente.match.block;

import java.util.Arrays;

/** The rows that share a key of a rule, group by group, rows in order; rows alone with their key are left out. */
final class Blocks {
    private final int[] members;
    /** Where each group begins among the members, and where the last one ends. */
    private final int[] starts;

    private Blocks(int[] members, int[] starts) {
        this.members = members;
        this.starts = starts;
    }

    /** From entries as {@link Groups} sorts them. */
    static Blocks of(long[] entries) {
        int[] members = new int[entries.length];
        int[] starts = new int[entries.length / 2 + 1];
        int groups = 0;
        int size = 0;
        int start = 0;
        for (int at = 1; at <= entries.length; at++) {
            if (at == entries.length || Groups.key(entries[at]) != Groups.key(entries[start])) {
                if (at - start > 1) {
                    starts[groups++] = size;
                    for (int entry = start; entry < at; entry++) {
                        members[size++] = Groups.row(entries[entry]);
                    }
                }
                start = at;
            }
        }
        starts[groups] = size;
        return new Blocks(Arrays.copyOf(members, size), Arrays.copyOf(starts, groups + 1));
    }

    /** How many pairs the groups of at most {@code cap} rows hold. */
    double pairs(int cap) {
        double pairs = 0;
        for (int group = 0; group + 1 < starts.length; group++) {
            double size = starts[group + 1] - starts[group];
            pairs += size <= cap ? size * (size - 1) / 2 : 0;
        }
        return pairs;
    }

    /** The largest size of group, by thirds from {@code largest}, with which the pairs stay within {@code most}; 1 where none does. */
    int cap(int largest, double most) {
        int cap = largest;
        while (cap > 1 && pairs(cap) > most) {
            cap = cap * 2 / 3;
        }
        return cap;
    }

    /** Adds every pair of every group of at most {@code cap} rows; with two files ({@code secondStart} not negative) only pairs across. */
    void addTo(PairSet pairs, int cap, int secondStart) {
        for (int group = 0; group + 1 < starts.length; group++) {
            int end = starts[group + 1];
            for (int i = starts[group]; i < end && end - starts[group] <= cap; i++) {
                int a = members[i];
                for (int j = i + 1; j < end; j++) {
                    int b = members[j];
                    if (secondStart < 0 || a < secondStart != b < secondStart) {
                        pairs.add(a, b);
                    }
                }
            }
        }
    }

    /**
     * Which pairs share a group of at most {@code cap}.
     *
     * @param count how many rows there are
     * @param pairs as {@code a << 32 | b}
     */
    boolean[] joins(int count, int cap, long[] pairs) {
        int[] from = new int[count + 1];
        for (int group = 0; group + 1 < starts.length; group++) {
            for (int at = starts[group]; at < starts[group + 1] && starts[group + 1] - starts[group] <= cap; at++) {
                from[members[at] + 1]++;
            }
        }
        for (int row = 0; row < count; row++) {
            from[row + 1] += from[row];
        }
        int[] groupsOf = new int[from[count]];
        int[] next = from.clone();
        for (int group = 0; group + 1 < starts.length; group++) {
            for (int at = starts[group]; at < starts[group + 1] && starts[group + 1] - starts[group] <= cap; at++) {
                groupsOf[next[members[at]]++] = group;
            }
        }
        boolean[] joined = new boolean[pairs.length];
        for (int pair = 0; pair < pairs.length; pair++) {
            int left = (int) (pairs[pair] >>> 32);
            int right = (int) pairs[pair];
            int one = from[left];
            int other = from[right];
            int oneEnd = from[left + 1];
            int otherEnd = from[right + 1];
            while (one < oneEnd && other < otherEnd && groupsOf[one] != groupsOf[other]) {
                if (groupsOf[one] < groupsOf[other]) {
                    one++;
                } else {
                    other++;
                }
            }
            joined[pair] = one < oneEnd && other < otherEnd;
        }
        return joined;
    }
}
