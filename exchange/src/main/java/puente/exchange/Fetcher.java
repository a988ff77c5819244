package puente.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import puente.ledger.EntryBundle;
import puente.ledger.Hash;
import puente.ledger.LedgerException;
import puente.ledger.Proofs;
import puente.ledger.TileId;
import puente.ledger.TreeEdge;
import puente.ledger.TreeUpdate;
import puente.record.ProblemException;
import puente.record.RecordCodec;
import puente.store.ChannelId;
import puente.store.StoredPayload;

/**
 * The part of following that needs no books: fetch entries, prove them against a target, and only then read them, fetch what
 * stands beside them, and check that against its digest and against this node's own copy of the agreement. Every fault found
 * here is under the sender's signature, except what concerns payloads, which no signature covers until their digest fits.
 *
 * <p>It keeps nothing between two calls and writes nothing, so a {@link Follower} can have the next batch fetched while it stores
 * one, and can throw away what it fetched. Safe for all threads.
 */
final class Fetcher {
    /** Bundles asked for at once: what a line's delay costs is divided by it, and it bounds what arrives before its turn. */
    static final int BUNDLES_AT_ONCE = 4;

    /** A bundle of entries asked for. */
    private record RequestedBundle(TileId id, FutureTask<Optional<byte[]>> answer) {}

    /** Payloads asked for. */
    private record Requested(long first, int count, FutureTask<Optional<byte[]>> answer) {}

    private final ChannelId channel;
    private final Transport transport;
    private final Admission admission;
    private final int entriesMax;
    private final Executor background;

    /** @param background where payloads are asked for while the entries are */
    Fetcher(ChannelId channel, Transport transport, Admission admission, Follower.Batching batching) {
        this.channel = channel;
        this.transport = transport;
        this.admission = admission;
        this.entriesMax = batching.entriesMax();
        this.background = batching.background();
    }

    /** The next batch after an edge, on the way to a target; at least one entry where the target is further. */
    Fetched fetch(TreeEdge edge, Target goal) throws IOException, AnswerDoubted, FaultProven {
        long count = end(edge.size(), goal.size()) - edge.size();
        Requested first = request(edge.size(), (int) Math.min(count, Transport.PAYLOAD_ENTRIES_MAX), background);
        try {
            return fetch(edge, goal, first);
        } finally {
            first.answer().cancel(true);
        }
    }

    private Fetched fetch(TreeEdge edge, Target goal, Requested first) throws IOException, AnswerDoubted, FaultProven {
        List<byte[]> entries = entries(edge.size(), goal.size());
        TreeUpdate tree = edge.append(entries);
        prove(tree, goal);
        List<Leaf> leaves = leaves(edge.size(), entries);
        if (leaves.size() < entries.size()) {
            tree = edge.append(entries.subList(0, leaves.size()));
        }
        return new Fetched(tree, leaves, entries, contents(edge.size(), leaves, entries, first), goal.size());
    }

    /** Entries from the cursor on: to the target, or to a bundle's end before it. */
    private List<byte[]> entries(long cursor, long goal) throws IOException, AnswerDoubted, FaultProven {
        long end = end(cursor, goal);
        List<byte[]> entries = new ArrayList<>((int) (end - cursor));
        Deque<RequestedBundle> requested = new ArrayDeque<>(BUNDLES_AT_ONCE);
        long bundle = cursor / TileId.FULL_WIDTH;
        long bytes = 0;
        try {
            while (cursor + entries.size() < end && bytes <= Follower.BATCH_LEAF_BYTES_MAX) {
                while (requested.size() < BUNDLES_AT_ONCE && bundle * TileId.FULL_WIDTH < end) {
                    requested.add(request(TileId.entries(bundle, TileId.widthAt(TileId.ENTRIES, bundle, end))));
                    bundle++;
                }
                bytes += take(requested.remove(), cursor, entries);
            }
            return entries;
        } finally {
            requested.forEach(unused -> unused.answer().cancel(true));
        }
    }

    private RequestedBundle request(TileId id) {
        FutureTask<Optional<byte[]>> answer = new FutureTask<>(() -> transport.tile(channel, id));
        background.execute(answer);
        return new RequestedBundle(id, answer);
    }

    /** Adds a bundle's entries from the cursor on; returns the answer's bytes. */
    private static long take(RequestedBundle request, long cursor, List<byte[]> entries)
            throws IOException, AnswerDoubted, FaultProven {
        TileId id = request.id();
        long first = id.index() * TileId.FULL_WIDTH;
        byte[] answer = Background.await(request.answer())
                .orElseThrow(
                        () -> new AnswerDoubted(Fault.UNSERVED, first, id.path().getBytes(UTF_8)));
        try {
            List<byte[]> decoded = EntryBundle.decode(answer, id.width());
            entries.addAll(decoded.subList((int) Math.max(0, cursor - first), decoded.size()));
            return answer.length;
        } catch (LedgerException malformed) {
            throw new AnswerDoubted(Fault.UNSERVED, first, answer);
        }
    }

    private long end(long cursor, long goal) {
        long most = cursor + entriesMax;
        long bundlesEnd = most / TileId.FULL_WIDTH * TileId.FULL_WIDTH;
        return goal <= most ? goal : bundlesEnd > cursor ? bundlesEnd : most;
    }

