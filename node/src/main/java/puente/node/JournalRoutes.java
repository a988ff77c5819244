package puente.node;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import puente.ledger.TileId;
import puente.ledger.TileReader;
import puente.record.Agency;

/**
 * The journal as an auditor reads it: entries newest first, by act, agency, day and words. It is read from the log itself, bundle by
 * bundle, so that what is shown is what is signed; a request looks at so many bundles at most, says how far it looked, and a
 * cursor goes on from there. Reading the journal is an act, and stands in it.
 */
final class JournalRoutes {
    /** Bundles of 256 entries that one request looks through. */
    static final int BUNDLES_MAX = 64;

    /** Entries in one answer. */
    static final int LIMIT_MAX = 500;

    private static final int LIMIT_STANDARD = 50;

    private final NodeConfiguration configuration;
    private final TileReader tiles;
    private final Journal journal;

    JournalRoutes(NodeConfiguration configuration, TileReader tiles, Journal journal) {
        this.configuration = configuration;
        this.tiles = tiles;
        this.journal = journal;
    }

    List<Route> routes() {
        return List.of(Route.get("/api/v1/journal", this::list));
    }

    /** What is looked for; the agency may be a whole party. */
    private record Wanted(List<String> acts, Optional<Agency> agency, Instant from, Instant until, String words) {
        boolean matches(JsonNode entry, String text, Instant at) {
            return (acts.isEmpty() || acts.contains(entry.path("act").asText()))
                    && agency.map(each -> each.includes(
                                    new Agency(entry.path("agency").asText())))
                            .orElse(true)
                    && at.isBefore(until)
                    && text.toLowerCase(Locale.ROOT).contains(words);
        }
    }

    private void list(Context request) throws IOException {
        Acting acting = Acting.of(request, configuration);
        QueryParameters parameters = QueryParameters.of(request);
        Optional<LocalDate> to = parameters.date("to", true);
        Wanted wanted = new Wanted(
                parameters.texts("act"),
                parameters.agency("agency"),
                parameters.date("from", false).map(JournalRoutes::start).orElse(Instant.MIN),
                to.map(day -> start(day.plusDays(1))).orElse(Instant.MAX),
                parameters.text("q").orElse("").toLowerCase(Locale.ROOT));
        long cursor = parameters.number("cursor", -1, 0, Long.MAX_VALUE);
        int limit = (int) parameters.number("limit", LIMIT_STANDARD, 1, LIMIT_MAX);
        parameters.finish();
        long size = journal.size();
        Entries entries = new Entries(tiles, size);
        long top = cursor < 0 ? before(entries, size, wanted.until()) : Math.min(cursor, size);
        List<Object> shown = new ArrayList<>();
        long index = top;
        boolean older = false;
        while (index > 0 && shown.size() < limit && !older && isWithinBounds(entries, index - 1)) {
            byte[] bytes = entries.at(index - 1);
            JsonNode entry = Json.parse(bytes);
            Instant at = Instant.parse(entry.path("at").asText());
            older = at.isBefore(wanted.from());
            if (!older) {
                index--;
                if (wanted.matches(entry, new String(bytes, StandardCharsets.UTF_8), at)) {
                    shown.add(show(index, entry));
                }
            }
        }
        Map<String, Object> read = new TreeMap<>(Map.of("entries", shown.size()));
        parameters.text("q").ifPresent(words -> read.put("q", words));
        journal.write("journal", acting.agency(), read);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("size", size);
        answer.put("entries", shown);
        answer.put("looked", Map.of("below", top, "downTo", index, "entries", top - index));
        if (index > 0 && !older) {
            answer.put("cursor", String.valueOf(index));
        }
        HttpServer.json(request, answer);
    }

    /** Whether the request may still look at this entry. */
    private static boolean isWithinBounds(Entries entries, long index) {
        return entries.bundlesRead() < BUNDLES_MAX || (index + 1) % TileId.FULL_WIDTH != 0;
    }

    /** The number of entries up to the bundle in which an instant falls: entries are in order of time, so bundles are bisected. */
    private static long before(Entries entries, long size, Instant until) throws IOException {
        if (until.equals(Instant.MAX)) {
            return size;
        }
        long low = 0;
        long high = (size + TileId.FULL_WIDTH - 1) / TileId.FULL_WIDTH;
        while (low < high) {
            long middle = (low + high) >>> 1;
            Instant first = Instant.parse(Json.parse(entries.at(middle * TileId.FULL_WIDTH))
                    .path("at")
                    .asText());
            if (first.isBefore(until)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return Math.min(size, low * TileId.FULL_WIDTH);
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static Map<String, Object> show(long index, JsonNode entry) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("index", index);
        shown.put("at", entry.path("at").asText());
        shown.put("act", entry.path("act").asText());
        shown.put("agency", entry.path("agency").asText());
        Map<String, Object> details = new TreeMap<>();
        entry.properties().forEach(member -> {
            if (!shown.containsKey(member.getKey())) {
                details.put(member.getKey(), Json.plain(member.getValue()));
            }
        });
        shown.put("details", details);
        return shown;
    }
}
