package puente.node;

import io.javalin.http.Context;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import puente.agreement.Action;
import puente.exchange.Outcome;
import puente.exchange.Proposal;
import puente.record.Agency;
import puente.record.Problem;
import puente.record.ProblemException;
import puente.record.Provenance;
import puente.record.Record;
import puente.store.ChannelId;
import puente.store.ChannelStore;
import puente.store.Disclosure;
import puente.store.RecordStore;

/**
 * What becomes of a record after it was disclosed: withdrawn from every channel it stands in, or corrected, which discloses the next
 * version wherever the last one stands. Only the agency whose statement it is does either.
 */
final class EndingRoutes {
    private final NodeConfiguration configuration;
    private final InstantSource clock;
    private final RecordStore records;
    private final ChannelStore store;
    private final Channels channels;
    private final Journal journal;

    EndingRoutes(
            NodeConfiguration configuration,
            InstantSource clock,
            RecordStore records,
            ChannelStore store,
            Channels channels,
            Journal journal) {
        this.configuration = configuration;
        this.clock = clock;
        this.records = records;
        this.store = store;
        this.channels = channels;
        this.journal = journal;
    }

    List<Route> routes() {
        long small = configuration.limits().requestBytes();
        return List.of(
                Route.post("/api/v1/records/{id}/withdraw", small, this::withdraw),
                Route.post("/api/v1/records/{id}/correct", small, this::correct));
    }

    private void withdraw(Context request) throws IOException {
        Acting acting = Acting.of(request, configuration);
        QueryParameters.of(request).finish();
        UUID id = RecordJson.uuid(request.pathParam("id"), "/id");
        RequestObject body = RequestBody.object(request, configuration);
        String reason = body.required("reason");
        body.finish();
        requireOwn(id, acting);
        Tally tally = new Tally(Reader.language(request, configuration.language()));
        List<Object> withdrawn = new ArrayList<>();
        for (ChannelId channel : channels.outgoing()) {
            if (!store.activeDisclosures(channel, List.of(id)).isEmpty()) {
                Outcome outcome = RecordRoutes.join(channels.sender(channel).withdraw(id, acting.agency()));
                tally.add(id, outcome);
                if (outcome instanceof Outcome.Appended appended) {
                    withdrawn.add(Map.of("channel", channel.path(), "entry", appended.entry()));
                }
            }
        }
        if (tally.isEmpty()) {
            throw new ProblemException(Problem.of("node.record.not-disclosed", request.path(), "record", id));
        }
        journal.write(
                "withdraw",
                acting.agency(),
                Map.of("record", id.toString(), "channels", withdrawn.size(), "reasonLength", reason.length()));
        tally.requireAny();
        HttpServer.json(request, Map.of("record", id.toString(), "withdrawn", withdrawn));
    }

    /** Only the agency whose statement it is ends or changes it. */
    private Record requireOwn(UUID id, Acting acting) {
        Record record = records.own(List.of(id)).stream()
                .findFirst()
                .orElseThrow(() -> RecordRoutes.notHeld(id))
                .record();
        if (!record.agency().includes(acting.agency())) {
            throw new ProblemException(
                    Problem.of("node.record.other-agency", "/" + id, "record", id, "agency", record.agency()));
        }
        return record;
    }

    private void correct(Context request) throws IOException {
        Acting acting = Acting.of(request, configuration);
        QueryParameters.of(request).finish();
        UUID id = RecordJson.uuid(request.pathParam("id"), "/id");
        RequestObject body = RequestBody.object(request, configuration);
        Optional<RequestObject> fields = body.object("fields");
        Optional<RequestObject> handling = body.object("handling");
        String source = body.required("source");
        if (fields.isEmpty() && handling.isEmpty()) {
            body.required("fields");
        }
        body.finish();
        Record before = requireOwn(id, acting);
        Record next = new Record(
                id,
                before.version() + 1,
                before.kind(),
                before.agency(),
                recordedAfter(before),
                handling.map(each -> RecordJson.handling(each.all())).orElse(before.handling()),
                new Provenance(source, before.provenance().synthetic()),
                fields.map(each -> RecordJson.fields(before.kind(), each.all())).orElse(before.fields()));
        RequestDesk.requireWhole(next);
        Map<ChannelId, List<Disclosure>> standing = new TreeMap<>();
        channels.outgoing().forEach(channel -> standing.put(channel, store.activeDisclosures(channel, List.of(id))));
        records.insert(next);
        Tally tally = new Tally(Reader.language(request, configuration.language()));
        standing.forEach((channel, disclosures) -> disclosures.stream()
                .reduce((earlier, later) -> later)
                .ifPresent(last -> tally.add(
                        id,
                        RecordRoutes.join(channels.sender(channel)
                                .disclose(new Proposal(
                                        Action.DISCLOSE,
                                        acting.agency(),
                                        new Agency(last.recipient()),
                                        next,
                                        last.purpose(),
                                        "",
                                        acting.officerOrAgency(),
                                        Set.of(),
                                        false,
                                        last.evidence()))))));
        journal.write(
                "correct",
                acting.agency(),
                Map.of("record", id.toString(), "version", next.version(), "disclosed", tally.disclosed));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("id", id.toString());
        answer.put("version", next.version());
        answer.putAll(tally.show());
        HttpServer.json(request, answer);
    }

    private Instant recordedAfter(Record before) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return now.isBefore(before.recordedAt()) ? before.recordedAt() : now;
    }
}
