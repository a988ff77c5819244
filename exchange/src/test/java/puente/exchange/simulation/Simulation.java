package puente.exchange.simulation;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import puente.exchange.Follower;
import puente.exchange.NodeKeys;
import puente.exchange.Outcome;
import puente.exchange.Progress;
import puente.exchange.Proposal;
import puente.exchange.Reading;
import puente.ledger.NoteSigner;
import puente.ledger.SignatureType;
import puente.record.Agency;
import puente.record.Handling;
import puente.record.Provenance;
import puente.record.Record;
import puente.store.Disclosure;

/** One seeded run: two nodes, a world that fails, then healing, draining, and the comparison of both ends. */
final class Simulation {
    private static final long START =
            java.time.Instant.parse("2026-11-21T23:50:00Z").toEpochMilli();
    private static final String PURPOSE = "arms-trafficking";
    private static final int ROUNDS_MAX = 400;

    private static final NodeKeys MX = NodeKeys.generate("mx", new FixedRandom(1));
    private static final NodeKeys US = NodeKeys.generate("us", new FixedRandom(2));

    /** Keys are made once: what is simulated is not their randomness. */
    private static final class FixedRandom extends SecureRandom {
        private static final long serialVersionUID = 1L;

        private final java.util.Random source;

        FixedRandom(long seed) {
            this.source = new java.util.Random(seed);
        }

        @Override
        public void nextBytes(byte[] bytes) {
            source.nextBytes(bytes);
        }
    }

    /** A record a client works with, and what the client knows of it. */
    private static final class Subject {
        final UUID id;
        final SimulatedNode owner;
        final boolean shortLived;
        int version;
        boolean proposed;
        boolean acknowledged;
        boolean withdrawing;
        boolean withdrawn;
        Record record;

        Subject(UUID id, SimulatedNode owner, boolean shortLived) {
            this.id = id;
            this.owner = owner;
            this.shortLived = shortLived;
        }
    }

    /** An operation whose answer is awaited. */
    private record Waiting(SimulatedNode node, CompletableFuture<?> future, Runnable answered) {}

    final Chaos chaos;
    final SimulatedNode mx;
    final SimulatedNode us;
    private static final int SMALL_BATCH = 3;

    private final long seed;
    private final List<Subject> subjects = new ArrayList<>();
    private List<Waiting> waiting = new ArrayList<>();
    private final Map<SimulatedNode, Integer> readsAnswered = new HashMap<>();
    private long millis = START;
    private boolean inMeanwhile;

    /** Followers take whatever they are behind in one batch. */
    Simulation(long seed, Supplier<MemoryChannelStore> disks) {
        this(seed, disks, Follower.BATCH_ENTRIES_MAX);
    }

    /** Every other seed has small batches, so that followers read ahead and prove prefixes of their target. */
    static Simulation ofSeed(long seed) {
        return new Simulation(seed, MemoryChannelStore::new, seed % 2 == 0 ? SMALL_BATCH : Follower.BATCH_ENTRIES_MAX);
    }

    private Simulation(long seed, Supplier<MemoryChannelStore> disks, int batch) {
        this.seed = seed;
        this.chaos = new Chaos(seed);
        this.mx = new SimulatedNode(chaos, disks.get(), MX, US, () -> millis, chaos.below(240_000) - 120_000L, batch);
        this.us = new SimulatedNode(chaos, disks.get(), US, MX, () -> millis, chaos.below(240_000) - 120_000L, batch);
        mx.connect(new Line(chaos, us, this::meanwhile));
        us.connect(new Line(chaos, mx, this::meanwhile));
    }

    /** Runs, heals, drains, compares. Throws {@link AssertionError} with what is wrong. */
    void run() {
        misbehave(10 + chaos.below(50));
        heal();
        drain();
        new EndState(this).check();
    }

    void misbehave(int steps) {
        chaos.worsen();
        for (int step = 0; step < steps; step++) {
            act();
            collect();
        }
    }

    void heal() {
        chaos.heal();
        mx.setUp(true);
        us.setUp(true);
    }

    List<SimulatedNode> nodes() {
        return List.of(mx, us);
    }

    private SimulatedNode anyNode() {
        return chaos.random.nextBoolean() ? mx : us;
    }

    private SimulatedNode partner(SimulatedNode node) {
        return node == mx ? us : mx;
    }