    /** That these entries, after everything verified before, are what the target signs. */
    private void prove(TreeUpdate tree, Target goal) throws IOException, AnswerDoubted {
        boolean proven = tree.newSize() == goal.size()
                ? tree.root().equals(goal.checkpoint().root())
                : isPrefix(tree.newSize(), tree.root(), goal);
        if (!proven) {
            // A damaged line gives another root each time; against the partner speaks the checkpoint it signed.
            throw new AnswerDoubted(
                    Fault.INCONSISTENT, tree.newSize(), tree.root().bytes(), goal.bytes());
        }
    }

    /** Whether a target's log is shown to begin with a tree. */
    boolean isPrefix(long size, Hash root, Target of) throws IOException {
        try {
            List<Hash> proof = Proofs.consistency(size, of.size(), id -> transport.tile(channel, id));
            return Proofs.verifyConsistency(
                    size, root, of.size(), of.checkpoint().root(), proof);
        } catch (LedgerException malformed) {
            return false;
        }
    }

    private List<Leaf> leaves(long first, List<byte[]> entries) throws FaultProven {
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
        return leaves;
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

    // ------------------------------------------------------------------------------------------------ payloads

    private List<Fetched.Content> contents(long first, List<Leaf> leaves, List<byte[]> entries, Requested early)
            throws IOException, AnswerDoubted, FaultProven {
        List<StoredPayload> payloads = payloads(first, leaves, early);
        List<Fetched.Content> contents = new ArrayList<>(leaves.size());
        for (int at = 0; at < leaves.size(); at++) {
            contents.add(
                    leaves.get(at) instanceof Leaf.Disclosed leaf
                            ? content(first + at, entries.get(at), leaf, payloads.get(at))
                            : new Fetched.Content.None());
        }
        return contents;
    }

    private Fetched.Content content(long entry, byte[] bytes, Leaf.Disclosed leaf, StoredPayload payload)
            throws AnswerDoubted, FaultProven {
        return switch (payload) {
            case StoredPayload.None none -> throw new AnswerDoubted(Fault.WITHHELD, entry, bytes);
            case StoredPayload.Gone gone -> {
                if (gone.endedBy() <= entry) {
                    throw new AnswerDoubted(Fault.WITHHELD, entry, bytes);
                }
                yield new Fetched.Content.Gone(gone.endedBy());
            }
            case StoredPayload.Present present -> arrived(entry, bytes, leaf, present.bytes());
        };
    }

    private Fetched.Content arrived(long entry, byte[] bytes, Leaf.Disclosed leaf, byte[] payload)
            throws AnswerDoubted, FaultProven {
        if (payload.length != leaf.length() || !Sha256.of(payload).equals(leaf.payload())) {
            throw new AnswerDoubted(Fault.PAYLOAD, entry, payload);
        }
        RecordCodec.Written written;
        try {
            written = RecordCodec.standard().parseWritten(Payload.record(payload));
        } catch (ProblemException malformed) {
            throw new FaultProven(
                    Fault.RECORD,
                    entry,
                    bytes,
                    "reason",
                    malformed.problems().getFirst().code());
        }
        Optional<Fault> wrong = admission.check(leaf, written.record());
        if (wrong.isPresent()) {
            throw new FaultProven(wrong.get(), entry, bytes);
        }
        return new Fetched.Content.Arrived(written.record(), written.bytes(), payload);
    }

    /** What stands beside the leaves, from the first disclosure to the last; nothing beside the others. */
    private List<StoredPayload> payloads(long first, List<Leaf> leaves, Requested early)
            throws IOException, AnswerDoubted, FaultProven {
        List<StoredPayload> payloads = new ArrayList<>(leaves.size());
        int last = leaves.size() - 1;
        while (last >= 0 && !(leaves.get(last) instanceof Leaf.Disclosed)) {
            last--;
        }
        if (last >= 0) {
            take(early, payloads);
        }
        while (payloads.size() <= last) {
            if (leaves.get(payloads.size()) instanceof Leaf.Disclosed) {
                int count = Math.min(last - payloads.size() + 1, Transport.PAYLOAD_ENTRIES_MAX);
                take(request(first + payloads.size(), count, Runnable::run), payloads);
            } else {
                payloads.add(new StoredPayload.None());
            }
        }
        return payloads;
    }

    private static void take(Requested request, List<StoredPayload> payloads)
            throws IOException, AnswerDoubted, FaultProven {
        byte[] answer = Background.await(request.answer())
                .orElseThrow(() -> new AnswerDoubted(Fault.UNSERVED, request.first(), new byte[0]));
        try {
            payloads.addAll(PayloadBundle.decode(answer, request.count()));
        } catch (ProblemException malformed) {
            throw new AnswerDoubted(Fault.PAYLOAD, request.first(), answer);
        }
    }

    private Requested request(long first, int count, Executor where) {
        FutureTask<Optional<byte[]>> answer = new FutureTask<>(() -> transport.payloads(channel, first, count));
        where.execute(answer);
        return new Requested(first, count, answer);
    }
}
