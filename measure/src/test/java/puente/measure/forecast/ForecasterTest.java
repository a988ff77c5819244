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

    private static double[] noise(long seed, int length) {
        SplittableRandom random = new SplittableRandom(seed);
        return IntStream.range(0, length)
                .mapToDouble(t -> random.nextDouble() + random.nextDouble() - 1)
                .toArray();
    }

    private static double[] summed(double[] steps, double from) {
        double[] values = new double[steps.length];
        double level = from;
        for (int t = 0; t < steps.length; t++) {
            level += steps[t];
            values[t] = level;
        }
        return values;
    }

    @Test
    void intervals_areWidenedForAShortSeries_andForAMovingSum_andForNothingElse() {
        double[] walk = summed(noise(1, 240), 100);
        assertThat(Intervals.widening(Arrays.copyOf(walk, 17), 1, Origins.apart(3, 2)))
                .isBetween(1.8, 2.6);
        assertThat(Intervals.widening(Arrays.copyOf(walk, Intervals.SHORT - 1), 1, Origins.apart(20, 3)))
                .isBetween(1.2, 1.4);
        assertThat(Intervals.widening(walk, 1, Origins.apart(60, 12))).isBetween(1.0, 1.05);
        assertThat(Intervals.widening(walk, 12, Origins.apart(60, 12))).isBetween(1.0, 1.05);
        double[] windows = new double[120];
        double[] wandering = summed(noise(2, 132), 100);
        for (int t = 0; t < windows.length; t++) {
            windows[t] = Arrays.stream(wandering, t, t + 12).sum();
        }
        assertThat(Intervals.widening(windows, 1, Origins.apart(26, 12))).isGreaterThan(1.3);
    }

    /** The same values with the restless part last and first: what comes is expected to be as restless as what was last. */
    @Test
    void aRestlessPresent_hasWiderIntervals_thanTheSameValuesWithACalmOne() {
        double[] calmLast = noise(4, 160);
        for (int t = 0; t < calmLast.length; t++) {
            calmLast[t] = 100 + (t < 60 ? 12 : 2) * calmLast[t];
        }
        double[] restlessLast = new double[calmLast.length];
        for (int t = 0; t < calmLast.length; t++) {
            restlessLast[t] = calmLast[calmLast.length - 1 - t];
        }
        Forecast restless = made(restlessLast, 6);
        Forecast calm = made(calmLast, 6);
        for (int h = 0; h < 6; h++) {
            assertThat(restless.upper()[h] - restless.lower()[h])
                    .isGreaterThan(1.4 * (calm.upper()[h] - calm.lower()[h]));
        }
    }

    @Test
    void scales_lookOnlyBack() {
        double[] values = seasonal(5, 120);
        double[] changed = values.clone();
        Arrays.fill(changed, 100, 120, 1e6);
        int[] origins = {60, 80, 100};
        assertThat(Intervals.scales(changed, 12, origins)).containsExactly(Intervals.scales(values, 12, origins));
        assertThat(Intervals.scales(values, 12, origins)[2]).isEqualTo(1);
    }

    @Test
    void aShortSeries_staysNearSeasonalNaive_unlessItsErrorsSpeakAgainstIt() {
        assertThat(naiveShare(made(summed(noise(6, 24), 100), 3))).isGreaterThan(0.4);
        double[] line = noise(7, 24);
        for (int t = 0; t < line.length; t++) {
            line[t] = 100 + 10 * t + line[t];
        }
        assertThat(naiveShare(made(line, 3))).isLessThan(0.1);
        assertThat(naiveShare(made(summed(noise(6, 60), 100), 3))).isLessThan(0.2);
    }

    private static double naiveShare(Forecast forecast) {
        return forecast.parts().stream()
                .filter(part -> part.model().equals("naive"))
                .mapToDouble(Forecast.Part::weight)
                .sum();
    }
}
