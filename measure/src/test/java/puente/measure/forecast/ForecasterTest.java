package puente.measure.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForecasterTest {
    private static double[] seasonal(long seed, int length) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] values = new double[length];
        for (int t = 0; t < length; t++) {
            values[t] = 1000 + 3 * t + 100 * Math.sin(2 * Math.PI * t / 12) + 40 * (random.nextDouble() - 0.5);
        }
        return values;
    }

    private static Forecast made(double[] values, int horizon, int... seasons) {
        return ((Outcome.Made) Forecaster.forecast(values, seasons, horizon)).forecast();
    }

    private static void refused(double[] values, int horizon, String code) {
        assertThat(Forecaster.forecast(values, new int[] {12}, horizon))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refusal -> assertThat(refusal.reason().code()).isEqualTo(code));
    }

    @Test
    void aTrendWithASeason_isContinued_insideItsIntervals() {
        double[] truth = seasonal(1, 132);
        Forecast forecast = made(Arrays.copyOf(truth, 120), 12, 12);
        int inside = 0;
        for (int h = 0; h < 12; h++) {
            assertThat(forecast.mean()[h]).isCloseTo(truth[120 + h], within(60.0));
            inside += truth[120 + h] >= forecast.lower()[h] && truth[120 + h] <= forecast.upper()[h] ? 1 : 0;
        }
        assertThat(inside).isGreaterThanOrEqualTo(10);
        assertThat(forecast.beatsSeasonalNaive()).isTrue();
        assertThat(forecast.parts().stream().mapToDouble(Forecast.Part::weight).sum())
                .isCloseTo(1, within(0.05));
        assertThat(forecast.seasonalNaive()).containsExactly(Arrays.copyOfRange(truth, 108, 120));
    }

    @Test
    void tooShort_tooSparse_broken_orTooFar_isRefused_withTheReason() {
        refused(seasonal(1, Forecaster.VALUES_MIN - 1), 4, "measure.forecast.too-short");
        refused(seasonal(1, 40), 36, "measure.forecast.horizon-long");
        refused(seasonal(1, 40), 0, "measure.forecast.horizon");
        refused(seasonal(1, 40), Forecaster.HORIZON_MAX + 1, "measure.forecast.horizon");
        double[] sparse = new double[120];
        IntStream.range(0, Forecaster.NONZERO_MIN - 1).forEach(at -> sparse[at * 10] = 1);
        refused(sparse, 4, "measure.forecast.too-sparse");
        double[] gap = seasonal(1, 60);
        gap[30] = Double.NaN;
        refused(gap, 4, "measure.forecast.gap");
        assertThat(Forecaster.forecast(seasonal(1, Forecaster.VALUES_MIN), new int[0], 1))
                .isInstanceOf(Outcome.Made.class);
    }

    @Test
    void aConstantSeries_staysConstant() {
        double[] values = new double[60];
        Arrays.fill(values, 7.5);
        for (double each : made(values, 6, 12).mean()) {
            assertThat(each).isCloseTo(7.5, within(1e-6));
        }
    }

    @Test
    void smallCounts_haveIntervalsOfWholeNumbers_notBelowZero() {
        SplittableRandom random = new SplittableRandom(3);
        double[] counts =
                IntStream.range(0, 96).mapToDouble(t -> random.nextInt(9)).toArray();
        Forecast forecast = made(counts, 12, 12);
        for (int h = 0; h < 12; h++) {
            assertThat(forecast.lower()[h]).isGreaterThanOrEqualTo(0).isEqualTo(Math.rint(forecast.lower()[h]));
            assertThat(forecast.upper()[h]).isGreaterThan(forecast.mean()[h]).isEqualTo(Math.rint(forecast.upper()[h]));
        }
    }

    @Property(tries = 15)
    void scalingASeries_scalesItsForecast(
            @ForAll @LongRange(min = 1, max = 1000) long seed, @ForAll @IntRange(min = -8, max = 8) int power) {
        double factor = Math.scalb(1.0, power);
        double[] values = seasonal(seed, 90);
        Forecast plain = made(values, 6, 12);
        Forecast scaled =
                made(Arrays.stream(values).map(value -> value * factor).toArray(), 6, 12);
        for (int h = 0; h < 6; h++) {
            assertThat(scaled.mean()[h] / factor).isCloseTo(plain.mean()[h], within(0.02 * plain.mean()[h]));
            double width = plain.upper()[h] - plain.lower()[h];
            assertThat((scaled.upper()[h] - scaled.lower()[h]) / factor).isCloseTo(width, within(0.2 * width));
        }
    }

    @Property(tries = 10)
    void shiftingASeriesWithNegatives_shiftsItsSmoothedForecast(@ForAll @LongRange(min = 1, max = 1000) long seed) {
        double[] values =
                Arrays.stream(seasonal(seed, 90)).map(value -> value - 1000).toArray();
        double[] shifted = Arrays.stream(values).map(value -> value - 512).toArray();
        Smoothing.Shape shape = new Smoothing.Shape(true, true, 12, 0, false);
        double[][] one = new double[1][6];
        double[][] other = new double[1][6];
        Smoothing.fit(values, shape, 300).replay(new int[] {90}, one);
        Smoothing.fit(shifted, shape, 300).replay(new int[] {90}, other);
        for (int h = 0; h < 6; h++) {
            assertThat(other[0][h] + 512).isCloseTo(one[0][h], within(1.0));
        }
    }

    @Test
    void theSameSeries_givesTheSameBytes_onAnyNumberOfThreads() {
        double[][] all =
                IntStream.range(0, 12).mapToObj(seed -> seasonal(seed, 100)).toArray(double[][]::new);
        double[][] alone =
                Arrays.stream(all).map(values -> made(values, 12, 12).upper()).toArray(double[][]::new);
        double[][] together = Arrays.stream(all)
                .parallel()
                .map(values -> made(values, 12, 12).upper())
                .toArray(double[][]::new);
        assertThat(together).isDeepEqualTo(alone);
    }

    @Test
    void replay_looksOnlyBack() {
        double[] values = seasonal(5, 120);
        double[] changed = values.clone();
        Arrays.fill(changed, 100, 120, 1e6);
        for (Model model : Candidates.of(values, new int[] {12})) {
            if (model instanceof SeasonalNaive naive) {
                double[][] one = new double[1][4];
                double[][] other = new double[1][4];
                naive.replay(new int[] {100}, one);
                new SeasonalNaive(changed, naive.season()).replay(new int[] {100}, other);
                assertThat(other).isDeepEqualTo(one);
            }
        }
    }

    @Test
    void arima_findsTheCoefficientsThatMadeTheSeries() {
        SplittableRandom random = new SplittableRandom(11);
        double[] values = new double[4000];
        for (int t = 2; t < values.length; t++) {
            double noise =
                    IntStream.range(0, 12).mapToDouble(j -> random.nextDouble()).sum() - 6;
            values[t] = 0.6 * values[t - 1] + 0.25 * values[t - 2] + noise;
        }
        Arima model = Arima.fit(values, Arima.Order.plain(2, 0, 0, false));
        assertThat(model.autoregressive()[0]).isCloseTo(0.6, within(0.04));
        assertThat(model.autoregressive()[1]).isCloseTo(0.25, within(0.04));
        assertThat(model.variance()).isCloseTo(1, within(0.06));
    }

    /** A seasonal random walk continues with the last season whatever the model's other parameters are. */
    @ParameterizedTest
    @CsvSource({"1, 0", "0, 1", "1, 1"})
    void arima_ofAnExactPattern_continuesIt(int p, int q) {
        double[] values =
                IntStream.range(0, 96).mapToDouble(t -> (t % 12) * (t % 12)).toArray();
        double[][] path = new double[1][24];
        Arima.fit(values, Arima.Order.seasonal(p, 0, q, 12, 0, 1, 0, false)).replay(new int[] {96}, path);
        for (int h = 0; h < 24; h++) {
            assertThat(path[0][h]).isCloseTo(values[h], within(1e-9));
        }
    }

    @Test
    void intervalsOfAShortSeries_areWider_andNeverNarrowerThanTheLeastWidening() {
        assertThat(Forecaster.widening(5000, 60)).isEqualTo(Forecaster.WIDENING);
        assertThat(Forecaster.widening(17, 5)).isBetween(1.6, 2.0);
        assertThat(Forecaster.widening(Forecaster.SHORT - 1, 15)).isBetween(1.15, 1.35);
        assertThat(Forecaster.widening(Forecaster.SHORT, 15)).isEqualTo(Forecaster.WIDENING);
    }
}
