package puente.node;

import io.javalin.http.Context;
import java.io.IOException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import puente.measure.response.Span;
import puente.record.Agency;
import puente.record.Language;
import puente.record.Record;
import puente.store.StoredRecord;

/** Requests with a clock: those of this party and those put to it, what is waited for, and how long answers take. */
final class RequestRoutes {
    private static final int SHOWN_STANDARD = 50;
    private static final int SHOWN_MAX = 200;

    private final NodeConfiguration configuration;
    private final InstantSource clock;
    private final Requests requests;
    private final RequestDesk desk;
    private final Readings readings;
    private final Journal journal;

    RequestRoutes(
            NodeConfiguration configuration,
            InstantSource clock,
            Requests requests,
            RequestDesk desk,
            Readings readings,
            Journal journal) {
        this.configuration = configuration;
        this.clock = clock;
        this.requests = requests;
        this.desk = desk;
        this.readings = readings;
        this.journal = journal;
    }

    List<Route> routes() {
        long small = configuration.limits().requestBytes();
        return List.of(
                Route.get("/api/v1/requests", this::list),
                Route.post("/api/v1/requests", small, this::ask),
                Route.get("/api/v1/requests/figures", this::figures),
                Route.post("/api/v1/requests/{id}/answer", small, this::answer));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private boolean isOwn(Requests.Entry entry) {
        return entry.request().agency().party().equals(configuration.party());
    }

    /** Open ones first, by when they are due; then answered ones, the newest first. Only those that are shown are read. */
    private void list(Context request) {
        Acting acting = Acting.of(request, configuration);
        QueryParameters parameters = QueryParameters.of(request);
        String purpose = parameters.text("purpose").orElse(Requests.PURPOSE);
        Optional<String> direction = parameters.text("direction");
        if (direction.filter(each -> !List.of("put", "received").contains(each)).isPresent()) {
            parameters.refuse("direction", "put, received");
        }
        Optional<String> state = parameters.text("state");
        List<String> states =
                Stream.of(Requests.State.values()).map(Requests.State::code).toList();
        if (state.filter(each -> !states.contains(each)).isPresent()) {
            parameters.refuse("state", String.join(", ", states));
        }
        int limit = Math.toIntExact(parameters.number("limit", SHOWN_STANDARD, 1, SHOWN_MAX));
        parameters.finish();
        LocalDate today = today();
        List<Requests.Entry> found = requests.book().entries().stream()
                .filter(each -> direction.isEmpty() || direction.get().equals("put") == isOwn(each))
                .filter(each ->
                        state.isEmpty() || state.get().equals(each.state(today).code()))
                .sorted(Comparator.comparing(
                                (Requests.Entry each) -> each.answer().isPresent())
                        .thenComparing(each ->
                                each.span().end().map(end -> -end.toEpochDay()).orElse(0L))
                        .thenComparing(each -> each.span().due().orElse(LocalDate.MAX))
                        .thenComparing(each -> each.request().id()))
                .toList();
        List<Requests.Entry> asked = found.stream().limit(limit).toList();
        Map<UUID, Seen> seen = read(asked, acting, purpose);
        List<Object> shown = new ArrayList<>();
        for (Requests.Entry each : asked) {
            Optional.ofNullable(seen.get(each.request().id()))
                    .ifPresent(record -> shown.add(show(each, record, seen, today)));
        }
        Map<String, Object> entry = new TreeMap<>(Map.of("shown", shown.size(), "purpose", purpose));
        journal.write("requests", acting.agency(), entry);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("on", today.toString());
        answer.put("requests", shown);
        answer.put("withheld", asked.size() - shown.size());
        answer.put("more", found.size() - asked.size());
        HttpServer.json(request, answer);
    }

    private Map<UUID, Seen> read(List<Requests.Entry> entries, Acting acting, String purpose) {
        List<StoredRecord> wanted = entries.stream()
                .flatMap(each -> Stream.concat(Stream.of(each.held()), each.heldAnswer().stream()))
                .toList();
        Map<UUID, Seen> seen = new HashMap<>();
        readings.seen(wanted, acting.agency(), purpose)
                .forEach(each -> seen.put(each.record().id(), each));
        return seen;
    }

    private Map<String, Object> show(Requests.Entry entry, Seen record, Map<UUID, Seen> seen, LocalDate today) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("record", record.show());
        entry.answer()
                .flatMap(answer -> Optional.ofNullable(seen.get(answer.id())))
                .ifPresent(answer -> shown.put("answer", answer.show()));
        shown.put("direction", isOwn(entry) ? "put" : "received");
        shown.put("state", entry.state(today).code());
        shown.put("late", entry.isLate());
        entry.span().due().ifPresent(due -> shown.put("daysLeft", due.toEpochDay() - today.toEpochDay()));
        return shown;
    }

