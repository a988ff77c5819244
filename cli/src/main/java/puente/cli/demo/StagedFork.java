package puente.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import puente.cli.NodeApi.Answer;

/**
 * Makes {@code us} tell two stories: it is set back to an earlier copy of itself, and from there writes another history of the same
 * length, which its own key signs. {@code mx}, which has verified and cosigned the first, then finds the second.
 *
 * <p>{@code mx} is stopped while the other history is written. Otherwise it would meet the log while that is still shorter, and stop
 * the channel for having been cut off, which is true as well and shows less.
 */
final class StagedFork {
    /** The channel that forks. */
    static final String CHANNEL = "us/mx";

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final String DRUGS = "drug-trafficking";

    private final Pair pair;
    private final Desk dea;
    private final Desk fgr;

    /**
     * What came of it.
     *
     * @param size of both histories, in entries
     * @param record the disclosure that only the first history holds
     * @param fault why {@code mx} stopped the channel; empty where it did not
     * @param goesOn whether a record still reached {@code us} through the other channel, and what {@code mx} held could still be read
     */
    record Outcome(long size, String record, Optional<JsonNode> fault, boolean goesOn) {
        /** The fault's code; a dash where there is none. */
        String code() {
            return fault.map(each -> each.path("code").asText()).orElse("–");
        }
    }

    StagedFork(Pair pair) {
        this.pair = pair;
        this.dea = Desk.of(pair.us(), "us/dea");
        this.fgr = Desk.of(pair.mx(), "mx/fgr");
    }

    Outcome stage() throws IOException, InterruptedException {
        Path folder = pair.us().folder();
        Path earlier = pair.base().resolve("us-earlier");
        pair.us().stop();
        copy(folder, earlier);
        start(pair.us());
        String first = disclose("1.1");
        dea.awaitCosigned(CHANNEL, PATIENCE);
        long size = size();

        pair.mx().stop();
        pair.us().stop();
        Files.move(folder, pair.base().resolve("us-later"));
        Files.move(earlier, folder);
        start(pair.us());
        do {
            disclose("2.2");
        } while (size() < size);
        start(pair.mx());
        Optional<JsonNode> fault = Await.value(PATIENCE, () -> {
            JsonNode found = fgr.channel(CHANNEL).path("fault");
            return found.isMissingNode() ? Optional.empty() : Optional.of(found);
        });
        return new Outcome(size, first, fault, othersGoOn(first));
    }

    private boolean othersGoOn(String received) throws IOException, InterruptedException {
        Map<String, Object> seizure = Samples.seizure("mx/fgr", "7");
        fgr.make(seizure);
        Answer disclosed = fgr.disclose(Samples.id(seizure), "us/dea", DRUGS);
        return disclosed.status() == 200
                && dea.awaitRecord(Samples.id(seizure), DRUGS, 1, PATIENCE).isPresent()
                && fgr.read(received, DRUGS).status() == 200;
    }

    /** How many entries of the channel are signed, once all are. */
    private long size() throws IOException, InterruptedException {
        return Await.value(PATIENCE, () -> {
                    JsonNode channel = dea.channel(CHANNEL);
                    long size = channel.path("size").asLong();
                    return channel.path("published").asLong() == size ? Optional.of(size) : Optional.empty();
                })
                .orElseThrow(() -> new IOException(CHANNEL));
    }

    private String disclose(String kilograms) throws IOException, InterruptedException {
        Map<String, Object> seizure = Samples.seizure("us/dea", kilograms);
        dea.make(seizure);
        Answer disclosed = dea.disclose(Samples.id(seizure), "mx/fgr", DRUGS);
        if (disclosed.status() != 200) {
            throw new IOException(Desk.why(disclosed));
        }
        return Samples.id(seizure);
    }

    /** Copies a folder with all its attributes, as a person would who sets a machine back. */
    private static void copy(Path from, Path to) throws IOException {
        List<Path> all;
        try (Stream<Path> tree = Files.walk(from)) {
            all = tree.toList();
        }
        for (Path each : all) {
            Files.copy(each, to.resolve(from.relativize(each).toString()), StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    private static void start(NodeProcess node) throws IOException, InterruptedException {
        node.start();
        node.awaitHealthy();
    }
}
