package puente.flink;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.RuntimeContext;
import puente.match.link.FixedModel;

/**
 * The model, read once a process however many operators run in it. Flink brings the file to each machine; the first operator that asks reads it, the last one that
 * lets go of it frees it.
 */
final class Models {
    /** What the file is called in Flink's distributed cache. */
    static final String FILE = "model";

    private static final Map<Path, Held> HELD = new HashMap<>();

    private static final class Held {
        private final FixedModel model;
        private int holders;

        Held(FixedModel model) {
            this.model = model;
        }
    }

    private Models() {}

    /** The model, to be {@link #release released}. */
    static FixedModel acquire(RuntimeContext context) throws IOException {
        File file = context.getDistributedCache().getFile(FILE);
        synchronized (HELD) {
            Path path = file.toPath();
            Held held = HELD.get(path);
            if (held == null) {
                held = new Held(FixedModel.read(path));
                HELD.put(path, held);
            }
            held.holders++;
            return held.model;
        }
    }

    static void release(FixedModel model) {
        synchronized (HELD) {
            HELD.values().removeIf(held -> held.model.equals(model) && --held.holders == 0);
        }
    }
}
