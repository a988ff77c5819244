package puente.node;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import puente.exchange.Outcome;
import puente.gateway.misp.MispEvent;
import puente.gateway.misp.MispReader;
import puente.gateway.misp.MispRecords;
import puente.gateway.misp.MispTypes;
import puente.node.signin.Authority;
import puente.node.signin.Caller;
import puente.node.signin.Function;
import puente.record.Agency;
import puente.record.Problem;
import puente.record.ProblemException;
import puente.record.Record;
import puente.store.ChannelId;
import puente.store.Disclosure;
import puente.store.MispEventStore;
import puente.store.RecordStore;
import puente.store.StoredRecord;

/**
 * The calls of a MISP server that PyMISP needs to add, get, search, publish and delete events (docs/protocol/07-misp.md), under an
 * address that names the purpose: {@code https://node/misp/arms-trafficking/}.
 *
 * <p><b>Problem.</b> MISP knows neither purposes nor an agreement, and its clients are not to be changed. So the purpose stands in the
 * address, handling in tags, and publishing is what a disclosure is elsewhere: proposed to each of the event's audience, decided
 * under the agreement in force, and answered with what became of it.
 *
 * <p><b>Invariants.</b> Every event is kept whole. One that states records ({@link MispRecords#records}) makes them this node's when it
 * is added or changed; what it cannot state stays an event, and publishing it is refused with the reason. Whether an event is
 * published is read off the channels, never kept beside them.
 *
 * <p><b>Failure modes.</b> A crash after an event was added and before its records were leaves them to be made when it is published.
 * Two programs that change one event at once: the second is refused and reads it anew.
 */
final class MispRoutes {
    /** Largest event that is taken. */
    static final int CONTENT_BYTES_MAX = 8 << 20;

    /** The version of MISP whose calls these are, as clients are told. */
    private static final String VERSION = "2.5.0";

    private static final String ROOT = "/misp/{purpose}/";

    private final NodeConfiguration configuration;
    private final InstantSource clock;
    private final MispEvents shown;
    private final MispEventStore events;
    private final RecordStore records;
    private final Channels channels;
    private final Partners partners;
    private final Proposing proposing;
    private final Authority authority;
    private final AgreementsHeld agreements;
    private final Journal journal;

    MispRoutes(
            NodeConfiguration configuration,
            InstantSource clock,
            MispEvents shown,
            MispEventStore events,
            RecordStore records,
            Channels channels,
            Partners partners,
            Proposing proposing,
            Authority authority,
            AgreementsHeld agreements,
            Journal journal) {
        this.configuration = configuration;
        this.clock = clock;
        this.shown = shown;
        this.events = events;
        this.records = records;
        this.channels = channels;
        this.partners = partners;
        this.proposing = proposing;
        this.authority = authority;
        this.agreements = agreements;
        this.journal = journal;
    }

    List<Route> routes() {
        return List.of(
                Route.get(ROOT + "servers/getVersion", this::version),
                Route.get(ROOT + "users/view/me", this::user),
                Route.get(ROOT + "attributes/describeTypes.json", this::types),
                Route.post(ROOT + "events/add", CONTENT_BYTES_MAX, this::add),
                Route.post(ROOT + "events/edit/{event}", CONTENT_BYTES_MAX, this::edit),
                Route.get(ROOT + "events/view/{event}", this::view),
                new Route(HandlerType.HEAD, ROOT + "events/view/{event}", 0, this::exists),
                Route.post(ROOT + "events/restSearch", configuration.limits().requestBytes(), this::search),
                Route.post(
                        ROOT + "events/publish/{event}", configuration.limits().requestBytes(), this::publish),
                Route.post(
                        ROOT + "events/delete/{event}", configuration.limits().requestBytes(), this::delete));
    }

    /** The purpose of the address: one of the agreement's. */
    private String purpose(Context request) {
        String purpose = request.pathParam("purpose");
        boolean known = agreements.register().inForce(clock.instant()).stream()
                .anyMatch(engine -> engine.agreement().purposes().containsKey(purpose));
        if (!known) {
            throw new ProblemException(Problem.of("node.misp.purpose", request.path(), "purpose", shorten(purpose)));
        }
        return purpose;
    }

