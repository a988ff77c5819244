package puente.cli.demo;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import puente.cli.NodeApi;
import puente.record.Language;
import puente.record.Problem;
import puente.record.ProblemException;

/**
 * One node as a process of the operating system, with its database beside it: started, watched, stopped, and for the check also
 * killed as a power cut would. It ends with the process that started it, however that ended ({@code run --with-parent}).
 */
public final class NodeProcess {
    /** The longest a node may take until it answers: a busy machine with a database to recover is slow, not broken. */
    static final Duration START_TIME_MAX = Duration.ofMinutes(3);

    /** The longest a node may take to stop in order before it is killed. */
    static final Duration STOP_TIME_MAX = Duration.ofSeconds(25);

    /** The heap of a node where nothing else is said, in MB. */
    static final int HEAP_MEGABYTES = 768;

    /** How many of the last lines of its output are shown when it ends too soon. */
    private static final int LAST_LINES = 6;

    /** A session of its own, so that Ctrl-C reaches the demonstration alone, and databases stop after their nodes, not before. */
    private static final Path SETSID = Path.of("/usr/bin/setsid");

    private final String name;
    private final Path folder;
    private final Path output;
    private final Language language;
    private final NodeApi api;
    private final int heapMegabytes;
    private final boolean quick;
    private @Nullable Process process;

    /**
     * @param folder the node's folder, made by {@code init}
     * @param output the file to which everything it prints is appended
     * @param heapMegabytes the most that its JVM's heap may grow to
     * @param quick whether a quick start counts for more than the last half of its speed
     */
    NodeProcess(String name, Path folder, Path output, int port, Language language, int heapMegabytes, boolean quick) {
        this.heapMegabytes = heapMegabytes;
        this.quick = quick;
        this.name = name;
        this.folder = folder;
        this.output = output;
        this.language = language;
        this.api = new NodeApi(URI.create("http://localhost:" + port + "/"), language, "");
    }

    public String name() {
        return name;
    }

    Path folder() {
        return folder;
    }

    /** Its public API. */
    public NodeApi api() {
        return api;
    }

    /** Where its API answers. */
    public URI url() {
        return api.node();
    }

    /** Starts the process and returns at once; {@link #awaitHealthy} waits for it. */
    void start() throws IOException {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(SETSID)) {
            command.add(SETSID.toString());
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-Xmx" + heapMegabytes + "m",
                "-XX:+UseSerialGC",
                // What a node handles lives for the moment of a batch; half the heap for it halves the copying.
                "-XX:NewRatio=1",
                "-XX:+UseCompactObjectHeaders",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        if (quick) {
            // Two nodes that start together on two cores spend half their time in the optimising compiler.
            command.add("-XX:TieredStopAtLevel=1");
        }
        // The launcher's archive of loaded classes: a start with it takes less than half the processor time.
        Optional.ofNullable(System.getenv("PUENTE_CLASS_ARCHIVE"))
                .filter(archive -> Files.isReadable(Path.of(archive)))
                .ifPresent(archive ->
                        command.addAll(List.of("-XX:SharedArchiveFile=" + archive, "-Xshare:auto", "-Xlog:cds=off")));
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                "puente.cli.Main",
                "run",
                "--folder",
                folder.toString(),
                "--with-parent",
                Long.toString(ProcessHandle.current().pid()),
                "--lang",
                language.tag()));
        Files.createDirectories(output.toAbsolutePath().getParent());
        process = new ProcessBuilder(command)
                .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(Redirect.appendTo(output.toFile()))
                .redirectErrorStream(true)
                .start();
    }

    /** Waits until the node answers that it is healthy. */
    void awaitHealthy() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START_TIME_MAX.toNanos();
        while (System.nanoTime() < deadline) {
            if (running().waitFor(50, TimeUnit.MILLISECONDS)) {
                throw new ProblemException(
                        Problem.of("cli.demo.node-ended", output.toString(), "node", name, "output", lastLines()));
            }
            if (isHealthy()) {
                return;
            }
        }
        throw new ProblemException(Problem.of(
                "cli.demo.node-silent", output.toString(), "node", name, "seconds", START_TIME_MAX.toSeconds()));
    }

    boolean isHealthy() throws InterruptedException {
        try {
            return api.getUnchecked("health").status() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private Process running() {
        if (process == null) {
            throw new IllegalStateException("node " + name + " was not started");
        }
        return process;
    }

    /** Its process id; 0 before it was started. */
    public long pid() {
        return process == null ? 0 : process.pid();
    }

    boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** Completes with this node when its process ends. */
    CompletableFuture<NodeProcess> end() {
        return running().onExit().thenApply(ended -> this);
    }

    /** Whether something answers at its address, whoever started it. */
    boolean answers() {
        try (Socket probe = new Socket()) {
            probe.connect(
                    new InetSocketAddress(
                            InetAddress.getLoopbackAddress(), api.node().getPort()),
                    1000);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    /** The last lines of what it printed, to say why it ended. */
    String lastLines() throws IOException {
        List<String> lines = Files.exists(output) ? Files.readAllLines(output) : List.of();
        return String.join(" | ", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    }

    /** Asks it to stop, and returns at once. */
    void requestStop() {
        if (process != null) {
            process.destroy();
        }
    }

    /** Stops it in order; kills it where that takes longer than {@link #STOP_TIME_MAX}. Returns whether it stopped in order. */
    boolean stop() throws InterruptedException {
        if (process == null) {
            return true;
        }
        process.destroy();
        boolean inOrder = process.waitFor(STOP_TIME_MAX.toMillis(), TimeUnit.MILLISECONDS);
        if (!inOrder) {
            kill();
            killDatabase();
        }
        return inOrder;
    }

    /** {@code kill -9} of the node; its database lives on, as it would. */
    void kill() throws InterruptedException {
        running().destroyForcibly().waitFor();
    }

    /** {@code kill -9} of its database server. */
    void killDatabase() {
        database().ifPresent(server -> {
            server.descendants().forEach(ProcessHandle::destroyForcibly);
            server.destroyForcibly();
            server.onExit().join();
        });
    }

    /** The database server that runs in the node's folder now, if any. */
    Optional<ProcessHandle> database() {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.find(
                folder, 5, (file, attributes) -> file.getFileName().toString().equals("postmaster.pid"))) {
            return files.findFirst().flatMap(NodeProcess::postmaster);
        } catch (IOException | java.io.UncheckedIOException vanished) {
            return Optional.empty();
        }
    }

    private static Optional<ProcessHandle> postmaster(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            return lines.isEmpty()
                    ? Optional.empty()
                    : ProcessHandle.of(Long.parseLong(lines.getFirst().strip())).filter(ProcessHandle::isAlive);
        } catch (IOException | NumberFormatException half) {
            return Optional.empty();
        }
    }
}
