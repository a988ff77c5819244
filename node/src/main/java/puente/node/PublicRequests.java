package puente.node;

import io.javalin.http.Context;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import puente.exchange.Sha256;
import puente.measure.response.Span;
import puente.record.CanonicalJson;

/**
 * Requests and tips for everybody: one table of each, rounded to tens and protected as a whole, and days until half were answered. What is told is as of
 * the last day of the month before, so that nobody learns from two looks on two days what one answer between them was. There is nothing to filter by. A median stands only
 * where the table tells the count that it is of.
 */
final class PublicRequests {
    /** Where a request stood on the day that is told. */
    private static final List<String> STATES = List.of("in-time", "late", "overdue", "waiting");

    private static final List<String> ENDED = List.of("ended", "not-ended");

    private record Row(String from, String to, String category) {}

    private record Kept(Instant until, byte[] data, Map<String, Object> answer) {}

    private final NodeConfiguration configuration;
    private final InstantSource clock;
    private final Requests requests;
    private final PublicAnswers answers = new PublicAnswers();
    private Optional<Kept> kept = Optional.empty();

    PublicRequests(NodeConfiguration configuration, InstantSource clock, Requests requests) {
        this.configuration = configuration;
        this.clock = clock;
        this.requests = requests;
    }

    List<Route> routes() {
        return List.of(Route.get("/api/v1/public/requests", this::figures));
    }

    private void figures(Context request) {
        QueryParameters.of(request).finish();
        Kept now = now();
        answers.send(request, Sha256.of(now.data()).hex(), now::answer);
    }

    /** Made anew when it has grown old, however many ask. */
    private synchronized Kept now() {
        Instant at = clock.instant();
        Kept held = kept.filter(each -> at.isBefore(each.until())).orElseGet(() -> {
            Map<String, Object> data = data(LocalDate.ofInstant(at, ZoneOffset.UTC));
            byte[] canonical = CanonicalJson.write(data);
            Map<String, Object> answer = new TreeMap<>();
            answer.put("data", data);
            answer.put("fingerprint", Sha256.of(canonical).hex());
            return new Kept(at.plus(PublicRoutes.LOOKED_AT), canonical, answer);
        });
        kept = Optional.of(held);
        return held;
    }

    private Map<String, Object> data(LocalDate today) {
        LocalDate on = YearMonth.from(today).atDay(1).minusDays(1);
        Requests.Book<Requests.Entry> book = requests.book();
        Requests.Book<Span> tips = requests.tips();
        Map<String, Object> data = new TreeMap<>();
        data.put("on", on.toString());
        data.put("least", SmallCounts.LEAST);
        data.put("method", Map.of("name", "response-times", "version", "1"));
        data.put("synthetic", book.synthetic() || tips.synthetic());
        data.put("party", configuration.party());
        data.put("requests", requests(book.entries(), on));
        data.put("tips", tips(tips.entries(), on));
        return data;
    }

    private static Map<String, Object> requests(List<Requests.Entry> all, LocalDate on) {
        Map<Row, List<Requests.Entry>> rows = new LinkedHashMap<>();
        List<Requests.Entry> begun =
                all.stream().filter(each -> !each.span().begin().isAfter(on)).toList();
        List<String> channels = begun.stream()
                .map(each ->
                        each.request().agency().party() + "/" + each.asked().party())
                .distinct()
                .sorted()
                .toList();
        for (String category : ResponseFigures.CATEGORIES) {
            for (String channel : channels) {
                String[] parties = channel.split("/", 2);
                rows.put(
                        new Row(parties[0], parties[1], category),
                        begun.stream()
                                .filter(each -> each.category().equals(category)
                                        && each.request().agency().party().equals(parties[0])
                                        && each.asked().party().equals(parties[1]))
                                .toList());
            }
        }
        List<List<Requests.Entry>> groups = List.copyOf(rows.values());
        long[][] counts = new long[groups.size()][STATES.size()];
        for (int i = 0; i < groups.size(); i++) {
            for (Requests.Entry each : groups.get(i)) {
                counts[i][STATES.indexOf(state(each.span(), on))]++;
            }
        }
        SmallTable table = new SmallTable(counts);
        List<Object> lines = new ArrayList<>();
        int at = 0;
        for (Row row : rows.keySet()) {
            Map<String, Object> line = line(table, at, STATES);
            line.put("from", row.from());
            line.put("to", row.to());
            line.put("category", row.category());
            if (table.row(at).isPresent()) {
                line.put("median", ResponseFigures.median(spans(groups.get(at)), on));
            }
            lines.add(line);
            at++;
        }
        Map<String, Object> shown = whole(table, STATES, lines);
        if (table.total().isPresent()) {
            shown.put("median", ResponseFigures.median(spans(begun), on));
        }
        return shown;
    }

