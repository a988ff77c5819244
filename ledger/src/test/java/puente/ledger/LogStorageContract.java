package puente.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link LogStorage} must do. Extend it, give the storages, and the tests run against yours. */
@Timeout(120)
public abstract class LogStorageContract {
    /** A storage that holds nothing yet; a new one at each call. */
    protected abstract LogStorage freshStorage() throws IOException;

    /** A second storage over what the first has committed, as after a restart. */
    protected abstract LogStorage reopened(LogStorage storage) throws IOException;

    private static final List<NoteVerifier> KEYS = TestKeys.verifiers(TestKeys.LOG);

    private static byte[] signed(TreeUpdate update) {
        return update.checkpoint(TestKeys.ORIGIN)
                .sign(TestKeys.NOW, List.of(TestKeys.LOG))
                .encode();
    }

    private static TreeEdge commit(LogStorage storage, TreeEdge edge, int newSize) throws IOException {
        TreeUpdate update = edge.append(TreeAssertions.entries((int) edge.size(), newSize));
        storage.commit(update, signed(update));
        return update.edge();
    }

    @Test
    void freshStorage_holdsNothing() throws IOException {
        LogStorage storage = freshStorage();
        assertThat(storage.checkpoint()).isEmpty();
        assertThat(storage.tile(new TileId(0, 0, 1))).isEmpty();
        assertThat(storage.tile(TileId.entries(0, 1))).isEmpty();
    }

    @Test
    void emptyLog_hasACheckpointAndNoTile() throws IOException {
        LogStorage storage = freshStorage();
        TreeUpdate update = TreeEdge.empty().unchanged();
        storage.commit(update, signed(update));
        TreeAssertions.assertWholeTree(storage, List.of(), KEYS);
        TreeAssertions.assertWholeTree(reopened(storage), List.of(), KEYS);
    }

    @Test
    void wholeTree_isServedAfterEachCommit_acrossTileBorders_andAfterRestart() throws IOException {
        LogStorage storage = freshStorage();
        TreeEdge edge = TreeEdge.empty();
        for (int size : new int[] {1, 2, 3, 100, 255, 256, 257, 300, 511, 512, 700, 1024, 1030}) {
            edge = commit(storage, edge, size);
            TreeAssertions.assertWholeTree(storage, TreeAssertions.entries(0, size), KEYS);
        }
        LogStorage again = reopened(storage);
        TreeAssertions.assertWholeTree(again, TreeAssertions.entries(0, 1030), KEYS);
        edge = TreeEdge.load(1030, again);
        commit(again, edge, 1300);
        TreeAssertions.assertWholeTree(again, TreeAssertions.entries(0, 1300), KEYS);
    }

    @Test
    void partialTiles_ofEveryPublishedSize_remainReadable() throws IOException {
        LogStorage storage = freshStorage();
        TreeEdge edge = TreeEdge.empty();
        List<Integer> published = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(7);
        for (int size = 1; size < 900; size += random.nextInt(1, 60)) {
            edge = commit(storage, edge, size);
            published.add(size);
        }
        for (int size : published) {
            MemoryStorage alone = new MemoryStorage();
            commit(alone, TreeEdge.empty(), size);
            for (TileId tile : TileId.all(size)) {
                assertThat(storage.tile(tile)).as(size + ": " + tile).isPresent();
                assertThat(storage.tile(tile).orElseThrow())
                        .isEqualTo(alone.tile(tile).orElseThrow());
            }
        }
    }

    @Test
    void largeUpdate_acrossSeveralLevels_isServedWhole() throws IOException {
        LogStorage storage = freshStorage();
        TreeEdge edge = commit(storage, TreeEdge.empty(), 65_530);
        commit(storage, edge, 66_000);
        assertThat(new LogVerifier(KEYS, true, 2).verify(storage)).isInstanceOf(LogVerdict.Sound.class);
        assertThat(storage.tile(new TileId(2, 0, 1))).isPresent();
        assertThat(storage.tile(new TileId(1, 0, 256))).isPresent();
        assertThat(storage.tile(new TileId(1, 1, 1))).isPresent();
    }

    @Test
    void largestEntries_areKeptWhole() throws IOException {
        LogStorage storage = freshStorage();
        List<byte[]> entries =
                List.of(new byte[EntryBundle.ENTRY_SIZE_MAX], new byte[0], new byte[EntryBundle.ENTRY_SIZE_MAX]);
        TreeUpdate update = TreeEdge.empty().append(entries);
        storage.commit(update, signed(update));
        TreeAssertions.assertWholeTree(storage, entries, KEYS);
    }

    @Test
    void staleUpdate_isRefused_andChangesNothing() throws IOException {
        LogStorage storage = freshStorage();
        TreeEdge edge = commit(storage, TreeEdge.empty(), 10);
        commit(storage, edge, 20);
        TreeUpdate stale = edge.append(List.of(new byte[] {1}));
        assertThatThrownBy(() -> storage.commit(stale, signed(stale)))
                .isInstanceOf(StaleUpdateException.class)
                .hasMessageContaining("20 entries")
                .hasMessageContaining("continues 10");
        TreeAssertions.assertWholeTree(storage, TreeAssertions.entries(0, 20), KEYS);
        TreeAssertions.assertWholeTree(reopened(storage), TreeAssertions.entries(0, 20), KEYS);
    }

    @Test
    void cosignatures_canBeAddedToTheCheckpoint_withoutNewEntries() throws IOException {
        LogStorage storage = freshStorage();
        TreeEdge edge = commit(storage, TreeEdge.empty(), 10);
        SignedNote note = SignedNote.parse(storage.checkpoint().orElseThrow());
        SignedNote more = note.with(List.of(TestKeys.WITNESS.sign(note.text(), TestKeys.NOW)));
        storage.commit(edge.unchanged(), more.encode());
        assertThat(storage.checkpoint().orElseThrow()).isEqualTo(more.encode());
        TreeAssertions.assertWholeTree(
                storage, TreeAssertions.entries(0, 10), TestKeys.verifiers(TestKeys.LOG, TestKeys.WITNESS));
    }

    @Test
    void reader_besideAWriter_neverSeesACheckpointWithoutItsTiles() throws Exception {
        LogStorage storage = freshStorage();
        TreeEdge edge = commit(storage, TreeEdge.empty(), 1);
        AtomicBoolean done = new AtomicBoolean();
        AtomicReference<LogVerdict> wrong = new AtomicReference<>();
        AtomicReference<IOException> failed = new AtomicReference<>();
        Thread reader = Thread.ofVirtual().start(() -> {
            while (!done.get() && wrong.get() == null && failed.get() == null) {
                try {
                    LogVerdict verdict = new LogVerifier(KEYS, true, 1).verify(snapshot(storage));
                    if (verdict instanceof LogVerdict.Faulty) {
                        wrong.set(verdict);
                    }
                } catch (IOException unreadable) {
                    failed.set(unreadable);
                }
            }
        });
        for (int size = 20; size < 1200; size += 37) {
            edge = commit(storage, edge, size);
        }
        done.set(true);
        reader.join();
        assertThat(wrong.get()).isNull();
        assertThat(failed.get()).isNull();
    }

    /** The log at the checkpoint of this moment, while it grows on. */
    private static LogReader snapshot(LogStorage storage) throws IOException {
        byte[] checkpoint = storage.checkpoint().orElseThrow();
        return new LogReader() {
            @Override
            public Optional<byte[]> checkpoint() {
                return Optional.of(checkpoint);
            }

            @Override
            public Optional<byte[]> tile(TileId tile) throws IOException {
                return storage.tile(tile);
            }
        };
    }
}
