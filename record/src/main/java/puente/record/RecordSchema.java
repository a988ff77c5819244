package puente.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** JSON Schema (2020-12) of a kind's records. */
final class RecordSchema {
    private static final String AGENCY = "^[a-z]{2,8}(/[a-z0-9][a-z0-9-]{0,31})?$";

    private RecordSchema() {}

    static Map<String, Object> of(Kind kind) {
        Map<String, Object> properties = new TreeMap<>();
        properties.put("agency", Map.of("type", "string", "pattern", AGENCY));
        properties.put("fields", fields(kind));
        properties.put("handling", handling());
        properties.put("id", Map.of("type", "string", "pattern", "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"));
        properties.put("kind", Map.of("const", kind.name()));
        properties.put(
                "provenance",
                object(
                        Map.of(
                                "source",
                                Map.of("type", "string", "minLength", 1L, "maxLength", (long)
                                        Provenance.MAXIMUM_SOURCE),
                                "synthetic",
                                Map.of("type", "boolean")),
                        List.of("source", "synthetic")));
        properties.put(
                "recordedAt",
                Map.of(
                        "type",
                        "string",
                        "pattern",
                        "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}Z$"));
        properties.put("version", Map.of("type", "integer", "minimum", 1L, "maximum", (long) Integer.MAX_VALUE));
        Map<String, Object> schema = object(properties, List.copyOf(properties.keySet()));
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("$id", "urn:puente:kind:" + kind.name());
        schema.put("title", kind.label().en() + " · " + kind.label().es());
        return schema;
    }

    private static Map<String, Object> fields(Kind kind) {
        Map<String, Object> properties = new TreeMap<>();
        List<String> required = new ArrayList<>();
        for (Field field : kind.fields()) {
            Map<String, Object> value = new TreeMap<>(field.type().jsonSchema());
            if (field.repeated()) {
                Map<String, Object> list = new TreeMap<>();
                list.put("type", "array");
                list.put("items", value);
                list.put("minItems", 1L);
                list.put("maxItems", (long) Field.MAXIMUM_REPETITIONS);
                list.put("uniqueItems", true);
                value = list;
            }
            value.put("title", field.label().en() + " · " + field.label().es());
            if (field.niem().isPresent()) {
                value.put("$comment", "NIEM 6.0 " + field.niem().get());
            }
            properties.put(field.name(), value);
            if (field.required()) {
                required.add(field.name());
            }
        }
        return object(properties, required);
    }

    private static Map<String, Object> handling() {
        Map<String, Object> properties = new TreeMap<>();
        properties.put("audience", texts(Map.of("type", "string", "pattern", AGENCY)));
        properties.put("codes", texts(Map.of("enum", List.of("H1", "H2", "H3"))));
        properties.put("grading", Map.of("type", "string", "pattern", "^[ABCX][1-4]$"));
        properties.put("originatorConsent", Map.of("type", "boolean"));
        properties.put("purposes", texts(Map.of("type", "string", "pattern", "^[a-z][a-z0-9-]{0,39}$")));
        properties.put("retainUntil", Map.of("type", "string", "pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"));
        properties.put("tlp", Map.of("enum", List.of("CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED")));
        return object(properties, List.of("audience", "codes", "grading", "originatorConsent", "purposes", "tlp"));
    }

    private static Map<String, Object> texts(Map<String, Object> item) {
        return Map.of("type", "array", "items", item, "uniqueItems", true, "maxItems", (long) Handling.MAXIMUM_MEMBERS);
    }

    private static Map<String, Object> object(Map<String, Object> properties, List<String> required) {
        Map<String, Object> schema = new TreeMap<>();
        schema.put("type", "object");
        schema.put("additionalProperties", false);
        schema.put("properties", properties);
        schema.put("required", required);
        return schema;
    }
}
