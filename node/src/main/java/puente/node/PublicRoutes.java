package puente.node;

import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import puente.exchange.Sha256;
import puente.gateway.Indicator;
import puente.gateway.Indicators;
import puente.node.PublicFigures.Question;
import puente.node.signin.RateLimit;
import puente.record.CanonicalJson;
import puente.record.Problem;
import puente.record.ProblemException;
import puente.record.Record;
import puente.store.RecordQuery;
import puente.store.RecordStore;
import puente.store.StoredRecord;

/**
 * What everybody may ask without sign-in: figures that are declared public, what the methods say of them, and the ledgers to be checked. No
 * record but those that are open to all, no cookie is looked at, nothing is written down of who asked. Every answer of figures carries a fingerprint, SHA-256 over the
 * canonical JSON (RFC 8785) of its {@code data}, in which the method stands with its version: whoever cites a figure cites that.
 */
final class PublicRoutes {
    /** Requests a minute from one address, of this machine too; beyond, 429. */
    static final int REQUESTS_A_MINUTE = 600;

    /** How long the state of the figures is taken for the same without being looked at. */
    static final Duration LOOKED_AT = Duration.ofSeconds(30);

    /** How long an analysis waits for another one to end. */
    private static final int WAIT_SECONDS = 60;

    private record State(Instant at, String text) {}

    private final InstantSource clock;
    private final RecordStore records;
    private final PublicFigures figures;
    private final PublicAnalyses analyses;
    private final PublicRelations relations;
    private final PublicTables tables;
    private final IndicatorRevisions revisions;
    private final PublicLedger ledger;
    private final PublicContracts contracts;
    private final PublicRequests requests;
    private final RateLimit limit;
    private final PublicAnswers answers = new PublicAnswers();
    private final Semaphore analysing = new Semaphore(1);
    private final Map<String, State> states = new HashMap<>();

    PublicRoutes(
            InstantSource clock,
            RecordStore records,
            PublicLedger ledger,
            PublicContracts contracts,
            PublicRequests requests) {
        this.clock = clock;
        this.records = records;
        this.figures = new PublicFigures(records);
        this.analyses = new PublicAnalyses(figures);
        this.relations = new PublicRelations(figures);
        this.tables = new PublicTables(records);
        this.revisions = new IndicatorRevisions(records);
        this.ledger = ledger;
        this.contracts = contracts;
        this.requests = requests;
        this.limit = new RateLimit(REQUESTS_A_MINUTE, clock);
    }

    List<Route> routes() {
        List<Route> routes = new ArrayList<>(List.of(
                Route.get("/api/v1/public/indicators", this::indicators),
                Route.get("/api/v1/public/series", this::series),
                Route.get("/api/v1/public/revisions", this::revisions),
                Route.get("/api/v1/public/forecast", this::forecast),
                Route.get("/api/v1/public/changes", this::changes),
                Route.get("/api/v1/public/comparison", this::comparison),
                Route.get("/api/v1/public/relation", this::relation),
                Route.get("/api/v1/public/table", this::table)));
        routes.addAll(ledger.routes());
        routes.addAll(contracts.routes());
        routes.addAll(requests.routes());
        routes.addAll(new PublicIati(records, clock).routes());
        return routes.stream().map(this::limited).toList();
    }

    private Route limited(Route route) {
        return new Route(route.method(), route.path(), route.bodyBytesMax(), request -> {
            limit.take(request.req().getRemoteAddr()).ifPresent(left -> {
                throw Gate.wait(request, "node.http.too-many", left);
            });
            route.handler().handle(request);
        });
    }

    private void indicators(Context request) {
        QueryParameters.of(request).finish();
        List<String> held = records.indicatorNames(Optional.of(PublicFigures.PURPOSE));
        answers.send(
                request,
                "indicators " + held,
                () -> Map.of("indicators", declared(held, true), "awaited", declared(held, false)));
    }

    private static List<Map<String, Object>> declared(List<String> held, boolean here) {
        return Indicators.standard().all().stream()
                .filter(Indicator::isPublic)
                .filter(each -> held.contains(each.code()) == here)
                .map(PublicRoutes::about)
                .toList();
    }

    private void series(Context request) {
        Question question = PublicFigures.question(request, more -> {});
        answer(request, "series", question, () -> figures.data(question));
    }

    private void revisions(Context request) {
        Question question = PublicFigures.question(request, more -> {});
        answer(
                request,
                "revisions",
                question,
                () -> alone(request, () -> {
                    Map<String, Object> data = PublicFigures.described(question);
                    data.put("method", Map.of("name", "as-recorded", "version", "1"));
                    data.put("revisions", revisions.of(figures.asked(question, Map.of())));
                    return data;
                }));
    }

    private void forecast(Context request) {
        Question question = PublicFigures.question(request, more -> {});
        answer(request, "forecast", question, () -> alone(request, () -> analyses.forecast(question)));
    }