    private static List<Span> spans(List<Requests.Entry> entries) {
        return entries.stream().map(Requests.Entry::span).toList();
    }

    private static String state(Span span, LocalDate on) {
        LocalDate due = span.due().orElse(LocalDate.MAX);
        return span.end()
                .filter(end -> !end.isAfter(on))
                .map(end -> end.isAfter(due) ? "late" : "in-time")
                .orElse(on.isAfter(due) ? "overdue" : "waiting");
    }

    /** Months whose tips have all been looked at for the same time. */
    private static Map<String, Object> tips(List<Span> all, LocalDate on) {
        List<YearMonth> months = ResponseFigures.cohorts(all, on)
                .filter(month -> on.isAfter(month.atEndOfMonth().plusDays(ResponseFigures.CLEARED_DAYS)))
                .toList();
        long[][] counts = new long[months.size()][ENDED.size()];
        for (int i = 0; i < months.size(); i++) {
            YearMonth month = months.get(i);
            for (Span each : all) {
                if (ResponseFigures.isIn(each, month)) {
                    boolean ended = each.end()
                            .filter(end -> !end.isAfter(each.begin().plusDays(ResponseFigures.CLEARED_DAYS)))
                            .isPresent();
                    counts[i][ended ? 0 : 1]++;
                }
            }
        }
        SmallTable table = new SmallTable(counts);
        List<Object> lines = new ArrayList<>();
        for (int i = 0; i < months.size(); i++) {
            Map<String, Object> line = line(table, i, ENDED);
            line.put("month", months.get(i).toString());
            lines.add(line);
        }
        Map<String, Object> shown = whole(table, ENDED, lines);
        shown.put("days", ResponseFigures.CLEARED_DAYS);
        if (table.total().isPresent()) {
            List<Span> told = all.stream()
                    .filter(each -> months.contains(YearMonth.from(each.begin())))
                    .toList();
            shown.put("median", ResponseFigures.median(told, on));
        }
        return shown;
    }

    private static Map<String, Object> line(SmallTable table, int row, List<String> columns) {
        Map<String, Object> counts = new TreeMap<>();
        for (int j = 0; j < columns.size(); j++) {
            int column = j;
            table.cell(row, column).ifPresent(count -> counts.put(columns.get(column), count));
        }
        Map<String, Object> line = new TreeMap<>();
        line.put("counts", counts);
        table.row(row).ifPresent(count -> line.put("all", count));
        return line;
    }

    private static Map<String, Object> whole(SmallTable table, List<String> columns, List<Object> lines) {
        Map<String, Object> sums = new TreeMap<>();
        for (int j = 0; j < columns.size(); j++) {
            int column = j;
            table.column(column).ifPresent(count -> sums.put(columns.get(column), count));
        }
        Map<String, Object> shown = new TreeMap<>();
        shown.put("columns", columns);
        shown.put("rows", lines);
        shown.put("sums", sums);
        table.total().ifPresent(count -> shown.put("all", count));
        shown.put("heldBack", table.heldBack());
        return shown;
    }
}
