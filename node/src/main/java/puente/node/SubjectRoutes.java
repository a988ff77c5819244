package puente.node;

import io.javalin.http.Context;
import java.io.IOException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import puente.agreement.Decision;
import puente.match.pair.PairScorer;
import puente.match.pair.Statement;
import puente.record.Problem;
import puente.record.ProblemException;
import puente.store.MatchPair;
import puente.store.Origin;
import puente.store.StatementName;
import puente.store.StoredRecord;
import puente.store.SubjectBook;
import puente.store.SubjectDecision;
import puente.store.SubjectStore;

/**
 * Who is who: the queue of pairs that wait for a person, subjects with all statements about them side by side, and what people decide.
 *
 * <p><b>Problem.</b> A pair of statements from both sides of a border is a hint about a person. Whoever looks at it reads a partner's record,
 * whoever confirms it changes what others will believe; both must be permitted, explained and kept.
 *
 * <p><b>Invariants.</b> The list shows nothing of a partner's record but whose it is. Opening one reads it for the purpose stated, with
 * its receipt. A decision needs a named officer and a reason; for each partner's record concerned the agreement is asked again whether
 * it may be matched for that purpose by the officer's agency. It stands in the journal before it takes effect. Two statements that
 * carry different valid CURPs, or VINs, never become one subject.
 *
 * <p><b>Failure modes.</b> What another officer decided meanwhile is a conflict (409) and changes nothing; a record purged meanwhile is
 * not held (404). Where the journal has stopped, nothing is decided.
 */
final class SubjectRoutes {
    /** Longest reason, in characters. */
    static final int REASON_MAX = 2_000;

    /** Most statements that one split may name. */
    static final int SPLIT_MAX = 200;

    /** From this probability on a pair is in the list, unless another is asked for. */
    static final double PROBABILITY_STANDARD = 0.5;

    private static final int PAGE_STANDARD = 50;
    private static final int PAGE_MAX = 200;

    private final NodeConfiguration configuration;
    private final InstantSource clock;
    private final SubjectStore subjects;
    private final MatchUses uses;
    private final Matching matching;
    private final SubjectPicture picture;
    private final Journal journal;

    SubjectRoutes(
            NodeConfiguration configuration,
            InstantSource clock,
            SubjectStore subjects,
            MatchUses uses,
            Matching matching,
            SubjectPicture picture,
            Journal journal) {
        this.configuration = configuration;
        this.clock = clock;
        this.subjects = subjects;
        this.uses = uses;
        this.matching = matching;
        this.picture = picture;
        this.journal = journal;
    }

    List<Route> routes() {
        long small = configuration.limits().requestBytes();
        return List.of(
                Route.get("/api/v1/matches", this::queue),
                Route.get("/api/v1/matches/{id}", this::pair),
                Route.post("/api/v1/matches/{id}", small, this::decide),
                Route.get("/api/v1/subjects/{id}", this::subject),
                Route.post("/api/v1/subjects/{id}/split", small, this::split),
                Route.post("/api/v1/subjects/{id}/merge", small, this::merge),
                Route.get("/api/v1/subject-decisions", this::events),
                Route.post("/api/v1/subject-decisions/{id}/undo", small, this::undo));
    }

    // ------------------------------------------------------------------------------------------------ looking

    private void queue(Context request) {
        Acting acting = Acting.of(request, configuration);
        QueryParameters parameters = QueryParameters.of(request);
        Optional<String> kind = parameters.text("kind");
        if (kind.isPresent() && !Statement.KINDS.contains(kind.get())) {
            parameters.refuse("kind", String.join(", ", new java.util.TreeSet<>(Statement.KINDS)));
        }
        double least = parameters.number("percent", Math.round(PROBABILITY_STANDARD * 100), 0, 100) / 100.0;
        int limit = (int) parameters.number("limit", PAGE_STANDARD, 1, PAGE_MAX);
        Optional<SubjectStore.Place> after = parameters.text("cursor").flatMap(text -> place(text, parameters));
        parameters.finish();
        List<MatchPair> found = subjects.waiting(kind, Matching.KEPT_BITS_MIN, after, limit + 1);
        boolean more = found.size() > limit;
        List<MatchPair> page = more ? found.subList(0, limit) : found;
        Set<StatementName> names = new LinkedHashSet<>();
        page.forEach(each -> {
            names.add(each.one());
            names.add(each.other());
        });
        Map<StatementName, StoredRecord> held = new HashMap<>();
        subjects.records(names).forEach(each -> held.put(SubjectPicture.name(each), each));
        List<Object> list = new ArrayList<>();
        for (MatchPair each : page) {
            StoredRecord one = held.get(each.one());
            StoredRecord other = held.get(each.other());
            boolean likely = matching.calibration(each.kind()).probability(each.bits()) >= least;
            if (one != null && other != null && likely) {
                Map<String, Object> shown = picture.link(each);
                shown.remove("reasons");
                shown.put("one", end(one));
                shown.put("other", end(other));
                list.add(shown);
            }
        }
        journal.write("matches", acting.agency(), Map.of("pairs", list.size()));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("pairs", list);
        if (more) {
            MatchPair last = page.getLast();
            answer.put("cursor", last.bits() + "_" + last.id());
        }
        HttpServer.json(request, answer);
    }