    private static String shorten(String text) {
        return text.length() <= 100 ? text : text.substring(0, 100);
    }

    // ------------------------------------------------------------------------------------------------ beginning

    private void version(Context request) {
        purpose(request);
        Map<String, Object> version = new LinkedHashMap<>();
        version.put("version", VERSION);
        version.put("pymisp_recommended_version", VERSION);
        version.put("perm_sync", false);
        version.put("perm_sighting", false);
        version.put("perm_galaxy_editor", false);
        version.put("request_encoding", List.of());
        version.put("filter_sightings", false);
        HttpServer.json(request, version);
    }

    private void user(Context request) {
        purpose(request);
        Acting acting = Acting.of(request, configuration);
        String name = Caller.current() instanceof Caller.Program program
                ? program.client().name()
                : acting.officerOrAgency();
        Map<String, Object> role = new LinkedHashMap<>();
        role.put("id", "1");
        role.put("name", "Puente");
        role.put("perm_add", may(Function.RECORDS_WRITE));
        role.put("perm_modify", may(Function.RECORDS_WRITE));
        role.put("perm_publish", may(Function.DISCLOSURES));
        role.put("perm_auth", true);
        for (String no : List.of("perm_sync", "perm_admin", "perm_site_admin", "perm_audit", "perm_sighting")) {
            role.put(no, false);
        }
        Map<String, Object> user = new LinkedHashMap<>();
        user.put("id", "1");
        user.put("email", name);
        user.put("org_id", "1");
        user.put("role_id", "1");
        user.put("disabled", false);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("User", user);
        answer.put("Role", role);
        answer.put("Organisation", MispRecords.organisation(acting.agency()));
        answer.put("UserSetting", List.of());
        HttpServer.json(request, answer);
    }

    private boolean may(Function function) {
        return authority.ask(Caller.current(), function) instanceof Authority.Answer.Granted;
    }

    private void types(Context request) {
        purpose(request);
        HttpServer.json(request, Map.of("result", MispTypes.described()));
    }

    // ------------------------------------------------------------------------------------------------ reading

    private void view(Context request) {
        String purpose = purpose(request);
        Acting acting = Acting.of(request, configuration);
        MispEvents.Named named = named(request, purpose);
        Optional<Map<String, Object>> event = shown.show(named, acting.agency(), purpose);
        journal("misp-read", acting, purpose, Map.of("event", name(named), "events", event.isPresent() ? 1 : 0));
        HttpServer.json(
                request,
                Map.of(
                        "Event",
                        event.orElseThrow(() -> new ProblemException(
                                Problem.of("node.misp.withheld", request.path(), "event", name(named))))));
    }

    /** Whether there is such an event: nothing of it is shown, so nobody is owed a receipt. */
    private void exists(Context request) {
        named(request, purpose(request));
        HttpServer.json(request, Map.of());
    }

    private MispEvents.Named named(Context request, String purpose) {
        return shown.find(request.pathParam("event"), purpose).orElseThrow(() -> absent(request));
    }

    private static String name(MispEvents.Named named) {
        return switch (named) {
            case MispEvents.Named.Added added -> added.row().uuid().toString();
            case MispEvents.Named.Stated stated -> stated.stored().record().id().toString();
        };
    }

    private static ProblemException absent(Context request) {
        return new ProblemException(
                Problem.of("node.misp.absent", request.path(), "event", shorten(request.pathParam("event"))));
    }

    private void search(Context request) throws IOException {
        String purpose = purpose(request);
        Acting acting = Acting.of(request, configuration);
        MispFilter filter = MispFilter.parse(RequestBody.object(request, configuration));
        MispEvents.Found found = shown.search(filter, acting.agency(), purpose);
        journal("misp-search", acting, purpose, Map.of("events", found.events().size(), "withheld", found.withheld()));
        request.header("X-Result-Count", String.valueOf(found.events().size()));
        HttpServer.json(
                request,
                Map.of(
                        "response",
                        found.events().stream()
                                .map(event -> Map.of("Event", filter.metadata() ? bare(event) : event))
                                .toList()));
    }

