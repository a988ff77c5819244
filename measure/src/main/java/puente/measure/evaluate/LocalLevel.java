package puente.measure.evaluate;

import java.util.Optional;
import puente.measure.numeric.GoldenSection;

/**
 * A level that wanders, seen through noise, with regressors: {@code y = μ + xβ + ε, μ(t+1) = μ(t) + η} (Harvey 1989; Durbin and Koopman
 * 2012), and the counterfactual that follows from it (Brodersen, Gallusser, Koehler, Remy and Scott 2015, here by maximum likelihood:
 * nothing is sampled, so nothing changes from run to run).
 *
 * <p>The Kalman filter of a scalar state runs over the series and over every regressor with the same gains; coefficients then are those of
 * generalised least squares on the innovations (de Jong 1991, Rosenberg 1973). The initial level is diffuse. The ratio of the variances is
 * found by a search over its logarithm.
 */
public final class LocalLevel {
    private static final int HARMONICS = 2;
    private static final int GRID = 25;
    private static final int REFINEMENTS = 40;

    private final double ratio;
    private final double noise;
    private final double logLikelihood;
    private final double[] coefficients;
    private final double[] ends;
    private final double variance;
    private final Regressions.Fit fit;
    private final double[] states;
    private final double[] variances;

    private LocalLevel(double[] y, double[][] regressors, double ratio) {
        int n = y.length;
        int k = regressors.length;
        double[][] rows = new double[k][n - 1];
        double[] own = new double[n - 1];
        double[] level = new double[k + 1];
        this.states = new double[n];
        this.variances = new double[n];
        level[0] = y[0];
        for (int j = 0; j < k; j++) {
            level[j + 1] = regressors[j][0];
        }
        // After the first value the diffuse level is that value, with the variance of the noise.
        double p = 1;
        double logs = 0;
        double[][] levels = new double[k + 1][n];
        for (int t = 0; t < n; t++) {
            if (t > 0) {
                p += ratio;
                double f = p + 1;
                double gain = p / f;
                double root = Math.sqrt(f);
                double innovation = y[t] - level[0];
                own[t - 1] = innovation / root;
                level[0] += gain * innovation;
                for (int j = 0; j < k; j++) {
                    double moved = regressors[j][t] - level[j + 1];
                    rows[j][t - 1] = moved / root;
                    level[j + 1] += gain * moved;
                }
                p *= 1 - gain;
                logs += Math.log(f);
            }
            variances[t] = p;
            for (int j = 0; j <= k; j++) {
                levels[j][t] = level[j];
            }
        }
        this.ratio = ratio;
        this.fit =
                k == 0 ? new Regressions.Fit(new double[0], new double[0][], squares(own)) : Regressions.fit(rows, own);
        this.coefficients = fit.coefficients();
        this.noise = Math.max(fit.squares() / (n - 1), 1e-18);
        this.logLikelihood = -0.5 * ((n - 1) * (Math.log(2 * Math.PI * noise) + 1) + logs);
        this.ends = level;
        this.variance = p;
        for (int t = 0; t < n; t++) {
            states[t] = levels[0][t];
            for (int j = 0; j < k; j++) {
                states[t] -= coefficients[j] * levels[j + 1][t];
            }
        }
    }

    private static double squares(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value * value;
        }
        return sum;
    }

    /** The model with the ratio of its variances at the greatest likelihood. */
    public static LocalLevel fit(double[] y, double[][] regressors) {
        double best = -12;
        double most = Double.NEGATIVE_INFINITY;
        for (int step = 0; step < GRID; step++) {
            double at = -12 + step * 16.0 / (GRID - 1);
            double value = new LocalLevel(y, regressors, Math.exp(at)).logLikelihood;
            if (value > most) {
                most = value;
                best = at;
            }
        }
        double wide = 16.0 / (GRID - 1);
        double found = GoldenSection.minimum(
                at -> -new LocalLevel(y, regressors, Math.exp(at)).logLikelihood,
                best - wide,
                best + wide,
                REFINEMENTS);
        return new LocalLevel(y, regressors, Math.exp(found));
    }

    /** Variance of the noise ε. */
    public double noise() {
        return noise;
    }

    /** Variance of the level's steps η. */
    public double wandering() {
        return noise * ratio;
    }

    /** Diffuse log-likelihood, as Durbin and Koopman print it. */
    public double logLikelihood() {
        return logLikelihood;
    }

    /** The level at each period given everything up to it (the filter), without the regressors' part. */
    public double[] filtered() {
        return states.clone();
    }

    /** The level at each period given the whole series (the fixed-interval smoother). */
    public double[] smoothed() {
        double[] result = states.clone();
        for (int t = result.length - 2; t >= 0; t--) {
            double gain = variances[t] / (variances[t] + ratio);
            result[t] = states[t] + gain * (result[t + 1] - states[t]);
        }
        return result;
    }

    /** What would have been without the change, from the periods before it: the average difference, with its standard error. */
    static Optional<Method.Raw> counterfactual(Study study) {
        int n = study.start();
        int after = study.after();
        double[][] seasonal = Design.seasonal(study.values().length, study.season(), HARMONICS);
        int with = study.controls().length > 0 ? 1 : 0;
        double[][] all = new double[seasonal.length + with][];
        System.arraycopy(seasonal, 0, all, 0, seasonal.length);
        if (with > 0) {
            all[seasonal.length] = Design.average(study.controls());
        }
        double[] y = java.util.Arrays.copyOf(study.values(), n);
        double[][] before = new double[all.length][];
        for (int j = 0; j < all.length; j++) {
            before[j] = java.util.Arrays.copyOf(all[j], n);
        }
        LocalLevel model = fit(y, before);
        double effect = 0;
        double[] apart = new double[all.length];
        for (int t = n; t < n + after; t++) {
            double expected = model.ends[0];
            for (int j = 0; j < all.length; j++) {
                double distance = all[j][t] - model.ends[j + 1];
                expected += model.coefficients[j] * distance;
                apart[j] += distance / after;
            }
            effect += (study.values()[t] - expected) / after;
        }
        // The average of a random walk over m steps has variance (m+1)(2m+1)/(6m) of a step's.
        double steps = (after + 1.0) * (2.0 * after + 1) / (6.0 * after);
        double spread = model.variance + model.ratio * steps + 1.0 / after + model.fit.spread(apart);
        return Optional.of(new Method.Raw(effect, Math.sqrt(Math.max(model.noise * spread, 1e-18))));
    }
}
