package puente.node;

import io.javalin.http.Context;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import puente.agreement.Action;
import puente.exchange.Introduction;
import puente.exchange.Outcome;
import puente.exchange.Proposal;
import puente.exchange.Sender;
import puente.record.Agency;
import puente.record.Language;
import puente.record.Problem;
import puente.record.ProblemException;
import puente.record.Provenance;
import puente.record.Record;
import puente.store.ChannelId;
import puente.store.ChannelStore;
import puente.store.Disclosure;
import puente.store.FolderEvidenceStore;
import puente.store.Origin;
import puente.store.Page;
import puente.store.Pending;
import puente.store.RecordQuery;
import puente.store.RecordStore;
import puente.store.StoredRecord;

/**
 * What leaves, and what comes back: disclosures, approvals by a second officer, withdrawals and corrections.
 *
 * <p><b>Problem.</b> One request may put a hundred thousand records to a channel, each of which is decided for itself, may wait
 * for a second person, and may be refused; the caller must learn what became of all of them, and nothing may leave twice.
 *
 * <p><b>Invariants.</b> Whether anything leaves is decided by the sender under the agreement in force, never here. A permitted
 * act stands in the channel's log with its clauses; a refused or waiting one stands in the journal before the answer goes out.
 * A filter chooses own records only. An officer who proposes never counts as the second person, and an act without a named
 * officer counts as approved by nobody. Only the agency whose statement a record is withdraws or corrects it.
 *
 * <p><b>Failure modes.</b> A request that breaks off after its first page has disclosed that page: sending it again is safe,
 * for what stands already is counted as {@code already}. Where everything was refused the answer is a problem document with the
 * deciding clauses; where something left, it is a tally. A stopped channel refuses with its fault.
 */
final class DisclosureRoutes {
    /** How many refusals one answer tells apart; the rest are counted. */
    static final int REFUSALS_SHOWN_MAX = 100;

    private final NodeConfiguration configuration;
    private final InstantSource clock;
    private final RecordStore records;
    private final ChannelStore store;
    private final Channels channels;
    private final Partners partners;
    private final FolderEvidenceStore files;
    private final Journal journal;

    DisclosureRoutes(
            NodeConfiguration configuration,
            InstantSource clock,
            RecordStore records,
            ChannelStore store,
            Channels channels,
            Partners partners,
            FolderEvidenceStore files,
            Journal journal) {
        this.configuration = configuration;
        this.clock = clock;
        this.records = records;
        this.store = store;
        this.channels = channels;
        this.partners = partners;
        this.files = files;
        this.journal = journal;
    }

    List<Route> routes() {
        long small = configuration.limits().requestBytes();
        return List.of(
                Route.post("/api/v1/disclosures", small, this::disclose),
                Route.get("/api/v1/approvals", this::approvals),
                Route.post("/api/v1/approvals/{id}", small, this::approve),
                Route.get("/api/v1/records/{id}/disclosures", this::disclosures),
                Route.post("/api/v1/records/{id}/withdraw", small, this::withdraw),
                Route.post("/api/v1/records/{id}/correct", small, this::correct));
    }

    private RequestObject body(Context request) throws IOException {
        RequestBody.contentType(request, "application/json");
        return RequestObject.parse(
                RequestBody.read(request, configuration.limits().requestBytes()));
    }

    // ------------------------------------------------------------------------------------------------ disclose

    /**
     * What one request asks for.
     *
     * @param filter chooses own records; empty where ids are listed
     */
    record Wish(
            List<UUID> records,
            Optional<RecordQuery.Builder> filter,
            Agency recipient,
            String purpose,
            String unit,
            Set<String> approvals,
            boolean originatorConsent,
            List<Disclosure.Evidence> evidence) {

        /** Reads a request for disclosures, strictly. */
        static Wish parse(RequestObject request) {
            List<String> ids = new ArrayList<>(request.texts("records"));
            request.text("record").ifPresent(ids::add);
            Optional<RequestObject> filterObject = request.object("filter");
            if (ids.isEmpty() == filterObject.isEmpty()) {
                request.refuse("records", "record, records, filter");
            }
            String to = request.required("to");
            String purpose = request.required("purpose");
            String unit = request.text("unit").orElse("");
            List<String> approvals = request.texts("approvals");
            boolean consent = request.flag("originatorConsent");
            List<Disclosure.Evidence> evidence = evidence(request);
            request.finish();
            return new Wish(
                    ids.stream()
                            .distinct()
                            .map(id -> RecordJson.uuid(id, "/records"))
                            .toList(),
                    filterObject.map(RecordQueries::filter),
                    new Agency(to),
                    purpose,
                    unit,
                    new TreeSet<>(approvals),
                    consent,
                    evidence);
        }

        private static List<Disclosure.Evidence> evidence(RequestObject request) {
            List<Disclosure.Evidence> files = new ArrayList<>();
            for (String file : request.texts("evidence")) {
                String[] parts = file.split(":", 2);
                if (parts.length == 2 && parts[0].matches("[0-9a-f]{64}") && parts[1].matches("\\d{1,18}")) {
                    files.add(new Disclosure.Evidence(parts[0], Long.parseLong(parts[1])));
                } else {
                    request.refuse("evidence", "sha256:length");
                }
            }
            return files;
        }
    }

