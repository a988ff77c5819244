package puente.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import puente.record.Kinds;
import puente.record.Record;
import puente.record.RecordIndex;

/**
 * Records as rows: what of an insertion needs no database. The rows of records are made where the caller has begun them; those of
 * observations, few bytes each, are kept until all records are in.
 */
final class RecordRows {
    /** What {@link #add} writes, in this order. */
    static final String INTO =
            "record (id, version, origin, kind, retain_until, from_day, to_day, lat, lon, terms, words, body)";

    static final int INTO_COLUMNS = 12;

    /** With the number before it. */
    static final String NUMBERED = INTO.replace("(", "(seq, ");

    private final Terms terms;
    private final short originId;
    private final Origin origin;
    private final List<byte[]> observationBlocks = new ArrayList<>();
    private final BinaryRows observations = new BinaryRows(BinaryRows.into(observationBlocks));
    private final List<UUID> superseding = new ArrayList<>();
    private final Map<UUID, List<?>> evidence = new HashMap<>();

    RecordRows(Terms terms, short originId, Origin origin) {
        this.terms = terms;
        this.originId = originId;
        this.origin = origin;
    }

    /** Completes a row that was begun, its number written where it has one. */
    void add(BinaryRows row, RecordTable.Insertion insertion) throws SQLException {
        Record record = insertion.record();
        RecordIndex index = RecordIndex.of(Kinds.standard().kind(record.kind()), record);
        write(row, insertion, index);
        if (record.version() > 1) {
            superseding.add(record.id());
        }
        if (origin instanceof Origin.Own && record.fields().get("evidence") instanceof List<?> files) {
            evidence.put(record.id(), files);
        }
        Optional<ObservationRow> observation = ObservationRow.of(record, index);
        if (observation.isPresent()) {
            observation.get().add(observations, originId, origin);
        }
    }

    private void write(BinaryRows row, RecordTable.Insertion insertion, RecordIndex index) throws SQLException {
        Record record = insertion.record();
        row.uuid(record.id())
                .int4(record.version())
                .int2(originId)
                .text(record.kind())
                .date(record.handling().retainUntil().orElse(null))
                .date(index.from().orElse(null))
                .date(index.to().orElse(null));
        if (index.latitude().isPresent() && index.longitude().isPresent()) {
            row.float8(index.latitude().getAsDouble()).float8(index.longitude().getAsDouble());
        } else {
            row.nothing().nothing();
        }
        String words = index.text().isEmpty() ? "" : Folding.fold(index.text());
        row.int8Array(terms.of(record, index, origin))
                .text(words.isEmpty() ? null : words)
                .bytes(insertion.canonical());
    }

    /** The rows of observations among what was added, to go to {@link ObservationRow#INTO}. */
    List<byte[]> observations() throws SQLException {
        observations.flush();
        return observationBlocks;
    }

    /** Records of which a later version than the first was added. */
    List<UUID> superseding() {
        return superseding;
    }

    /** Files that records of this node's own name. */
    Map<UUID, List<?>> evidence() {
        return evidence;
    }
}
