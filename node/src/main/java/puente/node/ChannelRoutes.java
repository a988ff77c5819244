package puente.node;

import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import puente.exchange.Origins;
import puente.exchange.Outcome;
import puente.exchange.Progress;
import puente.exchange.Sha256;
import puente.ledger.Checkpoint;
import puente.ledger.LedgerException;
import puente.ledger.LogReader;
import puente.ledger.NoteSignature;
import puente.ledger.NoteSigner;
import puente.ledger.SignedNote;
import puente.record.Catalogue;
import puente.record.Language;
import puente.record.Problem;
import puente.record.ProblemException;
import puente.store.ChannelId;
import puente.store.ChannelState;
import puente.store.ChannelStore;
import puente.store.Disclosure;

/** The logs as auditors read them, the state of every channel, verifier keys, and proofs of single disclosures. */
final class ChannelRoutes {
    /** Purge receipts counted at most. */
    private static final int OUTSTANDING_MAX = 10_000;

    /** What the follower is said to do from the lifting of a fault until it has looked again. */
    private static final String RESUMING = "resuming";

    private final NodeConfiguration configuration;
    private final ChannelStore store;
    private final Channels channels;
    private final Partners partners;
    private final KeyFolder keys;
    private final LogReader journalLog;
    private final Journal journal;
    private final SecureRandom random;

    ChannelRoutes(
            NodeConfiguration configuration,
            ChannelStore store,
            Channels channels,
            Partners partners,
            KeyFolder keys,
            LogReader journalLog,
            Journal journal,
            SecureRandom random) {
        this.configuration = configuration;
        this.store = store;
        this.channels = channels;
        this.partners = partners;
        this.keys = keys;
        this.journalLog = journalLog;
        this.journal = journal;
        this.random = random;
    }

    List<Route> routes() {
        long small = configuration.limits().requestBytes();
        return List.of(
                Route.get("/channels/{from}/{to}/checkpoint", request -> LogPages.checkpoint(request, log(request))),
                Route.get("/channels/{from}/{to}/tile/<tile>", request -> LogPages.tile(request, log(request))),
                Route.get("/journal/checkpoint", request -> LogPages.checkpoint(request, journalLog)),
                Route.get("/journal/tile/<tile>", request -> LogPages.tile(request, journalLog)),
                Route.get("/api/v1/keys", this::verifierKeys),
                Route.get("/api/v1/channels", this::list),
                Route.post("/api/v1/channels/{from}/{to}/resume", small, this::resume),
                Route.post("/api/v1/channels/{from}/{to}/rotate", small, this::rotate),
                Route.get("/api/v1/records/{id}/proof", this::proof));
    }

    private ChannelId channel(Context request) {
        String path = request.pathParam("from") + "/" + request.pathParam("to");
        return store.channels().stream()
                .map(ChannelState::id)
                .filter(each -> each.path().equals(path))
                .findFirst()
                .orElseThrow(() -> Channels.unknown(path.length() > 80 ? "?" : path));
    }

    private LogReader log(Context request) {
        return new ChannelLog(store, channel(request));
    }

    private void verifierKeys(Context request) {
        Set<String> vkeys = new LinkedHashSet<>();
        vkeys.add(keys.signing().journal().vkey());
        store.channels().forEach(state -> state.keys().forEach(key -> vkeys.add(key.vkey())));
        keys.signing().cosigners().forEach(key -> vkeys.add(key.vkey()));
        partners.all().forEach(partner -> partner.cosigners().forEach(key -> vkeys.add(key.vkey())));
        vkeys.add(keys.signing().classical().vkey());
        vkeys.add(keys.signing().postQuantum().vkey());
        HttpServer.text(request, LogPages.CHECKPOINT_TYPE, String.join("\n", vkeys) + "\n");
    }

    private void list(Context request) {
        QueryParameters.of(request).finish();
        Language language = Reader.language(request, configuration.language());
        List<Object> list = new ArrayList<>();
        store.channels().forEach(state -> list.add(show(state, language)));
        HttpServer.json(request, Map.of("channels", list));
    }

