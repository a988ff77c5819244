package puente.node;

import java.util.Optional;
import puente.record.Record;

/**
 * A record that a reader was let through to, and where it came from.
 *
 * @param channel through which it came; empty where it is this node's own
 */
record Seen(Record record, Optional<String> channel) {
    Object show() {
        return RecordJson.show(record, channel);
    }
}
