package puente.measure.numeric;

import java.util.function.ToDoubleFunction;

/**
 * Minimum of a function of a few variables without derivatives (Nelder and Mead 1965, with the standard coefficients 1, 2, ½, ½). Starts
 * from a point and a step for each variable, ends when the values at the corners agree or the calls are used up; no random start, so the
 * same function gives the same minimum.
 */
public final class NelderMead {
    private final int callsMax;
    private final double tolerance;

    /**
     * @param callsMax most evaluations of the function, a little more where a step is under way
     * @param tolerance relative spread of the values at which the search ends
     */
    public NelderMead(int callsMax, double tolerance) {
        this.callsMax = callsMax;
        this.tolerance = tolerance;
    }

    /** The best point found; {@code start} is left as it is. A value that is not a number counts as infinitely bad. */
    public double[] minimise(ToDoubleFunction<double[]> function, double[] start, double[] steps) {
        int size = start.length;
        double[][] corners = new double[size + 1][];
        double[] values = new double[size + 1];
        for (int at = 0; at <= size; at++) {
            corners[at] = start.clone();
            if (at > 0) {
                corners[at][at - 1] += steps[at - 1];
            }
            values[at] = value(function, corners[at]);
        }
        int calls = size + 1;
        double[] centre = new double[size];
        double[] trial = new double[size];
        while (calls < callsMax) {
            sort(corners, values);
            if (Math.abs(values[size] - values[0]) <= tolerance * (Math.abs(values[0]) + 1e-12)) {
                break;
            }
            for (int j = 0; j < size; j++) {
                double sum = 0;
                for (int at = 0; at < size; at++) {
                    sum += corners[at][j];
                }
                centre[j] = sum / size;
            }
            double reflected = at(function, centre, corners[size], 1, trial);
            calls++;
            if (reflected < values[0]) {
                double[] kept = trial.clone();
                double expanded = at(function, centre, corners[size], 2, trial);
                calls++;
                replace(corners, values, size, expanded < reflected ? trial : kept, Math.min(expanded, reflected));
            } else if (reflected < values[size - 1]) {
                replace(corners, values, size, trial, reflected);
            } else {
                boolean outside = reflected < values[size];
                double contracted = at(function, centre, corners[size], outside ? 0.5 : -0.5, trial);
                calls++;
                if (contracted < Math.min(reflected, values[size])) {
                    replace(corners, values, size, trial, contracted);
                } else {
                    calls += shrink(function, corners, values);
                }
            }
        }
        sort(corners, values);
        return corners[0];
    }

    private static double value(ToDoubleFunction<double[]> function, double[] point) {
        double value = function.applyAsDouble(point);
        return Double.isNaN(value) ? Double.POSITIVE_INFINITY : value;
    }

    private static double at(
            ToDoubleFunction<double[]> function, double[] centre, double[] worst, double factor, double[] trial) {
        for (int j = 0; j < centre.length; j++) {
            trial[j] = centre[j] + factor * (centre[j] - worst[j]);
        }
        return value(function, trial);
    }

    private static void replace(double[][] corners, double[] values, int which, double[] point, double value) {
        System.arraycopy(point, 0, corners[which], 0, point.length);
        values[which] = value;
    }

    private static int shrink(ToDoubleFunction<double[]> function, double[][] corners, double[] values) {
        for (int at = 1; at < corners.length; at++) {
            for (int j = 0; j < corners[at].length; j++) {
                corners[at][j] = corners[0][j] + 0.5 * (corners[at][j] - corners[0][j]);
            }
            values[at] = value(function, corners[at]);
        }
        return corners.length - 1;
    }

    /** Insertion sort: few corners, nearly in order. Stable, so that ties fall the same way every time. */
    private static void sort(double[][] corners, double[] values) {
        for (int at = 1; at < values.length; at++) {
            double value = values[at];
            double[] corner = corners[at];
            int to = at;
            while (to > 0 && values[to - 1] > value) {
                values[to] = values[to - 1];
                corners[to] = corners[to - 1];
                to--;
            }
            values[to] = value;
            corners[to] = corner;
        }
    }
}
