package puente.cli.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import puente.cli.NodeApi;
import puente.cli.report.ReportData.Shown;

/** What a node answers of a topic, and what no party has published of it: that is said, with no number in its place. */
record TopicAnswers(Topic topic, List<Answered> parts) {
    /**
     * The answers of one part.
     *
     * @param figures charts of what is published until the end of the year
     * @param tables whole tables, with every period that is published
     * @param awaited what is declared and published by nobody, as the node describes it
     * @param silent what is published, and not of what the chart shows
     */
    record Answered(
            Topic.Part part,
            List<Shown> figures,
            List<Table> tables,
            List<JsonNode> awaited,
            List<JsonNode> silent,
            Optional<Compared> relation) {
        Answered {
            figures = List.copyOf(figures);
            tables = List.copyOf(tables);
            awaited = List.copyOf(awaited);
            silent = List.copyOf(silent);
        }
    }

    /** A whole table, and where it was asked for. */
    record Table(String address, JsonNode answer) {}

    /** Two series compared, and where that was asked for. */
    record Compared(Topic.Relation relation, String address, JsonNode answer) {}

    TopicAnswers {
        parts = List.copyOf(parts);
    }

    static List<TopicAnswers> ask(NodeApi api, int year, Runnable step) throws IOException, InterruptedException {
        JsonNode declared = ReportData.get(api, "api/v1/public/indicators");
        List<TopicAnswers> answers = new ArrayList<>();
        for (Topic topic : Topic.all()) {
            List<Answered> parts = new ArrayList<>();
            for (Topic.Part part : topic.parts()) {
                parts.add(answered(api, part, declared, year));
                step.run();
            }
            answers.add(new TopicAnswers(topic, parts));
        }
        return answers;
    }

    private static Answered answered(NodeApi api, Topic.Part part, JsonNode declared, int year)
            throws IOException, InterruptedException {
        List<Shown> figures = new ArrayList<>();
        List<Table> tables = new ArrayList<>();
        List<JsonNode> awaited = new ArrayList<>();
        List<JsonNode> silent = new ArrayList<>();
        for (StoryFigure each : part.figures()) {
            Optional<Shown> shown = ReportData.shown(api, each, year);
            shown.ifPresent(figures::add);
            if (shown.isEmpty()) {
                about(declared.path("awaited"), each.indicator()).ifPresent(awaited::add);
                about(declared.path("indicators"), each.indicator()).ifPresent(silent::add);
            }
        }
        for (Topic.Declared each : part.declared()) {
            Optional<JsonNode> held = about(declared.path("indicators"), each.indicator());
            if (held.isEmpty()) {
                about(declared.path("awaited"), each.indicator()).ifPresent(awaited::add);
            } else if (each.figure().isEmpty()) {
                String address =
                        "api/v1/public/table" + ReportData.query(Map.of("indicator", List.of(each.indicator())));
                ReportData.whereHeld(api, address).ifPresent(answer -> tables.add(new Table("/" + address, answer)));
            } else {
                Optional<Shown> shown = ReportData.shown(api, each.figure().get(), year);
                shown.ifPresentOrElse(figures::add, () -> silent.add(held.get()));
            }
        }
        return new Answered(part, figures, tables, awaited, silent, compared(api, part, declared));
    }

    private static Optional<Compared> compared(NodeApi api, Topic.Part part, JsonNode declared)
            throws IOException, InterruptedException {
        if (part.relation().isEmpty()) {
            return Optional.empty();
        }
        Topic.Relation relation = part.relation().get();
        boolean isHeld = Stream.of(relation.first(), relation.second())
                .allMatch(side ->
                        about(declared.path("indicators"), side.indicator()).isPresent());
        if (!isHeld) {
            return Optional.empty();
        }
        String address = "api/v1/public/relation" + ReportData.query(relation.question());
        return ReportData.whereHeld(api, address).map(answer -> new Compared(relation, "/" + address, answer));
    }

    private static Optional<JsonNode> about(JsonNode list, String indicator) {
        return list.valueStream()
                .filter(each -> each.path("indicator").asText().equals(indicator))
                .findFirst();
    }

    /** The last time at which anything in it was recorded; empty where there is nothing. */
    String lastUpdate() {
        return parts.stream()
                .flatMap(part -> Stream.of(
                                part.figures().stream().map(Shown::series),
                                part.tables().stream().map(Table::answer),
                                part.relation().stream().map(Compared::answer))
                        .flatMap(each -> each))
                .map(each -> each.path("lastUpdate").asText())
                .max(String::compareTo)
                .orElse("");
    }
}
