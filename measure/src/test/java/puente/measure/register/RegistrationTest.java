package puente.measure.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import puente.measure.evaluate.Finding;
import puente.measure.evaluate.Method;
import puente.measure.register.Rule.Judgement;
import puente.measure.series.PeriodType;
import puente.record.Kinds;
import puente.record.Language;
import puente.record.ProblemException;
import puente.record.type.CodeList;

class RegistrationTest {
    private static final List<String> STATES = List.of(
            "MX-AGU", "MX-BCN", "MX-BCS", "MX-CAM", "MX-CHH", "MX-CHP", "MX-COA", "MX-COL", "MX-DUR", "MX-GRO",
            "MX-GUA", "MX-HID", "MX-JAL", "MX-MEX", "MX-MIC", "MX-MOR", "MX-NAY", "MX-NLE", "MX-OAX", "MX-PUE");

    private static Map<String, Object> fields(Object... changes) {
        Map<String, Object> raw = new HashMap<>(Map.ofEntries(
                Map.entry("programme", "0194e3a0-7b1c-7000-8000-0123456789ab"),
                Map.entry("indicator", "mx.sesnsp.crime-victims"),
                Map.entry("dimensions", List.of("crime=homicidio-doloso")),
                Map.entry("treatedArea", "MX-SIN"),
                Map.entry("comparedArea", STATES),
                Map.entry("calendar", "calendar"),
                Map.entry("firstPeriod", "2026-12"),
                Map.entry("lastPeriod", "2027-02"),
                Map.entry("evaluationMethod", "difference-in-differences"),
                Map.entry("effectDirection", "fall"),
                Map.entry("leastEffect", "20 percent"),
                Map.entry("confidenceLevel", Map.of("value", "0.95", "unit", "ratio")),
                Map.entry("statementText", "…")));
        for (int at = 0; at < changes.length; at += 2) {
            if (List.of().equals(changes[at + 1])) {
                raw.remove((String) changes[at]);
            } else {
                raw.put((String) changes[at], changes[at + 1]);
            }
        }
        return Kinds.standard().kind("evaluation-registration").normalise(raw);
    }

    private static Registration registration(Object... changes) {
        return Registration.of(fields(changes));
    }

    /** 36 months before December 2026 and three from then on; the treated area is changed by a factor from then on. */
    private static Map<String, TreeMap<Long, Double>> figures(double factor, int months) {
        Random chance = new Random(7);
        Map<String, TreeMap<Long, Double>> figures = new TreeMap<>();
        long first = PeriodType.MONTH.parse("2026-12");
        List<String> areas = new ArrayList<>(STATES);
        areas.add("MX-SIN");
        for (String area : areas) {
            TreeMap<Long, Double> values = new TreeMap<>();
            for (long month = first - 36; month < first + months; month++) {
                double value = 200 * Math.exp(chance.nextGaussian() * 0.08);
                values.put(
                        month, (double) Math.round(area.equals("MX-SIN") && month >= first ? value * factor : value));
            }
            figures.put(area, values);
        }
        return figures;
    }

    @Test
    void methodsAndDirections_areThoseOfTheKind() {
        assertThat(CodeList.named("evaluation-method").codes().keySet())
                .containsExactlyElementsOf(java.util.Arrays.stream(Method.values())
                        .map(Method::code)
                        .toList());
        for (String code : CodeList.named("effect-direction").codes().keySet()) {
            assertThat(registration("effectDirection", code).rule().direction().name())
                    .isEqualToIgnoringCase(code);
        }
        assertThat(java.util.Arrays.stream(puente.measure.fund.Stage.values()).map(puente.measure.fund.Stage::code))
                .containsExactlyElementsOf(CodeList.named("fund-stage").codes().keySet());
        assertThat(java.util.Arrays.stream(puente.measure.fund.Programme.Status.values())
                        .map(each -> each.name().toLowerCase(java.util.Locale.ROOT)))
                .containsExactlyElementsOf(
                        CodeList.named("programme-status").codes().keySet());
    }

    @ParameterizedTest
    @CsvSource({
        "lastPeriod, 2026-11, measure.registration.order",
        "lastPeriod, 2027, measure.registration.periods",
        "calendar, rolling-12-months, measure.registration.rolling",
        "firstPeriod, 2026-12-01, measure.registration.day",
        "treatedArea, MX-BCN, measure.registration.compared-with-itself",
        "leastEffect, 0 percent, measure.registration.effect",
        "leastEffect, 100 percent, measure.registration.effect",
        "confidenceLevel, 79.9 percent, measure.registration.confidence",
        "confidenceLevel, 100 percent, measure.registration.confidence",
    })
    void whatCannotBeJudged_cannotBeRegistered(String field, String value, String reason) {
        ProblemException refused = catchThrowableOfType(ProblemException.class, () -> registration(field, value));
        assertThat(refused.problems()).extracting(each -> each.code()).containsExactly(reason);
    }

