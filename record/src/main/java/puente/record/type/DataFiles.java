package puente.record.type;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import puente.record.Bilingual;

/** The lists that belong to this room, from its own resources. */
final class DataFiles {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private DataFiles() {}

    static boolean exists(String path) {
        return CodeList.class.getResource("/puente/record/" + path) != null;
    }

    static JsonNode yaml(String path) {
        try (InputStream in = CodeList.class.getResourceAsStream("/puente/record/" + path)) {
            if (in == null) {
                throw new IllegalArgumentException("there is no list " + path);
            }
            return YAML.readTree(in);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(path + " cannot be read", unreadable);
        }
    }

    static Bilingual bilingual(JsonNode node, String where) {
        if (!node.hasNonNull("en") || !node.hasNonNull("es")) {
            throw new IllegalStateException(where + ": a label needs en and es");
        }
        return new Bilingual(node.path("en").asText(), node.path("es").asText());
    }

    /** The labels and other names of an entry. */
    static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        names.add(node.path("en").asText());
        names.add(node.path("es").asText());
        node.path("also").forEach(alias -> names.add(alias.asText()));
        return names;
    }
}
