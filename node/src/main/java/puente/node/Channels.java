package puente.node;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import puente.exchange.EvidenceFollower;
import puente.exchange.Follower;
import puente.exchange.Introduction;
import puente.exchange.Parties;
import puente.exchange.Progress;
import puente.exchange.Published;
import puente.exchange.Rules;
import puente.exchange.Sender;
import puente.exchange.Transport;
import puente.ledger.Gathering;
import puente.ledger.NoteVerifier;
import puente.record.Problem;
import puente.record.ProblemException;
import puente.store.ChannelId;
import puente.store.ChannelState;
import puente.store.ChannelStore;
import puente.store.EvidenceStore;

/**
 * The channels of this node, two a partner: the one it writes, with its sender, and the one it follows, with its follower. A
 * channel that stops, or a partner that is away, touches no other.
 */
final class Channels implements ExchangeListener.Listening {
    /** How long a sender waits for work before it looks at the clock. */
    private static final Duration SENDER_PATIENCE = Duration.ofSeconds(1);

    /** How long a follower asks its partner to wait for news. */
    private static final Duration FOLLOWER_PATIENCE = Duration.ofSeconds(20);

    /** Between two long polls, so that a partner who answers each at once costs little. */
    private static final Duration UP_TO_DATE_PAUSE = Duration.ofMillis(5);

    /** How long a stopped channel is left alone before it is looked at again. */
    private static final Duration STOPPED_PAUSE = Duration.ofSeconds(2);

    /** A follower who is behind asks for each batch; the largest takes it a second or two to store. */
    private static final Duration TAKEN_WITHIN = Duration.ofSeconds(5);

    private static final Duration MAINTENANCE_PAUSE = Duration.ofSeconds(1);
    private static final Duration EXPIRY_PAUSE = Duration.ofMinutes(1);
    private static final Duration EVIDENCE_PAUSE = Duration.ofSeconds(2);
    private static final int EVIDENCE_FILES = 16;

    private static final Logger LOG = LoggerFactory.getLogger(Channels.class);

    /** The furthest that a partner asked for, and when. */
    private record Asked(long end, long nanos) {}

    private final Map<ChannelId, Sender> senders = new TreeMap<>();
    private final Map<ChannelId, Follower> followers = new TreeMap<>();
    private final Map<ChannelId, EvidenceFollower> evidence = new TreeMap<>();
    private final Map<ChannelId, Jobs.Job> following = new ConcurrentHashMap<>();
    private final Map<ChannelId, Progress> progress = new ConcurrentHashMap<>();
    private final Map<ChannelId, Asked> asked = new ConcurrentHashMap<>();
    private final ChannelStore store;
    private final Metrics metrics;

    Channels(ChannelStore store, Metrics metrics) {
        this.store = store;
        this.metrics = metrics;
    }

    /** Opens both channels with a partner. */
    void open(
            String self,
            String party,
            Introduction partner,
            KeyFolder keys,
            Rules rules,
            Published published,
            Transport transport,
            EvidenceStore files,
            InstantSource clock,
            SecureRandom random) {
        Parties parties = new Parties(party, partner.party());
        ChannelId outgoing = new ChannelId(self, partner.node());
        ChannelId incoming = outgoing.reverse();
        store.open(
                outgoing,
                ChannelState.Role.OUTGOING,
                keys.signing().log(outgoing).vkey());
        store.open(
                incoming, ChannelState.Role.INCOMING, partner.logKey(incoming).vkey());
        requireOwnKey(outgoing, keys);
        requirePinnedKey(incoming, partner);
        EvidenceFollower evidenceFollower = new EvidenceFollower(incoming, store, files, transport, clock);
        senders.put(
                outgoing,
                new Sender(outgoing, parties, store, rules, keys, published, clock, random, evidenceFollower::sweep));
        followers.put(
                incoming,
                new Follower(
                        incoming,
                        parties,
                        store,
                        transport,
                        rules,
                        keys.signing().cosigners(),
                        clock,
                        new Follower.Batching(Follower.BATCH_ENTRIES_MAX, Thread::startVirtualThread)));
        evidence.put(incoming, evidenceFollower);
        measure(outgoing);
        measure(incoming);
    }

    private void requireOwnKey(ChannelId channel, KeyFolder keys) {
        String inForce = state(channel).keys().getLast().vkey();
        if (keys.signer(inForce).isEmpty()) {
            throw new ProblemException(Problem.of("node.start.wrong-key", channel.path(), "channel", channel));
        }
    }

    private void requirePinnedKey(ChannelId channel, Introduction partner) {
        String first = state(channel).keys().getFirst().vkey();
        if (!first.equals(partner.logKey(channel).vkey())) {
            throw new ProblemException(Problem.of("node.partner.other", channel.path(), "partner", partner.node()));
        }
    }

    private void measure(ChannelId channel) {
        String[] tags = {"channel", channel.path()};
        metrics.gauge(
                "puente.channel.size",
                "Entries durable here",
                () -> state(channel).size(),
                tags);
        metrics.gauge(
                "puente.channel.cosigned",
                "Entries under the receiver's cosignature",
                () -> state(channel).cosignedSize(),
                tags);
        metrics.gauge(
                "puente.channel.fault",
                "1 while the channel is stopped by a fault",
                () -> state(channel).fault().isPresent() ? 1 : 0,
                tags);
    }

    ChannelState state(ChannelId channel) {
        return store.state(channel).orElseThrow(() -> unknown(channel.path()));
    }

