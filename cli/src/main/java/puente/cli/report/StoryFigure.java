package puente.cli.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * One figure of the story, as the public pages have it.
 *
 * @param section the part of the story, {@code homicides}
 * @param chart the public page's name of the chart, the last part of its address
 * @param query the chart's state in that address
 * @param dimensions what is counted, {@code crime} → {@code homicidio-doloso}
 * @param share a part whose share is shown, {@code modality=con-arma-de-fuego}
 * @param settled the last year that was whole when its source was published
 * @param unsettled the first period that was not
 * @param level whether a figure is a level, such as a percentage or a price, so that months are never summed to years
 * @param changes whether changes are looked for
 * @param beside the dimension whose values stand side by side in a table
 */
record StoryFigure(
        String section,
        String chart,
        String query,
        String indicator,
        Length length,
        Optional<String> area,
        Map<String, String> dimensions,
        Optional<String> share,
        OptionalInt settled,
        Optional<String> unsettled,
        boolean level,
        boolean changes,
        Optional<String> beside) {
    /** How long its periods are; the names are the page's own. */
    enum Length {
        MONTH("month"),
        ROLLING("rolling"),
        HALF_YEAR("half-year"),
        CALENDAR("calendar"),
        US_FISCAL("us-fiscal");

        private final String code;

        Length(String code) {
            this.code = code;
        }

        String code() {
            return code;
        }

        boolean isYear() {
            return this == CALENDAR || this == US_FISCAL;
        }

        /** Whether periods are months, each of its own or with the eleven before it. */
        boolean isMonthly() {
            return this == MONTH || this == ROLLING;
        }

        /** How many there are in a year. */
        int inYear() {
            return isYear() ? 1 : this == HALF_YEAR ? 2 : 12;
        }

        private static Length of(String code) {
            for (Length each : values()) {
                if (each.code.equals(code)) {
                    return each;
                }
            }
            throw new IllegalStateException("no length of period: " + code);
        }
    }

    StoryFigure {
        dimensions = java.util.Collections.unmodifiableMap(new TreeMap<>(dimensions));
    }

    /** Every figure, in the order of the story. */
    static List<StoryFigure> story() {
        try (InputStream in = StoryFigure.class.getResourceAsStream("story.yaml")) {
            if (in == null) {
                throw new AssertionError("story.yaml belongs to this package");
            }
            List<StoryFigure> figures = new ArrayList<>();
            for (JsonNode each : new YAMLMapper().readTree(in)) {
                figures.add(figure(each));
            }
            return figures;
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the story cannot be read", unreadable);
        }
    }

    /** A figure as it is written down. */
    static StoryFigure figure(JsonNode node) {
        return new StoryFigure(
                node.path("section").asText(),
                node.path("chart").asText(),
                node.path("query").asText(),
                node.path("indicator").asText(),
                Length.of(node.path("length").asText()),
                text(node, "area"),
                dimensions(node),
                text(node, "share"),
                node.has("settled") ? OptionalInt.of(node.path("settled").asInt()) : OptionalInt.empty(),
                text(node, "unsettled"),
                node.path("level").asBoolean(),
                node.path("changes").asBoolean(),
                text(node, "beside"));
    }

    /** What is counted. */
    static Map<String, String> dimensions(JsonNode node) {
        Map<String, String> dimensions = new TreeMap<>();
        node.path("of")
                .properties()
                .forEach(each -> dimensions.put(each.getKey(), each.getValue().asText()));
        return dimensions;
    }

    static Optional<String> text(JsonNode node, String member) {
        return node.hasNonNull(member) ? Optional.of(node.path(member).asText()) : Optional.empty();
    }

    /** The last day that a report of a year shows: a fiscal year ends in September. */
    String until(int year) {
        return length == Length.US_FISCAL ? year + "-09-30" : year + "-12-31";
    }

    /** The page on which the same figure stands. */
    String address() {
        return "/public/" + chart + (query.isEmpty() ? "" : "?" + query);
    }

    /** Whether a period was not over when its source was published. */
    boolean isUnsettled(String period) {
        return (settled.isPresent() && Finding.year(period) > settled.getAsInt())
                || unsettled.filter(first -> period.compareTo(first) > 0).isPresent();
    }

    /** Whether sources say until when it is whole. */
    boolean hasUnsettled() {
        return settled.isPresent() || unsettled.isPresent();
    }

    /** What the node is asked, without the length of periods and the share. */
    Map<String, List<String>> question(int year) {
        Map<String, List<String>> question = new TreeMap<>();
        question.put("indicator", List.of(indicator));
        area.ifPresent(code -> question.put("area", List.of(code)));
        question.put(
                "dimension",
                dimensions.entrySet().stream()
                        .map(each -> each.getKey() + "=" + each.getValue())
                        .toList());
        question.put("to", List.of(until(year)));
        return question;
    }
}
