package puente.record;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import puente.record.Handling.Grading;
import puente.record.Handling.HandlingCode;
import puente.record.Handling.Tlp;

/** Invented records; no person here exists. */
final class Samples {
    static final Handling HANDLING = new Handling(
            Tlp.AMBER_STRICT,
            Set.of(HandlingCode.H1),
            Set.of("arms-trafficking", "judicial-cooperation"),
            Set.of(new Agency("us/atf"), new Agency("mx")),
            true,
            Optional.of(LocalDate.of(2027, 1, 1)),
            new Grading(Grading.Reliability.B, 2));

    static final Map<String, Object> PERSON = Map.ofEntries(
            Map.entry("personName", "De la Cruz Mora, María José"),
            Map.entry("personBirthDate", "1984-3-9"),
            Map.entry("personSexCode", "Mujer"),
            Map.entry("personNationalityCountry", "México"),
            Map.entry("contactTelephoneNumber", List.of("+52 1 667 123 4567", "+1 (213) 555-0123")),
            Map.entry(
                    "personResidenceLocation",
                    Map.of("area", "mx-sin/006", "lat", "24.80", "lon", -107L, "name", "Col. Centro")),
            Map.entry(
                    "personOtherIdentification", Map.of("type", "Pasaporte", "issuer", "MX", "number", "g 1234-5678")),
            Map.entry("personMinorIndicator", "no"));

    static final Map<String, Object> OBSERVATION = Map.of(
            "indicator", "us.cbp.drug-seizure-weight",
            "area", "US-CBP/san-diego-field-office",
            "period", "2024-09",
            "calendar", "calendar",
            "value", Map.of("value", "1204.5", "unit", "lb"),
            "dimensions", List.of("drug=fentanyl", "component=ofo"));

    private Samples() {}

    static Record record(String kind, Map<String, ?> raw) {
        return new Record(
                UUID.fromString("0194e3a0-7b1c-7000-8000-0123456789ab"),
                1,
                kind,
                new Agency("mx/fgr"),
                Instant.parse("2026-11-21T18:10:43.123456Z"),
                HANDLING,
                new Provenance("invented for a test", true),
                Kinds.standard().kind(kind).normalise(raw));
    }

    /** One complete leniently written value for every field of a kind. */
    static Map<String, Object> full(Kind kind) {
        Map<String, Object> raw = new TreeMap<>();
        for (Field field : kind.fields()) {
            raw.put(field.name(), lenient(field.type()));
        }
        return raw;
    }

    static Object lenient(FieldType type) {
        String name = type.name();
        String family = name.indexOf('(') < 0 ? name : name.substring(0, name.indexOf('('));
        return switch (family) {
            case "person-name" -> "de la Torre Núñez, Ana";
            case "date" -> "20240229";
            case "instant" -> "2026-11-21T11:10:43-07:00";
            case "area" -> "Sinaloa";
            case "place" -> Map.of("area", "US-TX", "lat", 31.75, "lon", -106.5, "name", "Puente  Libre");
            case "curp" -> "gomc 900514 hdfrrl 06";
            case "rfc" -> name.contains("company") ? "zzz-010203-ab7" : "gomc 900514 ab2";
            case "vin" -> "1m8gdm9axkp042788";
            case "plate" -> Map.of("plate", "abc-123-a", "issuer", "MX-SIN");
            case "firearm-serial" -> "ff-53*97c";
            case "phone" -> "+52 667 123 4567";
            case "document" -> Map.of("type", "passport", "number", "g1234");
            case "quantity" ->
                switch (name) {
                    case "quantity(persons)" -> "1,204 personas";
                    case "quantity(ratio)" -> "12.5 percent";
                    default -> "1,204.50 lbs";
                };
            case "money" -> "1500 mxn";
            case "code" -> type.jsonSchema().get("enum") instanceof List<?> codes ? codes.getFirst() : "";
            case "reference" -> "0194E3A0-7B1C-7000-8000-0123456789AB";
            case "evidence" -> "sha256:" + "ab".repeat(32);
            case "text" -> Map.of("language", "es", "text", "Sin  novedad\r\n");
            case "line" -> "  Una   línea ";
            case "integer" -> "17";
            case "marker" -> "Sí";
            case "indicator" -> "mx.sesnsp.victims";
            case "dimension" -> "Title of Authority=Title 42";
            default -> throw new AssertionError("no sample for " + name);
        };
    }
}
