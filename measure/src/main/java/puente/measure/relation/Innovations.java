package puente.measure.relation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import puente.measure.numeric.Linear;
import puente.measure.relation.Relation.Past;
import puente.measure.relation.Relation.Scale;
import puente.measure.series.PeriodType;

/**
 * What a series does that its own past, trend and season do not tell: the errors of an autoregression by least squares. Levels are explained by
 * earlier levels, so that a series that wanders needs no differences and one that does not is not differenced too often. Of windows that overlap
 * only the changes are used: the change of a sum of twelve months is the month that came in less the month that fell out.
 */
final class Innovations {
    /** Earlier periods by which a series may be explained, one after the other; that of a season before may come on top. */
    static final int OWN_MAX = 6;

    /** A season with more figures than this is drawn by waves instead of by a figure for each. */
    private static final int SEASON_FIGURES_MAX = 12;

    private static final int WAVES = 3;

    /** Windows before by which a window that overlaps may be explained, and the period beside each. */
    private static final int CYCLES_MAX = 3;

    /** Errors that must be left for each figure that is estimated. */
    private static final int ROWS_A_FIGURE = 2;

    /**
     * The errors.
     *
     * @param errors from position {@code start} of the series on
     * @param start the first position that has one
     * @param fixed how many figures of trend and season were estimated
     * @param past what was taken off
     */
    record Fitted(double[] errors, int start, int fixed, Past past) {}

    private final double[] values;
    private final int lost;
    private final int season;
    private final boolean hasSeason;
    private final Scale scale;

    private Innovations(double[] series, PeriodType type) {
        scale = scale(series);
        boolean overlapping = type == PeriodType.ROLLING_TWELVE_MONTHS;
        double[] work = Arrays.stream(series).map(this::scaled).toArray();
        lost = overlapping ? 1 : 0;
        values = overlapping
                ? IntStream.range(1, work.length)
                        .mapToDouble(t -> work[t] - work[t - 1])
                        .toArray()
                : work;
        double mean = Arrays.stream(values).average().orElse(0);
        for (int t = 0; t < values.length; t++) {
            values[t] -= mean;
        }
        season = season(type);
        hasSeason = season > 1 && !overlapping;
    }

    /** Periods of the cycle that such a series may have; 0 for none. */
    static int season(PeriodType type) {
        if (type == PeriodType.ROLLING_TWELVE_MONTHS) {
            // A window of twelve months forgets in its thirteenth what it learned in its first.
            return PeriodType.MONTH.seasons()[0];
        }
        return type.seasons().length == 0 ? 0 : type.seasons()[0];
    }

    static Fitted of(double[] series, PeriodType type) {
        return new Innovations(series, type).best();
    }

    private static Scale scale(double[] series) {
        double least = Arrays.stream(series).min().orElse(0);
        return least > 0 ? Scale.LOGARITHM : least == 0 ? Scale.ROOT : Scale.PLAIN;
    }

    private double scaled(double value) {
        return switch (scale) {
            case LOGARITHM -> Math.log(value);
            case ROOT -> Math.sqrt(value);
            case PLAIN -> value;
        };
    }

    /** The autoregression with the least AICc (Hurvich and Tsai 1989), all judged on the same periods, then fitted on all that it can use. */
    private Fitted best() {
        List<List<Integer>> candidates = new ArrayList<>();
        for (int own = 0; own <= OWN_MAX; own++) {
            List<Integer> lags = IntStream.rangeClosed(1, own).boxed().toList();
            candidates.add(lags);
            List<Integer> more = new ArrayList<>(lags);
            for (int cycle = 1; season > own && cycle <= (hasSeason ? 1 : CYCLES_MAX); cycle++) {
                more.add(cycle * season);
                candidates.add(List.copyOf(more));
                if (!hasSeason) {
                    more.add(cycle * season + 1);
                    candidates.add(List.copyOf(more));
                }
            }
        }
        int fixed = fixed();
        candidates.removeIf(lags -> values.length - most(lags) < ROWS_A_FIGURE * (fixed + lags.size() + 1));
        int start = candidates.stream().mapToInt(Innovations::most).max().orElse(0);
        List<Integer> chosen = List.of();
        double least = Double.POSITIVE_INFINITY;
        for (List<Integer> lags : candidates) {
            double score = score(errors(lags, start), fixed + lags.size() + 1);
            if (score < least) {
                least = score;
                chosen = lags;
            }
        }
        return new Fitted(
                errors(chosen, most(chosen)),
                lost + most(chosen),
                fixed,
                new Past(scale, chosen, hasSeason ? season : 0, lost > 0));
    }

    private static int most(List<Integer> lags) {
        return lags.stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    private static double score(double[] errors, int figures) {
        double rows = errors.length;
        double squares = Math.max(Arrays.stream(errors).map(e -> e * e).sum(), 1e-300);
        return rows * Math.log(squares / rows) + 2.0 * figures * rows / Math.max(1, rows - figures - 1);
    }

    /** Figures of level, trend and season. */
    private int fixed() {
        return (lost > 0 ? 1 : 2) + (hasSeason ? (season <= SEASON_FIGURES_MAX ? season - 1 : 2 * WAVES) : 0);
    }

    private double[] errors(List<Integer> lags, int start) {
        int rows = values.length - start;
        double[][] columns = new double[rows][];
        for (int row = 0; row < rows; row++) {
            columns[row] = columns(start + row, lags);
        }
        int size = fixed() + lags.size();
        double[][] matrix = new double[size][size];
        double[] right = new double[size];
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < size; i++) {
                right[i] += columns[row][i] * values[start + row];
                for (int j = 0; j < size; j++) {
                    matrix[i][j] += columns[row][i] * columns[row][j];
                }
            }
        }
        double[] weights = Linear.solve(matrix, right, 0);
        double[] errors = new double[rows];
        for (int row = 0; row < rows; row++) {
            double expected = 0;
            for (int i = 0; i < size; i++) {
                expected += weights[i] * columns[row][i];
            }
            errors[row] = values[start + row] - expected;
        }
        return errors;
    }

    private double[] columns(int t, List<Integer> lags) {
        double[] row = new double[fixed() + lags.size()];
        int at = 0;
        row[at++] = 1;
        if (lost == 0) {
            row[at++] = 2.0 * t / values.length - 1;
        }
        if (hasSeason && season <= SEASON_FIGURES_MAX) {
            // Each figure against the last, so that together they are 0 in a year.
            for (int k = 0; k < season - 1; k++) {
                row[at++] = t % season == k ? 1 : t % season == season - 1 ? -1 : 0;
            }
        } else if (hasSeason) {
            for (int wave = 1; wave <= WAVES; wave++) {
                double angle = 2 * Math.PI * wave * t / season;
                row[at++] = Math.sin(angle);
                row[at++] = Math.cos(angle);
            }
        }
        for (int lag : lags) {
            row[at++] = values[t - lag];
        }
        return row;
    }
}
