package puente.cli.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A page of one topic, as the public pages have it: parts with figures that are always shown, and with indicators that are shown once a party
 * publishes them.
 *
 * @param name the last part of the page's address, {@code drugs}
 */
record Topic(String name, List<Part> parts) {
    /** One part of the page. */
    record Part(String name, List<StoryFigure> figures, List<Declared> declared, Optional<Relation> relation) {
        Part {
            figures = List.copyOf(figures);
            declared = List.copyOf(declared);
        }
    }

    /**
     * An indicator that is shown once it is published.
     *
     * @param figure how its chart is drawn; absent where its counts may be small and are told as whole tables alone
     */
    record Declared(String indicator, Optional<StoryFigure> figure) {}

    /** One of two series that are compared. */
    record Side(String indicator, Optional<String> area, Map<String, String> dimensions) {
        Side {
            dimensions = java.util.Collections.unmodifiableMap(new TreeMap<>(dimensions));
        }
    }

    /**
     * Which of two series moves first.
     *
     * @param query the pair in the address of the public page
     * @param as what months are summed to before
     */
    record Relation(String query, Side first, Side second, String as) {
        Map<String, List<String>> question() {
            Map<String, List<String>> question = new LinkedHashMap<>();
            put(question, first, "indicator", "area", "dimension");
            put(question, second, "with", "withArea", "withDimension");
            question.put("as", List.of(as));
            return question;
        }

        private static void put(
                Map<String, List<String>> question, Side side, String indicator, String area, String dimension) {
            question.put(indicator, List.of(side.indicator()));
            side.area().ifPresent(code -> question.put(area, List.of(code)));
            question.put(
                    dimension,
                    side.dimensions().entrySet().stream()
                            .map(each -> each.getKey() + "=" + each.getValue())
                            .toList());
        }
    }

    Topic {
        parts = List.copyOf(parts);
    }

    /** Every topic, in the order of the public pages. */
    static List<Topic> all() {
        try (InputStream in = Topic.class.getResourceAsStream("topics.yaml")) {
            if (in == null) {
                throw new AssertionError("topics.yaml belongs to this package");
            }
            List<Topic> topics = new ArrayList<>();
            new YAMLMapper()
                    .readTree(in)
                    .properties()
                    .forEach(each -> topics.add(new Topic(
                            each.getKey(),
                            each.getValue().valueStream().map(Topic::part).toList())));
            return topics;
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the topics cannot be read", unreadable);
        }
    }

    /** Questions that are asked of all of them, for a progress bar. */
    static int size() {
        return all().stream().mapToInt(topic -> topic.parts().size()).sum();
    }

    private static Part part(JsonNode node) {
        JsonNode relation = node.path("relation");
        return new Part(
                node.path("part").asText(),
                node.path("figures").valueStream().map(StoryFigure::figure).toList(),
                node.path("declared").valueStream().map(Topic::declared).toList(),
                relation.isMissingNode()
                        ? Optional.empty()
                        : Optional.of(new Relation(
                                relation.path("query").asText(),
                                side(relation.path("first")),
                                side(relation.path("second")),
                                relation.path("as").asText())));
    }

    private static Declared declared(JsonNode node) {
        return node.has("table")
                ? new Declared(node.path("table").asText(), Optional.empty())
                : new Declared(node.path("indicator").asText(), Optional.of(StoryFigure.figure(node)));
    }

    private static Side side(JsonNode node) {
        return new Side(node.path("indicator").asText(), StoryFigure.text(node, "area"), StoryFigure.dimensions(node));
    }
}
