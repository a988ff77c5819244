package puente.gateway.misp;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import puente.record.Agency;
import puente.record.CanonicalJson;
import puente.record.Handling;
import puente.record.Kinds;
import puente.record.Provenance;
import puente.record.Record;

/** Records of several kinds with fields of every shape, and events by other people's software. */
final class MispSamples {
    static final Agency FGR = new Agency("mx/fgr");
    static final Instant AT = Instant.parse("2026-11-21T18:10:43.120Z");
    static final Handling AMBER = new Handling(
            Handling.Tlp.AMBER_STRICT,
            Set.of(Handling.HandlingCode.H1, Handling.HandlingCode.H3),
            Set.of("arms-trafficking", "missing-persons"),
            Set.of(new Agency("us"), new Agency("mx/fgr")),
            true,
            Optional.of(LocalDate.of(2027, 1, 1)),
            new Handling.Grading(Handling.Grading.Reliability.B, 2));

    private static final Map<String, Map<String, Object>> RAW = Map.of(
            "person",
            Map.of(
                    "personName",
                    Map.of("personGivenName", "María José", "personSurName", "López"),
                    "personBirthDate",
                    "1990-05",
                    "personAgeMeasure",
                    34L,
                    "personRole",
                    List.of("missing", "victim"),
                    "personMinorIndicator",
                    false),
            "vehicle",
            Map.of(
                    "itemMakeName",
                    "Nissan",
                    "conveyanceRegistrationPlateIdentification",
                    List.of(
                            Map.of("plate", "VXJ1234", "issuer", "MX-SIN"),
                            Map.of("plate", "ABC1234", "issuer", "US-TX"))),
            "seizure",
            Map.of(
                    "activityDate",
                    "2026-03-02",
                    "itemSeizureLocation",
                    Map.of("area", "MX-SIN/006", "lat", 24.8, "lon", -107.4),
                    "itemSeizureCategory",
                    "drugs",
                    "substanceCategory",
                    "fentanyl"),
            "incident",
            Map.of(
                    "activityDate",
                    "2026-03-02",
                    "incidentCategory",
                    "kidnapping",
                    "incidentLocation",
                    Map.of("area", "MX-SIN"),
                    "incidentVictim",
                    List.of("0194e3a0-7b1c-7000-8000-000000000001"),
                    "activityDescriptionText",
                    "Una nota\ncon dos líneas y \"comillas\""),
            "observation",
            Map.of(
                    "indicator",
                    "us.cbp.drug-seizure-weight",
                    "area",
                    "US-CA",
                    "period",
                    "2025",
                    "calendar",
                    "us-fiscal",
                    "value",
                    Map.of("value", "12.5", "unit", "kg")));

    private MispSamples() {}

    static Stream<Record> records() {
        return RAW.keySet().stream().sorted().map(MispSamples::record);
    }

    static Record record(String kind) {
        return new Record(
                UUID.nameUUIDFromBytes(kind.getBytes(StandardCharsets.UTF_8)),
                1,
                kind,
                FGR,
                AT,
                AMBER,
                new Provenance("invented for a test", true),
                Kinds.standard().kind(kind).normalise(RAW.getOrDefault(kind, Map.of())));
    }

    static MispEvent read(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return MispReader.event(bytes, bytes.length);
    }

    static MispEvent read(Map<String, Object> event) {
        byte[] bytes = CanonicalJson.write(event);
        return MispReader.event(bytes, bytes.length);
    }

    /** As another MISP exports it: attributes, an object, tags of other taxonomies. */
    static final String FOREIGN = """
            {"Event":{"info":"OSINT: phishing against a port authority","uuid":"5cf66f53-b5f8-43e7-be9a-49880a3b4631",
             "date":"2026-06-04","threat_level_id":"2","analysis":"0","distribution":"3","published":true,"id":"7",
             "timestamp":"1559654483","Orgc":{"name":"CUDESO","uuid":"55f6ea5e-2c60-40e5-964f-47a8950d210f"},
             "Attribute":[{"type":"ip-dst","category":"Network activity","value":"198.51.100.7","to_ids":true,
               "uuid":"5cf66f53-b5f8-43e7-be9a-49880a3b4632","Tag":[{"name":"PAP:RED"}]}],
             "Object":[{"name":"file","meta-category":"file","template_uuid":"688c46fb-5edb-40a3-8273-1af7923e2215",
               "Attribute":[{"type":"md5","object_relation":"md5","value":"d41d8cd98f00b204e9800998ecf8427e"}]}],
             "Tag":[{"name":"tlp:amber","colour":"#FFC000"},{"name":"osint:source-type=\\"blog-post\\""}]}}
            """;
}
