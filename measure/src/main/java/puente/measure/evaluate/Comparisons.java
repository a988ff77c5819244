package puente.measure.evaluate;

import java.util.Optional;

/**
 * One area against others: difference in differences (Card and Krueger 1994; its error from the spread of the others, after Conley and Taber
 * 2011) and synthetic control (Abadie, Diamond and Hainmueller 2010) on series from which their own average before the start was taken
 * (Ferman and Pinto 2021), so that areas of very different size can be compared.
 */
final class Comparisons {
    private static final int ITERATIONS = 400;

    /** Periods before the start that difference in differences looks at. */
    private static final int WINDOW = 24;

    private Comparisons() {}

    static Optional<Method.Raw> differenceInDifferences(Study study) {
        int count = study.controls().length;
        if (count < 2) {
            return Optional.empty();
        }
        double[] changes = new double[count];
        double mean = 0;
        for (int at = 0; at < count; at++) {
            changes[at] = change(study.controls()[at], study.start());
            mean += changes[at] / count;
        }
        double squares = 0;
        for (double change : changes) {
            squares += (change - mean) * (change - mean);
        }
        double spread = Math.sqrt(squares / (count - 1) * (1 + 1.0 / count));
        return Optional.of(new Method.Raw(change(study.values(), study.start()) - mean, Math.max(spread, 1e-9)));
    }

    private static double change(double[] values, int start) {
        return Design.mean(values, start, values.length) - Design.mean(values, Math.max(0, start - WINDOW), start);
    }

    static Optional<Method.Raw> syntheticControl(Study study) {
        if (study.controls().length < 2) {
            return Optional.empty();
        }
        double[] weights = weights(study);
        int n = study.start();
        double shift = Design.mean(study.values(), 0, n);
        for (int at = 0; at < weights.length; at++) {
            shift -= weights[at] * Design.mean(study.controls()[at], 0, n);
        }
        double before = 0;
        double effect = 0;
        for (int t = 0; t < study.values().length; t++) {
            double difference = study.values()[t] - shift;
            for (int at = 0; at < weights.length; at++) {
                difference -= weights[at] * study.controls()[at][t];
            }
            if (t < n) {
                before += difference * difference / n;
            } else {
                effect += difference / study.after();
            }
        }
        return Optional.of(new Method.Raw(effect, Math.max(Math.sqrt(before), 1e-9)));
    }

    /**
     * Weights of at least 0 that sum to 1 and bring the mixture closest to the area before the start: accelerated projected gradient (Beck and
     * Teboulle 2009) with a fixed number of steps, so that they are the same every time.
     */
    static double[] weights(Study study) {
        int count = study.controls().length;
        int n = study.start();
        double[][] centred = new double[count][n];
        for (int at = 0; at < count; at++) {
            centre(study.controls()[at], centred[at]);
        }
        double[] own = new double[n];
        centre(study.values(), own);
        double[][] gram = new double[count][count];
        double[] right = new double[count];
        double trace = 0;
        for (int i = 0; i < count; i++) {
            for (int j = 0; j <= i; j++) {
                gram[i][j] = dot(centred[i], centred[j]);
                gram[j][i] = gram[i][j];
            }
            right[i] = dot(centred[i], own);
        }
        for (int i = 0; i < count; i++) {
            double row = 0;
            for (int j = 0; j < count; j++) {
                row += Math.abs(gram[i][j]);
            }
            trace = Math.max(trace, row);
        }
        double step = 1 / Math.max(trace, 1e-300);
        double[] weights = new double[count];
        java.util.Arrays.fill(weights, 1.0 / count);
        double[] ahead = weights.clone();
        double[] moved = new double[count];
        double momentum = 1;
        for (int iteration = 0; iteration < ITERATIONS; iteration++) {
            for (int i = 0; i < count; i++) {
                moved[i] = ahead[i] - step * (dot(gram[i], ahead) - right[i]);
            }
            double[] next = simplex(moved);
            double faster = (1 + Math.sqrt(1 + 4 * momentum * momentum)) / 2;
            for (int i = 0; i < count; i++) {
                ahead[i] = next[i] + (momentum - 1) / faster * (next[i] - weights[i]);
            }
            weights = next;
            momentum = faster;
        }
        return weights;
    }

    private static void centre(double[] from, double[] to) {
        double mean = Design.mean(from, 0, to.length);
        for (int t = 0; t < to.length; t++) {
            to[t] = from[t] - mean;
        }
    }

    private static double dot(double[] one, double[] other) {
        double sum = 0;
        for (int t = 0; t < one.length; t++) {
            sum += one[t] * other[t];
        }
        return sum;
    }

    /** The nearest point whose coordinates are at least 0 and sum to 1 (Duchi, Shalev-Shwartz, Singer and Chandra 2008). */
    static double[] simplex(double[] point) {
        double[] sorted = point.clone();
        java.util.Arrays.sort(sorted);
        double sum = 0;
        double shift = 0;
        for (int k = 1; k <= sorted.length; k++) {
            sum += sorted[sorted.length - k];
            double candidate = (sum - 1) / k;
            if (sorted[sorted.length - k] > candidate) {
                shift = candidate;
            }
        }
        double[] result = new double[point.length];
        for (int i = 0; i < point.length; i++) {
            result[i] = Math.max(0, point[i] - shift);
        }
        return result;
    }
}
