package puente.measure.evaluate;

import java.util.Optional;
import puente.measure.numeric.GoldenSection;
import puente.measure.numeric.Linear;

/**
 * Least squares, and interrupted time series by it (Wagner, Soumerai, Zhang and Ross-Degnan 2002) with errors that are autoregressive of order
 * one (Prais and Winsten 1954): with uncorrelated errors, months in a row would count as so many witnesses.
 */
final class Regressions {
    private static final double RHO_WIDTH = 0.05;
    private static final int RHO_STEPS = 19;
    private static final int REFINEMENTS = 16;
    private static final int HARMONICS = 2;

    private Regressions() {}

    /**
     * Coefficients and their covariance without the factor σ².
     *
     * @param coefficients one a column
     * @param inverse inverse of X'X
     * @param squares sum of squared residuals
     */
    record Fit(double[] coefficients, double[][] inverse, double squares) {
        /** Variance, without σ², of a linear combination of the coefficients. */
        double spread(double[] combination) {
            double sum = 0;
            for (int i = 0; i < combination.length; i++) {
                for (int j = 0; j < combination.length; j++) {
                    sum += combination[i] * inverse[i][j] * combination[j];
                }
            }
            return sum;
        }
    }

    /** Ordinary least squares of {@code y} on {@code columns}. */
    static Fit fit(double[][] columns, double[] y) {
        int size = columns.length;
        double[][] normal = new double[size][size];
        double[] right = new double[size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = 0;
                for (int t = 0; t < y.length; t++) {
                    sum += columns[i][t] * columns[j][t];
                }
                normal[i][j] = sum;
                normal[j][i] = sum;
            }
            for (int t = 0; t < y.length; t++) {
                right[i] += columns[i][t] * y[t];
            }
        }
        double[] coefficients = Linear.solve(normal, right, 0);
        double[][] inverse = new double[size][];
        for (int i = 0; i < size; i++) {
            double[] unit = new double[size];
            unit[i] = 1;
            inverse[i] = Linear.solve(normal, unit, 0);
        }
        double squares = 0;
        for (int t = 0; t < y.length; t++) {
            double residual = y[t];
            for (int i = 0; i < size; i++) {
                residual -= coefficients[i] * columns[i][t];
            }
            squares += residual * residual;
        }
        return new Fit(coefficients, inverse, squares);
    }

    /** The shift from the start on, over level, trend and season; the autocorrelation by profile likelihood. */
    static Optional<Method.Raw> interrupted(Study study) {
        double[] y = study.values();
        int n = y.length;
        double[][] seasonal = Design.seasonal(n, study.season(), HARMONICS);
        double[][] columns = new double[3 + seasonal.length][];
        columns[0] = new double[n];
        columns[1] = new double[n];
        columns[2] = new double[n];
        for (int t = 0; t < n; t++) {
            columns[0][t] = 1;
            columns[1][t] = (t - study.start()) / 12.0;
            columns[2][t] = t >= study.start() ? 1 : 0;
        }
        System.arraycopy(seasonal, 0, columns, 3, seasonal.length);
        int degrees = n - columns.length - 1;
        if (degrees < 8) {
            return Optional.empty();
        }
        double nearest = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int step = 0; step <= RHO_STEPS; step++) {
            double deviance = deviance(columns, y, step * RHO_WIDTH);
            if (deviance < least) {
                least = deviance;
                nearest = step * RHO_WIDTH;
            }
        }
        double rho = GoldenSection.minimum(
                at -> deviance(columns, y, at),
                Math.max(0, nearest - RHO_WIDTH),
                Math.min(RHO_STEPS * RHO_WIDTH, nearest + RHO_WIDTH),
                REFINEMENTS);
        Fit best = fit(columns, y, rho);
        double variance = best.squares() / degrees * best.inverse()[2][2];
        return Optional.of(new Method.Raw(best.coefficients()[2], Math.sqrt(Math.max(variance, 1e-18))));
    }

    private static Fit fit(double[][] columns, double[] y, double rho) {
        return fit(whitened(columns, rho), whitened(new double[][] {y}, rho)[0]);
    }

    /** Minus twice the logarithm of the likelihood, but for a constant. */
    private static double deviance(double[][] columns, double[] y, double rho) {
        int n = y.length;
        return n * Math.log(Math.max(fit(columns, y, rho).squares() / n, 1e-300)) - Math.log(1 - rho * rho);
    }

    private static double[][] whitened(double[][] columns, double rho) {
        double[][] result = new double[columns.length][];
        for (int j = 0; j < columns.length; j++) {
            double[] from = columns[j];
            double[] to = new double[from.length];
            to[0] = Math.sqrt(1 - rho * rho) * from[0];
            for (int t = 1; t < from.length; t++) {
                to[t] = from[t] - rho * from[t - 1];
            }
            result[j] = to;
        }
        return result;
    }
}
