package puente.store;

import java.util.List;
import java.util.Optional;

/** One page of a search, newest first, and where the next begins if there is one. */
public record Page(List<StoredRecord> records, Optional<Cursor> next) {
    public Page {
        records = List.copyOf(records);
    }
}
