package puente.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import puente.node.NodeConfiguration;
import puente.store.Backup;
import puente.store.PurgeList;

/**
 * {@code puente backup}: a node at one instant, while it runs or not. Three files: database and evidence; beside them the node's own
 * files; and the list of what was purged, which a restore needs so that nothing forgotten comes back.
 */
@Command(name = "backup")
final class BackupCommand implements Callable<Integer> {
    /** What is added to the backup's name for the list of purges. */
    static final String PURGES = ".purged";

    private final Console console;

    @Mixin
    private Common common = new Common();

    @Option(names = "--folder", paramLabel = "FOLDER", required = true)
    private Path folder = Path.of(".");

    @Option(names = "--to", paramLabel = "FILE", required = true)
    private Path target = Path.of(".");

    @Option(names = "--json", descriptionKey = "json")
    private boolean json;

    BackupCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        NodeConfiguration configuration = NodeConfiguration.load(folder);
        Backup.Summary summary;
        try (NodeStore store = NodeStore.open(configuration)) {
            summary = new Backup(store.database(), store.evidence())
                    .write(target, Clock.systemUTC().instant());
            PurgeList.write(store.database(), Path.of(target + PURGES));
        }
        NodeFiles.write(configuration, Path.of(target + NodeFiles.SUFFIX));
        if (json) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("file", target.toString());
            object.put("taken", summary.taken().toString());
            object.put("rows", summary.rows());
            object.put("files", summary.files());
            object.put("bytes", summary.bytes());
            console.json(object);
        } else {
            console.say(
                    "cli.backup.done",
                    "file",
                    target,
                    "rows",
                    Console.number(summary.rows()),
                    "files",
                    Console.number(summary.files()),
                    "bytes",
                    Console.number(summary.bytes()));
        }
        return Exit.DONE;
    }
}
