package puente.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import puente.cli.Console;
import puente.cli.Exit;
import puente.record.Problem;
import puente.record.ProblemException;

/**
 * {@code puente demo}: sets the pair up the first time, starts it, says what it did and where to look, and stops everything when asked.
 *
 * <p>{@code demonstration.json} in the demonstration's folder remembers how far an earlier start came: {@code preparing} while it
 * works, {@code ready} with its figures once data are imported and shared. What an interrupted first start left behind is taken up
 * again where it can be: every step is repeatable, since importing and sharing the same records twice changes nothing.
 */
public final class Demonstration {
    private static final String STATE = "demonstration.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Console console;
    private final Path base;
    private final Optional<Path> data;

    public Demonstration(Console console, Path base, Optional<Path> data) {
        this.console = console;
        this.base = base.toAbsolutePath().normalize();
        this.data = data;
    }

    /** Runs until SIGINT or SIGTERM, or until a node ends by itself, which is a failure. */
    public int run() throws IOException, InterruptedException {
        long start = System.nanoTime();
        Optional<JsonNode> state = state();
        Pair pair = pair(state);
        CountDownLatch stopping = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        Thread hook = Thread.ofPlatform().name("stop").unstarted(() -> {
            stopping.countDown();
            stopQuietly(pair, stopped);
        });
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            console.say("cli.demo.starting", "folder", base);
            pair.start();
            if (state.isEmpty() || !state.get().path("state").asText().equals("ready")) {
                state = Optional.of(prepare(pair));
            }
            new Overview(console, pair, state.orElseThrow()).print();
            console.say("cli.demo.running", "seconds", seconds(start));
            NodeProcess ended = awaitAnyEnd(pair);
            throw new ProblemException(Problem.of(
                    "cli.demo.node-ended",
                    base.resolve("logs").toString(),
                    "node",
                    ended.name(),
                    "output",
                    ended.lastLines()));
        } catch (ProblemException ended) {
            if (stopping.getCount() > 0) {
                throw ended;
            }
            return Exit.DONE;
        } finally {
            pair.stop();
            stopped.countDown();
        }
    }

    static String seconds(long sinceNanos) {
        return String.format(Locale.ROOT, "%.1f", (System.nanoTime() - sinceNanos) / 1e9);
    }

    static void stopQuietly(Pair pair, CountDownLatch stopped) {
        try {
            pair.stop();
            stopped.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    static NodeProcess awaitAnyEnd(Pair pair) {
        return (NodeProcess)
                CompletableFuture.anyOf(pair.both().map(NodeProcess::end).toArray(CompletableFuture[]::new))
                        .join();
    }

    private Pair pair(Optional<JsonNode> state) throws IOException {
        if (state.isPresent()) {
            Pair existing = Pair.existing(base, console.language());
            if (existing.both().anyMatch(NodeProcess::answers)) {
                throw new ProblemException(Problem.of("cli.demo.running-already", "", "folder", base));
            }
            existing.ports().requireFree();
            return existing;
        }
        if (Files.exists(base.resolve("mx")) || Files.exists(base.resolve("us"))) {
            throw new ProblemException(Problem.of("cli.demo.foreign-folder", "", "folder", base));
        }
        Pair.STANDARD.requireFree();
        Pair made = Pair.create(base, Pair.STANDARD, console.language());
        write(JSON.createObjectNode().put("state", "preparing"));
        return made;
    }

    private ObjectNode prepare(Pair pair) throws IOException, InterruptedException {
        ObjectNode figures = new Preparation(console, pair, data, Optional.empty()).run();
        figures.put("state", "ready");
        write(figures);
        return figures;
    }

    private Optional<JsonNode> state() throws IOException {
        Path file = base.resolve(STATE);
        return Files.exists(file) ? Optional.of(JSON.readTree(file.toFile())) : Optional.empty();
    }

    private void write(ObjectNode state) throws IOException {
        Path draft = base.resolve(STATE + ".new");
        Files.writeString(draft, state.toPrettyString() + "\n");
        Files.move(draft, base.resolve(STATE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