    private static Map<String, Object> bare(Map<String, Object> event) {
        Map<String, Object> bare = new LinkedHashMap<>(event);
        bare.remove("Attribute");
        bare.remove("Object");
        return bare;
    }

    // ------------------------------------------------------------------------------------------------ changing

    private void add(Context request) throws IOException {
        String purpose = purpose(request);
        Acting acting = Acting.of(request, configuration);
        MispEvent event = event(request).identified(UUID::randomUUID);
        UUID uuid = event.uuid().orElseThrow();
        List<Record> stated = state(event, acting);
        boolean isTaken = !records.held(List.of(uuid)).isEmpty();
        if (isTaken || !events.add(uuid, acting.agency().code(), now(), ids(stated), event.canonical())) {
            throw new ProblemException(Problem.of("node.misp.exists", "/uuid", "event", uuid));
        }
        keep(stated);
        journal("misp-add", acting, purpose, Map.of("event", uuid.toString(), "records", stated.size()));
        answer(request, uuid);
    }

    private void edit(Context request) throws IOException {
        String purpose = purpose(request);
        Acting acting = Acting.of(request, configuration);
        MispEventStore.Row row = own(request, acting);
        Map<String, Object> members = new TreeMap<>(event(request).members());
        members.put("uuid", row.uuid().toString());
        MispEvent event = new MispEvent(members).identified(UUID::randomUUID);
        List<Record> stated = state(event, acting);
        replace(row, stated, event);
        keep(stated);
        journal("misp-edit", acting, purpose, Map.of("event", row.uuid().toString(), "records", stated.size()));
        answer(request, row.uuid());
    }

    private static MispEvent event(Context request) throws IOException {
        RequestBody.contentType(request, "application/json");
        return MispReader.event(RequestBody.read(request, CONTENT_BYTES_MAX), CONTENT_BYTES_MAX);
    }

    private void answer(Context request, UUID uuid) {
        MispEventStore.Row row = events.find(uuid).orElseThrow(() -> absentNow(uuid));
        HttpServer.json(request, Map.of("Event", shown.show(row)));
    }

    private static ProblemException absentNow(UUID uuid) {
        return new ProblemException(Problem.of("node.misp.absent", "", "event", uuid));
    }

