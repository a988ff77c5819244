package puente.node;

import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import puente.exchange.Reading;
import puente.record.Record;
import puente.store.DecisionStore;
import puente.store.Origin;

/**
 * Recorded decisions, for asking them again under a proposed agreement. A decision about a partner's record holds that record:
 * it is listed only where the record may be read, whole, for the purpose of this very request, and with the receipt that owes.
 */
final class DecisionRoutes {
    private static final Pattern CURSOR = Pattern.compile("([^:]{1,200}):(\\d{1,18}):(\\d{1,18})");

    private final NodeConfiguration configuration;
    private final InstantSource clock;
    private final DecisionBook decisions;
    private final Readings readings;
    private final Journal journal;

    DecisionRoutes(
            NodeConfiguration configuration,
            InstantSource clock,
            DecisionBook decisions,
            Readings readings,
            Journal journal) {
        this.configuration = configuration;
        this.clock = clock;
        this.decisions = decisions;
        this.readings = readings;
        this.journal = journal;
    }

    List<Route> routes() {
        return List.of(Route.get("/api/v1/decisions", this::list));
    }

    private void list(Context request) throws IOException {
        Acting acting = Acting.of(request, configuration);
        QueryParameters parameters = QueryParameters.of(request);
        Instant from = parameters.date("from", false).map(DecisionRoutes::start).orElse(Instant.EPOCH);
        Optional<Instant> to = parameters.date("to", true).map(day -> start(day.plusDays(1)));
        Optional<String> purpose = parameters.text("purpose");
        int limit = (int) parameters.number("limit", DecisionStore.LIMIT_MAX, 1, DecisionStore.LIMIT_MAX);
        // Listing decisions about foreign records is reading, and so makes decisions: those made since it began are not
        // listed.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS).plusMillis(1);
        Instant end = to.filter(now::isAfter).orElse(now);
        DecisionBook.Place place = DecisionBook.beginning();
        Optional<String> cursor = parameters.text("cursor");
        if (cursor.isPresent()) {
            Matcher matcher = CURSOR.matcher(cursor.get());
            if (matcher.matches() && decisions.has(matcher.group(1))) {
                place = new DecisionBook.Place(matcher.group(1), Long.parseLong(matcher.group(2)));
                end = Instant.ofEpochMilli(Long.parseLong(matcher.group(3)));
            } else {
                parameters.refuse("cursor", "Puente-Cursor");
            }
        }
        parameters.finish();
        DecisionBook.Page page = decisions.page(place, from, end, limit);
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        Map<UUID, Optional<Record>> read = new HashMap<>();
        int listed = 0;
        for (DecisionBook.Entry entry : page.entries()) {
            Record record = entry.decision().question().record();
            if (entry.origin() instanceof Origin.Own
                    || read.computeIfAbsent(record.id(), id -> foreign(id, acting, purpose))
                            .filter(record::equals)
                            .isPresent()) {
                lines.write(entry.decision().json());
                lines.write('\n');
                listed++;
            }
        }
        int withheld = page.entries().size() - listed;
        Map<String, Object> entry = new TreeMap<>(Map.of("decisions", listed, "withheld", withheld));
        purpose.ifPresent(each -> entry.put("purpose", each));
        journal.write("decisions", acting.agency(), entry);
        long until = end.toEpochMilli();
        page.next()
                .ifPresent(
                        next -> request.header("Puente-Cursor", next.source() + ":" + next.position() + ":" + until));
        request.header("Puente-Withheld", String.valueOf(withheld));
        request.header("Cache-Control", "no-store");
        HttpServer.bytes(request, "application/jsonl", lines.toByteArray());
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** A partner's record as it may be read for this purpose; empty where it may not. */
    private Optional<Record> foreign(UUID id, Acting acting, Optional<String> purpose) {
        return purpose.isPresent()
                        && RecordRoutes.join(readings.read(id, acting.agency(), purpose.get()))
                                instanceof Reading.Result.Read read
                ? Optional.of(read.record())
                : Optional.empty();
    }
}
