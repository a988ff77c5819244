package puente.gateway.niem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.ls.DOMImplementationLS;
import org.w3c.dom.ls.LSInput;
import org.xml.sax.SAXException;
import puente.gateway.ready.Scenario;
import puente.record.Handling;
import puente.record.Kinds;
import puente.record.Problem;
import puente.record.Record;

/** NIEM messages: valid by NIEM's own schemas, XML and JSON the same in RDF, every field and every marking there. */
class NiemRecordsTest {
    private static final Path NIEM = Path.of(System.getProperty("puente.shared", "absent"), "standards/niem-6.0");
    private static final String MODEL = "https://docs.oasis-open.org/niemopen/ns/model/";
    private static final Map<String, String> FILES = Map.of(
            MODEL + "domains/justice/6.0/", "domains/justice.xsd",
            MODEL + "niem-core/6.0/", "niem-core.xsd",
            MODEL + "adapters/niem-xs/6.0/", "adapters/niem-xs.xsd",
            MODEL + "structures/6.0/", "utility/structures.xsd");

    private static byte[] xml(List<Problem> refused, Record... records) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        NiemRecords.writeXml(Stream.of(records), out, refused::add);
        return out.toByteArray();
    }

    private static byte[] json(Record... records) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        NiemRecords.writeJson(Stream.of(records), out, refused -> {
            throw new AssertionError(refused);
        });
        return out.toByteArray();
    }

    /** Our schema with NIEM's beside it; nothing is fetched from anywhere. */
    private static Schema schema() throws SAXException, IOException {
        DOMImplementationLS inputs = input();
        SchemaFactory schemas = SchemaFactory.newDefaultInstance();
        schemas.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        schemas.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        schemas.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "file");
        schemas.setResourceResolver((type, namespace, publicId, systemId, base) -> {
            String file = systemId != null && systemId.startsWith("https:") ? FILES.get(namespace) : null;
            if (file == null) {
                return null;
            }
            LSInput input = inputs.createLSInput();
            input.setSystemId(NIEM.resolve(file).toUri().toString());
            return input;
        });
        try (InputStream in = NiemRecords.class.getResourceAsStream(NiemRecords.SCHEMA)) {
            return schemas.newSchema(new StreamSource(in, "urn:puente:schema"));
        }
    }

    private static DOMImplementationLS input() {
        try {
            return (DOMImplementationLS) javax.xml.parsers.DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .getDOMImplementation();
        } catch (javax.xml.parsers.ParserConfigurationException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** Compiling NIEM's schemas takes seconds, so everything that needs them stands in one test. */
    @Test
    void xmlIsValidByNiemsSchemas_andXmlAndJsonOfOneRecordMeanTheSameRdf() throws Exception {
        if (!Files.exists(NIEM)) {
            return;
        }
        Schema schema = schema();
        for (Record record : NiemSamples.records().toList()) {
            SortedSet<String> fromXml = NiemGraph.ofXml(xml(new ArrayList<>(), record), schema);
            SortedSet<String> fromJson = NiemGraph.ofJson(json(record));
            assertThat(fromJson).as(record.kind()).containsExactlyElementsOf(fromXml);
            assertThat(fromXml).hasSizeGreaterThan(8);
        }
        Record[] scenario = Stream.of("mx", "us")
                .flatMap(party -> Scenario.records(party).stream())
                .filter(record -> NiemRecords.KINDS.contains(record.kind()))
                .toArray(Record[]::new);
        List<Problem> refused = new ArrayList<>();
        assertThat(NiemGraph.ofJson(json(scenario)))
                .containsExactlyElementsOf(NiemGraph.ofXml(xml(refused, scenario), schema));
        assertThat(refused).isEmpty();

        Record[] all = NiemSamples.whole().toArray(Record[]::new);
        assertThat(NiemGraph.ofJson(json(all)))
                .containsExactlyElementsOf(NiemGraph.ofXml(xml(new ArrayList<>(), all), schema));

        String whole = new String(xml(new ArrayList<>(), all[0]), StandardCharsets.UTF_8);
        SortedSet<String> other =
                NiemGraph.ofXml(whole.replace(">1990-05<", ">1990-06<").getBytes(StandardCharsets.UTF_8), schema);
        assertThat(other).isNotEqualTo(NiemGraph.ofJson(json(all[0])));

        assertThat(catchThrowable(() -> NiemGraph.ofXml(
                        whole.replace("<puente:TLPCode>AMBER+STRICT</puente:TLPCode>", "")
                                .getBytes(StandardCharsets.UTF_8),
                        schema)))
                .isInstanceOf(SAXException.class)
                .hasMessageContaining("TLPCode");
        assertThat(catchThrowable(() -> NiemGraph.ofXml(
                        whole.replace("?>\n", "?>\n<!DOCTYPE x SYSTEM \"file:/etc/passwd\">\n")
                                .getBytes(StandardCharsets.UTF_8),
                        schema)))
                .isInstanceOf(SAXException.class)
                .hasMessageContaining("DOCTYPE");
    }

    @Test
    void everyField_isCarried() throws Exception {
        for (Record record : NiemSamples.whole().toList()) {
            SortedSet<String> graph = NiemGraph.ofJson(json(record));
            List<String> literals = NiemGraph.literals(graph);
            String lines = String.join("\n", graph);
            assertThat(Kinds.standard().kind(record.kind()).fields().stream()
                            .filter(field -> !field.name().equals("personRfc")))
                    .allMatch(field -> record.fields().containsKey(field.name()));
            record.fields()
                    .forEach((name, value) -> leaves(value).forEach(leaf -> {
                        String expected = NiemGraph.escaped(leaf);
                        boolean asCode =
                                name.equals("personSexCode") || expected.equals("es-MX") || expected.equals("en");
                        boolean found = asCode || literals.contains(expected) || lines.contains("urn:uuid:" + expected);
                        assertThat(found)
                                .as(record.kind() + " " + name + " " + leaf)
                                .isTrue();
                    }));
        }
    }

    private static Stream<String> leaves(Object value) {
        return switch (value) {
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .filter(each -> !"und".equals(each.getValue()))
                        .flatMap(each -> leaves(each.getValue()));
            case List<?> list -> list.stream().flatMap(NiemRecordsTest::leaves);
            case Double number -> Stream.of(java.math.BigDecimal.valueOf(number).toPlainString());
            default -> Stream.of(value.toString());
        };
    }

    @Test
    void handling_isCarriedWhole() throws Exception {
        for (Handling handling : List.of(NiemSamples.OPEN, NiemSamples.CLOSED)) {
            JsonNode json = new ObjectMapper()
                    .readTree(json(NiemSamples.record("person", handling, Map.of())))
                    .at("/puente:RecordExchange/puente:Record/0/puente:Handling");
            Map<String, Object> read = new java.util.TreeMap<>(Map.of(
                    "tlp", json.path("puente:TLPCode").asText(),
                    "codes", texts(json.path("puente:HandlingCode")),
                    "purposes", texts(json.path("puente:HandlingPurposeCode")),
                    "audience", texts(json.path("puente:HandlingAudienceID")),
                    "originatorConsent",
                            json.path("puente:OriginatorConsentIndicator").booleanValue(),
                    "grading",
                            json.path("puente:SourceReliabilityCode").asText()
                                    + json.path("puente:InformationCredibilityCode")
                                            .asText()));
            if (json.has("puente:RetainUntilDate")) {
                read.put(
                        "retainUntil",
                        json.path("puente:RetainUntilDate").path("nc:Date").asText());
            }
            assertThat(Handling.ofJson(read)).isEqualTo(handling);
        }
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    @Test
    void whatTheFormatCannotCarry_isRefusedWithTheReason_andTheRestIsWritten() throws Exception {
        Record incident = NiemSamples.record("organization", NiemSamples.OPEN, Map.of("organizationName", "X"));
        Record year = NiemSamples.record("vehicle", NiemSamples.OPEN, Map.of("itemModelYearDate", "2022-05"));
        Record fine = NiemSamples.record("vehicle", NiemSamples.OPEN, Map.of());
        List<Problem> refused = new ArrayList<>();
        String xml = new String(xml(refused, incident, year, fine), StandardCharsets.UTF_8);
        assertThat(refused)
                .containsExactly(
                        Problem.of("gateway.niem.kind", incident.id().toString(), "kind", "organization"),
                        Problem.of(
                                "gateway.niem.year",
                                year.id().toString(),
                                "field",
                                "itemModelYearDate",
                                "value",
                                "2022-05"));
        assertThat(xml).contains(fine.id().toString()).doesNotContain(year.id().toString());
    }

    @Test
    void aCharacterThatXmlLacks_isRefused() throws Exception {
        Record odd = NiemSamples.record("vehicle", NiemSamples.OPEN, Map.of("itemMakeName", "Ram\uFFFE"));
        List<Problem> refused = new ArrayList<>();
        assertThat(new String(xml(refused, odd), StandardCharsets.UTF_8)).doesNotContain("Ram");
        assertThat(refused)
                .containsExactly(Problem.of("gateway.niem.character", odd.id().toString(), "character", "U+FFFE"));
    }

    @Test
    void prefixes_areNiemsOwn() throws IOException {
        JsonNode ours = new ObjectMapper()
                .readTree(NiemRecords.published(NiemRecords.CONTEXT).orElseThrow())
                .path("@context");
        assertThat(ours.path("puente").asText()).isEqualTo("urn:puente:niem:1.0/");
        assertThat(URI.create(ours.path("nc").asText()).isAbsolute()).isTrue();
        if (Files.exists(NIEM)) {
            JsonNode niem = new ObjectMapper().readTree(Files.readString(NIEM.resolve("json-ld/context.json")));
            for (String prefix : List.of("cli", "j", "nc", "structures")) {
                assertThat(ours.path(prefix)).isEqualTo(niem.path(prefix));
            }
        }
    }

    @Test
    void whatIsPublished_isTheSchemaAndTheContext_andNothingElse() {
        assertThat(new String(NiemRecords.published(NiemRecords.SCHEMA).orElseThrow(), StandardCharsets.UTF_8))
                .contains("targetNamespace=\"urn:puente:niem:1.0/\"");
        assertThat(NiemRecords.published("../stix/schema/person.json")).isEmpty();
    }
}
