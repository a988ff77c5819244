package puente.measure.forecast;

import java.util.Arrays;
import java.util.Optional;

/**
 * How a series' forecasts would have done: from several earlier origins everything is fitted anew to what was known there, and scored on what
 * came, beside the seasonal naive forecast with the interval of its own past errors.
 *
 * @param score mean log score, see {@link LogScore}; greater is better
 * @param naiveScore the same of the seasonal naive forecast
 * @param coverage share of what came that lay within the 95% intervals
 * @param origins from how many origins
 */
public record RollingScore(double score, double naiveScore, double coverage, int origins) {
    /** Origins looked from, where the series is long enough. */
    public static final int ORIGINS = 8;

    /** Periods from one origin to the next. */
    public static final int STEP = 3;

    /** Scores this close are equal. */
    private static final double EQUAL = 1e-9;

    /** Whether the forecasts are as good as seasonal naive ones, or better. */
    public boolean beatsOrEquals() {
        return score >= naiveScore - EQUAL;
    }

    /** The score of a series; empty where there is no forecast from one of the origins, or no origin. */
    public static Optional<RollingScore> of(double[] values, int[] seasons, int horizon) {
        boolean whole = Arrays.stream(values).allMatch(value -> value >= 0 && value == Math.rint(value));
        double size = Arrays.stream(values).map(Math::abs).average().orElse(1);
        int season = seasons.length == 0 ? 1 : seasons[0];
        double ours = 0;
        double naive = 0;
        int held = 0;
        int count = 0;
        int origins = 0;
        for (int back = 0; back < ORIGINS; back++) {
            int length = values.length - horizon - back * STEP;
            if (length < Forecaster.VALUES_MIN) {
                break;
            }
            double[] past = Arrays.copyOf(values, length);
            if (!(Forecaster.forecast(past, seasons, horizon) instanceof Outcome.Made(Forecast made))) {
                return Optional.empty();
            }
            double[] half = new SeasonalNaive(past, season).halfWidths(horizon);
            for (int h = 0; h < horizon; h++) {
                double value = values[length + h];
                double before = past[length - season + h % season];
                ours += LogScore.of(value, made.mean()[h], made.upper()[h], whole, size);
                naive += LogScore.of(value, before, before + half[h], whole, size);
                held += value >= made.lower()[h] && value <= made.upper()[h] ? 1 : 0;
                count++;
            }
            origins++;
        }
        return count == 0
                ? Optional.empty()
                : Optional.of(new RollingScore(ours / count, naive / count, (double) held / count, origins));
    }
}