    private static Map<String, Object> end(StoredRecord stored) {
        Map<String, Object> end = SubjectPicture.named(stored);
        if (stored.origin() instanceof Origin.Own) {
            end.put("record", RecordJson.show(stored));
        }
        return end;
    }

    private static Optional<SubjectStore.Place> place(String text, QueryParameters parameters) {
        int bar = text.indexOf('_');
        try {
            return Optional.of(new SubjectStore.Place(
                    Double.parseDouble(text.substring(0, Math.max(0, bar))), UUID.fromString(text.substring(bar + 1))));
        } catch (IllegalArgumentException malformed) {
            parameters.refuse("cursor", "cursor");
            return Optional.empty();
        }
    }

    private void pair(Context request) {
        Acting acting = Acting.of(request, configuration);
        UUID id = RecordJson.uuid(request.pathParam("id"), "/id");
        QueryParameters parameters = QueryParameters.of(request);
        Optional<String> purpose = parameters.text("purpose");
        parameters.finish();
        MatchPair found = subjects.pair(id).orElseThrow(() -> problem("node.match.unknown", id));
        Set<StatementName> members = new LinkedHashSet<>();
        Set<StatementName> all = new LinkedHashSet<>();
        for (StatementName end : List.of(found.one(), found.other())) {
            all.add(end);
            subjects.subjectOf(end).ifPresent(subject -> {
                members.addAll(subjects.members(subject));
                all.addAll(members);
            });
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("pair", picture.link(found));
        show(request, answer, List.copyOf(all), members, acting, purpose);
    }

    private void subject(Context request) {
        Acting acting = Acting.of(request, configuration);
        UUID id = RecordJson.uuid(request.pathParam("id"), "/id");
        QueryParameters parameters = QueryParameters.of(request);
        Optional<String> purpose = parameters.text("purpose");
        parameters.finish();
        List<StatementName> members = statements(id);
        Map<String, Object> answer = new LinkedHashMap<>();
        subjects.subjectOf(members.getFirst()).ifPresent(subject -> answer.put("subject", subject.toString()));
        show(request, answer, members, Set.copyOf(members), acting, purpose);
    }

    private void show(
            Context request,
            Map<String, Object> answer,
            List<StatementName> statements,
            Set<StatementName> members,
            Acting acting,
            Optional<String> purpose) {
        answer.putAll(picture.of(statements, members, acting, purpose));
        Map<String, Object> entry = new TreeMap<>();
        entry.put(
                "records",
                statements.stream().map(each -> each.record().toString()).toList());
        purpose.ifPresent(each -> entry.put("purpose", each));
        journal.write("subject", acting.agency(), entry);
        HttpServer.json(request, answer);
    }

    /** The statements of a subject, or of the subject that a record is of, or a record of no subject by itself. */
    private List<StatementName> statements(UUID id) {
        List<StatementName> members = subjects.members(id);
        if (!members.isEmpty()) {
            return members;
        }
        List<StatementName> named = named(id);
        return named.stream()
                .findFirst()
                .flatMap(subjects::subjectOf)
                .map(subjects::members)
                .orElse(named.subList(0, Math.min(1, named.size())));
    }

    /** A record by its id, our own before received ones. */
    private List<StatementName> named(UUID id) {
        List<StatementName> named = new ArrayList<>(subjects.named(id).stream()
                .filter(each -> Statement.KINDS.contains(each.record().kind()))
                .map(SubjectPicture::name)
                .toList());
        named.sort(java.util.Comparator.comparing(each -> each.origin() instanceof Origin.Received));
        if (named.isEmpty()) {
            throw problem("node.subject.unknown", id);
        }
        return named;
    }

    private void events(Context request) {
        Acting acting = Acting.of(request, configuration);
        QueryParameters parameters = QueryParameters.of(request);
        long after = parameters.number("after", 0, 0, Long.MAX_VALUE);
        int limit = (int) parameters.number("limit", PAGE_MAX, 1, PAGE_MAX);
        parameters.finish();
        List<SubjectDecision> found = subjects.decisionsAfter(after, limit);
        journal.write("subject-decisions", acting.agency(), Map.of("decisions", found.size()));
        HttpServer.json(
                request,
                Map.of("decisions", found.stream().map(SubjectPicture::decision).toList()));
    }

    // ------------------------------------------------------------------------------------------------ deciding

    /** What every decision states. */
    private record Stated(Acting acting, SubjectBook.By by) {}

    private Stated stated(Acting acting, RequestObject body, String purpose) {
        String reason = body.required("reason");
        if (reason.length() > REASON_MAX) {
            body.refuse("reason", "≤ " + REASON_MAX);
        }
        body.finish();
        return new Stated(
                acting,
                new SubjectBook.By(
                        clock.instant().truncatedTo(ChronoUnit.MILLIS),
                        acting.agency(),
                        acting.requiredOfficer(),
                        purpose,
                        reason.strip()));
    }

    private void decide(Context request) throws IOException {
        Acting acting = Acting.of(request, configuration);
        QueryParameters.of(request).finish();
        UUID id = RecordJson.uuid(request.pathParam("id"), "/id");
        RequestObject body = RequestBody.object(request, configuration);
        String decision = body.required("decision");
        if (!Set.of("confirm", "reject").contains(decision)) {
            body.refuse("decision", "confirm, reject");
        }
        String purpose = body.text("purpose").orElse("");
        Stated stated = stated(acting, body, purpose);
        MatchPair pair = subjects.pair(id).orElseThrow(() -> problem("node.match.unknown", id));
        List<StatementName> both = List.of(pair.one(), pair.other());
        if (decision.equals("confirm")) {
            permit(stated, joined(pair.one(), pair.other()), request);
            keep(request, stated, new SubjectBook.Wish.Confirm(stated.by(), id));
        } else {
            permit(stated, both, request);
            keep(request, stated, new SubjectBook.Wish.Reject(stated.by(), id));
        }
    }

    /** All statements that would be one subject; refused where two of them cannot be. */
    private List<StatementName> joined(StatementName one, StatementName other) {
        Set<StatementName> left = new LinkedHashSet<>(group(one));
        Set<StatementName> right = new LinkedHashSet<>(group(other));
        right.removeAll(left);
        PairScorer scorer = new PairScorer();
        for (StoredRecord a : subjects.records(left)) {
            for (StoredRecord b : subjects.records(right)) {
                boolean alike = a.record().kind().equals(b.record().kind());
                if (!alike
                        || scorer.score(Statement.of(a.record()), Statement.of(b.record()), 0)
                                .excluded()) {
                    throw new ProblemException(Problem.of(
                            alike ? "node.subject.identifiers-differ" : "node.subject.kinds-differ",
                            "",
                            "one",
                            a.record().id(),
                            "other",
                            b.record().id()));
                }
            }
        }
        left.addAll(right);
        return List.copyOf(left);
    }

    private List<StatementName> group(StatementName statement) {
        return subjects.subjectOf(statement).map(subjects::members).orElse(List.of(statement));
    }

    private void split(Context request) throws IOException {
        Acting acting = Acting.of(request, configuration);
        QueryParameters.of(request).finish();
        UUID subject = RecordJson.uuid(request.pathParam("id"), "/id");
        RequestObject body = RequestBody.object(request, configuration);
        List<String> records = body.texts("records");
        if (records.isEmpty() || records.size() > SPLIT_MAX) {
            body.refuse("records", "[\"…\"], 1 … " + SPLIT_MAX);
        }
        Stated stated = stated(acting, body, body.text("purpose").orElse(""));
        Set<UUID> ids = new LinkedHashSet<>();
        records.forEach(each -> ids.add(RecordJson.uuid(each, "/records")));
        List<StatementName> members = subjects.members(subject);
        if (members.isEmpty()) {
            throw problem("node.subject.unknown", subject);
        }
        Set<StatementName> leaving = new LinkedHashSet<>();
        members.stream().filter(each -> ids.contains(each.record())).forEach(leaving::add);
        if (leaving.stream().map(StatementName::record).distinct().count() != ids.size()) {
            throw refused(SubjectBook.Fault.NOT_MEMBERS, request);
        }
        permit(stated, members, request);
        keep(request, stated, new SubjectBook.Wish.Split(stated.by(), subject, leaving));
    }

    private void merge(Context request) throws IOException {
        Acting acting = Acting.of(request, configuration);
        QueryParameters.of(request).finish();
        UUID subject = RecordJson.uuid(request.pathParam("id"), "/id");
        RequestObject body = RequestBody.object(request, configuration);
        String with = body.required("with");
        Stated stated = stated(acting, body, body.text("purpose").orElse(""));
        StatementName one = statements(subject).getFirst();
        StatementName other = statements(RecordJson.uuid(with, "/with")).getFirst();
        permit(stated, joined(one, other), request);
        String kind = subjects.records(List.of(one)).stream()
                .map(each -> each.record().kind())
                .findFirst()
                .orElse("");
        keep(request, stated, new SubjectBook.Wish.Merge(stated.by(), one, other, kind));
    }

    private void undo(Context request) throws IOException {
        Acting acting = Acting.of(request, configuration);
        QueryParameters.of(request).finish();
        String text = request.pathParam("id");
        if (!text.matches("[0-9]{1,18}")) {
            throw new ProblemException(Problem.of("node.request.value", "/id", "name", "/id", "expected", "1, 2, 3 …"));
        }
        RequestObject body = RequestBody.object(request, configuration);
        Stated stated = stated(acting, body, body.text("purpose").orElse(""));
        long id = Long.parseLong(text);
        List<StatementName> statements = subjects.decisionsAfter(id - 1, 1).stream()
                .filter(each -> each.id() == id)
                .findFirst()
                .map(SubjectDecision::statements)
                .orElse(List.of());
        permit(stated, statements, request);
        keep(request, stated, new SubjectBook.Wish.Undo(stated.by(), id));
    }

    /** A partner's records may be put together, or kept apart, only where the agreement lets the officer's agency match them. */
    private void permit(Stated stated, List<StatementName> statements, Context request) {
        for (StoredRecord each : subjects.records(statements)) {
            if (each.origin() instanceof Origin.Received
                    && stated.by().purpose().isBlank()) {
                throw RecordQueries.purposeMissing();
            }
            Optional<Decision.Refused> refusal =
                    uses.refusal(each, stated.acting().agency(), stated.by().purpose());
            if (refusal.isPresent()) {
                Map<String, Object> entry = new TreeMap<>();
                entry.put("record", each.record().id().toString());
                entry.put("purpose", stated.by().purpose());
                entry.put("outcome", "refused");
                entry.put("reason", refusal.get().reason().code());
                entry.put("clauses", refusal.get().clauseIds());
                journal.write("match", stated.acting().agency(), entry);
                throw Decisions.refused(refusal.get(), request.path());
            }
        }
    }

    private void keep(Context request, Stated stated, SubjectBook.Wish wish) {
        SubjectBook.Outcome outcome = subjects.decide(
                wish,
                decision -> journal.write("subject-decision", stated.acting().agency(), journaled(decision)));
        switch (outcome) {
            case SubjectBook.Outcome.Refused refused -> throw refused(refused.fault(), request);
            case SubjectBook.Outcome.Done done -> {
                matching.decided(done.decision().kind());
                HttpServer.json(request, SubjectPicture.decision(done.decision()));
            }
        }
    }

    /** Who decided what, when and for which purpose. The reason is content, which a log cannot forget: its length stands for it. */
    private static Map<String, Object> journaled(SubjectDecision decision) {
        Map<String, Object> entry = new TreeMap<>();
        entry.put("decision", decision.id());
        entry.put("decided", decision.act().code());
        entry.put("officer", decision.officer());
        entry.put(
                "records",
                decision.statements().stream()
                        .map(each -> each.record().toString())
                        .sorted()
                        .toList());
        entry.put(
                "subjects",
                decision.subjects().stream().map(Object::toString).sorted().toList());
        entry.put("reasonCharacters", decision.reason().length());
        decision.pair().ifPresent(pair -> entry.put("pair", pair.toString()));
        decision.undoes().ifPresent(id -> entry.put("undoes", id));
        if (!decision.purpose().isEmpty()) {
            entry.put("purpose", decision.purpose());
        }
        return entry;
    }

    // ------------------------------------------------------------------------------------------------ refusing

    private static ProblemException problem(String code, UUID id) {
        return new ProblemException(Problem.of(code, "/" + id, "id", id));
    }

    private static ProblemException refused(SubjectBook.Fault fault, Context request) {
        String code = switch (fault) {
            case UNKNOWN_PAIR -> "node.match.gone";
            case DECIDED -> "node.match.decided";
            case TOGETHER -> "node.subject.together";
            case REJECTED_BETWEEN -> "node.subject.rejected-between";
            case TOO_LARGE -> "node.subject.too-large";
            case UNKNOWN_SUBJECT -> "node.subject.gone";
            case NOT_MEMBERS -> "node.subject.not-members";
            case ALL_MEMBERS -> "node.subject.all-members";
            case UNKNOWN_DECISION -> "node.subject.no-decision";
            case UNDONE -> "node.subject.undone";
            case CHANGED_SINCE -> "node.subject.changed-since";
            case NOT_HELD -> "node.subject.gone";
        };
        return new ProblemException(Problem.of(code, request.path()));
    }
}