    /** A channel's state, its fault in the reader's language. */
    Map<String, Object> show(ChannelState state, Language language) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("channel", state.id().path());
        shown.put("role", state.role() == ChannelState.Role.OUTGOING ? "outgoing" : "incoming");
        shown.put("size", state.size());
        long published = state.checkpoint().length == 0
                ? 0
                : Checkpoint.ofUnverified(state.checkpoint()).size();
        shown.put("published", published);
        shown.put("cosigned", state.cosignedSize());
        shown.put("lag", Math.max(0, published - Math.min(state.size(), state.cosignedSize())));
        shown.put(
                "purgeReceiptsOutstanding",
                store.withoutReceipt(state.id(), OUTSTANDING_MAX).size());
        lastReceipt(state).ifPresent(at -> shown.put("lastReceiptAt", at.toString()));
        channels.progress(state.id())
                .ifPresent(progress -> shown.put("progress", isLifted(progress, state) ? RESUMING : word(progress)));
        state.fault().ifPresent(fault -> shown.put("fault", fault(fault, language)));
        return shown;
    }

    /** When the receiver last cosigned, by the receiver's own clock; the cosignature was verified before it was kept. */
    private static Optional<Instant> lastReceipt(ChannelState state) {
        if (state.cosigned().length == 0) {
            return Optional.empty();
        }
        String cosigner = Origins.cosigner(state.id().to());
        return SignedNote.parse(state.cosigned()).signatures().stream()
                .filter(signature -> signature.name().equals(cosigner))
                .findFirst()
                .map(NoteSignature::time);
    }

    /** Whether the fault that the follower stopped for is lifted, and the follower has not looked since. */
    private static boolean isLifted(Progress progress, ChannelState state) {
        return progress instanceof Progress.Stopped && state.fault().isEmpty();
    }

    private static String word(Progress progress) {
        return switch (progress) {
            case Progress.Advanced ignored -> "advancing";
            case Progress.UpToDate ignored -> "up-to-date";
            case Progress.Unreachable ignored -> "unreachable";
            case Progress.Unverified ignored -> "unverified";
            case Progress.StoreFailed ignored -> "store-failed";
            case Progress.Stopped ignored -> "stopped";
        };
    }

    private static Map<String, Object> fault(ChannelState.StoredFault fault, Language language) {
        Problem problem = new Problem(fault.code(), "entry " + fault.entry(), fault.arguments());
        Map<String, Object> shown = new LinkedHashMap<>();
        if (Catalogue.standard().codes().contains(fault.code())) {
            shown.putAll(ProblemResponse.member(problem, language));
        } else {
            shown.put("code", fault.code());
        }
        shown.put("entry", fault.entry());
        shown.put("at", fault.at().toString());
        shown.put("evidence", new String(fault.evidence(), StandardCharsets.UTF_8));
        return shown;
    }

    private void resume(Context request) {
        Acting acting = Acting.of(request, configuration);
        QueryParameters.of(request).finish();
        ChannelId channel = channel(request);
        String officer = acting.requiredOfficer();
        Map<String, Object> entry = new TreeMap<>(Map.of("channel", channel.path(), "officer", officer));
        channels.state(channel).fault().ifPresent(fault -> lifted(fault, entry));
        journal.write("resume", acting.agency(), entry);
        store.resume(channel);
        HttpServer.json(request, Map.of("channel", channel.path(), "resumed", true));
    }

    /** What stood against the channel: lifting a fault takes it out of the channel's state, and must not take it out of the world. */
    private static void lifted(ChannelState.StoredFault fault, Map<String, Object> entry) {
        entry.put("fault", fault.code());
        entry.put("faultEntry", fault.entry());
        entry.put("evidenceSha256", Sha256.of(fault.evidence()).hex());
        try {
            SignedNote.parse(fault.evidence());
            entry.put("evidence", new String(fault.evidence(), StandardCharsets.UTF_8));
        } catch (LedgerException notACheckpoint) {
            // Other evidence may hold a record, and a log cannot forget: its digest must do.
        }
    }

    private void rotate(Context request) {
        Acting acting = Acting.of(request, configuration);
        QueryParameters.of(request).finish();
        ChannelId channel = channel(request);
        String officer = acting.requiredOfficer();
        var sender = channels.sender(channel);
        NoteSigner next = keys.next(channel, random);
        journal.write(
                "rotate", acting.agency(), Map.of("channel", channel.path(), "officer", officer, "vkey", next.vkey()));
        Tally tally = new Tally(Reader.language(request, configuration.language()));
        Outcome outcome = RecordRoutes.join(sender.rotate(next));
        tally.add(new UUID(0, 0), outcome);
        HttpServer.json(request, Map.of("channel", channel.path(), "vkey", next.vkey()));
    }

    /** The C2SP tlog-proof that a disclosure of the record stands in a channel; its extra data is the leaf itself. */
    private void proof(Context request) throws IOException {
        UUID id = RecordJson.uuid(request.pathParam("id"), "/id");
        QueryParameters parameters = QueryParameters.of(request);
        Optional<String> wanted = parameters.text("channel");
        parameters.finish();
        for (ChannelId outgoing : channels.outgoing()) {
            for (ChannelId channel : List.of(outgoing, outgoing.reverse())) {
                if (wanted.isPresent() && !wanted.get().equals(channel.path())) {
                    continue;
                }
                List<Disclosure> active = store.activeDisclosures(channel, List.of(id));
                if (!active.isEmpty()) {
                    byte[] proof = LeafProofs.of(
                                    store,
                                    channels.state(channel),
                                    active.getLast().entry())
                            .encode();
                    HttpServer.bytes(request, LogPages.CHECKPOINT_TYPE, proof);
                    return;
                }
            }
        }
        throw new ProblemException(Problem.of("node.record.not-disclosed", request.path(), "record", id));
    }
}
