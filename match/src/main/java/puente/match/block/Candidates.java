package puente.match.block;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * Which rows meet which, by the rules of a plan: the members of all groups in one array, the first of each group marked, and for
 * each row where it stands in them. A row's candidates are gathered row by row, so nothing grows with the number of pairs.
 */
public final class Candidates {
    /** Fewer rows lie in the processor's cache in any order. */
    static final int ORDERED_MIN = 100_000;

    private final int rows;
    private final int secondStart;
    private final int[] members;
    private final int[] places;
    private final int[] placesFrom;
    private final long skipped;

    private Candidates(int rows, int secondStart, int[] members, int[] places, int[] placesFrom, long skipped) {
        this.rows = rows;
        this.secondStart = secondStart;
        this.members = members;
        this.places = places;
        this.placesFrom = placesFrom;
        this.skipped = skipped;
    }

    /**
     * Applies the rules of a plan to all rows.
     *
     * @param order the rows; candidates are places in it
     * @param secondStart the place where the second file's rows begin
     */
    public static Candidates of(List<Plan.Chosen> rules, int[] order, int secondStart) {
        int rows = order.length;
        int[] placeOf = new int[rows];
        for (int place = 0; place < rows; place++) {
            placeOf[order[place]] = place;
        }
        int[] members = new int[1 << 16];
        int size = 0;
        long skipped = 0;
        for (Plan.Chosen chosen : rules) {
            int cap = chosen.cap();
            long[] entries = Groups.sorted(rows, chosen.rule()::keys);
            int start = 0;
            for (int at = 1; at <= entries.length; at++) {
                if (at == entries.length || Groups.key(entries[at]) != Groups.key(entries[start])) {
                    long group = at - start;
                    skipped += group > cap ? group * (group - 1) / 2 : 0;
                    if (group > 1 && group <= cap) {
                        while (size + at - start > members.length) {
                            members = Arrays.copyOf(members, members.length * 2);
                        }
                        int first = size;
                        for (int entry = start; entry < at; entry++) {
                            members[size++] = placeOf[Groups.row(entries[entry])];
                        }
                        Arrays.sort(members, first, size);
                        members[first] = ~members[first];
                    }
                    start = at;
                }
            }
        }
        members = Arrays.copyOf(members, size);
        int[] from = new int[rows + 1];
        for (int member : members) {
            from[(member < 0 ? ~member : member) + 1]++;
        }
        for (int row = 0; row < rows; row++) {
            from[row + 1] += from[row];
        }
        int[] places = new int[size];
        int[] next = from.clone();
        for (int place = 0; place < size; place++) {
            int member = members[place];
            places[next[member < 0 ? ~member : member]++] = place;
        }
        return new Candidates(rows, secondStart, members, places, from, skipped);
    }

    /**
     * An order in which rows that meet by the most costly rule stand together, so that a row is at hand when it is compared; rows of the first file
     * stay before those of the second.
     */
    public static int[] order(Plan plan, int rows, int secondStart) {
        int[] order = new int[rows];
        if (rows < ORDERED_MIN || plan.rules().isEmpty()) {
            Arrays.setAll(order, row -> row);
            return order;
        }
        Rule costly = plan.rules().stream()
                .max(Comparator.comparingDouble(Plan.Chosen::comparisons))
                .orElseThrow()
                .rule();
        int first = 0;
        int second = secondStart;
        BitSet placed = new BitSet(rows);
        for (long entry : Groups.sorted(rows, costly::keys)) {
            int row = Groups.row(entry);
            if (!placed.get(row)) {
                placed.set(row);
                order[row < secondStart ? first++ : second++] = row;
            }
        }
        for (int row = placed.nextClearBit(0); row < rows; row = placed.nextClearBit(row + 1)) {
            order[row < secondStart ? first++ : second++] = row;
        }
        return order;
    }

    public int rows() {
        return rows;
    }

    /** How many pairs the cap left out. */
    public long skipped() {
        return skipped;
    }

    /** Whether a rule brings the rows at two places together. */
    public boolean meet(int a, int b) {
        Gatherer gatherer = gatherer();
        int count = gatherer.gather(Math.max(a, b));
        return Arrays.stream(gatherer.found(), 0, count).anyMatch(found -> found == Math.min(a, b));
    }

    /** A gatherer for one thread. */
    public Gatherer gatherer() {
        return new Gatherer();
    }

    /** Gathers candidates row by row. For one thread. */
    public final class Gatherer {
        /** A bit for each row that was found; one bit and not a number, so that they stay in the nearest cache. */
        private final long[] seen = new long[(rows >> 6) + 1];

        private int[] found = new int[256];
        private int count;

        /** Finds the rows below {@code row} that meet it, each once; {@link #found} holds them. */
        public int gather(int row) {
            count = 0;
            boolean second = row >= secondStart;
            for (int at = placesFrom[row]; at < placesFrom[row + 1]; at++) {
                int place = places[at];
                while (members[place] >= 0) {
                    place--;
                    int member = members[place];
                    int other = member < 0 ? ~member : member;
                    long bit = 1L << other;
                    if ((seen[other >> 6] & bit) == 0 && (secondStart == rows || second && other < secondStart)) {
                        seen[other >> 6] |= bit;
                        if (count == found.length) {
                            found = Arrays.copyOf(found, count * 2);
                        }
                        found[count++] = other;
                    }
                }
            }
            for (int at = 0; at < count; at++) {
                seen[found[at] >> 6] = 0;
            }
            return count;
        }

        public int[] found() {
            return found;
        }
    }
}
