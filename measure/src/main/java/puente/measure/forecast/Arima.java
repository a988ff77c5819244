package puente.measure.forecast;

import java.util.Arrays;
import puente.measure.numeric.Linear;

/**
 * A multiplicative seasonal ARIMA model (Box and Jenkins 1970) with up to two seasons, fitted by conditional least squares.
 *
 * <p>Polynomials are kept as sparse lists of lags, because a model with seasons of 24 and 168 has a hundred and ninety lags of which a dozen
 * are not zero. Autoregressive and moving average parameters are estimated as partial autocorrelations (Monahan 1984), so every candidate is
 * stationary and invertible and the search has no borders. The minimum is found by Gauss–Newton steps with Marquardt's damping (1963) on
 * numerical derivatives.
 *
 * <p>Invariants: the fit never gets worse from one step to the next; the errors before the longest autoregressive lag are 0 and are not scored; a
 * replay from an origin uses no value at or after it, but for the parameters, which have seen the whole series.
 *
 * <p>Failure modes: a series that is constant after differencing has a variance of 0 and every parameter fits it, which is harmless because
 * its forecasts are exact whatever they are; a search that ends early leaves a worse fit, which AICc and the replayed errors then
 * pass over.
 */
final class Arima implements Model {
    /**
     * Orders of the model.
     *
     * @param p autoregressive, at most 5
     * @param d differences, 0 to 2
     * @param q moving average, at most 5
     * @param season length of the first season, 0 for none
     * @param seasonalP autoregressive at the season, 0 or 1
     * @param seasonalD seasonal differences, 0 or 1
     * @param seasonalQ moving average at the season, 0 or 1
     * @param second length of a second season, 0 for none
     * @param secondP autoregressive at the second season, 0 or 1
     * @param secondD differences at the second season, 0 or 1
     * @param secondQ moving average at the second season, 0 or 1
     * @param mean whether the differenced series has a mean of its own
     */
    record Order(
            int p,
            int d,
            int q,
            int season,
            int seasonalP,
            int seasonalD,
            int seasonalQ,
            int second,
            int secondP,
            int secondD,
            int secondQ,
            boolean mean) {
        static Order plain(int p, int d, int q, boolean mean) {
            return new Order(p, d, q, 0, 0, 0, 0, 0, 0, 0, 0, mean);
        }

        static Order seasonal(
                int p, int d, int q, int season, int seasonalP, int seasonalD, int seasonalQ, boolean mean) {
            return new Order(p, d, q, season, seasonalP, seasonalD, seasonalQ, 0, 0, 0, 0, mean);
        }

        int variables() {
            return p + q + seasonalP + seasonalQ + secondP + secondQ + (mean ? 1 : 0);
        }

        String label() {
            StringBuilder text = new StringBuilder(48)
                    .append("ARIMA(")
                    .append(p)
                    .append(',')
                    .append(d)
                    .append(',')
                    .append(q)
                    .append(')');
            if (season > 0) {
                text.append('(')
                        .append(seasonalP)
                        .append(',')
                        .append(seasonalD)
                        .append(',')
                        .append(seasonalQ)
                        .append(")[")
                        .append(season)
                        .append(']');
            }
            if (second > 0) {
                text.append('(')
                        .append(secondP)
                        .append(',')
                        .append(secondD)
                        .append(',')
                        .append(secondQ)
                        .append(")[")
                        .append(second)
                        .append(']');
            }
            return text.append(mean ? "+mean" : "").toString();
        }
    }

    private static final int ITERATIONS_MAX = 12;

    private final double[] values;
    private final Order order;
    private final double[] differenced;
    private final int lost;
    private final double scale;
    private double[] point;
    private double squares;
    private final int scored;

    private Arima(double[] values, Order order) {
        this.values = values;
        this.order = order;
        double[] work = values;
        for (int k = 0; k < order.d(); k++) {
            work = difference(work, 1);
        }
        if (order.seasonalD() > 0) {
            work = difference(work, order.season());
        }
        if (order.secondD() > 0) {
            work = difference(work, order.second());
        }
        differenced = work;
        lost = values.length - work.length;
        double spread = 0;
        for (double value : work) {
            spread += Math.abs(value);
        }
        scale = Math.max(spread / Math.max(1, work.length), 1e-12);
        scored = Math.max(1, work.length - skip());
        point = new double[order.variables()];
    }

    /** Values at the head that only condition the rest. */
    private int skip() {
        int most = Math.max(order.p(), Math.max(order.seasonalP() * order.season(), order.secondP() * order.second()));
        return Math.min(most, differenced.length / 3);
    }

