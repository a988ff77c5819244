package puente.gateway.stix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import puente.record.Agency;
import puente.record.CanonicalJson;
import puente.record.Handling;
import puente.record.Kind;
import puente.record.Kinds;
import puente.record.Problem;
import puente.record.ProblemException;
import puente.record.Record;

/** Records as STIX objects: marked, valid by OASIS's schemas and our own, the same at every node, and back without loss. */
class StixRecordsTest {
    private static final Path SCHEMAS =
            Path.of(System.getProperty("puente.shared", "absent"), "standards/stix-2.1/schemas");
    private static final String BASE =
            "http://raw.githubusercontent.com/oasis-open/cti-stix2-json-schemas/stix2.1/schemas/";
    private static final Instant CREATED = Instant.parse("2026-11-20T08:00:00Z");

    static Stream<Record> records() {
        return StixSamples.records();
    }

    private static StixObject read(Map<String, Object> object) {
        return StixReader.object(CanonicalJson.write(object));
    }

    private static Map<String, StixObject> support(Record record) {
        Map<String, StixObject> objects = new HashMap<>();
        Stream.concat(StixExtensions.definitions(), StixRecords.support(record).stream())
                .map(StixRecordsTest::read)
                .forEach(each -> objects.put(each.id(), each));
        return objects;
    }

    private static Record back(StixObject object, Record record) {
        Map<String, StixObject> support = support(record);
        Kind kind = StixRecords.kind(object).orElseThrow();
        return StixRecords.record(object, kind, id -> Optional.ofNullable(support.get(id)), StixSamples.FGR, CREATED);
    }

    @ParameterizedTest
    @MethodSource("records")
    void everyKind_comesBackAsItWas(Record record) {
        StixObject object = read(StixRecords.object(record, CREATED));
        assertThat(back(object, record)).isEqualTo(record);
    }

    @ParameterizedTest
    @MethodSource("records")
    void everyReference_leadsToWhatGoesWithIt(Record record) {
        StixObject object = read(StixRecords.object(record, CREATED));
        Map<String, StixObject> support = support(record);
        assertThat(support)
                .containsKeys(object.markings().toArray(String[]::new))
                .containsKey(String.valueOf(object.members().get("created_by_ref")))
                .containsKey(StixExtensions.of(record.kind()));
        support.values().forEach(each -> {
            if (!each.type().equals("marking-definition")) {
                assertThat(support).containsKey(String.valueOf(each.members().get("created_by_ref")));
            }
        });
    }

    @ParameterizedTest
    @MethodSource("records")
    void everyObject_isValidByThePublishedSchemas(Record record) throws IOException {
        StixObject object = read(StixRecords.object(record, CREATED));
        String own = new String(StixExtensions.schema(record.kind() + ".json").orElseThrow(), StandardCharsets.UTF_8);
        Map<String, Object> said = StixExtensions.isNew(record.kind())
                ? object.members()
                : object.extension(StixExtensions.of(record.kind())).orElseThrow();
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
        assertThat(registry.getSchema(own).validate(json(said), InputFormat.JSON))
                .isEmpty();
        if (!Files.isDirectory(SCHEMAS)) {
            return;
        }
        String standard = switch (object.type()) {
            case "identity" -> "sdos/identity.json";
            case "incident" -> "sdos/incident.json";
            default -> "common/core.json";
        };
        assertThat(oasis(standard).validate(json(object.members()), InputFormat.JSON))
                .isEmpty();
        for (StixObject each : support(record).values()) {
            String path = switch (each.type()) {
                case "identity" -> "sdos/identity.json";
                default -> "common/" + each.type() + ".json";
            };
            assertThat(oasis(path).validate(json(each.members()), InputFormat.JSON))
                    .as(each.id())
                    .isEmpty();
        }
    }

