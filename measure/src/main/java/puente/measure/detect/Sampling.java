package puente.measure.detect;

import java.util.SplittableRandom;

/** Random numbers of a few distributions from a stated seed. */
final class Sampling {
    private static final double NORMAL_FROM = 60;

    private Sampling() {}

    static double normal(SplittableRandom random) {
        double radius = Math.sqrt(-2 * Math.log(1 - random.nextDouble()));
        return radius * Math.cos(2 * Math.PI * random.nextDouble());
    }

    /** Gamma of this shape and scale 1 (Marsaglia and Tsang 2000). */
    static double gamma(double shape, SplittableRandom random) {
        if (shape > 1e5) {
            return shape + Math.sqrt(shape) * normal(random);
        }
        if (shape < 1) {
            return gamma(shape + 1, random) * Math.pow(1 - random.nextDouble(), 1 / shape);
        }
        double d = shape - 1.0 / 3;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double x = normal(random);
            double v = 1 + c * x;
            if (v > 0) {
                v = v * v * v;
                if (Math.log(1 - random.nextDouble()) < 0.5 * x * x + d - d * v + d * Math.log(v)) {
                    return d * v;
                }
            }
        }
    }

    /** Poisson; above a mean of {@value #NORMAL_FROM} the rounded normal, whose error is far below the noise of a simulation. */
    static double poisson(double mean, SplittableRandom random) {
        if (mean > NORMAL_FROM) {
            return Math.max(0, Math.rint(mean + Math.sqrt(mean) * normal(random)));
        }
        double limit = Math.exp(-Math.max(0, mean));
        double product = 1 - random.nextDouble();
        double count = 0;
        while (product > limit) {
            product *= 1 - random.nextDouble();
            count++;
        }
        return count;
    }
}
