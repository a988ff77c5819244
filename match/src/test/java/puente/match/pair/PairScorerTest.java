package puente.match.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import puente.record.Agency;
import puente.record.Handling;
import puente.record.Language;
import puente.record.Provenance;
import puente.record.Record;

class PairScorerTest {
    private static final Handling OPEN = new Handling(
            Handling.Tlp.CLEAR,
            Set.of(),
            Set.of("missing-persons"),
            Set.of(new Agency("mx")),
            false,
            Optional.empty(),
            new Handling.Grading(Handling.Grading.Reliability.A, 1));

    private final PairScorer scorer = new PairScorer();

    static Statement statement(String kind, Map<String, Object> fields) {
        return Statement.of(new Record(
                UUID.randomUUID(),
                1,
                kind,
                new Agency("mx/cnb"),
                Instant.EPOCH,
                OPEN,
                new Provenance("test", true),
                fields));
    }

    private static Statement person(String given, String surname, String maternal, Map<String, Object> more) {
        Map<String, Object> fields = new java.util.TreeMap<>(more);
        fields.put(
                "personName",
                Map.of("personGivenName", given, "personSurName", surname, "personMaternalName", maternal));
        return statement("person", fields);
    }

    private Score score(Statement a, Statement b) {
        return scorer.score(a, b, 10_000);
    }

    private static List<String> levels(Score score) {
        return score.steps().stream()
                .map(step -> step.field() + " " + step.level())
                .toList();
    }

    @Test
    void oneMissingPerson_writtenByTwoCountries_isFoundAndProbable_andTheStepsAddUp() {
        Statement mexican = person(
                "Ximena",
                "Duarte",
                "Villaseñor",
                Map.of("personBirthDate", "2003-05-14", "personCurp", "DUVX030514MBCRLMA2", "personSexCode", "female"));
        Statement american =
                person("Jimena", "Duarte", "", Map.of("personBirthDate", "2003-05-14", "personSexCode", "female"));

        Score score = score(mexican, american);

        assertThat(mexican.keys()).containsAnyElementsOf(american.keys());
        assertThat(score.probability()).isGreaterThan(0.9);
        assertThat(score.steps().stream().mapToDouble(Step::bits).sum()).isEqualTo(score.bits());
        assertThat(levels(score)).contains("birth-date same", "sex same").startsWith("prior many");
    }

    @Test
    void namesakesBornOnOtherDays_fatherAndSon_andTwins_areNotOnePerson() {
        Statement father = person("José", "García", "López", Map.of("personBirthDate", "1961-02-11"));
        Statement son = person("José", "García", "Ruiz", Map.of("personBirthDate", "1988-07-30"));
        Statement twin = person(
                "Luis Ángel",
                "García",
                "Ruiz",
                Map.of("personBirthDate", "1988-07-30", "personCurp", "GARL880730HDFRZS02"));
        Statement otherTwin = person(
                "José", "García", "Ruiz", Map.of("personBirthDate", "1988-07-30", "personCurp", "GARJ880730HDFRZS08"));

        assertThat(score(father, son).probability()).isLessThan(0.1);
        assertThat(score(twin, otherTwin).probability()).isLessThan(0.5);
    }

    @Test
    void twoValidIdentifiersThatDiffer_excludeOneSubject_andOneSlipDoesNot() {
        Map<String, Object> name = Map.of("personName", Map.of("personFullName", "Marta Ramírez Toledo"));
        String valid = "SAMR880317HSRLNB07";
        Statement one = statement("person", with(name, "personCurp", valid));
        Statement same = statement("person", with(name, "personCurp", valid));
        Statement slip = statement("person", with(name, "personCurp", "SAMR880317HSRLNB01"));
        Statement other = statement("person", with(name, "personCurp", "LAOL840625MBCRNC09"));

        assertThat(score(one, same).excluded()).isFalse();
        assertThat(levels(score(one, slip))).contains("curp slip");
        assertThat(score(one, slip).excluded()).isFalse();
        assertThat(one.keys()).containsAnyElementsOf(slip.keys());
        assertThat(score(one, other).excluded())
                .isEqualTo(!levels(score(one, other)).contains("curp same"));
    }

    private static Map<String, Object> with(Map<String, Object> fields, String name, Object value) {
        Map<String, Object> more = new java.util.TreeMap<>(fields);
        more.put(name, value);
        return more;
    }

