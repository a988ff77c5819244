package puente.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import puente.cli.Console;
import puente.cli.Imports;
import puente.cli.demo.CheckReport.Seen;

/** Claims about imported data: totals are those of the sources, at home and, once shared, at the other party. */
final class CheckFigures {
    /** Every file is imported, but only figures from this year on are shared, so that the whole check stays within two minutes. */
    private static final int SHARED_FROM = 2023;

    private final Pair pair;
    private final CheckReport report;
    private final Optional<Path> data;
    private final Console console;

    CheckFigures(Pair pair, CheckReport report, Optional<Path> data, Console console) {
        this.pair = pair;
        this.report = report;
        this.data = data;
        this.console = console;
    }

    void run() throws InterruptedException {
        report.claim("cli.check.shared", this::shared);
        if (data.isPresent() && !DataFiles.US.in(data.get()).isEmpty()) {
            report.claim("cli.check.figures", () -> figures(data.get()));
            report.claim("cli.check.repeat", () -> repeat(data.get()));
        }
    }

    /** Does what the demonstration does at its first start. */
    private Seen shared() throws IOException, InterruptedException {
        ObjectNode done = new Preparation(console, pair, data, Optional.of(SHARED_FROM)).run();
        long records = 0;
        long quarantined = 0;
        for (JsonNode each : done.path("imports")) {
            records += each.path("records").asLong();
            quarantined += each.path("quarantined").asLong();
        }
        long disclosed = 0;
        TreeSet<String> channels = new TreeSet<>();
        for (JsonNode each : done.path("shares")) {
            disclosed += each.path("disclosed").asLong();
            if (each.path("disclosed").asLong() > 0) {
                channels.add(each.path("channel").asText());
            }
        }
        return Seen.of(
                quarantined == 0 && records > 0 && channels.size() == 2,
                Console.number(records) + " records",
                Console.number(disclosed) + " disclosed (≥ " + SHARED_FROM + ")",
                String.join(" ", channels));
    }

    private Seen figures(Path folder) throws IOException, InterruptedException {
        List<Object> differences = new ArrayList<>();
        int compared = 0;
        for (Figures figures : Figures.PUBLISHED) {
            if (Files.isRegularFile(folder.resolve(figures.file()))) {
                for (NodeProcess node : pair.both().toList()) {
                    int from = node.name().equals(figures.party()) ? 0 : SHARED_FROM + 1;
                    compared += figures.byYear().tailMap(from).size();
                    figures.differences(node.api(), from)
                            .forEach(difference -> differences.add(node.name() + " " + difference));
                }
            }
        }
        return differences.isEmpty()
                ? Seen.of(compared > 0, compared + " = " + compared)
                : Seen.of(false, differences.toArray());
    }

    private Seen repeat(Path folder) throws IOException, InterruptedException {
        Path file = DataFiles.US.in(folder).getFirst();
        JsonNode account = Imports.run(Desk.of(pair.us(), DataFiles.US.agency()).api(), file, "", rows -> {});
        return Seen.of(
                account.path("stored").asLong(-1) == 0
                        && account.path("unchanged").asLong() > 0,
                account.path("unchanged").asLong() + " unchanged",
                account.path("stored").asLong() + " stored");
    }
}
