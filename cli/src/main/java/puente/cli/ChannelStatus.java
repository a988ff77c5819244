package puente.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code puente channel status}: every channel of a node; exit code {@value Exit#FINDINGS} where one is stopped by a fault. */
@Command(name = "status")
final class ChannelStatus implements Callable<Integer> {
    private final Console console;

    @Mixin
    private Common common = new Common();

    @Mixin
    private NodeOption node = new NodeOption();

    @Option(names = "--json", descriptionKey = "json")
    private boolean json;

    ChannelStatus(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        boolean stopped = false;
        Table table = new Table(
                console.text("cli.channel.channel"),
                console.text("cli.channel.role"),
                console.text("cli.channel.size"),
                console.text("cli.channel.cosigned"),
                console.text("cli.channel.lag"),
                console.text("cli.channel.receipts"),
                console.text("cli.channel.state"));
        try (NodeApi api = node.open(console)) {
            for (JsonNode channel : api.get("api/v1/channels").json().path("channels")) {
                stopped |= channel.has("fault");
                if (json) {
                    console.json(channel);
                } else {
                    row(table, channel);
                }
            }
        }
        if (!json) {
            table.print(console);
        }
        return stopped ? Exit.FINDINGS : Exit.DONE;
    }

    private void row(Table table, JsonNode channel) {
        String state = channel.has("fault")
                ? console.text(
                        "cli.channel.stopped",
                        "code",
                        channel.path("fault").path("code").asText())
                : progress(channel.path("progress").asText());
        table.row(
                channel.path("channel").asText(),
                console.text("cli.channel." + channel.path("role").asText("outgoing")),
                Console.number(channel.path("size").asLong()),
                Console.number(channel.path("cosigned").asLong()),
                Console.number(channel.path("lag").asLong()),
                Console.number(channel.path("purgeReceiptsOutstanding").asLong()),
                state);
    }

    /** The follower's last step, in words; a channel that this node writes has none and is up to date. */
    private String progress(String word) {
        return switch (word) {
            case "advancing" -> console.text("cli.channel.advancing");
            case "unreachable" -> console.text("cli.channel.unreachable");
            case "unverified" -> console.text("cli.channel.unverified");
            case "store-failed" -> console.text("cli.channel.store-failed");
            default -> console.text("cli.channel.up");
        };
    }
}