    private void disclose(Context request) throws IOException {
        Acting acting = Acting.of(request, configuration);
        QueryParameters.of(request).finish();
        Wish wish = Wish.parse(body(request));
        EvidenceRoutes.requireHeld(files, wish.evidence());
        Language language = Reader.language(request, configuration.language());
        Sender sender = channels.sender(new ChannelId(configuration.name(), nodeOf(wish.recipient())));
        Tally tally = new Tally(language);
        if (wish.filter().isPresent()) {
            all(wish, sender, acting, tally);
        } else {
            List<StoredRecord> own = records.own(wish.records());
            Map<UUID, StoredRecord> found = new TreeMap<>();
            own.forEach(each -> found.put(each.record().id(), each));
            List<StoredRecord> chosen = new ArrayList<>();
            for (UUID id : wish.records()) {
                chosen.add(Optional.ofNullable(found.get(id))
                        .or(() -> records.find(id, Optional.of(wish.purpose())))
                        .orElseThrow(() -> RecordRoutes.notHeld(id)));
            }
            propose(chosen, wish, sender, acting, tally);
        }
        Map<String, Object> entry = new TreeMap<>();
        entry.put("to", wish.recipient().code());
        entry.put("purpose", wish.purpose());
        entry.put("disclosed", tally.disclosed);
        entry.put("refused", tally.refused);
        entry.put("waiting", tally.waiting.size());
        acting.officer().ifPresent(officer -> entry.put("officer", officer));
        journal.write("disclose", acting.agency(), entry);
        tally.requireAny();
        HttpServer.json(request, tally.show());
    }

    private void all(Wish wish, Sender sender, Acting acting, Tally tally) {
        RecordQuery.Builder query = wish.filter().orElseThrow().limit(RecordQuery.LIMIT_MAX);
        Optional<puente.store.Cursor> cursor = Optional.empty();
        do {
            cursor.ifPresent(query::cursor);
            Page page = records.search(query.build());
            propose(page.records(), wish, sender, acting, tally);
            cursor = page.next();
        } while (cursor.isPresent());
    }

    private void propose(List<StoredRecord> chosen, Wish wish, Sender sender, Acting acting, Tally tally) {
        List<CompletableFuture<Outcome>> outcomes = new ArrayList<>(chosen.size());
        for (StoredRecord stored : chosen) {
            Action action = stored.origin() instanceof Origin.Own ? Action.DISCLOSE : Action.RESHARE;
            outcomes.add(sender.disclose(new Proposal(
                    action,
                    acting.agency(),
                    wish.recipient(),
                    stored.record(),
                    wish.purpose(),
                    wish.unit(),
                    officer(acting),
                    officers(acting, wish.approvals()),
                    wish.originatorConsent(),
                    wish.evidence())));
        }
        List<CompletableFuture<Long>> entries = new ArrayList<>();
        for (int at = 0; at < outcomes.size(); at++) {
            UUID id = chosen.get(at).record().id();
            Outcome outcome = RecordRoutes.join(outcomes.get(at));
            tally.add(id, outcome);
            if (outcome instanceof Outcome.Refused refused) {
                entries.add(journal.begin(
                        "decision",
                        acting.agency(),
                        Map.of(
                                "action",
                                "disclose",
                                "record",
                                id.toString(),
                                "to",
                                wish.recipient().code(),
                                "purpose",
                                wish.purpose(),
                                "permitted",
                                false,
                                "clauses",
                                refused.decision().clauseIds(),
                                "reason",
                                refused.decision().reason().code())));
            }
        }
        entries.forEach(Journal::await);
    }

