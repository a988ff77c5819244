package puente.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import puente.record.ProblemException;

/** A current schema is recognised without Flyway, and only a current one. */
@Timeout(60)
class SchemaTest {
    @Test
    void newestMigration_isTheOneThatIsLookedFor() throws Exception {
        Path folder = Path.of(Database.class.getResource("migration").toURI());
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .map(name -> Integer.parseInt(name.substring(1, name.indexOf("__"))))
                            .sorted())
                    .containsExactlyElementsOf(Stream.iterate(1, each -> each + 1)
                            .limit(Database.SCHEMA)
                            .toList());
        }
    }

    @Test
    void migratedDatabase_isCurrent_andOneWithAnotherHistoryIsNot() throws Exception {
        DatabaseAddress address = TestDatabases.freshAddress();
        try (Database database = Database.open(address, 2)) {
            assertThat(isCurrent(database)).isTrue();
            database.jdbi()
                    .useHandle(handle -> handle.execute(
                            "update flyway_schema_history set version = '999' where version = ?",
                            Integer.toString(Database.SCHEMA)));
            assertThat(isCurrent(database)).isFalse();
        }
        assertThatThrownBy(() -> Database.open(address, 2).close()).isInstanceOf(ProblemException.class);
    }

    @Test
    void failedMigration_isNotCurrent() {
        try (Database database = TestDatabases.fresh()) {
            database.jdbi()
                    .useHandle(handle ->
                            handle.execute("update flyway_schema_history set success = false where version = '1'"));
            assertThat(isCurrent(database)).isFalse();
            database.jdbi().useHandle(handle -> handle.execute("drop table flyway_schema_history"));
            assertThat(isCurrent(database)).isFalse();
        }
    }

    private static boolean isCurrent(Database database) {
        return database.transaction(Database::isCurrent);
    }
}
