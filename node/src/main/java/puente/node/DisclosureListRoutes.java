package puente.node;

import io.javalin.http.Context;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import puente.agreement.Clause;
import puente.exchange.Leaf;
import puente.exchange.LeafCodec;
import puente.store.ChannelId;
import puente.store.ChannelState;
import puente.store.ChannelStore;
import puente.store.Disclosure;
import puente.store.DisclosureList;
import puente.store.Ending;
import puente.store.Use;

/**
 * Disclosures of all channels, newest first: what, for whom, under which clauses, whether it is cosigned, how it ended and who used
 * it. Each channel's entries are in order, so a cursor is a place in each channel and nothing is lost or repeated while more arrive.
 */
final class DisclosureListRoutes {
    /** Uses shown of one disclosure, the newest; the rest are counted. */
    static final int USES_MAX = 50;

    private static final int LIMIT_STANDARD = 50;
    private static final Pattern PLACE = Pattern.compile("([a-z0-9-]{1,32}/[a-z0-9-]{1,32}):(\\d{1,18})");

    private final NodeConfiguration configuration;
    private final ChannelStore store;
    private final DisclosureList disclosures;
    private final AgreementsHeld agreements;
    private final Journal journal;

    DisclosureListRoutes(
            NodeConfiguration configuration,
            ChannelStore store,
            DisclosureList disclosures,
            AgreementsHeld agreements,
            Journal journal) {
        this.configuration = configuration;
        this.store = store;
        this.disclosures = disclosures;
        this.agreements = agreements;
        this.journal = journal;
    }

    List<Route> routes() {
        return List.of(Route.get("/api/v1/disclosures", this::list));
    }

    private void list(Context request) throws IOException {
        Acting acting = Acting.of(request, configuration);
        QueryParameters parameters = QueryParameters.of(request);
        Optional<String> channel = parameters.text("channel");
        Optional<UUID> record = parameters.text("record").map(id -> RecordJson.uuid(id, "?record"));
        Optional<String> purpose = parameters.text("purpose");
        Optional<String> state = parameters.text("state");
        if (state.isPresent() && !List.of("active", "ended").contains(state.get())) {
            parameters.refuse("state", "active, ended");
        }
        Map<String, Long> places = places(parameters);
        int limit = (int) parameters.number("limit", LIMIT_STANDARD, 1, DisclosureList.LIMIT_MAX);
        parameters.finish();
        Map<String, ChannelState> channels = new TreeMap<>();
        store.channels().stream()
                .filter(each ->
                        channel.isEmpty() || channel.get().equals(each.id().path()))
                .forEach(each -> channels.put(each.id().path(), each));
        if (channel.isPresent() && channels.isEmpty()) {
            throw Channels.unknown(channel.get().length() > 80 ? "?" : channel.get());
        }
        DisclosureList.Filter filter = new DisclosureList.Filter(record, purpose, state.map("active"::equals));
        Map<String, Deque<Disclosure>> found = new TreeMap<>();
        channels.forEach((path, each) -> found.put(
                path,
                new ArrayDeque<>(
                        disclosures.page(each.id(), filter, places.getOrDefault(path, Long.MAX_VALUE), limit + 1))));
        List<Disclosure> page = merge(found, places, limit);
        Shower shower = new Shower(channels);
        List<Object> shown = new ArrayList<>();
        for (Disclosure each : page) {
            shown.add(shower.show(each));
        }
        Map<String, Object> entry = new TreeMap<>(Map.of("shown", shown.size()));
        record.ifPresent(id -> entry.put("record", id.toString()));
        channel.ifPresent(path -> entry.put("channel", path));
        journal.write("disclosures", acting.agency(), entry);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("disclosures", shown);
        if (found.values().stream().anyMatch(rest -> !rest.isEmpty())) {
            List<String> next = new ArrayList<>();
            places.forEach((path, place) -> next.add(path + ":" + place));
            answer.put("cursor", String.join(",", next));
        }
        HttpServer.json(request, answer);
    }

    /** By channel, the entry below which the page begins. */
    private static Map<String, Long> places(QueryParameters parameters) {
        Map<String, Long> places = new TreeMap<>();
        for (String place :
                parameters.text("cursor").map(text -> text.split(",")).orElse(new String[0])) {
            Matcher matcher = PLACE.matcher(place);
            if (matcher.matches()) {
                places.put(matcher.group(1), Long.parseLong(matcher.group(2)));
            } else {
                parameters.refuse("cursor", "channel:entry,channel:entry");
            }
        }
        return places;
    }

