package puente.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import puente.node.NodeConfiguration;
import puente.store.Backup;

/** {@code puente restore}: a node's folder again, from what {@code puente backup} wrote. */
@Command(name = "restore")
final class RestoreCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private Common common = new Common();

    @Parameters(paramLabel = "FILE", descriptionKey = "FILE")
    private Path file = Path.of(".");

    @Option(names = "--folder", paramLabel = "FOLDER", required = true)
    private Path folder = Path.of(".");

    RestoreCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(file.toString());
        }
        Backup.verify(file);
        NodeFiles.read(Path.of(file + NodeFiles.SUFFIX), folder);
        Optional<Path> purges =
                Optional.of(Path.of(file + BackupCommand.PURGES)).filter(Files::exists);
        Backup.Summary summary;
        try (NodeStore store = NodeStore.open(NodeConfiguration.load(folder))) {
            summary = new Backup(store.database(), store.evidence()).restore(file, purges);
        }
        console.say(
                "cli.restore.done",
                "folder",
                folder,
                "taken",
                summary.taken(),
                "rows",
                Console.number(summary.rows()),
                "files",
                Console.number(summary.files()));
        return Exit.DONE;
    }
}