    private static double[] difference(double[] work, int lag) {
        double[] result = new double[Math.max(0, work.length - lag)];
        for (int t = 0; t < result.length; t++) {
            result[t] = work[t + lag] - work[t];
        }
        return result;
    }

    static Arima fit(double[] values, Order order) {
        Arima model = new Arima(values, order);
        model.estimate();
        return model;
    }

    private void estimate() {
        int size = order.variables();
        double[] errors = new double[differenced.length];
        double[] moved = new double[differenced.length];
        if (order.mean()) {
            double mean = 0;
            for (double value : differenced) {
                mean += value;
            }
            point[size - 1] = mean / Math.max(1, differenced.length) / scale;
        }
        begin();
        squares = errors(point, errors);
        double damping = 1e-3;
        double[][] jacobian = new double[size][differenced.length];
        double[][] normal = new double[size][size];
        double[] gradient = new double[size];
        for (int iteration = 0; size > 0 && iteration < ITERATIONS_MAX; iteration++) {
            for (int j = 0; j < size; j++) {
                double kept = point[j];
                double step = 1e-4;
                point[j] = kept + step;
                errors(point, moved);
                point[j] = kept;
                double[] row = jacobian[j];
                for (int t = 0; t < row.length; t++) {
                    row[t] = (moved[t] - errors[t]) / step;
                }
            }
            for (int j = 0; j < size; j++) {
                for (int k = 0; k <= j; k++) {
                    normal[j][k] = dot(jacobian[j], jacobian[k]);
                    normal[k][j] = normal[j][k];
                }
                gradient[j] = -dot(jacobian[j], errors);
            }
            boolean better = false;
            double before = squares;
            for (int attempt = 0; attempt < 6 && !better; attempt++) {
                double[] step = Linear.solve(normal, gradient, damping);
                double[] trial = point.clone();
                for (int j = 0; j < size; j++) {
                    trial[j] += Math.clamp(step[j], -1.5, 1.5);
                }
                double value = errors(trial, moved);
                if (value < squares) {
                    point = trial;
                    squares = value;
                    System.arraycopy(moved, 0, errors, 0, moved.length);
                    damping = Math.max(1e-9, damping / 5);
                    better = true;
                } else {
                    damping *= 8;
                }
            }
            if (!better || before - squares < 1e-5 * before) {
                break;
            }
        }
    }

    /** Where the search starts: a little of everything, more at the seasonal moving average of a seasonally differenced series. */
    private void begin() {
        int at = 0;
        for (int j = 0; j < order.p(); j++) {
            point[at++] = j == 0 ? 0.4 : 0.05;
        }
        for (int j = 0; j < order.q(); j++) {
            point[at++] = j == 0 && order.p() == 0 ? -0.2 : 0.05;
        }
        if (order.seasonalP() > 0) {
            point[at++] = 0.2;
        }
        if (order.seasonalQ() > 0) {
            point[at++] = order.seasonalD() > 0 ? -0.8 : 0.1;
        }
        if (order.secondP() > 0) {
            point[at++] = 0.2;
        }
        if (order.secondQ() > 0) {
            point[at] = order.secondD() > 0 ? -0.8 : 0.1;
        }
    }

    private static double dot(double[] one, double[] other) {
        double sum = 0;
        for (int t = 0; t < one.length; t++) {
            sum += one[t] * other[t];
        }
        return sum;
    }

    /** The polynomials of a point: lags and coefficients such that w(t) = c + Σ a w(t-lag) + e(t) + Σ b e(t-lag). */
    private record Polynomials(int[] arLags, double[] ar, int[] maLags, double[] ma, double mean) {}

    private Polynomials polynomials(double[] at) {
        int from = 0;
        double[] plainAr = Partial.toCoefficients(at, from, order.p());
        from += order.p();
        double[] plainMa = Partial.toCoefficients(at, from, order.q());
        from += order.q();
        double[] ar = Partial.polynomial(plainAr, 1, -1);
        // The moving average is invertible where the autoregression with opposite signs is stationary.
        double[] ma = Partial.polynomial(plainMa, 1, 1);
        if (order.seasonalP() > 0) {
            ar = Partial.multiply(ar, Partial.polynomial(new double[] {Math.tanh(at[from++])}, order.season(), -1));
        }
        if (order.seasonalQ() > 0) {
            ma = Partial.multiply(ma, Partial.polynomial(new double[] {Math.tanh(at[from++])}, order.season(), 1));
        }
        if (order.secondP() > 0) {
            ar = Partial.multiply(ar, Partial.polynomial(new double[] {Math.tanh(at[from++])}, order.second(), -1));
        }
        if (order.secondQ() > 0) {
            ma = Partial.multiply(ma, Partial.polynomial(new double[] {Math.tanh(at[from++])}, order.second(), 1));
        }
        double mean = order.mean() ? at[from] * scale : 0;
        int[] arLags = Partial.lags(ar);
        int[] maLags = Partial.lags(ma);
        double[] arValues = Arrays.stream(arLags).mapToDouble(lag -> 0).toArray();
        for (int j = 0; j < arLags.length; j++) {
            arValues[j] = -ar[arLags[j]];
        }
        double[] maValues = new double[maLags.length];
        for (int j = 0; j < maLags.length; j++) {
            maValues[j] = ma[maLags[j]];
        }
        return new Polynomials(arLags, arValues, maLags, maValues, mean);
    }

