package puente.cli.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import puente.cli.NodeApi;
import puente.record.Problem;
import puente.record.ProblemException;
import puente.record.type.Areas;

/**
 * What a node answers everybody about one year, as it answers it: the ledgers with their checkpoints, the figures of the story with what the methods say
 * of them, and programmes as the asker may see them.
 *
 * @param keys every verifier key of the node, a line each
 * @param topics drug policy and rights, part by part, and what no party has published of them
 * @param watched the areas in which changes were looked for, and what was found
 * @param hidden programmes that the asker may see and that are not everybody's; absent where the asker may see none
 */
record ReportData(
        int year,
        String node,
        JsonNode ledger,
        List<Checkpoint> checkpoints,
        List<String> keys,
        List<Shown> figures,
        List<TopicAnswers> topics,
        List<Watched> watched,
        List<JsonNode> programmes,
        Optional<Integer> hidden) {
    /** How often a long ledger is asked again until all of it is counted. */
    private static final int TURNS = 20;

    private static final int TOO_MANY = 429;

    /** A log's signed note: its lines, and whose signatures stand under it. */
    record Checkpoint(String name, String origin, long size, String root, List<String> signers) {}

    /** A figure with the node's answers: its sums, what is expected after the year, and changes. */
    record Shown(
            StoryFigure figure,
            String address,
            JsonNode series,
            @Nullable JsonNode forecast,
            @Nullable JsonNode changes,
            @Nullable JsonNode beside) {}

    /** The changes of one area. */
    record Watched(String area, JsonNode answer) {}

    ReportData {
        checkpoints = List.copyOf(checkpoints);
        keys = List.copyOf(keys);
        figures = List.copyOf(figures);
        topics = List.copyOf(topics);
        watched = List.copyOf(watched);
        programmes = List.copyOf(programmes);
    }

    /**
     * Asks a node.
     *
     * @param everyProgramme whether programmes are in it that are not everybody's
     * @throws ProblemException {@code cli.report.no-year} where no figure has a value in that year
     */
    static ReportData ask(NodeApi api, int year, boolean everyProgramme, Runnable step)
            throws IOException, InterruptedException {
        JsonNode ledger = get(api, "api/v1/public/ledger");
        for (int turn = 0; turn < TURNS && !isCounted(ledger); turn++) {
            ledger = get(api, "api/v1/public/ledger");
        }
        List<Shown> figures = new ArrayList<>();
        TreeSet<Integer> years = new TreeSet<>();
        for (StoryFigure figure : StoryFigure.story()) {
            shown(api, figure, year).ifPresent(figures::add);
            years(api, figure, years);
            step.run();
        }
        if (!years.contains(year)) {
            throw new ProblemException(
                    years.isEmpty()
                            ? Problem.of("cli.report.no-figures", "YEAR", "year", year)
                            : Problem.of(
                                    "cli.report.no-year",
                                    "YEAR",
                                    "year",
                                    year,
                                    "first",
                                    years.first(),
                                    "last",
                                    years.last()));
        }
        List<JsonNode> programmes = new ArrayList<>();
        Optional<Integer> hidden = programmes(api, everyProgramme, programmes);
        return new ReportData(
                year,
                api.node().toString(),
                ledger,
                checkpoints(api, ledger),
                api.get("api/v1/keys").text().lines().toList(),
                figures,
                TopicAnswers.ask(api, year, step),
                watched(api, year, step),
                programmes,
                hidden);
    }

    private static boolean isCounted(JsonNode ledger) {
        return ledger.path("channels")
                .valueStream()
                .allMatch(each ->
                        each.path("counted").asLong() >= each.path("countable").asLong());
    }

    static JsonNode get(NodeApi api, String path) throws IOException, InterruptedException {
        return api.get(path).json();
    }

    // ── figures

    private static Map<String, List<String>> asked(StoryFigure figure, int year) {
        Map<String, List<String>> question = new TreeMap<>(figure.question(year));
        if (figure.length().isYear() && !figure.level()) {
            question.put("years", List.of(figure.length().code()));
        }
        figure.share().ifPresent(share -> question.put("share", List.of(share)));
        return question;
    }

    /** Of which years a figure says anything. */
    private static void years(NodeApi api, StoryFigure figure, TreeSet<Integer> years)
            throws IOException, InterruptedException {
        Map<String, List<String>> ever = asked(figure, 0);
        ever.remove("to");
        whereHeld(api, "api/v1/public/series" + query(ever))
                .ifPresent(answer -> Finding.of(figure, answer, new Words(puente.record.Language.EN))
                        .rows()
                        .forEach(
                                row -> years.add(Finding.year(row.path("period").asText()))));
    }

    /** A figure as it stood at the end of the year; empty where nothing of it is published until then. */
    static Optional<Shown> shown(NodeApi api, StoryFigure figure, int year) throws IOException, InterruptedException {
        Map<String, List<String>> plain = figure.question(year);
        Map<String, List<String>> question = asked(figure, year);
        String address = "api/v1/public/series" + query(question);
        Optional<JsonNode> series = whereHeld(api, address);
        if (series.isEmpty()) {
            return Optional.empty();
        }
        Finding finding = Finding.of(figure, series.get(), new Words(puente.record.Language.EN));
        if (finding.rows().isEmpty()) {
            return Optional.empty();
        }
        boolean isExpected = figure.length().isMonthly() && !figure.level();
        @Nullable JsonNode forecast = isExpected ? get(api, "api/v1/public/forecast" + query(plain)) : null;
        @Nullable JsonNode changes = figure.changes() ? get(api, "api/v1/public/changes" + query(plain)) : null;
        @Nullable JsonNode beside = null;
        if (figure.beside().isPresent()) {
            Map<String, List<String>> all = new TreeMap<>(question);
            all.put("by", List.of(figure.beside().get()));
            all.put("dimension", List.of());
            beside = get(api, "api/v1/public/series" + query(all));
        }
        return Optional.of(new Shown(figure, "/" + address, series.get(), forecast, changes, beside));
    }

    static Optional<JsonNode> whereHeld(NodeApi api, String path) throws IOException, InterruptedException {
        try {
            return Optional.of(get(api, path));
        } catch (NodeApi.RefusedException refused) {
            if (refused.states("node.public.unknown")) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    static String query(Map<String, List<String>> parameters) {
        StringBuilder query = new StringBuilder();
        parameters.forEach((name, values) -> values.forEach(value -> query.append(query.isEmpty() ? '?' : '&')
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8))));
        return query.toString();
    }

    /** Changes of every state of Mexico, asked one by one as a reader of the public pages would. */
    private static List<Watched> watched(NodeApi api, int year, Runnable step)
            throws IOException, InterruptedException {
        Optional<StoryFigure> figure =
                StoryFigure.story().stream().filter(StoryFigure::changes).findFirst();
        List<Watched> watched = new ArrayList<>();
        if (figure.isEmpty()) {
            return watched;
        }
        for (String area : Areas.standard().codes().stream()
                .filter(code -> code.matches("MX-[A-Z]{3}"))
                .sorted()
                .toList()) {
            Map<String, List<String>> question = new TreeMap<>(figure.get().question(year));
            question.put("area", List.of(area));
            NodeApi.Answer answer = api.getUnchecked("api/v1/public/changes" + query(question));
            if (answer.status() < 400) {
                watched.add(new Watched(area, answer.json()));
            } else if (answer.status() == TOO_MANY) {
                throw new IOException(answer.text());
            }
            step.run();
        }
        return watched;
    }

    // ── ledgers

    private static List<Checkpoint> checkpoints(NodeApi api, JsonNode ledger) throws IOException, InterruptedException {
        List<Checkpoint> checkpoints = new ArrayList<>();
        for (JsonNode channel : ledger.path("channels")) {
            String name = channel.path("channel").asText();
            if (channel.path("size").asLong() > 0) {
                note(api.getUnchecked("api/v1/public/channels/" + name + "/checkpoint"), name)
                        .ifPresent(checkpoints::add);
            }
        }
        note(api.getUnchecked("api/v1/public/journal/checkpoint"), "journal").ifPresent(checkpoints::add);
        return checkpoints;
    }

    /** C2SP tlog-checkpoint: origin, size and root on a line each, an empty line, and the signatures. */
    static Optional<Checkpoint> note(NodeApi.Answer answer, String name) {
        List<String> lines = answer.text().lines().toList();
        if (answer.status() >= 400 || lines.size() < 3) {
            return Optional.empty();
        }
        return Optional.of(new Checkpoint(
                name,
                lines.get(0),
                Long.parseLong(lines.get(1)),
                lines.get(2),
                lines.stream()
                        .filter(line -> line.startsWith("\u2014 "))
                        .map(line -> line.split(" ")[1])
                        .distinct()
                        .toList()));
    }

    // ── programmes

    private static Optional<Integer> programmes(NodeApi api, boolean every, List<JsonNode> shown)
            throws IOException, InterruptedException {
        NodeApi.Answer list = api.getUnchecked("api/v1/programmes");
        if (list.status() >= 400) {
            return Optional.empty();
        }
        int hidden = 0;
        List<JsonNode> sorted = list.json()
                .path("programmes")
                .valueStream()
                .sorted(java.util.Comparator.comparing(each -> id(each.path("record"))))
                .toList();
        for (JsonNode each : sorted) {
            JsonNode record = each.path("record");
            if (!every && !tlp(record).equals("CLEAR")) {
                hidden++;
                continue;
            }
            var whole = (com.fasterxml.jackson.databind.node.ObjectNode)
                    get(api, "api/v1/programmes/" + id(record) + (every ? "" : "?open=true"));
            for (JsonNode registration : whole.path("registrations")) {
                NodeApi.Answer report =
                        api.getUnchecked("api/v1/registrations/" + id(registration.path("record")) + "/report");
                if (report.status() < 400) {
                    whole.withArray("reports").add(report.json());
                }
            }
            shown.add(whole);
        }
        return Optional.of(hidden);
    }

    static String id(JsonNode record) {
        return record.path("id").asText();
    }

    static String tlp(JsonNode record) {
        return record.path("handling").path("tlp").asText();
    }

    /** The last time of which anything in it speaks: when it is as of, since nothing here asks a clock. */
    String asOf() {
        String latest = year + "-12-31T00:00:00Z";
        for (Shown each : figures) {
            latest = later(latest, each.series().path("lastUpdate").asText());
        }
        for (TopicAnswers topic : topics) {
            latest = later(latest, topic.lastUpdate());
        }
        for (JsonNode channel : ledger.path("channels")) {
            latest = later(latest, channel.path("lastReceiptAt").asText());
        }
        return latest;
    }

    private static String later(String one, String other) {
        return other.compareTo(one) > 0 ? other : one;
    }

    /** The strictest label of anything in it. */
    String label() {
        List<String> labels = List.of("CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED");
        return programmes.stream()
                .flatMap(ReportData::records)
                .map(ReportData::tlp)
                .max(java.util.Comparator.comparingInt(labels::indexOf))
                .orElse("CLEAR");
    }

    /** A programme and every part of it that is shown or summed. */
    private static Stream<JsonNode> records(JsonNode programme) {
        Stream<JsonNode> parts = Stream.of(
                        programme.path("money").path("entries"),
                        programme.path("contracts"),
                        programme.path("deliveries"))
                .flatMap(JsonNode::valueStream);
        Stream<JsonNode> registrations =
                programme.path("registrations").valueStream().map(each -> each.path("record"));
        return Stream.of(Stream.of(programme.path("record")), parts, registrations)
                .flatMap(each -> each);
    }
}
