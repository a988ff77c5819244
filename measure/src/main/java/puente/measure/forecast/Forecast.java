package puente.measure.forecast;

import java.util.List;

/**
 * What is expected of the periods after the last one that is known.
 *
 * @param mean the forecast, one value a period
 * @param lower lower end of the interval, in the unit of the series
 * @param upper upper end of the interval
 * @param seasonalNaive the value one season ago, which stands beside every forecast
 * @param level share of outcomes that the interval is to hold, 0.95
 * @param parts the models in the combination with their weights, greatest first
 * @param origins earlier points from which the forecast was replayed to measure its errors
 * @param error mean absolute error of the replayed forecasts, in the unit of the series
 * @param naiveError the same of the seasonal naive forecast
 */
public record Forecast(
        double[] mean,
        double[] lower,
        double[] upper,
        double[] seasonalNaive,
        double level,
        List<Part> parts,
        int origins,
        double error,
        double naiveError) {
    /** A model and its weight in the combination; the weights of a forecast sum to 1. */
    public record Part(String model, double weight) {}

    public Forecast {
        parts = List.copyOf(parts);
    }

    /** Whether the replayed forecasts came closer than the seasonal naive ones, or as close. */
    public boolean beatsSeasonalNaive() {
        return error <= naiveError;
    }
}
