package puente.match.field;

/**
 * Pairs of rows that are compared together, field by field: while one field of all of them is compared, the rows' numbers are on their way from memory
 * for many at once, and the processor does one thing. For one thread.
 */
@SuppressWarnings("ArrayRecordComponent")
public final class Batch {
    /** How many pairs there is room for: their rows stay in the nearest cache from the first field to the last. */
    public static final int ROOM = 128;

    final int slots;
    final int[] firsts = new int[ROOM];
    final int[] seconds = new int[ROOM];
    final int[] rarities = new int[ROOM];
    /** How much less than the most a pair may weigh and still be told, in bits; below 0 it is told no more. */
    final double[] slacks = new double[ROOM];

    /** For each slot and level how much less it weighs than the heaviest level of its slot. */
    final double[][] lost;

    final byte[] levels;
    int[] rows = {};
    private final int[] names = new int[ROOM];
    private int size;

    /** @param lost for each slot and level how much less it weighs than the heaviest level of its slot, in bits */
    public Batch(double[][] lost) {
        this.lost = lost;
        slots = lost.length;
        levels = new byte[ROOM * slots];
    }

    /** Forgets all pairs, to hold others of rows whose numbers stand in {@code rows}. */
    public void begin(int[] rows) {
        this.rows = rows;
        size = 0;
    }

    /**
     * Takes a pair in.
     *
     * @param first where the first row's numbers begin
     * @param second where the second row's numbers begin
     * @param name what the caller knows the pair by
     */
    public void add(int first, int second, int name) {
        firsts[size] = first;
        seconds[size] = second;
        rarities[size] = 0;
        names[size++] = name;
    }

    /** How many pairs are held. */
    public int size() {
        return size;
    }

    public int first(int pair) {
        return firsts[pair];
    }

    public int second(int pair) {
        return seconds[pair];
    }

    public int name(int pair) {
        return names[pair];
    }

    /** The levels of all pairs, one pair after the other; not to be written to. */
    public byte[] levels() {
        return levels;
    }

    /** Where a pair's levels begin. */
    public int from(int pair) {
        return pair * slots;
    }

    /** How much rarer than usual the agreeing values of the fields compared so far are, in {@link Field#FREQUENCY_UNITS_PER_BIT}. */
    public int rarity(int pair) {
        return rarities[pair];
    }

    /** Whether a late field has found that the pair cannot weigh enough. */
    public boolean dropped(int pair) {
        return slacks[pair] < 0;
    }

    /**
     * Moves a pair to its own place or one before it; whatever was there is forgotten.
     *
     * @param slack how much less than the most the pair may weigh and still be told, in bits
     */
    public void keep(int pair, int to, double slack) {
        slacks[to] = slack;
        if (pair == to) {
            return;
        }
        firsts[to] = firsts[pair];
        seconds[to] = seconds[pair];
        rarities[to] = rarities[pair];
        names[to] = names[pair];
        System.arraycopy(levels, pair * slots, levels, to * slots, slots);
    }

    /** Forgets all pairs from {@code kept} on. */
    public void cut(int kept) {
        size = kept;
    }
}
