package puente.ledger;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LogTest {
    private static final List<NoteSigner> SIGNERS = List.of(TestKeys.LOG, TestKeys.LOG_POST_QUANTUM);
    private static final List<NoteVerifier> KEYS = TestKeys.verifiers(TestKeys.LOG, TestKeys.LOG_POST_QUANTUM);
    private static final InstantSource CLOCK = InstantSource.fixed(TestKeys.NOW);

    private static Log open(LogStorage storage) throws IOException {
        return Log.open(TestKeys.ORIGIN, SIGNERS, storage, CLOCK);
    }

    /** A storage whose commits can be held up, or made to fail before or after they happened. */
    private static final class Fragile implements LogStorage {
        private final MemoryStorage inner = new MemoryStorage();
        private volatile boolean failsBefore;
        private volatile boolean failsAfter;
        private volatile CountDownLatch gate = new CountDownLatch(0);

        @Override
        public Optional<byte[]> checkpoint() {
            return inner.checkpoint();
        }

        @Override
        public Optional<byte[]> tile(TileId tile) {
            return inner.tile(tile);
        }

        @Override
        public void commit(TreeUpdate update, byte[] signedCheckpoint) throws IOException {
            try {
                gate.await();
            } catch (InterruptedException stop) {
                throw new IOException("interrupted", stop);
            }
            if (failsBefore) {
                throw new IOException("the disk is gone");
            }
            inner.commit(update, signedCheckpoint);
            if (failsAfter) {
                throw new IOException("the disk is gone, but the bytes are on it");
            }
        }
    }

    @Test
    void newLog_beginsWithASignedEmptyCheckpoint() throws IOException {
        MemoryStorage storage = new MemoryStorage();
        try (Log log = open(storage)) {
            assertThat(log.checkpoint().checkpoint())
                    .isEqualTo(new Checkpoint(TestKeys.ORIGIN, 0, TreeHasher.EMPTY_ROOT));
            TreeAssertions.assertWholeTree(storage, List.of(), KEYS);
        }
    }

    @Test
    void manyWriters_getEachEntryAtItsOwnIndex_inTheirOwnOrder() throws Exception {
        MemoryStorage storage = new MemoryStorage();
        List<Future<List<Long>>> writers = new ArrayList<>();
        try (Log log = open(storage);
                ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int writer = 0; writer < 8; writer++) {
                int own = writer;
                writers.add(pool.submit(() -> {
                    List<CompletableFuture<Long>> appended = new ArrayList<>();
                    for (int each = 0; each < 500; each++) {
                        appended.add(log.append((own + "/" + each).getBytes(US_ASCII)));
                    }
                    return appended.stream().map(CompletableFuture::join).toList();
                }));
            }
            List<byte[]> stored = new ArrayList<>();
            for (Future<List<Long>> each : writers) {
                assertThat(each.get()).isSorted().doesNotHaveDuplicates().hasSize(500);
            }
            for (TileId tile : TileId.all(4000)) {
                if (tile.isEntries()) {
                    stored.addAll(EntryBundle.decode(storage.tile(tile).orElseThrow(), tile.width()));
                }
            }
            for (int writer = 0; writer < 8; writer++) {
                List<Long> indexes = writers.get(writer).get();
                for (int each = 0; each < 500; each++) {
                    assertThat(stored.get(indexes.get(each).intValue()))
                            .asString()
                            .isEqualTo(writer + "/" + each);
                }
            }
            TreeAssertions.assertWholeTree(storage, stored, KEYS);
        }
    }

    @Test
    void reopenedLog_goesOnWhereItEnded() throws Exception {
        MemoryStorage storage = new MemoryStorage();
        for (int from = 0; from < 900; from += 300) {
            try (Log log = open(storage)) {
                assertThat(log.checkpoint().checkpoint().size()).isEqualTo(from);
                for (byte[] entry : TreeAssertions.entries(from, from + 300)) {
                    log.append(entry);
                }
            }
            TreeAssertions.assertWholeTree(storage, TreeAssertions.entries(0, from + 300), KEYS);
        }
    }

    @Test
    void entriesThatArriveDuringACommit_formTheNextGroup() throws Exception {
        Fragile storage = new Fragile();
        try (Log log = open(storage)) {
            storage.gate = new CountDownLatch(1);
            CompletableFuture<Long> first = log.append(new byte[] {0});
            List<CompletableFuture<Long>> others = new ArrayList<>();
            for (int each = 1; each < 100; each++) {
                others.add(log.append(new byte[] {(byte) each}));
            }
            assertThat(first).isNotDone();
            storage.gate.countDown();
            assertThat(first.get()).isZero();
            assertThat(others.getLast().get()).isEqualTo(99);
        }
    }

    @Test
    void fullQueue_makesTheNextWriterWait_andLetsItInLater() throws Exception {
        Fragile storage = new Fragile();
        try (Log log = open(storage)) {
            storage.gate = new CountDownLatch(1);
            log.append(new byte[1]);
            List<CompletableFuture<Long>> all = new ArrayList<>();
            // The committer has taken the first alone, or will take some of these: at most one more queue fits.
            Thread writer = Thread.ofPlatform().start(() -> {
                for (int each = 0; each < 2 * Log.WAITING_ENTRIES_MAX + 10; each++) {
                    all.add(log.append(new byte[1]));
                }
            });
            assertThat(writer.join(Duration.ofMillis(500)))
                    .as("the queue is bounded")
                    .isFalse();
            storage.gate.countDown();
            writer.join();
            assertThat(all.getLast().get()).isEqualTo(2L * Log.WAITING_ENTRIES_MAX + 10);
        }
    }

    @Test
    void bytesThatWait_areBoundedToo() throws Exception {
        Fragile storage = new Fragile();
        try (Log log = open(storage)) {
            storage.gate = new CountDownLatch(1);
            byte[] large = new byte[EntryBundle.ENTRY_SIZE_MAX];
            long fit = Log.WAITING_BYTES_MAX / EntryBundle.ENTRY_SIZE_MAX;
            Thread writer = Thread.ofPlatform().start(() -> {
                for (int each = 0; each < 2 * fit + 10; each++) {
                    log.append(large);
                }
            });
            assertThat(writer.join(Duration.ofMillis(500))).isFalse();
            storage.gate.countDown();
            writer.join();
        }
    }

    @Test
    void failedCommit_stopsTheLog_failsWhoWaits_andTakesNoMore() throws Exception {
        Fragile storage = new Fragile();
        Log log = open(storage);
        storage.gate = new CountDownLatch(1);
        storage.failsBefore = true;
        CompletableFuture<Long> during = log.append(new byte[] {1});
        CompletableFuture<Long> waiting = log.append(new byte[] {2});
        storage.gate.countDown();
        assertStopped(during);
        assertStopped(waiting);
        assertStopped(log.append(new byte[] {3}));
        assertThat(log.isRunning()).isFalse();
        log.close();
        storage.failsBefore = false;
        try (Log again = open(storage)) {
            assertThat(again.append(new byte[] {4}).get()).isZero();
        }
    }

    @Test
    void commitThatHappenedThoughItFailed_isKeptWhenTheLogIsReopened_andNoForkIsSigned() throws Exception {
        Fragile storage = new Fragile();
        Log log = open(storage);
        storage.failsAfter = true;
        assertStopped(log.append(new byte[] {1}));
        log.close();
        storage.failsAfter = false;
        try (Log again = open(storage)) {
            assertThat(again.append(new byte[] {2}).get()).isEqualTo(1);
        }
        TreeAssertions.assertWholeTree(storage, List.of(new byte[] {1}, new byte[] {2}), KEYS);
    }

    @Test
    void secondWriter_stopsTheFirst_ratherThanFork() throws Exception {
        MemoryStorage storage = new MemoryStorage();
        try (Log first = open(storage);
                Log second = open(storage)) {
            assertThat(second.append(new byte[] {1}).get()).isZero();
            assertThatThrownBy(() -> first.append(new byte[] {2}).get())
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOf(LogStoppedException.class)
                    .hasCauseInstanceOf(StaleUpdateException.class);
        }
        TreeAssertions.assertWholeTree(storage, List.of(new byte[] {1}), KEYS);
    }

    private static void assertStopped(CompletableFuture<Long> index) {
        assertThatThrownBy(() -> index.get(10, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(LogStoppedException.class);
    }

    @Test
    void closedLog_takesNoEntries_butCommittedAllItTook() throws Exception {
        MemoryStorage storage = new MemoryStorage();
        Log log = open(storage);
        CompletableFuture<Long> last = log.append(new byte[] {1});
        log.close();
        assertThat(last).isCompletedWithValue(0L);
        assertStopped(log.append(new byte[] {2}));
        log.close();
    }

    @Test
    void storedLogOfAnotherKeyOriginOrRoot_isNotContinued() throws Exception {
        MemoryStorage storage = new MemoryStorage();
        try (Log log = open(storage)) {
            log.append(new byte[] {1}).get();
        }
        assertThatThrownBy(() -> Log.open(TestKeys.ORIGIN, List.of(TestKeys.STRANGER), storage, CLOCK))
                .hasMessageContaining("ledger.note.unsigned");
        assertThatThrownBy(() -> Log.open("other.example", SIGNERS, storage, CLOCK))
                .hasMessageContaining("ledger.log.origin");
        byte[] other = new Checkpoint(TestKeys.ORIGIN, 1, TreeHasher.leaf(new byte[] {9}))
                .sign(TestKeys.NOW, SIGNERS)
                .encode();
        storage.commit(TreeEdge.load(1, storage).unchanged(), other);
        assertThatThrownBy(() -> open(storage)).hasMessageContaining("ledger.log.root");
        byte[] tooLarge = new Checkpoint(TestKeys.ORIGIN, 1, TreeHasher.EMPTY_ROOT)
                .sign(TestKeys.NOW, SIGNERS)
                .encode();
        MemoryStorage hollow = new MemoryStorage();
        hollow.commit(TreeEdge.empty().unchanged(), tooLarge);
        assertThatThrownBy(() -> open(hollow)).hasMessageContaining("ledger.tile.absent");
    }

    @Test
    void entryOverTheLimit_isRefused_andTheLogGoesOn() throws Exception {
        try (Log log = open(new MemoryStorage())) {
            assertThatThrownBy(() -> log.append(new byte[EntryBundle.ENTRY_SIZE_MAX + 1]))
                    .hasMessageContaining("ledger.entry.size");
            assertThat(log.append(new byte[EntryBundle.ENTRY_SIZE_MAX]).get()).isZero();
        }
    }
}
