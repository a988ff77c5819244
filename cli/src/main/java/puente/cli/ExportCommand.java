package puente.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code puente export}: records of a node as JSON Lines, NIEM or FollowTheMoney, or observations as CSV. What may not be exported, and what the format
 * cannot carry, is left out and counted; the exit code is then {@value Exit#FINDINGS}.
 */
@Command(name = "export")
final class ExportCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private Common common = new Common();

    @Mixin
    private NodeOption node = new NodeOption();

    @Option(names = "--kind", paramLabel = "KIND")
    private String kind = "";

    @Option(names = "--area", paramLabel = "AREA")
    private String area = "";

    @Option(names = "--from", paramLabel = "DATE")
    private String from = "";

    @Option(names = "--until", paramLabel = "DATE")
    private String until = "";

    @Option(names = "--purpose", paramLabel = "PURPOSE")
    private String purpose = "";

    @Option(names = "--format", paramLabel = "jsonl|csv|niem|niem-json|ftm")
    private String format = "jsonl";

    @Option(names = "--to", paramLabel = "FILE")
    private Optional<Path> target = Optional.empty();

    ExportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Map<String, String> parameters = new HashMap<>();
        parameters.put("kind", kind);
        parameters.put("area", area);
        parameters.put("from", from);
        parameters.put("to", until);
        parameters.put("purpose", purpose);
        parameters.put("format", format);
        NodeApi.Download download;
        try (NodeApi api = node.open(console)) {
            download = api.download("api/v1/exports" + NodeApi.query(parameters));
            try (download;
                    OutputStream out = open()) {
                download.body().transferTo(out);
            }
        }
        String withheld = download.header("Puente-Withheld");
        console.err()
                .println(console.text(
                        "cli.export.done", "records", download.header("Puente-Records"), "withheld", withheld));
        String refused = download.header("Puente-Refused");
        if (isSome(refused)) {
            String reason = URLDecoder.decode(download.header("Puente-Refusal"), StandardCharsets.UTF_8);
            console.err().println(console.text("cli.export.refused", "refused", refused, "reason", reason));
        }
        return isSome(withheld) || isSome(refused) ? Exit.FINDINGS : Exit.DONE;
    }

    private static boolean isSome(String count) {
        return !count.isEmpty() && !count.equals("0");
    }

    /** The file, which must not exist yet, or standard output, which stays open. */
    private OutputStream open() throws IOException {
        if (target.isPresent()) {
            return Files.newOutputStream(target.get(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        }
        return new BufferedOutputStream(console.out()) {
            @Override
            public void close() throws IOException {
                flush();
            }
        };
    }
}
