package puente.gateway;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import puente.record.Bilingual;
import puente.record.Problem;
import puente.record.ProblemException;

/** A place in a YAML document, read strictly: what is missing, unknown or of another type is refused with its position. */
record YamlNode(String document, String pointer, JsonNode json) {
    private static final YAMLMapper YAML = YAMLMapper.builder(YAMLFactory.builder()
                    .enable(com.fasterxml.jackson.core.StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** The root of a document that is a map. */
    static YamlNode read(String document, byte[] yaml) {
        try {
            JsonNode root = YAML.readTree(yaml);
            YamlNode node = new YamlNode(document, "", root);
            if (!root.isObject()) {
                throw node.refusal("gateway.mapping.type", "expected", "{…}");
            }
            return node;
        } catch (JsonProcessingException malformed) {
            JsonLocation at = malformed.getLocation();
            String position = document + (at == null ? "" : ":" + at.getLineNr() + ":" + at.getColumnNr());
            throw new ProblemException(Problem.of(
                    "gateway.mapping.malformed",
                    position,
                    "mapping",
                    document,
                    "reason",
                    String.valueOf(malformed.getOriginalMessage())
                            .lines()
                            .findFirst()
                            .orElse("")));
        } catch (IOException unreadable) {
            throw TextInput.refusal(document, 1, unreadable);
        }
    }

    ProblemException refusal(String code, Object... arguments) {
        Object[] all = new Object[arguments.length + 4];
        all[0] = "mapping";
        all[1] = document;
        all[2] = "member";
        all[3] = pointer.isEmpty() ? "/" : pointer;
        System.arraycopy(arguments, 0, all, 4, arguments.length);
        return new ProblemException(Problem.of(code, document + ":" + pointer, all));
    }

    /** Refuses members beyond these. */
    YamlNode only(String... known) {
        Set<String> names = Set.of(known);
        for (Map.Entry<String, YamlNode> each : map().entrySet()) {
            if (!names.contains(each.getKey())) {
                throw each.getValue().refusal("gateway.mapping.unknown-member", "known", String.join(", ", known));
            }
        }
        return this;
    }

    boolean has(String name) {
        return json.has(name);
    }

    YamlNode at(String name) {
        return find(name)
                .orElseThrow(
                        () -> new YamlNode(document, pointer + "/" + name, json).refusal("gateway.mapping.missing"));
    }

    Optional<YamlNode> find(String name) {
        JsonNode found = json.get(name);
        return found == null ? Optional.empty() : Optional.of(new YamlNode(document, pointer + "/" + name, found));
    }

    String text() {
        if (!json.isValueNode() || json.isNull() || json.asText().isBlank()) {
            throw refusal("gateway.mapping.type", "expected", "\"…\"");
        }
        return json.asText();
    }

    boolean bool() {
        if (!json.isBoolean()) {
            throw refusal("gateway.mapping.type", "expected", "true, false");
        }
        return json.asBoolean();
    }

    Bilingual bilingual() {
        only("en", "es");
        return new Bilingual(at("en").text(), at("es").text());
    }

    List<YamlNode> list() {
        if (!json.isArray() || json.isEmpty()) {
            throw refusal("gateway.mapping.type", "expected", "[…]");
        }
        List<YamlNode> all = new ArrayList<>();
        for (JsonNode each : json) {
            all.add(new YamlNode(document, pointer + "/" + all.size(), each));
        }
        return all;
    }

    List<String> texts() {
        return list().stream().map(YamlNode::text).toList();
    }

    Map<String, YamlNode> map() {
        if (!json.isObject() || json.isEmpty()) {
            throw refusal("gateway.mapping.type", "expected", "{…}");
        }
        Map<String, YamlNode> all = new LinkedHashMap<>();
        json.properties()
                .forEach(each ->
                        all.put(each.getKey(), new YamlNode(document, pointer + "/" + each.getKey(), each.getValue())));
        return all;
    }

    /** As a tree of Java values. */
    Map<String, Object> tree() {
        map();
        return YAML.convertValue(json, new com.fasterxml.jackson.core.type.TypeReference<Map<String, Object>>() {});
    }
}
