package puente.exchange;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import puente.ledger.Checkpoint;
import puente.ledger.LedgerException;
import puente.ledger.NoteSigner;
import puente.ledger.SignatureType;
import puente.ledger.TreeEdge;
import puente.ledger.TreeUpdate;
import puente.record.Agency;
import puente.record.Problem;
import puente.record.ProblemException;
import puente.store.ChannelId;
import puente.store.ChannelState;
import puente.store.ChannelState.LogKey;
import puente.store.ChannelStore;
import puente.store.Disclosure;
import puente.store.Ending;
import puente.store.Pending;
import puente.store.StoreException;

/**
 * Writes one channel.
 *
 * <p><b>The problem.</b> Every disclosure must be decided, signed and durable before anyone is told that it happened; a disk
 * and a signature cost milliseconds; and a log once signed can never be signed otherwise. So work is decided and encoded by
 * the threads that propose it, gathers in a queue, and goes as one group: one look-up, one tree update, one signature, one
 * transaction. While a group commits, the next gathers; there is no timer, so that a lone entry waits for nobody.
 *
 * <p><b>Invariants.</b>
 *
 * <ol>
 *   <li>A checkpoint becomes visible only by the transaction that holds its entries, tiles, payloads and books.
 *   <li>After a write whose outcome is unknown nothing is signed until the store has said what is true. If the group is
 *       there, it is finished; if not, its work goes back to the head of the queue. A signature over a tree that was never
 *       committed has been shown to nobody.
 *   <li>The store compares sizes, so a second writer of the same channel cannot fork it either.
 *   <li>A record version is active at most once; an ending ends something; a receipt is sent once. These are decided when the
 *       group is assembled ({@link Group}), not when work is queued, so that a retry after a crash repeats nothing.
 *   <li>What the clock and the partner oblige to is found from the books ({@link #maintain}), not remembered: a crash forgets
 *       no duty.
 *   <li>A rotation ends its group. As long as the follower may still pin an older key, that key signs too.
 * </ol>
 *
 * <p>It has no thread of its own. A node runs, for each channel it writes:
 *
 * <pre>{@code
 * while (running) {
 *     sender.awaitWork(Duration.ofSeconds(1));
 *     sender.commitGroup();                       // again and again: the next group gathers while this one commits
 *     // and about once a second, and after each batch that was received:  sender.maintain();
 * }
 * }</pre>
 *
 * <p>Safe for many threads that propose; commits exclude one another.
 */
public final class Sender {
    /** Entries in one group, at most. */
    public static final int GROUP_ENTRIES_MAX = 4096;

    /** Bytes of leaves and payloads in one group, at most (a single larger one goes alone). */
    public static final int GROUP_BYTES_MAX = 16 << 20;

    /** Work that may wait at once; beyond it {@code exchange.queue.full}. */
    public static final int QUEUE_MAX = 65_536;

    /** Duties of one sort queued by one call of {@link #maintain}, at most. */
    public static final int MAINTENANCE_MAX = 1024;

    private record Ticket(Work work, CompletableFuture<Outcome> done) {}

    private record Loaded(ChannelState state, TreeEdge edge) {}

    private record Attempt(List<Ticket> tickets, List<Outcome> outcomes, byte[] checkpoint, TreeUpdate tree) {}

    private final ChannelId channel;
    private final Parties parties;
    private final ChannelStore store;
    private final Rules rules;
    private final LogKeys keys;
    private final Published published;
    private final InstantSource clock;
    private final Runnable beforePurgeReceipts;
    private final Release release;

    // Guarded by queueLock.
    private final ReentrantLock queueLock = new ReentrantLock();
    private final Condition queued = queueLock.newCondition();
    private final Deque<Ticket> queue = new ArrayDeque<>();
    private final Set<Work> duties = new HashSet<>();

    // Guarded by writer.
    private final ReentrantLock writer = new ReentrantLock();
    private @Nullable Loaded loaded;
    private @Nullable Attempt unresolved;

