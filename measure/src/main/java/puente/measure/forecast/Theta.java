package puente.measure.forecast;

import puente.measure.numeric.NelderMead;

/**
 * The Theta method (Assimakopoulos and Nikolopoulos 2000) in the form of Fiorucci, Pellegrini, Louzada, Petropoulos and Koehler (2016): the
 * line θ is optimised together with the smoothing parameter and the initial level, and the linear trend is learned as the series goes on
 * (dynamic optimised Theta). With θ held at 2 it is the dynamic standard Theta.
 */
final class Theta implements Model {
    private final double[] values;
    private final boolean optimised;
    private double level0;
    private double alpha;
    private double theta;
    private double squares;

    private Theta(double[] values, boolean optimised) {
        this.values = values;
        this.optimised = optimised;
    }

    /** The model with its parameters estimated; {@code optimised} estimates θ too. */
    static Theta fit(double[] values, boolean optimised, int callsMax) {
        Theta model = new Theta(values, optimised);
        double scale = Math.max(1e-9, Math.abs(values[0]));
        double[] begin = optimised ? new double[] {0.5, 0, Math.log(1)} : new double[] {0.5, 0};
        double[] steps = optimised ? new double[] {0.3, 0.05, 0.7} : new double[] {0.3, 0.05};
        double[] best = new NelderMead(callsMax, 1e-6)
                .minimise(
                        point -> {
                            model.set(point, values[0], scale);
                            return model.run(new int[0], new double[0][]);
                        },
                        begin,
                        steps);
        model.set(best, values[0], scale);
        model.squares = model.run(new int[0], new double[0][]);
        return model;
    }

    private void set(double[] point, double first, double scale) {
        alpha = Math.clamp(point[0], 0.01, 0.999);
        level0 = first / 2 + point[1] * scale;
        // θ ≥ 1: below one the model is not defined.
        theta = optimised ? 1 + Math.exp(Math.clamp(point[2], -6, 5)) : 2;
    }

    private double run(int[] origins, double[][] into) {
        double level = level0;
        double mean = 0;
        double slope = 0;
        double intercept = 0;
        double weight = 1 - 1 / theta;
        double decay = 1;
        double sum = 0;
        int next = 0;
        int n = values.length;
        for (int t = 1; t <= n + 1; t++) {
            while (next < origins.length && origins[next] == t - 1) {
                project(level, mean, slope, intercept, decay, t, into[next++]);
            }
            if (t > n) {
                break;
            }
            // decay is (1-α)^(t-1)
            double expected = level + weight * (decay * intercept + (1 - decay * (1 - alpha)) / alpha * slope);
            double error = values[t - 1] - expected;
            if (t > 2) {
                sum += error * error;
            }
            level = alpha * values[t - 1] + (1 - alpha) * level;
            slope = ((t - 2) * slope + 6.0 / t * (values[t - 1] - mean)) / (t + 1);
            mean = ((t - 1) * mean + values[t - 1]) / t;
            if (t == 1) {
                slope = 0;
            }
            intercept = mean - slope * (t + 1) / 2;
            decay *= 1 - alpha;
        }
        return sum;
    }

    private void project(
            double level, double mean, double slope, double intercept, double decay, int from, double[] path) {
        double weight = 1 - 1 / theta;
        for (int h = 0; h < path.length; h++) {
            int t = from + h;
            double expected = level + weight * (decay * intercept + (1 - decay * (1 - alpha)) / alpha * slope);
            path[h] = expected;
            level = alpha * expected + (1 - alpha) * level;
            slope = t == 1 ? 0 : ((t - 2) * slope + 6.0 / t * (expected - mean)) / (t + 1);
            mean = ((t - 1) * mean + expected) / t;
            intercept = mean - slope * (t + 1) / 2;
            decay *= 1 - alpha;
        }
    }

    double squares() {
        return squares;
    }

    @Override
    public String name() {
        return optimised ? "Theta(dynamic, optimised)" : "Theta(dynamic)";
    }

    @Override
    public int parameters() {
        return optimised ? 3 : 2;
    }

    @Override
    public void replay(int[] origins, double[][] into) {
        run(origins, into);
    }
}
