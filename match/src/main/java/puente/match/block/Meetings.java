package puente.match.block;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import puente.match.field.Field.Piece;

/**
 * Which rows meet which, for rows that come one by one: what {@link Candidates} says of all rows at once, asked of one row against those before it.
 *
 * <p><b>The problem.</b> Rules bring together the rows that share a key, as long as no more than a rule's cap do. Whether two rows meet thus depends on how
 * many rows share their key in the end, which nobody knows while rows still come. If an index simply stopped at the cap, the rows that came
 * early would have met and those that came late would not, and the answer would depend on the order.
 *
 * <p><b>What holds.</b> After any rows in any order, two rows meet here if and only if {@link Candidates} over the same rows brings them together. A
 * group that grows past its cap is told to the caller, once, with its members: whoever kept pairs because of it asks {@link #meet} whether another
 * rule still brings them together.
 *
 * <p><b>How.</b> The keys of the first rows lie sorted, one array a rule, found by bisection: eight bytes a key, nothing else. Keys that come later lie in a hash
 * table of chains. A key is 38 bits of its hash, as in {@link Groups}, so that both say the same. A row's keys are kept for the rows that came later, made
 * anew from the fields for the first ones.
 *
 * <p><b>The limits.</b> A row has at most {@link Rule#KEYS_MAX} keys a rule. Adding a row costs a bisection for each of its keys and a look at each row that it
 * meets: at most the sum of the caps, in practice what the plan's budget allows a row. For one thread at a time.
 */
public final class Meetings {
    private final Plan plan;
    private final List<Piece> pieces;
    private final RuleKeys firstKeys;
    private final int first;
    private final long[][] sorted;
    private final Chains added = new Chains();
    /** For each row that came later its keys, each with its rule. */
    private long[][] keysOf = new long[16][];

    private List<Piece> latest;
    private RuleKeys latestKeys;
    private int rows;
    private int[] seen = new int[0];
    private int mark;

    /**
     * Begins with rows that are known.
     *
     * @param plan the rules
     * @param pieces of the fields that the rules are over
     * @param rows how many rows the fields have
     */
    public Meetings(Plan plan, List<Piece> pieces, int rows) {
        this.plan = plan;
        this.pieces = List.copyOf(pieces);
        firstKeys = new RuleKeys(plan, this.pieces, this.pieces);
        latest = this.pieces;
        latestKeys = firstKeys;
        this.rows = rows;
        first = rows;
        sorted = new long[plan.rules().size()][];
        Arrays.setAll(sorted, rule -> Groups.sorted(rows, plan.rules().get(rule).rule()::keys));
    }

    /** How many rows there are. */
    public int rows() {
        return rows;
    }

    /** Hears what adding a row brought about. */
    public interface Listener {
        /** The row meets this earlier one; told once for each. */
        void meets(int other);

        /** With this row a group has grown past its cap: its members, this row left out, no longer meet because of it. */
        void closed(int[] members);
    }

    /**
     * Adds the next row.
     *
     * @param more the pieces, in the order of those given first, of fields that hold the row
     * @param at where the row stands there
     */
    public void add(List<Piece> more, int at, Listener listener) {
        int row = rows++;
        long[] keys = keysOver(more).of(at);
        if (rows > seen.length) {
            seen = Arrays.copyOf(seen, rows + (rows >> 3) + 16);
        }
        mark = row + 1;
        for (long key : keys) {
            if (size(key) + times(keys, key) <= cap(key)) {
                members(key, other -> {
                    if (seen[other] != mark) {
                        seen[other] = mark;
                        listener.meets(other);
                    }
                });
            }
        }
        for (long key : keys) {
            int size = size(key);
            if (size > 1 && size <= cap(key) && size + times(keys, key) > cap(key)) {
                int[] members = new int[size];
                int[] count = {0};
                members(key, other -> members[count[0]++] = other);
                listener.closed(members);
            }
        }
        for (long key : keys) {
            added.put(key, row);
        }
        int later = row - first;
        if (later == keysOf.length) {
            keysOf = Arrays.copyOf(keysOf, later * 2);
        }
        keysOf[later] = keys;
    }

    /** Whether a rule brings two rows together. */
    public boolean meet(int a, int b) {
        long[] ofA = keysOf(a);
        long[] ofB = keysOf(b);
        for (long key : ofA) {
            for (long other : ofB) {
                if (key == other && size(key) <= cap(key)) {
                    return true;
                }
            }
        }
        return false;
    }

    private long[] keysOf(int row) {
        return row < first ? firstKeys.of(row) : keysOf[row - first];
    }

    /** The rules' keys over other pieces; the latest are remembered, for rows come in tables. */
    @SuppressWarnings("ReferenceEquality")
    private RuleKeys keysOver(List<Piece> of) {
        if (of != latest) {
            latestKeys = new RuleKeys(plan, pieces, of);
            latest = of;
        }
        return latestKeys;
    }

    private int cap(long key) {
        return plan.rules().get(RuleKeys.rule(key)).cap();
    }

    /** How often a row has a key: keys that agree in 38 bits are one, and count as often as there are. */
    private static int times(long[] keys, long key) {
        int times = 0;
        for (long each : keys) {
            times += each == key ? 1 : 0;
        }
        return times;
    }

    private int size(long key) {
        long[] entries = sorted[RuleKeys.rule(key)];
        int from = from(entries, RuleKeys.hash(key));
        int size = 0;
        while (from + size < entries.length && Groups.key(entries[from + size]) == RuleKeys.hash(key)) {
            size++;
        }
        return size + added.size(key);
    }

    private void members(long key, IntConsumer consumer) {
        long[] entries = sorted[RuleKeys.rule(key)];
        for (int at = from(entries, RuleKeys.hash(key));
                at < entries.length && Groups.key(entries[at]) == RuleKeys.hash(key);
                at++) {
            consumer.accept(Groups.row(entries[at]));
        }
        added.each(key, consumer);
    }

    /** Where a key's entries begin. */
    private static int from(long[] entries, long key) {
        long least = key << Groups.ROW_BITS;
        int low = 0;
        int high = entries.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (entries[middle] < least) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
