package puente.exchange;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import puente.ledger.Checkpoint;
import puente.ledger.LedgerException;
import puente.ledger.NoteSigner;
import puente.ledger.NoteVerdict;
import puente.ledger.NoteVerifier;
import puente.ledger.SignatureType;
import puente.ledger.SignedNote;
import puente.ledger.TreeEdge;
import puente.ledger.TreeUpdate;
import puente.record.Problem;
import puente.store.ChannelId;
import puente.store.ChannelState;
import puente.store.ChannelState.LogKey;
import puente.store.ChannelState.StoredFault;
import puente.store.ChannelStore;
import puente.store.StoreException;

/**
 * Follows one channel: fetch, prove, check, store, cosign.
 *
 * <p><b>The problem.</b> The partner is sovereign. It may be offline for a year, its line may cut, repeat and damage what it
 * carries, and one day it may deny what it said. This node may be killed between any two instructions. Yet every entry must
 * take effect exactly once, nothing unproven may be stored, and what is cosigned must never be taken back.
 *
 * <p><b>One step</b> ({@link #step}), as an argument:
 *
 * <ol>
 *   <li>The target is a checkpoint signed by the pinned key. It never shrinks, and at equal size it never changes: otherwise
 *       its own signature proves {@link Fault#TRUNCATED} or {@link Fault#FORK}.
 *   <li>The next entries, at most {@link #BATCH_ENTRIES_MAX}, are appended to this node's own edge of the tree, in memory. The
 *       root that comes out is the target's, or, short of the target, a consistency proof binds it to the target. So the
 *       entries are the signed ones, and the signed log still contains everything verified before.
 *   <li>A target once chosen is reached exactly: a batch never crosses it. So every checkpoint that was ever accepted is
 *       compared with the tree that really grew.
 *   <li>Only then are leaves read and payloads fetched; each payload has the digest its leaf states, and this node's own copy
 *       of the agreement permits what it discloses ({@link Fetcher}, {@link Admission}).
 *   <li>What the entries end, correct and acknowledge is there to be ended, corrected and acknowledged ({@link Intake}).
 *   <li>Tiles, records, endings, cursor and checkpoint go into one transaction. A crash is before it or after it.
 *   <li>At the target, and when no promised ending is outstanding, the checkpoint is cosigned, the cosignature kept, then
 *       posted: received, verified, durable up to this size. It is posted again until the sender is seen to serve it.
 * </ol>
 *
 * <p><b>Who is to blame.</b> What a true signature covers and is wrong stops the channel at once. What is wrong and covered by
 * no signature may be the line's fault: it is dropped and asked for again, and becomes the sender's fault when {@link
 * #SAME_ANSWERS_MAX} consecutive answers are wrong in the same way, byte for byte, or {@link #DOUBTS_MAX} are wrong in any way.
 * No answer at all is never a fault.
 *
 * <p><b>A payload that is gone</b> is accepted only with the index of a later entry that ends its disclosure. Within the batch
 * that is checked at once. Beyond it, but under the target, the promise is stored with the batch and checked when that entry
 * arrives; until then nothing is cosigned. Beyond the target, a newer checkpoint is fetched first.
 *
 * <p><b>At once.</b> Payloads are asked for while the entries are, and a receipt is posted while the next checkpoint is waited for.
 * While a batch is stored, the next one on the way to the same target is fetched and checked, which needs only the edge that the
 * first will have, and its records are looked up, to which {@link Intake} adds what the first changes. It counts only once the first is
 * durable; otherwise it is thrown away, and a fault in it is nobody's yet.
 *
 * <p><b>Memory</b> is bounded by two batches, each by {@link #BATCH_ENTRIES_MAX}, {@link #BATCH_LEAF_BYTES_MAX} (plus the
 * bundles asked for at once) and {@link #BATCH_PAYLOAD_BYTES_MAX} (plus one payload), whatever the log's size.
 *
 * <p>Specifications: C2SP tlog-checkpoint, tlog-tiles, tlog-cosignature; RFC 6962 section 2.1; docs/protocol/03-channels.md.
 * Belongs to one thread.
 */
