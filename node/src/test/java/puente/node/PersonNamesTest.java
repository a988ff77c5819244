package puente.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import puente.record.Agency;
import puente.record.Handling;
import puente.record.Kinds;
import puente.record.Provenance;
import puente.record.Record;
import puente.store.Database;
import puente.store.RecordNames;
import puente.store.RecordStore;
import puente.store.TestDatabases;

/** The index in memory holds what the store holds, and no more. */
@Timeout(60)
class PersonNamesTest {
    private static Database database;
    private static RecordStore records;

    @BeforeAll
    static void open() {
        database = TestDatabases.fresh();
        records = new RecordStore(database);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    private static UUID person(UUID id, int version, String name) {
        records.insert(new Record(
                id,
                version,
                "person",
                new Agency("mx/cnb"),
                Instant.parse("2026-11-22T08:00:00Z"),
                new Handling(
                        Handling.Tlp.CLEAR,
                        Set.of(),
                        Set.of("missing-persons"),
                        Set.of(new Agency("mx")),
                        false,
                        Optional.empty(),
                        new Handling.Grading(Handling.Grading.Reliability.B, 2)),
                new Provenance("invented for a test", true),
                Kinds.standard().kind("person").normalise(Map.of("personName", name))));
        return id;
    }

    @Test
    void personIsFoundByTheNewestVersion_isGoneAfterThePurge_andBeyondTheLimitNobodyIsTakenIn() throws Exception {
        PersonNames names = new PersonNames(new RecordNames(database), 1);
        UUID id = person(UUID.randomUUID(), 1, "Tomasa Urrutia");
        names.step();
        assertThat(names.search("tomasa urutia", 5)).hasSize(1);
        assertThat(names.isComplete()).isTrue();

        person(id, 2, "Tomasa Echeverría");
        names.step();
        assertThat(names.search("urrutia", 5)).isEmpty();
        assertThat(names.search("echeberria tomasa", 5)).hasSize(1);

        person(UUID.randomUUID(), 1, "Casimiro Olvera");
        names.step();
        assertThat(names.search("casimiro olvera", 5)).isEmpty();
        assertThat(names.isComplete()).as("and says so").isFalse();

        records.purge(List.of(id));
        TwoNodes.await("the index to forget", () -> {
            names.step();
            return names.search("tomasa echeverria", 5).isEmpty() ? Optional.of(true) : Optional.empty();
        });
        assertThat(names.size()).isZero();
    }
}