    @Test
    void aMethodWithoutEnoughAreas_isRefused_andARiseMayBeLarge() {
        ProblemException refused =
                catchThrowableOfType(ProblemException.class, () -> registration("comparedArea", List.of("MX-BCN")));
        assertThat(refused.problems().getFirst().code()).isEqualTo("measure.registration.few-compared");
        assertThat(registration("effectDirection", "rise", "leastEffect", "300 percent")
                        .rule()
                        .leastPercent())
                .isEqualByComparingTo("300");
        assertThat(catchThrowableOfType(
                                ProblemException.class,
                                () -> registration(
                                        "effectDirection", "rise", "leastEffect", Rule.RISE_MAX + " percent"))
                        .problems()
                        .getFirst()
                        .code())
                .isEqualTo("measure.registration.effect");
        assertThat(catchThrowableOfType(ProblemException.class, () -> Registration.method("guess"))
                        .problems()
                        .getFirst()
                        .code())
                .isEqualTo("measure.registration.method");
    }

    @Test
    void fiscalYears_endInSeptember() {
        Registration fiscal = registration("calendar", "us-fiscal", "firstPeriod", "2027", "lastPeriod", "2028");
        assertThat(fiscal.firstBegins()).isEqualTo(LocalDate.of(2026, 10, 1));
        assertThat(fiscal.firstEnds()).isEqualTo(LocalDate.of(2027, 9, 30));
        assertThat(fiscal.lastEnds()).isEqualTo(LocalDate.of(2028, 9, 30));
        assertThat(registration().firstEnds()).isEqualTo(LocalDate.of(2026, 12, 31));
    }

    @Test
    void statement_saysEverythingThatDecides_inBothLanguages() {
        String english = Statement.of(registration(), "Victims", Language.EN);
        String spanish = Statement.of(registration(), "Víctimas", Language.ES);
        assertThat(english)
                .contains(
                        "mx.sesnsp.crime-victims",
                        "crime=homicidio-doloso",
                        "Sinaloa",
                        "December 2026",
                        "February 2027")
                .contains("20 other areas", "Baja California", "difference in differences", "20% lower", "at most 5%");
        assertThat(spanish)
                .contains(
                        "Sinaloa",
                        "diciembre de 2026",
                        "febrero de 2027",
                        "otras 20 áreas",
                        "diferencia en diferencias")
                .contains("20 % por debajo", "5 % de los placebos");
        assertThat(Statement.of(
                        registration(
                                "effectDirection",
                                "rise",
                                "comparedArea",
                                List.of(),
                                "evaluationMethod",
                                "interrupted-time-series"),
                        "Victims",
                        Language.EN))
                .contains("higher", "its own past");
    }

    @Test
    void asRegistered_thereIsNoDeviation_andTheSameFiguresGiveTheSameAnswer() {
        Registration registered = registration();
        Evaluation.Done done = (Evaluation.Done) Evaluation.of(registered, registered, figures(0.5, 3));
        assertThat(done.deviations()).isEmpty();
        assertThat(done.judgement()).isEqualTo(Judgement.MET);
        Evaluation.Done again = (Evaluation.Done) Evaluation.of(registered, registered, figures(0.5, 3));
        assertThat(again.finding()).isEqualTo(done.finding());
        assertThat(again.fingerprint()).isEqualTo(done.fingerprint()).hasSize(64);
        Evaluation other = Evaluation.of(registered, registered, figures(0.51, 3));
        assertThat(other.fingerprint()).isNotEqualTo(done.fingerprint());
    }

    @Test
    void figuresAfterTheLastPeriod_andOfOtherAreas_changeNothing() {
        Registration registered = registration();
        Map<String, TreeMap<Long, Double>> more = figures(0.5, 3);
        more.values().forEach(values -> values.put(registered.last() + 1, 9_999.0));
        more.put("MX-ZAC", new TreeMap<>(Map.of(registered.first(), 1.0)));
        assertThat(Evaluation.of(registered, registered, more).fingerprint())
                .isEqualTo(
                        Evaluation.of(registered, registered, figures(0.5, 3)).fingerprint());
    }

    @Test
    void everyDifference_isADeviation_inBothLanguages() {
        Registration registered = registration();
        List<String> others = new ArrayList<>(STATES.subList(1, STATES.size()));
        others.add("MX-ZAC");
        Registration used = registered.with(
                "mx.other.indicator",
                List.of(),
                "MX-SON",
                others,
                registered.first() - 1,
                registered.last() + 1,
                Method.SYNTHETIC_CONTROL);
        List<Deviation> found = Deviation.between(registered, used);
        assertThat(found)
                .extracting(Deviation::code)
                .containsExactly(
                        "indicator", "part", "area", "compared-added", "compared-left-out", "first", "last", "method");
        assertThat(found).allSatisfy(each -> {
            assertThat(each.in(Language.EN)).doesNotContain("{").isNotEqualTo(each.in(Language.ES));
            assertThat(each.in(Language.ES)).doesNotContain("{");
        });
        assertThat(found.get(2).in(Language.ES)).contains("Sonora", "Sinaloa");
        assertThat(found.get(3).in(Language.EN)).contains("Zacatecas");
    }