public final class Follower {
    /** Entries in one batch, at most. */
    public static final int BATCH_ENTRIES_MAX = 4096;

    /** Bytes of leaves after which a batch takes no further bundle. */
    public static final int BATCH_LEAF_BYTES_MAX = 8 << 20;

    /** Bytes of payloads after which a batch takes no further entry. */
    public static final int BATCH_PAYLOAD_BYTES_MAX = 16 << 20;

    /** Consecutive unsigned answers, wrong in the same way, that make a fault. */
    public static final int SAME_ANSWERS_MAX = 3;

    /** Consecutive unsigned answers, wrong in any way, that make a fault. */
    public static final int DOUBTS_MAX = 50;

    /** Overdue records purged in one transaction, at most. */
    public static final int PURGE_MAX = 1000;

    /**
     * What comes after a batch is asked for while it is stored, if it is no smaller than this part of the largest. A smaller one is
     * stored before the answer would be here, and who asks later finds more.
     */
    private static final int BEYOND_PART = 16;

    /** How long a newer checkpoint is waited for while a receipt is on its way: one that got lost must be noticed. */
    private static final Duration POSTING_PATIENCE = Duration.ofSeconds(1);

    /** A batch on its way while the one before it is stored. */
    private record Ahead(TreeEdge edge, Target goal, FutureTask<Intake.Ready> batch) {}

    /** What comes after a target, asked for while the batch that reaches it is stored: a newer target, with its first batch where it is larger. */
    private record Beyond(TreeEdge edge, Target reached, FutureTask<Ahead> next) {}

    /** A receipt on its way. */
    private record Posting(byte[] receipt, FutureTask<Boolean> accepted) {}

    private record Position(ChannelState state, TreeEdge edge) {
        long cursor() {
            return state.size();
        }
    }

    private final ChannelId channel;
    private final ChannelStore store;
    private final Transport transport;
    private final List<NoteSigner> cosigners;
    private final InstantSource clock;
    private final Fetcher fetcher;
    private final Intake intake;
    private final Executor background;
    private final int entriesMax;
    private final Map<String, NoteVerifier> verifiers = new ConcurrentHashMap<>();

    private @Nullable Position position;
    private @Nullable Target target;
    private @Nullable Ahead ahead;
    private @Nullable Beyond beyond;
    private byte @Nullable [] unposted;
    private @Nullable Posting posting;
    private int doubts;
    private int sameDoubts;
    private @Nullable Sha256 lastDoubt;

    /**
     * How a follower works through what it is behind.
     *
     * @param entriesMax entries in one batch, at most {@link #BATCH_ENTRIES_MAX}
     * @param background where the next batch is fetched and checked while one is stored
     */
    public record Batching(int entriesMax, Executor background) {
        public Batching {
            if (entriesMax < 1 || entriesMax > BATCH_ENTRIES_MAX) {
                throw new IllegalArgumentException("entriesMax: " + entriesMax);
            }
        }
    }

    /** A follower that does everything in its one thread, in one order. */
    public Follower(
            ChannelId channel,
            Parties parties,
            ChannelStore store,
            Transport transport,
            Rules rules,
            List<NoteSigner> cosigners,
            InstantSource clock) {
        this(
                channel,
                parties,
                store,
                transport,
                rules,
                cosigners,
                clock,
                new Batching(BATCH_ENTRIES_MAX, Runnable::run));
    }

    public Follower(
            ChannelId channel,
            Parties parties,
            ChannelStore store,
            Transport transport,
            Rules rules,
            List<NoteSigner> cosigners,
            InstantSource clock,
            Batching batching) {
        this.channel = channel;
        this.store = store;
        this.transport = transport;
        this.cosigners = List.copyOf(cosigners);
        this.clock = clock;
        this.background = batching.background();
        this.entriesMax = batching.entriesMax();
        this.fetcher = new Fetcher(channel, transport, new Admission(parties, rules), batching);
        this.intake = new Intake(channel, store, clock);
    }

