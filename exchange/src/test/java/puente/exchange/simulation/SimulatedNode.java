package puente.exchange.simulation;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import puente.agreement.AgreementRegister;
import puente.agreement.DemonstrationAgreement;
import puente.exchange.ChannelServer;
import puente.exchange.Follower;
import puente.exchange.NodeKeys;
import puente.exchange.Parties;
import puente.exchange.Published;
import puente.exchange.Reading;
import puente.exchange.Rules;
import puente.exchange.Sender;
import puente.exchange.Transport;
import puente.ledger.NoteSigner;
import puente.ledger.NoteVerifier;
import puente.store.ChannelId;
import puente.store.ChannelState;
import puente.store.ChannelStore;
import puente.store.StoreException;

/** One node: a disk that survives, and a process (the real sender, follower, server and reading) that does not. */
final class SimulatedNode {
    /** The agreement both nodes hold. */
    static final Rules RULES = Rules.of(AgreementRegister.of(List.of(DemonstrationAgreement.load())));

    /** Only the Ed25519 cosignature: the post-quantum one costs milliseconds and is exercised elsewhere. */
    private static final Map<NodeKeys, NoteSigner> COSIGNERS = new ConcurrentHashMap<>();

    interface Request<T> {
        T run(Transport server) throws IOException;
    }

    final NodeKeys keys;
    final NodeKeys partnerKeys;
    final ChannelId outgoing;
    final ChannelId incoming;
    final Map<String, NoteSigner> keyFolder = new HashMap<>();
    MemoryChannelStore disk;

    private final Chaos chaos;
    private final InstantSource clock;
    private final NoteSigner cosigner;
    private final NoteVerifier partnerCosigner;
    private Transport line;
    private boolean up = true;

    Sender sender;
    Follower follower;
    ChannelServer server;
    Reading reading;

    private final int batchEntries;

    SimulatedNode(
            Chaos chaos,
            MemoryChannelStore disk,
            NodeKeys keys,
            NodeKeys partnerKeys,
            LongSupplier worldMillis,
            long skewMillis,
            int batchEntries) {
        this.chaos = chaos;
        this.batchEntries = batchEntries;
        this.disk = disk;
        this.keys = keys;
        this.partnerKeys = partnerKeys;
        this.clock = () -> Instant.ofEpochMilli(worldMillis.getAsLong() + skewMillis);
        this.outgoing = new ChannelId(keys.node(), partnerKeys.node());
        this.incoming = outgoing.reverse();
        this.cosigner = COSIGNERS.computeIfAbsent(keys, own -> own.cosigners().getFirst());
        this.partnerCosigner = COSIGNERS
                .computeIfAbsent(partnerKeys, own -> own.cosigners().getFirst())
                .verifier();
        NoteSigner log = keys.log(outgoing);
        keyFolder.put(log.vkey(), log);
        disk.open(outgoing, ChannelState.Role.OUTGOING, log.vkey());
        disk.open(
                incoming, ChannelState.Role.INCOMING, partnerKeys.log(incoming).vkey());
    }

    void connect(Transport toPartner) {
        this.line = toPartner;
        start();
    }

    String party() {
        return keys.node();
    }

    Instant now() {
        return clock.instant();
    }

    boolean isUp() {
        return up;
    }

    void setUp(boolean online) {
        this.up = online;
    }

    /** A new process over the same disk: everything that was only in memory is gone. */
    void start() {
        ChannelStore store = chaos.failing(disk);
        Parties parties = new Parties(keys.node(), partnerKeys.node());
        Published published = new Published();
        sender = new Sender(
                outgoing,
                parties,
                store,
                RULES,
                vkey -> Optional.ofNullable(keyFolder.get(vkey)),
                published,
                clock,
                chaos.secure());
        Follower.Batching batching = new Follower.Batching(batchEntries, Runnable::run);
        follower = new Follower(incoming, parties, store, line, RULES, List.of(cosigner), clock, batching);
        server = new ChannelServer(
                store, new NoEvidence(), published, Map.of(partnerKeys.node(), List.of(partnerCosigner)), clock);
        reading = new Reading(parties, store, RULES, channel -> sender, clock);
    }

    /** Answers a request; a node that dies or whose store fails while it answers gives none. */
    <T> T serve(Request<T> request) throws IOException {
        try {
            return request.run(server);
        } catch (Chaos.Killed killed) {
            start();
            throw new IOException("the node died");
        } catch (StoreException failed) {
            throw new IOException("the node's store failed");
        }
    }

    /** Does something in this node; where it dies of it, it is started again. False where it died or the store failed. */
    boolean run(Runnable action) {
        try {
            action.run();
            return true;
        } catch (Chaos.Killed killed) {
            start();
            return false;
        } catch (StoreException failed) {
            return false;
        }
    }
}
