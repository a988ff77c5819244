package puente.agreement;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import puente.record.Bilingual;

/**
 * A YAML mapping read member by member. What is absent, malformed or unknown is noted in the file's problems and reading
 * goes on with a harmless value, so that one pass finds everything; the caller discards the result if anything was noted.
 */
final class YamlMapping {
    /** The longest single text, in characters. */
    static final int TEXT_MAX = 10_000;

    /** The most entries of one list or mapping. */
    static final int ENTRIES_MAX = 1_000;

    private static final Pattern INTEGER = Pattern.compile("[0-9]{1,9}");

    private final YamlFile file;
    private final String path;
    private final Node node;
    private final Map<String, Node> members = new LinkedHashMap<>();
    private final Map<String, Node> keys = new LinkedHashMap<>();
    private final Set<String> asked = new HashSet<>();

    private YamlMapping(YamlFile file, String path, MappingNode node) {
        this.file = file;
        this.path = path;
        this.node = node;
        for (NodeTuple tuple : node.getValue()) {
            String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
            if (key.isEmpty()) {
                file.note("agreement.yaml.key", tuple.getKeyNode(), path);
            } else if (members.putIfAbsent(key, tuple.getValueNode()) != null) {
                file.note("agreement.yaml.duplicate-key", tuple.getKeyNode(), field(key), "key", key);
            } else {
                keys.put(key, tuple.getKeyNode());
            }
        }
        if (members.size() > ENTRIES_MAX) {
            file.note("agreement.yaml.too-many", node, path, "most", ENTRIES_MAX);
        }
    }

    static Optional<YamlMapping> of(YamlFile file, String path, Node node) {
        if (node instanceof MappingNode mapping) {
            return Optional.of(new YamlMapping(file, path, mapping));
        }
        file.note("agreement.yaml.not-a-mapping", node, path);
        return Optional.empty();
    }

    /** Where a member stands, or, if it is absent, where the mapping begins. */
    String position(String name) {
        return file.position(members.getOrDefault(name, node), field(name));
    }

    /** Notes a problem with a member. */
    void note(String code, String name, Object... namesAndValues) {
        file.note(code, members.getOrDefault(name, node), field(name), namesAndValues);
    }

    boolean has(String name) {
        return members.containsKey(name);
    }

    /** The keys, for a mapping whose keys are names. */
    Set<String> names() {
        return members.keySet();
    }

    String text(String name) {
        Optional<Node> value = required(name);
        return value.isEmpty() ? "" : scalar(value.get(), name);
    }

    String text(String name, String otherwise) {
        Optional<Node> value = optional(name);
        return value.isEmpty() ? otherwise : scalar(value.get(), name);
    }

    /** A whole number from 1 to a most. */
    int number(String name, int most) {
        Optional<Node> value = required(name);
        if (value.isEmpty()) {
            return 1;
        }
        String text = scalar(value.get(), name);
        int number = INTEGER.matcher(text).matches() ? Integer.parseInt(text) : 0;
        if (number < 1 || number > most) {
            note("agreement.yaml.number", name, "value", clip(text), "most", most);
            return 1;
        }
        return number;
    }

    boolean flag(String name) {
        Optional<Node> value = optional(name);
        if (value.isEmpty()) {
            return false;
        }
        String text = scalar(value.get(), name);
        if (!text.equals("true") && !text.equals("false")) {
            note("agreement.yaml.flag", name, "value", clip(text));
        }
        return text.equals("true");
    }

    LocalDate date(String name) {
        return required(name).flatMap(value -> date(value, name)).orElse(LocalDate.EPOCH);
    }

    Optional<LocalDate> optionalDate(String name) {
        return optional(name).flatMap(value -> date(value, name));
    }

