package puente.node;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import puente.match.pair.Statement;
import puente.match.search.Hit;
import puente.match.search.NameIndex;
import puente.store.RecordNames;
import puente.store.StatementName;
import puente.store.StoredRecord;

/**
 * The names of all persons of whom the node holds a record, in memory, to be found as a clerk types them.
 *
 * <p>Built from the store when the node starts and kept by a job; a record that was purged, or superseded, leaves it within half a minute, and in
 * the meantime a search does not show it, since every hit is looked up in the store. At most {@link #PERSONS_MAX} persons are
 * held, the first to come; a search says when there are more.
 */
final class PersonNames {
    /** Most persons; about one kilobyte each. */
    static final int PERSONS_MAX = 1_000_000;

    /** Names of one person that are told from each other. */
    private static final int NAMES_EACH = 8;

    private static final int BATCH = 5_000;
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final RecordNames records;
    private final int personsMax;
    private final NameIndex index = new NameIndex();

    // Guarded by this.
    private final Map<StatementName, Long> sequences = new HashMap<>();
    private long purges = -1;
    private boolean complete = true;

    PersonNames(RecordNames records) {
        this(records, PERSONS_MAX);
    }

    PersonNames(RecordNames records, int personsMax) {
        this.records = records;
        this.personsMax = personsMax;
    }

    /** Takes in what was stored since the last step, and takes out what was purged. */
    synchronized Duration step() {
        long now = records.purges();
        if (now != purges) {
            List<StatementName> gone = new ArrayList<>(sequences.keySet());
            gone.removeAll(records.held("person"));
            gone.forEach(this::remove);
            purges = now;
        }
        List<StoredRecord> found = records.next("person", BATCH);
        found.forEach(this::add);
        return found.size() < BATCH ? PAUSE : Duration.ZERO;
    }

    private void add(StoredRecord stored) {
        StatementName name = SubjectPicture.name(stored);
        remove(name);
        if (sequences.size() >= personsMax) {
            complete = false;
            return;
        }
        Statement statement = Statement.of(stored.record());
        Object curp = stored.record().fields().get("personCurp");
        int at = 0;
        for (String each : statement.names()) {
            index.add(stored.sequence() * NAMES_EACH + at, each, at == 0 && curp instanceof String key ? key : "");
            at++;
        }
        if (at > 0) {
            sequences.put(name, stored.sequence());
        }
    }

    private void remove(StatementName name) {
        Long sequence = sequences.remove(name);
        if (sequence != null) {
            for (int at = 0; at < NAMES_EACH; at++) {
                index.remove(sequence * NAMES_EACH + at);
            }
        }
    }

    /** Who answers a question best, each person once, best first. */
    List<Hit> search(String question, int limit) {
        Map<Long, Hit> best = new java.util.LinkedHashMap<>();
        for (Hit hit : index.searcher().search(question, limit * 2)) {
            best.putIfAbsent(sequence(hit), hit);
        }
        return best.values().stream().limit(limit).toList();
    }

    /** The record's place in the store. */
    static long sequence(Hit hit) {
        return hit.id() / NAMES_EACH;
    }

    /** Whether every person is held here. */
    synchronized boolean isComplete() {
        return complete;
    }

    int size() {
        return index.size();
    }
}
