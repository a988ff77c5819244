package puente.measure.numeric;

/** Functions of the gamma family: Lanczos (1964) for the logarithm, series and continued fraction for the incomplete ones. */
public final class Gamma {
    private static final double[] LANCZOS = {
        0.99999999999980993,
        676.5203681218851,
        -1259.1392167224028,
        771.32342877765313,
        -176.61502916214059,
        12.507343278686905,
        -0.13857109526572012,
        9.9843695780195716e-6,
        1.5056327351493116e-7
    };

    private static final int TERMS_MAX = 500;

    private Gamma() {}

    /** Natural logarithm of Γ(x) for x above 0, to about 14 digits. */
    public static double logarithm(double x) {
        if (x < 0.5) {
            return Math.log(Math.PI / Math.sin(Math.PI * x)) - logarithm(1 - x);
        }
        double z = x - 1;
        double sum = LANCZOS[0];
        for (int j = 1; j < LANCZOS.length; j++) {
            sum += LANCZOS[j] / (z + j);
        }
        double t = z + 7.5;
        return 0.5 * Math.log(2 * Math.PI) + (z + 0.5) * Math.log(t) - t + Math.log(sum);
    }

    /** Regularised incomplete beta function I(x; a, b), by Lentz's continued fraction. */
    public static double beta(double x, double a, double b) {
        if (x <= 0) {
            return 0;
        }
        if (x >= 1) {
            return 1;
        }
        double front = Math.exp(logarithm(a + b) - logarithm(a) - logarithm(b) + a * Math.log(x) + b * Math.log1p(-x));
        return x < (a + 1) / (a + b + 2) ? front * fraction(x, a, b) / a : 1 - front * fraction(1 - x, b, a) / b;
    }

    private static double fraction(double x, double a, double b) {
        double tiny = 1e-300;
        double c = 1;
        double d = 1 / nonzero(1 - (a + b) * x / (a + 1), tiny);
        double result = d;
        for (int m = 1; m <= TERMS_MAX; m++) {
            double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = 1 / nonzero(1 + even * d, tiny);
            c = nonzero(1 + even / c, tiny);
            result *= d * c;
            double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 / nonzero(1 + odd * d, tiny);
            c = nonzero(1 + odd / c, tiny);
            double factor = d * c;
            result *= factor;
            if (Math.abs(factor - 1) < 1e-14) {
                break;
            }
        }
        return result;
    }

    private static double nonzero(double value, double tiny) {
        return Math.abs(value) < tiny ? tiny : value;
    }
}
