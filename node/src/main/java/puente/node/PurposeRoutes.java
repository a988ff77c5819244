package puente.node;

import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import puente.agreement.Action;
import puente.agreement.Decision;
import puente.agreement.Engine;
import puente.agreement.Obligation;
import puente.agreement.Question;
import puente.node.signin.Caller;
import puente.record.Record;
import puente.store.Origin;
import puente.store.RecordStore;
import puente.store.StoredRecord;

/**
 * For which purposes the acting agency may read a partner's record, asked of the agreement before anything is read: nothing of the
 * record's content is answered but its kind and agency, and no receipt is owed yet.
 */
final class PurposeRoutes {
    private final NodeConfiguration configuration;
    private final InstantSource clock;
    private final RecordStore records;
    private final Readings readings;
    private final AgreementsHeld agreements;
    private final Journal journal;

    PurposeRoutes(
            NodeConfiguration configuration,
            InstantSource clock,
            RecordStore records,
            Readings readings,
            AgreementsHeld agreements,
            Journal journal) {
        this.configuration = configuration;
        this.clock = clock;
        this.records = records;
        this.readings = readings;
        this.agreements = agreements;
        this.journal = journal;
    }

    List<Route> routes() {
        return List.of(Route.get("/api/v1/records/{id}/purposes", this::purposes));
    }

    private void purposes(Context request) {
        Acting acting = Acting.of(request, configuration);
        QueryParameters.of(request).finish();
        UUID id = RecordJson.uuid(request.pathParam("id"), "/id");
        boolean own = !records.own(List.of(id)).isEmpty();
        if (!own && !readings.isHeld(id)) {
            throw RecordRoutes.notHeld(id);
        }
        StoredRecord stored = records.held(List.of(id)).stream()
                .filter(each -> own == each.origin() instanceof Origin.Own)
                .max(Comparator.comparingInt(each -> each.record().version()))
                .orElseThrow(() -> RecordRoutes.notHeld(id));
        Record record = stored.record();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("record", id.toString());
        answer.put("version", record.version());
        answer.put("kind", record.kind());
        answer.put("agency", record.agency().code());
        answer.put("own", own);
        answer.put("reader", acting.agency().code());
        List<Object> shown = new ArrayList<>();
        if (stored.origin() instanceof Origin.Received received) {
            answer.put("channel", received.channel());
            Engine engine = agreements.register().inForce(clock.instant()).orElseThrow(Agreements::none);
            answer.put("agreement", engine.hash().hex());
            engine.agreement().purposes().forEach((name, purpose) -> {
                Map<String, Object> one = new LinkedHashMap<>();
                one.put("purpose", name);
                one.put("label", BothLanguages.text(purpose.label()));
                one.putAll(decided(engine, record, acting, name));
                shown.add(one);
            });
        }
        journal.write("purposes", acting.agency(), Map.of("record", id.toString()));
        answer.put("purposes", shown);
        HttpServer.json(request, answer);
    }

    private Map<String, Object> decided(Engine engine, Record record, Acting acting, String purpose) {
        puente.agreement.Context context =
                puente.agreement.Context.at(clock.instant()).by(Caller.standing());
        Decision decision =
                engine.decide(new Question(Action.READ, acting.agency(), acting.agency(), record, purpose, context));
        Map<String, Object> shown = BothLanguages.decision(decision, Optional.of(engine.agreement()));
        if (decision instanceof Decision.Permitted permitted) {
            List<Obligation> outstanding = permitted.obligations().outstanding(context);
            shown.put("needs", outstanding.stream().map(PreviewRoutes::need).toList());
            // Every reading of a partner's record sends its originator a receipt, whether a clause asks for it or not.
            shown.put(
                    "receipt",
                    Map.of(
                            "to",
                            record.agency().code(),
                            "text",
                            BothLanguages.text("agreement.obligation.use-receipt")));
        }
        return shown;
    }
}
