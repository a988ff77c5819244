package puente.exchange;

import java.io.IOException;
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
import puente.ledger.TreeUpdate;
import puente.record.ProblemException;
import puente.record.Record;
import puente.record.RecordCodec;
import puente.store.ChannelId;
import puente.store.ChannelState.LogKey;
import puente.store.ChannelStore;
import puente.store.Disclosure;
import puente.store.Ending;
import puente.store.StoredPayload;
import puente.store.Use;

/**
 * What a {@link Follower} does with entries that are proven to be the sender's: read them, fetch their payloads, check them
 * against the agreement and the books, and put them into one transaction. Every fault found here is under the sender's
 * signature, except what concerns payloads, which no signature covers until their digest fits.
 */
final class Intake {
    /** Promised endings looked at with one batch, at most. */
    private static final int AWAITED_MAX = 1 << 16;

    /** Proven entries, parsed, cut where the payloads would become too many or the key changes. */
    record Batch(long first, List<Leaf> leaves, List<byte[]> entries, long provenSize) {
        long end() {
            return first + leaves.size();
        }
    }

    /** What became of a batch. */
    sealed interface Taken {
        /** It is durable. */
        record Stored() implements Taken {}

        /** The cursor is not where it was: nothing was written. */
        record Elsewhere() implements Taken {}

        /** A payload is said to have ended beyond what is proven so far. */
        record NeedsNewer(long entry, long endedBy) implements Taken {}
    }

    private final ChannelId channel;
    private final ChannelStore store;
    private final Transport transport;
    private final Admission admission;
    private final InstantSource clock;

    Intake(ChannelId channel, ChannelStore store, Transport transport, Admission admission, InstantSource clock) {
        this.channel = channel;
        this.store = store;
        this.transport = transport;
        this.admission = admission;
        this.clock = clock;
    }

    /** Parses proven entries. */
    Batch read(long first, List<byte[]> entries, long provenSize) throws FaultProven {
        List<Leaf> leaves = new ArrayList<>(entries.size());
        long payloadBytes = 0;
        for (byte[] entry : entries) {
            Leaf leaf = leaf(first + leaves.size(), entry);
            payloadBytes += leaf instanceof Leaf.Disclosed disclosed ? disclosed.length() : 0;
            if (payloadBytes > Follower.BATCH_PAYLOAD_BYTES_MAX && !leaves.isEmpty()) {
                break;
            }
            leaves.add(leaf);
            if (leaf instanceof Leaf.Rotated) {
                break;
            }
        }
        return new Batch(first, leaves, entries, provenSize);
    }

    private Leaf leaf(long index, byte[] entry) throws FaultProven {
        Leaf leaf;
        try {
            leaf = LeafCodec.parse(entry);
        } catch (ProblemException malformed) {
            throw new FaultProven(
                    Fault.ENTRY,
                    index,
                    entry,
                    "reason",
                    malformed.problems().getFirst().code());
        }
        Optional<Fault> wrong = admission.check(leaf);
        if (wrong.isPresent()) {
            throw new FaultProven(wrong.get(), index, entry);
        }
        return leaf;
    }

    /** Checks and stores a batch. */
    Taken take(Batch batch, TreeUpdate tree, byte[] checkpoint, Optional<LogKey> newKey)
            throws IOException, AnswerDoubted, FaultProven {
        Taking taking = new Taking(batch);
        Optional<Taken.NeedsNewer> newer = taking.run();
        if (newer.isPresent()) {
            return newer.get();
        }
        boolean stored = store.receive(new ChannelStore.Reception(
                channel,
                tree,
                checkpoint,
                taking.arrivals,
                taking.absent,
                taking.endings,
                taking.promised,
                taking.fulfilled,
                taking.purged,
                taking.uses,
                newKey));
        return stored ? new Taken.Stored() : new Taken.Elsewhere();
    }

    private Map<Long, StoredPayload> fetchPayloads(Batch batch) throws IOException, AnswerDoubted {
        long first = Long.MAX_VALUE;
        long last = -1;
        for (int at = 0; at < batch.leaves().size(); at++) {
            if (batch.leaves().get(at) instanceof Leaf.Disclosed) {
                first = Math.min(first, batch.first() + at);
                last = batch.first() + at;
            }
        }
        Map<Long, StoredPayload> payloads = new HashMap<>();
        for (long next = first; next <= last; ) {
            long asked = next;
            int count = (int) Math.min(last - next + 1, Transport.PAYLOAD_ENTRIES_MAX);
            byte[] answer = transport
                    .payloads(channel, asked, count)
                    .orElseThrow(() -> new AnswerDoubted(Fault.UNSERVED, asked, new byte[0]));
            try {
                for (StoredPayload item : PayloadBundle.decode(answer, count)) {
                    payloads.put(next++, item);
                }
            } catch (ProblemException malformed) {
                throw new AnswerDoubted(Fault.PAYLOAD, asked, answer);
            }
        }
        return payloads;
    }