    private void replace(MispEventStore.Row row, List<Record> stated, MispEvent event) {
        // A changed event is never as old as the one before: the second of two changes at once must be told apart.
        Instant at = now().isAfter(row.changed()) ? now() : row.changed().plus(1, ChronoUnit.MICROS);
        if (!events.replace(row, at, ids(stated), event.canonical())) {
            throw new ProblemException(Problem.of("node.misp.changed", "", "event", row.uuid()));
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** The event of the address, where it was added here, by the agency that acts. */
    private MispEventStore.Row own(Context request, Acting acting) {
        MispEventStore.Row row = shown.added(request.pathParam("event")).orElseThrow(() -> absent(request));
        if (!new Agency(row.agency()).includes(acting.agency())) {
            throw new ProblemException(Problem.of(
                    "node.record.other-agency", request.path(), "record", row.uuid(), "agency", row.agency()));
        }
        return row;
    }

    private static List<UUID> ids(List<Record> records) {
        return records.stream().map(Record::id).distinct().toList();
    }

    /** What an event states; nothing where it says more than records can. That is no fault: it stays an event. */
    private List<Record> state(MispEvent event, Acting acting) {
        try {
            return stated(event, acting);
        } catch (ProblemException notRecords) {
            return List.of();
        }
    }

    private List<Record> stated(MispEvent event, Acting acting) {
        return MispRecords.records(event, acting.agency(), clock.instant(), id -> {
            List<StoredRecord> held = records.held(List.of(id));
            if (held.stream().anyMatch(each -> !each.record().agency().equals(acting.agency()))) {
                throw new ProblemException(Problem.of("gateway.misp.agency", "/Object", "agency", acting.agency()));
            }
            return records.own(List.of(id)).stream().findFirst().map(StoredRecord::record);
        });
    }

    private void keep(List<Record> stated) {
        Set<UUID> seen = new java.util.HashSet<>();
        for (Record record : stated) {
            boolean isNew = records.own(record.id(), record.version()).isEmpty();
            if (isNew && seen.add(record.id())) {
                records.insert(record);
            }
        }
    }

    // ------------------------------------------------------------------------------------------------ leaving

    /** Proposes the event's records to each of its audience at a partner, for the purpose of the address. */
    private void publish(Context request) {
        String purpose = purpose(request);
        Acting acting = Acting.of(request, configuration);
        MispEventStore.Row row = own(request, acting);
        MispEvent event = MispEvents.read(row);
        List<Record> stated = stated(event, acting);
        List<Agency> recipients = recipients(stated.getFirst(), row);
        if (!row.records().equals(ids(stated))) {
            replace(row, stated, event);
        }
        keep(stated);
        List<StoredRecord> chosen = records.own(ids(stated));
        Tally tally = new Tally(Reader.language(request, configuration.language()));
        for (Agency recipient : recipients) {
            Wish wish = new Wish(ids(stated), Optional.empty(), recipient, purpose, "", Set.of(), false, List.of());
            proposing.propose(
                    chosen,
                    wish,
                    channels.sender(new ChannelId(configuration.name(), partners.nodeOf(recipient))),
                    acting,
                    tally);
        }
        Map<String, Object> entry = new TreeMap<>();
        entry.put("event", row.uuid().toString());
        entry.put("disclosed", tally.disclosed);
        entry.put("refused", tally.refused);
        entry.put("waiting", tally.waiting.size());
        journal("misp-publish", acting, purpose, entry);
        tally.requireAny();
        boolean whole = tally.refused == 0 && tally.waiting.isEmpty();
        Map<String, Object> answer = said(request, row, whole ? "published" : "incomplete", whole);
        answer.putAll(tally.show());
        HttpServer.json(request, answer);
    }

    /** Whom the handling names at partners: in each party one agency, or the party, for a channel holds a version once. */
    private List<Agency> recipients(Record record, MispEventStore.Row row) {
        List<Agency> recipients = record.handling().audience().stream()
                .filter(each -> !each.party().equals(configuration.party()))
                .toList();
        if (recipients.isEmpty()) {
            throw new ProblemException(Problem.of("node.misp.no-recipient", "/Tag", "event", row.uuid()));
        }
        if (recipients.stream().map(Agency::party).distinct().count() < recipients.size()) {
            throw new ProblemException(Problem.of("node.misp.recipients", "/Tag", "event", row.uuid()));
        }
        return recipients;
    }

    /** Deletes an event; what of it was disclosed is withdrawn first, by who may. The agency's own records stay its statements. */
    private void delete(Context request) {
        String purpose = purpose(request);
        Acting acting = Acting.of(request, configuration);
        MispEventStore.Row row = own(request, acting);
        List<Disclosure> standing = shown.standing(row.records());
        if (!standing.isEmpty() && !may(Function.WITHDRAWALS)) {
            throw new ProblemException(Problem.of("node.misp.published", request.path(), "event", row.uuid()));
        }
        Tally tally = new Tally(Reader.language(request, configuration.language()));
        for (Disclosure each : standing) {
            Outcome outcome =
                    RecordRoutes.join(channels.sender(each.channel()).withdraw(each.record(), acting.agency()));
            if (!(outcome instanceof Outcome.NotDisclosed)) {
                tally.add(each.record(), outcome);
            }
        }
        tally.requireAny();
        events.delete(row.uuid());
        journal("misp-delete", acting, purpose, Map.of("event", row.uuid().toString(), "withdrawn", tally.disclosed));
        HttpServer.json(request, said(request, row, "deleted", true));
    }

    /** What MISP says of a change; the words are for programs. */
    private static Map<String, Object> said(Context request, MispEventStore.Row row, String name, boolean success) {
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("saved", success);
        said.put("success", success);
        said.put("name", name);
        said.put("message", name);
        said.put("url", request.path());
        said.put("id", row.uuid().toString());
        return said;
    }

    private void journal(String act, Acting acting, String purpose, Map<String, Object> details) {
        Map<String, Object> entry = new TreeMap<>(details);
        entry.put("purpose", purpose);
        journal.write(act, acting.agency(), entry);
    }
}
