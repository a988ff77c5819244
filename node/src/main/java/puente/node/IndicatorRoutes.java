package puente.node;

import io.javalin.http.Context;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import puente.gateway.Indicators;
import puente.record.Language;
import puente.store.IndicatorQuery;
import puente.store.IndicatorRow;
import puente.store.RecordQuery;
import puente.store.RecordStore;

/** Sums of observations by period, each with unit and source: a figure never stands without them. */
final class IndicatorRoutes {
    private final NodeConfiguration configuration;
    private final RecordStore records;
    private final Journal journal;
    private final IndicatorRevisions revisions;

    IndicatorRoutes(NodeConfiguration configuration, RecordStore records, Journal journal) {
        this.configuration = configuration;
        this.records = records;
        this.journal = journal;
        this.revisions = new IndicatorRevisions(records);
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/v1/indicators", this::indicators),
                Route.get("/api/v1/indicators/revisions", this::revisions));
    }

    private void indicators(Context request) {
        Acting acting = Acting.of(request, configuration);
        Language language = Reader.language(request, configuration.language());
        QueryParameters parameters = QueryParameters.of(request);
        IndicatorParameters asked = IndicatorParameters.of(parameters);
        Optional<String> purpose = parameters.text("purpose");
        boolean rate = parameters.text("rate").filter("true"::equals).isPresent();
        parameters.finish();
        if (asked.indicator().isEmpty()) {
            HttpServer.json(
                    request,
                    Map.of(
                            "indicators",
                            records.indicatorNames(purpose).stream()
                                    .map(code -> describe(code, language))
                                    .toList()));
            return;
        }
        String indicator = asked.indicator().get();
        List<IndicatorRow> rows = records.indicators(query(indicator, asked, purpose));
        IndicatorRates rates = rate
                ? IndicatorRates.of(
                        records, indicator, asked.area(), asked.byArea(), rows, purpose, false, asked.asOf())
                : IndicatorRates.none();
        noted(acting, indicator, purpose);
        Map<String, Object> shown = describe(indicator, language);
        newest(indicator, asked.area(), asked.dimensions(), purpose)
                .ifPresent(at -> shown.put("lastUpdate", at.toString()));
        asked.asOf().ifPresent(at -> shown.put("asOf", at.toString()));
        shown.put(
                "rows",
                rows.stream()
                        .map(row -> {
                            Map<String, Object> each = show(row);
                            rates.show(row, each);
                            return each;
                        })
                        .toList());
        HttpServer.json(request, shown);
    }

    private void revisions(Context request) {
        Acting acting = Acting.of(request, configuration);
        QueryParameters parameters = QueryParameters.of(request);
        IndicatorParameters asked = IndicatorParameters.of(parameters);
        Optional<String> purpose = parameters.text("purpose");
        if (asked.indicator().isEmpty()) {
            parameters.refuse("indicator", "mx.sesnsp.crime-victims");
        }
        parameters.finish();
        String indicator = asked.indicator().orElseThrow();
        noted(acting, indicator, purpose);
        HttpServer.json(request, Map.of("revisions", revisions.of(query(indicator, asked, purpose))));
    }

    private static IndicatorQuery query(String indicator, IndicatorParameters asked, Optional<String> purpose) {
        return new IndicatorQuery(
                indicator,
                asked.area(),
                asked.from(),
                asked.to(),
                asked.dimensions(),
                asked.byArea(),
                asked.byDimensions(),
                purpose,
                false,
                asked.asOf());
    }

    private void noted(Acting acting, String indicator, Optional<String> purpose) {
        Map<String, Object> entry = new TreeMap<>();
        entry.put("indicator", indicator);
        purpose.ifPresent(each -> entry.put("purpose", each));
        journal.write("indicator", acting.agency(), entry);
    }

    /** When the newest of the observations in question was recorded, by whoever states it. */
    private Optional<Instant> newest(
            String indicator, Optional<String> area, Map<String, String> dimensions, Optional<String> purpose) {
        RecordQuery.Builder query = RecordQuery.builder()
                .kind("observation")
                .key("indicator", indicator)
                .limit(1);
        area.ifPresent(query::area);
        purpose.ifPresent(query::purpose);
        // A record has one key a field in a query: one breakdown narrows enough, since the others came with the same
        // file.
        dimensions.entrySet().stream()
                .findFirst()
                .ifPresent(each -> query.key("dimensions", each.getKey() + "=" + each.getValue()));
        return records.search(query.build()).records().stream()
                .findFirst()
                .map(each -> each.record().recordedAt());
    }

    /** What is declared of an indicator; of one that only a partner declares, its code. */
    private static Map<String, Object> describe(String code, Language language) {
        return Indicators.standard()
                .find(code)
                .map(indicator -> IndicatorAbout.of(indicator, text -> text.in(language)))
                .orElseGet(() -> new TreeMap<>(Map.of("indicator", code)));
    }

    private static Map<String, Object> show(IndicatorRow row) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("period", row.period());
        shown.put("calendar", row.calendar());
        shown.put("from", row.from().toString());
        shown.put("to", row.to().toString());
        row.area().ifPresent(area -> shown.put("area", area));
        if (!row.dimensions().isEmpty()) {
            shown.put("dimensions", new TreeMap<>(row.dimensions()));
        }
        shown.put("value", row.value().toPlainString());
        shown.put("unit", row.unit());
        shown.put("observations", row.observations());
        return shown;
    }
}
