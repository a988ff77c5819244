package puente.ledger;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/** A process that appends to a log until it is killed, and says of each entry when it is durable. */
public final class KilledWriter {
    private KilledWriter() {}

    public static void main(String[] arguments) throws IOException {
        FolderStorage storage = FolderStorage.open(Path.of(arguments[0]));
        Log log = Log.open(TestKeys.ORIGIN, List.of(TestKeys.LOG), storage, InstantSource.fixed(TestKeys.NOW));
        for (int index = (int) log.checkpoint().checkpoint().size(); ; index++) {
            byte[] entry = TreeAssertions.entries(index, index + 1).getFirst();
            log.append(entry).thenAccept(durable -> {
                if (durable % 50 == 0) {
                    System.out.println(durable);
                }
            });
        }
    }
}