    private void ask(Context request) throws IOException {
        Acting acting = Acting.of(request, configuration);
        Drafted drafted = drafted(request);
        Record record = desk.request(drafted.fields(), drafted.synthetic(), acting);
        send(request, record, Requests.asked(record).orElseThrow(), acting);
    }

    private void answer(Context request) throws IOException {
        Acting acting = Acting.of(request, configuration);
        UUID id = RecordJson.uuid(request.pathParam("id"), "/id");
        Drafted drafted = drafted(request);
        Record asked = requests.held(id)
                .flatMap(stored -> readings.seen(List.of(stored), acting.agency(), Requests.PURPOSE).stream()
                        .findFirst())
                .map(Seen::record)
                .orElseThrow(() -> RecordRoutes.notHeld(id));
        send(request, desk.answer(asked, drafted.fields(), drafted.synthetic(), acting), asked.agency(), acting);
    }

    private record Drafted(Map<String, Object> fields, boolean synthetic) {}

    private Drafted drafted(Context request) throws IOException {
        QueryParameters.of(request).finish();
        RequestObject body = RequestBody.object(request, configuration);
        Optional<RequestObject> fields = body.object("fields");
        if (fields.isEmpty()) {
            body.required("fields");
        }
        boolean synthetic = body.flag("synthetic");
        body.finish();
        return new Drafted(fields.orElseThrow().all(), synthetic);
    }

    /** Kept only if it may leave, and disclosed at once: the clock runs from when the other side has it. */
    private void send(Context request, Record record, Agency to, Acting acting) {
        desk.requireMayLeave(record, to, acting, request.path());
        desk.keep(record, acting);
        Language language = Reader.language(request, configuration.language());
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("id", record.id().toString());
        answer.put("version", record.version());
        answer.put("disclosure", desk.disclose(record, to, acting, language).show());
        request.status(201);
        HttpServer.json(request, answer);
    }

    private void figures(Context request) {
        Acting acting = Acting.of(request, configuration);
        QueryParameters parameters = QueryParameters.of(request);
        LocalDate on = parameters.date("on", true).orElseGet(this::today);
        parameters.finish();
        Requests.Book<Requests.Entry> book = requests.book();
        Requests.Book<Span> tips = requests.tips();
        String here = configuration.party();
        TreeSet<String> others = new TreeSet<>();
        book.entries().forEach(each -> {
            others.add(each.request().agency().party());
            others.add(each.asked().party());
        });
        others.remove(here);
        List<Object> directions = new ArrayList<>();
        for (String other : others) {
            directions.add(ResponseFigures.direction(here, other, book, on));
            directions.add(ResponseFigures.direction(other, here, book, on));
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("on", on.toString());
        answer.put("synthetic", book.synthetic() || tips.synthetic());
        answer.put("leftOut", book.leftOut());
        answer.put("directions", directions);
        answer.put("tips", ResponseFigures.tips(tips, on));
        journal.write("request-figures", acting.agency(), new TreeMap<>(Map.of("on", on.toString())));
        HttpServer.json(request, answer);
    }
}
