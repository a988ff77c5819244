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
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import puente.agreement.Agreement;
import puente.agreement.AgreementDifference;
import puente.agreement.Clause;
import puente.agreement.Decision;
import puente.agreement.Question;
import puente.agreement.RecordedDecision;
import puente.agreement.Replay;
import puente.record.Codes;
import puente.store.DecisionStore;
import puente.store.Origin;

/**
 * Proposals of a new version of the agreement: made, compared with the version in force, held against past decisions, signed for this
 * party, withdrawn. Every act is by a named officer. What the partner proposes stands here too, once {@link Proposals} has fetched it.
 */
final class ProposalRoutes {
    /** Past decisions that one request for a replay decides again. */
    static final int REPLAYED_MAX = 5_000;

    /** Decisions that come out differently shown in one answer; all are counted. */
    static final int CHANGES_MAX = 200;

    private static final String PATH = "/api/v1/agreement/proposals";
    private static final Pattern CURSOR = Pattern.compile("([^:]{1,200}):(\\d{1,18}):(\\d{1,18})");

    private final NodeConfiguration configuration;
    private final InstantSource clock;
    private final Proposals proposals;
    private final AgreementsHeld agreements;
    private final DecisionBook decisions;
    private final Journal journal;

    ProposalRoutes(
            NodeConfiguration configuration,
            InstantSource clock,
            Proposals proposals,
            AgreementsHeld agreements,
            DecisionBook decisions,
            Journal journal) {
        this.configuration = configuration;
        this.clock = clock;
        this.proposals = proposals;
        this.agreements = agreements;
        this.decisions = decisions;
        this.journal = journal;
    }

    List<Route> routes() {
        return List.of(
                Route.post(PATH, ProposalFiles.BODY_BYTES_MAX, this::propose),
                Route.get(PATH, this::list),
                Route.get(PATH + "/{hash}", this::one),
                Route.get(PATH + "/{hash}/replay", this::replay),
                Route.post(PATH + "/{hash}/sign", configuration.limits().requestBytes(), this::sign),
                Route.delete(PATH + "/{hash}", this::withdraw));
    }

    private void propose(Context request) throws IOException {
        Acting acting = Acting.of(request, configuration);
        QueryParameters.of(request).finish();
        String type = RequestBody.contentType(request, "application/json", "application/zip");
        byte[] body = RequestBody.read(request, ProposalFiles.BODY_BYTES_MAX);
        acting.requiredOfficer();
        SortedMap<String, byte[]> files =
                type.equals("application/zip") ? ProposalFiles.ofZip(body) : ProposalFiles.ofJson(body);
        request.status(201);
        HttpServer.json(request, whole(proposals.propose(files, acting)));
    }

    private void list(Context request) {
        Acting.of(request, configuration);
        QueryParameters.of(request).finish();
        HttpServer.json(
                request,
                Map.of("proposals", proposals.all().stream().map(this::show).toList()));
    }

    private void one(Context request) {
        Acting.of(request, configuration);
        QueryParameters.of(request).finish();
        HttpServer.json(request, whole(proposals.find(request.pathParam("hash"))));
    }

    private void sign(Context request) {
        Acting acting = Acting.of(request, configuration);
        QueryParameters.of(request).finish();
        HttpServer.json(request, whole(proposals.sign(request.pathParam("hash"), acting)));
    }

    private void withdraw(Context request) {
        Acting acting = Acting.of(request, configuration);
        QueryParameters.of(request).finish();
        String hash = request.pathParam("hash");
        proposals.withdraw(hash, acting);
        HttpServer.json(request, Map.of("hash", hash, "withdrawn", true));
    }

    private Map<String, Object> show(AgreementProposal proposal) {
        Agreement agreement = proposal.agreement();
        SortedSet<String> signers = proposals.signers(proposal);
        SortedSet<String> missing = new TreeSet<>(agreement.parties().keySet());
        missing.removeAll(signers);
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("hash", proposal.hash());
        shown.put("id", agreement.id());
        shown.put("version", agreement.version());
        shown.put("title", BothLanguages.text(agreement.title()));
        shown.put("effective", agreement.effective().toString());
        shown.put("nextReview", agreement.nextReview().toString());
        shown.put("by", proposal.by());
        shown.put("own", proposal.by().equals(configuration.party()));
        if (!proposal.proposer().isEmpty()) {
            shown.put("proposer", proposal.proposer());
        }
        shown.put("at", proposal.at().toString());
        shown.put("state", Codes.of(proposals.state(proposal)));
        shown.put("signedBy", signers);
        shown.put("missing", missing);
        shown.put("heldBy", proposals.heldBy(proposal));
        shown.put("maySign", proposals.maySign(proposal));
        shown.put("mayWithdraw", proposals.mayWithdraw(proposal));
        return shown;
    }

    private Map<String, Object> whole(AgreementProposal proposal) {
        Map<String, Object> shown = show(proposal);
        shown.put(
                "signatures",
                proposal.signed()
                        .map(note -> AgreementDocument.signatures(note, agreements))
                        .orElse(List.of()));
        base(proposal).ifPresent(before -> {
            shown.put("base", before.hash().hex());
            shown.put("difference", show(AgreementDifference.of(before, proposal.agreement())));
        });
        shown.put("agreement", AgreementDocument.of(proposal.agreement()));
        return shown;
    }

