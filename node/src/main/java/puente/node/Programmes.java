package puente.node;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import puente.record.Record;
import puente.store.Origin;
import puente.store.RecordQuery;
import puente.store.RecordStore;
import puente.store.StoredRecord;

/**
 * Programmes and what belongs to them, as a reader may see them: own ones freely, a partner's for statistics, decided by the agreement and with a
 * receipt like every reading.
 */
final class Programmes {
    static final String PROGRAMME = "programme";
    static final String FUND_LINE = "fund-line";
    static final String CONTRACT = "contract";
    static final String DELIVERY = "delivery";
    static final String REGISTRATION = "evaluation-registration";

    /** Kinds that only whoever answers for programmes makes. */
    static final Set<String> KINDS = Set.of(PROGRAMME, FUND_LINE, CONTRACT, DELIVERY, REGISTRATION);

    /** For which all of it is read and disclosed. */
    static final String PURPOSE = "statistics";

    /** Most records of one kind that one answer holds. */
    static final int SHOWN_MAX = 500;

    private final RecordStore records;
    private final Readings readings;

    Programmes(RecordStore records, Readings readings) {
        this.records = records;
        this.readings = readings;
    }

    /** Every programme that the reader may see, newest first. */
    List<Seen> all(Acting acting) {
        return found(RecordQuery.builder().kind(PROGRAMME), acting);
    }

    /** What belongs to a programme, newest first. */
    List<Seen> of(UUID programme, String kind, Acting acting) {
        return found(RecordQuery.builder().kind(kind).key("programme", programme.toString()), acting);
    }

    /** How much of a kind belongs to a programme, without reading it. */
    int count(UUID programme, String kind) {
        return records.search(RecordQuery.builder()
                        .kind(kind)
                        .key("programme", programme.toString())
                        .purpose(PURPOSE)
                        .limit(SHOWN_MAX)
                        .build())
                .records()
                .size();
    }

    private List<Seen> found(RecordQuery.Builder query, Acting acting) {
        return readings.seen(
                records.search(query.purpose(PURPOSE).limit(SHOWN_MAX).build()).records(), acting.agency(), PURPOSE);
    }

    /** One of a kind, or a refusal: what may not be read is not there. */
    Seen one(UUID id, String kind, Acting acting) {
        return records.find(id, Optional.of(PURPOSE))
                .filter(stored -> stored.record().kind().equals(kind))
                .flatMap(stored -> readings.seen(List.of(stored), acting.agency(), PURPOSE).stream()
                        .findFirst())
                .orElseThrow(() -> RecordRoutes.notHeld(id));
    }

    /** Whether a record of that kind is held, own or a partner's. */
    boolean holds(UUID id, String kind) {
        return records.held(List.of(id)).stream()
                .anyMatch(stored -> stored.record().kind().equals(kind));
    }

    /** Every version of a record that is held, oldest first; its reader was let through when it was {@link Seen}. */
    List<Record> versions(Seen seen) {
        List<Record> versions = records.versions(seen.record().id(), Optional.of(PURPOSE)).stream()
                .filter(stored ->
                        stored.origin() instanceof Origin.Own == seen.channel().isEmpty())
                .map(StoredRecord::record)
                .toList();
        return versions.isEmpty() ? List.of(seen.record()) : versions;
    }

    /** A member of a record's fields that is a text. */
    static String text(Map<String, ?> fields, String name) {
        return fields.get(name) instanceof String text ? text : "";
    }
}
