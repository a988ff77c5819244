package puente.cli.demo;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Invented records that the check shares, one for each thing it wants to see, in the JSON form of the API. All are marked synthetic;
 * nothing in them is anyone's.
 */
final class Samples {
    private static final String SOURCE = "puente demo --check";

    private Samples() {}

    /** A record of an agency, for these purposes, that both parties may hold. */
    static Map<String, Object> record(String agency, String kind, List<String> purposes, Map<String, Object> fields) {
        Map<String, Object> handling = new LinkedHashMap<>();
        handling.put("tlp", "AMBER");
        handling.put("codes", List.of());
        handling.put("purposes", purposes.stream().sorted().toList());
        handling.put("audience", List.of("mx", "us"));
        handling.put("originatorConsent", false);
        handling.put("grading", "B2");
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("id", UUID.randomUUID().toString());
        record.put("version", 1);
        record.put("kind", kind);
        record.put("agency", agency);
        record.put("recordedAt", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
        record.put("handling", handling);
        record.put("provenance", Map.of("source", SOURCE, "synthetic", true));
        record.put("fields", fields);
        return record;
    }

    static String id(Map<String, Object> record) {
        return String.valueOf(record.get("id"));
    }

    static Map<String, Object> seizure(String agency, String kilograms) {
        return record(agency, "seizure", List.of("drug-trafficking", "organised-crime"), seizureFields(kilograms));
    }

    static Map<String, Object> seizureFields(String kilograms) {
        return Map.of(
                "activityDate", "2026-05-02",
                "itemSeizureLocation", Map.of("area", "US-CA", "name", "Otay Mesa"),
                "itemSeizureCategory", "drugs",
                "substanceCategory", "fentanyl",
                "substanceQuantityMeasure", Map.of("unit", "kg", "value", kilograms),
                "activityDescriptionText", "Synthetic: found behind a false wall.");
    }

    /** A stolen vehicle whose owner the agreement withholds. */
    static Map<String, Object> vehicle(String agency) {
        return record(
                agency,
                "vehicle",
                List.of("organised-crime"),
                Map.of(
                        "itemMakeName", "Nissan",
                        "itemModelName", "Tsuru",
                        "itemStatus", "stolen",
                        "itemStatusDate", "2026-04-11",
                        "itemOwner", UUID.randomUUID().toString()));
    }

    /** A person helped in the desert: whatever else its handling says, it is a rescue. */
    static Map<String, Object> rescued(String agency) {
        return record(
                agency,
                "person",
                List.of("humanitarian-rescue", "organised-crime"),
                Map.of("personDescriptionText", "Synthetic: found dehydrated.", "personRole", List.of("rescued")));
    }

    static Map<String, Object> minor(String agency) {
        return record(
                agency,
                "person",
                List.of("missing-persons", "organised-crime"),
                Map.of("personMinorIndicator", true, "personRole", List.of("subject")));
    }

    /** An adult under investigation: two officers must approve. */
    static Map<String, Object> suspect(String agency) {
        return record(
                agency,
                "person",
                List.of("organised-crime"),
                Map.of(
                        "personDescriptionText", "Synthetic: driver of the second car.",
                        "personRole", List.of("subject"),
                        "personResidenceLocation", Map.of("area", "US-TX", "name", "Laredo")));
    }

    /** One figure of an invented series. */
    static Map<String, Object> observation(String agency, int number) {
        return record(
                agency,
                "observation",
                List.of("statistics"),
                Map.of(
                        "indicator",
                        "us.cbp.drug-seizure-events",
                        "area",
                        "US-CA",
                        "period",
                        String.format(java.util.Locale.ROOT, "%04d-%02d", 1900 + number / 12 % 90, 1 + number % 12),
                        "calendar",
                        "calendar",
                        "value",
                        Map.of("unit", "events", "value", Integer.toString(number)),
                        "dimensions",
                        List.of("drug=other")));
    }
}
