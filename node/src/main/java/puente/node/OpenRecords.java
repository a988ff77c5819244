package puente.node;

import java.util.ArrayList;
import java.util.List;
import puente.record.Record;
import puente.store.RecordQuery;
import puente.store.RecordStore;
import puente.store.StoredRecord;

/** Records of programmes that everybody may see, own ones and a partner's. */
final class OpenRecords {
    private final RecordStore records;

    OpenRecords(RecordStore records) {
        this.records = records;
    }

    /** Every record of a kind whose newest version is open to all. */
    List<Record> of(String kind) {
        List<Record> open = new ArrayList<>();
        RecordQuery query = RecordQuery.builder()
                .kind(kind)
                .purpose(Programmes.PURPOSE)
                .limit(RecordQuery.LIMIT_MAX)
                .build();
        records.each(
                query,
                batch -> batch.stream()
                        .map(StoredRecord::record)
                        .filter(record -> record.handling().isOpen())
                        .forEach(open::add));
        return open;
    }
}
