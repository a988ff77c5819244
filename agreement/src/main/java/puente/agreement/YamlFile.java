package puente.agreement;

import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;
import puente.record.Problem;

/**
 * One YAML file on its way into an agreement. Composed to nodes, never to Java objects, so that every node has its line and
 * no tag can name a class; anchors that repeat a structure are refused, because what a lawyer reads once must stand once.
 */
final class YamlFile {
    /** The largest file, in bytes. */
    static final int BYTES_MAX = 16 << 20;

    private static final int DEPTH_MAX = 16;

    private final String name;
    private final List<Problem> problems;

    YamlFile(String name, List<Problem> problems) {
        this.name = name;
        this.problems = problems;
    }

    /** The file's mapping; empty, with a problem noted, if it is none. */
    Optional<YamlMapping> mapping(byte[] bytes) {
        return compose(bytes).flatMap(node -> YamlMapping.of(this, "", node));
    }

    /** The file's sequence of mappings; those that are none are noted and left out. */
    List<YamlMapping> mappings(byte[] bytes) {
        Optional<Node> root = compose(bytes);
        List<YamlMapping> found = new ArrayList<>();
        if (root.isEmpty()) {
            return found;
        }
        if (!(root.get() instanceof SequenceNode sequence)) {
            note("agreement.yaml.not-a-list", root.get(), "");
            return found;
        }
        for (Node each : sequence.getValue()) {
            YamlMapping.of(this, "", each).ifPresent(found::add);
        }
        return found;
    }

    private Optional<Node> compose(byte[] bytes) {
        if (bytes.length > BYTES_MAX) {
            problems.add(Problem.of("agreement.yaml.too-large", name, "most", BYTES_MAX));
            return Optional.empty();
        }
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(0);
        options.setNestingDepthLimit(DEPTH_MAX);
        options.setCodePointLimit(BYTES_MAX);
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            Node root = new Yaml(options).compose(new StringReader(text));
            if (root == null) {
                problems.add(Problem.of("agreement.yaml.empty", name + ":1"));
            }
            return Optional.ofNullable(root);
        } catch (CharacterCodingException notUtf8) {
            problems.add(Problem.of("agreement.yaml.encoding", name));
        } catch (MarkedYAMLException malformed) {
            int line = malformed.getProblemMark() == null
                    ? 1
                    : malformed.getProblemMark().getLine() + 1;
            problems.add(Problem.of(
                    "agreement.yaml.malformed", name + ":" + line, "reason", String.valueOf(malformed.getProblem())));
        } catch (YAMLException malformed) {
            problems.add(Problem.of(
                    "agreement.yaml.malformed", name + ":1", "reason", String.valueOf(malformed.getMessage())));
        }
        return Optional.empty();
    }

    /** Notes a problem at a node: {@code file:line:field}. */
    void note(String code, Node node, String field, Object... namesAndValues) {
        problems.add(Problem.of(code, position(node, field), namesAndValues));
    }

    void note(Problem problem) {
        problems.add(problem);
    }

    String position(Node node, String field) {
        String line = name + ":" + (node.getStartMark().getLine() + 1);
        return field.isEmpty() ? line : line + ":" + field;
    }
}