    private Optional<LocalDate> date(Node value, String name) {
        String text = scalar(value, name);
        try {
            LocalDate date = LocalDate.parse(text);
            if (date.getYear() >= 1900 && date.getYear() <= 9999) {
                return Optional.of(date);
            }
        } catch (DateTimeParseException malformed) {
            // Falls to the note below: the reason is the same for a malformed and for an absurd date.
        }
        note("agreement.yaml.date", name, "value", clip(text));
        return Optional.empty();
    }

    /** A text in both languages. */
    Bilingual bilingual(String name) {
        Optional<YamlMapping> texts = required(name).flatMap(value -> of(file, field(name), value));
        if (texts.isEmpty()) {
            return new Bilingual("?", "?");
        }
        String english = texts.get().language("en");
        String spanish = texts.get().language("es");
        texts.get().finish();
        return new Bilingual(english, spanish);
    }

    private String language(String language) {
        Optional<Node> value = optional(language);
        if (value.isEmpty()) {
            file.note("agreement.yaml.language-missing", node, field(language), "language", language);
            return "?";
        }
        String text = scalar(value.get(), language).strip();
        if (text.isEmpty()) {
            file.note("agreement.yaml.language-missing", value.get(), field(language), "language", language);
            return "?";
        }
        return text;
    }

    Optional<YamlMapping> mapping(String name) {
        return required(name).flatMap(value -> of(file, field(name), value));
    }

    Optional<YamlMapping> optionalMapping(String name) {
        return optional(name).flatMap(value -> of(file, field(name), value));
    }

    /** A list of scalars without repetition, in the order written; {@code [all]} stands for the word {@code all} alone. */
    List<String> list(String name) {
        Optional<Node> value = required(name);
        return value.isEmpty() ? List.of() : list(value.get(), name, false);
    }

    List<String> listOrAll(String name) {
        Optional<Node> value = required(name);
        return value.isEmpty() ? List.of() : list(value.get(), name, true);
    }

    List<String> optionalList(String name) {
        Optional<Node> value = optional(name);
        return value.isEmpty() ? List.of() : list(value.get(), name, false);
    }

    private List<String> list(Node value, String name, boolean all) {
        if (all && value instanceof ScalarNode scalar && scalar.getValue().equals("all")) {
            return List.of("all");
        }
        if (!(value instanceof SequenceNode sequence)
                || sequence.getValue().isEmpty()
                || sequence.getValue().size() > ENTRIES_MAX) {
            note(all ? "agreement.yaml.list-or-all" : "agreement.yaml.list", name, "most", ENTRIES_MAX);
            return List.of();
        }
        List<String> found = new ArrayList<>();
        for (Node each : sequence.getValue()) {
            String text = scalar(each, name);
            if (found.contains(text)) {
                file.note("agreement.yaml.repeated", each, field(name), "value", clip(text));
            }
            found.add(text);
        }
        return found;
    }

    /** Notes every member nobody asked for. */
    void finish() {
        for (Map.Entry<String, Node> each : keys.entrySet()) {
            if (!asked.contains(each.getKey())) {
                file.note("agreement.yaml.unknown-member", each.getValue(), field(clip(each.getKey())));
            }
        }
    }

    private Optional<Node> required(String name) {
        Optional<Node> value = optional(name);
        if (value.isEmpty()) {
            file.note("agreement.yaml.missing-member", node, field(name));
        }
        return value;
    }

    private Optional<Node> optional(String name) {
        asked.add(name);
        return Optional.ofNullable(members.get(name));
    }

    private String scalar(Node value, String name) {
        if (!(value instanceof ScalarNode scalar) || Tag.NULL.equals(value.getTag())) {
            file.note("agreement.yaml.not-a-text", value, field(name));
            return "";
        }
        if (scalar.getValue().length() > TEXT_MAX) {
            file.note("agreement.yaml.text-too-long", value, field(name), "most", TEXT_MAX);
            return "";
        }
        return scalar.getValue();
    }

    private String field(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    /** What a message may quote of a hostile input. */
    static String clip(String text) {
        return text.length() <= 64 ? text : text.substring(0, 63) + "…";
    }
}
