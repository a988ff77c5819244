package puente.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderStorageTest extends LogStorageContract {
    private static final List<NoteVerifier> KEYS = TestKeys.verifiers(TestKeys.LOG);

    @TempDir
    Path temporary;

    private final List<FolderStorage> opened = new ArrayList<>();
    private int number;

    @AfterEach
    void closeAll() throws IOException {
        for (FolderStorage each : opened) {
            each.close();
        }
    }

    @Override
    protected LogStorage freshStorage() throws IOException {
        return open(temporary.resolve("log" + number++));
    }

    @Override
    protected LogStorage reopened(LogStorage storage) throws IOException {
        opened.getLast().close();
        return open(temporary.resolve("log" + (number - 1)));
    }

    private FolderStorage open(Path folder) throws IOException {
        FolderStorage storage = FolderStorage.open(folder);
        opened.add(storage);
        return storage;
    }

    private static TreeEdge commit(LogStorage storage, TreeEdge edge, List<byte[]> entries) throws IOException {
        TreeUpdate update = edge.append(entries);
        storage.commit(
                update,
                update.checkpoint(TestKeys.ORIGIN)
                        .sign(TestKeys.NOW, List.of(TestKeys.LOG))
                        .encode());
        return update.edge();
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile)
                    .map(folder::relativize)
                    .filter(each -> !each.toString().startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void secondWriter_isRefused() throws IOException {
        Path folder = temporary.resolve("shared");
        open(folder);
        assertThatThrownBy(() -> FolderStorage.open(folder))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("ledger.folder.locked");
    }

    @Test
    void folder_isPlainTilesThatAnyFileServerCanServe() throws IOException {
        Path folder = temporary.resolve("plain");
        TreeEdge edge = commit(open(folder), TreeEdge.empty(), TreeAssertions.entries(0, 200));
        commit(opened.getLast(), edge, TreeAssertions.entries(200, 600));
        assertThat(files(folder))
                .map(Path::toString)
                .containsExactly(
                        "checkpoint",
                        "tile/0/000",
                        "tile/0/001",
                        "tile/0/002.p/88",
                        "tile/1/000.p/2",
                        "tile/entries/000",
                        "tile/entries/001",
                        "tile/entries/002.p/88");
        TreeAssertions.assertWholeTree(FolderStorage.reader(folder), TreeAssertions.entries(0, 600), KEYS);
    }

    /**
     * A power cut may leave any part of a commit's files, whole or torn, while the checkpoint is still the old one. Every run
     * leaves another part, then the log goes on with other entries than those that were lost.
     */
    @Test
    void crashWithinACommit_losesNothingPublished_andLeavesNothingBehind() throws IOException {
        for (int seed = 0; seed < 25; seed++) {
            Random random = new Random(seed);
            int before = random.nextInt(700);
            int lost = 1 + random.nextInt(900);
            Path crashed = temporary.resolve("crashed" + seed);
            Path whole = temporary.resolve("whole" + seed);
            List<byte[]> kept = TreeAssertions.entries(0, before);
            try (FolderStorage first = FolderStorage.open(crashed);
                    FolderStorage second = FolderStorage.open(whole)) {
                commit(first, TreeEdge.empty(), kept);
                commit(second, commit(second, TreeEdge.empty(), kept), TreeAssertions.entries(5000, 5000 + lost));
            }
            List<Path> published = files(crashed);
            List<Path> written = new ArrayList<>(files(whole));
            written.removeAll(published);
            Collections.shuffle(written, random);
            for (Path each : written.subList(0, random.nextInt(written.size() + 1))) {
                byte[] bytes = Files.readAllBytes(whole.resolve(each));
                Files.createDirectories(crashed.resolve(each).getParent());
                int torn = random.nextBoolean() ? bytes.length : random.nextInt(bytes.length);
                Files.write(crashed.resolve(each), Arrays.copyOf(bytes, torn));
            }
            Files.write(crashed.resolve(".pending/checkpoint"), Files.readAllBytes(whole.resolve("checkpoint")));
            try (FolderStorage again = FolderStorage.open(crashed)) {
                TreeAssertions.assertWholeTree(again, kept, KEYS);
                assertThat(files(crashed)).as("seed " + seed).isEqualTo(published);
                commit(again, TreeEdge.load(before, again), TreeAssertions.entries(before, before + 300));
                TreeAssertions.assertWholeTree(again, TreeAssertions.entries(0, before + 300), KEYS);
            }
        }
    }

    @Test
    void crashFarBeyondThePublishedSize_isClearedUpToTheReservation() throws IOException {
        Path folder = temporary.resolve("far");
        try (FolderStorage storage = FolderStorage.open(folder)) {
            commit(storage, TreeEdge.empty(), TreeAssertions.entries(0, 10));
        }
        long last = (10 + FolderStorage.RESERVATION) / TileId.FULL_WIDTH;
        Path leftover = folder.resolve(new TileId(0, last, TileId.FULL_WIDTH).path());
        Files.createDirectories(leftover.getParent());
        Files.write(leftover, new byte[8192]);
        open(folder);
        assertThat(leftover).doesNotExist();
    }

    @Test
    void oversizedFile_isNotLoadedWhole_butSeenAsDamaged() throws IOException {
        Path folder = temporary.resolve("oversized");
        commit(open(folder), TreeEdge.empty(), TreeAssertions.entries(0, 3));
        Path tile = folder.resolve("tile/0/000.p/3");
        Files.write(tile, new byte[1 << 20]);
        assertThat(opened.getLast().tile(new TileId(0, 0, 3)).orElseThrow()).hasSize(8193);
        assertThat(new LogVerifier(KEYS, true, 1).verify(opened.getLast()))
                .isInstanceOfSatisfying(
                        LogVerdict.Faulty.class,
                        faulty -> assertThat(faulty.faults())
                                .first()
                                .satisfies(fault -> assertThat(fault.code()).isEqualTo("ledger.tile.length")));
    }
}
