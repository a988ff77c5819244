package puente.measure.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import puente.measure.SeriesCsvLayouts;
import puente.measure.series.PeriodType;
import puente.measure.series.Series;
import puente.measure.series.SeriesCsv;

class ChangeDetectorTest {
    private static final Path HOMICIDES =
            Path.of(System.getProperty("puente.shared", ""), "data", "sesnsp_victims", "victimas_estado_mes.csv.gz");

    static boolean dataIsHere() {
        return Files.exists(HOMICIDES);
    }

    private static double[] counts(long seed, double mean, double size, int length, int breakAt, double ratio) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] counts = new double[length];
        for (int t = 0; t < length; t++) {
            double level = t < breakAt ? mean : mean * ratio;
            counts[t] = Sampling.poisson(Sampling.gamma(size, random) * level / size, random);
        }
        return counts;
    }

    private static List<Detection.Month> alarms(double[] counts, int from, double rate) {
        return ((Detection.Watched) new ChangeDetector(rate, 1).watch(counts, from)).alarms();
    }

    @Test
    void yearsWithoutABreak_raiseAlarms_noMoreOftenThanStated() {
        int alarmed = 0;
        int years = 60;
        for (int seed = 0; seed < years; seed++) {
            alarmed += alarms(counts(seed, 30, 25, 84, 84, 1), 72, 0.05).isEmpty() ? 0 : 1;
        }
        // 5% of 60 is 3; 99.9% of a binomial lie at or below 10.
        assertThat(alarmed).isLessThanOrEqualTo(10);
    }

    @Test
    void aTripling_isFlaggedAtItsFirstMonth_mostTimes() {
        int first = 0;
        for (int seed = 0; seed < 20; seed++) {
            List<Detection.Month> alarms = alarms(counts(seed, 45, 40, 84, 76, 3), 72, 0.05 / 32);
            first += !alarms.isEmpty() && alarms.getFirst().position() == 76 ? 1 : 0;
        }
        assertThat(first).isGreaterThanOrEqualTo(15);
    }

    @Test
    void theSameSeries_givesTheSameAlarms() {
        double[] counts = counts(4, 20, 10, 90, 80, 2.5);
        assertThat(new ChangeDetector(0.05, 1).watch(counts, 60))
                .isEqualTo(new ChangeDetector(0.05, 1).watch(counts, 60));
    }

    @Test
    void laterMonths_changeNothingAboutEarlierOnes() {
        double[] counts = counts(9, 20, 10, 96, 80, 2.5);
        var all = ((Detection.Watched) new ChangeDetector(0.05, 1).watch(counts, 60)).months();
        var then = ((Detection.Watched) new ChangeDetector(0.05, 1).watch(Arrays.copyOf(counts, 82), 60)).months();
        assertThat(all.subList(0, then.size())).isEqualTo(then);
    }

    @Test
    void whatIsTooShort_tooSparse_orNoCounts_isRefused_withTheReason() {
        assertThat(new ChangeDetector(0.05, 1).watch(new double[40], 20).toString())
                .contains("measure.detect.too-short");
        assertThat(new ChangeDetector(0.05, 1).watch(new double[60], 48).toString())
                .contains("measure.detect.too-sparse");
        double[] halves = new double[60];
        Arrays.fill(halves, 1.5);
        assertThat(new ChangeDetector(0.05, 1).watch(halves, 48).toString()).contains("measure.detect.not-counts");
        assertThatThrownBy(() -> new ChangeDetector(0.7, 1)).hasMessageContaining("measure.detect.rate");
    }

    @Test
    @EnabledIf("dataIsHere")
    void sinaloa_isFlaggedInSeptember2024_andAtMostOneOtherStateInTheMonthsAfter() throws IOException {
        List<Series> states;
        try (Reader reader =
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(HOMICIDES)), StandardCharsets.UTF_8)) {
            states = SeriesCsv.read(reader, SeriesCsvLayouts.homicides());
        }
        assertThat(states).hasSize(32);
        ChangeDetector detector = new ChangeDetector(0.05, states.size());
        long from = PeriodType.MONTH.parse("2024-09");
        int others = 0;
        for (Series state : states) {
            var watched = (Detection.Watched) detector.watch(state.values(), (int) (from - state.first()));
            if (state.area().equals("Sinaloa")) {
                Detection.Month first = watched.alarms().getFirst();
                assertThat(state.label(first.position())).isEqualTo("2024-09");
                assertThat(first.value()).isEqualTo(143);
                assertThat(state.values()[(int) (from - state.first()) - 1]).isEqualTo(44);
            } else {
                others += watched.alarms().isEmpty() ? 0 : 1;
            }
        }
        assertThat(others).isLessThanOrEqualTo(1);
    }
}
