package puente.gateway;

import java.util.Optional;
import puente.record.Record;

/**
 * What an imported record is to the one already held under its id. Ids come from natural keys, so the same file twice
 * changes nothing, and a corrected figure becomes a new version of the same statement.
 */
public sealed interface Revision {
    /** Nothing was held. */
    record First(Record record) implements Revision {}

    /** The same statement with the same handling is held already; provenance and time of import do not make a new one. */
    record Unchanged(Record held) implements Revision {}

    /** The statement changed: to be stored under the next version. */
    record Revised(Record held, Record record) implements Revision {}

    /** Compares an imported record with the latest version held. */
    static Revision of(Optional<Record> held, Record imported) {
        if (held.isEmpty()) {
            return new First(imported);
        }
        Record before = held.get();
        if (before.fields().equals(imported.fields()) && before.handling().equals(imported.handling())) {
            return new Unchanged(before);
        }
        return new Revised(
                before,
                new Record(
                        imported.id(),
                        before.version() + 1,
                        imported.kind(),
                        imported.agency(),
                        imported.recordedAt(),
                        imported.handling(),
                        imported.provenance(),
                        imported.fields()));
    }
}
