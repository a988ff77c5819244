package puente.cli.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import puente.cli.Console;
import puente.node.Node;
import puente.node.NodeConfiguration;
import puente.node.Setup;
import puente.record.Agency;
import puente.record.Language;
import puente.record.Problem;
import puente.record.ProblemException;

/** The demonstration's two nodes, {@code mx} and {@code us}, in one folder of this machine: made, started and stopped together. */
public final class Pair {
    /** The parties' agencies, as the demonstration agreement names them; the first acts where a request does not say. */
    static final List<String> MX =
            List.of("mx/fgr", "mx/sspc", "mx/sesnsp", "mx/inm", "mx/conapo", "mx/cnb", "mx/anam", "mx/uif", "mx/semar");

    static final List<String> US =
            List.of("us/cbp", "us/atf", "us/dea", "us/fbi", "us/hsi", "us/uscg", "us/cdc", "us/inl");

    /** The ports of {@code puente demo}: the API's and the partner's, for each node. */
    static final Ports STANDARD = new Ports(8471, 9471, 8472, 9472);

    private final Path base;
    private final Ports ports;
    private final NodeProcess mx;
    private final NodeProcess us;

    /** Four ports of this machine. */
    public record Ports(int mx, int mxExchange, int us, int usExchange) {
        List<Integer> all() {
            return List.of(mx, mxExchange, us, usExchange);
        }

        /** Four that nobody uses at this moment. */
        public static Ports free() throws IOException {
            try (ServerSocket first = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                    ServerSocket second = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                    ServerSocket third = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                    ServerSocket fourth = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                return new Ports(
                        first.getLocalPort(), second.getLocalPort(), third.getLocalPort(), fourth.getLocalPort());
            }
        }

        /** Refuses a port that another program holds, before anything is made. */
        void requireFree() {
            for (int port : all()) {
                try (ServerSocket probe = new ServerSocket()) {
                    probe.setReuseAddress(true);
                    probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
                } catch (IOException taken) {
                    throw new ProblemException(Problem.of("cli.demo.port-taken", "", "port", port));
                }
            }
        }
    }

    private Pair(Path base, Ports ports, Language language, int heapMegabytes, boolean quick) {
        this.base = base;
        this.ports = ports;
        this.mx = new NodeProcess(
                "mx", base.resolve("mx"), base.resolve("logs/mx.log"), ports.mx(), language, heapMegabytes, quick);
        this.us = new NodeProcess(
                "us", base.resolve("us"), base.resolve("logs/us.log"), ports.us(), language, heapMegabytes, quick);
    }

    /** Makes both nodes: folders, keys, introductions exchanged, and the demonstration agreement signed by both parties. */
    public static Pair create(Path base, Ports ports, Language language) throws IOException {
        return create(base, ports, language, NodeProcess.HEAP_MEGABYTES, true);
    }

    /** Two nodes to be measured: slower to start, then as fast as they get; each one's heap grows to so many MB at most. */
    public static Pair measured(Path base, Ports ports, Language language, int heapMegabytes) throws IOException {
        return create(base, ports, language, heapMegabytes, false);
    }

    private static Pair create(Path base, Ports ports, Language language, int heapMegabytes, boolean quick)
            throws IOException {
        Files.createDirectories(base);
        Path ofMx = Node.initialise(
                base.resolve("mx"),
                new Setup("mx", "mx", agencies(MX), language, ports.mx(), ports.mxExchange(), Optional.empty())
                        .asDemonstration());
        Path ofUs = Node.initialise(
                base.resolve("us"),
                new Setup("us", "us", agencies(US), language, ports.us(), ports.usExchange(), Optional.empty())
                        .asDemonstration());
        Node.acceptPartner(base.resolve("mx"), ofUs);
        Node.acceptPartner(base.resolve("us"), ofMx);
        SignedTogether.agreement(base.resolve("mx"), base.resolve("us"));
        return new Pair(base, ports, language, heapMegabytes, quick);
    }

    /** Both nodes as an earlier start made them. */
    static Pair existing(Path base, Language language) {
        asDemonstration(base.resolve("mx"));
        asDemonstration(base.resolve("us"));
        NodeConfiguration ofMx = NodeConfiguration.load(base.resolve("mx"));
        NodeConfiguration ofUs = NodeConfiguration.load(base.resolve("us"));
        return new Pair(
                base,
                new Ports(
                        ofMx.http().port(),
                        ofMx.exchange().port(),
                        ofUs.http().port(),
                        ofUs.exchange().port()),
                language,
                NodeProcess.HEAP_MEGABYTES,
                true);
    }

    /** A node made before there was signing in says nothing of it, and would be closed. */
    private static void asDemonstration(Path folder) {
        NodeConfiguration configuration = NodeConfiguration.load(folder);
        if (configuration.signIn().equals(NodeConfiguration.SignIn.STANDARD)) {
            Path file = folder.resolve(NodeConfiguration.FILE);
            try {
                Files.writeString(file, "signIn:\n  demonstration: \"yes\"\n", StandardOpenOption.APPEND);
            } catch (IOException unwritable) {
                throw new ProblemException(Problem.of(
                        "node.file.unwritable", file.toString(), "file", file, "reason", String.valueOf(unwritable)));
            }
        }
    }

    private static List<Agency> agencies(List<String> codes) {
        return codes.stream().map(Agency::new).toList();
    }

    Path base() {
        return base;
    }

    Ports ports() {
        return ports;
    }

    public NodeProcess mx() {
        return mx;
    }

    public NodeProcess us() {
        return us;
    }

    /** The other of the two. */
    NodeProcess partner(NodeProcess node) {
        return node == mx ? us : mx;
    }

    Stream<NodeProcess> both() {
        return Stream.of(mx, us);
    }

    /** Starts both at once and waits until both are healthy. */
    public void start() throws IOException, InterruptedException {
        mx.start();
        us.start();
        mx.awaitHealthy();
        us.awaitHealthy();
    }

    /** Imports the bundled scenario into both and shares it both ways as far as the agreement permits; no public data. */
    public void fill(Console console) throws IOException, InterruptedException {
        new Preparation(console, this, Optional.empty(), Optional.empty()).run();
    }

    /** Has {@code us} sign two histories of its channel to {@code mx}; returns the code of the fault that {@code mx} found. */
    public String fork() throws IOException, InterruptedException {
        return new StagedFork(this).stage().code();
    }

    /** Stops both at once, databases too; returns whether both stopped in order. */
    public boolean stop() throws InterruptedException {
        mx.requestStop();
        us.requestStop();
        boolean mxInOrder = mx.stop();
        boolean usInOrder = us.stop();
        return mxInOrder && usInOrder;
    }

    /** Whether a process of either node still runs: the node itself or its database. */
    boolean anythingRuns() {
        return both().anyMatch(node -> node.isAlive() || node.database().isPresent());
    }
}
