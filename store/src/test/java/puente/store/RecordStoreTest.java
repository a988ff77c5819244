package puente.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.UnaryOperator;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import puente.record.Agency;
import puente.record.ProblemException;
import puente.record.Record;
import puente.record.RecordCodec;

@Timeout(60)
class RecordStoreTest {
    private Database database;
    private RecordTable table;
    private RecordStore store;

    @BeforeEach
    void open() {
        database = TestDatabases.fresh();
        table = new RecordTable(database);
        store = new RecordStore(database, table);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Record seizure(String date, String area, double lat, double lon, String text) {
        Record record = StoreSamples.record(
                UUID.randomUUID(),
                1,
                "seizure",
                "mx/fgr",
                "arms-trafficking",
                Map.of(
                        "activityDate",
                        date,
                        "itemSeizureLocation",
                        Map.of("area", area, "lat", lat, "lon", lon),
                        "itemSeizureCategory",
                        "firearms",
                        "activityIdentification",
                        "FED/" + Math.abs(text.hashCode()),
                        "activityDescriptionText",
                        text));
        store.insert(record);
        return record;
    }

    private void receive(Record record) {
        Origin origin = new Origin.Received("us/mx");
        database.transaction(connection -> {
            RecordTable.Prepared rows = table.prepare(
                    origin,
                    List.of(new RecordTable.Insertion(
                            record, RecordCodec.standard().canonical(record))));
            table.insert(connection, origin, rows);
            return rows;
        });
    }

    private List<UUID> found(UnaryOperator<RecordQuery.Builder> parts) {
        return store.search(parts.apply(RecordQuery.builder()).build()).records().stream()
                .map(each -> each.record().id())
                .toList();
    }

    // ── search

    @Test
    void everyPartOfAQuery_narrows() {
        Record culiacan = seizure("2024-09-03", "MX-SIN/006", 24.80, -107.39, "Fusiles ocultos en una camioneta");
        Record elPaso = seizure("2024-11-20", "US-TX", 31.75, -106.48, "Rifles hidden in a truck");
        Record old = seizure("1999", "MX-SIN", 25.0, -108.0, "Pistolas");

        assertThat(found(query -> query)).containsExactly(old.id(), elPaso.id(), culiacan.id());
        assertThat(found(query -> query.kind("seizure").agency(new Agency("mx/fgr"))))
                .hasSize(3);
        assertThat(found(query -> query.agency(new Agency("mx")))).hasSize(3);
        assertThat(found(query -> query.agency(new Agency("us")))).isEmpty();
        assertThat(found(query -> query.kind("person"))).isEmpty();
        assertThat(found(query -> query.area("MX-SIN"))).containsExactly(old.id(), culiacan.id());
        assertThat(found(query -> query.area("MX"))).containsExactly(old.id(), culiacan.id());
        assertThat(found(query -> query.area("MX-SIN/006"))).containsExactly(culiacan.id());
        assertThat(found(query -> query.key(
                        "activityIdentification",
                        culiacan.fields().get("activityIdentification").toString())))
                .containsExactly(culiacan.id());
        assertThat(found(query -> query.key("itemSeizureCategory", "firearms").area("US")))
                .containsExactly(elPaso.id());
    }

    @Test
    void periods_overlapToTheDay_inMonthsAndInYears() {
        Record day = seizure("2024-09-03", "MX-SIN", 25, -107, "uno");
        Record month = seizure("2024-09", "MX-SIN", 25, -107, "dos");
        Record year = seizure("2024", "MX-SIN", 25, -107, "tres");
        Record ancient = seizure("1850", "MX-SIN", 25, -107, "cuatro");

        assertThat(period("2024-09-03", "2024-09-03")).containsExactly(year.id(), month.id(), day.id());
        assertThat(period("2024-09-04", "2024-09-30")).containsExactly(year.id(), month.id());
        assertThat(period("2024-10-01", "2024-10-01")).containsExactly(year.id());
        assertThat(period("2023-01-01", "2023-12-31")).isEmpty();
        assertThat(period("1990-01-01", "2024-01-01")).containsExactly(year.id());
        assertThat(period("1800-01-01", "2100-01-01")).containsExactly(ancient.id(), year.id(), month.id(), day.id());
        assertThat(found(query -> query.from(LocalDate.parse("2024-09-04")))).containsExactly(year.id(), month.id());
        assertThat(found(query -> query.to(LocalDate.parse("1900-01-01")))).containsExactly(ancient.id());
    }

    private List<UUID> period(String from, String to) {
        return found(query -> query.from(LocalDate.parse(from)).to(LocalDate.parse(to)));
    }

    @Test
    void boxes_ofEverySize_andAcrossTheAntimeridian() {
        Record culiacan = seizure("2024", "MX-SIN", 24.8049, -107.3940, "a");
        Record fiji = seizure("2024", "MX-SIN", -17.7, 179.9, "b");

        assertThat(found(query -> query.box(RecordQuery.Box.parse("24.80,-107.40,24.81,-107.39"))))
                .containsExactly(culiacan.id());
        assertThat(found(query -> query.box(RecordQuery.Box.parse("24.81,-107.40,24.82,-107.39"))))
                .isEmpty();
        assertThat(found(query -> query.box(RecordQuery.Box.parse("20,-110,28,-100"))))
                .containsExactly(culiacan.id());
        assertThat(found(query -> query.box(RecordQuery.Box.parse("-90,-180,90,180"))))
                .containsExactly(fiji.id(), culiacan.id());
        assertThat(found(query -> query.box(RecordQuery.Box.parse("-20,179,-10,-179"))))
                .containsExactly(fiji.id());
    }

    @Test
    void text_foldsAccents_knowsBothLanguages_andCompletesTheLastWord() {
        Record spanish = seizure("2024", "MX-SIN", 25, -107, "Aseguramiento de armas en la carretera a Culiacán");
        Record english = seizure("2024", "US-TX", 31, -106, "Seized weapons on the highway, smuggling suspected");

        for (String text : List.of(
                "culiacan", "CULIACÁN", "carreteras", "aseguramientos armas", "culia", "la carretera de culiacán")) {
            assertThat(found(query -> query.text(text))).as(text).containsExactly(spanish.id());
        }
        for (String text : List.of("weapon", "seizing weapons", "highways smuggl", "smuggled")) {
            assertThat(found(query -> query.text(text))).as(text).containsExactly(english.id());
        }
        assertThat(found(query -> query.text("armas weapons"))).isEmpty();
        assertThat(found(query -> query.text("'; drop table record; --"))).isEmpty();
        assertThat(found(query -> query.text("armas:* & !x | (y)"))).isEmpty();
    }

    @Test
    void text_thatNamesACodeInEitherLanguage_findsWhatIsCodedSo() {
        Record coded = StoreSamples.record(
                UUID.randomUUID(),
                1,
                "seizure",
                "mx/fgr",
                "drug-trafficking",
                Map.of(
                        "activityDate", "2024-05-02",
                        "itemSeizureLocation", Map.of("area", "MX-SIN", "name", "Culiacán"),
                        "itemSeizureCategory", "drugs",
                        "substanceCategory", "fentanyl"));
        Record figure = StoreSamples.observation(UUID.randomUUID(), 1, "US-CA", "2024-05", "1", "ofo");
        Record told = seizure("2024", "MX-SIN", 25, -107, "Se sospecha fentanilo");
        Record precursor = StoreSamples.record(
                UUID.randomUUID(),
                1,
                "seizure",
                "mx/fgr",
                "drug-trafficking",
                Map.of(
                        "activityDate", "2024-05-03",
                        "itemSeizureLocation", Map.of("area", "MX-SIN", "name", "Culiacán"),
                        "itemSeizureCategory", "drugs",
                        "substanceCategory", "precursor"));
        store.insertAll(List.of(coded, figure, precursor).iterator());

        assertThat(found(query -> query.text("Fentanyl"))).containsExactly(figure.id(), coded.id());
        assertThat(found(query -> query.text("fentanilo"))).containsExactly(figure.id(), coded.id(), told.id());
        assertThat(found(query -> query.text("culiacan fentan"))).containsExactly(coded.id());
        assertThat(found(query -> query.text("fentanilo culiacán"))).containsExactly(coded.id());
        assertThat(found(query -> query.text("precursor químico"))).containsExactly(precursor.id());
        assertThat(found(query -> query.text("chemical precursor").kind("observation")))
                .isEmpty();
        assertThat(found(query -> query.text("heroína"))).isEmpty();
    }

    @Test
    void wordsThatNameCodes_areTakenTogether_andShortOnesNameNothing() {
        assertThat(CodedWords.of(List.of("precursor", "quimico", "en", "kg")))
                .extracting(each -> each.words() + " " + !each.keys().isEmpty())
                .containsExactly("[precursor, quimico] true", "[en] false", "[kg] false");
        assertThat(CodedWords.of(List.of("fentanilo")).getFirst().keys())
                .contains("substanceCategory=fentanyl", "dimensions=drug=fentanyl");
        assertThat(CodedWords.of(List.of("fen")).getFirst().keys()).isEmpty();
        assertThat(CodedWords.of(List.of("fent")).getFirst().keys()).contains("substanceCategory=fentanyl");
        assertThat(CodedWords.of(List.of("fent", "x")).getFirst().keys()).isEmpty();
        assertThat(CodedWords.of(List.of())).isEmpty();
    }

    // ── purpose

    @Test
    void receivedRecords_areFoundOnlyForAPurposeTheirHandlingCarries() {
        Record own = StoreSamples.sighting(1);
        store.insert(own);
        Record rescue = StoreSamples.record(
                UUID.randomUUID(),
                1,
                "sighting",
                "us/uscg",
                "humanitarian-rescue",
                Map.of(
                        "activityDate", "2024-09-03",
                        "sightingLocation", Map.of("area", "US-CA", "lat", 32.5, "lon", -117.3),
                        "sightingCategory", "person"));
        receive(rescue);

        assertThat(found(query -> query)).containsExactly(own.id());
        assertThat(found(query -> query.purpose("arms-trafficking"))).containsExactly(own.id());
        assertThat(found(query -> query.purpose("humanitarian-rescue"))).containsExactly(rescue.id(), own.id());
        assertThat(store.find(rescue.id(), Optional.empty())).isEmpty();
        assertThat(store.find(rescue.id(), Optional.of("arms-trafficking"))).isEmpty();
        assertThat(store.find(rescue.id(), Optional.of("humanitarian-rescue"))
                        .orElseThrow()
                        .origin())
                .isEqualTo(new Origin.Received("us/mx"));
        assertThat(store.versions(rescue.id(), Optional.of("audit"))).isEmpty();
    }

    @Test
    void receivedRecordWithTheIdOfAnOwnOne_neitherHidesNorChangesIt() {
        Record own = StoreSamples.sighting(7);
        store.insert(own);
        receive(new Record(
                own.id(),
                2,
                own.kind(),
                new Agency("us/atf"),
                own.recordedAt(),
                own.handling(),
                own.provenance(),
                own.fields()));

        StoredRecord found =
                store.find(own.id(), Optional.of("arms-trafficking")).orElseThrow();
        assertThat(found.origin()).isEqualTo(Origin.OWN);
        assertThat(found.record()).isEqualTo(own);
        assertThat(found.supersededAt()).isEmpty();
    }

    // ── versions

    @Test
    void newVersion_supersedes_andTheSameVersionTwiceIsRefusedWhole() {
        Record first = StoreSamples.sighting(1);
        store.insert(first);
        Record second = new Record(
                first.id(),
                2,
                first.kind(),
                first.agency(),
                first.recordedAt(),
                first.handling(),
                first.provenance(),
                first.fields());
        store.insert(second);

        assertThat(store.find(first.id(), Optional.empty()).orElseThrow().record())
                .isEqualTo(second);
        assertThat(store.own(first.id(), 1).orElseThrow().supersededAt()).isPresent();
        assertThat(store.versions(first.id(), Optional.empty()))
                .extracting(each -> each.record().version())
                .containsExactly(1, 2);
        assertThat(store.search(RecordQuery.builder().build()).records()).hasSize(1);
        assertThat(store.countByKind()).containsExactly(Map.entry("sighting", 1L));
        assertThatThrownBy(() -> store.insertAll(
                        List.of(StoreSamples.sighting(2), second).iterator()))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problems().getFirst().code())
                                .isEqualTo("store.record.version-exists"));
        assertThat(store.countByKind()).containsExactly(Map.entry("sighting", 1L));
    }

    private static Record version(Record record, int version) {
        return new Record(
                record.id(),
                version,
                record.kind(),
                record.agency(),
                record.recordedAt(),
                record.handling(),
                record.provenance(),
                record.fields());
    }

    private List<Integer> receivedVersionsFound() {
        return store.search(RecordQuery.builder().purpose("arms-trafficking").build()).records().stream()
                .map(each -> each.record().version())
                .toList();
    }

    @Test
    void versionsReceivedInAnyOrder_leaveOnlyTheNewestCurrent() {
        for (List<Integer> order : List.of(
                List.of(1, 2, 3),
                List.of(1, 3, 2),
                List.of(2, 1, 3),
                List.of(2, 3, 1),
                List.of(3, 1, 2),
                List.of(3, 2, 1))) {
            Record first = StoreSamples.sighting(order.hashCode());
            order.forEach(number -> receive(version(first, number)));

            assertThat(receivedVersionsFound()).as(order.toString()).containsExactly(3);
            assertThat(store.versions(first.id(), Optional.of("arms-trafficking")))
                    .as(order.toString())
                    .extracting(each -> each.supersededAt().isPresent())
                    .containsExactly(true, true, false);
            database.transaction(
                    connection -> table.purge(connection, new Origin.Received("us/mx"), List.of(first.id())));
        }
    }

    @Test
    void versionsInOneInsertion_inAnyOrder_leaveOnlyTheNewestCurrent() {
        Record one = StoreSamples.sighting(1);
        Record two = StoreSamples.sighting(2);
        store.insertAll(List.of(version(one, 1), version(one, 2), version(two, 2), version(two, 1))
                .iterator());

        assertThat(store.search(RecordQuery.builder().build()).records())
                .extracting(each -> each.record().version())
                .containsExactly(2, 2);
    }

    @Test
    void aRevisedFigure_isRecalledAsItStood_countedOnce_andForgottenWithItsRecord() {
        UUID id = UUID.randomUUID();
        Record first = StoreSamples.observation(id, 1, "US-CBP/el-paso-sector", "2024-09", "7", "ofo");
        Instant then = first.recordedAt();
        store.insert(first);
        store.insert(recordedAt(
                StoreSamples.observation(id, 2, "US-CBP/el-paso-sector", "2024-09", "5", "ofo"),
                then.plusSeconds(100)));
        store.insert(recordedAt(
                StoreSamples.observation(id, 3, "US-CBP/el-paso-sector", "2024-09", "6", "ofo"),
                then.plusSeconds(200)));

        assertThat(asOf(then.minusSeconds(1))).isEmpty();
        assertThat(asOf(then)).containsExactly("7 1");
        assertThat(asOf(then.plusSeconds(150))).containsExactly("5 1");
        assertThat(asOf(then.plusSeconds(300))).containsExactly("6 1");
        assertThat(store.revisions(IndicatorQuery.of("us.cbp.drug-seizure-weight"), 10))
                .extracting(each -> each.at() + " " + each.observations() + " " + each.version())
                .containsExactly(then.plusSeconds(200) + " 1 3", then.plusSeconds(100) + " 1 2");

        store.purge(List.of(id));
        assertThat(asOf(then)).isEmpty();
    }

    private List<String> asOf(Instant at) {
        return store
                .indicators(new IndicatorQuery(
                        "us.cbp.drug-seizure-weight",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Map.of(),
                        false,
                        List.of(),
                        Optional.empty(),
                        false,
                        Optional.of(at)))
                .stream()
                .map(row -> row.value() + " " + row.observations())
                .toList();
    }

    private static Record recordedAt(Record record, Instant at) {
        return new Record(
                record.id(),
                record.version(),
                record.kind(),
                record.agency(),
                at,
                record.handling(),
                record.provenance(),
                record.fields());
    }

    @Test
    void anOldObservationThatComesLate_isNotCounted() {
        UUID id = UUID.randomUUID();
        store.insert(StoreSamples.observation(id, 2, "US-CBP/el-paso-sector", "2024-09", "5", "ofo"));
        store.insert(StoreSamples.observation(id, 1, "US-CBP/el-paso-sector", "2024-09", "7", "ofo"));

        assertThat(store.indicators(IndicatorQuery.of("us.cbp.drug-seizure-weight")))
                .extracting(row -> row.value() + " " + row.observations())
                .containsExactly("5 1");
    }

    @Test
    void withdrawalOfAMiddleVersion_bringsNoOlderOneBack_andOfTheNewestDoes() {
        Record first = StoreSamples.sighting(1);
        List.of(1, 2, 3).forEach(number -> receive(version(first, number)));
        withdraw(first.id(), 2);
        assertThat(receivedVersionsFound()).containsExactly(3);
        withdraw(first.id(), 3);
        assertThat(receivedVersionsFound()).containsExactly(1);
    }

    private void withdraw(UUID id, int version) {
        database.transaction(connection -> table.purgeVersions(
                connection, new Origin.Received("us/mx"), List.of(new RecordTable.Version(id, version))));
    }

    // ── paging

    @Test
    void pages_neitherShiftNorRepeat_whileRecordsAreInsertedAndSuperseded() {
        List<Record> before = new ArrayList<>();
        for (int number = 0; number < 95; number++) {
            before.add(StoreSamples.sighting(number));
        }
        store.insertAll(before.iterator());

        List<UUID> seen = new ArrayList<>();
        Optional<Cursor> cursor = Optional.empty();
        int page = 0;
        do {
            RecordQuery.Builder query = RecordQuery.builder().limit(10);
            cursor.ifPresent(given -> query.cursor(Cursor.parse(given.token())));
            Page found = store.search(query.build());
            found.records().forEach(each -> seen.add(each.record().id()));
            cursor = found.next();
            Record old = before.get(page * 3);
            store.insertAll(List.of(
                            StoreSamples.sighting(1000 + page),
                            new Record(
                                    old.id(),
                                    2,
                                    old.kind(),
                                    old.agency(),
                                    old.recordedAt(),
                                    old.handling(),
                                    old.provenance(),
                                    old.fields()))
                    .iterator());
            page++;
        } while (cursor.isPresent());

        Collections.reverse(before);
        assertThat(seen)
                .containsExactlyElementsOf(before.stream().map(Record::id).toList());
        assertThat(Set.copyOf(seen)).hasSize(95);
        assertThat(page).isEqualTo(10);
    }

    private List<StoredRecord> walk(Optional<Cursor> start, int limit) {
        List<StoredRecord> all = new ArrayList<>();
        Optional<Cursor> cursor = start;
        do {
            RecordQuery.Builder query = RecordQuery.builder().limit(limit);
            cursor.ifPresent(query::cursor);
            Page page = store.search(query.build());
            all.addAll(page.records());
            cursor = page.next();
        } while (cursor.isPresent());
        return all;
    }

    /** A correction that was under way when the walk began, and committed out of the order of sequences, between two pages. */
    @Test
    void correctionCommittedBetweenPages_neitherHidesNorRepeatsTheRecord() throws SQLException {
        List<Record> held = new ArrayList<>();
        for (int number = 0; number < 20; number++) {
            held.add(StoreSamples.sighting(number));
        }
        store.insertAll(held.iterator());
        try (Connection open = database.connect()) {
            open.setAutoCommit(false);
            // Its number is drawn here; the next record's is above it and is committed first.
            try (Statement copied = open.createStatement()) {
                copied.execute("select nextval('record_sequence')");
            }
            store.insert(StoreSamples.sighting(100));
            Page first = store.search(RecordQuery.builder().limit(5).build());
            table.insert(
                    open,
                    List.of(new RecordTable.Insertion(
                                    version(held.get(3), 2),
                                    RecordCodec.standard().canonical(version(held.get(3), 2))))
                            .iterator());
            // As if the correction's row had been drawn before the walk began.
            try (Statement drawn = open.createStatement()) {
                drawn.execute("update record set seq = 21 where version = 2");
            }
            open.commit();

            List<StoredRecord> rest = walk(first.next(), 5);
            List<UUID> seen = new ArrayList<>();
            first.records().forEach(each -> seen.add(each.record().id()));
            rest.forEach(each -> seen.add(each.record().id()));
            assertThat(seen).containsAll(held.stream().map(Record::id).toList()).doesNotHaveDuplicates();
            assertThat(rest)
                    .filteredOn(each -> each.record().id().equals(held.get(3).id()))
                    .extracting(each -> each.record().version())
                    .containsExactly(1);
            assertThat(walk(Optional.empty(), 5))
                    .filteredOn(each -> each.record().id().equals(held.get(3).id()))
                    .extracting(each -> each.record().version())
                    .containsExactly(2);
        }
    }

    /** What {@link RecordStore#search} promises, against three writers that insert and correct without pause. */
    @Test
    void walks_besideConcurrentWriters_meetEveryRecordCommittedBeforeThemOnce() throws InterruptedException {
        int corrected = 60;
        List<Record> held = new ArrayList<>();
        for (int number = 0; number < 300; number++) {
            held.add(StoreSamples.sighting(number));
        }
        store.insertAll(held.iterator());
        Set<UUID> committed = ConcurrentHashMap.newKeySet();
        held.forEach(each -> committed.add(each.id()));
        AtomicIntegerArray versions = new AtomicIntegerArray(corrected);
        AtomicBoolean stop = new AtomicBoolean();
        List<Thread> writers = new ArrayList<>();
        for (int writer = 0; writer < 3; writer++) {
            int own = writer;
            writers.add(Thread.ofPlatform().start(() -> {
                for (int round = 0; !stop.get(); round++) {
                    Record fresh = StoreSamples.sighting(10_000L * (own + 1) + round);
                    int which = own * 20 + round % 20;
                    int next = Math.max(1, versions.get(which)) + 1;
                    store.insertAll(
                            List.of(fresh, version(held.get(which * 5), next)).iterator());
                    versions.set(which, next);
                    committed.add(fresh.id());
                }
            }));
        }
        try {
            for (int walk = 0; walk < 12; walk++) {
                Set<UUID> before = Set.copyOf(committed);
                List<Integer> least = new ArrayList<>();
                for (int which = 0; which < corrected; which++) {
                    least.add(Math.max(1, versions.get(which)));
                }
                List<StoredRecord> met = walk(Optional.empty(), 20);

                List<UUID> ids = met.stream().map(each -> each.record().id()).toList();
                assertThat(ids).doesNotHaveDuplicates();
                assertThat(Set.copyOf(ids)).containsAll(before);
                for (int which = 0; which < corrected; which++) {
                    UUID id = held.get(which * 5).id();
                    assertThat(met)
                            .filteredOn(each -> each.record().id().equals(id))
                            .extracting(each -> each.record().version())
                            .first(InstanceOfAssertFactories.INTEGER)
                            .isGreaterThanOrEqualTo(least.get(which));
                }
            }
        } finally {
            stop.set(true);
            for (Thread writer : writers) {
                writer.join();
            }
        }
    }

    // ── sums

    @Test
    void indicators_addUpExactly_byPeriodAreaAndDimension_newestVersionsOnly() {
        UUID corrected = UUID.randomUUID();
        store.insertAll(List.of(
                        StoreSamples.observation(
                                corrected, 1, "US-CBP/san-diego-field-office", "2024-09", "999", "ofo"),
                        StoreSamples.observation(
                                UUID.randomUUID(), 1, "US-CBP/el-paso-sector", "2024-09", "0.2", "usbp"),
                        StoreSamples.observation(
                                UUID.randomUUID(), 1, "US-CBP/el-paso-sector", "2024-10", "7.25", "usbp"))
                .iterator());
        store.insert(StoreSamples.observation(corrected, 2, "US-CBP/san-diego-field-office", "2024-09", "0.1", "ofo"));

        List<IndicatorRow> byPeriod = store.indicators(IndicatorQuery.of("us.cbp.drug-seizure-weight"));
        assertThat(byPeriod)
                .extracting(row -> row.period() + " " + row.value() + " " + row.unit() + " " + row.observations())
                .containsExactly("2024-09 0.3 kg 2", "2024-10 7.25 kg 1");

        List<IndicatorRow> told = store.indicators(new IndicatorQuery(
                "us.cbp.drug-seizure-weight",
                Optional.of("US-CBP"),
                Optional.of(LocalDate.parse("2024-09-01")),
                Optional.of(LocalDate.parse("2024-09-30")),
                Map.of("drug", "fentanyl"),
                true,
                List.of("component"),
                Optional.empty()));
        assertThat(told)
                .extracting(
                        row -> row.area().orElseThrow() + " " + row.dimensions().get("component") + " " + row.value())
                .containsExactly("US-CBP/el-paso-sector usbp 0.2", "US-CBP/san-diego-field-office ofo 0.1");
        assertThat(store.indicatorNames(Optional.empty())).containsExactly("us.cbp.drug-seizure-weight");
    }

    @Test
    void indicators_countReceivedObservations_onlyForTheirPurpose_andNoneOnceSupersededOrPurged() {
        Record received =
                StoreSamples.observation(UUID.randomUUID(), 1, "US-CBP/el-paso-sector", "2024-09", "5", "ofo");
        receive(received);
        IndicatorQuery without = IndicatorQuery.of("us.cbp.drug-seizure-weight");
        IndicatorQuery with = new IndicatorQuery(
                without.indicator(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                false,
                List.of(),
                Optional.of("statistics"));

        assertThat(store.indicators(without)).isEmpty();
        assertThat(store.indicators(with)).hasSize(1);
        database.transaction(
                connection -> table.purge(connection, new Origin.Received("us/mx"), List.of(received.id())));
        assertThat(store.indicators(with)).isEmpty();
    }

    // ── limits

    @Test
    void queriesBeyondTheLimits_areRefused_withEveryProblemAtOnce() {
        assertThatThrownBy(() -> RecordQuery.builder()
                        .limit(RecordQuery.LIMIT_MAX + 1)
                        .kind("k".repeat(RecordQuery.VALUE_LENGTH_MAX + 1))
                        .text("palabra ".repeat(RecordQuery.WORDS_MAX + 1))
                        .from(LocalDate.MAX)
                        .to(LocalDate.MIN)
                        .build())
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problems())
                                .extracting(problem -> problem.code())
                                .containsExactlyInAnyOrder(
                                        "store.query.limit",
                                        "store.query.period",
                                        "store.query.text-long",
                                        "store.query.value-long"));
        assertThatThrownBy(() -> RecordQuery.builder().text("--- !").build())
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("store.query.text-empty");
        RecordQuery.Builder keys = RecordQuery.builder();
        for (int at = 0; at <= RecordQuery.KEYS_MAX; at++) {
            keys.key("field" + at, "value");
        }
        assertThatThrownBy(keys::build).hasMessageContaining("store.query.keys");
        assertThatThrownBy(() -> RecordQuery.Box.parse("1,2,3")).hasMessageContaining("store.query.box");
        assertThatThrownBy(() -> RecordQuery.Box.parse("NaN,2,3,4")).hasMessageContaining("store.query.box");
        assertThatThrownBy(() -> new IndicatorQuery(
                        "i",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Map.of("a'b", "c"),
                        false,
                        List.of(),
                        Optional.empty()))
                .hasMessageContaining("store.indicator.dimension");
        List<String> many = Collections.nCopies(IndicatorQuery.DIMENSIONS_MAX + 1, "drug");
        assertThatThrownBy(() -> new IndicatorQuery(
                        "i",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Map.of(),
                        false,
                        many,
                        Optional.empty()))
                .hasMessageContaining("store.indicator.dimensions");
    }
}
