package puente.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import puente.cli.Console;
import puente.cli.Imports;
import puente.cli.NodeApi.Answer;
import puente.cli.ProgressBar;
import puente.gateway.ready.Scenario;
import puente.record.Agency;
import puente.record.Record;
import puente.record.RecordCodec;

/**
 * The first start's work: imports, the synthetic scenario, and sharing both ways what the agreement permits. Both nodes work at once.
 * Every step may be repeated: what is held already is not stored twice, and what was shared already is not shared twice.
 */
final class Preparation {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int REFUSALS_SHOWN_MAX = 6;

    private final Console console;
    private final Pair pair;
    private final Optional<Path> data;
    private final Optional<Integer> statisticsFrom;
    private final ObjectNode figures = JSON.createObjectNode();
    private final ArrayNode imports = figures.putArray("imports");
    private final ArrayNode shares = figures.putArray("shares");
    private final ArrayNode refusals = figures.putArray("refusals");
    private boolean statistics;

    /** @param statisticsFrom the first year whose observations are shared; empty for all of them */
    Preparation(Console console, Pair pair, Optional<Path> data, Optional<Integer> statisticsFrom) {
        this.console = console;
        this.pair = pair;
        this.data = data;
        this.statisticsFrom = statisticsFrom;
    }

    /** Does all of it; returns what was done, in figures. */
    ObjectNode run() throws IOException, InterruptedException {
        importAll();
        figures.put("public", statistics);
        both(node -> scenario(node));
        both(node -> requests(node));
        shareStatistics();
        both(node -> shareScenario(node));
        both(node -> shareRequests(node));
        for (NodeProcess node : pair.both().toList()) {
            desk(node).awaitCosigned(channel(node), PATIENCE);
        }
        return figures;
    }

    /** One node's part of the work. */
    @FunctionalInterface
    interface Part {
        void run(NodeProcess node) throws IOException, InterruptedException;
    }