    /** The proposing officer as leaves and approvals name them; the agency alone where none is stated. */
    private static String officer(Acting acting) {
        return acting.officer()
                .map(name -> acting.agency() + "#" + name)
                .orElse(acting.agency().code());
    }

    private static Set<String> officers(Acting acting, Set<String> names) {
        Set<String> officers = new TreeSet<>();
        names.forEach(name -> officers.add(acting.agency() + "#" + name));
        return officers;
    }

    /** The partner node that serves a recipient: the one named after its party, or the party's only one. */
    private String nodeOf(Agency recipient) {
        List<Introduction> candidates = partners.all().stream()
                .filter(partner -> partner.party().equals(recipient.party()))
                .toList();
        return candidates.stream()
                .map(Introduction::node)
                .filter(name -> candidates.size() == 1 || name.equals(recipient.party()))
                .findFirst()
                .orElseThrow(() ->
                        new ProblemException(Problem.of("node.disclosure.no-channel", "/to", "recipient", recipient)));
    }

    // ------------------------------------------------------------------------------------------------ approvals

    private void approvals(Context request) {
        Acting.of(request, configuration);
        QueryParameters.of(request).finish();
        List<Object> list = new ArrayList<>();
        for (Pending pending : store.pending()) {
            Map<String, Object> shown = new LinkedHashMap<>();
            shown.put("id", pending.id().toString());
            shown.put("channel", pending.channel().path());
            shown.put(
                    "needs",
                    pending.needs().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
            shown.put("record", pending.record().toString());
            shown.put("version", pending.version());
            shown.put("proposedBy", pending.proposedBy());
            shown.put("at", pending.at().toString());
            list.add(shown);
        }
        HttpServer.json(request, Map.of("approvals", list));
    }

    private void approve(Context request) throws IOException {
        Acting acting = Acting.of(request, configuration);
        QueryParameters.of(request).finish();
        UUID id = RecordJson.uuid(request.pathParam("id"), "/id");
        RequestObject body = body(request);
        String decision = body.required("decision");
        if (!Set.of("approve", "consent", "refuse").contains(decision)) {
            body.refuse("decision", "approve, consent, refuse");
        }
        body.finish();
        String officer = acting.requiredOfficer();
        Pending pending = store.pending(id)
                .orElseThrow(() ->
                        new ProblemException(Problem.of("node.approval.unknown", request.path(), "approval", id)));
        if (decision.equals("approve") && pending.proposedBy().equals(officer)) {
            throw new ProblemException(Problem.of("node.approval.same-officer", request.path(), "officer", officer));
        }
        Sender sender = channels.sender(pending.channel());
        Tally tally = new Tally(Reader.language(request, configuration.language()));
        journal.write(
                "approval",
                acting.agency(),
                Map.of(
                        "approval",
                        id.toString(),
                        "decision",
                        decision,
                        "officer",
                        officer,
                        "record",
                        pending.record().toString()));
        switch (decision) {
            case "approve" -> tally.add(pending.record(), RecordRoutes.join(sender.approve(id, officer)));
            case "consent" -> tally.add(pending.record(), RecordRoutes.join(sender.consent(id, acting.agency())));
            default -> store.drop(id);
        }
        tally.requireAny();
        HttpServer.json(request, tally.show());
    }

    // ------------------------------------------------------------------------------------------------ after disclosure

    private void disclosures(Context request) {
        Acting acting = Acting.of(request, configuration);
        QueryParameters.of(request).finish();
        UUID id = RecordJson.uuid(request.pathParam("id"), "/id");
        List<Object> active = new ArrayList<>();
        List<Object> uses = new ArrayList<>();
        for (ChannelId outgoing : channels.outgoing()) {
            for (ChannelId channel : List.of(outgoing, outgoing.reverse())) {
                store.activeDisclosures(channel, List.of(id)).forEach(each -> active.add(show(each)));
                store.uses(channel, id)
                        .forEach(use -> uses.add(Map.of(
                                "channel",
                                channel.path(),
                                "entry",
                                use.entry(),
                                "agency",
                                use.agency(),
                                "purpose",
                                use.purpose(),
                                "at",
                                use.at().toString())));
            }
        }
        journal.write("disclosures", acting.agency(), Map.of("record", id.toString()));
        HttpServer.json(request, Map.of("active", active, "uses", uses));
    }

    private static Map<String, Object> show(Disclosure disclosure) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("channel", disclosure.channel().path());
        shown.put("entry", disclosure.entry());
        shown.put("version", disclosure.version());
        shown.put("actor", disclosure.actor());
        shown.put("recipient", disclosure.recipient());
        shown.put("purpose", disclosure.purpose());
        shown.put("at", disclosure.at().toString());
        disclosure.until().ifPresent(until -> shown.put("until", until.toString()));
        shown.put("useReceipt", disclosure.useReceipt());
        return shown;
    }

