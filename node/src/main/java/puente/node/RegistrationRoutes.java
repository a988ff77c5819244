package puente.node;

import io.javalin.http.Context;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import puente.exchange.ReleasePreview;
import puente.gateway.Indicator;
import puente.gateway.Indicators;
import puente.measure.evaluate.Finding;
import puente.measure.register.Evaluation;
import puente.measure.register.Registration;
import puente.measure.register.Rule;
import puente.measure.register.Statement;
import puente.record.Agency;
import puente.record.Language;
import puente.record.Problem;
import puente.record.ProblemException;
import puente.record.Record;
import puente.record.type.Areas;
import puente.store.RecordStore;

/**
 * Registering beforehand how a programme will be judged, and judging it so.
 *
 * <p>A registration is a record; disclosed to the partner it is a leaf that both parties sign. The node writes the sentences from the fields,
 * so that what is read is what decides. The report runs what was registered on the figures held; whatever a reader asks for
 * otherwise is run too, and said to be a deviation.
 */
final class RegistrationRoutes {
    /** Placebo periods after a date when power is looked at, at most. */
    private static final int POWER_PERIODS_MAX = 12;

    private static final String STATEMENT = "statementText";

    private final NodeConfiguration configuration;
    private final InstantSource clock;
    private final Programmes programmes;
    private final ProgrammeDesk desk;
    private final RegistrationProofs proofs;
    private final AgreementsHeld agreements;
    private final Journal journal;
    private final EvaluationFigures figures;

    RegistrationRoutes(
            NodeConfiguration configuration,
            InstantSource clock,
            RecordStore records,
            Programmes programmes,
            ProgrammeDesk desk,
            RegistrationProofs proofs,
            AgreementsHeld agreements,
            Journal journal) {
        this.configuration = configuration;
        this.clock = clock;
        this.programmes = programmes;
        this.desk = desk;
        this.proofs = proofs;
        this.agreements = agreements;
        this.journal = journal;
        this.figures = new EvaluationFigures(records);
    }

    List<Route> routes() {
        long small = configuration.limits().requestBytes();
        return List.of(
                Route.post("/api/v1/registrations", small, this::register),
                Route.post("/api/v1/registrations/preview", small, this::preview),
                Route.get("/api/v1/registrations/{id}/report", this::report),
                Route.get("/api/v1/registrations/{id}/proof", this::proof));
    }

    // ------------------------------------------------------------------------------------------------ registering

    /** What one request would register, and with whom. */
    private record Draft(Record record, Registration registration, Agency to) {}

    private Draft draft(Context request, Acting acting) throws IOException {
        QueryParameters.of(request).finish();
        RequestObject body = RequestBody.object(request, configuration);
        Optional<RequestObject> fields = body.object("fields");
        if (fields.isEmpty()) {
            body.required("fields");
        }
        String to = body.required("to");
        boolean synthetic = body.flag("synthetic");
        boolean open = body.flag("open");
        body.finish();
        Map<String, Object> raw = new TreeMap<>(fields.orElseThrow().all());
        // The sentences are the node's own: they are written from what the fields mean once those are read.
        raw.put(STATEMENT, "…");
        Record unsaid = desk.draft(Programmes.REGISTRATION, raw, synthetic, open, acting);
        Registration registration;
        try {
            registration = Registration.of(unsaid.fields());
            requireParts(registration, "/dimensions");
        } catch (ProblemException refused) {
            throw refused.within("/fields");
        }
        List<Object> statements = new ArrayList<>();
        for (Language language : Language.values()) {
            statements.add(Map.of(
                    "language",
                    language.tag(),
                    "text",
                    Statement.of(registration, indicator(registration.indicator(), language), language)));
        }
        raw.put(STATEMENT, statements);
        return new Draft(
                desk.draft(Programmes.REGISTRATION, raw, synthetic, open, acting), registration, new Agency(to));
    }

    /** Refuses a sum over what the indicator's values must never be summed over. */
    private static void requireParts(Registration registration, String position) {
        Indicators.standard().find(registration.indicator()).map(Indicator::apart).orElse(List.of()).stream()
                .filter(apart -> !apart.equals("area")
                        && registration.dimensions().stream().noneMatch(each -> each.startsWith(apart + "=")))
                .findFirst()
                .ifPresent(apart -> {
                    throw new ProblemException(Problem.of(
                            "node.registration.apart",
                            position,
                            "indicator",
                            registration.indicator(),
                            "dimension",
                            apart));
                });
    }

