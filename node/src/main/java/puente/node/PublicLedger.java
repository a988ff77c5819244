package puente.node;

import io.javalin.http.Context;
import java.io.IOException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
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
 * them was, and they are shown as {@link SmallCounts} allows. A bundle counts for the year in which it was filled, whole, so that the end of a year cuts
 * none in two; and the counts of all years are the sums of what the years show, so that no year can be told by taking the others from the total.
 */
final class PublicLedger {
    /** Bundles counted for one answer, of each channel; the next answer goes on from there. */
    static final int BUNDLES_MAX = 200;

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

    /** What was counted of one channel, by the year in which bundles were filled. */
    private static final class Tally {
        private long bundles;
        private final TreeMap<Integer, EntryCounts> years = new TreeMap<>();

        /** Takes the next bundle, as a whole for the year of its last entry; a clock that was set back begins no year anew. */
        void add(List<Leaf> bundle) {
            int year = bundle.getLast().header().at().atOffset(ZoneOffset.UTC).getYear();
            years.computeIfAbsent(years.isEmpty() ? year : Math.max(year, years.lastKey()), _ -> new EntryCounts())
                    .add(bundle);
            bundles++;
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
                tally.add(EntryBundle.decode(bundle, TileId.FULL_WIDTH).stream()
                        .map(LeafCodec::parse)
                        .toList());
            }
            shown.put("countable", bundles * TileId.FULL_WIDTH);
            List<EntryCounts.Shown> years = new ArrayList<>();
            List<Object> listed = new ArrayList<>();
            tally.years.forEach((year, counts) -> {
                Map<String, Object> one = new LinkedHashMap<>();
                one.put("year", year);
                put(counts.shown(), one, agreement);
                years.add(counts.shown());
                listed.add(one);
            });
            put(EntryCounts.Shown.together(years), shown, agreement);
            shown.put("years", listed);
        }
        shown.put("method", Map.of("name", "entries-of-whole-bundles", "version", "2"));
        shown.put("fingerprint", fingerprint(shown));
        return shown;
    }

    /** By which counts are cited: what was counted of which channel, and how. The log's size changes with every entry and is not in it. */
    private static String fingerprint(Map<String, Object> shown) {
        Map<String, Object> counts = new TreeMap<>(shown);
        counts.keySet().retainAll(CITED);
        return Sha256.of(CanonicalJson.write(counts)).hex();
    }

    private static void put(EntryCounts.Shown counts, Map<String, Object> answer, Optional<Agreement> agreement) {
        answer.put("counted", counts.entries());
        answer.put(
                "types",
                EntryCounts.TYPES.stream()
                        .map(type -> named(type, counts.types()))
                        .toList());
        answer.put("kinds", list(counts.kinds()));
        answer.put("purposes", purposes(counts.purposes(), agreement));
        answer.put("clauses", clauses(counts.clauses(), agreement));
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