    /** A sender with nothing to forget but what the store forgets by itself. */
    public Sender(
            ChannelId channel,
            Parties parties,
            ChannelStore store,
            Rules rules,
            LogKeys keys,
            Published published,
            InstantSource clock,
            SecureRandom random) {
        this(channel, parties, store, rules, keys, published, clock, random, () -> {});
    }

    /**
     * @param keys the keys of this log
     * @param published wakes long polls
     * @param beforePurgeReceipts removes what the store's own transaction does not: evidence files, caches; it runs before any
     *     receipt says "purged", and a receipt waits where it throws {@link StoreException}
     */
    public Sender(
            ChannelId channel,
            Parties parties,
            ChannelStore store,
            Rules rules,
            LogKeys keys,
            Published published,
            InstantSource clock,
            SecureRandom random,
            Runnable beforePurgeReceipts) {
        this.channel = channel;
        this.parties = parties;
        this.store = store;
        this.rules = rules;
        this.keys = keys;
        this.published = published;
        this.clock = clock;
        this.beforePurgeReceipts = beforePurgeReceipts;
        this.release = new Release(parties, rules, clock, random);
    }

    public ChannelId channel() {
        return channel;
    }

    // ------------------------------------------------------------------------------------------------ proposing

    /**
     * Proposes a disclosure: decided at once, appended with the next group.
     *
     * @throws StoreException where a proposal that waits for a person could not be kept
     * @throws ProblemException for what is too large, or {@code exchange.queue.full}
     */
    public CompletableFuture<Outcome> disclose(Proposal proposal) {
        return propose(proposal, Optional.empty());
    }

    private CompletableFuture<Outcome> propose(Proposal proposal, Optional<UUID> pending) {
        return switch (release.decide(proposal)) {
            case Release.Verdict.MayNot refused ->
                CompletableFuture.completedFuture(new Outcome.Refused(refused.decision()));
            case Release.Verdict.Waits waits ->
                CompletableFuture.completedFuture(keep(proposal, waits.needs(), pending));
            case Release.Verdict.May may ->
                enqueue(new Work.Disclose(may.leaf(), LeafCodec.encode(may.leaf()), may.payload(), pending));
        };
    }

    private Outcome keep(Proposal proposal, Pending.Needs needs, Optional<UUID> known) {
        UUID id = known.orElseGet(() -> pendingId(proposal));
        store.keep(new Pending(
                id,
                channel,
                needs,
                proposal.record().id(),
                proposal.record().version(),
                proposal.officer(),
                now(),
                ProposalCodec.encode(proposal)));
        return switch (needs) {
            case SECOND_PERSON -> new Outcome.AwaitsApproval(id);
            case ORIGINATOR_CONSENT -> new Outcome.AwaitsConsent(id);
        };
    }

