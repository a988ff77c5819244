package puente.store;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import puente.record.Agency;
import puente.record.Handling;
import puente.record.Kinds;
import puente.record.Provenance;
import puente.record.Record;

/** Invented records; no person, vehicle or event here exists. */
public final class StoreSamples {
    private StoreSamples() {}

    /** A record of a kind from leniently written values. */
    public static Record record(UUID id, int version, String kind, String agency, String purpose, Map<String, ?> raw) {
        return new Record(
                id,
                version,
                kind,
                new Agency(agency),
                Instant.parse("2026-11-21T18:10:43.123Z"),
                new Handling(
                        Handling.Tlp.AMBER,
                        Set.of(),
                        Set.of(purpose),
                        Set.of(new Agency("us"), new Agency("mx")),
                        false,
                        Optional.of(LocalDate.of(2027, 1, 1)),
                        new Handling.Grading(Handling.Grading.Reliability.B, 2)),
                new Provenance("invented for a test", true),
                Kinds.standard().kind(kind).normalise(raw));
    }

    /** A sighting, different for each number: some 700 bytes, with place, period, plate and a sentence. */
    public static Record sighting(long number) {
        Map<String, Object> place = Map.of(
                "area", "MX-SIN/006", "lat", 24.0 + number % 1000 / 1000.0, "lon", -107.0 - number % 777 / 777.0);
        Map<String, Object> raw = new TreeMap<>(Map.of(
                "activityDate",
                LocalDate.of(2024, 1, 1).plusDays(number % 700).toString(),
                "sightingLocation",
                place,
                "sightingCategory",
                "vehicle",
                "sightingSource",
                "officer",
                "conveyanceRegistrationPlateIdentification",
                Map.of("plate", "VX" + (10_000 + number % 90_000), "issuer", "MX-SIN"),
                "activityDescriptionText",
                "Camioneta blanca con rumbo a Culiacán, dos ocupantes, vista por la patrulla " + number % 5000));
        return record(
                new UUID(0x0194e3a07b1c7000L + (number << 16), number ^ 0x8000_0000_0000_0000L),
                1,
                "sighting",
                "mx/fgr",
                "arms-trafficking",
                raw);
    }

    /** An observation of fentanyl weight. */
    public static Record observation(UUID id, int version, String area, String period, String value, String component) {
        return record(
                id,
                version,
                "observation",
                "us/cbp",
                "statistics",
                Map.of(
                        "indicator",
                        "us.cbp.drug-seizure-weight",
                        "area",
                        area,
                        "period",
                        period,
                        "calendar",
                        "calendar",
                        "value",
                        Map.of("value", value, "unit", "kg"),
                        "dimensions",
                        List.of("drug=fentanyl", "component=" + component)));
    }
}
