package puente.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import puente.node.TaxiiClient;

/**
 * {@code puente taxii pull}: copies what was added to one TAXII collection into another, most often somebody's into this node's
 * {@code objects}. Repeatable: what is there already stays as it is.
 */
@Command(name = "pull")
final class TaxiiPull implements Callable<Integer> {
    private final Console console;

    @Mixin
    private Common common = new Common();

    @Option(names = "--from", paramLabel = "URL", required = true)
    private URI from = URI.create("");

    @Option(names = "--from-user", paramLabel = "USER", required = true)
    private String fromUser = "";

    @Option(names = "--from-password", paramLabel = "FILE", required = true)
    private Path fromPassword = Path.of("");

    @Option(names = "--to", paramLabel = "URL", required = true)
    private URI to = URI.create("");

    @Option(names = "--to-user", paramLabel = "USER", required = true)
    private String toUser = "";

    @Option(names = "--to-password", paramLabel = "FILE", required = true)
    private Path toPassword = Path.of("");

    @Option(names = "--added-after", paramLabel = "TIME")
    private String addedAfter = "";

    @Option(names = "--json", descriptionKey = "json")
    private boolean json;

    TaxiiPull(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (TaxiiClient source = new TaxiiClient(from, TaxiiClient.basic(fromUser, firstLine(fromPassword)));
                TaxiiClient target = new TaxiiClient(to, TaxiiClient.basic(toUser, firstLine(toPassword)))) {
            TaxiiClient.Pulled pulled =
                    source.pull(Optional.of(addedAfter).filter(each -> !each.isEmpty()), target::add);
            if (json) {
                Map<String, Object> object = new LinkedHashMap<>();
                object.put("objects", pulled.objects());
                object.put("refused", pulled.refused());
                pulled.lastAdded().ifPresent(last -> object.put("lastAdded", last));
                console.json(object);
            } else {
                console.say(
                        "cli.taxii.pulled",
                        "objects",
                        Console.number(pulled.objects()),
                        "refused",
                        Console.number(pulled.refused()));
                pulled.lastAdded().ifPresent(last -> console.say("cli.taxii.continue", "last", last));
            }
            return pulled.refused() == 0 ? Exit.DONE : Exit.FINDINGS;
        }
    }

    private static String firstLine(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8)
                .lines()
                .findFirst()
                .orElse("");
    }
}
