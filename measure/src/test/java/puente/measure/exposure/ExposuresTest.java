package puente.measure.exposure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import puente.measure.exposure.AreaRate.Verdict;

class ExposuresTest {
    private static Exposed exact(String area, long count, double exposure) {
        return new Exposed(area, count, count, exposure);
    }

    @Test
    void limits_areThoseOfTheTables() {
        // Exact Poisson limits of 10 are 4.795 and 18.39 (Breslow and Day); Byar's lie within a hundredth of them.
        assertThat(Exposures.lower(10, 1.959964)).isCloseTo(4.79, within(0.02));
        assertThat(Exposures.upper(10, 1.959964)).isCloseTo(18.39, within(0.02));
        // R: binom.test(7, 20) has 0.1539 and 0.5922.
        assertThat(Exposures.shareLower(7, 20, 0.025)).isCloseTo(0.15391, within(1e-4));
        assertThat(Exposures.shareUpper(7, 20, 0.025)).isCloseTo(0.59219, within(1e-4));
        assertThat(Exposures.shareLower(0, 20, 0.025)).isZero();
        assertThat(Exposures.shareUpper(20, 20, 0.025)).isEqualTo(1);
    }

    @Test
    void areasThatDoNotDiffer_areCalledDifferent_inAtMostFiveOfAHundredTables() {
        SplittableRandom random = new SplittableRandom(7);
        int alarms = 0;
        int tables = 600;
        for (int table = 0; table < tables; table++) {
            List<Exposed> areas = new ArrayList<>();
            for (int area = 0; area < 8; area++) {
                double exposure = 500 + 5_000 * random.nextDouble();
                areas.add(exact("a" + area, poisson(random, exposure / 100), exposure));
            }
            alarms += Exposures.rates(areas).stream().allMatch(each -> each.verdict() == Verdict.CANNOT_TELL) ? 0 : 1;
        }
        assertThat((double) alarms / tables).isLessThanOrEqualTo(0.05);
    }

    private static long poisson(SplittableRandom random, double mean) {
        double limit = Math.exp(-mean);
        double product = random.nextDouble();
        long count = 0;
        while (product > limit) {
            product *= random.nextDouble();
            count++;
        }
        return count;
    }

    @Test
    void anAreaThatDiffers_isSeen_andTheOthersAreNot() {
        List<AreaRate> rates = Exposures.rates(
                List.of(exact("a", 300, 10_000), exact("b", 100, 10_000), exact("c", 105, 10_000), exact("d", 9, 100)));
        assertThat(rates.getFirst().verdict()).isEqualTo(Verdict.HIGHER);
        assertThat(rates.getFirst().rate()).isCloseTo(0.03, within(1e-12));
        assertThat(rates.get(1).verdict()).isEqualTo(Verdict.LOWER);
        assertThat(rates.getLast().ratioLower()).isPositive();
    }

    @Test
    void whatIsKnownOnlyToTens_hasWiderIntervals_thatContainTheExactOnes() {
        List<Exposed> known = List.of(exact("a", 57, 1_000), exact("b", 90, 1_000));
        List<Exposed> rounded = List.of(new Exposed("a", 50, 59, 1_000), new Exposed("b", 90, 99, 1_000));
        for (int at = 0; at < 2; at++) {
            AreaRate narrow = Exposures.rates(known).get(at);
            AreaRate wide = Exposures.rates(rounded).get(at);
            assertThat(wide.lower()).isLessThanOrEqualTo(narrow.lower());
            assertThat(wide.upper()).isGreaterThanOrEqualTo(narrow.upper());
            assertThat(wide.ratioLower()).isLessThanOrEqualTo(narrow.ratioLower());
            assertThat(wide.ratioUpper()).isGreaterThanOrEqualTo(narrow.ratioUpper());
        }
    }

    @Test
    void oneAreaAlone_orWithoutEvents_isNotCalledAnything() {
        assertThat(Exposures.rates(List.of(exact("a", 5, 10))).getFirst().verdict())
                .isEqualTo(Verdict.CANNOT_TELL);
        assertThat(Exposures.rates(List.of(exact("a", 0, 10), exact("b", 0, 10))))
                .allSatisfy(each -> assertThat(each.verdict()).isEqualTo(Verdict.CANNOT_TELL));
        assertThatThrownBy(() -> exact("a", 1, 0)).hasMessageContaining("exposure");
    }
}
