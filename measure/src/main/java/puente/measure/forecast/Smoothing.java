package puente.measure.forecast;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import puente.measure.numeric.NelderMead;

/**
 * Exponential smoothing as a linear innovations model with additive errors (Hyndman, Koehler, Ord and Snyder 2008), with a trend that may be
 * damped (Gardner and McKenzie 1985), one or two seasons (Taylor 2003) and errors that may be autoregressive of order one:
 *
 * <pre>{@code
 * y(t) = l + φb + s1(t-m1) + s2(t-m2) + e(t)      e(t) = ρ e(t-1) + ε(t)
 * l   += φb + α e(t)     b = φb + αβ e(t)     s1 += γ1 e(t)     s2 += γ2 e(t)
 * }</pre>
 *
 * <p>Multiplicative forms are this one on logarithms. Parameters minimise the sum of ε² after the first cycle of the longest season, whose
 * values gave the initial states. Seasonal states start from the averages of the first cycles, so they are learned from the past alone.
 */
final class Smoothing implements Model {
    /** What of the model is present. {@code first} and {@code second} are season lengths, 0 where there is none. */
    record Shape(boolean trend, boolean damped, int first, int second, boolean autoregressive) {
        String label() {
            String trendLabel = trend ? (damped ? "Ad" : "A") : "N";
            String seasons = first == 0 ? "N" : second == 0 ? "A" + first : "A" + first + "+" + second;
            return "ETS(A," + trendLabel + "," + seasons + ")" + (autoregressive ? "+AR1" : "");
        }

        int parameters() {
            return 2
                    + (trend ? 2 : 0)
                    + (damped ? 1 : 0)
                    + (first > 0 ? first : 0)
                    + (second > 0 ? second : 0)
                    + (autoregressive ? 1 : 0);
        }

        int variables() {
            return 1
                    + (trend ? 1 : 0)
                    + (damped ? 1 : 0)
                    + (first > 0 ? 1 : 0)
                    + (second > 0 ? 1 : 0)
                    + (autoregressive ? 1 : 0);
        }
    }

    private static final double DAMPING_MIN = 0.80;
    private static final double DAMPING_MAX = 0.995;

    private final double[] values;
    private final Shape shape;
    private final int start;
    private final double level0;
    private final double trend0;
    private final double[] first0;
    private final double[] second0;
    private double alpha;
    private double beta;
    private double phi;
    private double gamma1;
    private double gamma2;
    private double rho;
    private double squares;

    private Smoothing(double[] values, Shape shape) {
        this.values = values;
        this.shape = shape;
        int n = values.length;
        this.first0 = new double[Math.max(1, shape.first())];
        this.second0 = new double[Math.max(1, shape.second())];
        int longest = Math.max(shape.first(), shape.second());
        int cycles = longest == 0 ? 0 : Math.min(n / longest, longest > 100 ? 2 : 3);
        int used = longest == 0 ? Math.min(n, 10) : cycles * longest;
        double mean = 0;
        for (int t = 0; t < used; t++) {
            mean += values[t];
        }
        mean /= used;
        double slope = 0;
        if (shape.trend()) {
            if (cycles >= 2) {
                double head = average(0, longest);
                slope = (average((cycles - 1) * longest, longest) - head) / ((cycles - 1.0) * longest);
            } else {
                double top = 0;
                double bottom = 0;
                for (int t = 0; t < used; t++) {
                    double x = t - (used - 1) / 2.0;
                    top += x * values[t];
                    bottom += x * x;
                }
                slope = bottom == 0 ? 0 : top / bottom;
            }
        }
        trend0 = slope;
        level0 = mean - slope * (used + 1) / 2.0;
        if (shape.first() > 0) {
            seasonal(first0, used, null);
        }
        if (shape.second() > 0) {
            seasonal(second0, used, first0);
        }
        start = longest == 0 ? 0 : longest;
    }

    private double average(int from, int length) {
        double sum = 0;
        for (int t = from; t < from + length; t++) {
            sum += values[t];
        }
        return sum / length;
    }

    /** Averages of what is left of the first {@code used} values by position in the season, centred. */
    private void seasonal(double[] into, int used, double @Nullable [] other) {
        int season = into.length;
        int[] counts = new int[season];
        for (int t = 0; t < used; t++) {
            double rest = values[t] - level0 - trend0 * (t + 1) - (other == null ? 0 : other[t % other.length]);
            into[t % season] += rest;
            counts[t % season]++;
        }
        double mean = 0;
        for (int j = 0; j < season; j++) {
            into[j] /= Math.max(1, counts[j]);
            mean += into[j] / season;
        }
        for (int j = 0; j < season; j++) {
            into[j] -= mean;
        }
    }

