package puente.measure.relation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import puente.measure.relation.Relation.Estimated;
import puente.measure.relation.Relation.Order;
import puente.measure.series.Conversions;
import puente.measure.series.PeriodType;
import puente.measure.series.Series;
import puente.record.Language;

class RelationsTest {
    private static final int SEEDS = 400;

    private static Series series(PeriodType type, double... values) {
        return new Series("events", "", type, false, 24_000, values, List.of());
    }

    /** A level that remembers so much of the month before, with a season; above 0. */
    private static double[] wandering(SplittableRandom random, double memory, int length) {
        double[] values = new double[length];
        double level = 0;
        for (int t = -40; t < length; t++) {
            level = memory * level + random.nextGaussian();
            if (t >= 0) {
                values[t] = Math.exp(5 + 0.1 * level + 0.3 * Math.sin(t * Math.PI / 6));
            }
        }
        return values;
    }

    /** A series that follows another one so many months later, beside what it does of itself. */
    private static double[] following(double[] leader, int lag, double[] own) {
        double[] values = own.clone();
        for (int t = lag; t < values.length; t++) {
            values[t] = Math.exp(0.8 * Math.log(leader[t - lag]) + 0.3 * Math.log(own[t]));
        }
        return values;
    }

    private static Estimated estimated(Series one, Series other) {
        return (Estimated) Relations.of(one, other);
    }

    @ParameterizedTest
    @CsvSource({"MONTH, 0.5, 87", "MONTH, 1.0, 87", "MONTH, 0.9, 180", "ROLLING_TWELVE_MONTHS, 0.6, 128"})
    void seriesThatHaveNothingToDoWithEachOther_areSaidToGoTogether_noMoreOftenThanStated(
            PeriodType type, double memory, int length) {
        int alarms = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed * 31L + length);
            Series one = series(PeriodType.MONTH, wandering(random, memory, length));
            Series other = series(PeriodType.MONTH, wandering(random, memory, length));
            Estimated found = type == PeriodType.MONTH
                    ? estimated(one, other)
                    : estimated(Conversions.sums(one, type), Conversions.sums(other, type));
            alarms += found.order() == Order.CANNOT_TELL ? 0 : 1;
        }
        assertThat((double) alarms / SEEDS).isLessThanOrEqualTo(Relations.FALSE_ALARMS);
    }

    @ParameterizedTest
    @CsvSource({"MONTH, 3", "MONTH, 1", "MONTH, 7", "ROLLING_TWELVE_MONTHS, 3"})
    void aLagThatWasPlanted_isFound(PeriodType type, int lag) {
        int found = 0;
        for (int seed = 0; seed < 40; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            double[] leader = wandering(random, 0.7, 129);
            Series one = series(PeriodType.MONTH, leader);
            Series other = series(PeriodType.MONTH, following(leader, lag, wandering(random, 0.7, 129)));
            Estimated estimated = type == PeriodType.MONTH
                    ? estimated(one, other)
                    : estimated(Conversions.sums(one, type), Conversions.sums(other, type));
            found += estimated.order() == Order.FIRST_LEADS
                            && estimated.strongest().orElseThrow().lag() == lag
                    ? 1
                    : 0;
        }
        assertThat(found).isGreaterThanOrEqualTo(34);
    }

    @Test
    void swapped_theSameIsSaid_theOtherWayRound() {
        for (int seed = 0; seed < 20; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            double[] leader = wandering(random, 0.7, 100);
            Series one = series(PeriodType.MONTH, leader);
            Series other = series(PeriodType.MONTH, following(leader, 2, wandering(random, 0.5, 100)));
            List<Lag> there = estimated(one, other).lags();
            List<Lag> back = estimated(other, one).lags().reversed().stream()
                    .map(Lag::swapped)
                    .toList();
            assertThat(back).isEqualTo(there);
            assertThat(estimated(other, one).order()).isEqualTo(Order.SECOND_LEADS);
        }
    }

    @Test
    void theSameFigures_giveTheSameAnswer() {
        Series one = series(PeriodType.MONTH, wandering(new SplittableRandom(1), 0.7, 90));
        Series other = series(PeriodType.MONTH, wandering(new SplittableRandom(2), 0.7, 90));
        assertThat(Relations.of(one, other)).isEqualTo(Relations.of(one, other));
    }

    @Test
    void periodsOfDifferentKinds_areRefused_untilSomebodyConvertsThem() {
        Series months = series(PeriodType.MONTH, wandering(new SplittableRandom(1), 0.7, 120));
        Series ending = Conversions.sums(months, PeriodType.ROLLING_TWELVE_MONTHS);
        assertThat(Relations.of(months, ending).toString()).contains("measure.relate.periods");
        Series other = series(PeriodType.MONTH, wandering(new SplittableRandom(2), 0.7, 120));
        Estimated found = estimated(Conversions.sums(other, PeriodType.ROLLING_TWELVE_MONTHS), ending);
        assertThat(found.periods()).isEqualTo(109);
        assertThat(found.own()).allSatisfy(past -> assertThat(past.changes()).isTrue());
        assertThat(Reading.of(found, "A", "B", Language.EN)).contains("sums of twelve months");
    }

    @Test
    void whatIsTooShort_tooSparse_constantOrHasGaps_isRefused_withTheReason() {
        double[] values = wandering(new SplittableRandom(3), 0.5, 60);
        Series whole = series(PeriodType.MONTH, values);
        assertThat(Relations.of(series(PeriodType.MONTH, Arrays.copyOf(values, 47)), whole)
                        .toString())
                .contains("measure.relate.too-short", "count=47", "least=48");
        double[] gap = values.clone();
        gap[20] = Double.NaN;
        assertThat(Relations.of(series(PeriodType.MONTH, gap), whole).toString())
                .contains("measure.relate.too-short", "count=39");
        double[] sparse = new double[60];
        sparse[5] = 3;
        assertThat(Relations.of(series(PeriodType.MONTH, sparse), whole).toString())
                .contains("measure.relate.too-sparse");
        double[] constant = new double[60];
        Arrays.fill(constant, 4);
        assertThat(Relations.of(series(PeriodType.MONTH, constant), whole).toString())
                .contains("measure.relate.constant");
        assertThat(Relations.of(new Series("", "", PeriodType.MONTH, false, 0, values, List.of()), whole)
                        .toString())
                .contains("count=0");
    }

    @Test
    void whatIsRead_saysThatLeadingIsNotCausing_andWhatCouldNotHaveBeenSeen() {
        SplittableRandom random = new SplittableRandom(5);
        double[] leader = wandering(random, 0.7, 120);
        Series one = series(PeriodType.MONTH, leader);
        Series other = series(PeriodType.MONTH, following(leader, 3, wandering(random, 0.7, 120)));
        Relation found = Relations.of(one, other);
        assertThat(Reading.of(found, "A", "B", Language.EN))
                .startsWith("A moves before B")
                .contains("3 months later", "Leading is not causing");
        assertThat(Reading.of(Relations.of(other, one), "B", "A", Language.ES))
                .startsWith("A se mueve antes que B")
                .contains("3 meses después", "Ir primero no es causar");
        Relation nothing = Relations.of(one, series(PeriodType.MONTH, wandering(new SplittableRandom(77), 0.7, 120)));
        assertThat(Reading.of(nothing, "A", "B", Language.EN)).contains("cannot be told", "could not have been seen");
    }
}
