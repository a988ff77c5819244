package puente.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import puente.node.Node;
import puente.node.NodeConfiguration;
import puente.node.Setup;
import puente.record.Agency;
import puente.record.Language;

/** {@code puente init}: makes a node's folder, keys and introduction. {@code --accept} pins partners' introductions. */
@Command(name = "init")
final class InitCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private Common common = new Common();

    @Parameters(paramLabel = "FOLDER", descriptionKey = "FOLDER")
    private Path folder = Path.of(".");

    @Option(names = "--name", paramLabel = "NAME")
    private String name = "";

    @Option(names = "--party", paramLabel = "PARTY")
    private String party = "";

    @Option(names = "--agency", paramLabel = "PARTY/AGENCY")
    private List<String> agencies = List.of();

    @Option(names = "--port", paramLabel = "PORT")
    private int port = NodeConfiguration.HTTP_PORT;

    @Option(names = "--exchange-port", paramLabel = "PORT")
    private int exchangePort = NodeConfiguration.EXCHANGE_PORT;

    @Option(names = "--exchange-url", paramLabel = "URL")
    private Optional<URI> exchangeUrl = Optional.empty();

    @Option(names = "--accept", paramLabel = "FILE")
    private List<Path> introductions = List.of();

    @Option(names = "--json", descriptionKey = "json")
    private boolean json;

    InitCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Map<String, Object> done = new LinkedHashMap<>();
        done.put("folder", folder.toString());
        if (!name.isEmpty() || introductions.isEmpty()) {
            initialise(done);
        }
        for (Path introduction : introductions) {
            String partner = Node.acceptPartner(folder, introduction);
            done.put("accepted", partner);
            if (!json) {
                console.say("cli.init.accepted", "partner", partner);
            }
        }
        if (json) {
            console.json(done);
        }
        return Exit.DONE;
    }

    private void initialise(Map<String, Object> done) {
        String nodeName = name.isEmpty()
                ? String.valueOf(folder.toAbsolutePath().normalize().getFileName())
                : name;
        String nodeParty = party.isEmpty() ? nodeName : party;
        List<Agency> members = agencies.isEmpty()
                ? List.of(new Agency(nodeParty))
                : agencies.stream().map(Agency::new).toList();
        Language language = console.language();
        Path introduction = Node.initialise(
                folder, new Setup(nodeName, nodeParty, members, language, port, exchangePort, exchangeUrl));
        done.put("node", nodeName);
        done.put("introduction", introduction.toString());
        if (!json) {
            console.say("cli.init.done", "node", nodeName, "folder", folder, "introduction", introduction);
        }
    }
}