    /** The same proposal, made again after a lost answer, waits once. */
    private UUID pendingId(Proposal proposal) {
        return UUID.nameUUIDFromBytes(String.join(
                        "\n",
                        channel.path(),
                        proposal.record().id().toString(),
                        Integer.toString(proposal.record().version()),
                        proposal.recipient().code(),
                        proposal.purpose(),
                        proposal.officer())
                .getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    /**
     * A second officer approves a pending proposal, which is then decided again.
     *
     * @throws ProblemException {@code exchange.pending.unknown}, {@code exchange.pending.same-officer}
     */
    public CompletableFuture<Outcome> approve(UUID pending, String officer) {
        Proposal proposal = pendingProposal(pending);
        if (officer.isBlank()
                || proposal.officer().equals(officer)
                || proposal.approvals().contains(officer)) {
            throw new ProblemException(Problem.of("exchange.pending.same-officer", "", "officer", officer));
        }
        return propose(proposal.approvedBy(officer), Optional.of(pending));
    }

    /**
     * The originating agency consents to a pending proposal, which is then decided again.
     *
     * @throws ProblemException {@code exchange.pending.unknown}, {@code exchange.pending.not-originator}
     */
    public CompletableFuture<Outcome> consent(UUID pending, Agency originator) {
        Proposal proposal = pendingProposal(pending);
        if (!proposal.record().agency().equals(originator)) {
            throw new ProblemException(Problem.of(
                    "exchange.pending.not-originator",
                    "",
                    "agency",
                    originator,
                    "originator",
                    proposal.record().agency()));
        }
        return propose(proposal.consented(), Optional.of(pending));
    }

    private Proposal pendingProposal(UUID id) {
        return store.pending(id)
                .filter(found -> found.channel().equals(channel))
                .map(Proposal::of)
                .orElseThrow(() -> new ProblemException(Problem.of("exchange.pending.unknown", "", "id", id)));
    }

    /** Withdraws every active disclosure of a record from this channel. */
    public CompletableFuture<Outcome> withdraw(UUID record, Agency actor) {
        return enqueue(new Work.Withdraw(record, actor));
    }

    /** Tells the originator of a use; completes once the receipt is durable. */
    CompletableFuture<Outcome> used(Work.Use use) {
        return enqueue(use);
    }

    /**
     * Puts a new key in force. The caller has made its private half durable, so that {@link LogKeys} finds it from now on, and
     * keeps the old one.
     */
    public CompletableFuture<Outcome> rotate(NoteSigner next) {
        if (next.type() != SignatureType.ED25519 || !next.name().equals(Origins.channel(channel))) {
            throw new ProblemException(Problem.of("exchange.rotation.key", "", "key", next.verifier()));
        }
        return enqueue(new Work.Rotate(next.vkey()));
    }

    private CompletableFuture<Outcome> enqueue(Work work) {
        Ticket ticket = new Ticket(work, new CompletableFuture<>());
        queueLock.lock();
        try {
            if (queue.size() >= QUEUE_MAX) {
                throw new ProblemException(Problem.of("exchange.queue.full", "", "limit", QUEUE_MAX));
            }
            queue.addLast(ticket);
            queued.signalAll();
        } finally {
            queueLock.unlock();
        }
        return ticket.done();
    }

    /** Waits until something is queued, or patience ends, or the thread is interrupted. */
    public void awaitWork(Duration patience) {
        long left = patience.toNanos();
        queueLock.lock();
        try {
            while (queue.isEmpty() && left > 0) {
                left = queued.awaitNanos(left);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } finally {
            queueLock.unlock();
        }
    }

    // ------------------------------------------------------------------------------------------------ duties

    /** Queues what the clock and the partner oblige to: expiries, onward withdrawals, purge receipts. Returns how many are new. */
    public int maintain() {
        LocalDate today = LocalDate.ofInstant(now(), ZoneOffset.UTC);
        Set<Work> due = new LinkedHashSet<>();
        store.dueToExpire(channel, today, MAINTENANCE_MAX).forEach(each -> due.add(new Work.Expire(each)));
        store.orphaned(channel, MAINTENANCE_MAX)
                .forEach(each -> due.add(new Work.Withdraw(each.record(), parties.self())));
        if (store.state(channel.reverse()).isPresent()) {
            List<Ending> owed = store.withoutReceipt(channel.reverse(), MAINTENANCE_MAX);
            if (!owed.isEmpty()) {
                beforePurgeReceipts.run();
                owed.forEach(each -> due.add(new Work.Acknowledge(each.entry())));
            }
        }
        int added = 0;
        for (Work work : due) {
            if (claim(work)) {
                enqueue(work).whenComplete((outcome, failure) -> unclaim(work));
                added++;
            }
        }
        return added;
    }

    private boolean claim(Work work) {
        queueLock.lock();
        try {
            return queue.size() < QUEUE_MAX && duties.add(work);
        } finally {
            queueLock.unlock();
        }
    }

    private void unclaim(Work work) {
        queueLock.lock();
        try {
            duties.remove(work);
        } finally {
            queueLock.unlock();
        }
    }

    // ------------------------------------------------------------------------------------------------ committing

    /**
     * Appends what is queued, up to {@link #GROUP_ENTRIES_MAX} and {@link #GROUP_BYTES_MAX}, as one group in one transaction; on a
     * log that was never published, publishes it. Returns the number of entries appended.
     *
     * @throws StoreException where the store failed: nothing is lost, call again
     */
    public int commitGroup() {
        writer.lock();
        try {
            Loaded current = settle();
            List<Ticket> tickets = take();
            if (current.state().fault().isPresent()) {
                Outcome stopped = new Outcome.Stopped(current.state().fault().get());
                tickets.forEach(ticket -> ticket.done().complete(stopped));
                loaded = null;
                return 0;
            }
            boolean unpublished = current.state().checkpoint().length == 0;
            if (tickets.isEmpty() && !unpublished) {
                return 0;
            }
            return commit(current, tickets, unpublished);
        } finally {
            writer.unlock();
        }
    }

    private int commit(Loaded current, List<Ticket> tickets, boolean unpublished) {
        boolean written = false;
        Attempt attempt = null;
        try {
            List<Outcome> outcomes = new ArrayList<>();
            Group group = assemble(current, tickets, outcomes);
            TreeUpdate tree = current.edge().append(group.entries);
            byte[] checkpoint = group.entries.isEmpty() && !unpublished && group.fulfilled.isEmpty()
                    ? current.state().checkpoint()
                    : sign(current.state(), tree, group.newKey);
            attempt = new Attempt(tickets, outcomes, checkpoint, tree);
            if (checkpoint == current.state().checkpoint()) {
                finish(attempt);
                return 0;
            }
            unresolved = attempt;
            written = store.append(new ChannelStore.Append(
                    channel,
                    tree,
                    checkpoint,
                    group.payloads,
                    group.disclosures,
                    group.endings,
                    group.receipts,
                    group.uses,
                    group.newKey,
                    group.fulfilled));
            unresolved = null;
        } finally {
            if (!written && unresolved == null && !isFinished(attempt)) {
                loaded = null;
                putBack(tickets);
            }
        }
        if (!written) {
            return 0;
        }
        published.grew(channel, attempt.tree().newSize());
        loaded = attempt.tree().newSize() == current.state().size() || isRotated(attempt)
                ? null
                : new Loaded(advanced(current.state(), attempt), attempt.tree().edge());
        finish(attempt);
        return (int) (attempt.tree().newSize() - attempt.tree().oldSize());
    }

    private static boolean isFinished(@Nullable Attempt attempt) {
        return attempt != null
                && !attempt.tickets().isEmpty()
                && attempt.tickets().getFirst().done().isDone();
    }

    private static boolean isRotated(Attempt attempt) {
        return !attempt.tickets().isEmpty() && attempt.tickets().getLast().work() instanceof Work.Rotate;
    }

    private static ChannelState advanced(ChannelState state, Attempt attempt) {
        return new ChannelState(
                state.id(),
                state.role(),
                attempt.tree().newSize(),
                attempt.checkpoint(),
                state.cosignedSize(),
                state.cosigned(),
                state.keys(),
                state.fault());
    }

    private static void finish(Attempt attempt) {
        for (int at = 0; at < attempt.tickets().size(); at++) {
            attempt.tickets().get(at).done().complete(attempt.outcomes().get(at));
        }
    }

    /** What is true: the state in memory, or after a doubt the store's. */
    private Loaded settle() {
        Loaded known = loaded;
        if (known == null || unresolved != null) {
            known = load();
            Attempt open = unresolved;
            if (open != null) {
                unresolved = null;
                if (java.util.Arrays.equals(known.state().checkpoint(), open.checkpoint())) {
                    published.grew(channel, known.state().size());
                    finish(open);
                } else {
                    putBack(open.tickets());
                }
            }
            loaded = known;
        }
        return known;
    }

    private Loaded load() {
        ChannelState state = store.state(channel)
                .orElseThrow(() -> new IllegalStateException("channel " + channel + " was never opened"));
        if (state.fault().isPresent()) {
            return new Loaded(state, TreeEdge.empty());
        }
        try {
            TreeEdge edge = TreeEdge.load(state.size(), store.tiles(channel));
            if (state.checkpoint().length > 0) {
                Checkpoint signed = Checkpoint.ofUnverified(state.checkpoint());
                if (signed.size() != state.size() || !signed.root().equals(edge.root())) {
                    return stopped(state);
                }
            }
            return new Loaded(state, edge);
        } catch (IOException unreadable) {
            throw new StoreException("the log of " + channel + " cannot be read", unreadable);
        } catch (LedgerException damaged) {
            return stopped(state);
        }
    }

    private Loaded stopped(ChannelState state) {
        store.stop(channel, Fault.OWN_LOG.at(state.size(), now(), Map.of(), state.checkpoint()));
        return new Loaded(
                store.state(channel).orElseThrow(() -> new StoreException("channel " + channel + " vanished")),
                TreeEdge.empty());
    }

    private List<Ticket> take() {
        List<Ticket> tickets = new ArrayList<>();
        long bytes = 0;
        queueLock.lock();
        try {
            while (!queue.isEmpty() && tickets.size() < GROUP_ENTRIES_MAX) {
                bytes += queue.peekFirst().work().weight();
                if (bytes > GROUP_BYTES_MAX && !tickets.isEmpty()) {
                    break;
                }
                Ticket ticket = queue.removeFirst();
                tickets.add(ticket);
                if (ticket.work() instanceof Work.Rotate) {
                    break;
                }
            }
        } finally {
            queueLock.unlock();
        }
        return tickets;
    }

    private void putBack(List<Ticket> tickets) {
        queueLock.lock();
        try {
            for (Ticket ticket : tickets.reversed()) {
                queue.addFirst(ticket);
            }
        } finally {
            queueLock.unlock();
        }
    }

    private Group assemble(Loaded current, List<Ticket> tickets, List<Outcome> outcomes) {
        Set<UUID> records = new HashSet<>();
        Set<Long> acknowledged = new HashSet<>();
        for (Ticket ticket : tickets) {
            switch (ticket.work()) {
                case Work.Disclose disclose -> records.add(disclose.leaf().record());
                case Work.Withdraw withdraw -> records.add(withdraw.record());
                case Work.Expire expire -> records.add(expire.disclosure().record());
                case Work.Acknowledge acknowledge -> acknowledged.add(acknowledge.ending());
                case Work.Use use -> {}
                case Work.Rotate rotate -> {}
            }
        }
        List<Disclosure> active = records.isEmpty() ? List.of() : store.activeDisclosures(channel, records);
        Map<Long, Ending> owed = acknowledged.isEmpty() ? Map.of() : store.endings(channel.reverse(), acknowledged);
        Instant now = now();
        Optional<Rules.Rulebook> agreement = rules.inForce(now);
        Group group = new Group(
                channel,
                parties,
                current.state().size(),
                now,
                agreement.map(Rules.Rulebook::hash).orElse(NO_AGREEMENT),
                active,
                owed);
        for (Ticket ticket : tickets) {
            outcomes.add(outcome(group, ticket.work(), agreement.isPresent()));
        }
        return group;
    }

    private Outcome outcome(Group group, Work work, boolean bound) {
        if (!bound) {
            return new Outcome.Refused(
                    new puente.agreement.Decision.Refused(List.of(), Problem.of("exchange.refused.no-agreement", "")));
        }
        if (Group.isReshare(work)
                && work instanceof Work.Disclose disclose
                && store.holdings(disclose.leaf().record()).stream()
                        .noneMatch(held -> held.version() == disclose.leaf().version())) {
            return new Outcome.NotDisclosed();
        }
        return group.add(work);
    }

    private static final puente.agreement.AgreementHash NO_AGREEMENT =
            new puente.agreement.AgreementHash("0".repeat(64));

    private byte[] sign(ChannelState state, TreeUpdate tree, Optional<LogKey> newKey) {
        List<LogKey> all = new ArrayList<>(state.keys());
        newKey.ifPresent(all::add);
        long cosigned = all.size() == 1
                ? 0
                : store.state(channel).map(ChannelState::cosignedSize).orElse(0L);
        List<NoteSigner> signers = new ArrayList<>();
        for (int at = 0; at < all.size(); at++) {
            boolean last = at == all.size() - 1;
            if (last || all.get(at + 1).since() > cosigned) {
                String vkey = all.get(at).vkey();
                signers.add(keys.signer(vkey)
                        .orElseThrow(() -> new ProblemException(Problem.of("exchange.key.absent", "", "key", vkey))));
            }
        }
        return tree.checkpoint(Origins.channel(channel)).sign(now(), signers).encode();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