    /**
     * One step: fetch, verify, store one batch, cosign. With nothing to do it waits at the sender up to {@code patience} (long poll).
     * Never throws for what a partner, the network or the store does.
     */
    public Progress step(Duration patience) {
        try {
            Progress progress = advance(patience);
            if (!(progress instanceof Progress.Stopped)) {
                doubts = 0;
                sameDoubts = 0;
            }
            return progress;
        } catch (IOException unreachable) {
            return new Progress.Unreachable(String.valueOf(unreachable.getMessage()));
        } catch (StoreException failed) {
            forget();
            return new Progress.StoreFailed(String.valueOf(failed.getMessage()));
        } catch (AnswerDoubted doubted) {
            return guarded(() -> doubt(doubted));
        } catch (FaultProven proven) {
            return guarded(
                    () -> stop(proven.fault.at(proven.entry, clock.instant(), proven.arguments, proven.evidence)));
        }
    }

    private Progress guarded(java.util.function.Supplier<Progress> stopping) {
        try {
            return stopping.get();
        } catch (StoreException failed) {
            forget();
            return new Progress.StoreFailed(String.valueOf(failed.getMessage()));
        }
    }

    /** Purges what is past its last day by this node's own clock. Returns how many records went. About once a minute. */
    public int purgeOverdue() {
        return store.purgeOverdue(channel, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC), PURGE_MAX);
    }

    private void forget() {
        position = null;
        target = null;
        unposted = null;
        posting = null;
        Ahead reading = ahead;
        ahead = null;
        if (reading != null) {
            reading.batch().cancel(true);
        }
        Beyond asking = beyond;
        beyond = null;
        if (asking != null) {
            asking.next().cancel(true);
        }
    }

    private Progress stop(StoredFault fault) {
        store.stop(channel, fault);
        forget();
        doubts = 0;
        sameDoubts = 0;
        return new Progress.Stopped(
                store.state(channel).flatMap(ChannelState::fault).orElse(fault));
    }

    private Progress doubt(AnswerDoubted doubted) {
        Sha256 answer = Sha256.of(doubted.answer);
        doubts++;
        sameDoubts = answer.equals(lastDoubt) ? sameDoubts + 1 : 1;
        lastDoubt = answer;
        // A newly fetched target may itself be the damaged or dishonest answer.
        target = null;
        if (sameDoubts >= SAME_ANSWERS_MAX || doubts >= DOUBTS_MAX) {
            return stop(doubted.fault.at(doubted.entry, clock.instant(), Map.of(), doubted.evidence));
        }
        return new Progress.Unverified(Problem.of(doubted.fault.code(), "entry " + doubted.entry));
    }

    // ------------------------------------------------------------------------------------------------ the argument

    private Progress advance(Duration patience) throws IOException, AnswerDoubted, FaultProven {
        Position here = position == null ? load() : position;
        position = here;
        if (here.state().fault().isPresent()) {
            StoredFault fault = here.state().fault().get();
            forget();
            return new Progress.Stopped(fault);
        }
        Target goal = target == null ? storedTarget(here) : target;
        if (goal == null || here.cursor() == goal.size()) {
            if (goal != null) {
                settleReceipt(here, goal);
            }
            Target newer = fetchTarget(here, goal, posting == null ? patience : shorter(patience, POSTING_PATIENCE));
            if (newer == null) {
                return new Progress.UpToDate(here.cursor());
            }
            goal = newer;
        }
        target = goal;
        return here.cursor() == goal.size() ? new Progress.UpToDate(here.cursor()) : takeBatch(here, goal);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private Position load() throws FaultProven, IOException {
        ChannelState state = store.state(channel)
                .orElseThrow(() -> new IllegalStateException("channel " + channel + " was never opened"));
        try {
            return new Position(state, TreeEdge.load(state.size(), store.tiles(channel)));
        } catch (LedgerException damaged) {
            throw new FaultProven(Fault.OWN_LOG, state.size(), state.checkpoint());
        } catch (IOException unreadable) {
            throw new StoreException("the mirror of " + channel + " cannot be read", unreadable);
        }
    }

    /** The checkpoint that the last batch was proved by: it was verified before it was stored. */
    private static @Nullable Target storedTarget(Position here) throws FaultProven {
        byte[] bytes = here.state().checkpoint();
        if (bytes.length == 0) {
            return null;
        }
        SignedNote note = SignedNote.parse(bytes);
        Target stored = new Target(note, bytes, note.checkpoint());
        if (stored.size() == here.cursor()
                && !stored.checkpoint().root().equals(here.edge().root())) {
            throw new FaultProven(Fault.OWN_LOG, here.cursor(), bytes);
        }
        return stored;
    }

    /** Keys are few and reading one costs as much as a signature. */
    private NoteVerifier verifier(String vkey) {
        return verifiers.computeIfAbsent(vkey, NoteVerifier::parse);
    }

    /** The sender's newest checkpoint, verified; null where it is the one that is already here. */
    private @Nullable Target fetchTarget(Position here, @Nullable Target known, Duration patience)
            throws IOException, AnswerDoubted, FaultProven {
        Target fresh = known == null ? null : targetBeyond(here.edge(), known);
        if (fresh == null) {
            fresh = newest(here.state(), here.edge(), known, patience);
        }
        if (fresh == null || fresh.size() > here.cursor() || known == null) {
            return fresh;
        }
        repostUnlessServed(here, fresh);
        return null;
    }

    /** What was asked for while the batch that ends here was stored; null where nothing was. */
    private @Nullable Target targetBeyond(TreeEdge edge, Target known) throws IOException, AnswerDoubted, FaultProven {
        Beyond asked = beyond;
        beyond = null;
        if (asked == null) {
            return null;
        }
        if (asked.edge() != edge || asked.reached() != known) {
            asked.next().cancel(true);
            return null;
        }
        Ahead next = Background.await(asked.next());
        if (next.goal().size() > edge.size()) {
            ahead = next;
        }
        return next.goal();
    }

    /** The sender's newest checkpoint, which must contain what is here; null where nothing was ever published. Safe for any thread. */
    private @Nullable Target newest(ChannelState state, TreeEdge edge, @Nullable Target known, Duration patience)
            throws IOException, AnswerDoubted, FaultProven {
        long cursor = edge.size();
        Optional<byte[]> answer = transport.checkpoint(channel, known == null ? -1 : cursor, patience);
        if (answer.isEmpty()) {
            if (known != null) {
                throw new AnswerDoubted(Fault.UNSERVED, cursor, new byte[0]);
            }
            return null;
        }
        Target fresh = verified(answer.get(), state, cursor);
        if (fresh.size() < cursor) {
            throw new FaultProven(Fault.TRUNCATED, fresh.size(), fresh.bytes(), "known", cursor, "found", fresh.size());
        }
        if (fresh.size() == cursor && !fresh.checkpoint().root().equals(edge.root())) {
            throw new FaultProven(Fault.FORK, cursor, fresh.bytes(), "size", cursor);
        }
        return fresh;
    }

    /** Signed by the key in force, and by no earlier key falsely. */
    private Target verified(byte[] bytes, ChannelState state, long entry) throws AnswerDoubted, FaultProven {
        List<NoteVerifier> known =
                state.keys().stream().map(key -> verifier(key.vkey())).toList();
        try {
            SignedNote note = SignedNote.parse(bytes);
            boolean signed = note.verify(known) instanceof NoteVerdict.Verified verdict && verdict.by(known.getLast());
            if (!signed) {
                throw new AnswerDoubted(Fault.SIGNATURE, entry, bytes);
            }
            Checkpoint checkpoint = note.checkpoint();
            if (!checkpoint.origin().equals(Origins.channel(channel))) {
                throw new FaultProven(Fault.ORIGIN, entry, bytes, "origin", checkpoint.origin());
            }
            return new Target(note, bytes, checkpoint);
        } catch (LedgerException malformed) {
            throw new AnswerDoubted(Fault.SIGNATURE, entry, bytes);
        }
    }

    // ------------------------------------------------------------------------------------------------ one batch

    private Progress takeBatch(Position here, Target chosen) throws IOException, AnswerDoubted, FaultProven {
        Target goal = chosen;
        Intake.Ready ready = ready(here, goal);
        Fetched batch = ready.batch();
        Optional<LogKey> newKey = rotation(batch, goal);
        if (newKey.isPresent()) {
            goal = signedByNext(here, goal, verifier(newKey.get().vkey()));
            target = goal;
        } else if (batch.end() < goal.size()) {
            readAhead(batch.tree().edge(), goal);
        } else if (batch.leaves().size() * BEYOND_PART >= entriesMax) {
            readBeyond(here.state(), batch.tree().edge(), goal);
        }
        Target proven = goal;
        switch (intake.take(ready, goal.bytes(), newKey, () -> cosigned(here, proven))) {
            case Intake.Taken.Stored stored -> {
                return stored(here, batch, goal, newKey, stored.receipt());
            }
            case Intake.Taken.Elsewhere moved -> {
                forget();
                return new Progress.StoreFailed("another writer moved " + channel);
            }
            case Intake.Taken.NeedsNewer needs -> {
                target = newerTarget(here, goal, needs);
                return new Progress.Advanced(0, here.cursor());
            }
        }
    }

    /** The next batch: what was read ahead where it continues exactly here, otherwise fetched now. */
    private Intake.Ready ready(Position here, Target goal) throws IOException, AnswerDoubted, FaultProven {
        Ahead reading = ahead;
        ahead = null;
        if (reading == null) {
            return fetch(here.edge(), goal);
        }
        if (reading.edge() != here.edge() || reading.goal() != goal) {
            reading.batch().cancel(true);
            return fetch(here.edge(), goal);
        }
        return Background.await(reading.batch());
    }

    private Intake.Ready fetch(TreeEdge edge, Target goal) throws IOException, AnswerDoubted, FaultProven {
        return intake.lookUp(fetcher.fetch(edge, goal));
    }

    /** Begins to fetch the batch after one that is about to be stored; what comes of it counts only once that one is. */
    private void readAhead(TreeEdge edge, Target goal) {
        FutureTask<Intake.Ready> batch = new FutureTask<>(() -> fetch(edge, goal));
        ahead = new Ahead(edge, goal, batch);
        background.execute(batch);
    }

    /** Begins to ask for what comes after a target that a batch about to be stored reaches. */
    private void readBeyond(ChannelState state, TreeEdge edge, Target reached) {
        FutureTask<Ahead> next = new FutureTask<>(() -> {
            Target fresh = Objects.requireNonNull(newest(state, edge, reached, POSTING_PATIENCE));
            FutureTask<Intake.Ready> batch = new FutureTask<>(() -> fetch(edge, fresh));
            if (fresh.size() > edge.size()) {
                batch.run();
            }
            return new Ahead(edge, fresh, batch);
        });
        beyond = new Beyond(edge, reached, next);
        background.execute(next);
    }

    private Progress stored(
            Position here, Fetched batch, Target goal, Optional<LogKey> newKey, Optional<byte[]> receipt)
            throws IOException, AnswerDoubted, FaultProven {
        TreeUpdate tree = batch.tree();
        Position after =
                newKey.isPresent() ? load() : new Position(advanced(here.state(), tree, goal, receipt), tree.edge());
        position = after;
        receipt.ifPresent(signed -> unposted = signed);
        if (after.cursor() == goal.size()) {
            settleReceipt(after, goal);
        }
        boolean obliges = batch.leaves().stream()
                .anyMatch(leaf -> leaf instanceof Leaf.Withdrawn || leaf instanceof Leaf.Expired);
        return new Progress.Advanced((int) (tree.newSize() - tree.oldSize()), tree.newSize(), obliges);
    }

    private static ChannelState advanced(ChannelState state, TreeUpdate tree, Target goal, Optional<byte[]> receipt) {
        return new ChannelState(
                state.id(),
                state.role(),
                tree.newSize(),
                goal.bytes(),
                receipt.isPresent() ? goal.size() : state.cosignedSize(),
                receipt.orElse(state.cosigned()),
                state.keys(),
                state.fault());
    }

    /** A newer target, because a payload is said to have ended beyond the present one. It must contain the present one. */
    private Target newerTarget(Position here, Target goal, Intake.Taken.NeedsNewer needs)
            throws IOException, AnswerDoubted, FaultProven {
        byte[] answer = transport
                .checkpoint(channel, goal.size(), Duration.ZERO)
                .orElseThrow(() -> new AnswerDoubted(Fault.UNSERVED, goal.size(), new byte[0]));
        Target newer = verified(answer, here.state(), goal.size());
        if (newer.size() < goal.size()) {
            throw new FaultProven(
                    Fault.TRUNCATED, newer.size(), newer.bytes(), "known", goal.size(), "found", newer.size());
        }
        if (newer.size() <= needs.endedBy()) {
            throw new AnswerDoubted(Fault.WITHHELD, needs.entry(), newer.bytes());
        }
        if (!fetcher.isPrefix(goal.size(), goal.checkpoint().root(), newer)) {
            throw new AnswerDoubted(Fault.INCONSISTENT, goal.size(), newer.bytes());
        }
        return newer;
    }

    /** The key that the batch's last entry puts in force. */
    private Optional<LogKey> rotation(Fetched batch, Target goal) throws FaultProven {
        if (!(batch.leaves().getLast() instanceof Leaf.Rotated rotated)) {
            return Optional.empty();
        }
        long entry = batch.end() - 1;
        try {
            NoteVerifier next = verifier(rotated.vkey());
            if (next.type() == SignatureType.ED25519 && next.name().equals(Origins.channel(channel))) {
                return Optional.of(new LogKey(rotated.vkey(), entry + 1));
            }
        } catch (LedgerException malformed) {
            throw new FaultProven(Fault.ROTATION, entry, goal.bytes());
        }
        throw new FaultProven(Fault.ROTATION, entry, goal.bytes());
    }

    /**
     * The target, or one that contains it, signed by the next key too. The next key's line was not covered by anything when
     * the target was accepted, so the line may have damaged it: it is fetched again before anybody is blamed.
     */
    private Target signedByNext(Position here, Target goal, NoteVerifier next)
            throws IOException, AnswerDoubted, FaultProven {
        if (goal.note().verify(List.of(next)) instanceof NoteVerdict.Verified) {
            return goal;
        }
        byte[] answer = transport
                .checkpoint(channel, -1, Duration.ZERO)
                .orElseThrow(() -> new AnswerDoubted(Fault.UNSERVED, goal.size(), new byte[0]));
        Target fresh = verified(answer, here.state(), goal.size());
        if (!(fresh.note().verify(List.of(next)) instanceof NoteVerdict.Verified)) {
            throw new AnswerDoubted(Fault.ROTATION, goal.size(), answer);
        }
        if (fresh.size() < goal.size()) {
            throw new FaultProven(
                    Fault.TRUNCATED, fresh.size(), fresh.bytes(), "known", goal.size(), "found", fresh.size());
        }
        boolean contains = fresh.size() == goal.size()
                ? fresh.checkpoint().root().equals(goal.checkpoint().root())
                : fetcher.isPrefix(goal.size(), goal.checkpoint().root(), fresh);
        if (!contains) {
            throw new AnswerDoubted(Fault.INCONSISTENT, goal.size(), answer);
        }
        return fresh;
    }

    // ------------------------------------------------------------------------------------------------ the receipt

    /** Cosigns the target once everything under it is here, and posts what was not posted yet. */
    private void settleReceipt(Position here, Target goal) throws IOException, AnswerDoubted, FaultProven {
        boolean due = here.state().cosigned().length == 0 || here.state().cosignedSize() < goal.size();
        if (due && store.awaited(channel, 1).isEmpty()) {
            byte[] cosigned = cosigned(here, goal);
            store.cosigned(channel, goal.size(), cosigned);
            position = new Position(
                    new ChannelState(
                            here.state().id(),
                            here.state().role(),
                            here.state().size(),
                            here.state().checkpoint(),
                            goal.size(),
                            cosigned,
                            here.state().keys(),
                            here.state().fault()),
                    here.edge());
            unposted = cosigned;
        }
        post();
    }

    /** The target's checkpoint with this node's cosignatures. */
    private byte[] cosigned(Position here, Target goal) {
        Instant now = clock.instant();
        byte[] text = goal.note().text();
        return withoutStrangers(goal, here)
                .with(cosigners.stream().map(signer -> signer.sign(text, now)).toList())
                .encode();
    }

    /** Posts the receipt that the sender has not accepted yet; the next checkpoint is asked for meanwhile. */
    private void post() throws IOException, AnswerDoubted, FaultProven {
        Posting under = posting;
        if (under != null) {
            if (under.receipt() == unposted && !under.accepted().isDone()) {
                return;
            }
            settle(under);
        }
        byte[] receipt = unposted;
        if (receipt != null) {
            Posting next = new Posting(receipt, new FutureTask<>(() -> transport.cosignature(channel, receipt)));
            posting = next;
            background.execute(next.accepted());
            if (next.accepted().isDone()) {
                settle(next);
            }
        }
    }

    /** A receipt without an answer is posted again; one that was refused only where it turns out not to be served. */
    private void settle(Posting answered) throws IOException, AnswerDoubted, FaultProven {
        posting = null;
        Background.await(answered.accepted());
        if (unposted == answered.receipt()) {
            unposted = null;
        }
    }

    /** The sender's own signature lines of a checkpoint: cosignatures of earlier polls fall away. */
    private SignedNote withoutStrangers(Target goal, Position here) {
        List<NoteVerifier> keys =
                here.state().keys().stream().map(key -> verifier(key.vkey())).toList();
        boolean pure =
                goal.note().signatures().stream().allMatch(line -> keys.stream().anyMatch(key -> key.isNamedBy(line)));
        if (pure) {
            return goal.note();
        }
        String note = new String(goal.bytes(), java.nio.charset.StandardCharsets.UTF_8);
        StringBuilder kept = new StringBuilder(note.substring(0, note.lastIndexOf("\n\n") + 2));
        goal.note().signatures().stream()
                .filter(line -> keys.stream().anyMatch(key -> key.isNamedBy(line)))
                .forEach(line -> kept.append(line.line()));
        return SignedNote.parse(kept.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    /** A receipt may have been lost with the line or a crash: where the sender does not serve it, it is posted again. */
    private void repostUnlessServed(Position here, Target served) throws IOException, AnswerDoubted, FaultProven {
        ChannelState state = position == null ? here.state() : position.state();
        boolean ours = state.cosigned().length > 0 && state.cosignedSize() == served.size();
        if (ours && !Arrays.equals(state.cosigned(), served.bytes()) && !cosignedIn(served)) {
            unposted = state.cosigned();
            post();
        }
    }

    private boolean cosignedIn(Target served) {
        return cosigners.stream()
                .allMatch(signer -> served.note().signatures().stream()
                        .anyMatch(line -> signer.verifier().isNamedBy(line)));
    }
}
