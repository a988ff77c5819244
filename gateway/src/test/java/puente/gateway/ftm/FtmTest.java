package puente.gateway.ftm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import puente.gateway.ImportSummary;
import puente.gateway.Outcome;
import puente.gateway.Source;
import puente.gateway.ready.Gateway;
import puente.record.Agency;
import puente.record.Handling;
import puente.record.Kinds;
import puente.record.Problem;
import puente.record.Provenance;
import puente.record.Record;

/** FollowTheMoney: only what is open to all goes out, nothing of what comes in is lost, and nothing that comes in is open. */
class FtmTest {
    static final Agency UIF = new Agency("mx/uif");
    static final Instant AT = Instant.parse("2026-11-22T01:00:00Z");
    private static final String ORIGINAL = "0194e3a0-7b1c-7000-8000-000000000001";
    private static final Handling OPEN = new Handling(
            Handling.Tlp.CLEAR,
            Set.of(),
            Set.of("money-laundering"),
            Set.of(new Agency("us")),
            false,
            Optional.empty(),
            new Handling.Grading(Handling.Grading.Reliability.B, 2));
    private static final Map<String, Object> PERSON = Map.of(
            "personName",
            Map.of("personGivenName", "María", "personSurName", "De la Cruz", "personMaternalName", "Mora"),
            "personAlternateName",
            List.of("La Güera"),
            "personBirthDate",
            "1990-05",
            "personSexCode",
            "female",
            "personNationalityCountry",
            List.of("MX"),
            "personCurp",
            "HEGG560427MVZRRL04",
            "contactTelephoneNumber",
            List.of("+16195550177"),
            "personRole",
            List.of("wanted", "owner"),
            "personDescriptionText",
            Map.of("language", "es", "text", "Vista en Tijuana"));

    private static Record record(String kind, Handling handling, Map<String, Object> raw) {
        return new Record(
                UUID.fromString(ORIGINAL),
                2,
                kind,
                UIF,
                AT,
                handling,
                new Provenance("https://example.org/list?id=1", true),
                Kinds.standard().kind(kind).normalise(raw));
    }

    private static String export(List<Problem> refused, Record... records) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        FtmExport.write(Stream.of(records), out, refused::add);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static List<Outcome> imported(String lines) {
        List<Outcome> outcomes = new ArrayList<>();
        ImportSummary summary = Gateway.standard()
                .run(
                        Source.ofBytes("entities.ftm.json", lines.getBytes(StandardCharsets.UTF_8)),
                        Optional.empty(),
                        AT,
                        UIF,
                        Gateway.Published.UNSAID,
                        outcomes::add);
        assertThat(summary.mapping()).isEqualTo("ftm");
        assertThat(summary.rows()).isEqualTo(outcomes.size());
        return outcomes;
    }

