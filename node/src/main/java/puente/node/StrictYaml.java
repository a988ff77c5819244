package puente.node;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import puente.record.Problem;
import puente.record.ProblemException;

/**
 * A YAML mapping read key by key, that remembers which keys were asked for: what is left at the end is unknown, and refused
 * with its line. Only the document's tree is built, never objects, and aliases are refused.
 */
final class StrictYaml {
    /** Deepest nesting accepted. */
    static final int DEPTH_MAX = 8;

    private final String file;
    private final int line;
    private final Map<String, NodeTuple> entries = new LinkedHashMap<>();
    private final TreeSet<String> asked = new TreeSet<>();
    private final List<StrictYaml> sections = new ArrayList<>();
    private final List<Problem> problems;

    private StrictYaml(String file, Node node, List<Problem> problems) {
        this.file = file;
        this.line = line(node);
        this.problems = problems;
        if (!(node instanceof MappingNode mapping)) {
            problems.add(Problem.of("node.configuration.form", at(line), "expected", "key: value"));
            return;
        }
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                problems.add(Problem.of("node.configuration.form", at(line(tuple.getKeyNode())), "expected", "key"));
            } else if (entries.putIfAbsent(key.getValue(), tuple) != null) {
                problems.add(Problem.of("node.configuration.twice", at(line(key)), "key", key.getValue()));
            }
        }
    }

    /** Reads a document; {@code file} is what positions begin with. */
    static StrictYaml read(String file, String text) {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(0);
        options.setNestingDepthLimit(DEPTH_MAX);
        options.setCodePointLimit(NodeConfiguration.CONFIGURATION_BYTES_MAX);
        try {
            Node root = new Yaml(options).compose(new java.io.StringReader(text));
            if (root == null) {
                throw new ProblemException(
                        Problem.of("node.configuration.form", file + ":1", "expected", "key: value"));
            }
            return new StrictYaml(file, root, new ArrayList<>());
        } catch (MarkedYAMLException malformed) {
            int line = malformed.getProblemMark() == null
                    ? 1
                    : malformed.getProblemMark().getLine() + 1;
            throw new ProblemException(Problem.of(
                    "node.configuration.yaml", file + ":" + line, "reason", String.valueOf(malformed.getProblem())));
        } catch (YAMLException malformed) {
            throw new ProblemException(Problem.of(
                    "node.configuration.yaml", file + ":1", "reason", String.valueOf(malformed.getMessage())));
        }
    }

    private static int line(Node node) {
        return node.getStartMark() == null ? 1 : node.getStartMark().getLine() + 1;
    }

    private String at(int atLine) {
        return file + ":" + atLine;
    }

    /** Where a key stands, or this section where the key is absent. */
    String position(String key) {
        NodeTuple tuple = entries.get(key);
        return at(tuple == null ? line : line(tuple.getKeyNode()));
    }

    void problem(Problem problem) {
        problems.add(problem);
    }

    Optional<String> text(String key) {
        asked.add(key);
        NodeTuple tuple = entries.get(key);
        if (tuple == null || isNull(tuple.getValueNode())) {
            return Optional.empty();
        }
        if (tuple.getValueNode() instanceof ScalarNode scalar) {
            return Optional.of(scalar.getValue());
        }
        problems.add(Problem.of("node.configuration.value", position(key), "key", key, "expected", "text"));
        return Optional.empty();
    }

    /** A required text; the empty string, and a problem noted, where it is absent. */
    String required(String key) {
        Optional<String> value = text(key);
        if (value.isEmpty() || value.get().isBlank()) {
            problems.add(Problem.of("node.configuration.missing", position(key), "key", key));
            return "";
        }
        return value.get();
    }

    /** {@code yes} or {@code no}; no where it is absent. */
    boolean flag(String key) {
        return switch (text(key).orElse("no")) {
            case "yes", "true" -> true;
            case "no", "false" -> false;
            default -> {
                problems.add(Problem.of("node.configuration.value", position(key), "key", key, "expected", "yes, no"));
                yield false;
            }
        };
    }

    long number(String key, long standard, long least, long most) {
        Optional<String> value = text(key);
        if (value.isEmpty()) {
            return standard;
        }
        try {
            long number = Long.parseLong(value.get().replace("_", ""));
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // Said below, together with numbers out of range.
        }
        problems.add(
                Problem.of("node.configuration.value", position(key), "key", key, "expected", least + " … " + most));
        return standard;
    }

    List<String> list(String key) {
        asked.add(key);
        NodeTuple tuple = entries.get(key);
        if (tuple == null || isNull(tuple.getValueNode())) {
            return List.of();
        }
        List<String> values = new ArrayList<>();
        if (tuple.getValueNode() instanceof SequenceNode sequence) {
            for (Node each : sequence.getValue()) {
                if (each instanceof ScalarNode scalar) {
                    values.add(scalar.getValue());
                } else {
                    problems.add(Problem.of(
                            "node.configuration.value", at(line(each)), "key", key, "expected", "[text, text]"));
                }
            }
        } else {
            problems.add(Problem.of("node.configuration.value", position(key), "key", key, "expected", "[text, text]"));
        }
        return values;
    }

    /** A section within this one; absent and empty sections are alike. */
    Optional<StrictYaml> section(String key) {
        asked.add(key);
        NodeTuple tuple = entries.get(key);
        if (tuple == null || isNull(tuple.getValueNode())) {
            return Optional.empty();
        }
        StrictYaml section = new StrictYaml(file, tuple.getValueNode(), problems);
        sections.add(section);
        return Optional.of(section);
    }

    private static boolean isNull(@Nullable Node node) {
        return node instanceof ScalarNode scalar
                && scalar.isPlain()
                && (scalar.getValue().isEmpty()
                        || scalar.getValue().equals("null")
                        || scalar.getValue().equals("~"));
    }

    /** Ends the reading: refuses whatever was never asked for, and everything noted before. */
    void finish() {
        noteUnknown();
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
    }

    private void noteUnknown() {
        for (String key : entries.keySet()) {
            if (!asked.contains(key)) {
                problems.add(Problem.of(
                        "node.configuration.unknown", position(key), "key", key, "known", String.join(", ", asked)));
            }
        }
        sections.forEach(StrictYaml::noteUnknown);
    }
}
