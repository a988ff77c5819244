package puente.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import puente.cli.Console;
import puente.cli.Exit;
import puente.cli.demo.CheckReport.Seen;

/**
 * {@code puente demo --check}: makes a pair of nodes of its own, in a temporary folder and on free ports, and looks at every claim about
 * them that can be looked at in two minutes. Beside a running demonstration it disturbs nothing. The folder stays where a claim did not
 * hold, so that someone can look.
 */
final class Check {
    private final Console console;
    private final Optional<Path> data;
    private final Optional<Path> folder;
    private final boolean json;

    Check(Console console, Optional<Path> data, Optional<Path> folder, boolean json) {
        this.console = console;
        this.data = data;
        this.folder = folder;
        this.json = json;
    }

    int run() throws IOException, InterruptedException {
        long start = System.nanoTime();
        Path base = folder.isPresent()
                ? Files.createDirectories(folder.get()).toAbsolutePath()
                : Files.createTempDirectory("puente-check-");
        CheckReport report = new CheckReport(console, json);
        Pair pair = Pair.create(base, Pair.Ports.free(), console.language());
        Thread hook = Thread.ofPlatform().name("stop").unstarted(() -> stopQuietly(pair));
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            pair.start();
            new CheckStart(pair, report).run();
            new CheckFigures(pair, report, data, console).run();
            new CheckSharing(pair, report).run();
            new CheckInput(pair, report, console).run();
            new CheckForgetting(pair, report).run();
            new CheckCrash(pair, report).run();
            new CheckLogs(pair, report).run();
            new CheckRecovery(pair, report).run();
        } finally {
            boolean inOrder = pair.stop();
            report.claim(
                    "cli.check.stopped",
                    () -> Seen.of(
                            inOrder && !pair.anythingRuns(),
                            pair.both().map(NodeProcess::name).toArray()));
        }
        report.print();
        if (report.holds()) {
            CheckRecovery.delete(base);
        }
        if (!json) {
            console.say(
                    report.holds() ? "cli.check.done" : "cli.check.kept",
                    "seconds",
                    Demonstration.seconds(start),
                    "folder",
                    base);
        }
        return report.holds() ? Exit.DONE : Exit.FINDINGS;
    }

    private static void stopQuietly(Pair pair) {
        try {
            pair.stop();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