    private static String indicator(String code, Language language) {
        return Indicators.standard()
                .find(code)
                .map(each -> each.name().in(language))
                .orElse(code);
    }

    private void preview(Context request) throws IOException {
        Acting acting = Acting.of(request, configuration);
        Draft draft = draft(request, acting);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("statement", statement(draft.record()));
        answer.put("to", draft.to().code());
        answer.put("firstEnds", draft.registration().firstEnds().toString());
        Instant now = clock.instant();
        answer.put(
                "late",
                !now.isBefore(draft.registration()
                        .firstEnds()
                        .plusDays(1)
                        .atStartOfDay()
                        .toInstant(java.time.ZoneOffset.UTC)));
        answer.put(
                "figuresRecorded",
                figures.recorded(draft.registration(), Optional.of(now)).all());
        answer.put("power", power(draft.registration()));
        switch (desk.decide(draft.record(), draft.to(), acting)) {
            case ReleasePreview.Result.Leaves leaves -> answer.put("outcome", "leaves");
            case ReleasePreview.Result.Waits waits -> answer.put("outcome", "waits");
            case ReleasePreview.Result.Refused refused -> {
                answer.put("outcome", "refused");
                answer.putAll(BothLanguages.decision(
                        refused.decision(),
                        agreements.register().inForce(now).map(puente.agreement.Engine::agreement)));
            }
        }
        Map<String, Object> entry = new TreeMap<>();
        entry.put("to", draft.to().code());
        entry.put("kind", Programmes.REGISTRATION);
        journal.write("preview", acting.agency(), entry);
        HttpServer.json(request, answer);
    }

    private static Map<String, Object> statement(Record record) {
        Map<String, Object> both = new LinkedHashMap<>();
        if (record.fields().get(STATEMENT) instanceof List<?> texts) {
            for (Object each : texts) {
                if (each instanceof Map<?, ?> text) {
                    both.put(String.valueOf(text.get("language")), String.valueOf(text.get("text")));
                }
            }
        }
        return both;
    }

    /** What the registered method could have seen at the newest date before the first period: the effect itself is not shown. */
    private Map<String, Object> power(Registration registered) {
        Map<String, TreeMap<Long, Double>> held = figures.of(registered);
        TreeMap<Long, Double> own = new TreeMap<>(
                held.getOrDefault(registered.treated(), new TreeMap<>()).headMap(registered.first(), false));
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("held", own.size());
        if (own.isEmpty()) {
            shown.put(
                    "reason",
                    BothLanguages.problem(
                            Problem.of("measure.registration.no-figures", "", "area", registered.treated()),
                            Optional.empty()));
            return shown;
        }
        long last = own.lastKey();
        long after = Math.min(POWER_PERIODS_MAX, registered.last() - registered.first() + 1);
        Registration before = registered.with(
                registered.indicator(),
                registered.dimensions(),
                registered.treated(),
                registered.compared(),
                last - after + 1,
                last,
                registered.method());
        switch (Evaluation.of(before, before, held)) {
            case Evaluation.Done done
            when done.finding() instanceof Finding.Estimated found -> {
                boolean fall = registered.rule().direction() == Rule.Direction.FALL;
                shown.put("unseenPercent", EvaluationFigures.percent(fall ? found.fallSeen() : found.riseSeen()));
                shown.put("placebos", found.placebos());
                shown.put("smallestProbability", 1.0 / (found.placebos() + 1));
                shown.put(
                        "reachable",
                        1.0 / (found.placebos() + 1) <= registered.rule().significance() + 1e-9);
                shown.put("periods", after);
            }
            case Evaluation.Done done -> refused(done.finding(), shown);
            case Evaluation.Waiting waiting ->
                shown.put("reason", BothLanguages.problem(waiting.reason(), Optional.empty()));
        }
        return shown;
    }

    private static void refused(Finding finding, Map<String, Object> shown) {
        if (finding instanceof Finding.Refused refused) {
            shown.put("reason", BothLanguages.problem(refused.reason(), Optional.empty()));
        }
    }

