package puente.node;

import io.javalin.http.Context;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import puente.agreement.Agreement;
import puente.agreement.Clause;
import puente.agreement.Engine;
import puente.exchange.Leaf;
import puente.exchange.LeafCodec;
import puente.exchange.Sha256;
import puente.ledger.EntryBundle;
import puente.ledger.LogReader;
import puente.ledger.TileId;
import puente.record.CanonicalJson;
import puente.record.Language;
import puente.record.Problem;
import puente.record.ProblemException;
import puente.store.ChannelId;
import puente.store.ChannelState;
import puente.store.ChannelStore;

/**
 * The ledgers as everybody may check them: each channel's signed checkpoint and the tiles of its hashes, and counts of what its entries say,
 * read from the entries themselves. Entries name records and times, and are for nobody without sign-in; so are the journal's hashes, because
 * an entry of the journal can be guessed and would be confirmed by its hash. A channel's entries name records by random ids.
 *
 * <p>Counts are of whole bundles of {@value TileId#FULL_WIDTH} entries only, so that nobody learns from two looks what the one entry between
 * them was, and they are shown as {@link SmallCounts} allows.
 */
final class PublicLedger {
    /** Bundles counted for one answer, of each channel; the next answer goes on from there. */
    static final int BUNDLES_MAX = 200;

    private static final List<String> TYPES =
            List.of("disclosed", "corrected", "withdrawn", "expired", "purged", "used", "rotated");

    /** The members of a channel that its fingerprint is of. */
    private static final Set<String> CITED =
            Set.of("channel", "counted", "types", "kinds", "purposes", "clauses", "method");

    private final NodeConfiguration configuration;
    private final InstantSource clock;
    private final ChannelStore store;
    private final BiFunction<ChannelState, Language, Map<String, Object>> channel;
    private final AgreementsHeld agreements;
    private final LogReader journalLog;
    private final Journal journal;
    private final Witnessing witnessing;
    private final Map<ChannelId, Tally> tallies = new HashMap<>();

    PublicLedger(
            NodeConfiguration configuration,
            InstantSource clock,
            ChannelStore store,
            BiFunction<ChannelState, Language, Map<String, Object>> channel,
            AgreementsHeld agreements,
            LogReader journalLog,
            Journal journal,
            Witnessing witnessing) {
        this.configuration = configuration;
        this.clock = clock;
        this.store = store;
        this.channel = channel;
        this.agreements = agreements;
        this.journalLog = journalLog;
        this.journal = journal;
        this.witnessing = witnessing;
    }

    /** What was counted of one channel. */
    private static final class Tally {
        private long bundles;
        private final Map<String, Long> types = new TreeMap<>(none());
        private final Map<String, Long> kinds = new TreeMap<>();
        private final Map<String, Long> purposes = new TreeMap<>();
        private final Map<String, Long> clauses = new TreeMap<>();

        private static Map<String, Long> none() {
            return TYPES.stream().collect(Collectors.toMap(type -> type, type -> 0L));
        }

        void add(Leaf leaf) {
            leaf.header().clauses().forEach(clause -> clauses.merge(clause, 1L, Long::sum));
            types.merge(
                    switch (leaf) {
                        case Leaf.Disclosed disclosed -> {
                            kinds.merge(disclosed.kind(), 1L, Long::sum);
                            purposes.merge(disclosed.purpose(), 1L, Long::sum);
                            yield disclosed.correction() ? "corrected" : "disclosed";
                        }
                        case Leaf.Withdrawn ignored -> "withdrawn";
                        case Leaf.Expired ignored -> "expired";
                        case Leaf.Purged ignored -> "purged";
                        case Leaf.Used ignored -> "used";
                        case Leaf.Rotated ignored -> "rotated";
                    },
                    1L,
                    Long::sum);
        }

        long entries() {
            return bundles * TileId.FULL_WIDTH;
        }

        long disclosures() {
            return kinds.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/v1/public/ledger", this::ledger),
                Route.get(
                        "/api/v1/public/channels/{from}/{to}/checkpoint",
                        request -> LogPages.checkpoint(request, log(request))),
                Route.get("/api/v1/public/channels/{from}/{to}/tile/<tile>", this::tile),
                Route.get("/api/v1/public/journal/checkpoint", request -> LogPages.checkpoint(request, journalLog)));
    }

    private ChannelLog log(Context request) {
        String path = request.pathParam("from") + "/" + request.pathParam("to");
        return store.channels().stream()
                .map(ChannelState::id)
                .filter(each -> each.path().equals(path))
                .findFirst()
                .map(each -> new ChannelLog(store, each))
                .orElseThrow(() -> Channels.unknown(path.length() > 80 ? "?" : path));
    }

    /** Hashes only: what entries say is for those who may read it. */
    private void tile(Context request) throws IOException {
        if (LogPages.tileId(request.pathParam("tile")).isEntries()) {
            throw new ProblemException(Problem.of("node.public.entries", request.path()));
        }
        LogPages.tile(request, log(request));
    }

