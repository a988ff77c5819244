package puente.cli.demo;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import puente.cli.Console;
import puente.cli.Main;
import puente.cli.NodeApi;
import puente.node.Node;
import puente.node.NodeConfiguration;
import puente.record.Language;

/**
 * Starts one node of a pair in a scratch folder, asks it a few things and stops it, so that the virtual machine has loaded what every start
 * loads. The launcher runs it once after a build with {@code -XX:ArchiveClassesAtExit}: with that archive a start takes less than half
 * the processor time. No command of a person's.
 */
public final class Rehearsal {
    private Rehearsal() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("puente-rehearsal");
        try {
            Pair.create(folder, Pair.Ports.free(), Language.EN);
            try (Node node = Node.start(NodeConfiguration.load(folder.resolve("mx")))) {
                NodeApi api = new NodeApi(node.url().resolve("/"), Language.ES, "");
                for (String path : new String[] {"health", "api/v1/channels", "api/v1/keys", "api/v1/agreement"}) {
                    api.getUnchecked(path);
                }
            }
            PrintStream silence = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
            Main.run(new Console(silence, silence, Language.EN, false), "--help");
        } finally {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }
}
