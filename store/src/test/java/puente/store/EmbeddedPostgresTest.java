package puente.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import puente.record.ProblemException;

@Timeout(60)
class EmbeddedPostgresTest {
    private static Path folder;

    @BeforeAll
    static void makeFolder() throws IOException {
        folder = Files.createTempDirectory(
                Files.createDirectories(Path.of("target", "postgres")).toAbsolutePath(), "embedded");
    }

    @AfterAll
    static void deleteFolder() throws IOException {
        PostgresBinaries.delete(folder);
    }

    @Test
    void whatWasCommitted_isThereAfterStopAndStart_andTheSecondStartTakesLessThanASecond() {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(folder, TestDatabases.settings());
                Database database = Database.open(server.address(), 2)) {
            database.jdbi()
                    .useHandle(handle ->
                            handle.execute("insert into origin (channel) values ('us/mx') on conflict do nothing"));
        }
        Instant before = Instant.now();
        try (EmbeddedPostgres server = EmbeddedPostgres.start(folder, TestDatabases.settings())) {
            assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(1));
            try (Database database = Database.open(server.address(), 2)) {
                assertThat(database.jdbi()
                                .<String, RuntimeException>withHandle(
                                        handle -> handle.select("select channel from origin")
                                                .mapTo(String.class)
                                                .one()))
                        .isEqualTo("us/mx");
            }
        }
    }

    @Test
    void serverLeftRunningByAKilledNode_isFoundAgain_notFought() {
        EmbeddedPostgres killed = EmbeddedPostgres.start(folder, TestDatabases.settings());
        killed.abandon();
        try (EmbeddedPostgres again = EmbeddedPostgres.start(folder, TestDatabases.settings())) {
            assertThat(again.reattached()).isTrue();
            assertThat(again.port()).isEqualTo(killed.port());
        }
        try (EmbeddedPostgres third = EmbeddedPostgres.start(folder, TestDatabases.settings())) {
            assertThat(third.reattached()).as("close stopped the server").isFalse();
        }
    }

    @Test
    void serverKilledItself_recovers() throws Exception {
        EmbeddedPostgres server = EmbeddedPostgres.start(folder, TestDatabases.settings());
        long process = Long.parseLong(Files.readAllLines(folder.resolve("pgdata/postmaster.pid"))
                .getFirst()
                .strip());
        ProcessHandle postmaster = ProcessHandle.of(process).orElseThrow();
        assertThat(postmaster.destroyForcibly()).isTrue();
        postmaster.onExit().get(10, TimeUnit.SECONDS);
        server.abandon();
        awaitOrphansGone();
        try (EmbeddedPostgres again = EmbeddedPostgres.start(folder, TestDatabases.settings())) {
            assertThat(again.reattached()).isFalse();
        }
    }

    private void awaitOrphansGone() throws Exception {
        Instant deadline = Instant.now().plusSeconds(10);
        while (Instant.now().isBefore(deadline)
                && ProcessHandle.allProcesses()
                        .anyMatch(each -> each.info()
                                .arguments()
                                .map(arguments -> String.join(" ", arguments).contains(folder.toString()))
                                .orElse(false))) {
            Thread.sleep(20);
        }
        // Orphaned workers notice that their postmaster is gone within moments.
        Thread.sleep(300);
    }

    @Test
    void staleProcessNumber_ofAnotherProgram_isNotMistakenForTheServer() throws IOException {
        EmbeddedPostgres.start(folder, TestDatabases.settings()).close();
        Files.writeString(
                folder.resolve("pgdata/postmaster.pid"),
                ProcessHandle.current().pid() + "\n" + folder.resolve("pgdata") + "\n1\n5432\n\n127.0.0.1\n");
        try (EmbeddedPostgres server = EmbeddedPostgres.start(folder, TestDatabases.settings())) {
            assertThat(server.reattached()).isFalse();
        }
    }

    @Test
    void unsafeDefaults_areOverridden_andThePasswordIsForItsOwnerOnly() throws IOException {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(folder, TestDatabases.settings());
                Database database = Database.open(server.address(), 2)) {
            for (String setting : new String[] {"fsync", "synchronous_commit", "full_page_writes"}) {
                assertThat(show(database, setting)).as(setting).isEqualTo("on");
            }
            assertThat(show(database, "listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(show(database, "wal_recycle")).isEqualTo("off");
            assertThat(show(database, "server_version")).isEqualTo("18.6");
            assertThat(PostgresBinaries.VERSION).startsWith("18.6");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("password"))))
                    .isEqualTo("rw-------");
            assertThat(server.address().toString())
                    .doesNotContain(server.address().password());
        }
    }

    @Test
    void wrongPassword_isNamed() {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(folder, TestDatabases.settings())) {
            DatabaseAddress wrong = new DatabaseAddress(
                    server.address().jdbcUrl(), server.address().user(), "wrong");
            assertThat(refusal(() -> Database.open(wrong))).isEqualTo("store.database.password");
            DatabaseAddress missing = new DatabaseAddress(
                    server.address().jdbcUrl() + "x",
                    server.address().user(),
                    server.address().password());
            assertThat(refusal(() -> Database.open(missing))).isEqualTo("store.database.missing");
        }
        assertThat(refusal(() -> Database.open(new DatabaseAddress("jdbc:postgresql://127.0.0.1:1/x", "a", "b"))))
                .isEqualTo("store.database.unreachable");
    }

    @Test
    void takenPort_isNamed() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(refusal(() -> EmbeddedPostgres.start(
                            folder, TestDatabases.settings().withPort(taken.getLocalPort()))))
                    .isEqualTo("store.port.taken");
        }
    }

    @Test
    void folderInUse_ofAnotherVersion_orNotWritable_isNamed() throws IOException {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(folder, TestDatabases.settings())) {
            assertThat(server.folder()).isEqualTo(folder);
            assertThat(refusal(() -> EmbeddedPostgres.start(folder, TestDatabases.settings())))
                    .isEqualTo("store.folder.in-use");
        }
        Files.writeString(folder.resolve("pgdata/PG_VERSION"), "14\n");
        assertThat(refusal(() -> EmbeddedPostgres.start(folder, TestDatabases.settings())))
                .isEqualTo("store.embedded.version");
        Files.writeString(folder.resolve("pgdata/PG_VERSION"), PostgresBinaries.MAJOR + "\n");
        Path file = Files.writeString(folder.resolve("file"), "not a folder");
        assertThat(refusal(() -> EmbeddedPostgres.start(file, TestDatabases.settings())))
                .isEqualTo("store.file.failed");
    }

    @Test
    void whatTheServerSaysWhenItDoesNotStart_becomesAProblemThatSaysWhatToDo() {
        assertThat(Failures.start(folder, 1, "FATAL:  could not write: No space left on device")
                        .code())
                .isEqualTo("store.disk.full");
        assertThat(Failures.start(folder, 1, "could not open file: Permission denied")
                        .code())
                .isEqualTo("store.folder.not-writable");
        assertThat(Failures.start(folder, 1, "unshare: unshare failed: Operation not permitted")
                        .code())
                .isEqualTo("store.embedded.root");
        assertThat(Failures.start(folder, 1, "LOG: a\nFATAL:  the moon is full\nmore")
                        .arguments())
                .containsEntry("reason", "FATAL:  the moon is full");
    }

    private static String show(Database database, String setting) {
        return database.jdbi()
                .withHandle(handle -> handle.select("select current_setting(?)", setting)
                        .mapTo(String.class)
                        .one());
    }

    private static String refusal(Runnable attempt) {
        return catchThrowableOfType(ProblemException.class, attempt::run)
                .problems()
                .getFirst()
                .code();
    }
}