    private void ledger(Context request) throws IOException {
        QueryParameters.of(request).finish();
        Language language = Reader.language(request, configuration.language());
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("node", configuration.name());
        answer.put("party", configuration.party());
        answer.put("now", clock.instant().toString());
        answer.put("least", SmallCounts.LEAST);
        answer.put("batch", TileId.FULL_WIDTH);
        Optional<Agreement> agreement =
                agreements.register().inForce(clock.instant()).map(Engine::agreement);
        agreement.ifPresent(each -> answer.put(
                "agreement",
                Map.of(
                        "id", each.id(),
                        "version", each.version(),
                        "title", BothLanguages.text(each.title()),
                        "hash", each.hash().hex())));
        List<Object> channels = new ArrayList<>();
        for (ChannelState state : store.channels()) {
            channels.add(counted(state, channel.apply(state, language), agreement));
        }
        answer.put("channels", channels);
        answer.put(
                "journal",
                Map.of(
                        "size", journal.size(),
                        "witnessed", witnessing.witnessed(),
                        "satisfied", witnessing.satisfied()));
        HttpServer.json(request, answer);
    }

    private Map<String, Object> counted(ChannelState state, Map<String, Object> known, Optional<Agreement> agreement)
            throws IOException {
        Map<String, Object> shown = new LinkedHashMap<>();
        for (String member : List.of("channel", "role", "size", "published", "cosigned", "lastReceiptAt")) {
            if (known.containsKey(member)) {
                shown.put(member, known.get(member));
            }
        }
        shown.put("stopped", known.containsKey("fault"));
        Tally tally;
        synchronized (tallies) {
            tally = tallies.computeIfAbsent(state.id(), _ -> new Tally());
        }
        synchronized (tally) {
            long bundles = state.size() / TileId.FULL_WIDTH;
            long until = Math.min(bundles, tally.bundles + BUNDLES_MAX);
            while (tally.bundles < until) {
                byte[] bundle = store.tiles(state.id())
                        .tile(TileId.entries(tally.bundles, TileId.FULL_WIDTH))
                        .orElseThrow(() -> new IOException("the log lacks a bundle below its size"));
                EntryBundle.decode(bundle, TileId.FULL_WIDTH).forEach(entry -> tally.add(LeafCodec.parse(entry)));
                tally.bundles++;
            }
            shown.put("counted", tally.entries());
            shown.put("countable", bundles * TileId.FULL_WIDTH);
            Map<String, Long> types = SmallCounts.ofWhole(tally.types, tally.entries());
            shown.put("types", TYPES.stream().map(type -> named(type, types)).toList());
            shown.put("kinds", list(SmallCounts.ofWhole(tally.kinds, tally.disclosures())));
            shown.put("purposes", purposes(SmallCounts.ofWhole(tally.purposes, tally.disclosures()), agreement));
            shown.put("clauses", clauses(SmallCounts.overlapping(tally.clauses), agreement));
        }
        shown.put("method", Map.of("name", "entries-of-whole-bundles", "version", "1"));
        shown.put("fingerprint", fingerprint(shown));
        return shown;
    }

    /** By which counts are cited: what was counted of which channel, and how. The log's size changes with every entry and is not in it. */
    private static String fingerprint(Map<String, Object> shown) {
        Map<String, Object> counts = new TreeMap<>(shown);
        counts.keySet().retainAll(CITED);
        return Sha256.of(CanonicalJson.write(counts)).hex();
    }

    private static Map<String, Object> named(String name, Map<String, Long> counts) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("name", name);
        Long count = counts.get(name);
        if (count != null) {
            shown.put("count", count);
        }
        return shown;
    }

    private static List<Map<String, Object>> list(Map<String, Long> counts) {
        return counts.keySet().stream().map(name -> named(name, counts)).toList();
    }

    private static List<Map<String, Object>> purposes(Map<String, Long> counts, Optional<Agreement> agreement) {
        List<Map<String, Object>> list = list(counts);
        agreement.ifPresent(one -> one.purposes()
                .forEach((name, purpose) -> list.stream()
                        .filter(each -> name.equals(each.get("name")))
                        .forEach(each -> each.put("title", BothLanguages.text(purpose.label())))));
        return list;
    }

    private static List<Map<String, Object>> clauses(Map<String, Long> counts, Optional<Agreement> agreement) {
        List<Map<String, Object>> list = list(counts);
        for (Map<String, Object> each : list) {
            agreement.stream()
                    .flatMap(one -> one.clauses().stream())
                    .filter(clause -> clause.id().equals(each.get("name")))
                    .findFirst()
                    .map(Clause::title)
                    .ifPresent(title -> each.put("title", BothLanguages.text(title)));
        }
        return list;
    }
}
