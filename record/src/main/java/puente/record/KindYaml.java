package puente.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import puente.record.type.FieldTypes;

/**
 * A kind from its YAML.
 *
 * <pre>{@code
 * name: vehicle
 * label: {en: Vehicle, es: Vehículo}
 * fields:
 *   - {name: vehicleIdentification, label: {en: VIN, es: NIV}, type: vin, niem: "nc:VehicleIdentification", index: key}
 *   - {name: evidence, label: {en: Evidence files, es: Archivos de evidencia}, type: evidence, repeated: true}
 * }</pre>
 *
 * {@code required}, {@code repeated} (both false), {@code niem} and {@code index} (none) may be left out. Unknown attributes
 * are refused; every problem found is reported, at {@code file:/fields/2/type}.
 */
public final class KindYaml {
    /** The largest file, in bytes. */
    public static final int MAXIMUM_BYTES = 256 * 1024;

    /** The most fields a kind may have. */
    public static final int MAXIMUM_FIELDS = 100;

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final Pattern KIND_NAME = Pattern.compile("[a-z]+(-[a-z]+)*");
    private static final Pattern FIELD_NAME = Pattern.compile("[a-z][A-Za-z0-9]*");
    private static final Pattern NIEM = Pattern.compile("[a-z][A-Za-z0-9-]*:[A-Z][A-Za-z0-9]*");
    private static final int MAXIMUM_NAME = 64;
    private static final Set<String> KIND_ATTRIBUTES = Set.of("name", "label", "fields");
    private static final Set<String> FIELD_ATTRIBUTES =
            Set.of("name", "label", "type", "required", "repeated", "niem", "index");

    private final String source;
    private final List<Problem> problems = new ArrayList<>();

    private KindYaml(String source) {
        this.source = source;
    }

    /**
     * Reads one kind.
     *
     * @param source the file's name, for positions
     * @throws ProblemException {@code record.kind.*}
     */
    public static Kind parse(byte[] yaml, String source) {
        if (yaml.length > MAXIMUM_BYTES) {
            throw new ProblemException(
                    Problem.of("record.kind.too-large", source, "maximum", MAXIMUM_BYTES, "size", yaml.length));
        }
        try {
            JsonNode root = YAML.readTree(yaml);
            return new KindYaml(source).kind(root);
        } catch (JsonProcessingException malformed) {
            int line = malformed.getLocation() == null
                    ? 1
                    : Math.max(1, malformed.getLocation().getLineNr());
            throw new ProblemException(Problem.of("record.kind.not-yaml", source + ":" + line));
        } catch (IOException impossible) {
            throw new UncheckedIOException("bytes in memory could not be read", impossible);
        }
    }

    private Kind kind(@Nullable JsonNode root) {
        if (root == null || !root.isObject()) {
            throw new ProblemException(Problem.of("record.kind.not-yaml", source + ":1"));
        }
        attributes(root, KIND_ATTRIBUTES, "");
        String name = name(root, KIND_NAME, "");
        Bilingual label = label(root, "");
        List<Field> fields = new ArrayList<>();
        Set<String> names = new HashSet<>();
        JsonNode list = root.path("fields");
        if (!list.isArray() || list.isEmpty() || list.size() > MAXIMUM_FIELDS) {
            problem("record.kind.fields", "/fields", "maximum", MAXIMUM_FIELDS);
        } else {
            for (int at = 0; at < list.size(); at++) {
                Field field = field(list.get(at), "/fields/" + at);
                if (field != null && !names.add(field.name())) {
                    problem("record.kind.field-twice", "/fields/" + at + "/name", "field", field.name());
                }
                if (field != null) {
                    fields.add(field);
                }
            }
        }
        if (!problems.isEmpty() || label == null) {
            throw new ProblemException(problems);
        }
        return new Kind(name, label, fields);
    }

    private @Nullable Field field(JsonNode node, String position) {
        if (!node.isObject()) {
            problem("record.kind.fields", position, "maximum", MAXIMUM_FIELDS);
            return null;
        }
        attributes(node, FIELD_ATTRIBUTES, position);
        String name = name(node, FIELD_NAME, position);
        Bilingual label = label(node, position);
        Optional<FieldType> type = FieldTypes.named(node.path("type").asText());
        if (type.isEmpty()) {
            problem("record.kind.type", position + "/type", "type", shown(node.path("type")));
        }
        boolean required = flag(node, "required", position);
        boolean repeated = flag(node, "repeated", position);
        String niem = node.path("niem").asText("");
        if (node.has("niem") && !NIEM.matcher(niem).matches()) {
            problem("record.kind.niem", position + "/niem", "value", shown(node.path("niem")));
        }
        Field.Indexed indexed = indexed(node, position);
        if (label == null || type.isEmpty()) {
            return null;
        }
        if (!fits(indexed, type.get())) {
            problem(
                    "record.kind.index-unfit",
                    position + "/index",
                    "index",
                    shown(node.path("index")),
                    "type",
                    type.get().name());
        }
        return new Field(
                name,
                label,
                type.get(),
                required,
                repeated,
                niem.isEmpty() ? Optional.empty() : Optional.of(niem),
                indexed);
    }

    private static boolean fits(Field.Indexed indexed, FieldType type) {
        return switch (indexed) {
            case PLACE -> type.name().equals("place") || type.name().equals("area");
            case PERIOD -> type.name().equals("date");
            case NONE, KEY, TEXT -> true;
        };
    }

    private Field.Indexed indexed(JsonNode node, String position) {
        if (!node.has("index")) {
            return Field.Indexed.NONE;
        }
        for (Field.Indexed each : Field.Indexed.values()) {
            if (each.name().toLowerCase(Locale.ROOT).equals(node.path("index").asText())) {
                return each;
            }
        }
        problem("record.kind.index", position + "/index", "value", shown(node.path("index")));
        return Field.Indexed.NONE;
    }

    private void attributes(JsonNode node, Set<String> allowed, String position) {
        for (Map.Entry<String, JsonNode> each : node.properties()) {
            if (!allowed.contains(each.getKey())) {
                String attribute = JsonPointers.escape(each.getKey());
                problem("record.kind.attribute", position + "/" + attribute, "attribute", attribute);
            }
        }
    }

    private String name(JsonNode node, Pattern pattern, String position) {
        String name = node.path("name").asText();
        if (name.length() > MAXIMUM_NAME || !pattern.matcher(name).matches()) {
            problem("record.kind.name", position + "/name", "value", shown(node.path("name")));
        }
        return name;
    }

    private @Nullable Bilingual label(JsonNode node, String position) {
        String en = node.path("label").path("en").asText();
        String es = node.path("label").path("es").asText();
        if (en.isBlank() || es.isBlank()) {
            problem("record.kind.label", position + "/label");
            return null;
        }
        return new Bilingual(en, es);
    }

    private boolean flag(JsonNode node, String attribute, String position) {
        JsonNode value = node.path(attribute);
        if (!value.isMissingNode() && !value.isBoolean()) {
            problem("record.kind.flag", position + "/" + attribute, "attribute", attribute);
        }
        return value.asBoolean();
    }

    private static String shown(JsonNode node) {
        return JsonPointers.escape(node.asText());
    }

    private void problem(String code, String position, Object... namesAndValues) {
        problems.add(Problem.of(code, source + ":" + position, namesAndValues));
    }
}
