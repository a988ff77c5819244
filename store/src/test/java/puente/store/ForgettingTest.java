package puente.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import puente.ledger.TreeEdge;
import puente.ledger.TreeUpdate;
import puente.record.ProblemException;
import puente.record.Record;

/** Purge, backup, restore: what is gone stays gone, and what is held comes back. */
@Timeout(90)
class ForgettingTest {
    private static final String MARKER = "zarzamora";
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private Path folder;
    private Database database;
    private RecordStore store;
    private FolderEvidenceStore evidence;

    @BeforeEach
    void open() throws IOException {
        folder = Files.createTempDirectory(
                Files.createDirectories(Path.of("target", "postgres")).toAbsolutePath(), "forgetting");
        database = TestDatabases.fresh();
        store = new RecordStore(database);
        evidence = new FolderEvidenceStore(folder.resolve("evidence"));
    }

    @AfterEach
    void close() throws IOException {
        database.close();
        PostgresBinaries.delete(folder);
    }

    private static Record marked(int version) {
        return marked(version, "zapote");
    }

    private static Record marked(int version, String word) {
        return StoreSamples.record(
                new UUID(1, 1),
                version,
                "incident",
                "mx/fgr",
                "arms-trafficking",
                Map.of(
                        "activityDate",
                        "2024-09-03",
                        "incidentCategory",
                        "homicide",
                        "incidentLocation",
                        Map.of("area", "MX-SIN"),
                        "activityDescriptionText",
                        word + " " + word + version));
    }

    // ── purge

    @Test
    void purgedRecord_isGoneFromEveryFileOfTheServer_logIncluded() throws IOException {
        List<Record> others = new ArrayList<>();
        for (int number = 0; number < 200; number++) {
            others.add(StoreSamples.sighting(number));
        }
        store.insertAll(others.iterator());
        store.insertAll(List.of(marked(1, MARKER), marked(2, MARKER)).iterator());
        database.jdbi().useHandle(handle -> {
            handle.execute("vacuum analyze record");
            handle.execute("checkpoint");
        });
        assertThat(filesWith(MARKER)).as("the test can see what is there").isNotEmpty();

        assertThat(store.purge(List.of(marked(1, MARKER).id()))).isEqualTo(2);
        assertThat(store.find(marked(1, MARKER).id(), Optional.empty())).isEmpty();
        assertThat(store.versions(marked(1, MARKER).id(), Optional.empty())).isEmpty();
        assertThat(store.search(RecordQuery.builder().text(MARKER).build()).records())
                .isEmpty();
        Eraser eraser = new Eraser(database);
        assertThat(eraser.remains()).containsExactly("observation", "observation_past", "record");
        Eraser.Outcome outcome = eraser.erase();

        assertThat(outcome.erased()).containsExactly("observation", "observation_past", "record");
        assertThat(outcome.logDeleted()).isTrue();
        assertThat(filesWith(MARKER)).isEmpty();
        assertThat(eraser.remains()).isEmpty();
        assertThat(store.search(RecordQuery.builder().limit(1000).build()).records())
                .hasSize(200);
    }