    /** The newest of all, each channel in its own order; {@code places} is moved to where the page ends. */
    private static List<Disclosure> merge(Map<String, Deque<Disclosure>> found, Map<String, Long> places, int limit) {
        List<Disclosure> page = new ArrayList<>();
        while (page.size() < limit) {
            Optional<Disclosure> newest = found.values().stream()
                    .filter(rest -> !rest.isEmpty())
                    .map(Deque::getFirst)
                    .max(Comparator.comparing(Disclosure::at));
            if (newest.isEmpty()) {
                break;
            }
            String path = newest.get().channel().path();
            page.add(newest.get());
            Deque<Disclosure> rest = found.get(path);
            if (rest != null) {
                rest.removeFirst();
            }
            places.put(path, newest.get().entry());
        }
        return page;
    }

    /** Shows disclosures, reading each bundle of entries once. */
    private final class Shower {
        private final Map<String, ChannelState> channels;
        private final Map<String, Entries> entries = new HashMap<>();

        Shower(Map<String, ChannelState> channels) {
            this.channels = channels;
        }

        Map<String, Object> show(Disclosure disclosure) throws IOException {
            ChannelId channel = disclosure.channel();
            ChannelState state = channels.get(channel.path());
            Map<String, Object> shown = book(disclosure);
            if (state != null) {
                shown.put("direction", state.role() == ChannelState.Role.OUTGOING ? "outgoing" : "incoming");
                shown.put("cosigned", state.cosignedSize() > disclosure.entry());
                if (disclosure.entry() < state.size()) {
                    leaf(shown, state, disclosure.entry());
                }
            }
            shown.put("state", disclosure.active() ? "active" : "ended");
            disclosure.endedBy().flatMap(entry -> ending(channel, entry)).ifPresent(each -> shown.put("ended", each));
            List<Use> uses = store.uses(channel.reverse(), disclosure.record()).stream()
                    .filter(use -> use.version() == disclosure.version())
                    .toList();
            shown.put("useCount", uses.size());
            shown.put(
                    "uses",
                    uses.reversed().stream()
                            .limit(USES_MAX)
                            .map(DisclosureListRoutes::use)
                            .toList());
            return shown;
        }

        private void leaf(Map<String, Object> shown, ChannelState state, long entry) throws IOException {
            Entries log = entries.computeIfAbsent(
                    state.id().path(), path -> new Entries(store.tiles(state.id()), state.size()));
            Leaf leaf = LeafCodec.parse(log.at(entry));
            shown.put("agreement", leaf.header().agreement().hex());
            List<Object> clauses = new ArrayList<>();
            for (String id : leaf.header().clauses()) {
                Map<String, Object> clause = new LinkedHashMap<>();
                clause.put("id", id);
                agreements
                        .known()
                        .of(leaf.header().agreement())
                        .flatMap(engine -> engine.clause(id))
                        .map(Clause::title)
                        .ifPresent(title -> clause.put("title", BothLanguages.text(title)));
                clauses.add(clause);
            }
            shown.put("clauses", clauses);
            if (leaf instanceof Leaf.Disclosed disclosed) {
                shown.put("correction", disclosed.correction());
                shown.put("action", disclosed.action().code());
                shown.put("approvals", List.copyOf(disclosed.approvals()));
                shown.put("originatorConsent", disclosed.originatorConsent());
                shown.put("handling", disclosed.handling().toJson());
            }
        }

        private Optional<Map<String, Object>> ending(ChannelId channel, long entry) {
            return Optional.ofNullable(store.endings(channel, List.of(entry)).get(entry))
                    .map(ending -> ended(ending, channel));
        }
    }

    private static Map<String, Object> ended(Ending ending, ChannelId channel) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("entry", ending.entry());
        shown.put("cause", ending.cause() == Ending.Cause.EXPIRED ? "expired" : "withdrawn");
        shown.put("at", ending.at().toString());
        ending.receipt()
                .ifPresent(receipt ->
                        shown.put("purged", Map.of("channel", channel.reverse().path(), "entry", receipt)));
        return shown;
    }

    private static Map<String, Object> use(Use use) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("channel", use.channel().path());
        shown.put("entry", use.entry());
        shown.put("agency", use.agency());
        shown.put("purpose", use.purpose());
        shown.put("at", use.at().toString());
        return shown;
    }

    /** A disclosure as it stands in the books. */
    static Map<String, Object> book(Disclosure disclosure) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("channel", disclosure.channel().path());
        shown.put("entry", disclosure.entry());
        shown.put("record", disclosure.record().toString());
        shown.put("version", disclosure.version());
        shown.put("kind", disclosure.kind());
        shown.put("agency", disclosure.agency());
        shown.put("actor", disclosure.actor());
        shown.put("recipient", disclosure.recipient());
        shown.put("purpose", disclosure.purpose());
        shown.put("at", disclosure.at().toString());
        disclosure.until().ifPresent(until -> shown.put("until", until.toString()));
        shown.put("useReceipt", disclosure.useReceipt());
        shown.put(
                "evidence",
                disclosure.evidence().stream()
                        .map(file -> Map.of("sha256", file.sha256(), "length", file.length()))
                        .toList());
        return shown;
    }
}
