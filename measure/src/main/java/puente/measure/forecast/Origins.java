package puente.measure.forecast;

/**
 * Earlier points in time from which a forecast is replayed, so that its errors can be measured: the last ones, evenly apart, each with its
 * whole horizon inside the series.
 */
final class Origins {
    /** Most origins; more would say little new, since their horizons overlap. */
    static final int COUNT_MAX = 60;

    private Origins() {}

    /**
     * Origins in ascending order, the last of them the length of the series (the forecast itself).
     *
     * @param length of the series
     * @param head values that only teach: no origin lies within them
     */
    static int[] of(int length, int horizon, int head) {
        int room = length - horizon - head;
        if (room < 0) {
            return new int[] {length};
        }
        int gap = gap(horizon);
        int count = Math.min(COUNT_MAX, room / gap + 1);
        int[] origins = new int[count + 1];
        for (int k = 0; k < count; k++) {
            origins[k] = length - horizon - (count - 1 - k) * gap;
        }
        origins[count] = length;
        return origins;
    }

    private static int gap(int horizon) {
        return Math.max(1, (horizon + 2) / 4);
    }

    /** How many horizons from as many replayed origins do not overlap: what their errors are worth together. */
    static double apart(int replays, int horizon) {
        return 1 + (double) replays * gap(horizon) / horizon;
    }
}