    private void register(Context request) throws IOException {
        Acting acting = Acting.of(request, configuration);
        Draft draft = draft(request, acting);
        desk.requireMayLeave(draft.record(), draft.to(), acting, request.path());
        desk.keep(draft.record(), acting);
        Tally tally =
                desk.disclose(draft.record(), draft.to(), acting, Reader.language(request, configuration.language()));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("id", draft.record().id().toString());
        answer.put("version", draft.record().version());
        answer.put("statement", statement(draft.record()));
        answer.put("disclosure", tally.show());
        request.status(201);
        HttpServer.json(request, answer);
    }

    // ------------------------------------------------------------------------------------------------ judging

    private void report(Context request) {
        Acting acting = Acting.of(request, configuration);
        UUID id = RecordJson.uuid(request.pathParam("id"), "/id");
        QueryParameters parameters = QueryParameters.of(request);
        Seen seen = programmes.one(id, Programmes.REGISTRATION, acting);
        List<Record> versions = programmes.versions(seen);
        RegistrationProofs.First signed = proofs.first(versions);
        Record first = signed.record();
        Optional<RegistrationProofs.Kept> proven = signed.kept();
        Registration registered = Registration.of(first.fields());
        Registration used = asked(parameters, registered);
        parameters.finish();
        requireParts(used, "?dimension");
        Evaluation evaluation = Evaluation.of(registered, used, figures.of(used));
        Optional<Instant> at = proven.map(RegistrationProofs.Kept::cosignedAt);
        EvaluationReport report = new EvaluationReport(
                registered,
                used,
                evaluation,
                figures.recorded(registered, at),
                at,
                Math.max(seen.record().version(), versions.getLast().version()),
                proven.filter(proofs::isWithdrawn).isPresent());
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("registration", id.toString());
        answer.put("programme", Programmes.text(first.fields(), "programme"));
        answer.put("agency", first.agency().code());
        answer.put("synthetic", first.provenance().synthetic());
        answer.put("version", first.version());
        answer.put("statement", statement(first));
        proven.ifPresent(kept -> answer.put("registered", kept.show()));
        answer.putAll(report.show());
        Map<String, Object> entry = new TreeMap<>();
        entry.put("record", id.toString());
        entry.put("indicator", used.indicator());
        entry.put("deviations", report.deviations().size());
        journal.write("evaluation", acting.agency(), entry);
        HttpServer.json(request, answer);
    }

    /** What the reader wants judged: as registered, but for what the query says. */
    private static Registration asked(QueryParameters parameters, Registration registered) {
        Optional<String> indicator = parameters.text("indicator");
        List<String> parts = parameters.texts("dimension");
        Optional<String> area = parameters.text("area");
        Optional<String> compared = parameters.text("compared");
        long first = period(parameters, "first", registered, registered.first());
        long last = period(parameters, "last", registered, registered.last());
        Optional<String> method = parameters.text("method");
        area.filter(code -> !Areas.standard().known(code)).ifPresent(code -> parameters.refuse("area", "MX-SIN"));
        if (parts.stream().anyMatch(part -> part.indexOf('=') < 1)) {
            parameters.refuse("dimension", "name=value");
            return registered;
        }
        String treated = area.orElse(registered.treated());
        List<String> others =
                new ArrayList<>(compared.map(list -> List.of(list.split(","))).orElse(registered.compared()));
        if (compared.isEmpty() && others.remove(treated)) {
            others.add(registered.treated());
        }
        return registered.with(
                indicator.orElse(registered.indicator()),
                parts.isEmpty() ? registered.dimensions() : parts,
                treated,
                others,
                first,
                last,
                method.map(Registration::method).orElse(registered.method()));
    }

    private static long period(QueryParameters parameters, String name, Registration registered, long standard) {
        Optional<String> label = parameters.text(name);
        try {
            return label.map(registered.type()::parse).orElse(standard);
        } catch (ProblemException malformed) {
            parameters.refuse(name, registered.type().label(standard));
            return standard;
        }
    }

    private void proof(Context request) {
        Acting acting = Acting.of(request, configuration);
        QueryParameters.of(request).finish();
        UUID id = RecordJson.uuid(request.pathParam("id"), "/id");
        Seen seen = programmes.one(id, Programmes.REGISTRATION, acting);
        RegistrationProofs.Kept kept = proofs.first(programmes.versions(seen))
                .kept()
                .orElseThrow(() ->
                        new ProblemException(Problem.of("node.registration.unproven", request.path(), "record", id)));
        HttpServer.bytes(request, LogPages.CHECKPOINT_TYPE, kept.row().proof());
    }
}
