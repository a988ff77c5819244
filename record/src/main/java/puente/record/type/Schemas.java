package puente.record.type;

import java.util.Map;
import java.util.TreeMap;

/** Small JSON Schema trees. */
final class Schemas {
    private Schemas() {}

    static Map<String, Object> pattern(String pattern) {
        return Map.of("type", "string", "pattern", pattern);
    }

    static Map<String, Object> text(int maximum) {
        return Map.of("type", "string", "minLength", 1L, "maxLength", (long) maximum);
    }

    /** An object with exactly these properties; {@code required} names those that must be there. */
    static Map<String, Object> object(Map<String, Object> properties, String... required) {
        Map<String, Object> schema = new TreeMap<>();
        schema.put("type", "object");
        schema.put("properties", new TreeMap<>(properties));
        schema.put("additionalProperties", false);
        if (required.length > 0) {
            schema.put("required", java.util.List.of(required));
        } else {
            schema.put("minProperties", 1L);
        }
        return schema;
    }
}
