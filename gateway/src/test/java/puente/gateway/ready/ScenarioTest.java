package puente.gateway.ready;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import puente.gateway.Indicators;
import puente.measure.register.Registration;
import puente.measure.register.Statement;
import puente.record.Handling;
import puente.record.Kinds;
import puente.record.Language;
import puente.record.ProblemException;
import puente.record.Record;
import puente.record.RecordCodec;

class ScenarioTest {
    private static final Set<String> PURPOSES = Set.of(
            "arms-trafficking",
            "drug-trafficking",
            "organised-crime",
            "human-trafficking",
            "missing-persons",
            "humanitarian-rescue",
            "money-laundering",
            "judicial-cooperation",
            "border-safety",
            "statistics",
            "audit");
    private static final Set<String> AGENCIES = Set.of(
            "mx",
            "mx/fgr",
            "mx/sspc",
            "mx/inm",
            "mx/cnb",
            "mx/anam",
            "mx/uif",
            "mx/semar",
            "us",
            "us/cbp",
            "us/atf",
            "us/dea",
            "us/fbi",
            "us/hsi",
            "us/uscg");

    private static List<Record> both() {
        return Stream.of("mx", "us")
                .flatMap(party -> Scenario.records(party).stream())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mx", "us"})
    void everyRecordIsInNormalForm_canonical_andSaysThatItIsInvented(String party) throws IOException {
        List<Record> records = Scenario.records(party);

        assertThat(records).hasSizeBetween(35, 60);
        for (Record record : records) {
            assertThat(Kinds.standard().kind(record.kind()).normalise(record.fields()))
                    .isEqualTo(record.fields());
            assertThat(record.agency().party()).isEqualTo(party);
            assertThat(record.provenance().synthetic()).isTrue();
            assertThat(record.provenance().source()).contains("Synthetic", "sintético");
        }
        try (InputStream in = Scenario.source(party).open()) {
            byte[] canonical = records.stream()
                    .map(record -> new String(
                                    RecordCodec.standard().canonical(record), java.nio.charset.StandardCharsets.UTF_8)
                            + "\n")
                    .collect(Collectors.joining())
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8);
            assertThat(in.readAllBytes()).isEqualTo(canonical);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mx", "us"})
    void requestsAnswersAndTips_areInNormalForm_invented_andTheSameEachTime(String party) {
        List<Record> requests = Scenario.requests(party);
        List<Record> answers = Scenario.answers(party);
        List<Record> tips = Scenario.tips(party);

        assertThat(Stream.of(requests, answers, tips).flatMap(List::stream)).allSatisfy(record -> {
            assertThat(Kinds.standard().kind(record.kind()).normalise(record.fields()))
                    .isEqualTo(record.fields());
            assertThat(record.agency().party()).isEqualTo(party);
            assertThat(record.provenance().synthetic()).isTrue();
            assertThat(record.provenance().source()).contains("Synthetic", "sintético");
            assertThat(AGENCIES).contains(record.agency().code());
            assertThat(PURPOSES).containsAll(record.handling().purposes());
        });
        assertThat(requests).isEqualTo(Scenario.requests(party)).hasSize(84);
        assertThat(tips).isEqualTo(Scenario.tips(party));
        assertThat(requests)
                .extracting(record -> record.fields().get("requestCategory"))
                .contains(
                        "firearm-trace", "mutual-legal-assistance", "extradition", "provisional-arrest", "disclosure");
        Set<String> asked = Scenario.requests(party.equals("mx") ? "us" : "mx").stream()
                .map(record -> record.id() + " " + record.fields().get("requestedAgency"))
                .collect(Collectors.toSet());
        assertThat(answers).hasSizeBetween(50, 83).allSatisfy(answer -> {
            assertThat(asked).contains(answer.fields().get("request") + " " + answer.agency());
            assertThat(answer.fields().containsKey("reasonText"))
                    .isEqualTo(!answer.fields().get("requestOutcome").toString().startsWith("granted"));
        });
        assertThat(tips)
                .filteredOn(tip -> tip.version() == 2)
                .hasSizeBetween(150, 229)
                .allSatisfy(tip -> assertThat(tip.fields()).containsKeys("tipOutcome", "activityEndDate"));
    }

    @Test
    void handlingIsVaried_soThatEachKindOfClauseCanBeSeen() {
        List<Record> records = both();

        assertThat(records).extracting(record -> record.handling().tlp()).contains(Handling.Tlp.values());
        assertThat(records)
                .extracting(Record::kind)
                .contains(
                        "person",
                        "vehicle",
                        "firearm",
                        "firearm-recovery",
                        "seizure",
                        "sighting",
                        "shipment",
                        "incident",
                        "organization");
        assertThat(records).anyMatch(record -> record.handling().originatorConsent());
        assertThat(records).anyMatch(record -> record.handling().retainUntil().isPresent());
        assertThat(records).anyMatch(record -> record.handling().purposes().equals(Set.of("humanitarian-rescue")));
        assertThat(records).anyMatch(record -> record.fields().containsKey("personMinorIndicator"));
        for (String role : new String[] {"journalist", "human-rights-defender", "witness"}) {
            assertThat(records)
                    .anyMatch(record ->
                            record.fields().getOrDefault("personProtectedRole", List.of()) instanceof List<?> roles
                                    && roles.contains(role));
        }
        assertThat(records.stream()
                        .flatMap(record -> record.handling().codes().stream())
                        .collect(Collectors.toSet()))
                .contains(Handling.HandlingCode.H1, Handling.HandlingCode.H2, Handling.HandlingCode.H3);
    }

    @Test
    void purposesAndAgencies_areThoseOfTheDemonstrationAgreement() {
        for (Record record : both()) {
            assertThat(PURPOSES).containsAll(record.handling().purposes());
            assertThat(AGENCIES).contains(record.agency().code());
            assertThat(AGENCIES)
                    .containsAll(record.handling().audience().stream()
                            .map(Object::toString)
                            .toList());
        }
    }

    @Test
    void bothSidesHoldSomeOfTheSameThings_underRecordsOfTheirOwn() {
        Set<Object> serials = values("mx", "itemSerialIdentification");
        serials.retainAll(values("us", "itemSerialIdentification"));
        Set<Object> vins = values("mx", "vehicleIdentification");
        vins.retainAll(values("us", "vehicleIdentification"));

        assertThat(serials).hasSizeGreaterThanOrEqualTo(3);
        assertThat(vins).isNotEmpty();
        assertThat(both()).extracting(Record::id).doesNotHaveDuplicates();
    }

    @Test
    void referencesLeadToRecordsOfTheSameSide_exceptToAProgramme_whichBothSidesBook() {
        for (String party : new String[] {"mx", "us"}) {
            List<Record> records = Scenario.records(party);
            Set<String> ids = both().stream()
                    .filter(record -> record.agency().party().equals(party)
                            || record.kind().equals("programme"))
                    .map(record -> record.id().toString())
                    .collect(Collectors.toSet());
            List<String> references = new ArrayList<>();
            records.forEach(record -> record.fields().values().forEach(value -> collect(value, references)));
            assertThat(references).isNotEmpty().allMatch(ids::contains);
        }
    }

    @Test
    void registrations_sayInWordsWhatTheirFieldsSay() {
        List<Record> registrations = both().stream()
                .filter(record -> record.kind().equals("evaluation-registration"))
                .toList();
        assertThat(registrations).hasSize(2);
        for (Record record : registrations) {
            Registration registration = Registration.of(record.fields());
            for (Language language : Language.values()) {
                String indicator = Indicators.standard()
                        .find(registration.indicator())
                        .orElseThrow()
                        .name()
                        .in(language);
                assertThat(record.fields().get("statementText").toString())
                        .contains(Statement.of(registration, indicator, language));
            }
        }
    }

    @Test
    void inventedFigures_sayThatTheyAre_andAreOnlyOfIndicatorsThatNobodyPublishes() {
        List<Record> figures = Scenario.figures("mx");
        assertThat(figures).hasSizeGreaterThan(100).allSatisfy(record -> {
            assertThat(Kinds.standard().kind(record.kind()).normalise(record.fields()))
                    .isEqualTo(record.fields());
            assertThat(AGENCIES).contains(record.agency().code());
            assertThat(record.provenance().synthetic()).isTrue();
            assertThat(record.provenance().source()).contains("Synthetic", "sintético");
            assertThat(Indicators.standard()
                            .find(record.fields().get("indicator").toString())
                            .orElseThrow()
                            .source()
                            .es())
                    .startsWith("Por publicar");
        });
        assertThat(figures).extracting(Record::id).doesNotHaveDuplicates();
        assertThat(Scenario.figures("us")).isEmpty();
    }

    @Test
    void anotherParty_isRefused() {
        assertThatThrownBy(() -> Scenario.records("ca"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused ->
                                assertThat(refused.problems().getFirst().code()).isEqualTo("gateway.scenario.unknown"));
    }

    private static void collect(Object value, List<String> references) {
        if (value instanceof List<?> list) {
            list.forEach(each -> collect(each, references));
        } else if (value instanceof String text && text.length() == 36 && text.charAt(8) == '-') {
            references.add(UUID.fromString(text).toString());
        }
    }

    private static Set<Object> values(String party, String field) {
        return Scenario.records(party).stream()
                .filter(record -> record.fields().containsKey(field))
                .map(record -> record.fields().get(field))
                .collect(Collectors.toCollection(HashSet::new));
    }
}
