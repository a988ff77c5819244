package puente.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import puente.record.Record;

/** On a table large enough that it matters, every search goes through an index, and so would ten million rows. */
@Timeout(120)
class SearchPlanTest {
    private static final int ROWS = 200_000;
    private static Database database;
    private static RecordStore store;

    @BeforeAll
    static void fill() {
        database = TestDatabases.fresh();
        RecordTable table = new RecordTable(database);
        store = new RecordStore(database, table);
        List<Record> records = new ArrayList<>();
        for (int number = 0; number < 2_000; number++) {
            records.add(StoreSamples.sighting(number));
        }
        store.insertAll(records.iterator());
        // The rest by the server alone: the same two thousand rows again and again, each with a key of its own.
        database.jdbi().useHandle(handle -> {
            handle.execute("drop index record_find");
            handle.execute("""
                    insert into record (id, version, origin, kind, retain_until, from_day, to_day, lat, lon, terms, words, body)
                    select gen_random_uuid(), 1, 0, kind, retain_until, from_day, to_day, lat, lon,
                           terms || (n * 1000003::bigint + seq),
                           case when n % 10 = 0 then words end, body
                    from record, generate_series(1, ?) n
                    """, ROWS / 2_000 - 1);
            handle.execute("create index record_find on record using gin (terms, stems)");
            handle.execute("analyze record");
        });
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void noSearch_readsTheTableFromEndToEnd() {
        RecordQuery.Builder[] queries = {
            RecordQuery.builder(),
            RecordQuery.builder().kind("sighting"),
            RecordQuery.builder().kind("person"),
            RecordQuery.builder().area("MX-SIN"),
            RecordQuery.builder().area("US-TX"),
            RecordQuery.builder().key("conveyanceRegistrationPlateIdentification", "MX-SIN:VX10007"),
            RecordQuery.builder().from(LocalDate.parse("2024-03-05")).to(LocalDate.parse("2024-03-05")),
            RecordQuery.builder().from(LocalDate.parse("1950-01-01")).to(LocalDate.parse("1960-01-01")),
            RecordQuery.builder().box(RecordQuery.Box.parse("24.1,-107.2,24.11,-107.1")),
            RecordQuery.builder().text("camioneta"),
            RecordQuery.builder().text("submarino"),
            RecordQuery.builder().text("fentanilo"),
            RecordQuery.builder().text("camioneta fentanyl").purpose("statistics"),
            RecordQuery.builder().text("patrulla 77").purpose("arms-trafficking"),
            RecordQuery.builder().kind("person").area("US-TX").text("camioneta").purpose("statistics"),
            RecordQuery.builder().cursor(new Cursor(ROWS, ROWS / 2))
        };
        for (RecordQuery.Builder query : queries) {
            List<String> plan = store.explain(query.limit(50).build());
            assertThat(String.join("\n", plan))
                    .as(query.build().toString())
                    .doesNotContain("Seq Scan")
                    .contains("Index");
        }
    }

    @Test
    void pagesDeepInTheList_costNoMoreThanTheFirst() {
        List<String> deep = store.explain(
                RecordQuery.builder().cursor(new Cursor(ROWS, 1_000)).build());
        assertThat(deep.getFirst()).contains("Limit");
        assertThat(String.join("\n", deep)).contains("record_pkey").doesNotContain("Sort");
    }
}