    private static Schema oasis(String path) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(SCHEMAS)) {
            for (Path file :
                    all.filter(each -> each.toString().endsWith(".json")).toList()) {
                files.put(BASE + SCHEMAS.relativize(file), Files.readString(file));
            }
        }
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(files))
                .getSchema(com.networknt.schema.SchemaLocation.of(BASE + path));
    }

    private static String json(Map<String, Object> object) {
        return new String(CanonicalJson.write(object), StandardCharsets.UTF_8);
    }

    @Test
    void theSameRecord_isTheSameObject_whateverNodeWritesIt() {
        Record record = StixSamples.record("firearm");
        assertThat(StixRecords.id(record)).isEqualTo("puente-firearm--" + uuid(record));
        assertThat(json(StixRecords.object(record, CREATED))).isEqualTo(json(StixRecords.object(record, CREATED)));
    }

    private static String uuid(Record record) {
        return StixIds.uuid(
                        ("{\"agency\":\"mx/fgr\",\"record\":\"" + record.id() + "\"}").getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    @Test
    void derivedIdentifiers_haveTheFormThatTheStandardAsksFor() throws Exception {
        UUID derived = StixIds.uuid(new byte[0]);
        assertThat(derived.version()).isEqualTo(4);
        assertThat(derived.variant()).isEqualTo(2);
        byte[] digest = MessageDigest.getInstance("SHA-256")
                .digest(HexFormat.of().parseHex(StixIds.NAMESPACE.toString().replace("-", "")));
        assertThat(derived.toString().substring(0, 8)).isEqualTo(HexFormat.of().formatHex(digest, 0, 4));
    }

    @Test
    void laterVersions_areModifiedLater_evenWhenTheyAreDatedEarlier() {
        Record record = StixSamples.record("firearm");
        assertThat(StixRecords.modified(record, CREATED)).isEqualTo(StixSamples.AT);
        assertThat(StixRecords.modified(record, StixSamples.AT)).isEqualTo(StixSamples.AT.plusMillis(1));
    }

    @Test
    void publishedSchemas_followTheKinds() throws IOException {
        Map<String, byte[]> expected = new TreeMap<>();
        expected.put("handling.json", StixSchemas.write(StixSchemas.handling()));
        for (Kind kind : Kinds.standard().all()) {
            expected.put(kind.name() + ".json", StixSchemas.write(StixSchemas.of(kind)));
        }
        String write = System.getProperty("puente.stix.schemas", "");
        for (Map.Entry<String, byte[]> each : expected.entrySet()) {
            if (!write.isEmpty()) {
                Files.write(Path.of(write, each.getKey()), each.getValue());
            } else {
                assertThat(StixExtensions.schema(each.getKey()).orElseThrow())
                        .as(each.getKey())
                        .asString(StandardCharsets.UTF_8)
                        .isEqualTo(new String(each.getValue(), StandardCharsets.UTF_8));
            }
        }
        assertThat(StixExtensions.schema("../catalogue.yaml")).isEmpty();
    }

    // ------------------------------------------------------------------------------------------------ markings

    @Test
    void handling_travelsWhole_inTwoMarkings() {
        Record record = StixSamples.record("person");
        StixObject object = read(StixRecords.object(record, CREATED));
        assertThat(object.markings()).first().isEqualTo("marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003");
        assertThat(back(object, record).handling()).isEqualTo(StixSamples.AMBER);
    }

    @Test
    void aStricterLabelBesideOurMarking_binds() {
        Record record = StixSamples.record("person");
        Map<String, Object> members = new HashMap<>(StixRecords.object(record, CREATED));
        members.put(
                "object_marking_refs",
                List.of(
                        StixMarkings.tlpId(Handling.Tlp.RED),
                        StixMarkings.handlingId(record.agency(), record.handling())));
        assertThat(back(read(members), record).handling().tlp()).isEqualTo(Handling.Tlp.RED);
    }

    @Test
    void foreignGranularAndAbsentMarkings_makeNoRecord_andTheObjectKeepsThem() {
        Record record = StixSamples.record("person");
        Map<String, Object> members = new HashMap<>(StixRecords.object(record, CREATED));
        String foreign = "marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41d0";
        members.put(
                "object_marking_refs",
                List.of(foreign, object(record).markings().getLast()));
        assertThat(refusal(members, record)).isEqualTo("gateway.stix.marking-foreign");
        assertThat(read(members).markings()).contains(foreign);
        members.put("object_marking_refs", List.of(StixMarkings.tlpId(Handling.Tlp.CLEAR)));
        assertThat(refusal(members, record)).isEqualTo("gateway.stix.marking-absent");
        members.put(
                "granular_markings",
                List.of(Map.of("marking_ref", StixMarkings.tlpId(Handling.Tlp.RED), "selectors", List.of("name"))));
        assertThat(refusal(members, record)).isEqualTo("gateway.stix.marking-granular");
    }

    private static StixObject object(Record record) {
        return read(StixRecords.object(record, CREATED));
    }

    private static String refusal(Map<String, Object> members, Record record) {
        return catchThrowableOfType(ProblemException.class, () -> back(read(members), record)).problems().stream()
                .map(Problem::code)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void anIdentityByOthers_becomesAPersonOfTheAccountsAgency_whenOurMarkingSaysHow() {
        Record record = StixSamples.record("person");
        Map<String, Object> members = new HashMap<>(StixRecords.object(record, CREATED));
        members.remove("extensions");
        members.put("name", "Juan Pérez");
        Record stated = back(read(members), record);
        assertThat(stated.agency()).isEqualTo(new Agency("mx/fgr"));
        assertThat(stated.fields()).isEqualTo(Map.of("personName", Map.of("personFullName", "Juan Pérez")));
    }
}