    private static List<String> filesWith(String marker) throws IOException {
        byte[] wanted = marker.getBytes(StandardCharsets.UTF_8);
        List<String> found = new ArrayList<>();
        Path data = TestDatabases.server().folder();
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (Files.exists(file) && contains(Files.readAllBytes(file), wanted)) {
                    found.add(data.relativize(file).toString());
                }
            }
        }
        return found;
    }

    private static boolean contains(byte[] bytes, byte[] wanted) {
        outer:
        for (int at = 0; at <= bytes.length - wanted.length; at++) {
            for (int offset = 0; offset < wanted.length; offset++) {
                if (bytes[at + offset] != wanted[offset]) {
                    continue outer;
                }
            }
            return true;
        }
        return false;
    }

    // ── backup

    @Test
    void everyTableIsInABackup() {
        List<String> tables = database.jdbi()
                .withHandle(handle -> handle.select("""
                        select tablename from pg_tables where schemaname = 'public'
                        and tablename <> 'flyway_schema_history'
                        """).mapTo(String.class).list());
        assertThat(tables).containsAll(Backup.LEFT_OUT);
        tables.removeAll(Backup.LEFT_OUT);
        assertThat(Backup.TABLES).containsExactlyInAnyOrderElementsOf(tables);
    }

    @Test
    void backupAndRestore_bringBackRecordsLogsChannelsAndEvidence_butNothingPurgedSince() throws IOException {
        Record kept = StoreSamples.sighting(1);
        Record observation = StoreSamples.observation(UUID.randomUUID(), 1, "US-TX", "2024-09", "1.5", "ofo");
        store.insertAll(List.of(kept, observation, marked(1)).iterator());
        PostgresLogStorage journal = new PostgresLogStorage(database, "journal");
        TreeUpdate grown = TreeEdge.empty().append(List.of("entry".getBytes(StandardCharsets.UTF_8)));
        journal.commit(grown, new byte[] {9});
        PostgresChannelStore channels = new PostgresChannelStore(database);
        ChannelId out = new ChannelId("mx", "us");
        channels.open(out, ChannelState.Role.OUTGOING, "key");
        channels.append(new ChannelStore.Append(
                out,
                grown,
                new byte[] {1},
                Map.of(),
                List.of(),
                List.of(),
                Map.of(),
                List.of(),
                Optional.empty(),
                List.of()));
        Disclosure.Evidence file =
                evidence.add(new ByteArrayInputStream("photograph".getBytes(StandardCharsets.UTF_8)));
        ReadWishStore wishes = new ReadWishStore(database);
        ReadWishStore.Row waits = new ReadWishStore.Row(
                UUID.randomUUID(), kept.id(), "us/mx", "mx/fgr", "mx/fgr#Ana", "statistics", NOW, Optional.empty());
        wishes.put(waits);
        wishes.put(new ReadWishStore.Row(
                UUID.randomUUID(),
                kept.id(),
                "us/mx",
                "mx/fgr",
                "mx/fgr#Eva",
                "statistics",
                NOW,
                Optional.of("mx/fgr#Ana")));
        Path archive = folder.resolve("one" + Backup.SUFFIX);

        Backup.Summary written = new Backup(database, evidence).write(archive, NOW);
        assertThat(written.taken()).isEqualTo(NOW);
        assertThat(written.files()).isEqualTo(1);
        assertThat(Backup.verify(archive)).isEqualTo(written);
        assertThat(refusal(() -> new Backup(database, evidence).write(archive, NOW)))
                .isEqualTo("store.backup.exists");
        assertThat(refusal(() -> new Backup(database, evidence).restore(archive, Optional.empty())))
                .isEqualTo("store.backup.not-empty");
        store.purge(List.of(marked(1).id()));
        Path purges = folder.resolve("purges");
        PurgeList.write(database, purges);

        try (Database fresh = TestDatabases.fresh()) {
            FolderEvidenceStore freshEvidence = new FolderEvidenceStore(folder.resolve("evidence2"));
            new Backup(fresh, freshEvidence).restore(archive, Optional.of(purges));

            RecordStore restored = new RecordStore(fresh);
            assertThat(restored.find(kept.id(), Optional.empty()).orElseThrow().record())
                    .isEqualTo(kept);
            assertThat(restored.find(marked(1).id(), Optional.empty()))
                    .as("purged after the backup")
                    .isEmpty();
            assertThat(restored.search(RecordQuery.builder().area("MX-SIN").build())
                            .records())
                    .hasSize(1);
            assertThat(restored.indicators(IndicatorQuery.of("us.cbp.drug-seizure-weight")))
                    .hasSize(1);
            assertThat(new PostgresLogStorage(fresh, "journal").checkpoint().orElseThrow())
                    .containsExactly(9);
            assertThat(TreeEdge.load(1, new PostgresLogStorage(fresh, "journal"))
                            .root())
                    .isEqualTo(grown.root());
            assertThat(new PostgresChannelStore(fresh)
                            .state(out)
                            .orElseThrow()
                            .fault()
                            .orElseThrow()
                            .code())
                    .isEqualTo("store.channel.restored");
            assertThat(freshEvidence.open(file.sha256(), 0)).isPresent();
            assertThat(new ReadWishStore(fresh).all())
                    .as("what waits, and no approval that may have been used since")
                    .containsExactly(waits);
            restored.insert(StoreSamples.sighting(2));
            assertThat(restored.search(RecordQuery.builder().build())
                            .records()
                            .getFirst()
                            .record())
                    .as("sequences go on")
                    .isEqualTo(StoreSamples.sighting(2));
        }
    }

    @Test
    void damagedBackup_isRefused_andNothingOfItIsStored() throws IOException {
        store.insertAll(Stream.iterate(0, number -> number < 500, number -> number + 1)
                .map(number -> StoreSamples.sighting(number))
                .iterator());
        Path archive = folder.resolve("two" + Backup.SUFFIX);
        new Backup(database, evidence).write(archive, NOW);
        byte[] whole = Files.readAllBytes(archive);
        try (Database fresh = TestDatabases.fresh()) {
            Backup backup = new Backup(fresh, evidence);
            // Within the records' part, by far the largest: a file time in the archive's directory, say, is nobody's
            // content.
            for (int at = whole.length / 6; at < whole.length / 6 * 5; at += whole.length / 12) {
                byte[] damaged = whole.clone();
                damaged[at] ^= 0x20;
                Path file = Files.write(folder.resolve("damaged"), damaged);
                assertThatThrownBy(() -> backup.restore(file, Optional.empty()))
                        .as("byte " + at)
                        .isInstanceOfSatisfying(
                                ProblemException.class,
                                refused -> assertThat(
                                                refused.problems().getFirst().code())
                                        .isIn("store.backup.checksum", "store.backup.unreadable", "store.file.failed"));
            }
            Path cut = Files.write(folder.resolve("cut"), java.util.Arrays.copyOf(whole, whole.length / 2));
            assertThat(refusal(() -> backup.restore(cut, Optional.empty()))).isEqualTo("store.backup.unreadable");
            assertThat(new RecordStore(fresh).countByKind()).isEmpty();
        }
    }

    @Test
    void backupsOlderThanTheWindow_arePruned() throws IOException {
        Path old = Files.writeString(folder.resolve("old" + Backup.SUFFIX), "x");
        Path young = Files.writeString(folder.resolve("young" + Backup.SUFFIX), "x");
        Path other = Files.writeString(folder.resolve("other.txt"), "x");
        Files.setLastModifiedTime(old, FileTime.from(NOW.minus(Duration.ofDays(31))));
        Files.setLastModifiedTime(young, FileTime.from(NOW.minus(Duration.ofDays(29))));
        Files.setLastModifiedTime(other, FileTime.from(NOW.minus(Duration.ofDays(99))));

        assertThat(Backup.prune(folder, Duration.ofDays(30), NOW)).containsExactly(old);
        assertThat(young).exists();
        assertThat(other).exists();
    }

    private static String refusal(Runnable attempt) {
        return org.assertj.core.api.Assertions.catchThrowableOfType(ProblemException.class, attempt::run)
                .problems()
                .getFirst()
                .code();
    }
}
