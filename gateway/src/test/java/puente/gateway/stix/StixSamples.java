package puente.gateway.stix;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import puente.record.Agency;
import puente.record.Handling;
import puente.record.Kinds;
import puente.record.Provenance;
import puente.record.Record;

/** A record of each kind, and objects by other people's software. */
final class StixSamples {
    static final Agency FGR = new Agency("mx/fgr");
    static final Instant AT = Instant.parse("2026-11-21T18:10:43.120Z");
    static final Handling AMBER = new Handling(
            Handling.Tlp.AMBER_STRICT,
            Set.of(Handling.HandlingCode.H1),
            Set.of("arms-trafficking", "missing-persons"),
            Set.of(new Agency("us"), new Agency("mx/fgr")),
            true,
            Optional.of(LocalDate.of(2027, 1, 1)),
            new Handling.Grading(Handling.Grading.Reliability.B, 2));

    private static final String PROGRAMME = "0194e3a0-7b1c-7000-8000-000000000002";
    private static final List<Map<String, String>> TEXT = List.of(Map.of("language", "es", "text", "Inventado"));

    private static final Map<String, Map<String, Object>> RAW = Map.ofEntries(
            Map.entry(
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
                            false)),
            Map.entry("organization", Map.of("organizationName", "Transportes del Golfo S.A.")),
            Map.entry(
                    "vehicle",
                    Map.of(
                            "itemMakeName",
                            "Nissan",
                            "conveyanceRegistrationPlateIdentification",
                            List.of(Map.of("plate", "VXJ1234", "issuer", "MX-SIN")))),
            Map.entry(
                    "firearm",
                    Map.of("itemMakeName", "Colt", "itemSerialIdentification", "AB12345", "firearmCategory", "rifle")),
            Map.entry(
                    "seizure",
                    Map.of(
                            "activityDate",
                            "2026-03-02",
                            "itemSeizureLocation",
                            Map.of("area", "MX-SIN/006", "lat", 24.8, "lon", -107.4),
                            "itemSeizureCategory",
                            "drugs",
                            "substanceCategory",
                            "fentanyl")),
            Map.entry(
                    "firearm-recovery",
                    Map.of("activityDate", "2026-03-02", "itemRecoveryLocation", Map.of("area", "MX-SIN"))),
            Map.entry(
                    "incident",
                    Map.of(
                            "activityDate",
                            "2026-03-02",
                            "incidentCategory",
                            "kidnapping",
                            "incidentLocation",
                            Map.of("area", "MX-SIN"),
                            "incidentVictim",
                            List.of("0194e3a0-7b1c-7000-8000-000000000001"))),
            Map.entry(
                    "sighting",
                    Map.of(
                            "activityDate",
                            "2026-03-02",
                            "sightingLocation",
                            Map.of("area", "MX-SIN"),
                            "sightingCategory",
                            "vehicle")),
            Map.entry("shipment", Map.of("shipmentContentsDescriptionText", "Refacciones")),
            Map.entry(
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
                            Map.of("value", "12.5", "unit", "kg"))),
            Map.entry(
                    "programme",
                    Map.ofEntries(
                            Map.entry("programmeIdentification", "MX-FGR-1"),
                            Map.entry("titleText", TEXT),
                            Map.entry("activityDescriptionText", TEXT),
                            Map.entry("programmeStatus", "pipeline"),
                            Map.entry("plannedStartDate", "2027-01-01"),
                            Map.entry("area", List.of("MX-SIN")),
                            Map.entry("budgetAmount", "1000000 MXN"),
                            Map.entry("indicator", "mx.sesnsp.crime-victims"),
                            Map.entry("fundingOrganizationName", List.of("Una agencia")),
                            Map.entry("implementingOrganizationName", List.of("Otra agencia")))),
            Map.entry(
                    "fund-line",
                    Map.of(
                            "programme",
                            PROGRAMME,
                            "fundStage",
                            "obligated",
                            "fundTermText",
                            "comprometido",
                            "period",
                            "2027",
                            "calendar",
                            "calendar",
                            "amount",
                            "1000 MXN")),
            Map.entry(
                    "contract",
                    Map.ofEntries(
                            Map.entry("programme", PROGRAMME),
                            Map.entry("processIdentification", "ocds-07smqs-1"),
                            Map.entry("contractIdentification", "C-1"),
                            Map.entry("titleText", TEXT),
                            Map.entry("contractStatus", "active"),
                            Map.entry("procurementCategory", "goods"),
                            Map.entry("procurementMethod", "open"),
                            Map.entry("buyerOrganizationName", "Una agencia"),
                            Map.entry("supplierOrganizationName", List.of("Una empresa")),
                            Map.entry("awardDate", "2027-01-15"),
                            Map.entry("awardAmount", "1000 MXN"))),
            Map.entry(
                    "delivery",
                    Map.of(
                            "programme",
                            PROGRAMME,
                            "deliveryCategory",
                            "training",
                            "activityDate",
                            "2027-02-03",
                            "area",
                            "MX-SIN",
                            "itemDescriptionText",
                            TEXT)),
            Map.entry(
                    "evaluation-registration",
                    Map.ofEntries(
                            Map.entry("programme", PROGRAMME),
                            Map.entry("indicator", "mx.sesnsp.crime-victims"),
                            Map.entry("treatedArea", "MX-SIN"),
                            Map.entry("calendar", "calendar"),
                            Map.entry("firstPeriod", "2027-01"),
                            Map.entry("lastPeriod", "2027-12"),
                            Map.entry("evaluationMethod", "interrupted-time-series"),
                            Map.entry("effectDirection", "fall"),
                            Map.entry("leastEffect", "10 percent"),
                            Map.entry("confidenceLevel", "95 percent"),
                            Map.entry("statementText", TEXT))),
            Map.entry(
                    "request",
                    Map.of(
                            "requestCategory",
                            "firearm-trace",
                            "requestedAgency",
                            "us/atf",
                            "activityDate",
                            "2026-09-03",
                            "dueDate",
                            "2026-10-03",
                            "legalBasisText",
                            TEXT,
                            "requestText",
                            TEXT)),
            Map.entry(
                    "request-answer",
                    Map.of(
                            "request",
                            PROGRAMME,
                            "requestOutcome",
                            "refused",
                            "activityDate",
                            "2026-09-20",
                            "reasonText",
                            TEXT)),
            Map.entry(
                    "tip",
                    Map.of(
                            "tipChannel",
                            "telephone",
                            "incidentCategory",
                            "extortion",
                            "area",
                            "MX-SIN",
                            "activityDate",
                            "2026-09-03")));

    private StixSamples() {}

    static Stream<Record> records() {
        return Kinds.standard().all().stream().map(kind -> record(kind.name()));
    }

    static Record record(String kind) {
        return new Record(
                UUID.nameUUIDFromBytes(kind.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                2,
                kind,
                FGR,
                AT,
                AMBER,
                new Provenance("invented for a test", true),
                Kinds.standard().kind(kind).normalise(RAW.getOrDefault(kind, Map.of())));
    }

    static final String INDICATOR = """
            {"type":"indicator","spec_version":"2.1","id":"indicator--8e2e2d2b-17d4-4cbf-938f-98ee46b3cd3f",
             "created":"2016-04-29T14:09:00.000Z","modified":"2016-04-29T14:09:00.000123Z","name":"Poison Ivy",
             "pattern":"[ipv4-addr:value = '198.51.100.1']","pattern_type":"stix","valid_from":"2016-01-01T00:00:00Z",
             "labels":["x"],"confidence":70,"object_marking_refs":["marking-definition--f88d31f6-486f-44da-b317-01333bde0b82"],
             "extensions":{"extension-definition--d83fce45-ef58-4c6c-a3f4-1fbc32e98c6e":
               {"extension_type":"property-extension","rank":5,"toxicity":8.25}}}
            """;
}
