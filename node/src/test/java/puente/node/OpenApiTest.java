package puente.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.InputStream;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The document and the routes say the same, both ways; every reference in it leads somewhere; {@link ApiTest} holds it to a running node. */
class OpenApiTest {
    private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)\\}");

    private static JsonNode document;

    @BeforeAll
    static void read() throws Exception {
        try (InputStream in = LocalApi.class.getResourceAsStream("openapi.yaml")) {
            document = new YAMLMapper().readTree(in);
        }
    }

    /** {@code GET /health} and so on. */
    static TreeSet<String> documented() throws Exception {
        read();
        TreeSet<String> documented = new TreeSet<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(
                                method -> documented.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        return documented;
    }

    @Test
    void everyReference_leads() {
        document.findValuesAsText("$ref")
                .forEach(reference -> assertThat(
                                document.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse());
    }

    @Test
    void everyPathParameter_isDeclared() {
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    TreeSet<String> declared = new TreeSet<>();
                    operation.getValue().path("parameters").forEach(parameter -> {
                        JsonNode target = parameter.has("$ref")
                                ? document.at(parameter.path("$ref").asText().substring(1))
                                : parameter;
                        if (target.path("in").asText().equals("path")) {
                            declared.add(target.path("name").asText());
                        }
                    });
                    TreeSet<String> named = new TreeSet<>();
                    Matcher matcher = PARAMETER.matcher(path.getKey());
                    while (matcher.find()) {
                        named.add(matcher.group(1));
                    }
                    assertThat(declared).as(path.getKey()).isEqualTo(named);
                }));
    }
}
