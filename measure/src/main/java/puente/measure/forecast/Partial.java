package puente.measure.forecast;

import java.util.Arrays;

/** Polynomials in the lag operator, and their parameters as partial autocorrelations (Monahan 1984). */
final class Partial {
    private Partial() {}

    /** The stationary autoregression whose partial autocorrelations are the hyperbolic tangents of {@code point[from…]}. */
    static double[] toCoefficients(double[] point, int from, int count) {
        double[] coefficients = new double[count];
        double[] previous = new double[count];
        for (int j = 0; j < count; j++) {
            double partial = Math.tanh(point[from + j]);
            System.arraycopy(coefficients, 0, previous, 0, j);
            for (int k = 0; k < j; k++) {
                coefficients[k] = previous[k] - partial * previous[j - 1 - k];
            }
            coefficients[j] = partial;
        }
        return coefficients;
    }

    /** {@code 1 + sign · (c₁ B^step + c₂ B^(2 step) + …)}, by power. */
    static double[] polynomial(double[] coefficients, int step, int sign) {
        double[] result = new double[coefficients.length * step + 1];
        result[0] = 1;
        for (int j = 0; j < coefficients.length; j++) {
            result[(j + 1) * step] = sign * coefficients[j];
        }
        return result;
    }

    static double[] multiply(double[] one, double[] other) {
        double[] result = new double[one.length + other.length - 1];
        for (int i = 0; i < one.length; i++) {
            if (one[i] != 0) {
                for (int j = 0; j < other.length; j++) {
                    result[i + j] += one[i] * other[j];
                }
            }
        }
        return result;
    }

    /** Powers from 1 whose coefficient is not 0, ascending. */
    static int[] lags(double[] polynomial) {
        int[] lags = new int[polynomial.length];
        int count = 0;
        for (int power = 1; power < polynomial.length; power++) {
            if (polynomial[power] != 0) {
                lags[count++] = power;
            }
        }
        return Arrays.copyOf(lags, count);
    }
}
