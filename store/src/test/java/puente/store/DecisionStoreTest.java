package puente.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import puente.record.Record;

/** Decisions without an entry are kept without their record, and go with it; so are quarantined rows, until dropped. */
@Timeout(60)
class DecisionStoreTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Instant EVER = Instant.parse("2100-01-01T00:00:00Z");

    private Database database;
    private RecordStore records;
    private DecisionStore decisions;

    @BeforeEach
    void open() {
        database = TestDatabases.fresh();
        records = new RecordStore(database);
        decisions = new DecisionStore(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static DecisionRow refused(UUID record, int version, Origin origin, Instant at) {
        return new DecisionRow(
                0,
                at,
                "disclose",
                "mx/fgr",
                "us/cdc",
                record,
                version,
                origin,
                "arms-trafficking",
                "unit-7",
                List.of("mx/fgr#ana", "mx/fgr#luis"),
                true,
                "ab".repeat(32),
                false,
                List.of("ad-seizures", "no, \"comma\""),
                "agreement.refused.default",
                "auditor",
                "multi-factor");
    }

    private List<DecisionRow> all() {
        return decisions.page(0, Instant.EPOCH, EVER, 100);
    }

    @Test
    void decisions_comeBackAsTheyWere_inOrder_byTime_pageByPage() {
        UUID record = UUID.randomUUID();
        DecisionRow first = refused(record, 1, Origin.OWN, NOON);
        DecisionRow second = refused(record, 2, new Origin.Received("us/mx"), NOON.plusSeconds(60));
        decisions.add(List.of(first, second));

        List<DecisionRow> found = all();
        assertThat(found)
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("id")
                .containsExactly(first, second);
        assertThat(decisions.page(0, Instant.EPOCH, EVER, 1)).containsExactly(found.getFirst());
        assertThat(decisions.page(found.getFirst().id(), Instant.EPOCH, EVER, 1))
                .containsExactly(found.getLast());
        assertThat(decisions.page(0, NOON.plusSeconds(1), EVER, 100)).containsExactly(found.getLast());
        assertThat(decisions.page(0, Instant.EPOCH, NOON.plusSeconds(60), 100)).containsExactly(found.getFirst());
    }

    @Test
    void purgedRecord_takesItsDecisionsWithIt_andNoOthers() {
        Record record = StoreSamples.sighting(1);
        Record other = StoreSamples.sighting(2);
        records.insertAll(List.of(record, other).iterator());
        decisions.add(List.of(
                refused(record.id(), 1, Origin.OWN, NOON),
                refused(record.id(), 1, new Origin.Received("us/mx"), NOON),
                refused(other.id(), 1, Origin.OWN, NOON)));

        records.purge(List.of(record.id()));

        assertThat(all())
                .extracting(DecisionRow::record, DecisionRow::origin)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(record.id(), new Origin.Received("us/mx")),
                        org.assertj.core.groups.Tuple.tuple(other.id(), Origin.OWN));
        assertThat(new Eraser(database).remains()).contains("decision");
        assertThat(new Eraser(database).erase().erased()).contains("decision");
    }

    @Test
    void withdrawnVersion_takesItsDecisionsWithIt() {
        Origin origin = new Origin.Received("us/mx");
        UUID record = UUID.randomUUID();
        decisions.add(List.of(refused(record, 1, origin, NOON), refused(record, 2, origin, NOON)));
        RecordTable table = new RecordTable(database);
        database.transaction(
                connection -> table.purgeVersions(connection, origin, List.of(new RecordTable.Version(record, 1))));
        assertThat(all()).extracting(DecisionRow::version).containsExactly(2);
    }

    @Test
    void heldRecords_areFoundInEveryVersion_forTheNodesOwnBooks() {
        Record record = StoreSamples.sighting(3);
        records.insert(record);
        assertThat(records.held(List.of(record.id())))
                .extracting(StoredRecord::record)
                .containsExactly(record);
        assertThat(records.held(List.of())).isEmpty();
    }

    @Test
    void quarantinedRows_areListedNewestFirst_byImport_untilTheImportIsDropped() {
        QuarantineStore quarantine = new QuarantineStore(database);
        quarantine.add(List.of(
                new QuarantineRow(0, "one", "a.csv", 2, 3, "[{\"code\": \"x\"}]", NOON),
                new QuarantineRow(0, "two", "b.csv", 4, 4, "[]", NOON)));

        List<QuarantineRow> page = quarantine.page(Optional.empty(), Long.MAX_VALUE, 10);
        assertThat(page).extracting(QuarantineRow::intake).containsExactly("two", "one");
        assertThat(quarantine.page(Optional.empty(), page.getFirst().id(), 10)).containsExactly(page.getLast());
        assertThat(quarantine.page(Optional.of("one"), Long.MAX_VALUE, 10))
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("id")
                .containsExactly(new QuarantineRow(0, "one", "a.csv", 2, 3, "[{\"code\": \"x\"}]", NOON));
        assertThat(quarantine.page(Optional.empty(), Long.MAX_VALUE, 1)).hasSize(1);

        assertThat(quarantine.drop("one")).isEqualTo(1);
        assertThat(quarantine.page(Optional.of("one"), Long.MAX_VALUE, 10)).isEmpty();
        assertThat(new Eraser(database).remains()).contains("quarantine");
    }
}
