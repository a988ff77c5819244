package puente.gateway.stix;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import puente.record.Field;
import puente.record.Kind;

/** The published schemas as they follow from the kinds; what is published is a file, so that a change of a kind is seen as one. */
final class StixSchemas {
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    private StixSchemas() {}

    static byte[] write(Map<String, Object> schema) {
        try {
            return (JSON.writeValueAsString(schema) + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    static Map<String, Object> of(Kind kind) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required =
                new ArrayList<>(List.of("record_id", "record_version", "recorded_at", "agency", "source", "synthetic"));
        properties.put("record_id", Map.of("type", "string", "pattern", "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"));
        properties.put("record_version", new TreeMap<>(Map.of("type", "integer", "minimum", 1)));
        properties.put("recorded_at", Map.of("type", "string", "pattern", "\\.[0-9]{3}Z$"));
        properties.put("agency", Map.of("type", "string", "pattern", "^[a-z]{2,8}(/[a-z0-9][a-z0-9-]{0,31})?$"));
        properties.put("source", new TreeMap<>(Map.of("type", "string", "minLength", 1, "maxLength", 500)));
        properties.put("synthetic", Map.of("type", "boolean"));
        for (Field field : kind.fields()) {
            Object value = renamed(field.type().jsonSchema());
            Map<String, Object> property = new LinkedHashMap<>();
            property.put("title", field.label().en() + " · " + field.label().es());
            if (field.repeated()) {
                property.put("type", "array");
                property.put("minItems", 1);
                property.put("maxItems", Field.MAXIMUM_REPETITIONS);
                property.put("items", value);
            } else {
                property.putAll(StixSchemas.map(value));
            }
            properties.put(Names.snake(field.name()), property);
            if (field.required()) {
                required.add(Names.snake(field.name()));
            }
        }
        Map<String, Object> schema =
                head(kind.name(), kind.label().en() + " · " + kind.label().es());
        if (!StixExtensions.isNew(kind.name())) {
            properties.put("extension_type", Map.of("const", "property-extension"));
            schema.put("additionalProperties", false);
        } else {
            properties.put("type", Map.of("const", StixExtensions.type(kind.name())));
        }
        schema.put("properties", properties);
        schema.put("required", required);
        return schema;
    }

    static Map<String, Object> handling() {
        Map<String, Object> texts = new TreeMap<>(Map.of("type", "array", "minItems", 1, "maxItems", 64));
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("extension_type", Map.of("const", "property-extension"));
        properties.put("tlp", Map.of("enum", List.of("CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED")));
        properties.put("codes", with(texts, Map.of("enum", List.of("H1", "H2", "H3"))));
        properties.put(
                "purposes", with(texts, new TreeMap<>(Map.of("type", "string", "pattern", "^[a-z][a-z0-9-]{0,39}$"))));
        properties.put(
                "audience",
                with(
                        texts,
                        new TreeMap<>(Map.of("type", "string", "pattern", "^[a-z]{2,8}(/[a-z0-9][a-z0-9-]{0,31})?$"))));
        properties.put("originator_consent", Map.of("type", "boolean"));
        properties.put(
                "retain_until", new TreeMap<>(Map.of("type", "string", "pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$")));
        properties.put("grading", new TreeMap<>(Map.of("type", "string", "pattern", "^[ABCX][1-4]$")));
        Map<String, Object> schema = head("handling", "Handling · Manejo");
        schema.put("additionalProperties", false);
        schema.put("properties", properties);
        schema.put("required", List.of("extension_type", "tlp", "originator_consent", "grading"));
        return schema;
    }

    private static Map<String, Object> with(Map<String, Object> texts, Map<String, Object> items) {
        Map<String, Object> all = new TreeMap<>(texts);
        all.put("items", items);
        return all;
    }

    private static Map<String, Object> head(String name, String title) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("$id", "urn:puente:stix:" + name);
        schema.put("title", title);
        schema.put("type", "object");
        return schema;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    /** Names of members in STIX's spelling, wherever a schema names members. */
    private static Object renamed(Object schema) {
        return switch (schema) {
            case Map<?, ?> map -> {
                Map<String, Object> renamed = new TreeMap<>();
                map.forEach((name, value) -> renamed.put(
                        name.toString(),
                        switch (name.toString()) {
                            case "properties", "dependentRequired" -> members(value);
                            case "required" -> names(value);
                            default -> renamed(value);
                        }));
                yield renamed;
            }
            case List<?> list -> list.stream().map(StixSchemas::renamed).toList();
            default -> schema;
        };
    }

    private static Object members(Object value) {
        Map<String, Object> renamed = new TreeMap<>();
        map(value)
                .forEach((name, each) ->
                        renamed.put(Names.snake(name), each instanceof List<?> ? names(each) : renamed(each)));
        return renamed;
    }

    private static Object names(Object value) {
        return value instanceof java.util.Collection<?> list
                ? list.stream()
                        .map(each -> Names.snake(each.toString()))
                        .sorted()
                        .toList()
                : value;
    }
}