    /** Runs a part at both nodes at once. */
    private void both(Part part) throws IOException, InterruptedException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> parts = new ArrayList<>();
            for (NodeProcess node : pair.both().toList()) {
                parts.add(threads.submit(() -> {
                    part.run(node);
                    return null;
                }));
            }
            for (Future<?> each : parts) {
                each.get();
            }
        } catch (ExecutionException failed) {
            switch (failed.getCause()) {
                case IOException io -> throw io;
                case RuntimeException fault -> throw fault;
                case null, default -> throw new IOException(failed.getCause());
            }
        }
    }

    private Desk desk(NodeProcess node) {
        return Desk.of(node, files(node).agency());
    }

    private static DataFiles files(NodeProcess node) {
        return node.name().equals("mx") ? DataFiles.MX : DataFiles.US;
    }

    private String channel(NodeProcess sender) {
        return sender.name() + "/" + pair.partner(sender).name();
    }

    private void importAll() throws IOException, InterruptedException {
        if (data.isEmpty()) {
            return;
        }
        long total = 0;
        for (NodeProcess node : pair.both().toList()) {
            for (Path file : files(node).in(data.get())) {
                total += Imports.rowsOf(file);
            }
        }
        if (total == 0) {
            return;
        }
        statistics = true;
        AtomicLong done = new AtomicLong();
        try (ProgressBar bar =
                console.progress(console.text("cli.demo.importing"), total, console.text("cli.import.rows"))) {
            both(node -> {
                for (Path file : files(node).in(data.get())) {
                    long[] before = {0};
                    JsonNode account = Imports.run(desk(node).api(), file, "", rows -> {
                        bar.at(done.addAndGet(rows - before[0]));
                        before[0] = rows;
                    });
                    noteImport(node, account);
                }
            });
        }
    }

    private synchronized void noteImport(NodeProcess node, JsonNode account) {
        imports.addObject()
                .put("node", node.name())
                .put("file", account.path("file").asText())
                .put("rows", account.path("rows").asLong())
                .put("records", account.path("records").asLong())
                .put("quarantined", account.path("quarantinedRows").asLong());
    }

    /** Makes those records of the scenario that the node does not hold yet. */
    private void scenario(NodeProcess node) throws IOException, InterruptedException {
        StringBuilder lines = new StringBuilder();
        int made = 0;
        List<Record> invented = new ArrayList<>(Scenario.records(node.name()));
        invented.addAll(Scenario.figures(node.name()));
        for (Record record : invented) {
            if (desk(node).read(record.id().toString(), "").status() != 200) {
                lines.append(new String(RecordCodec.standard().canonical(record), StandardCharsets.UTF_8))
                        .append('\n');
                made++;
            }
        }
        if (made > 0) {
            desk(node)
                    .api()
                    .post("api/v1/records", "application/jsonl", BodyPublishers.ofString(lines.toString()), PATIENCE);
        }
        synchronized (this) {
            int records = Scenario.records(node.name()).size();
            imports.addObject()
                    .put("node", node.name())
                    .put("file", console.text("cli.demo.scenario"))
                    .put("rows", records)
                    .put("records", records)
                    .put("quarantined", 0);
        }
    }

    /** Makes the invented requests, answers and tips, all or none: the last of them tells whether they are held. */
    private void requests(NodeProcess node) throws IOException, InterruptedException {
        List<Record> invented = new ArrayList<>(Scenario.tips(node.name()));
        invented.addAll(Scenario.requests(node.name()));
        invented.addAll(Scenario.answers(node.name()));
        if (desk(node).read(invented.getLast().id().toString(), "").status() == 200) {
            return;
        }
        StringBuilder lines = new StringBuilder();
        for (Record record : invented) {
            lines.append(new String(RecordCodec.standard().canonical(record), StandardCharsets.UTF_8))
                    .append('\n');
        }
        desk(node)
                .api()
                .post("api/v1/records", "application/jsonl", BodyPublishers.ofString(lines.toString()), PATIENCE);
    }

    /** Each agency discloses what it asked and what it answered to the agency of the other party that it is for. */
    private void shareRequests(NodeProcess node) throws IOException, InterruptedException {
        Map<List<String>, List<String>> sent = new TreeMap<>(Comparator.comparing(List::toString));
        Stream.concat(Scenario.requests(node.name()).stream(), Scenario.answers(node.name()).stream())
                .forEach(record -> sent.computeIfAbsent(
                                List.of(
                                        record.agency().code(),
                                        recipients(record, node).getFirst()),
                                _ -> new ArrayList<>())
                        .add(record.id().toString()));
        for (Map.Entry<List<String>, List<String>> each : sent.entrySet()) {
            Desk.of(node, each.getKey().getFirst())
                    .discloseAll(each.getValue(), each.getKey().getLast(), "judicial-cooperation");
        }
    }

    private Map<String, Object> filter() {
        return statisticsFrom
                .<Map<String, Object>>map(year -> Map.of("kind", "observation", "from", year.toString()))
                .orElse(Map.of("kind", "observation"));
    }

    /** Shares observations, for statistics. */
    private void shareStatistics() throws IOException, InterruptedException {
        if (!statistics) {
            return;
        }
        long total = 0;
        if (statisticsFrom.isEmpty()) {
            for (JsonNode each : imports) {
                total += each.path("records").asLong();
            }
        }
        try (ProgressBar bar = console.progress(
                        console.text("cli.demo.sharing"), total, console.text("cli.overview.records"));
                ExecutorService watcher = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> watching = watcher.submit(() -> watch(bar));
            try {
                both(node -> {
                    String recipient = files(pair.partner(node)).agency();
                    Answer answer = desk(node).discloseAll(filter(), recipient, "statistics");
                    noteShare(node, answer.json());
                    desk(node).awaitCosigned(channel(node), PATIENCE);
                });
            } finally {
                watching.cancel(true);
            }
        }
    }

    /** Moves the bar by what the receivers have cosigned, until it is interrupted. */
    private Object watch(ProgressBar bar) throws IOException, InterruptedException {
        Await.until(PATIENCE, () -> {
            long cosigned = 0;
            for (NodeProcess node : pair.both().toList()) {
                cosigned += desk(node).channel(channel(node)).path("cosigned").asLong();
            }
            bar.at(cosigned);
            return false;
        });
        return bar;
    }

    private synchronized void noteShare(NodeProcess node, JsonNode tally) {
        shares.addObject()
                .put("channel", channel(node))
                .put(
                        "disclosed",
                        tally.path("disclosed").asLong() + tally.path("already").asLong())
                .put("refused", tally.path("refused").asLong())
                .put("waiting", tally.path("waiting").size());
    }

    /** Proposes every record of the scenario for its first purpose to each agency of its audience, as its own agency would. */
    private void shareScenario(NodeProcess node) throws IOException, InterruptedException {
        long disclosed = 0;
        long refused = 0;
        int waiting = 0;
        for (Record record : Scenario.records(node.name())) {
            Desk desk = Desk.of(node, record.agency().code());
            Optional<Answer> last = Optional.empty();
            boolean settled = false;
            for (String purpose : record.handling().purposes().stream().sorted().toList()) {
                for (String recipient : recipients(record, node)) {
                    if (settled) {
                        break;
                    }
                    Answer answer = desk.disclose(record.id().toString(), recipient, purpose);
                    last = Optional.of(answer);
                    settled = answer.status() == 200;
                }
            }
            if (settled && last.orElseThrow().json().path("waiting").isEmpty()) {
                disclosed++;
            } else if (settled) {
                waiting++;
            } else {
                refused++;
                last.ifPresent(answer -> refusal(record, answer));
            }
        }
        synchronized (this) {
            shares.addObject()
                    .put("channel", channel(node))
                    .put("disclosed", disclosed)
                    .put("refused", refused)
                    .put("waiting", waiting);
        }
    }

    private synchronized void refusal(Record record, Answer answer) {
        if (refusals.size() < REFUSALS_SHOWN_MAX) {
            refusals.add(record.kind() + " " + record.id() + ": " + Desk.why(answer));
        }
    }

    /** The agencies of the other party that the record's audience names; all of them where it names the party. */
    private static List<String> recipients(Record record, NodeProcess node) {
        List<String> others = node.name().equals("mx") ? Pair.US : Pair.MX;
        return others.stream()
                .filter(code -> record.handling().audience().stream().anyMatch(each -> each.includes(new Agency(code))))
                .toList();
    }
}
