package puente.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import puente.record.Record;
import puente.store.StixObjectStore.Incoming;
import puente.store.StixObjectStore.Listed;
import puente.store.StixObjectStore.Listing;
import puente.store.StixObjectStore.Outcome;

/** Collections whose pages lose nothing and repeat nothing, whoever adds meanwhile; records in them by reference. */
class StixObjectStoreTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private static Database database;
    private static StixObjectStore store;

    @BeforeAll
    static void open() {
        database = TestDatabases.fresh();
        store = new StixObjectStore(database);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    private static String version(Instant instant) {
        return instant.toString().replace("Z", ".000000000Z");
    }

    private static Incoming indicator(int number, String version, String body) {
        return new Incoming(
                "indicator--" + new UUID(0, number),
                number % 10 == 0 ? "malware" : "indicator",
                Optional.of(version).filter(each -> !each.isEmpty()),
                body.getBytes(StandardCharsets.UTF_8));
    }

    private static List<Outcome> add(String collection, Instant now, Incoming... objects) {
        return store.add(collection, List.of(objects), now, StixObjectStoreTest::version);
    }

    private static List<String> ids(List<StixEntry> page) {
        return page.stream().map(StixEntry::id).toList();
    }

    private static List<StixEntry> walk(String collection, int limit) {
        List<StixEntry> all = new ArrayList<>();
        StixEntry.Place after = StixEntry.Place.BEGINNING;
        for (List<StixEntry> page = store.page(StixQuery.of(collection, after, limit));
                !page.isEmpty();
                page = store.page(StixQuery.of(collection, after, limit))) {
            all.addAll(page);
            after = page.getLast().place();
        }
        return all;
    }

    @Test
    void largeCollection_isLookedUpByItsIndex_beforeThePlannerKnowsAnythingOfIt() {
        database.jdbi().useHandle(handle -> {
            handle.execute("alter table stix_object set (autovacuum_enabled = false)");
            handle.execute("""
                    insert into stix_object (collection, added, id, type, version, earliest, latest, body)
                    select 'large', now(), 'indicator--' || n, 'indicator', '2026', true, true, '{}'
                    from generate_series(1, 20000) n
                    """);
            String plan = String.join(
                    "\n",
                    handle.select(
                                    "explain " + StixObjectStore.HELD,
                                    IntStream.range(0, 5_000)
                                            .mapToObj(number -> "indicator--" + number)
                                            .toArray(String[]::new),
                                    "large")
                            .mapTo(String.class)
                            .list());
            assertThat(plan).contains("stix_object_version").doesNotContain("Seq Scan");
            handle.execute("alter table stix_object reset (autovacuum_enabled)");
        });
    }

    @Test
    void twoHundredAndFiftyObjectsOfOneInstant_pageWithoutLossOrRepeat() {
        add(
                "many",
                NOW,
                IntStream.range(0, 250)
                        .mapToObj(number -> indicator(number, "v1", "{\"n\":" + number + "}"))
                        .toArray(Incoming[]::new));
        List<StixEntry> all = walk("many", 100);
        assertThat(all).hasSize(250).allMatch(each -> each.place().added().equals(NOW));
        assertThat(new HashSet<>(ids(all))).hasSize(250);
        assertThat(store.page(StixQuery.of("many", StixEntry.Place.after(NOW), 10)))
                .isEmpty();
    }

    @Test
    void dates_neverGoBack_evenIfTheClockDoes() {
        add("clock", NOW, indicator(1, "v1", "{}"));
        add("clock", NOW.minusSeconds(60), indicator(2, "v1", "{}"));
        assertThat(walk("clock", 10)).extracting(each -> each.place().added()).containsExactly(NOW, NOW);
    }

    @Test
    void objects_comeBackWhole_andOnlyOnce() {
        assertThat(add("whole", NOW, indicator(1, "v1", "{\"a\":1}"))).containsExactly(Outcome.ADDED);
        assertThat(add("whole", NOW, indicator(1, "v1", "{\"a\":1}"), indicator(1, "v1", "{\"a\":2}")))
                .containsExactly(Outcome.KNOWN, Outcome.CONFLICT);
        assertThat(store.newest("whole", "indicator--" + new UUID(0, 1)))
                .hasValueSatisfying(body -> assertThat(body).asString().isEqualTo("{\"a\":1}"));
        assertThat(store.holds("other", "indicator--" + new UUID(0, 1))).isFalse();
    }

    @Test
    void objectsWithoutVersions_areKnownByTheirContent() {
        assertThat(add("sco", NOW, indicator(1, "", "{\"a\":1}"))).containsExactly(Outcome.ADDED);
        assertThat(add("sco", NOW.plusSeconds(1), indicator(1, "", "{\"a\":1}")))
                .containsExactly(Outcome.KNOWN);
        assertThat(add("sco", NOW.plusSeconds(2), indicator(1, "", "{\"a\":2}")))
                .containsExactly(Outcome.ADDED);
        assertThat(walk("sco", 10)).hasSize(1);
    }

    @Test
    void versions_areFirstLastAllOrNamed_inWhateverOrderTheyCame() {
        add("versions", NOW, indicator(1, "v2", "{\"v\":2}"));
        add("versions", NOW.plusSeconds(1), indicator(1, "v3", "{\"v\":3}"), indicator(1, "v1", "{\"v\":1}"));
        assertThat(versions(StixQuery.Versions.LATEST)).containsExactly("v3");
        assertThat(versions(new StixQuery.Versions(false, true, false, List.of())))
                .containsExactly("v1");
        assertThat(versions(StixQuery.Versions.ALL)).containsExactly("v2", "v3", "v1");
        assertThat(versions(new StixQuery.Versions(false, true, false, List.of("v2"))))
                .containsExactly("v2", "v1");
        assertThat(store.delete(
                        "versions",
                        "indicator--" + new UUID(0, 1),
                        new StixQuery.Versions(false, false, true, List.of())))
                .isEqualTo(1);
        assertThat(versions(StixQuery.Versions.LATEST)).containsExactly("v2");
        assertThat(new Eraser(database).remains()).contains("stix_object");
    }

    private static List<String> versions(StixQuery.Versions versions) {
        return store
                .page(new StixQuery("versions", StixEntry.Place.BEGINNING, List.of(), List.of(), versions, 10, false))
                .stream()
                .map(StixEntry::version)
                .toList();
    }

    @Test
    void typesAndIds_narrowAPage() {
        add(
                "narrow",
                NOW,
                IntStream.range(0, 30)
                        .mapToObj(number -> indicator(number, "v1", "{}"))
                        .toArray(Incoming[]::new));
        assertThat(ids(narrow(List.of(), List.of("malware", "malware", "tool"))))
                .containsExactly(
                        "indicator--" + new UUID(0, 0),
                        "indicator--" + new UUID(0, 10),
                        "indicator--" + new UUID(0, 20));
        assertThat(ids(narrow(List.of("indicator--" + new UUID(0, 7), "indicator--" + new UUID(0, 10)), List.of())))
                .hasSize(2);
        assertThat(narrow(List.of("indicator--" + new UUID(0, 7)), List.of("malware")))
                .isEmpty();
    }

    private static List<StixEntry> narrow(List<String> ids, List<String> types) {
        return store.page(
                new StixQuery("narrow", StixEntry.Place.BEGINNING, ids, types, StixQuery.Versions.LATEST, 10, true));
    }

    @Test
    void pages_comeFromAnIndex() {
        List<String> lines = database.jdbi().withHandle(handle -> {
            handle.execute("set enable_seqscan = off");
            return handle.select("""
                            explain select * from stix_object o where o.collection = 'many'
                            and (o.added, o.seq) > (now(), 5) and (false or o.latest) order by o.added, o.seq limit 100
                            """).mapTo(String.class).list();
        });
        String plan = String.join("\n", lines);
        assertThat(plan).contains("Index Scan").doesNotContain("Sort");
    }

    // ------------------------------------------------------------------------------------------------ records

    private static Listed listed(StixEntry.Statement statement) {
        Record record = statement.record().record();
        return new Listed(
                List.of(new Listing("records", "x--" + record.id(), "x", "v" + record.version(), statement.created())),
                Map.of("records", List.of(new Incoming("s--1", "s", Optional.of("v1"), new byte[] {'{', '}'}))));
    }

    private static int list(StixObjectStore lister) {
        return lister.list(100, NOW, StixObjectStoreTest::listed, StixObjectStoreTest::version);
    }

    @Test
    void records_areListedOnce_withTheirVersions_andGoWhenTheyArePurged() throws Exception {
        try (Database own = TestDatabases.fresh()) {
            RecordStore records = new RecordStore(own);
            StixObjectStore lister = new StixObjectStore(own);
            Record first = StoreSamples.sighting(1);
            records.insert(first);
            assertThat(list(lister)).isEqualTo(1);
            assertThat(list(lister)).isZero();
            Record second = new Record(
                    first.id(),
                    2,
                    first.kind(),
                    first.agency(),
                    first.recordedAt().plusSeconds(9),
                    first.handling(),
                    first.provenance(),
                    first.fields());
            records.insert(second);
            assertThat(list(lister)).isEqualTo(1);
            List<StixEntry> page = lister.page(StixQuery.of("records", StixEntry.Place.BEGINNING, 10));
            assertThat(page).extracting(StixEntry::version).containsExactly("v1", "v2");
            assertThat(page.getLast().record()).hasValueSatisfying(statement -> {
                assertThat(statement.record().record()).isEqualTo(second);
                assertThat(statement.created()).isEqualTo(first.recordedAt());
            });
            records.purge(List.of(first.id()));
            assertThat(lister.page(StixQuery.of("records", StixEntry.Place.BEGINNING, 10)))
                    .extracting(StixEntry::id)
                    .containsExactly("s--1");
        }
    }

    @Test
    void aRecordCommittedAfterLaterOnes_isListedAllTheSame() throws Exception {
        try (Database own = TestDatabases.fresh()) {
            RecordStore records = new RecordStore(own);
            StixObjectStore lister = new StixObjectStore(own);
            CountDownLatch drawn = new CountDownLatch(1);
            CountDownLatch listed = new CountDownLatch(1);
            CompletableFuture<Long> slow =
                    CompletableFuture.supplyAsync(() -> records.insertAll(new java.util.Iterator<>() {
                        private int next;

                        @Override
                        public boolean hasNext() {
                            if (next == 2_000) {
                                drawn.countDown();
                                await(listed);
                            }
                            return next < 2_001;
                        }

                        @Override
                        public Record next() {
                            return StoreSamples.sighting(1_000 + next++);
                        }
                    }));
            await(drawn);
            records.insert(StoreSamples.sighting(1));
            for (int round = 0; round < 4; round++) {
                list(lister);
            }
            listed.countDown();
            assertThat(slow.get()).isEqualTo(2_001);
            int found = 0;
            for (int more = list(lister); more > 0; more = list(lister)) {
                found += more;
            }
            assertThat(found).isEqualTo(2_001);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    // ------------------------------------------------------------------------------------------------ statuses

    @Test
    void statuses_areForTheirAccount_andNotForever() {
        UUID id = UUID.randomUUID();
        store.keepStatus(id, "a", NOW, new byte[] {1});
        assertThat(store.status(id, "a")).isPresent();
        assertThat(store.status(id, "b")).isEmpty();
        store.keepStatus(UUID.randomUUID(), "a", NOW.plusSeconds(8 * 86_400), new byte[] {2});
        assertThat(store.status(id, "a")).isEmpty();
    }
}