    /** One-step errors of the differenced series, 0 over the conditioning head; their sum of squares. */
    private double errors(double[] at, double[] into) {
        Polynomials model = polynomials(at);
        int n = differenced.length;
        int head = skip();
        Arrays.fill(into, 0, Math.min(head, n), 0);
        double sum = 0;
        int[] arLags = model.arLags();
        int[] maLags = model.maLags();
        double[] ar = model.ar();
        double[] ma = model.ma();
        double mean = model.mean();
        for (int t = head; t < n; t++) {
            double expected = mean;
            for (int j = 0; j < arLags.length; j++) {
                int back = t - arLags[j];
                if (back < 0) {
                    break;
                }
                expected += ar[j] * (differenced[back] - mean);
            }
            for (int j = 0; j < maLags.length; j++) {
                int back = t - maLags[j];
                if (back < 0) {
                    break;
                }
                expected += ma[j] * into[back];
            }
            double error = differenced[t] - expected;
            into[t] = error;
            sum += error * error;
        }
        return sum;
    }

    double aicc() {
        int k = order.variables() + 1;
        double variance = Math.max(squares / scored, 1e-300);
        return scored * Math.log(variance) + 2.0 * k + 2.0 * k * (k + 1) / Math.max(1, scored - k - 1);
    }

    /** Variance of the one-step errors. */
    double variance() {
        return squares / scored;
    }

    /** Plain autoregressive coefficients, as printed in textbooks. */
    double[] autoregressive() {
        return Partial.toCoefficients(point, 0, order.p());
    }

    @Override
    public String name() {
        return order.label();
    }

    @Override
    public int parameters() {
        return order.variables() + 1;
    }

    @Override
    public void replay(int[] origins, double[][] into) {
        double[] errors = new double[differenced.length];
        errors(point, errors);
        Polynomials model = polynomials(point);
        double[] full = new double[] {1};
        full = Partial.multiply(full, dense(model));
        for (int k = 0; k < order.d(); k++) {
            full = Partial.multiply(full, Partial.polynomial(new double[] {1}, 1, -1));
        }
        if (order.seasonalD() > 0) {
            full = Partial.multiply(full, Partial.polynomial(new double[] {1}, order.season(), -1));
        }
        if (order.secondD() > 0) {
            full = Partial.multiply(full, Partial.polynomial(new double[] {1}, order.second(), -1));
        }
        double constant = model.mean();
        for (double coefficient : model.ar()) {
            constant -= coefficient * model.mean();
        }
        int[] lags = Partial.lags(full);
        for (int k = 0; k < origins.length; k++) {
            project(origins[k], errors, full, lags, model, constant, into[k]);
        }
    }

    private static double[] dense(Polynomials model) {
        int most = model.arLags().length == 0 ? 0 : model.arLags()[model.arLags().length - 1];
        double[] full = new double[most + 1];
        full[0] = 1;
        for (int j = 0; j < model.arLags().length; j++) {
            full[model.arLags()[j]] = -model.ar()[j];
        }
        return full;
    }

    private void project(
            int origin, double[] errors, double[] full, int[] lags, Polynomials model, double constant, double[] path) {
        for (int h = 0; h < path.length; h++) {
            double sum = constant;
            for (int lag : lags) {
                int back = origin + h - lag;
                double value = back >= origin ? path[back - origin] : values[Math.max(0, back)];
                sum -= full[lag] * value;
            }
            for (int j = 0; j < model.maLags().length; j++) {
                int back = origin + h - model.maLags()[j];
                int at = back - lost;
                if (back < origin && at >= 0) {
                    sum += model.ma()[j] * errors[at];
                }
            }
            path[h] = sum;
        }
    }
}
