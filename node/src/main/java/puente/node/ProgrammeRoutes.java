package puente.node;

import io.javalin.http.Context;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import puente.measure.register.Registration;
import puente.record.Agency;
import puente.record.Language;
import puente.record.Record;

/**
 * Programmes: what they cost, what they delivered, which indicator they mean to move, and how that will be judged. One answer carries the whole
 * chain, each link with the record that states it.
 */
final class ProgrammeRoutes {
    private final NodeConfiguration configuration;
    private final InstantSource clock;
    private final Programmes programmes;
    private final ProgrammeDesk desk;
    private final RegistrationProofs proofs;
    private final Journal journal;

    ProgrammeRoutes(
            NodeConfiguration configuration,
            InstantSource clock,
            Programmes programmes,
            ProgrammeDesk desk,
            RegistrationProofs proofs,
            Journal journal) {
        this.configuration = configuration;
        this.clock = clock;
        this.programmes = programmes;
        this.desk = desk;
        this.proofs = proofs;
        this.journal = journal;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/v1/programmes", this::list),
                Route.post("/api/v1/programmes", configuration.limits().requestBytes(), this::make),
                Route.get("/api/v1/programmes/{id}", this::one));
    }

    private void list(Context request) {
        Acting acting = Acting.of(request, configuration);
        QueryParameters.of(request).finish();
        List<Object> shown = new ArrayList<>();
        for (Seen each : programmes.all(acting)) {
            UUID id = each.record().id();
            Map<String, Object> programme = new LinkedHashMap<>();
            programme.put("record", each.show());
            programme.put("fundLines", programmes.count(id, Programmes.FUND_LINE));
            programme.put("contracts", programmes.count(id, Programmes.CONTRACT));
            programme.put("deliveries", programmes.count(id, Programmes.DELIVERY));
            programme.put("registrations", programmes.count(id, Programmes.REGISTRATION));
            shown.add(programme);
        }
        journal.write("programmes", acting.agency(), Map.of("shown", shown.size()));
        HttpServer.json(request, Map.of("programmes", shown));
    }

    private void make(Context request) throws IOException {
        Acting acting = Acting.of(request, configuration);
        QueryParameters.of(request).finish();
        RequestObject body = RequestBody.object(request, configuration);
        String kind = body.required("kind");
        if (!kind.isEmpty() && (!Programmes.KINDS.contains(kind) || kind.equals(Programmes.REGISTRATION))) {
            body.refuse("kind", "programme, fund-line, contract, delivery");
        }
        Optional<RequestObject> fields = body.object("fields");
        if (fields.isEmpty()) {
            body.required("fields");
        }
        boolean synthetic = body.flag("synthetic");
        boolean open = body.flag("open");
        Optional<Agency> to = body.text("to").map(Agency::new);
        body.finish();
        Record record = desk.draft(kind, fields.orElseThrow().all(), synthetic, open, acting);
        if (kind.equals(Programmes.FUND_LINE)) {
            ProgrammeMoney.requireYear(record);
        }
        to.ifPresent(agency -> desk.requireMayLeave(record, agency, acting, request.path()));
        desk.keep(record, acting);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("id", record.id().toString());
        answer.put("version", record.version());
        Language language = Reader.language(request, configuration.language());
        to.ifPresent(agency -> answer.put(
                "disclosure", desk.disclose(record, agency, acting, language).show()));
        request.status(201);
        HttpServer.json(request, answer);
    }

    private void one(Context request) {
        Acting acting = Acting.of(request, configuration);
        QueryParameters parameters = QueryParameters.of(request);
        boolean open = parameters.flag("open");
        parameters.finish();
        UUID id = RecordJson.uuid(request.pathParam("id"), "/id");
        Seen programme = programmes.one(id, Programmes.PROGRAMME, acting);
        if (open && !isOpen(programme)) {
            throw RecordRoutes.notHeld(id);
        }
        Parts parts = new Parts(id, acting, open);
        List<Seen> lines = parts.of(Programmes.FUND_LINE);
        List<Seen> deliveries = parts.of(Programmes.DELIVERY);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("record", programme.show());
        Map<String, Object> money =
                ProgrammeMoney.show(lines.stream().map(Seen::record).toList());
        money.put("entries", lines.stream().map(Seen::show).toList());
        answer.put("money", money);
        answer.put(
                "contracts",
                parts.of(Programmes.CONTRACT).stream().map(Seen::show).toList());
        answer.put("deliveries", deliveries.stream().map(Seen::show).toList());
        Map<String, Object> people = new LinkedHashMap<>();
        people.put("once", sum(deliveries, "personsFirst"));
        people.put("participants", sum(deliveries, "participants"));
        answer.put("people", people);
        List<Object> registrations = new ArrayList<>();
        for (Seen each : parts.of(Programmes.REGISTRATION)) {
            registrations.add(registration(each));
        }
        answer.put("registrations", registrations);
        if (open) {
            answer.put("leftOut", parts.leftOut);
        }
        journal.write("programme", acting.agency(), new TreeMap<>(Map.of("record", id.toString())));
        HttpServer.json(request, answer);
    }

    private static boolean isOpen(Seen seen) {
        return seen.record().handling().isOpen();
    }

    /** What belongs to a programme: all that the reader may see, or of that only what everybody may see. */
    private final class Parts {
        private final UUID programme;
        private final Acting acting;
        private final boolean open;
        private int leftOut;

        Parts(UUID programme, Acting acting, boolean open) {
            this.programme = programme;
            this.acting = acting;
            this.open = open;
        }

        List<Seen> of(String kind) {
            List<Seen> all = programmes.of(programme, kind, acting);
            if (!open) {
                return all;
            }
            List<Seen> shown = all.stream().filter(this::isWhollyOpen).toList();
            leftOut += all.size() - shown.size();
            return shown;
        }

        /** Of a registration the first version is shown, so that every version must be open. */
        private boolean isWhollyOpen(Seen seen) {
            return isOpen(seen)
                    && programmes.versions(seen).stream()
                            .allMatch(version -> version.handling().isOpen());
        }
    }

    private Map<String, Object> registration(Seen seen) {
        RegistrationProofs.First first = proofs.first(programmes.versions(seen));
        Registration registration = Registration.of(first.record().fields());
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("record", new Seen(first.record(), seen.channel()).show());
        shown.put("firstEnds", registration.firstEnds().toString());
        shown.put("lastEnds", registration.lastEnds().toString());
        shown.put(
                "begun",
                !clock.instant()
                        .isBefore(registration.firstBegins().atStartOfDay().toInstant(java.time.ZoneOffset.UTC)));
        first.kept().ifPresent(kept -> shown.put("registered", kept.show()));
        return shown;
    }

    /** Sum of a number of people over deliveries; exact, for these are counts. */
    private static String sum(List<Seen> deliveries, String field) {
        return deliveries.stream()
                .map(each -> each.record().fields().get(field))
                .flatMap(value -> value instanceof Map<?, ?> map && map.get("value") instanceof String number
                        ? Stream.of(new BigDecimal(number))
                        : Stream.empty())
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .toPlainString();
    }
}
