package puente.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code puente import}: files into a running node; exit code {@value Exit#FINDINGS} where rows went to quarantine. */
@Command(name = "import")
final class ImportCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private Common common = new Common();

    @Mixin
    private NodeOption node = new NodeOption();

    @Parameters(paramLabel = "FILE", arity = "1..*", descriptionKey = "FILE")
    private List<Path> files = List.of();

    /** What the file is: a mapping's id, or a format that needs none. */
    @Option(
            names = {"--mapping", "--format"},
            paramLabel = "NAME")
    private String mapping = "";

    @Option(names = "--indicator", paramLabel = "CODE", descriptionKey = "import.indicator")
    private String indicator = "";

    @Option(names = "--programme", paramLabel = "ID", descriptionKey = "import.programme")
    private String programme = "";

    @Option(names = "--json", descriptionKey = "json")
    private boolean json;

    ImportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        long quarantined = 0;
        try (NodeApi api = node.open(console)) {
            for (Path file : files) {
                JsonNode account;
                try (ProgressBar bar = console.progress(
                        String.valueOf(file.getFileName()), Imports.rowsOf(file), console.text("cli.import.rows"))) {
                    account = Imports.run(
                            api,
                            file,
                            Map.of("mapping", mapping, "indicator", indicator, "programme", programme),
                            bar::at);
                }
                quarantined += account.path("quarantinedRows").asLong();
                if (json) {
                    console.json(account);
                } else {
                    report(account);
                }
            }
        }
        return quarantined == 0 ? Exit.DONE : Exit.FINDINGS;
    }

    private void report(JsonNode account) {
        console.say(
                "cli.import.done",
                "file",
                account.path("file").asText(),
                "mapping",
                account.path("mapping").asText(),
                "rows",
                Console.number(account.path("rows").asLong()),
                "records",
                Console.number(account.path("records").asLong()),
                "unchanged",
                Console.number(account.path("unchanged").asLong()),
                "skipped",
                Console.number(account.path("skippedRows").asLong()),
                "quarantined",
                Console.number(account.path("quarantinedRows").asLong()));
        account.path("skipped")
                .properties()
                .forEach(each -> console.say(
                        "cli.import.left",
                        "reason",
                        each.getKey(),
                        "count",
                        Console.number(each.getValue().asLong())));
        for (JsonNode row : account.path("quarantined")) {
            for (JsonNode fault : row.path("faults")) {
                console.problem(
                        fault.path("code").asText(),
                        fault.path("position").asText(),
                        fault.path("reason").asText(),
                        fault.path("remedy").asText());
            }
        }
    }
}
