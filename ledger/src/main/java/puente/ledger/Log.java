package puente.ledger;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The writer of a log: group commit over a {@link LogStorage}. Safe for all threads.
 *
 * <p>Entries wait in a bounded queue. One thread takes all that wait, computes the update, signs its checkpoint, commits, and
 * only then tells the callers their indexes; whatever arrived meanwhile, and in a short rest after several ({@link Gathering}), is
 * the next group. So groups grow with the load and a lone entry waits for nobody.
 *
 * <p>A commit whose outcome is unknown stops the log for good. Its checkpoint is signed and may or may not be on the disk; to
 * sign another for the same size could show two histories, the one thing that a log must never do. {@link #open} again: the
 * storage then says which of the two it was.
 */
public final class Log implements AutoCloseable {
    /** Entries that wait at most, and the largest group. */
    public static final int WAITING_ENTRIES_MAX = 1 << 15;

    /** Bytes of entries at which appending waits. */
    public static final long WAITING_BYTES_MAX = 64L << 20;

    private record Waiting(byte[] entry, CompletableFuture<Long> index) {}

    private final String origin;
    private final List<NoteSigner> signers;
    private final LogStorage storage;
    private final InstantSource clock;
    private final Thread committer;

    /** The committer's own. */
    private TreeEdge edge;

    private volatile SignedNote published;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Condition room = lock.newCondition();

    /** Guarded by lock, as are all below. */
    private List<Waiting> waiting = new ArrayList<>();

    private long waitingBytes;
    private boolean closed;
    private @Nullable LogStoppedException stopped;

    private Log(
            String origin,
            List<NoteSigner> signers,
            LogStorage storage,
            InstantSource clock,
            TreeEdge edge,
            SignedNote published) {
        this.origin = origin;
        this.signers = List.copyOf(signers);
        this.storage = storage;
        this.clock = clock;
        this.edge = edge;
        this.published = published;
        this.committer = Thread.ofPlatform().daemon().name("log " + origin).unstarted(this::commitUntilClosed);
    }

    /**
     * Opens a log, or begins it with a signed empty checkpoint.
     *
     * @param signers the log's keys; each signs every checkpoint
     * @throws LedgerException {@code ledger.log.origin}, {@code ledger.log.root}, {@code ledger.note.*} or
     *     {@code ledger.tile.*} if what is stored is not what these keys signed: then nothing may be appended to it
     */
    public static Log open(String origin, List<NoteSigner> signers, LogStorage storage, InstantSource clock)
            throws IOException {
        Optional<byte[]> stored = storage.checkpoint();
        Log log = stored.isPresent()
                ? reopen(origin, signers, storage, clock, SignedNote.parse(stored.get()))
                : begin(origin, signers, storage, clock);
        log.committer.start();
        return log;
    }

    private static Log begin(String origin, List<NoteSigner> signers, LogStorage storage, InstantSource clock)
            throws IOException {
        TreeUpdate nothing = TreeEdge.empty().unchanged();
        SignedNote note = nothing.checkpoint(origin).sign(clock.instant(), signers);
        storage.commit(nothing, note.encode());
        return new Log(origin, signers, storage, clock, nothing.edge(), note);
    }

    private static Log reopen(
            String origin, List<NoteSigner> signers, LogStorage storage, InstantSource clock, SignedNote note)
            throws IOException {
        note.verify(signers.stream().map(NoteSigner::verifier).toList()).orThrow();
        Checkpoint checkpoint = note.checkpoint();
        if (!checkpoint.origin().equals(origin)) {
            throw new LedgerException("ledger.log.origin", "", "found", checkpoint.origin(), "expected", origin);
        }
        TreeEdge edge = TreeEdge.load(checkpoint.size(), storage);
        if (!edge.root().equals(checkpoint.root())) {
            throw new LedgerException(
                    "ledger.log.root",
                    "",
                    "found",
                    edge.root().base64(),
                    "expected",
                    checkpoint.root().base64());
        }
        return new Log(origin, signers, storage, clock, edge, note);
    }

    /**
     * Appends an entry; waits while the queue is full. The future gives the entry's index once it is durable under a signed
     * checkpoint, or fails with {@link LogStoppedException}: then it is unknown whether the entry is in the log. The array now
     * belongs to the log.
     *
     * @throws LedgerException {@code ledger.entry.size} if the entry is over 65,535 bytes
     */
    public CompletableFuture<Long> append(byte[] entry) {
        EntryBundle.checked(entry);
        CompletableFuture<Long> index = new CompletableFuture<>();
        lock.lock();
        try {
            while (!isEnded() && isFull()) {
                room.awaitUninterruptibly();
            }
            if (isEnded()) {
                index.completeExceptionally(ending());
                return index;
            }
            waiting.add(new Waiting(entry, index));
            waitingBytes += entry.length;
            if (waiting.size() == 1) {
                arrived.signal();
            }
        } finally {
            lock.unlock();
        }
        return index;
    }

    private boolean isFull() {
        return waiting.size() >= WAITING_ENTRIES_MAX || waitingBytes >= WAITING_BYTES_MAX;
    }

    private boolean isEnded() {
        return closed || stopped != null;
    }

    private LogStoppedException ending() {
        return stopped != null ? stopped : new LogStoppedException("the log " + origin + " is closed", null);
    }

    /** The newest published checkpoint. */
    public SignedNote checkpoint() {
        return published;
    }

    /** Whether the log takes entries. */
    public boolean isRunning() {
        lock.lock();
        try {
            return !isEnded();
        } finally {
            lock.unlock();
        }
    }

    private void commitUntilClosed() {
        List<Waiting> group = List.of();
        @Nullable IOException cause = null;
        boolean sound = false;
        try {
            while (!(group = takeAll()).isEmpty()) {
                long begun = System.nanoTime();
                commit(group);
                Duration took = Duration.ofNanos(System.nanoTime() - begun);
                LockSupport.parkNanos(Gathering.rest(group.size(), took).toNanos());
            }
            sound = true;
        } catch (IOException unknown) {
            cause = unknown;
        } finally {
            // Also on an unforeseen exception or error: whoever waits must learn that the log has ended.
            if (!sound) {
                stop(group, cause);
            }
        }
    }

    /** Everything that waits; empty only once the log is closed and nothing waits any more. */
    private List<Waiting> takeAll() {
        lock.lock();
        try {
            while (waiting.isEmpty() && !closed) {
                arrived.awaitUninterruptibly();
            }
            List<Waiting> group = waiting;
            waiting = new ArrayList<>(Math.max(16, group.size()));
            waitingBytes = 0;
            room.signalAll();
            return group;
        } finally {
            lock.unlock();
        }
    }

    private void commit(List<Waiting> group) throws IOException {
        List<byte[]> entries = new ArrayList<>(group.size());
        group.forEach(each -> entries.add(each.entry()));
        TreeUpdate update = edge.append(entries);
        SignedNote note = update.checkpoint(origin).sign(clock.instant(), signers);
        storage.commit(update, note.encode());
        edge = update.edge();
        published = note;
        long index = update.oldSize();
        for (Waiting each : group) {
            each.index().complete(index++);
        }
    }

    private void stop(List<Waiting> group, @Nullable IOException cause) {
        LogStoppedException ending = new LogStoppedException(
                "the log " + origin + " stopped: it is unknown whether its last checkpoint was stored", cause);
        List<Waiting> all = new ArrayList<>(group);
        lock.lock();
        try {
            stopped = ending;
            all.addAll(waiting);
            waiting = new ArrayList<>();
            room.signalAll();
        } finally {
            lock.unlock();
        }
        all.forEach(each -> each.index().completeExceptionally(ending));
    }

    /** Takes no more entries, waits until all that were appended are committed, and ends. The storage is not closed. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            arrived.signal();
            room.signalAll();
        } finally {
            lock.unlock();
        }
        boolean interrupted = false;
        while (committer.isAlive()) {
            try {
                committer.join();
            } catch (InterruptedException asked) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
