package puente.measure.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import puente.record.ProblemException;

/** Response times against R's survival 3.5-3, and cases whose answer is known in closed form. */
class ResponseTest {
    private static final LocalDate LOOKED = LocalDate.of(2026, 10, 1);

    /** Ended, or looked at, after so many days, as R's {@code Surv(days, ended)} writes it. */
    private static List<Span> spans(int[] days, int[] ended) {
        List<Span> spans = new ArrayList<>();
        for (int at = 0; at < days.length; at++) {
            LocalDate begin = LOOKED.minusDays(days[at]);
            spans.add(new Span(begin, ended[at] == 1 ? Optional.of(LOOKED) : Optional.empty(), Optional.empty()));
        }
        return spans;
    }

    private static Span due(int days, int clock, Integer answered) {
        LocalDate begin = LOOKED.minusDays(days);
        return new Span(begin, Optional.ofNullable(answered).map(begin::plusDays), Optional.of(begin.plusDays(clock)));
    }

    private static String refusal(org.assertj.core.api.ThrowableAssert.ThrowingCallable asked) {
        String[] code = {""};
        assertThatThrownBy(asked)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> code[0] = refused.problems().getFirst().code());
        return code[0];
    }

    /** R: {@code survfit(Surv(t, d) ~ 1, conf.type = "log-log")}, {@code quantile(., 0.5)}. */
    @Test
    void curve_band_andMedian_areThoseOfR_withTiesAndOpenOnes() {
        Waiting waiting = Waiting.of(
                spans(
                        new int[] {3, 5, 5, 8, 9, 12, 12, 15, 20, 21, 26, 30, 33, 40},
                        new int[] {1, 1, 0, 1, 1, 1, 1, 0, 1, 1, 0, 1, 0, 0}),
                LOOKED);

        assertThat(waiting.steps()).extracting(Waiting.Step::days).containsExactly(3L, 5L, 8L, 9L, 12L, 20L, 21L, 30L);
        double[] open = {
            0.928571428571, 0.857142857143, 0.779220779221, 0.701298701299,
            0.545454545455, 0.454545454545, 0.363636363636, 0.242424242424
        };
        double[] lower = {
            0.59076686743, 0.53944817762, 0.45896042241, 0.38493023101,
            0.25354149372, 0.18062561389, 0.11915995014, 0.04616979133
        };
        double[] upper = {
            0.9896198231, 0.9622318564, 0.9232023849, 0.8764523390,
            0.7651064907, 0.6954024750, 0.6181327787, 0.5205123486
        };
        for (int at = 0; at < open.length; at++) {
            assertThat(waiting.steps().get(at).open()).isCloseTo(open[at], within(1e-11));
            assertThat(waiting.steps().get(at).lower()).isCloseTo(lower[at], within(1e-8));
            assertThat(waiting.steps().get(at).upper()).isCloseTo(upper[at], within(1e-8));
        }
        assertThat(waiting.median()).contains(new Waiting.Median(20, 8, OptionalLong.empty()));
        assertThat(waiting.count()).isEqualTo(14);
        assertThat(waiting.ended()).isEqualTo(9);
    }

    /** R: {@code quantile(survfit(Surv(time, status) ~ 1, data = aml, conf.type = "log-log"), 0.5)}. */
    @Test
    void median_ofLeukaemiaRemission_isThatOfR() {
        Waiting waiting = Waiting.of(
                spans(
                        new int[] {
                            9, 13, 13, 18, 23, 28, 31, 34, 45, 48, 161, 5, 5, 8, 8, 12, 16, 23, 27, 30, 33, 43, 45
                        },
                        new int[] {1, 1, 0, 1, 1, 0, 1, 1, 0, 1, 0, 1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1}),
                LOOKED);

        assertThat(waiting.median()).contains(new Waiting.Median(27, 13, OptionalLong.of(34)));
    }

    @Test
    void withoutOpenOnes_theCurveIsTheShareLeft_andTheMedianTheOrdinaryOne() {
        int[] days = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
        int[] ended = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
        Waiting waiting = Waiting.of(spans(days, ended), LOOKED);

        for (int at = 0; at < days.length; at++) {
            assertThat(waiting.steps().get(at).open()).isCloseTo((10.0 - at) / 11, within(1e-12));
        }
        assertThat(waiting.median().orElseThrow().days()).isEqualTo(6);
    }

    /** Leaving open ones out, or taking them for ended, both say that answers come sooner than they do. */
    @Test
    void openOnes_makeTheMedianLater_andWhereFewerThanHalfEnded_thereIsNone() {
        int[] days = {2, 3, 4, 5, 6, 30, 31, 32, 33, 34};
        assertThat(Waiting.of(spans(days, new int[] {1, 1, 1, 1, 1, 1, 0, 0, 0, 0}), LOOKED)
                        .median()
                        .orElseThrow()
                        .days())
                .isEqualTo(6);
        assertThat(Waiting.of(spans(days, new int[] {1, 1, 1, 1, 0, 0, 0, 0, 0, 0}), LOOKED)
                        .median())
                .isEmpty();
    }

    @Test
    void whatEndedOrBeganAfterTheDayLookedAt_wasOpen_orWasNotThere() {
        List<Span> spans = new ArrayList<>(
                spans(new int[] {20, 20, 20, 20, 20, 20, 20, 20, 20, 20}, new int[] {1, 1, 1, 1, 1, 1, 1, 1, 1, 1}));
        spans.add(new Span(LOOKED.plusDays(1), Optional.empty(), Optional.empty()));

        assertThat(Waiting.of(spans, LOOKED).count()).isEqualTo(10);
        assertThat(Waiting.of(spans, LOOKED).ended()).isEqualTo(10);
        assertThat(Waiting.of(spans, LOOKED.minusDays(1)).ended()).isZero();
    }

    @Test
    void clock_countsThoseWhoseTimeIsOver_whenTheyWereAnsweredOrNot() {
        List<Span> spans = new ArrayList<>();
        for (int at = 0; at < 6; at++) {
            spans.add(due(60, 30, 30));
        }
        for (int at = 0; at < 3; at++) {
            spans.add(due(60, 30, 31));
        }
        spans.add(due(31, 30, null));
        // Their last day is today, or is still to come: early answers do not count before late ones can.
        spans.add(due(30, 30, null));
        spans.add(due(10, 30, 1));

        Share share = Share.inTime(spans, LOOKED);

        assertThat(share.part()).isEqualTo(6);
        assertThat(share.whole()).isEqualTo(10);
        assertThat(share.share()).isEqualTo(0.6);
        // R: binom.test(6, 10)$conf.int
        assertThat(share.lower()).isCloseTo(0.2623781, within(1e-6));
        assertThat(share.upper()).isCloseTo(0.8784477, within(1e-6));
        assertThat(Backlog.of(spans, LOOKED)).isEqualTo(new Backlog(2, 1, OptionalLong.of(31), OptionalLong.of(30)));
    }

    @Test
    void clearance_looksAtEachForTheSameTime_andOnlyOnceItIsOverForAll() {
        YearMonth month = YearMonth.of(2026, 6);
        List<Span> spans = new ArrayList<>();
        for (int day = 1; day <= 20; day++) {
            LocalDate begin = month.atDay(day);
            spans.add(new Span(begin, Optional.of(begin.plusDays(day <= 5 ? 30 : 31)), Optional.empty()));
        }

        assertThat(Share.ended(spans, month, 30, LocalDate.of(2026, 7, 31)).part())
                .isEqualTo(5);
        assertThat(Share.ended(spans, month, 31, LOOKED).part()).isEqualTo(20);
        assertThat(refusal(() -> Share.ended(spans, month, 30, LocalDate.of(2026, 7, 30))))
                .isEqualTo("measure.response.cohort-open");
    }

    @Test
    void tooFew_areRefused_andWhatContradictsItselfIsNoSpan() {
        List<Span> nine = spans(new int[] {1, 2, 3, 4, 5, 6, 7, 8, 9}, new int[] {1, 1, 1, 1, 1, 1, 1, 1, 1});
        assertThat(refusal(() -> Waiting.of(nine, LOOKED))).isEqualTo("measure.response.few");
        assertThat(refusal(() -> Share.inTime(nine, LOOKED))).isEqualTo("measure.response.few");
        assertThat(refusal(() -> Share.ended(nine, YearMonth.of(2026, 1), 30, LOOKED)))
                .isEqualTo("measure.response.few");
        assertThat(Backlog.of(List.of(), LOOKED).oldestDays()).isEmpty();
        assertThatThrownBy(() -> new Span(LOOKED, Optional.of(LOOKED.minusDays(1)), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Span(LOOKED, Optional.empty(), Optional.of(LOOKED.minusDays(1))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
