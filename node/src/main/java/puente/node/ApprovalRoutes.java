package puente.node;

import io.javalin.http.Context;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import puente.exchange.Proposal;
import puente.exchange.Sender;
import puente.record.Codes;
import puente.record.Problem;
import puente.record.ProblemException;
import puente.store.ChannelStore;
import puente.store.Pending;

/**
 * What waits for a person: a second officer's approval, or the originating agency's consent. Whoever proposed never approves, and
 * every approval, consent or refusal stands in the journal before it has any effect.
 */
final class ApprovalRoutes {
    private final NodeConfiguration configuration;
    private final ChannelStore store;
    private final Channels channels;
    private final ReadApprovals reads;
    private final Journal journal;

    ApprovalRoutes(
            NodeConfiguration configuration,
            ChannelStore store,
            Channels channels,
            ReadApprovals reads,
            Journal journal) {
        this.configuration = configuration;
        this.store = store;
        this.channels = channels;
        this.reads = reads;
        this.journal = journal;
    }

    List<Route> routes() {
        long small = configuration.limits().requestBytes();
        return List.of(
                Route.get("/api/v1/approvals", this::approvals),
                Route.post("/api/v1/approvals/{id}", small, this::approve));
    }

    private void approvals(Context request) {
        Acting.of(request, configuration);
        QueryParameters.of(request).finish();
        List<Object> list = new ArrayList<>();
        for (Pending pending : store.pending()) {
            Map<String, Object> shown = new LinkedHashMap<>();
            shown.put("id", pending.id().toString());
            shown.put("act", "disclose");
            shown.put("channel", pending.channel().path());
            shown.put("needs", Codes.of(pending.needs()));
            shown.put("record", pending.record().toString());
            shown.put("version", pending.version());
            Proposal proposal = Proposal.of(pending);
            shown.put("kind", proposal.record().kind());
            shown.put("agency", proposal.actor().code());
            shown.put("to", proposal.recipient().code());
            shown.put("purpose", proposal.purpose());
            shown.put("proposedBy", pending.proposedBy());
            shown.put("at", pending.at().toString());
            list.add(shown);
        }
        reads.waiting().forEach(each -> list.add(show(each)));
        HttpServer.json(request, Map.of("approvals", list));
    }

    private void approve(Context request) throws IOException {
        Acting acting = Acting.of(request, configuration);
        QueryParameters.of(request).finish();
        UUID id = RecordJson.uuid(request.pathParam("id"), "/id");
        RequestObject body = RequestBody.object(request, configuration);
        String decision = body.required("decision");
        if (!Set.of("approve", "consent", "refuse").contains(decision)) {
            body.refuse("decision", "approve, consent, refuse");
        }
        body.finish();
        String officer = acting.requiredOfficer();
        Optional<ReadApprovals.ReadWish> read = reads.find(id);
        if (read.isPresent()) {
            approveReading(request, acting, read.get(), decision, body);
            return;
        }
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

    private static Map<String, Object> show(ReadApprovals.ReadWish wish) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", wish.id().toString());
        shown.put("act", "read");
        shown.put("channel", wish.channel());
        shown.put("needs", "second-person");
        shown.put("record", wish.record().toString());
        shown.put("purpose", wish.purpose());
        shown.put("proposedBy", wish.officer());
        shown.put("at", wish.at().toString());
        return shown;
    }

    /** Another officer lets a reading happen, or not; the reading itself is stated again by who asked. */
    private void approveReading(
            Context request, Acting acting, ReadApprovals.ReadWish wish, String decision, RequestObject body) {
        if (decision.equals("consent")) {
            body.refuse("decision", "approve, refuse");
            body.finish();
        }
        String officer = acting.requiredOfficer();
        boolean approves = decision.equals("approve");
        if (approves && wish.officer().equals(officer)) {
            throw new ProblemException(Problem.of("node.approval.same-officer", request.path(), "officer", officer));
        }
        journal.write(
                "approval",
                acting.agency(),
                Map.of(
                        "approval",
                        wish.id().toString(),
                        "decision",
                        decision,
                        "officer",
                        officer,
                        "record",
                        wish.record().toString(),
                        "purpose",
                        wish.purpose()));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("approval", wish.id().toString());
        answer.put("record", wish.record().toString());
        answer.put("purpose", wish.purpose());
        answer.put("approved", approves);
        if (approves) {
            ReadApprovals.ReadWish approved = reads.approve(wish, officer);
            answer.put("until", approved.at().plus(ReadApprovals.GOOD_FOR).toString());
        } else {
            reads.refuse(wish);
        }
        HttpServer.json(request, answer);
    }
}
