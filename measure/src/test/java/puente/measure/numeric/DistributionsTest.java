package puente.measure.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values beside those that R 4.2 prints for the same call. */
class DistributionsTest {
    @ParameterizedTest
    @CsvSource({"0.5, 0.572364942924700", "10, 12.8018274800815", "0.1, 2.25271265173421", "1000, 5905.22042320918"})
    void logarithmOfGamma(double x, double expected) {
        assertThat(Gamma.logarithm(x)).isCloseTo(expected, within(1e-9 * expected));
    }

    @ParameterizedTest
    @CsvSource({"0.975, 1.95996398454005", "0.5, 0", "0.001, -3.09023230616781"})
    void normalQuantiles(double probability, double expected) {
        assertThat(Normal.quantile(probability)).isCloseTo(expected, within(1e-7));
    }

    @ParameterizedTest
    @CsvSource({"0.95, 10, 2.22813885198627", "0.95, 3, 3.18244630528371", "0.99, 30, 2.74999565356723"})
    void studentQuantiles(double level, double degrees, double expected) {
        assertThat(Normal.studentQuantile(level, degrees)).isCloseTo(expected, within(1e-7));
    }

    @Test
    void negativeBinomial_hasItsMoments_andItsQuantilesInvertItsSum() {
        NegativeBinomial distribution = NegativeBinomial.of(12.7, 40);
        double mean = 0;
        double sum = 0;
        for (int count = 0; count < 400; count++) {
            double probability = Math.exp(distribution.logProbability(count));
            mean += count * probability;
            sum += probability;
            assertThat(distribution.cumulative(count)).isCloseTo(sum, within(1e-9));
        }
        assertThat(sum).isCloseTo(1, within(1e-9));
        assertThat(mean).isCloseTo(12.7, within(1e-6));
        for (double probability : new double[] {0.001, 0.025, 0.5, 0.975, 0.999}) {
            double quantile = distribution.quantile(probability);
            assertThat(distribution.cumulative(quantile)).isGreaterThanOrEqualTo(probability);
            assertThat(distribution.cumulative(quantile - 1)).isLessThan(probability);
        }
        // A mean that is no whole number once sent the search round in circles.
        assertThat(new NegativeBinomial(8.71, 3.3).quantile(0.975)).isEqualTo(22);
    }

    @Test
    void nelderMead_findsTheFootOfRosenbrocksValley() {
        double[] best = new NelderMead(2000, 1e-14)
                .minimise(
                        point -> 100 * Math.pow(point[1] - point[0] * point[0], 2) + Math.pow(1 - point[0], 2),
                        new double[] {-1.2, 1},
                        new double[] {0.5, 0.5});
        assertThat(best[0]).isCloseTo(1, within(1e-4));
        assertThat(best[1]).isCloseTo(1, within(1e-4));
    }
}
