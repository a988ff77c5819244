package puente.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import puente.record.Handling.Grading;
import puente.record.Handling.HandlingCode;
import puente.record.Handling.Tlp;

/** Handling is a semilattice: combining never loosens anything, in whatever order it is done. */
class HandlingTest {
    private static final List<Agency> AGENCIES = Stream.of("mx", "us", "mx/fgr", "mx/sspc", "us/atf", "us/fbi")
            .map(Agency::new)
            .toList();

    @Provide
    Arbitrary<Handling> handlings() {
        Arbitrary<Grading> gradings = Combinators.combine(
                        Arbitraries.of(Grading.Reliability.class),
                        Arbitraries.integers().between(1, 4))
                .as(Grading::new);
        Arbitrary<Optional<LocalDate>> dates = Arbitraries.of(1, 2, 3)
                .map(month -> LocalDate.of(2027, month, 1))
                .optional();
        return Combinators.combine(
                        Arbitraries.of(Tlp.class),
                        Arbitraries.of(HandlingCode.class).set(),
                        Arbitraries.of("arms-trafficking", "missing-persons", "audit", "statistics")
                                .set(),
                        Arbitraries.of(AGENCIES).set(),
                        Arbitraries.of(true, false),
                        dates,
                        gradings)
                .as(Handling::new);
    }

    @Property
    void combine_isCommutative(@ForAll("handlings") Handling a, @ForAll("handlings") Handling b) {
        assertThat(a.combine(b)).isEqualTo(b.combine(a));
    }

    @Property
    void combine_isAssociative(
            @ForAll("handlings") Handling a, @ForAll("handlings") Handling b, @ForAll("handlings") Handling c) {
        assertThat(a.combine(b).combine(c)).isEqualTo(a.combine(b.combine(c)));
    }

    @Property
    void combine_isIdempotent(@ForAll("handlings") Handling a) {
        assertThat(a.combine(a)).isEqualTo(a);
    }

    @Property
    void combine_isAtLeastAsStrictAsBoth_andMonotone(
            @ForAll("handlings") Handling a, @ForAll("handlings") Handling b, @ForAll("handlings") Handling c) {
        Handling both = a.combine(b);
        assertThat(both.isAtLeastAsStrictAs(a)).isTrue();
        assertThat(both.isAtLeastAsStrictAs(b)).isTrue();
        assertThat(both.combine(c).isAtLeastAsStrictAs(a.combine(c))).isTrue();
    }

    @Property
    void agency_isInTheCombinedAudience_exactlyWhenItIsInBoth(
            @ForAll("handlings") Handling a, @ForAll("handlings") Handling b) {
        for (Agency agency : AGENCIES) {
            assertThat(a.combine(b).isFor(agency)).isEqualTo(a.isFor(agency) && b.isFor(agency));
        }
    }

    @Property
    void json_goesBothWays(@ForAll("handlings") Handling handling) {
        assertThat(Handling.ofJson(handling.toJson())).isEqualTo(handling);
        Object parsed = StrictJson.parse(CanonicalJson.write(handling.toJson()), 10_000);
        assertThat(parsed).isEqualTo(handling.toJson());
    }

    @Test
    void stricter_isChosenMemberByMember() {
        Handling other = new Handling(
                Tlp.RED,
                Set.of(HandlingCode.H0, HandlingCode.H2),
                Set.of("arms-trafficking", "audit"),
                Set.of(new Agency("us"), new Agency("mx/fgr")),
                false,
                Optional.empty(),
                new Grading(Grading.Reliability.A, 4));
        assertThat(CanonicalJson.write(Samples.HANDLING.combine(other).toJson()))
                .asString()
                .isEqualTo("{\"audience\":[\"mx/fgr\",\"us/atf\"],\"codes\":[\"H1\",\"H2\"],\"grading\":\"B4\","
                        + "\"originatorConsent\":true,\"purposes\":[\"arms-trafficking\"],"
                        + "\"retainUntil\":\"2027-01-01\",\"tlp\":\"RED\"}");
    }

    @Test
    void equalMeanings_areEqualValues() {
        Handling plain = new Handling(
                Tlp.GREEN,
                Set.of(HandlingCode.H0),
                Set.of(),
                Set.of(new Agency("mx"), new Agency("mx/fgr")),
                false,
                Optional.empty(),
                new Grading(Grading.Reliability.X, 4));
        assertThat(plain.codes()).isEmpty();
        assertThat(plain.audience()).containsExactly(new Agency("mx"));
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                Arguments.of("tlp", "TLP:RED", "record.handling.tlp", "/tlp"),
                Arguments.of("tlp", 3L, "record.handling.tlp", "/tlp"),
                Arguments.of("codes", List.of("H1", "H9"), "record.handling.code", "/codes/1"),
                Arguments.of("codes", "H1", "record.handling.not-a-list", "/codes"),
                Arguments.of("purposes", List.of("Fun"), "record.handling.purpose", "/purposes"),
                Arguments.of("purposes", List.of(1L), "record.handling.not-a-list", "/purposes"),
                Arguments.of("audience", List.of("US/ATF"), "record.agency.malformed", "/audience/0"),
                Arguments.of("originatorConsent", "no", "record.handling.consent", "/originatorConsent"),
                Arguments.of("retainUntil", "2027", "record.handling.date", "/retainUntil"),
                Arguments.of("retainUntil", "2027-02-30", "record.handling.date", "/retainUntil"),
                Arguments.of("grading", "E5", "record.handling.grading", "/grading"),
                Arguments.of("colour", "red", "record.handling.unknown-member", "/colour"),
                Arguments.of(
                        "purposes",
                        IntStream.rangeClosed(0, Handling.MAXIMUM_MEMBERS)
                                .mapToObj(at -> "p" + at)
                                .toList(),
                        "record.handling.too-many",
                        "/purposes"));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void malformedJson_isRefused_whereItIsWrong(String member, Object value, String code, String position) {
        Map<String, Object> json = new HashMap<>(Samples.HANDLING.toJson());
        json.put(member, value);
        Problem problem = catchThrowableOfType(ProblemException.class, () -> Handling.ofJson(json))
                .problems()
                .getFirst();
        assertThat(problem.code()).isEqualTo(code);
        assertThat(problem.position()).isEqualTo(position);
    }

    @Test
    void nothingIsTakenForGranted() {
        assertThat(catchThrowableOfType(ProblemException.class, () -> Handling.ofJson(Map.of()))
                        .problems())
                .extracting(Problem::code, Problem::position)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of("audience", "codes", "grading", "originatorConsent", "purposes", "tlp")
                                .map(member -> org.assertj.core.groups.Tuple.tuple(
                                        "record.handling.missing-member", "/" + member))
                                .collect(Collectors.toList()));
    }

    @Test
    void words_existInBothLanguages_forEveryLabelAndCode() {
        for (Tlp tlp : Tlp.values()) {
            for (HandlingCode code : HandlingCode.values()) {
                for (Grading.Reliability reliability : Grading.Reliability.values()) {
                    Handling handling = new Handling(
                            tlp,
                            Set.of(code),
                            Set.of(),
                            Set.of(),
                            true,
                            Optional.of(LocalDate.EPOCH),
                            new Grading(reliability, 1 + reliability.ordinal()));
                    for (Language language : Language.values()) {
                        assertThat(handling.show(language))
                                .contains(tlp.label(), code.name())
                                .doesNotContain("{");
                    }
                }
            }
        }
        assertThat(Samples.HANDLING.show(Language.ES))
                .contains("TLP:AMBER+STRICT", "Puede obrar en poder de: mx, us/atf.", "B2");
    }
}
