package puente.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The kinds that every node knows: their names, their schemas, and how raw values become fields. */
class KindTest {
    static final List<Kind> KINDS = List.copyOf(Kinds.standard().all());
    private static final Path NIEM = Path.of(System.getProperty("puente.shared", "absent"), "standards/niem-6.0");

    @Test
    void standardKinds_areTheseAndNoOthers() {
        assertThat(KINDS)
                .extracting(Kind::name)
                .containsExactly(
                        "contract",
                        "delivery",
                        "evaluation-registration",
                        "firearm",
                        "firearm-recovery",
                        "fund-line",
                        "incident",
                        "observation",
                        "organization",
                        "person",
                        "programme",
                        "request",
                        "request-answer",
                        "seizure",
                        "shipment",
                        "sighting",
                        "tip",
                        "vehicle");
        assertThat(problems(() -> Kinds.standard().kind("omen")))
                .containsExactly(Problem.of("record.kind.unknown", "/kind", "kind", "omen"));
    }

    /**
     * Every NIEM element a kind cites is in the NIEM 6.0 schemas, where they are at hand; in any case each citation has
     * the form of one and a prefix that NIEM 6.0 uses.
     */
    @Test
    void citedNiemElements_exist() throws IOException {
        Map<String, String> files = Map.of(
                "nc",
                "niem-core.xsd",
                "j",
                "domains/justice.xsd",
                "m",
                "domains/maritime.xsd",
                "it",
                "domains/internationalTrade.xsd",
                "intel",
                "domains/intelligence.xsd",
                "em",
                "domains/emergencyManagement.xsd");
        Map<String, Set<String>> elements = new HashMap<>();
        if (Files.exists(NIEM)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                Matcher matcher = Pattern.compile("<xs:element name=\"(\\w+)\"")
                        .matcher(Files.readString(NIEM.resolve(file.getValue())));
                Set<String> names = elements.computeIfAbsent(file.getKey(), prefix -> new HashSet<>());
                while (matcher.find()) {
                    names.add(matcher.group(1));
                }
            }
        }
        int cited = 0;
        for (Kind kind : KINDS) {
            for (Field field : kind.fields()) {
                if (field.niem().isPresent()) {
                    String[] citation = field.niem().get().split(":");
                    assertThat(files).as(field.toString()).containsKey(citation[0]);
                    if (!elements.isEmpty()) {
                        assertThat(elements.get(citation[0]))
                                .as(kind + " " + field.name())
                                .contains(citation[1]);
                    }
                    cited++;
                }
            }
        }
        assertThat(cited).isGreaterThan(90);
    }

    @Test
    void raw_becomesNormal_sortedAndImmutable() {
        Map<String, Object> fields = Kinds.standard().kind("person").normalise(Samples.PERSON);
        assertThat(List.copyOf(fields.keySet())).isSorted();
        assertThat(fields)
                .containsEntry("personBirthDate", "1984-03-09")
                .containsEntry("personNationalityCountry", List.of("MX"))
                .containsEntry("contactTelephoneNumber", List.of("+12135550123", "+526671234567"))
                .containsEntry(
                        "personResidenceLocation",
                        Map.of("area", "MX-SIN/006", "lat", 24.8, "lon", -107.0, "name", "Col. Centro"))
                .containsEntry("personMinorIndicator", false);
        assertThat(catchThrowable(fields::clear)).isNotNull();
        assertThat(Kinds.standard().kind("person").normalise(fields)).isEqualTo(fields);
    }

    @Test
    void everyProblem_isReportedAtOnce() {
        Map<String, Object> raw = new HashMap<>(Samples.OBSERVATION);
        raw.remove("calendar");
        raw.put("period", "2024-13");
        raw.put("value", Map.of("value", "x", "unit", "lb"));
        raw.put("dimensions", List.of("drug=fentanyl", "?"));
        raw.put("a/b~c", 1L);
        assertThat(problems(() -> Kinds.standard().kind("observation").normalise(raw)))
                .extracting(problem -> problem.code() + " " + problem.position())
                .containsExactlyInAnyOrder(
                        "record.field.missing /calendar",
                        "record.date.no-such-month /period",
                        "record.decimal.malformed /value/value",
                        "record.dimension.malformed /dimensions/1",
                        "record.field.unknown /a~1b~0c");
    }

    @Test
    void repetitions_areASetWithLimits() {
        Kind person = Kinds.standard().kind("person");
        assertThat(person.normalise(Map.of("personNationalityCountry", List.of("US", "MX", "México"))))
                .containsEntry("personNationalityCountry", List.of("MX", "US"));
        assertThat(problems(() -> person.normalise(Map.of("relatedRecord", List.of()))))
                .extracting(Problem::code)
                .containsExactly("record.field.repetitions");
        assertThat(problems(() -> person.normalise(
                        Map.of("relatedRecord", Collections.nCopies(Field.MAXIMUM_REPETITIONS + 1, "x")))))
                .extracting(Problem::code)
                .containsExactly("record.field.repetitions");
    }

    private static List<Problem> problems(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(ProblemException.class, call).problems();
    }

    private static Schema schema(Kind kind) {
        String json = new String(CanonicalJson.write(kind.jsonSchema()), StandardCharsets.UTF_8);
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(json);
    }

    @ParameterizedTest
    @FieldSource("KINDS")
    void jsonSchema_acceptsWhatTheKindAccepts(Kind kind) {
        String json = new String(
                RecordCodec.standard().canonical(Samples.record(kind.name(), Samples.full(kind))),
                StandardCharsets.UTF_8);
        assertThat(schema(kind).validate(json, InputFormat.JSON)).isEmpty();
    }

    @ParameterizedTest
    @FieldSource("KINDS")
    void jsonSchema_isItselfValid(Kind kind) {
        Schema meta = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(com.networknt.schema.SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
        assertThat(meta.validate(
                        new String(CanonicalJson.write(kind.jsonSchema()), StandardCharsets.UTF_8), InputFormat.JSON))
                .isEmpty();
    }

    @Test
    void jsonSchema_refusesWhatTheKindRefuses() {
        Kind kind = Kinds.standard().kind("observation");
        String good = new String(
                RecordCodec.standard().canonical(Samples.record("observation", Samples.OBSERVATION)),
                StandardCharsets.UTF_8);
        Stream.of(
                        good.replace("\"period\":\"2024-09\",", ""),
                        good.replace("2024-09\"", "2024-13\""),
                        good.replace("\"1204.5\"", "\"1204.50\""),
                        good.replace("\"1204.5\"", "1204.5"),
                        good.replace("\"lb\"", "\"stone\""),
                        good.replace("drug=fentanyl", "Drug"),
                        good.replace("\"kind\":\"observation\"", "\"kind\":\"person\""),
                        good.replace("AMBER+STRICT", "PINK"),
                        good.replace("\"version\":1", "\"version\":1,\"x\":1"),
                        good.replace("\"indicator\":", "\"indikator\":"))
                .forEach(bad -> {
                    List<Error> errors = schema(kind).validate(bad, InputFormat.JSON);
                    assertThat(bad).isNotEqualTo(good);
                    assertThat(errors).as(bad).isNotEmpty();
                });
    }
}
