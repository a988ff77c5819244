package puente.measure.relation;

/**
 * How two series go together at one lag.
 *
 * @param lag periods by which the first series is earlier; negative where the second is
 * @param correlation of what is unexpected in each, from -1 to 1
 * @param lower of an interval that holds for all lags together
 * @param upper likewise
 */
public record Lag(int lag, double correlation, double lower, double upper) {
    /** Whether the interval leaves nothing out but what is not 0. */
    public boolean isSeen() {
        return lower > 0 || upper < 0;
    }

    Lag swapped() {
        return new Lag(-lag, correlation, lower, upper);
    }
}