    @Test
    void anInterimLook_andAreasWithoutFigures_areSaid() {
        Registration registered = registration();
        Map<String, TreeMap<Long, Double>> figures = figures(0.5, 2);
        figures.remove("MX-AGU");
        Evaluation found = Evaluation.of(registered, registered, figures);
        assertThat(found.deviations())
                .extracting(Deviation::code)
                .containsExactly("interim", "compared-without-figures");
        assertThat(found.deviations().getFirst().in(Language.EN)).contains("January 2027", "February 2027");
        assertThat(found.deviations().getLast().in(Language.EN)).contains("Aguascalientes");
    }

    @Test
    void beforeThereAreFigures_thereIsNoNumber() {
        Registration registered = registration();
        assertThat(((Evaluation.Waiting) Evaluation.of(registered, registered, Map.of()))
                        .reason()
                        .code())
                .isEqualTo("measure.registration.no-figures");
        assertThat(((Evaluation.Waiting) Evaluation.of(registered, registered, figures(1, 0)))
                        .reason()
                        .code())
                .isEqualTo("measure.registration.no-figures-yet");
        Map<String, TreeMap<Long, Double>> gap = figures(1, 3);
        gap.get("MX-SIN").remove(registered.first() - 5);
        assertThat(((Evaluation.Waiting) Evaluation.of(registered, registered, gap))
                        .reason()
                        .code())
                .isEqualTo("measure.evaluate.gap-before");
    }

    private static Finding.Estimated found(double effect, double probability, double detectable) {
        return new Finding.Estimated(
                Method.DIFFERENCE_IN_DIFFERENCES, effect, effect - 1, effect + 1, probability, 20, true, 0, detectable);
    }

    @Test
    void rule_looksAtDirection_size_chanceAndPower() {
        Rule fall = registration().rule();
        assertThat(fall.judge(found(Math.log(0.8), 0.05, 0.1))).isEqualTo(Judgement.MET);
        assertThat(fall.judge(found(Math.log(0.81), 0.01, 0.1))).isEqualTo(Judgement.SMALLER);
        assertThat(fall.judge(found(Math.log(1.5), 0.01, 0.1))).isEqualTo(Judgement.OPPOSITE);
        assertThat(fall.judge(found(Math.log(0.5), 0.06, 0.1))).isEqualTo(Judgement.NOT_SEEN);
        assertThat(fall.judge(found(Math.log(0.5), 0.06, 0.5))).isEqualTo(Judgement.CANNOT_TELL);
        assertThat(fall.judge(new Finding.Refused(
                        Method.SYNTHETIC_CONTROL,
                        puente.record.Problem.of("measure.evaluate.too-short", "", "count", 1))))
                .isEqualTo(Judgement.REFUSED);
        Rule strict = registration("confidenceLevel", "99 percent").rule();
        assertThat(strict.judge(found(Math.log(0.5), 0.02, 0.1))).isNotEqualTo(Judgement.MET);
        for (Judgement each : Judgement.values()) {
            for (Language language : Language.values()) {
                assertThat(Statement.of(fall, each, language)).isNotBlank().doesNotContain("{");
            }
        }
    }

    @Test
    void registrationIsBefore_onlyWhereSignatureAndFiguresSaySo() {
        LocalDate ends = LocalDate.of(2026, 12, 31);
        Optional<Instant> early = Optional.of(Instant.parse("2026-12-31T23:59:59Z"));
        Optional<Instant> late = Optional.of(Instant.parse("2027-01-01T00:00:00Z"));
        assertThat(new Timing(early, ends, 0, 3, 1, false).before()).isTrue();
        assertThat(new Timing(early, ends, 0, 3, 1, false).deviations()).isEmpty();
        assertThat(codes(new Timing(late, ends, 0, 3, 1, false))).containsExactly("late");
        assertThat(new Timing(late, ends, 0, 3, 1, false).before()).isFalse();
        assertThat(codes(new Timing(early, ends, 1, 3, 1, false))).containsExactly("data-first");
        assertThat(new Timing(early, ends, 1, 3, 1, false).before()).isFalse();
        assertThat(codes(new Timing(Optional.empty(), ends, 0, 0, 1, false))).containsExactly("unproven");
        assertThat(new Timing(Optional.empty(), ends, 0, 0, 1, false).before()).isFalse();
        assertThat(codes(new Timing(early, ends, 0, 3, 3, true))).containsExactly("changed", "withdrawn");
    }

    private static List<String> codes(Timing timing) {
        assertThat(timing.deviations())
                .allSatisfy(each -> assertThat(each.in(Language.EN)).doesNotContain("{"));
        return timing.deviations().stream().map(Deviation::code).toList();
    }
}