    @Test
    void aVehicleIsItsNumber_andAPlateSeenInPart_isAHint() {
        Statement stolen = statement(
                "vehicle",
                Map.of(
                        "vehicleIdentification",
                        "1FTFW1E50LKD38820",
                        "conveyanceRegistrationPlateIdentification",
                        List.of(Map.of("issuer", "MX-SIN", "plate", "UN6612C")),
                        "itemMakeName",
                        "Ford",
                        "itemModelName",
                        "Lobo"));
        Statement seized = statement(
                "vehicle", Map.of("vehicleIdentification", "1FTFW1E50LKD38820", "itemMakeName", "FORD MOTOR"));
        Statement seen = statement(
                "vehicle",
                Map.of(
                        "conveyanceRegistrationPlateIdentification",
                        List.of(Map.of("issuer", "MX-SIN", "plate", "UNG612C"))));

        assertThat(score(stolen, seized).probability()).isGreaterThan(0.95);
        assertThat(stolen.keys()).containsAnyElementsOf(seized.keys()).containsAnyElementsOf(seen.keys());
        assertThat(score(stolen, seen).probability()).isBetween(0.001, 0.9);
    }

    @Test
    void aFirearmIsFoundByASerialThatIsObliteratedInPart_andAnOrganisationByItsWordsInAnyLanguage() {
        Statement traced = statement(
                "firearm",
                Map.of(
                        "itemSerialIdentification",
                        "KTP50331",
                        "itemMakeName",
                        "Barrett",
                        "firearmBoreSizeText",
                        ".50 BMG"));
        Statement recovered = statement(
                "firearm",
                Map.of(
                        "itemSerialIdentification",
                        "KTP5??31",
                        "itemMakeName",
                        "BARRETT",
                        "firearmBoreSizeText",
                        ".50 BMG"));
        Statement group = statement("organization", Map.of("organizationName", "Grupo Cerro Blanco"));
        Statement translated = statement("organization", Map.of("organizationName", "Cerro Blanco group"));

        assertThat(traced.keys()).containsAnyElementsOf(recovered.keys());
        assertThat(levels(score(traced, recovered)))
                .contains("serial obliterated", "firearm-make same", "calibre same");
        assertThat(group.keys()).containsAnyElementsOf(translated.keys());
        assertThat(score(group, translated).probability()).isGreaterThan(0.5);
    }

    @Test
    void theWeightIsTheSameFromBothSides_andEveryStepHasWordsInBothLanguages() {
        Statement one = person(
                "María Guadalupe",
                "De la Garza",
                "Peña",
                Map.of(
                        "personBirthDate",
                        "1979-11-08",
                        "personSexCode",
                        "female",
                        "contactTelephoneNumber",
                        List.of("+526625550142"),
                        "personOtherIdentification",
                        List.of(Map.of("type", "passport", "number", "G12345678"))));
        Statement other = person(
                "Ma. Gpe.",
                "DELAGARZA",
                "",
                Map.of(
                        "personBirthDate",
                        "1979-08-11",
                        "personSexCode",
                        "male",
                        "contactTelephoneNumber",
                        List.of("6625550142"),
                        "personOtherIdentification",
                        List.of(Map.of("type", "passport", "number", "G12345678"))));

        Score there = score(one, other);
        Score back = score(other, one);

        assertThat(there.bits()).isCloseTo(back.bits(), within(1.5));
        for (Step step : there.steps()) {
            for (Language language : Language.values()) {
                assertThat(step.label(language) + step.text(language)).isNotBlank();
            }
        }
    }

    @Test
    void aKindOfWhichNothingIsMatched_isRefused_andSoAreTwoKinds() {
        assertThatThrownBy(() -> statement("seizure", Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("seizure");
        assertThatThrownBy(() -> score(statement("person", Map.of()), statement("vehicle", Map.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("vehicle");
    }

    @Test
    void keysAreBounded_however_manyNamesAndPlatesThereAre() {
        List<Map<String, Object>> aliases = java.util.stream.IntStream.range(0, 40)
                .mapToObj(at -> Map.<String, Object>of("personFullName", "Alias Número Q" + at + " Zutano Mengano"))
                .toList();

        assertThat(statement("person", Map.of("personAlternateName", aliases)).keys())
                .hasSizeLessThanOrEqualTo(Statement.KEYS_MAX);
    }
}
