package puente.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code puente search}: finds records of a running node by words, kind, area and time, for a stated purpose. */
@Command(name = "search")
final class SearchCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private Common common = new Common();

    @Mixin
    private NodeOption node = new NodeOption();

    @Parameters(paramLabel = "QUERY", arity = "0..1", descriptionKey = "QUERY")
    private String query = "";

    @Option(names = "--kind", paramLabel = "KIND")
    private String kind = "";

    @Option(names = "--area", paramLabel = "AREA")
    private String area = "";

    @Option(names = "--from", paramLabel = "DATE")
    private String from = "";

    @Option(names = "--to", paramLabel = "DATE")
    private String to = "";

    @Option(names = "--purpose", paramLabel = "PURPOSE")
    private String purpose = "";

    @Option(names = "--cursor", paramLabel = "CURSOR")
    private String cursor = "";

    @Option(names = "--limit", paramLabel = "N")
    private int limit = 20;

    @Option(names = "--json", descriptionKey = "json")
    private boolean json;

    SearchCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        Map<String, String> parameters = new HashMap<>();
        parameters.put("q", query);
        parameters.put("kind", kind);
        parameters.put("area", area);
        parameters.put("from", from);
        parameters.put("to", to);
        parameters.put("purpose", purpose);
        parameters.put("cursor", cursor);
        parameters.put("limit", Integer.toString(limit));
        try (NodeApi api = node.open(console)) {
            JsonNode page =
                    api.get("api/v1/records" + NodeApi.query(parameters)).json();
            if (json) {
                page.path("records").forEach(console::json);
            } else {
                show(page);
            }
        }
        return Exit.DONE;
    }

    private void show(JsonNode page) {
        JsonNode records = page.path("records");
        if (records.isEmpty()) {
            console.say("cli.search.nothing");
            return;
        }
        Table table = new Table(
                console.text("cli.search.id"),
                console.text("cli.search.kind"),
                console.text("cli.search.agency"),
                console.text("cli.search.handling"),
                console.text("cli.search.summary"));
        records.forEach(each -> table.row(
                each.path("id").asText(),
                each.path("kind").asText(),
                each.path("agency").asText(),
                "TLP:" + each.path("handling").path("tlp").asText(),
                RecordSummary.of(each, console)));
        table.print(console);
        String next = page.path("cursor").asText("");
        if (!next.isEmpty()) {
            console.say("cli.search.more", "cursor", next);
        }
    }
}
