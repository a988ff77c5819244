package puente.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import puente.cli.Console;
import puente.cli.Exit;
import puente.record.Problem;
import puente.record.ProblemException;

/**
 * {@code puente demo --attack fork}: a demonstration of its own, in a folder of its own, in which {@code us} has written two histories.
 * It runs until it is stopped, so that a person sees what the nodes make of it. Another demonstration that runs meanwhile is not
 * touched: what a fork breaks stays broken until people agree, and nobody wants that in the folder they work in.
 */
final class Attack {
    /** What can be staged. */
    enum Kind {
        /** Two histories of one length, both signed by the channel's writer. */
        FORK
    }

    private final Console console;
    private final Optional<Path> folder;

    Attack(Console console, Optional<Path> folder) {
        this.console = console;
        this.folder = folder;
    }

    /** Runs until SIGINT or SIGTERM. */
    int run() throws IOException, InterruptedException {
        long start = System.nanoTime();
        Path base = base();
        Pair pair = Pair.create(base, ports(), console.language());
        CountDownLatch stopping = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        Thread hook = Thread.ofPlatform().name("stop").unstarted(() -> {
            stopping.countDown();
            Demonstration.stopQuietly(pair, stopped);
        });
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            console.say("cli.demo.starting", "folder", base);
            pair.start();
            new Preparation(console, pair, Optional.empty(), Optional.empty()).run();
            console.say("cli.attack.staging");
            StagedFork.Outcome outcome = new StagedFork(pair).stage();
            say(pair, outcome);
            console.say("cli.demo.running", "seconds", Demonstration.seconds(start));
            NodeProcess ended = Demonstration.awaitAnyEnd(pair);
            throw new ProblemException(Problem.of(
                    "cli.demo.node-ended",
                    base.resolve("logs").toString(),
                    "node",
                    ended.name(),
                    "output",
                    ended.lastLines()));
        } catch (ProblemException | IOException ended) {
            // What was under way when somebody stopped it failed for that reason.
            if (stopping.getCount() > 0) {
                throw ended;
            }
            return Exit.DONE;
        } finally {
            pair.stop();
            if (folder.isEmpty()) {
                CheckRecovery.delete(base);
            }
            stopped.countDown();
        }
    }

    private void say(Pair pair, StagedFork.Outcome outcome) {
        String mx = pair.mx().url().toString();
        console.line("");
        console.say("cli.attack.done", "channel", StagedFork.CHANNEL, "size", outcome.size());
        console.say("cli.attack.fault", "code", outcome.code());
        console.say(outcome.goesOn() ? "cli.attack.goes-on" : "cli.attack.stands-still");
        console.line("");
        console.say("cli.overview.look");
        console.say("cli.attack.ledger");
        console.line("    " + mx + "ledger?channel=" + StagedFork.CHANNEL);
        console.say("cli.attack.overview");
        console.line("    " + mx);
        console.say("cli.attack.evidence");
        console.line("    curl -s " + mx + "channels/" + StagedFork.CHANNEL + "/checkpoint");
        console.line("    curl -s " + mx + "api/v1/channels");
        console.line("");
    }

    private Path base() throws IOException {
        if (folder.isEmpty()) {
            return Files.createTempDirectory("puente-attack-");
        }
        Path asked = Files.createDirectories(folder.get()).toAbsolutePath().normalize();
        if (Files.exists(asked.resolve("mx")) || Files.exists(asked.resolve("us"))) {
            throw new ProblemException(Problem.of("cli.demo.foreign-folder", "", "folder", asked));
        }
        return asked;
    }

    /** The usual ports, so that the addresses are the known ones; others where a demonstration runs already. */
    private static Pair.Ports ports() throws IOException {
        try {
            Pair.STANDARD.requireFree();
            return Pair.STANDARD;
        } catch (ProblemException taken) {
            return Pair.Ports.free();
        }
    }
}