    static ProblemException unknown(String channel) {
        return new ProblemException(Problem.of("node.channel.unknown", channel, "channel", channel));
    }

    /** Starts the jobs that move every channel. */
    void start(Jobs jobs) {
        senders.forEach((channel, sender) -> {
            jobs.start("send-" + channel.path(), () -> {
                sender.awaitWork(SENDER_PATIENCE);
                long begun = System.nanoTime();
                int appended = sender.commitGroup();
                metrics.count("puente.channel.appended", appended, "channel", channel.path());
                return Gathering.rest(appended, Duration.ofNanos(System.nanoTime() - begun));
            });
            jobs.start("maintain-" + channel.path(), () -> {
                sender.maintain();
                return MAINTENANCE_PAUSE;
            });
        });
        followers.forEach((channel, follower) -> {
            // A follower belongs to one thread, so expiry is a step of its own job.
            long[] nextExpiry = {System.nanoTime()};
            Backoff backoff = new Backoff(new java.util.Random());
            Jobs.Job job = jobs.start("follow-" + channel.path(), () -> {
                if (System.nanoTime() - nextExpiry[0] >= 0) {
                    follower.purgeOverdue();
                    nextExpiry[0] = System.nanoTime() + EXPIRY_PAUSE.toNanos();
                }
                // Who was away may come back with another history of the same length: that is looked at, not waited
                // for.
                boolean wasAway = progress.get(channel) instanceof Progress.Unreachable;
                return after(channel, follower.step(wasAway ? Duration.ZERO : FOLLOWER_PATIENCE), backoff);
            });
            following.put(channel, job);
        });
        evidence.forEach((channel, files) -> jobs.start("evidence-" + channel.path(), () -> {
            int fetched = files.fetch(EVIDENCE_FILES);
            files.sweep();
            return fetched > 0 ? Duration.ZERO : EVIDENCE_PAUSE;
        }));
    }

    /** A partner asked something of this node: whoever waits for that partner to be reachable again need wait no longer. */
    @Override
    public void heard(String partner) {
        following.forEach((channel, job) -> {
            if (channel.from().equals(partner) && progress.get(channel) instanceof Progress.Unreachable) {
                job.hurry();
            }
        });
    }

    /** So far has it come, whatever its receipts say. */
    @Override
    public void asked(ChannelId channel, long end) {
        Asked now = new Asked(end, System.nanoTime());
        asked.merge(channel, now, (before, fresh) -> fresh.end() > before.end() ? fresh : before);
    }

    /** How far a partner has come who took something new of a channel within the last moments; empty where nobody did. */
    OptionalLong takenUpTo(ChannelId channel) {
        Asked last = asked.get(channel);
        return last != null && System.nanoTime() - last.nanos() < TAKEN_WITHIN.toNanos()
                ? OptionalLong.of(last.end())
                : OptionalLong.empty();
    }

    private Duration after(ChannelId channel, Progress now, Backoff backoff) {
        Progress before = progress.put(channel, now);
        boolean changed = before == null || before.getClass() != now.getClass();
        return switch (now) {
            case Progress.Advanced advanced -> {
                metrics.count("puente.channel.received", advanced.entries(), "channel", channel.path());
                backoff.succeeded();
                if (advanced.obliges()) {
                    senderOf(channel.reverse()).ifPresent(Sender::maintain);
                }
                yield Duration.ZERO;
            }
            case Progress.UpToDate ignored -> {
                backoff.succeeded();
                yield UP_TO_DATE_PAUSE;
            }
            case Progress.Unreachable unreachable ->
                retry(channel, "unreachable", unreachable.reason(), changed, backoff);
            case Progress.Unverified unverified ->
                retry(channel, "unverified", unverified.problem().code(), changed, backoff);
            case Progress.StoreFailed failed -> retry(channel, "store", failed.reason(), changed, backoff);
            case Progress.Stopped stopped -> {
                if (changed) {
                    LOG.atError()
                            .setMessage("channel stopped by a fault")
                            .addKeyValue("channel", channel.path())
                            .addKeyValue("code", stopped.fault().code())
                            .addKeyValue("entry", stopped.fault().entry())
                            .log();
                }
                yield STOPPED_PAUSE;
            }
        };
    }

    private static Duration retry(ChannelId channel, String what, String reason, boolean changed, Backoff backoff) {
        if (changed) {
            LOG.atInfo()
                    .setMessage("channel waits")
                    .addKeyValue("channel", channel.path())
                    .addKeyValue("because", what)
                    .addKeyValue("reason", reason)
                    .log();
        }
        return backoff.failed();
    }

    /** Who writes this channel here. */
    Optional<Sender> senderOf(ChannelId channel) {
        return Optional.ofNullable(senders.get(channel));
    }

    Sender sender(ChannelId channel) {
        return senderOf(channel).orElseThrow(() -> unknown(channel.path()));
    }

    /** The channels this node writes. */
    Collection<ChannelId> outgoing() {
        return senders.keySet();
    }

    Optional<Progress> progress(ChannelId channel) {
        return Optional.ofNullable(progress.get(channel));
    }

    /** Commits what is queued: the last step of an orderly stop. */
    void finish() {
        senders.values().forEach(Sender::commitGroup);
    }

    /** By following node, the keys with which it cosigns this node's channels. */
    static Map<String, List<NoteVerifier>> cosigners(Partners partners) {
        Map<String, List<NoteVerifier>> cosigners = new TreeMap<>();
        partners.all().forEach(partner -> cosigners.put(partner.node(), new ArrayList<>(partner.cosigners())));
        return cosigners;
    }
}