    /** While an answer is on its way, the rest of the world goes on. */
    private void meanwhile() {
        millis += chaos.below(5_000);
        if (!inMeanwhile) {
            inMeanwhile = true;
            for (int times = chaos.below(3); times > 0; times--) {
                SimulatedNode node = anyNode();
                switch (chaos.below(4)) {
                    case 0 -> propose(node);
                    case 1 -> withdraw();
                    case 2 -> node.run(() -> node.sender.maintain());
                    default -> node.run(() -> node.sender.commitGroup());
                }
            }
            inMeanwhile = false;
        }
    }

    private void act() {
        SimulatedNode node = anyNode();
        millis += chaos.below(2_000);
        switch (chaos.below(24)) {
            case 0, 1, 2, 3 -> propose(node);
            case 4 -> proposeMany(node);
            case 5, 6 -> withdraw();
            case 7, 8 -> read(node);
            case 9, 10, 11, 12 -> node.run(() -> node.sender.commitGroup());
            case 13, 14 -> node.run(() -> node.sender.maintain());
            case 15 -> node.run(() -> node.follower.purgeOverdue());
            case 16 -> node.setUp(chaos.below(3) > 0);
            case 17 -> node.start();
            case 18 -> millis += Duration.ofHours(chaos.below(30)).toMillis();
            case 19 -> {
                if (chaos.below(4) == 0) {
                    rotate(node);
                }
            }
            default -> step(node);
        }
    }

    void step(SimulatedNode node) {
        node.run(() -> node.follower.step(Duration.ZERO));
    }

    private void proposeMany(SimulatedNode node) {
        for (int times = chaos.below(chaos.below(40) == 0 ? 300 : 5); times > 0; times--) {
            propose(node);
        }
    }

    void propose(SimulatedNode node) {
        List<Subject> again = subjects.stream()
                .filter(each -> each.owner == node && !each.withdrawing)
                .toList();
        Subject subject;
        if (!again.isEmpty() && chaos.below(3) == 0) {
            subject = again.get(chaos.below(again.size()));
            if (subject.acknowledged) {
                subject.version++;
                subject.acknowledged = false;
                subject.record = record(subject);
            }
        } else {
            subject = new Subject(new UUID(seed, subjects.size()), node, chaos.below(4) == 0);
            subject.version = 1;
            subject.record = record(subject);
            subjects.add(subject);
        }
        submit(subject);
    }

    private void submit(Subject subject) {
        SimulatedNode node = subject.owner;
        node.disk.insertOwn(subject.record);
        Agency actor = subject.record.agency();
        Agency recipient = new Agency(node == mx ? "us/atf" : "mx/fgr");
        subject.proposed = true;
        int version = subject.version;
        node.run(() -> {
            CompletableFuture<Outcome> future =
                    node.sender.disclose(Proposal.disclose(actor, recipient, subject.record, PURPOSE, "officer-1"));
            waiting.add(new Waiting(node, future, () -> {
                if (subject.version == version) {
                    subject.acknowledged = expectDisclosed(subject, future.join());
                }
            }));
        });
    }

