package puente.node;

import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import puente.exchange.Reading;
import puente.match.search.Hit;
import puente.record.Codes;
import puente.record.Language;
import puente.store.Origin;
import puente.store.RecordStore;
import puente.store.StoredRecord;

/**
 * Persons as a clerk types them: in part, without accents, surnames in any order, as heard, by a pet name, by a CURP with one wrong sign. The
 * rule is that of the record search: own records, and for a stated purpose those of a partner that reading it would show, each with its
 * receipt.
 */
final class PersonRoutes {
    private static final int PAGE_STANDARD = 10;
    private static final int PAGE_MAX = 50;

    /** How many hits are looked at for each that is wanted: those of partners need a purpose. */
    private static final int LOOKED_AT = 4;

    private final NodeConfiguration configuration;
    private final PersonNames names;
    private final RecordStore records;
    private final Readings readings;
    private final Journal journal;

    PersonRoutes(
            NodeConfiguration configuration,
            PersonNames names,
            RecordStore records,
            Readings readings,
            Journal journal) {
        this.configuration = configuration;
        this.names = names;
        this.records = records;
        this.readings = readings;
        this.journal = journal;
    }

    List<Route> routes() {
        return List.of(Route.get("/api/v1/persons", this::search));
    }

    private void search(Context request) {
        Acting acting = Acting.of(request, configuration);
        QueryParameters parameters = QueryParameters.of(request);
        Optional<String> question = parameters.text("q");
        Optional<String> purpose = parameters.text("purpose");
        int limit = (int) parameters.number("limit", PAGE_STANDARD, 1, PAGE_MAX);
        if (question.isEmpty()) {
            parameters.refuse("q", "Peña Garza, José");
        }
        parameters.finish();
        Set<String> needApproval = new ConcurrentSkipListSet<>();
        List<CompletableFuture<Optional<Object>>> shown = new ArrayList<>();
        for (Hit hit : names.search(question.orElse(""), limit * LOOKED_AT)) {
            Optional<StoredRecord> found = records.at(PersonNames.sequence(hit), purpose);
            if (found.isPresent() && found.get().supersededAt().isEmpty() && shown.size() < limit) {
                shown.add(show(hit, found.get(), acting, purpose, needApproval));
            }
        }
        List<Object> list =
                shown.stream().map(RecordRoutes::join).flatMap(Optional::stream).toList();
        Map<String, Object> entry = new TreeMap<>();
        purpose.ifPresent(each -> entry.put("purpose", each));
        entry.put("kind", "person");
        entry.put("records", list.size());
        journal.write("search", acting.agency(), entry);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("persons", list);
        answer.put("withheld", shown.size() - list.size());
        answer.put("needApproval", needApproval);
        answer.put("complete", names.isComplete());
        HttpServer.json(request, answer);
    }

    private CompletableFuture<Optional<Object>> show(
            Hit hit, StoredRecord stored, Acting acting, Optional<String> purpose, Set<String> needApproval) {
        if (stored.origin() instanceof Origin.Own) {
            return CompletableFuture.completedFuture(Optional.of(shown(hit, RecordJson.show(stored))));
        }
        return readings.read(stored.record().id(), acting.agency(), purpose.orElseThrow())
                .thenApply(result -> switch (result) {
                    case Reading.Result.Read read ->
                        Optional.of(shown(
                                hit,
                                RecordJson.show(
                                        read.record(),
                                        Optional.of(read.disclosure().channel().path()))));
                    case Reading.Result.Refused refused -> {
                        if (Readings.waitsForSecondPerson(refused)) {
                            needApproval.add(stored.record().id().toString());
                        }
                        yield Optional.empty();
                    }
                    case Reading.Result.NotHeld ignored -> Optional.empty();
                });
    }

    private static Object shown(Hit hit, Object record) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("record", record);
        shown.put("name", hit.name());
        shown.put("score", Math.round(hit.score() * 1000) / 1000.0);
        shown.put("way", Codes.of(hit.way()));
        shown.put("reasons", Map.of("en", hit.explain(Language.EN), "es", hit.explain(Language.ES)));
        return shown;
    }
}
