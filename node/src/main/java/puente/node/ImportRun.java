package puente.node;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import puente.gateway.ImportSummary;
import puente.gateway.Outcome;
import puente.gateway.Revision;
import puente.gateway.Source;
import puente.gateway.ready.Gateway;
import puente.record.Agency;
import puente.record.ProblemException;
import puente.record.Record;
import puente.store.RecordStore;
import puente.store.StoredRecord;

/**
 * One import: the gateway pushes what became of each row, the store pulls records into one transaction; between them stands
 * a short queue of batches, so that memory does not grow with the file. A batch is compared with what is held: the same
 * statement again is not stored twice, a changed one becomes the next version. If either side fails, the other ends, and
 * nothing is stored.
 */
final class ImportRun {
    /** Records handed over together, and looked up together. */
    static final int BATCH = 1000;

    /** Batches between both sides at most. */
    private static final int QUEUE = 4;

    /** Records after which it makes way for readers: so few that a reader hardly notices them. */
    private static final int PIECE = 100;

    /** Who works on a piece at once, each about as long: who reads the file, who writes the rows, and the database. */
    private static final int WORKERS = 3;

    /** What a reader is told while it runs. */
    interface Watcher {
        void progress(long rows, long records);
    }

    private final Gateway gateway;
    private final RecordStore store;
    private final QuarantineRows quarantine;
    private final MakingWay makingWay;
    private final Watcher watcher;
    private final String id = UUID.randomUUID().toString();
    private final BlockingQueue<List<Record>> queue = new ArrayBlockingQueue<>(QUEUE);
    private volatile boolean stopped;
    private volatile long rows;
    private long stored;
    private long unchanged;

    ImportRun(Gateway gateway, RecordStore store, QuarantineRows quarantine, MakingWay makingWay, Watcher watcher) {
        this.gateway = gateway;
        this.store = store;
        this.quarantine = quarantine;
        this.makingWay = makingWay;
        this.watcher = watcher;
    }

    long stored() {
        return stored;
    }

    long unchanged() {
        return unchanged;
    }

    /** The import's id, under which its quarantined rows are found. */
    String id() {
        return id;
    }

    /**
     * Imports.
     *
     * @param agency who imports
     * @param published what they say of published money beside the file
     * @throws ProblemException where the file is refused whole; nothing is stored then
     */
    ImportSummary run(
            Source source, Optional<String> mapping, Instant recordedAt, Agency agency, Gateway.Published published) {
        CompletableFuture<ImportSummary> pushing = new CompletableFuture<>();
        Thread.ofVirtual().name("import").start(() -> {
            Batches batches = new Batches(recordedAt);
            CompletableFuture.supplyAsync(
                            () -> {
                                ImportSummary summary =
                                        gateway.run(source, mapping, recordedAt, agency, published, batches::accept);
                                batches.flush();
                                return summary;
                            },
                            Runnable::run)
                    .whenComplete((summary, failed) -> {
                        if (failed == null) {
                            pushing.complete(summary);
                        } else {
                            pushing.completeExceptionally(failed);
                        }
                        put(List.of());
                    });
        });
        try {
            stored = store.insertAll(new Pulled(pushing));
            return result(pushing);
        } catch (ProblemException refused) {
            quarantine.drop(id);
            throw refused;
        } finally {
            stopped = true;
            queue.clear();
        }
    }

    private static ImportSummary result(CompletableFuture<ImportSummary> pushing) {
        try {
            return pushing.join();
        } catch (CompletionException failed) {
            Throwable cause = failed.getCause();
            while (cause instanceof CompletionException inner && inner.getCause() != null) {
                cause = inner.getCause();
            }
            if (cause instanceof ProblemException refused) {
                throw refused;
            }
            throw failed;
        }
    }

    private void put(List<Record> batch) {
        try {
            while (!stopped && !queue.offer(batch, 100, java.util.concurrent.TimeUnit.MILLISECONDS)) {
                Thread.onSpinWait();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        if (stopped) {
            throw new IllegalStateException("the import was ended by the store");
        }
    }

    /** The gateway's side. */
    private final class Batches {
        private final Instant at;
        private List<Record> batch = new ArrayList<>(BATCH);
        private List<Outcome.Quarantined> refused = new ArrayList<>();

        Batches(Instant at) {
            this.at = at;
        }

        void accept(Outcome outcome) {
            switch (outcome) {
                case Outcome.Imported imported -> {
                    batch.addAll(imported.records());
                    if (batch.size() >= BATCH) {
                        flush();
                    }
                }
                case Outcome.Quarantined row -> {
                    refused.add(row);
                    if (refused.size() >= BATCH) {
                        keepRefused();
                    }
                }
                case Outcome.Added ignored -> {}
                case Outcome.Listed ignored -> {}
                case Outcome.Skipped ignored -> {}
            }
            rows = Math.max(rows, outcome.row());
        }

        private void keepRefused() {
            quarantine.add(id, refused, at);
            refused = new ArrayList<>();
        }

        void flush() {
            keepRefused();
            if (!batch.isEmpty()) {
                put(batch);
                batch = new ArrayList<>(BATCH);
            }
        }
    }

    /** The store's side: an empty batch is the end. */
    private final class Pulled implements Iterator<Record> {
        private final CompletableFuture<ImportSummary> pushing;
        private Iterator<Record> batch = List.<Record>of().iterator();
        private boolean ended;
        private long pulled;
        private long given;
        private long pieceBegan = System.nanoTime();

        Pulled(CompletableFuture<ImportSummary> pushing) {
            this.pushing = pushing;
        }

        @Override
        public boolean hasNext() {
            while (!batch.hasNext() && !ended) {
                List<Record> next = take();
                if (next.isEmpty()) {
                    ended = true;
                    // A refusal must undo what was stored of this file.
                    result(pushing);
                } else {
                    pulled += next.size();
                    batch = revised(next).iterator();
                    watcher.progress(rows, pulled);
                }
            }
            return batch.hasNext();
        }

        private List<Record> take() {
            try {
                return queue.take();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("the node stops", interrupted);
            }
        }

        @Override
        public Record next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            given++;
            if (given % PIECE == 0) {
                makingWay.rest(Duration.ofNanos(System.nanoTime() - pieceBegan).multipliedBy(WORKERS));
                pieceBegan = System.nanoTime();
            }
            return batch.next();
        }
    }

    private List<Record> revised(List<Record> batch) {
        Map<UUID, Record> held = new java.util.HashMap<>();
        for (StoredRecord each : store.own(batch.stream().map(Record::id).toList())) {
            held.put(each.record().id(), each.record());
        }
        List<Record> fresh = new ArrayList<>(batch.size());
        for (Record record : batch) {
            @Nullable Record before = held.get(record.id());
            switch (Revision.of(Optional.ofNullable(before), record)) {
                case Revision.First first -> fresh.add(first.record());
                case Revision.Revised changed -> fresh.add(changed.record());
                case Revision.Unchanged ignored -> unchanged++;
            }
        }
        return fresh;
    }
}