    private void withdraw(Context request) throws IOException {
        Acting acting = Acting.of(request, configuration);
        QueryParameters.of(request).finish();
        UUID id = RecordJson.uuid(request.pathParam("id"), "/id");
        RequestObject body = body(request);
        String reason = body.required("reason");
        body.finish();
        requireOwn(id, acting);
        Tally tally = new Tally(Reader.language(request, configuration.language()));
        List<Object> withdrawn = new ArrayList<>();
        for (ChannelId channel : channels.outgoing()) {
            if (!store.activeDisclosures(channel, List.of(id)).isEmpty()) {
                Outcome outcome = RecordRoutes.join(channels.sender(channel).withdraw(id, acting.agency()));
                tally.add(id, outcome);
                if (outcome instanceof Outcome.Appended appended) {
                    withdrawn.add(Map.of("channel", channel.path(), "entry", appended.entry()));
                }
            }
        }
        if (tally.isEmpty()) {
            throw new ProblemException(Problem.of("node.record.not-disclosed", request.path(), "record", id));
        }
        journal.write(
                "withdraw",
                acting.agency(),
                Map.of("record", id.toString(), "channels", withdrawn.size(), "reasonLength", reason.length()));
        tally.requireAny();
        HttpServer.json(request, Map.of("record", id.toString(), "withdrawn", withdrawn));
    }

    /** Only the agency whose statement it is ends or changes it. */
    private Record requireOwn(UUID id, Acting acting) {
        Record record = records.own(List.of(id)).stream()
                .findFirst()
                .orElseThrow(() -> RecordRoutes.notHeld(id))
                .record();
        if (!record.agency().includes(acting.agency())) {
            throw new ProblemException(
                    Problem.of("node.record.other-agency", "/" + id, "record", id, "agency", record.agency()));
        }
        return record;
    }

    private void correct(Context request) throws IOException {
        Acting acting = Acting.of(request, configuration);
        QueryParameters.of(request).finish();
        UUID id = RecordJson.uuid(request.pathParam("id"), "/id");
        RequestObject body = body(request);
        Optional<RequestObject> fields = body.object("fields");
        Optional<RequestObject> handling = body.object("handling");
        String source = body.required("source");
        if (fields.isEmpty() && handling.isEmpty()) {
            body.required("fields");
        }
        body.finish();
        Record before = requireOwn(id, acting);
        Record next = new Record(
                id,
                before.version() + 1,
                before.kind(),
                before.agency(),
                recordedAfter(before),
                handling.map(each -> RecordJson.handling(each.all())).orElse(before.handling()),
                new Provenance(source, before.provenance().synthetic()),
                fields.map(each -> RecordJson.fields(before.kind(), each.all())).orElse(before.fields()));
        Map<ChannelId, List<Disclosure>> standing = new TreeMap<>();
        channels.outgoing().forEach(channel -> standing.put(channel, store.activeDisclosures(channel, List.of(id))));
        records.insert(next);
        Tally tally = new Tally(Reader.language(request, configuration.language()));
        standing.forEach((channel, disclosures) -> disclosures.stream()
                .reduce((earlier, later) -> later)
                .ifPresent(last -> tally.add(
                        id,
                        RecordRoutes.join(channels.sender(channel)
                                .disclose(new Proposal(
                                        Action.DISCLOSE,
                                        acting.agency(),
                                        new Agency(last.recipient()),
                                        next,
                                        last.purpose(),
                                        "",
                                        officer(acting),
                                        Set.of(),
                                        false,
                                        last.evidence()))))));
        journal.write(
                "correct",
                acting.agency(),
                Map.of("record", id.toString(), "version", next.version(), "disclosed", tally.disclosed));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("id", id.toString());
        answer.put("version", next.version());
        answer.putAll(tally.show());
        HttpServer.json(request, answer);
    }

    private Instant recordedAfter(Record before) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return now.isBefore(before.recordedAt()) ? before.recordedAt() : now;
    }
}
