package puente.store;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import puente.record.Record;

/** API first: records with versions, search, aggregation and purge. */
public final class RecordStore {
    public RecordStore(Database database) {
        java.util.Objects.requireNonNull(database);
    }

    /** Inserts records in one transaction by COPY; returns how many. */
    public long insertAll(Iterator<Record> records, Origin origin) {
        throw new UnsupportedOperationException();
    }

    /** The newest version; {@code purpose} as in {@link RecordQuery}. */
    public Optional<StoredRecord> find(UUID id, Optional<String> purpose) {
        throw new UnsupportedOperationException();
    }

    /** All versions, oldest first. */
    public List<StoredRecord> versions(UUID id, Optional<String> purpose) {
        throw new UnsupportedOperationException();
    }

    /** One page of a search. */
    public Page search(RecordQuery query) {
        throw new UnsupportedOperationException();
    }
}