    /** What it is compared with: the version it supersedes. */
    private Optional<Agreement> base(AgreementProposal proposal) {
        return proposal.agreement().supersedes().flatMap(agreements.known()::of).map(engine -> engine.agreement());
    }

    private static Map<String, Object> show(AgreementDifference difference) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("head", difference.head());
        shown.put(
                "added",
                difference.added().stream().map(BothLanguages::wholeClause).toList());
        shown.put(
                "removed",
                difference.removed().stream().map(BothLanguages::wholeClause).toList());
        List<Object> changed = new ArrayList<>();
        for (AgreementDifference.Changed each : difference.changed()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("id", each.after().id());
            one.put("parts", each.parts());
            one.put("before", BothLanguages.wholeClause(each.before()));
            one.put("after", BothLanguages.wholeClause(each.after()));
            changed.add(one);
        }
        shown.put("changed", changed);
        return shown;
    }

    // ------------------------------------------------------------------------------------------------ replay

    private void replay(Context request) throws IOException {
        Acting acting = Acting.of(request, configuration);
        QueryParameters parameters = QueryParameters.of(request);
        AgreementProposal proposal = proposals.find(request.pathParam("hash"));
        Agreement before = base(proposal).orElseThrow(Agreements::none);
        DecisionBook.Place place = DecisionBook.beginning();
        Instant until = clock.instant().truncatedTo(ChronoUnit.MILLIS).plusMillis(1);
        Optional<String> cursor = parameters.text("cursor");
        if (cursor.isPresent()) {
            Matcher matcher = CURSOR.matcher(cursor.get());
            if (matcher.matches() && decisions.has(matcher.group(1))) {
                place = new DecisionBook.Place(matcher.group(1), Long.parseLong(matcher.group(2)));
                until = Instant.ofEpochMilli(Long.parseLong(matcher.group(3)));
            } else {
                parameters.refuse("cursor", "cursor");
            }
        }
        parameters.finish();
        List<RecordedDecision> replayed = new ArrayList<>();
        Map<RecordedDecision, Origin> origins = new java.util.IdentityHashMap<>();
        Optional<DecisionBook.Place> next = Optional.of(place);
        while (next.isPresent() && replayed.size() < REPLAYED_MAX) {
            DecisionBook.Page page = decisions.page(next.get(), Instant.EPOCH, until, DecisionStore.LIMIT_MAX);
            for (DecisionBook.Entry entry : page.entries()) {
                replayed.add(entry.decision());
                origins.put(entry.decision(), entry.origin());
            }
            next = page.next();
        }
        List<Replay.Change> changes = Replay.run(before, proposal.agreement(), replayed);
        journal.write(
                "replay",
                acting.agency(),
                Map.of("hash", proposal.hash(), "decisions", replayed.size(), "different", changes.size()));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("hash", proposal.hash());
        answer.put("base", before.hash().hex());
        answer.put("replayed", replayed.size());
        answer.put("different", changes.size());
        answer.put("counts", counts(changes));
        answer.put(
                "changes",
                changes.stream()
                        .limit(CHANGES_MAX)
                        .map(each -> show(each, origins.get(each.recorded()) instanceof Origin.Own))
                        .toList());
        long end = until.toEpochMilli();
        next.ifPresent(each -> answer.put("cursor", each.source() + ":" + each.position() + ":" + end));
        HttpServer.json(request, answer);
    }

    private static Map<String, Object> counts(List<Replay.Change> changes) {
        Map<String, Object> counts = new LinkedHashMap<>();
        long refused = changes.stream()
                .filter(each -> isPermitted(each.before()) && !isPermitted(each.after()))
                .count();
        long permitted = changes.stream()
                .filter(each -> !isPermitted(each.before()) && isPermitted(each.after()))
                .count();
        counts.put("nowRefused", refused);
        counts.put("nowPermitted", permitted);
        counts.put("otherObligations", changes.size() - refused - permitted);
        return counts;
    }

    private static boolean isPermitted(Decision decision) {
        return decision instanceof Decision.Permitted;
    }

    /** What was decided, about which record, and how it comes out before and after; the record's content is not shown. */
    private static Map<String, Object> show(Replay.Change change, boolean own) {
        Question question = change.recorded().question();
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("record", question.record().id().toString());
        shown.put("version", question.record().version());
        shown.put("kind", question.record().kind());
        shown.put("agency", question.record().agency().code());
        shown.put("own", own);
        shown.put("action", question.action().code());
        shown.put("actor", question.actor().code());
        shown.put("recipient", question.recipient().code());
        shown.put("purpose", question.purpose());
        shown.put("at", question.context().now().toString());
        shown.put("before", outcome(change.before()));
        shown.put("after", outcome(change.after()));
        shown.put("contradictsRecord", change.contradictsRecord());
        return shown;
    }

    private static Map<String, Object> outcome(Decision decision) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("permitted", isPermitted(decision));
        shown.put(
                "clauses",
                decision.clauses().stream().map(ProposalRoutes::named).toList());
        switch (decision) {
            case Decision.Permitted permitted ->
                shown.put(
                        "obligations",
                        BothLanguages.obligations(permitted.obligations().list()));
            case Decision.Refused refused ->
                shown.put("reason", BothLanguages.problem(refused.reason(), Optional.empty()));
        }
        return shown;
    }

    private static Map<String, Object> named(Clause clause) {
        return Map.of("id", clause.id(), "title", BothLanguages.text(clause.title()));
    }
}