    private void changes(Context request) {
        Question question = PublicFigures.question(request, more -> {});
        answer(request, "changes", question, () -> alone(request, () -> analyses.changes(question)));
    }

    private void comparison(Context request) {
        String[] start = new String[1];
        Question question = PublicFigures.question(
                request,
                more -> start[0] = more.text("start")
                        .filter(each -> each.matches("\\d{4}-(0[1-9]|1[0-2])"))
                        .orElseGet(() -> {
                            more.refuse("start", "2024-09");
                            return "";
                        }));
        answer(
                request,
                "comparison " + start[0],
                question,
                () -> alone(request, () -> analyses.comparison(question, start[0])));
    }

    private void relation(Context request) {
        PublicRelations.Pair pair = PublicRelations.pair(request);
        List<String> codes = List.of(
                pair.first().indicator().code(), pair.second().indicator().code());
        String key = "relation\n" + pair.described() + '\n' + state(codes.getFirst()) + '\n' + state(codes.getLast());
        answers.send(request, key, () -> {
            Map<String, Object> answer = cited(alone(request, () -> relations.relation(pair)));
            answer.put(
                    "about",
                    List.of(about(pair.first().indicator()), about(pair.second().indicator())));
            codes.stream()
                    .flatMap(code -> newest(code).stream())
                    .map(Record::recordedAt)
                    .max(Instant::compareTo)
                    .ifPresent(at -> answer.put("lastUpdate", at.toString()));
            return answer;
        });
    }

    private void table(Context request) {
        QueryParameters parameters = QueryParameters.of(request);
        Optional<String> code = parameters.text("indicator");
        if (code.isEmpty()) {
            parameters.refuse("indicator", "mx.gn.vehicle-inspections");
        }
        parameters.finish();
        Indicator indicator = PublicTables.indicator(code.orElseThrow());
        Indicator.Exposure exposure = indicator.exposure();
        String key = "table\n" + indicator.code() + '\n' + state(indicator.code())
                + (exposure == null ? "" : '\n' + state(exposure.indicator()));
        answers.send(request, key, () -> {
            Map<String, Object> answer = cited(tables.table(indicator));
            answer.put("about", about(indicator));
            if (exposure != null) {
                answer.put("exposure", about(PublicFigures.indicator(exposure.indicator())));
            }
            newest(indicator.code())
                    .ifPresent(record ->
                            answer.put("lastUpdate", record.recordedAt().toString()));
            return answer;
        });
    }

    private static Map<String, Object> cited(Map<String, Object> data) {
        Map<String, Object> answer = new TreeMap<>();
        answer.put("data", data);
        answer.put("fingerprint", Sha256.of(CanonicalJson.write(data)).hex());
        return answer;
    }

    /** One analysis at a time: figures stay quick for everybody while somebody has one made. */
    private Map<String, Object> alone(Context request, Supplier<Map<String, Object>> analysis) {
        boolean mine = false;
        try {
            mine = analysing.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS);
            if (!mine) {
                request.header("Retry-After", String.valueOf(WAIT_SECONDS));
                throw new ProblemException(Problem.of("node.public.busy", ""));
            }
            return analysis.get();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new ProblemException(Problem.of("node.public.busy", ""));
        } finally {
            if (mine) {
                analysing.release();
            }
        }
    }

    private void answer(Context request, String what, Question question, Supplier<Map<String, Object>> maker) {
        String code = question.indicator().code();
        StringBuilder key = new StringBuilder(what)
                .append('\n')
                .append(PublicFigures.described(question))
                .append('\n')
                .append(state(code));
        Indicator.Denominator denominator = question.indicator().denominator();
        if (question.rate() && denominator != null) {
            key.append('\n').append(state(denominator.indicator()));
        }
        answers.send(request, key.toString(), () -> {
            Map<String, Object> answer = cited(maker.get());
            answer.put("about", about(question.indicator()));
            newest(code).ifPresent(record -> {
                answer.put("lastUpdate", record.recordedAt().toString());
                answer.put("synthetic", record.provenance().synthetic());
            });
            return answer;
        });
    }

    private String state(String indicator) {
        Instant now = clock.instant();
        synchronized (states) {
            State known = states.get(indicator);
            if (known == null || now.isAfter(known.at().plus(LOOKED_AT))) {
                known = new State(now, records.openState(indicator, PublicFigures.PURPOSE));
                states.put(indicator, known);
            }
            return known.text();
        }
    }

    private Optional<Record> newest(String indicator) {
        return records
                .search(RecordQuery.builder()
                        .kind("observation")
                        .key("indicator", indicator)
                        .purpose(PublicFigures.PURPOSE)
                        .limit(1)
                        .build())
                .records()
                .stream()
                .findFirst()
                .map(StoredRecord::record);
    }

    private static Map<String, Object> about(Indicator indicator) {
        return IndicatorAbout.of(indicator, BothLanguages::text);
    }
}
