package puente.exchange;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import puente.store.ChannelId;
import puente.store.ChannelState.LogKey;
import puente.store.ChannelStore;
import puente.store.Disclosure;
import puente.store.Ending;
import puente.store.Use;

/**
 * What a {@link Follower} does with a batch that is {@link Fetched}: check it against the books, and put it into one transaction.
 * Every fault found here is under the sender's signature, except that a payload may be said to be gone and is not.
 */
final class Intake {
    /** Promised endings looked at with one batch, at most. */
    private static final int AWAITED_MAX = 1 << 16;

    /** What became of a batch. */
    sealed interface Taken {
        /** It is durable, and so is the receipt where one was due. */
        record Stored(Optional<byte[]> receipt) implements Taken {}

        /** The cursor is not where it was: nothing was written. */
        record Elsewhere() implements Taken {}

        /** A payload is said to have ended beyond what is proven so far. */
        record NeedsNewer(long entry, long endedBy) implements Taken {}
    }

    private final ChannelId channel;
    private final ChannelStore store;
    private final InstantSource clock;

    /** What the last batch left active of the records it touched; null where the books must be asked. */
    private @Nullable Left left;

    /** Whether no promised ending is outstanding in the books. They change only by what is stored here, so it need not be asked again. */
    private boolean nothingAwaited;

    Intake(ChannelId channel, ChannelStore store, InstantSource clock) {
        this.channel = channel;
        this.store = store;
        this.clock = clock;
    }

    /** @param size where the batch ended */
    private record Left(long size, Map<UUID, List<Disclosure>> active) {}

    /** A batch, and what was active of its records when nothing but the batch directly before it was missing from the books. */
    record Ready(Fetched batch, Set<UUID> records, List<Disclosure> active) {}

    /**
     * Asks the books about a batch's records, perhaps while the batch before it is stored: what that one changes, {@link #take} knows.
     * Safe beside everything else.
     */
    Ready lookUp(Fetched batch) {
        Set<UUID> records = new HashSet<>();
        for (Leaf leaf : batch.leaves()) {
            switch (leaf) {
                case Leaf.Disclosed each -> records.add(each.record());
                case Leaf.Withdrawn each -> records.add(each.record());
                case Leaf.Expired each -> records.add(each.record());
                case Leaf.Purged each -> {}
                case Leaf.Used each -> {}
                case Leaf.Rotated each -> {}
            }
        }
        return new Ready(batch, records, records.isEmpty() ? List.of() : store.activeDisclosures(channel, records));
    }

    /**
     * Checks and stores a batch.
     *
     * @param ready looked up after the batch before the one directly before it was stored, or later
     * @param receipt makes this node's receipt for the checkpoint; asked where, with the batch, all that it covers is here
     */
    Taken take(Ready ready, byte[] checkpoint, Optional<LogKey> newKey, Supplier<byte[]> receipt)
            throws AnswerDoubted, FaultProven {
        Fetched batch = ready.batch();
        Taking taking = new Taking(ready);
        Optional<Taken.NeedsNewer> newer = taking.run();
        if (newer.isPresent()) {
            return newer.get();
        }
        boolean complete = batch.end() == batch.provenSize() && newKey.isEmpty() && taking.leavesNothingAwaited();
        Optional<byte[]> signed = complete ? Optional.of(receipt.get()) : Optional.empty();
        left = null;
        nothingAwaited = false;
        boolean stored = store.receive(new ChannelStore.Reception(
                channel,
                batch.tree(),
                checkpoint,
                taking.arrivals,
                taking.absent,
                taking.endings,
                taking.promised,
                taking.fulfilled,
                taking.purged,
                taking.uses,
                newKey,
                signed));
        if (!stored) {
            return new Taken.Elsewhere();
        }
        left = new Left(batch.end(), taking.active);
        nothingAwaited = taking.leavesNothingAwaited();
        return new Taken.Stored(signed);
    }

    /** The state of taking one batch. */
    private final class Taking {
        private final Fetched batch;
        private final LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        private final Map<UUID, List<Disclosure>> active = new HashMap<>();
        private final Map<Long, Long> awaited = new HashMap<>();
        private final Set<Long> awaitedBefore = new HashSet<>();
        private boolean awaitedBeyond;
        private Map<Long, Ending> acknowledged = Map.of();

        final List<ChannelStore.Arrival> arrivals = new ArrayList<>();
        final List<Disclosure> absent = new ArrayList<>();
        final List<Ending> endings = new ArrayList<>();
        final Map<Long, Long> promised = new HashMap<>();
        final List<Long> fulfilled = new ArrayList<>();
        final Map<Long, Long> purged = new HashMap<>();
        final List<Use> uses = new ArrayList<>();

        Taking(Ready ready) {
            this.batch = ready.batch();
            Map<UUID, List<Disclosure>> known = left != null && left.size() == batch.first() ? left.active() : Map.of();
            for (Disclosure each : ready.active()) {
                if (!known.containsKey(each.record())) {
                    activeOf(each.record()).add(each);
                }
            }
            for (UUID record : ready.records()) {
                List<Disclosure> leftActive = known.get(record);
                if (leftActive != null) {
                    active.put(record, new ArrayList<>(leftActive));
                }
            }
        }