    /** The model of one shape with its parameters estimated. */
    static Smoothing fit(double[] values, Shape shape, int callsMax) {
        Smoothing model = new Smoothing(values, shape);
        double[] begin = new double[shape.variables()];
        double[] steps = new double[shape.variables()];
        int at = 0;
        begin[at] = shape.first() > 0 ? logit(0.2) : logit(0.4);
        steps[at++] = 1.2;
        if (shape.trend()) {
            begin[at] = logit(0.1);
            steps[at++] = -1;
        }
        if (shape.damped()) {
            begin[at] = logit(0.8);
            steps[at++] = -1;
        }
        if (shape.first() > 0) {
            begin[at] = logit(0.15);
            steps[at++] = 1;
        }
        if (shape.second() > 0) {
            begin[at] = logit(0.15);
            steps[at++] = 1;
        }
        if (shape.autoregressive()) {
            begin[at] = logit(0.7);
            steps[at] = 0.7;
        }
        double[] season1 = new double[model.first0.length];
        double[] season2 = new double[model.second0.length];
        double[] best = new NelderMead(callsMax, 1e-5)
                .minimise(
                        point -> {
                            model.set(point);
                            return model.run(season1, season2, new int[0], new double[0][]);
                        },
                        begin,
                        steps);
        model.set(best);
        model.squares = model.run(season1, season2, new int[0], new double[0][]);
        return model;
    }

    private void set(double[] point) {
        int at = 0;
        alpha = 0.0001 + 0.9998 * expit(point[at++]);
        beta = shape.trend() ? expit(point[at++]) : 0;
        phi = shape.damped() ? DAMPING_MIN + (DAMPING_MAX - DAMPING_MIN) * expit(point[at++]) : 1;
        gamma1 = shape.first() > 0 ? (1 - alpha) * expit(point[at++]) : 0;
        gamma2 = shape.second() > 0 ? (1 - alpha) * expit(point[at++]) : 0;
        rho = shape.autoregressive() ? 0.999 * (2 * expit(point[at]) - 1) : 0;
    }

    private static double expit(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    private static double logit(double p) {
        return Math.log(p / (1 - p));
    }

    /** Runs the recursion over the whole series, forecasting at the origins on its way; the sum of ε² from {@code start} on. */
    private double run(double[] season1, double[] season2, int[] origins, double[][] into) {
        System.arraycopy(first0, 0, season1, 0, first0.length);
        System.arraycopy(second0, 0, season2, 0, second0.length);
        int m1 = season1.length;
        int m2 = season2.length;
        double level = level0;
        double trend = trend0;
        double error = 0;
        double sum = 0;
        int at1 = 0;
        int at2 = 0;
        int next = 0;
        int n = values.length;
        boolean trended = shape.trend();
        for (int t = 0; t <= n; t++) {
            while (next < origins.length && origins[next] == t) {
                project(level, trend, error, season1, at1, season2, at2, into[next++]);
            }
            if (t == n) {
                break;
            }
            double base = level + (trended ? phi * trend : 0);
            double raw = values[t] - base - season1[at1] - season2[at2];
            double innovation = raw - rho * error;
            if (t >= start) {
                sum += innovation * innovation;
            }
            error = raw;
            level = base + alpha * raw;
            if (trended) {
                trend = phi * trend + alpha * beta * raw;
            }
            season1[at1] += gamma1 * raw;
            season2[at2] += gamma2 * raw;
            at1 = at1 + 1 == m1 ? 0 : at1 + 1;
            at2 = at2 + 1 == m2 ? 0 : at2 + 1;
        }
        return sum;
    }

    private void project(
            double level,
            double trend,
            double error,
            double[] season1,
            int at1,
            double[] season2,
            int at2,
            double[] path) {
        double steps = 0;
        double damping = 1;
        double decay = error;
        for (int h = 0; h < path.length; h++) {
            damping *= phi;
            steps += damping;
            decay *= rho;
            path[h] = level
                    + (shape.trend() ? steps * trend : 0)
                    + season1[(at1 + h) % season1.length]
                    + season2[(at2 + h) % season2.length]
                    + decay;
        }
    }

    /** Corrected information criterion of Akaike over the values from {@code skip} on; smaller is better. */
    double aicc() {
        int n = values.length - start;
        // The seasonal states were taken from the values before those that are scored, so they are no parameters of the
        // score.
        int k = shape.parameters() - Math.max(0, shape.first()) - Math.max(0, shape.second());
        double variance = Math.max(squares / n, 1e-300);
        return n * Math.log(variance) + 2 * k + 2.0 * k * (k + 1) / Math.max(1, n - k - 1);
    }

    /** Sum of squared one-step errors that were scored. */
    double squares() {
        return squares;
    }

    /** The smoothing parameter of the level, in (0, 1). */
    double alpha() {
        return alpha;
    }

    @Override
    public String name() {
        return shape.label();
    }

    @Override
    public int parameters() {
        return shape.parameters();
    }

    @Override
    public void replay(int[] origins, double[][] into) {
        for (double[] path : into) {
            Arrays.fill(path, 0);
        }
        run(new double[first0.length], new double[second0.length], origins, into);
    }
}
