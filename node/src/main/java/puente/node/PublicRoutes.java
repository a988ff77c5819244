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
import puente.store.RecordQuery;
import puente.store.RecordStore;

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
    private final PublicLedger ledger;
    private final PublicContracts contracts;
    private final RateLimit limit;
    private final PublicAnswers answers = new PublicAnswers();
    private final Semaphore analysing = new Semaphore(1);
    private final Map<String, State> states = new HashMap<>();

    PublicRoutes(InstantSource clock, RecordStore records, PublicLedger ledger, PublicContracts contracts) {
        this.clock = clock;
        this.records = records;
        this.figures = new PublicFigures(records);
        this.analyses = new PublicAnalyses(figures);
        this.ledger = ledger;
        this.contracts = contracts;
        this.limit = new RateLimit(REQUESTS_A_MINUTE, clock);
    }

    List<Route> routes() {
        List<Route> routes = new ArrayList<>(List.of(
                Route.get("/api/v1/public/indicators", this::indicators),
                Route.get("/api/v1/public/series", this::series),
                Route.get("/api/v1/public/forecast", this::forecast),
                Route.get("/api/v1/public/changes", this::changes),
                Route.get("/api/v1/public/comparison", this::comparison)));
        routes.addAll(ledger.routes());
        routes.addAll(contracts.routes());
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
                () -> Map.of(
                        "indicators",
                        Indicators.standard().all().stream()
                                .filter(Indicator::isPublic)
                                .filter(each -> held.contains(each.code()))
                                .map(PublicRoutes::about)
                                .toList()));
    }

    private void series(Context request) {
        Question question = PublicFigures.question(request, more -> {});
        answer(request, "series", question, () -> figures.data(question));
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
            Map<String, Object> data = maker.get();
            Map<String, Object> answer = new TreeMap<>();
            answer.put("data", data);
            answer.put("fingerprint", Sha256.of(CanonicalJson.write(data)).hex());
            answer.put("about", about(question.indicator()));
            newest(code).ifPresent(at -> answer.put("lastUpdate", at.toString()));
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

    private Optional<Instant> newest(String indicator) {
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
                .map(each -> each.record().recordedAt());
    }

    private static Map<String, Object> about(Indicator indicator) {
        Map<String, Object> shown = new TreeMap<>();
        shown.put("indicator", indicator.code());
        shown.put("name", BothLanguages.text(indicator.name()));
        shown.put("unit", indicator.unit());
        shown.put("agency", indicator.agency().code());
        shown.put("year", indicator.year() == Indicator.Year.US_FISCAL ? "us-fiscal" : "calendar");
        shown.put("source", BothLanguages.text(indicator.source()));
        shown.put("note", BothLanguages.text(indicator.note()));
        shown.put("apart", indicator.apart());
        shown.put(
                "neverWith",
                indicator.comparisons().stream()
                        .map(each -> Map.of("indicator", each.with(), "reason", BothLanguages.text(each.reason())))
                        .toList());
        return shown;
    }
}
