package puente.node;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import puente.record.Problem;
import puente.record.ProblemException;

/** A JSON object of a request, read member by member; {@link #finish} refuses members that nobody asked for. */
final class RequestObject {
    /** Longest list in a request. */
    static final int LIST_LENGTH_MAX = 10_000;

    private final JsonNode node;
    private final String pointer;
    private final Set<String> asked = new LinkedHashSet<>();
    private final List<Problem> problems = new ArrayList<>();

    private RequestObject(JsonNode node, String pointer) {
        this.node = node;
        this.pointer = pointer;
        if (!node.isObject()) {
            throw new ProblemException(Problem.of("node.request.value", pointer, "name", pointer, "expected", "{…}"));
        }
    }

    static RequestObject parse(byte[] body) {
        return new RequestObject(Json.parse(body), "");
    }

    Optional<JsonNode> member(String name) {
        asked.add(name);
        return Optional.ofNullable(node.get(name)).filter(value -> !value.isNull());
    }

    Optional<String> text(String name) {
        Optional<JsonNode> value = member(name);
        if (value.isPresent() && !value.get().isTextual()) {
            refuse(name, "\"…\"");
            return Optional.empty();
        }
        return value.map(JsonNode::textValue);
    }

    String required(String name) {
        Optional<String> value = text(name);
        if (value.isEmpty() || value.get().isBlank()) {
            if (problems.stream().noneMatch(problem -> problem.position().equals(pointer + "/" + name))) {
                problems.add(Problem.of("node.request.missing", pointer + "/" + name, "name", name));
            }
            return "";
        }
        return value.get();
    }

    List<String> texts(String name) {
        Optional<JsonNode> value = member(name);
        List<String> texts = new ArrayList<>();
        if (value.isEmpty()) {
            return texts;
        }
        if (!value.get().isArray() || value.get().size() > LIST_LENGTH_MAX) {
            refuse(name, "[\"…\"], ≤ " + LIST_LENGTH_MAX);
            return texts;
        }
        for (JsonNode each : value.get()) {
            if (each.isTextual()) {
                texts.add(each.textValue());
            } else {
                refuse(name, "[\"…\"]");
            }
        }
        return texts;
    }

    boolean flag(String name) {
        Optional<JsonNode> value = member(name);
        if (value.isPresent() && !value.get().isBoolean()) {
            refuse(name, "true, false");
        }
        return value.map(JsonNode::booleanValue).orElse(false);
    }

    Optional<RequestObject> object(String name) {
        Optional<JsonNode> value = member(name);
        if (value.isPresent() && !value.get().isObject()) {
            refuse(name, "{…}");
            return Optional.empty();
        }
        return value.map(object -> new RequestObject(object, pointer + "/" + name));
    }

    /** All members as plain values, for free-form objects such as a record's fields. */
    @SuppressWarnings("unchecked")
    Map<String, Object> all() {
        return (Map<String, Object>) Json.plain(node);
    }

    void refuse(String name, String expected) {
        problems.add(Problem.of("node.request.value", pointer + "/" + name, "name", name, "expected", expected));
    }

    /** Refuses what was noted, and members that nobody asked for. */
    void finish() {
        node.fieldNames().forEachRemaining(name -> {
            if (!asked.contains(name)) {
                problems.add(Problem.of(
                        "node.request.unknown", pointer + "/" + name, "name", name, "known", String.join(", ", asked)));
            }
        });
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
    }
}
