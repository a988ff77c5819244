package puente.node;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import puente.record.Record;
import puente.store.RecordQuery;
import puente.store.RecordStore;
import puente.store.StoredRecord;

/** Records of programmes that everybody may see, own ones and a partner's. */
final class OpenRecords {
    private final RecordStore records;
    private final InstantSource clock;

    OpenRecords(RecordStore records, InstantSource clock) {
        this.records = records;
        this.clock = clock;
    }

    /** What changes with every record that is stored, and in any case within {@link PublicRoutes#LOOKED_AT}: what was withdrawn is not told for longer. */
    String state() {
        long slot = clock.instant().getEpochSecond() / PublicRoutes.LOOKED_AT.toSeconds();
        return records.lastSequence() + "/" + slot;
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
