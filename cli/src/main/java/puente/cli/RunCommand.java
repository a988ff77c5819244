package puente.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import puente.node.Node;
import puente.node.NodeConfiguration;
import puente.record.Problem;
import puente.record.ProblemException;

/**
 * {@code puente run}: runs one node until SIGINT or SIGTERM, then stops it in order. With {@code --with-parent} it also stops when
 * that process is gone, however that went: the demonstration's nodes never outlive it.
 */
@Command(name = "run")
final class RunCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private Common common = new Common();

    @Option(names = "--folder", paramLabel = "FOLDER", required = true)
    private Path folder = Path.of(".");

    @Option(names = "--with-parent", paramLabel = "PID")
    private Optional<Long> parent = Optional.empty();

    RunCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        CountDownLatch stop = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        parent.ifPresent(pid -> ProcessHandle.of(pid)
                .orElseThrow(() -> new ProblemException(Problem.of("cli.run.parent-gone", "", "pid", pid)))
                .onExit()
                .thenRun(stop::countDown));
        NodeConfiguration configuration = NodeConfiguration.load(folder);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(() -> {
            stop.countDown();
            awaitQuietly(stopped);
        }));
        try (Node node = Node.start(configuration)) {
            console.say("cli.run.started", "node", configuration.name(), "url", node.url());
            stop.await();
        } finally {
            stopped.countDown();
        }
        console.say("cli.run.stopped", "node", configuration.name());
        return Exit.DONE;
    }

    private static void awaitQuietly(CountDownLatch stopped) {
        try {
            stopped.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