    private static boolean expectDisclosed(Subject subject, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Appended appended -> true;
            case Outcome.AlreadyDisclosed already -> true;
            case Outcome.Refused refused -> {
                if (!subject.shortLived) {
                    throw new AssertionError("refused: " + refused);
                }
                yield true;
            }
            case Outcome.AwaitsApproval pending -> throw new AssertionError("awaits approval");
            case Outcome.AwaitsConsent pending -> throw new AssertionError("awaits consent");
            case Outcome.NotDisclosed none -> throw new AssertionError("not disclosed");
            case Outcome.Stopped stopped ->
                throw new AssertionError("false fault: " + stopped.fault().code());
        };
    }

    private Record record(Subject subject) {
        LocalDate today = LocalDate.ofInstant(subject.owner.now(), ZoneOffset.UTC);
        Optional<LocalDate> until = subject.shortLived ? Optional.of(today.plusDays(chaos.below(2))) : Optional.empty();
        return new Record(
                subject.id,
                subject.version,
                "vehicle",
                new Agency(subject.owner == mx ? "mx/fgr" : "us/atf"),
                subject.owner.now().truncatedTo(java.time.temporal.ChronoUnit.MILLIS),
                new Handling(
                        Handling.Tlp.AMBER,
                        Set.of(),
                        Set.of(PURPOSE),
                        Set.of(new Agency("mx"), new Agency("us")),
                        false,
                        until,
                        new Handling.Grading(Handling.Grading.Reliability.B, 2)),
                new Provenance("simulation", true),
                Map.of("itemStatus", "stolen", "itemMakeName", "Make " + subject.version));
    }

    private void withdraw() {
        List<Subject> shared = subjects.stream()
                .filter(each -> each.acknowledged && !each.withdrawn)
                .toList();
        if (shared.isEmpty()) {
            return;
        }
        Subject subject = shared.get(chaos.below(shared.size()));
        subject.withdrawing = true;
        submitWithdrawal(subject);
    }

    private void submitWithdrawal(Subject subject) {
        SimulatedNode node = subject.owner;
        node.run(() -> {
            CompletableFuture<Outcome> future = node.sender.withdraw(subject.id, subject.record.agency());
            waiting.add(new Waiting(node, future, () -> {
                future.join();
                subject.withdrawn = true;
            }));
        });
    }

    private void read(SimulatedNode node) {
        List<Subject> foreign =
                subjects.stream().filter(each -> each.owner == partner(node)).toList();
        if (foreign.isEmpty()) {
            return;
        }
        Subject subject = foreign.get(chaos.below(foreign.size()));
        node.run(() -> {
            CompletableFuture<Reading.Result> future =
                    node.reading.read(subject.id, new Agency(node == mx ? "mx/fgr" : "us/atf"), PURPOSE);
            waiting.add(new Waiting(node, future, () -> {
                if (future.join() instanceof Reading.Result.Read) {
                    readsAnswered.merge(node, 1, Integer::sum);
                }
            }));
        });
    }

    /** How many reads this node's officers were answered. */
    int readsAnswered(SimulatedNode node) {
        return readsAnswered.getOrDefault(node, 0);
    }

    private void rotate(SimulatedNode node) {
        byte[] keySeed = new byte[32];
        chaos.random.nextBytes(keySeed);
        NoteSigner next = NoteSigner.ofSeed(node.keys.log(node.outgoing).name(), SignatureType.ED25519, keySeed);
        node.keyFolder.put(next.vkey(), next);
        node.run(() -> {
            CompletableFuture<Outcome> future = node.sender.rotate(next);
            waiting.add(new Waiting(node, future, future::join));
        });
    }

    /** Lets clients see the answers that have come. An answer that died with its node never comes. */
    private void collect() {
        List<Waiting> open = waiting;
        waiting = new ArrayList<>();
        for (Waiting each : open) {
            if (!each.future().isDone()) {
                waiting.add(each);
            } else if (!each.future().isCompletedExceptionally()) {
                each.answered().run();
            }
        }
    }

    /** With everything healed: clients repeat what was never answered, and both nodes work until nothing is left to do. */
    void drain() {
        for (Subject subject : subjects) {
            if (subject.withdrawing && !subject.withdrawn) {
                submitWithdrawal(subject);
            } else if (!subject.withdrawing && !subject.acknowledged) {
                submit(subject);
            }
        }
        int quiet = 0;
        for (int round = 0; round < ROUNDS_MAX && quiet < 3; round++) {
            boolean worked = false;
            for (SimulatedNode node : nodes()) {
                worked |= work(node);
                if (isStopped(node)) {
                    return;
                }
            }
            quiet = worked ? 0 : quiet + 1;
        }
        collect();
    }

    /** One turn of a node's jobs; whether there was anything to do. */
    private static boolean work(SimulatedNode node) {
        boolean[] worked = {false};
        boolean alive = node.run(() -> {
            node.follower.purgeOverdue();
            worked[0] = node.sender.maintain() > 0;
            worked[0] |= node.sender.commitGroup() > 0;
            worked[0] |= !(node.follower.step(Duration.ZERO) instanceof Progress.UpToDate);
        });
        return worked[0] || !alive;
    }

    private static boolean isStopped(SimulatedNode node) {
        return node.disk.channels().stream().anyMatch(each -> each.fault().isPresent());
    }

    /** Records that were withdrawn, with an answer. */
    List<UUID> withdrawnOf(SimulatedNode owner) {
        return subjects.stream()
                .filter(each -> each.owner == owner && each.withdrawn)
                .map(each -> each.id)
                .toList();
    }

    /** The versions whose disclosure was answered and that were not withdrawn. */
    Map<UUID, Integer> acknowledgedOf(SimulatedNode owner) {
        Map<UUID, Integer> found = new HashMap<>();
        subjects.stream()
                .filter(each -> each.owner == owner && !each.withdrawing && !each.shortLived)
                .forEach(each -> found.put(each.id, each.version));
        return found;
    }

    boolean isOver(Disclosure disclosure, SimulatedNode node) {
        LocalDate today = LocalDate.ofInstant(node.now(), ZoneOffset.UTC);
        return disclosure.until().filter(today::isAfter).isPresent();
    }
}
