package puente.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static puente.agreement.Examples.clause;
import static puente.agreement.Examples.handling;
import static puente.agreement.Examples.record;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import puente.record.Kinds;
import puente.record.Record;

class ObligationsTest {
    private static final Record SEEN = record(
            "sighting",
            "mx/fgr",
            Examples.retained(handling("statistics", "us"), LocalDate.of(2027, 1, 1)),
            Map.of(
                    "sightingCategory",
                    "vehicle",
                    "sightingLocation",
                    Map.of("area", "MX-SIN/006", "name", "Culiacán", "lat", 24.8083, "lon", -107.3941)));

    private static Record leaving(Obligation... obligations) {
        return Obligations.merge(List.of(obligations), LocalDate.of(2026, 11, 21), Kinds.standard())
                .apply(SEEN);
    }

    @Test
    void withoutObligations_theRecordLeavesAsItIs() {
        assertThat(leaving()).isSameAs(SEEN);
        assertThat(leaving(new Obligation.UseReceipt(), new Obligation.TwoPersonApproval()))
                .isSameAs(SEEN);
    }

    @ParameterizedTest
    @EnumSource(PlacePrecision.class)
    void placesAreReduced(PlacePrecision precision) {
        Map<String, Object> expected = switch (precision) {
            case TENTH_DEGREE -> Map.of("area", "MX-SIN/006", "lat", 24.8, "lon", -107.4);
            case AREA -> Map.of("area", "MX-SIN/006");
            case STATE -> Map.of("area", "MX-SIN");
            case COUNTRY -> Map.of("area", "MX");
        };
        Record leaving = leaving(new Obligation.ReducePlace(precision));
        assertThat(leaving.fields().get("sightingLocation")).isEqualTo(expected);
        assertThat(leaving.fields().get("sightingCategory")).isEqualTo("vehicle");
        assertThat(Kinds.standard()
                        .kind("sighting")
                        .field("sightingLocation")
                        .orElseThrow()
                        .type()
                        .parse(expected))
                .as("what leaves is still in normal form")
                .isEqualTo(expected);
    }

    @Test
    void redactedFields_areGone_andEverythingElseStays() {
        Record leaving = leaving(new Obligation.Redact(new TreeSet<>(Set.of("sightingCategory", "personName"))));
        assertThat(leaving.fields()).containsOnlyKeys("sightingLocation");
        assertThat(leaving.id()).isEqualTo(SEEN.id());
        assertThat(leaving.handling()).isEqualTo(SEEN.handling());
    }

    @Test
    void retention_isTheEarlierOfTheRecordsOwnAndTheObligations() {
        assertThat(leaving(new Obligation.RetainFor(10)).handling().retainUntil())
                .contains(LocalDate.of(2026, 12, 1));
        assertThat(leaving(new Obligation.RetainFor(1000)).handling().retainUntil())
                .contains(LocalDate.of(2027, 1, 1));
    }

    @Test
    void outstanding_namesWhatTheCircumstancesDoNotMeetYet() {
        Obligations obligations = Obligations.merge(
                List.of(
                        new Obligation.TwoPersonApproval(),
                        new Obligation.OriginatorConsent(),
                        new Obligation.UseReceipt()),
                LocalDate.EPOCH,
                Kinds.standard());
        Context context = Context.at(Examples.NOW);
        assertThat(obligations.outstanding(context))
                .containsExactly(new Obligation.TwoPersonApproval(), new Obligation.OriginatorConsent());
        assertThat(obligations.outstanding(context.approvedBy(Set.of("ana")).withOriginatorConsent()))
                .containsExactly(new Obligation.TwoPersonApproval());
        assertThat(obligations.outstanding(
                        context.approvedBy(Set.of("ana", "bob")).withOriginatorConsent()))
                .isEmpty();
    }

    @Test
    void originatorConsent_isAskedOfOthers_notOfTheOriginatorItself() {
        Engine engine = Examples.engine(clause("a", "permit", "obligations: {originatorConsent: true}"));
        assertThat(((Decision.Permitted) engine.decide(Examples.disclosure()))
                        .obligations()
                        .list())
                .isEmpty();
        Question bySister =
                Examples.question(Action.DISCLOSE, "mx/sspc", "us/atf", Examples.firearm(), "arms-trafficking");
        assertThat(((Decision.Permitted) engine.decide(bySister)).obligations().list())
                .containsExactly(new Obligation.OriginatorConsent());
    }
}