    /** The state of taking one batch. */
    private final class Taking {
        private final Batch batch;
        private final LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        private final Map<UUID, List<Disclosure>> active = new HashMap<>();
        private final Map<Long, Long> awaited = new HashMap<>();
        private final Set<Long> awaitedBefore = new HashSet<>();
        private Map<Long, Ending> acknowledged = Map.of();

        final List<ChannelStore.Arrival> arrivals = new ArrayList<>();
        final List<Disclosure> absent = new ArrayList<>();
        final List<Ending> endings = new ArrayList<>();
        final Map<Long, Long> promised = new HashMap<>();
        final List<Long> fulfilled = new ArrayList<>();
        final Map<Long, Long> purged = new HashMap<>();
        final List<Use> uses = new ArrayList<>();

        Taking(Batch batch) {
            this.batch = batch;
        }

        Optional<Taken.NeedsNewer> run() throws IOException, AnswerDoubted, FaultProven {
            lookUp();
            Map<Long, StoredPayload> payloads = fetchPayloads(batch);
            for (int at = 0; at < batch.leaves().size(); at++) {
                long entry = batch.first() + at;
                byte[] bytes = batch.entries().get(at);
                switch (batch.leaves().get(at)) {
                    case Leaf.Disclosed leaf -> {
                        Optional<Taken.NeedsNewer> newer =
                                disclosed(entry, bytes, leaf, payloads.getOrDefault(entry, new StoredPayload.None()));
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

        private void lookUp() {
            Set<UUID> records = new HashSet<>();
            Set<Long> receipts = new HashSet<>();
            for (Leaf leaf : batch.leaves()) {
                switch (leaf) {
                    case Leaf.Disclosed each -> records.add(each.record());
                    case Leaf.Withdrawn each -> records.add(each.record());
                    case Leaf.Expired each -> records.add(each.record());
                    case Leaf.Purged each -> receipts.add(each.entry());
                    case Leaf.Used each -> {}
                    case Leaf.Rotated each -> {}
                }
            }
            if (!records.isEmpty()) {
                store.activeDisclosures(channel, records)
                        .forEach(each -> activeOf(each.record()).add(each));
            }
            if (!receipts.isEmpty() && store.state(channel.reverse()).isPresent()) {
                acknowledged = new HashMap<>(store.endings(channel.reverse(), receipts));
            }
            store.awaited(channel, AWAITED_MAX).forEach((entry, endedBy) -> {
                if (endedBy < batch.end()) {
                    awaited.put(entry, endedBy);
                    awaitedBefore.add(entry);
                }
            });
        }

        private List<Disclosure> activeOf(UUID record) {
            return active.computeIfAbsent(record, id -> new ArrayList<>());
        }

        private Optional<Taken.NeedsNewer> disclosed(
                long entry, byte[] bytes, Leaf.Disclosed leaf, StoredPayload payload)
                throws AnswerDoubted, FaultProven {
            for (Disclosure each : activeOf(leaf.record())) {
                if (each.version() >= leaf.version()) {
                    throw new FaultProven(Fault.TWICE, entry, bytes, "earlier", each.entry());
                }
            }
            Disclosure disclosure = Group.disclosure(channel, entry, leaf);
            activeOf(leaf.record()).add(disclosure);
            switch (payload) {
                case StoredPayload.None none -> throw new AnswerDoubted(Fault.WITHHELD, entry, bytes);
                case StoredPayload.Present present -> arrived(entry, bytes, leaf, disclosure, present.bytes());
                case StoredPayload.Gone gone -> {
                    if (gone.endedBy() <= entry) {
                        throw new AnswerDoubted(Fault.WITHHELD, entry, bytes);
                    }
                    if (gone.endedBy() >= batch.provenSize()) {
                        return Optional.of(new Taken.NeedsNewer(entry, gone.endedBy()));
                    }
                    awaited.put(entry, gone.endedBy());
                    absent.add(disclosure);
                }
            }
            return Optional.empty();
        }

        private void arrived(long entry, byte[] bytes, Leaf.Disclosed leaf, Disclosure disclosure, byte[] payload)
                throws AnswerDoubted, FaultProven {
            if (payload.length != leaf.length() || !Sha256.of(payload).equals(leaf.payload())) {
                throw new AnswerDoubted(Fault.PAYLOAD, entry, payload);
            }
            Record record;
            try {
                record = RecordCodec.standard().parse(Payload.record(payload));
            } catch (ProblemException malformed) {
                throw new FaultProven(
                        Fault.RECORD,
                        entry,
                        bytes,
                        "reason",
                        malformed.problems().getFirst().code());
            }
            Optional<Fault> wrong = admission.check(leaf, record);
            if (wrong.isPresent()) {
                throw new FaultProven(wrong.get(), entry, bytes);
            }
            if (Group.isOver(disclosure, today)) {
                // By this node's clock its last day is past; it is noted, never kept. The sender's own entry will end
                // it.
                absent.add(disclosure);
            } else {
                arrivals.add(new ChannelStore.Arrival(disclosure, record, payload));
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