    private static Record one(String line) {
        return new FtmImport(UIF, AT).read(line.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aPersonIsAnEntity_withStableIdPublisherSourceAndTopics() throws Exception {
        JsonNode entity = new ObjectMapper().readTree(export(List.of(), record("person", OPEN, PERSON)));
        assertThat(entity.path("id").asText()).isEqualTo(ORIGINAL);
        assertThat(entity.path("schema").asText()).isEqualTo("Person");
        JsonNode properties = entity.path("properties");
        Map.of(
                        "name", "María De la Cruz Mora",
                        "firstName", "María",
                        "lastName", "De la Cruz Mora",
                        "nationality", "mx",
                        "gender", "female",
                        "idNumber", "HEGG560427MVZRRL04",
                        "publisher", "mx/uif",
                        "sourceUrl", "https://example.org/list?id=1",
                        "topics", "wanted",
                        "keywords", "synthetic")
                .forEach((property, value) -> assertThat(
                                properties.path(property).path(0).asText())
                        .as(property)
                        .isEqualTo(value));
        assertThat(properties.path("notes").toString())
                .contains("Role in the matter: ")
                .contains("Owner");
        assertThat(entity.at("/puente/handling/purposes/0").asText()).isEqualTo("money-laundering");
    }

    @Test
    void organizationsAndVehicles_haveTheirSchemata() throws Exception {
        Map<String, String> schemata = Map.of("carrier", "Company", "government", "PublicBody", "gang", "Organization");
        for (Map.Entry<String, String> each : schemata.entrySet()) {
            Record record = record(
                    "organization", OPEN, Map.of("organizationName", "X", "organizationCategory", each.getKey()));
            assertThat(new ObjectMapper()
                            .readTree(export(List.of(), record))
                            .path("schema")
                            .asText())
                    .isEqualTo(each.getValue());
        }
        JsonNode vehicle = new ObjectMapper()
                .readTree(export(
                        List.of(),
                        record(
                                "vehicle",
                                OPEN,
                                Map.of(
                                        "itemMakeName", "Ram",
                                        "itemModelName", "1500",
                                        "vehicleIdentification", "1C6RR7LT7NS155093",
                                        "conveyanceRegistrationPlateIdentification",
                                                List.of(Map.of("plate", "VXJ1234", "issuer", "MX-SIN"))))));
        assertThat(vehicle.at("/properties/name/0").asText()).isEqualTo("Ram 1500 1C6RR7LT7NS155093");
        assertThat(vehicle.at("/properties/registrationNumber/0").asText()).isEqualTo("VXJ1234");
        assertThat(vehicle.at("/properties/notes").toString()).contains("VIN: 1C6RR7LT7NS155093");
    }

    @Test
    void whatIsNotOpenToAll_isRefusedWithTheReason() throws Exception {
        Handling until = new Handling(
                Handling.Tlp.CLEAR,
                Set.of(),
                Set.of("statistics"),
                Set.of(),
                false,
                Optional.of(LocalDate.of(2027, 1, 1)),
                OPEN.grading());
        Handling green =
                new Handling(Handling.Tlp.GREEN, Set.of(), Set.of(), Set.of(), false, Optional.empty(), OPEN.grading());
        List<Problem> refused = new ArrayList<>();
        String written = export(
                refused,
                record("person", until, PERSON),
                record("person", green, PERSON),
                record("person", OPEN, Map.of("personMinorIndicator", true)),
                record("person", OPEN, Map.of("personProtectedRole", List.of("journalist"))),
                record("firearm", OPEN, Map.of()));
        assertThat(written).isEmpty();
        assertThat(refused)
                .extracting(Problem::code)
                .containsExactly(
                        "gateway.ftm.handling",
                        "gateway.ftm.handling",
                        "gateway.ftm.protected",
                        "gateway.ftm.protected",
                        "gateway.ftm.kind");
        assertThat(refused).allMatch(problem -> problem.position().equals(ORIGINAL));
    }

    @Test
    void anEntityOfAnotherTool_becomesARecordThatPermitsNothing_andLosesNothing() {
        Record record = one("""
                {"id":"NK-1","schema":"Person","datasets":["x"],"caption":"Ana","properties":{"name":["Ana Mora","Anita"],
                 "birthDate":["1980-02-03","1980"],"gender":["other"],"nationality":["us"],"taxNumber":["77-1"],
                 "passportNumber":["G123"],"topics":["role.pep"],"wikidataId":["Q1"],"notes":["Seen."],"publisher":["OCCRP"]}}""");
        assertThat(record.handling()).isEqualTo(FtmImport.CLOSED);
        assertThat(record.handling().purposes()).isEmpty();
        assertThat(record.handling().audience()).isEmpty();
        assertThat(record.agency()).isEqualTo(UIF);
        assertThat(record.provenance()).isEqualTo(new Provenance("FollowTheMoney NK-1, OCCRP", false));
        assertThat(record.fields())
                .containsEntry("personName", Map.of("personFullName", "Ana Mora"))
                .containsEntry("personAlternateName", List.of(Map.of("personFullName", "Anita")))
                .containsEntry("personBirthDate", "1980-02-03")
                .containsEntry("personSexCode", "non-binary")
                .containsEntry("personNationalityCountry", List.of("US"))
                .containsEntry("personOtherIdentification", List.of(Map.of("type", "passport", "number", "G123")));
        assertThat(String.valueOf(record.fields().get("personDescriptionText")))
                .contains("Seen.", "birthDate: 1980", "taxNumber: 77-1", "topics: role.pep", "wikidataId: Q1");
        assertThat(one("{\"id\":\"NK-1\",\"schema\":\"Person\",\"properties\":{\"name\":[\"Ana\"]}}")
                        .id())
                .isEqualTo(record.id());
    }

    @Test
    void anEntityOfOurs_keepsItsHandling_andRefersToItsRecord() throws Exception {
        Record record = record("person", OPEN, PERSON);
        Outcome outcome = imported(export(List.of(), record)).getFirst();
        assertThat(outcome).isInstanceOf(Outcome.Imported.class);
        Record back = ((Outcome.Imported) outcome).records().getFirst();
        assertThat(back.handling()).isEqualTo(OPEN);
        assertThat(back.provenance()).isEqualTo(record.provenance());
        assertThat(back.id()).isNotEqualTo(record.id());
        assertThat(back.fields())
                .containsEntry("relatedRecord", List.of(ORIGINAL))
                .containsAllEntriesOf(Map.of(
                        "personName", record.fields().get("personName"),
                        "personBirthDate", "1990-05",
                        "personCurp", "HEGG560427MVZRRL04"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[] | gateway.ftm.entity | ",
                "{\"schema\":\"Person\",\"properties\":{}} | gateway.ftm.entity | /id",
                "{\"id\":\"x\",\"schema\":\"Person\"} | gateway.ftm.entity | /properties",
                "{\"id\":\"x\",\"schema\":\"Ownership\",\"properties\":{}} | gateway.ftm.schema | /schema",
                "{\"id\":\"x\",\"schema\":\"Person\",\"properties\":{\"name\":[{}]}} | gateway.ftm.property | /properties/name",
                "{\"id\":\"x\",\"schema\":\"Person\",\"properties\":{\"name\":[1]}} | gateway.ftm.property | /properties/name",
                "{\"id\":\"x\",\"schema\":\"Person\",\"properties\":{\"birthDate\":[\"03/04/2020\"]}} | record.date.ambiguous | /personBirthDate",
                "{\"id\":\"x\",\"schema\":\"Company\",\"properties\":{}} | record.field.missing | /organizationName",
                "{\"id\":\"x\",\"schema\":\"Person\",\"properties\":{},\"puente\":{\"agency\":\"us/dea\"}} | gateway.ftm.agency | /puente/agency",
                "{\"id\":\"x\",\"schema\":\"Person\",\"properties\":{},\"puente\":{\"agency\":\"mx/uif\"}} | gateway.ftm.entity | /puente/handling",
                "{\"id\":\"x\" | record.json.malformed | *"
            })
    void aLineThatIsNoRecord_isQuarantinedWithItsReason_andTheRestIsTaken(String line, String code, String position) {
        List<Outcome> outcomes =
                imported(line + "\n{\"id\":\"y\",\"schema\":\"Person\",\"properties\":{\"name\":[\"Ana\"]}}\n");
        assertThat(outcomes).hasSize(2);
        assertThat(outcomes.get(1)).isInstanceOf(Outcome.Imported.class);
        Outcome.Quarantined quarantined = (Outcome.Quarantined) outcomes.getFirst();
        assertThat(quarantined.faults()).hasSize(1);
        Problem problem = quarantined.faults().getFirst().problem();
        assertThat(problem.code()).isEqualTo(code);
        if (!"*".equals(position)) {
            assertThat(problem.position()).isEqualTo("entities.ftm.json:1:" + (position == null ? "" : position));
        }
    }

    @Test
    void limits_areHeld() {
        String many = "\"a\",".repeat(FtmImport.MEMBERS_MAX) + "\"a\"";
        Outcome tooMany = imported("{\"id\":\"x\",\"schema\":\"Person\",\"properties\":{\"notes\":[" + many + "]}}")
                .getFirst();
        assertThat(((Outcome.Quarantined) tooMany).faults().getFirst().problem().code())
                .isEqualTo("gateway.ftm.property");
        String wide = "x".repeat(FtmImport.LINE_BYTES_MAX);
        assertThat(imported("{\"id\":\"x\",\"schema\":\"Person\",\"properties\":{\"notes\":[\"" + wide + "\"]}}")
                        .getFirst())
                .isInstanceOf(Outcome.Quarantined.class);
    }
}