        Optional<Taken.NeedsNewer> run() throws AnswerDoubted, FaultProven {
            lookUpEndings();
            for (int at = 0; at < batch.leaves().size(); at++) {
                long entry = batch.first() + at;
                byte[] bytes = batch.entries().get(at);
                switch (batch.leaves().get(at)) {
                    case Leaf.Disclosed leaf -> {
                        Optional<Taken.NeedsNewer> newer =
                                disclosed(entry, bytes, leaf, batch.contents().get(at));
                        if (newer.isPresent()) {
                            return newer;
                        }
                    }
                    case Leaf.Withdrawn leaf ->
                        end(entry, bytes, leaf, Ending.Cause.WITHDRAWN, leaf.record(), Ending.ALL_VERSIONS);
                    case Leaf.Expired leaf ->
                        end(entry, bytes, leaf, Ending.Cause.EXPIRED, leaf.record(), leaf.version());
                    case Leaf.Purged leaf -> purged(entry, bytes, leaf.entry());
                    case Leaf.Used leaf ->
                        uses.add(new Use(
                                channel,
                                entry,
                                leaf.record(),
                                leaf.version(),
                                leaf.purpose(),
                                leaf.header().actor().code(),
                                leaf.header().at()));
                    case Leaf.Rotated leaf -> {}
                }
            }
            settlePromises();
            return Optional.empty();
        }

        private void lookUpEndings() {
            Set<Long> receipts = new HashSet<>();
            for (Leaf leaf : batch.leaves()) {
                if (leaf instanceof Leaf.Purged purged) {
                    receipts.add(purged.entry());
                }
            }
            if (!receipts.isEmpty() && store.state(channel.reverse()).isPresent()) {
                acknowledged = new HashMap<>(store.endings(channel.reverse(), receipts));
            }
            if (nothingAwaited) {
                return;
            }
            store.awaited(channel, AWAITED_MAX).forEach((entry, endedBy) -> {
                if (endedBy < batch.end()) {
                    awaited.put(entry, endedBy);
                    awaitedBefore.add(entry);
                } else {
                    awaitedBeyond = true;
                }
            });
        }

        /** Whether, once this batch is stored, every ending that the sender promised has been proved. */
        boolean leavesNothingAwaited() {
            return promised.isEmpty() && !awaitedBeyond;
        }

        private List<Disclosure> activeOf(UUID record) {
            return active.computeIfAbsent(record, id -> new ArrayList<>());
        }

        private Optional<Taken.NeedsNewer> disclosed(
                long entry, byte[] bytes, Leaf.Disclosed leaf, Fetched.Content content) throws FaultProven {
            for (Disclosure each : activeOf(leaf.record())) {
                if (each.version() >= leaf.version()) {
                    throw new FaultProven(Fault.TWICE, entry, bytes, "earlier", each.entry());
                }
            }
            Disclosure disclosure = Group.disclosure(channel, entry, leaf);
            activeOf(leaf.record()).add(disclosure);
            switch (content) {
                case Fetched.Content.None none -> throw new IllegalStateException("a disclosure without content");
                case Fetched.Content.Arrived arrived -> arrived(disclosure, arrived);
                case Fetched.Content.Gone gone -> {
                    if (gone.endedBy() >= batch.provenSize()) {
                        return Optional.of(new Taken.NeedsNewer(entry, gone.endedBy()));
                    }
                    awaited.put(entry, gone.endedBy());
                    absent.add(disclosure);
                }
            }
            return Optional.empty();
        }

        private void arrived(Disclosure disclosure, Fetched.Content.Arrived arrived) {
            if (Group.isOver(disclosure, today)) {
                // By this node's clock its last day is past; it is noted, never kept. The sender's own entry will end
                // it.
                absent.add(disclosure);
            } else {
                arrivals.add(
                        new ChannelStore.Arrival(disclosure, arrived.record(), arrived.canonical(), arrived.payload()));
            }
        }

        private void end(long entry, byte[] bytes, Leaf leaf, Ending.Cause cause, UUID record, int version)
                throws FaultProven {
            List<Disclosure> ended = activeOf(record).stream()
                    .filter(each -> version == Ending.ALL_VERSIONS || each.version() == version)
                    .toList();
            if (ended.isEmpty()) {
                throw new FaultProven(Fault.ENDING, entry, bytes);
            }
            activeOf(record).removeAll(ended);
            for (Disclosure each : ended) {
                Long promisedBy = awaited.get(each.entry());
                if (promisedBy != null && promisedBy == entry) {
                    awaited.remove(each.entry());
                    if (awaitedBefore.contains(each.entry())) {
                        fulfilled.add(each.entry());
                    }
                }
            }
            endings.add(new Ending(
                    channel, entry, cause, record, version, leaf.header().at(), Optional.empty()));
        }

        private void purged(long entry, byte[] bytes, long ended) throws FaultProven {
            Ending ending = acknowledged.remove(ended);
            if (ending == null || ending.receipt().isPresent()) {
                throw new FaultProven(Fault.RECEIPT, entry, bytes, "ended", ended);
            }
            purged.put(ended, entry);
        }

        /** A promise for this batch that was not kept is a fault; one beyond it is stored with the batch. */
        private void settlePromises() throws AnswerDoubted, FaultProven {
            for (Map.Entry<Long, Long> promise : awaited.entrySet()) {
                if (promise.getValue() >= batch.end()) {
                    promised.put(promise.getKey(), promise.getValue());
                } else if (awaitedBefore.contains(promise.getKey())) {
                    throw new FaultProven(
                            Fault.WITHHELD, promise.getKey(), new byte[0], "promised", promise.getValue());
                } else {
                    throw new AnswerDoubted(
                            Fault.WITHHELD, promise.getKey(), batch.entries().get((int)
                                    (promise.getKey() - batch.first())));
                }
            }
        }
    }
}
