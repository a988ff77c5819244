package puente.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLTransientConnectionException;
import java.util.Iterator;
import java.util.List;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import puente.record.ProblemException;
import puente.record.Record;

/** What others find, and at what cost, while a long insertion is under way. */
@Timeout(60)
class UnfinishedTest {
    private static final int LONG = 10_000;
    private static final RecordQuery ALL = RecordQuery.builder().limit(10).build();

    private Database database;
    private RecordStore store;

    @BeforeEach
    void open() {
        database = TestDatabases.fresh();
        store = new RecordStore(database);
        store.insertAll(sightings(0, 5, at -> {}));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static Iterator<Record> sightings(int first, int count, IntConsumer before) {
        return new Iterator<>() {
            private int at;

            @Override
            public boolean hasNext() {
                return at < count;
            }

            @Override
            public Record next() {
                before.accept(at);
                return StoreSamples.sighting(first + at++);
            }
        };
    }

    private List<Record> found() {
        return store.search(ALL).records().stream().map(StoredRecord::record).toList();
    }

    /** How many sequences the statements of a search may walk over. */
    private long walked() {
        long top = database.transaction(RecordTable::lastSequence);
        return Search.Window.of(ALL, new Cursor(top, top + 1), database.unfinished()).stream()
                .mapToLong(window -> window.before() - window.from())
                .sum();
    }

    @Test
    void longInsertion_isJumpedOver_whileOthersWriteAndFind() {
        List<Record> before = found();
        Record meanwhile = StoreSamples.sighting(99_999);
        store.insertAll(sightings(100, LONG, at -> {
            if (at == LONG - 1) {
                store.insert(meanwhile);
                assertThat(found()).hasSize(6).startsWith(meanwhile).endsWith(before.toArray(Record[]::new));
                assertThat(walked()).isLessThan(20);
            }
        }));
        assertThat(found()).hasSize(10).startsWith(meanwhile, StoreSamples.sighting(100 + LONG - 1));
        assertThat(walked()).isGreaterThan(LONG);
        assertThat(store.countByKind()).containsEntry("sighting", LONG + 6L);
    }

    @Test
    void afterALongInsertion_thePlannerKnowsTheTable() {
        store.insertAll(sightings(100, LONG, at -> {}));
        double known = database.jdbi()
                .withHandle(handle -> handle.select("select reltuples from pg_class where oid = 'record'::regclass")
                        .mapTo(Double.class)
                        .one());
        assertThat(known).isGreaterThan(LONG * 0.9);
    }

    @Test
    void longInsertionThatFails_leavesNothing_andNothingIsJumpedOver() {
        assertThatThrownBy(() -> store.insertAll(sightings(100, LONG, at -> {
                    if (at == LONG / 2) {
                        throw new IllegalStateException("torn");
                    }
                })))
                .isInstanceOf(IllegalStateException.class);
        assertThat(found()).hasSize(5);
        assertThat(walked()).isGreaterThan(LONG / 2);
    }

    @Test
    void noFreeConnection_isSaidToBeBusy_andNotAFault() {
        ProblemException refused = Failures.sql(new SQLTransientConnectionException("timed out"));
        assertThat(refused.problems().getFirst().code()).isEqualTo("store.database.busy");
    }
}
