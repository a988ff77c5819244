package puente.node;

import io.javalin.http.Context;
import java.io.IOException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import puente.agreement.Action;
import puente.agreement.Decision;
import puente.agreement.Engine;
import puente.agreement.Explanation;
import puente.agreement.Question;
import puente.node.signin.Caller;
import puente.record.Agency;
import puente.record.Record;
import puente.store.RecordStore;
import puente.store.StoredRecord;

/** The agreement in force, and what it would decide, with every clause considered. */
final class AgreementRoutes {
    private final NodeConfiguration configuration;
    private final InstantSource clock;
    private final AgreementsHeld agreements;
    private final RecordStore records;
    private final Journal journal;

    AgreementRoutes(
            NodeConfiguration configuration,
            InstantSource clock,
            AgreementsHeld agreements,
            RecordStore records,
            Journal journal) {
        this.configuration = configuration;
        this.clock = clock;
        this.agreements = agreements;
        this.records = records;
        this.journal = journal;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/v1/agreement", this::show),
                Route.post("/api/v1/agreement/decide", configuration.limits().requestBytes(), this::decide));
    }

    private Engine inForce() {
        return agreements.register().inForce(clock.instant()).orElseThrow(Agreements::none);
    }

    private void show(Context request) {
        QueryParameters.of(request).finish();
        HttpServer.json(
                request,
                AgreementDocument.of(
                        inForce().agreement(), agreements, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)));
    }

    private void decide(Context request) throws IOException {
        Acting acting = Acting.of(request, configuration);
        QueryParameters.of(request).finish();
        RequestBody.contentType(request, "application/json");
        RequestObject body = RequestObject.parse(
                RequestBody.read(request, configuration.limits().requestBytes()));
        Question question = question(body, acting);
        Engine engine = inForce();
        Explanation explanation = engine.explain(question);
        Decision decision = explanation.decision();
        journal.write(
                "decision",
                acting.agency(),
                Map.of(
                        "action", question.action().code(),
                        "asked", true,
                        "to", question.recipient().code(),
                        "record", question.record().id().toString(),
                        "kind", question.record().kind(),
                        "purpose", question.purpose(),
                        "permitted", decision instanceof Decision.Permitted,
                        "clauses", decision.clauseIds(),
                        "agreement", engine.agreement().hash().hex()));
        Map<String, Object> shown = BothLanguages.decision(decision, Optional.of(engine.agreement()));
        if (decision instanceof Decision.Permitted permitted) {
            shown.put(
                    "outstanding",
                    BothLanguages.obligations(permitted.obligations().outstanding(question.context())));
        }
        shown.put("agreement", engine.agreement().hash().hex());
        shown.put("considered", BothLanguages.considered(explanation));
        HttpServer.json(request, shown);
    }

    private Question question(RequestObject body, Acting acting) {
        String actionCode = body.required("action");
        Optional<Action> action = Action.of(actionCode);
        if (action.isEmpty() && !actionCode.isEmpty()) {
            body.refuse(
                    "action",
                    java.util.Arrays.stream(Action.values())
                            .map(Action::code)
                            .toList()
                            .toString());
        }
        String purpose = body.required("purpose");
        Optional<String> recipient = body.text("to");
        Optional<String> recordId = body.text("record");
        Optional<String> kind = body.text("kind");
        String unit = body.text("unit").orElse("");
        TreeSet<String> approvals = new TreeSet<>(body.texts("approvals"));
        boolean consent = body.flag("originatorConsent");
        if (recordId.isPresent() == kind.isPresent()) {
            body.refuse("record", "record, kind");
        }
        if (recipient.isEmpty() && action.isPresent() && action.get() != Action.READ) {
            body.required("to");
        }
        body.finish();
        Agency to = recipient.map(Agency::new).orElse(acting.agency());
        puente.agreement.Context context =
                new puente.agreement.Context(clock.instant(), approvals, consent, unit, Caller.standing());
        if (kind.isPresent()) {
            return Question.aboutKind(action.orElseThrow(), acting.agency(), to, kind.get(), purpose, context);
        }
        UUID id = RecordJson.uuid(recordId.orElseThrow(), "/record");
        Record record = records.find(id, Optional.of(purpose))
                .map(StoredRecord::record)
                .orElseThrow(() -> RecordRoutes.notHeld(id));
        return new Question(action.orElseThrow(), acting.agency(), to, record, purpose, context);
    }
}
