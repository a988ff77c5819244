package puente.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import puente.record.Agency;
import puente.record.Handling;
import puente.record.Kinds;
import puente.record.Problem;
import puente.record.ProblemException;
import puente.record.Provenance;
import puente.record.Record;
import puente.record.RecordCodec;
import puente.store.Origin;
import puente.store.StoredRecord;

/** Records as the API takes and shows them. */
final class RecordJson {
    private RecordJson() {}

    /** A record, its channel beside it where it was received. */
    static Object show(StoredRecord stored) {
        return stored.origin() instanceof Origin.Received received
                ? show(stored.record(), Optional.of(received.channel()))
                : show(stored.record(), Optional.empty());
    }

    /** Written as it is held: canonical JSON, the channel as its last member. */
    static Object show(Record record, Optional<String> channel) {
        String canonical = new String(RecordCodec.standard().canonical(record), StandardCharsets.UTF_8);
        return new RawValue(channel.map(each -> canonical.substring(0, canonical.length() - 1) + ",\"channel\":"
                        + new String(Json.bytes(each), StandardCharsets.UTF_8) + "}")
                .orElse(canonical));
    }

    /**
     * A new statement. Its fields may be written leniently; {@code id}, {@code version}, {@code agency} and {@code recordedAt}
     * may be left out: a new id, 1, the acting agency and now.
     */
    static Record parse(byte[] json, Acting acting, NodeConfiguration configuration, Instant now) {
        RequestObject request = RequestObject.parse(json);
        UUID id = request.text("id").map(text -> uuid(text, "/id")).orElseGet(UUID::randomUUID);
        Optional<JsonNode> version = request.member("version");
        String kind = request.required("kind");
        Agency agency = request.text("agency").map(Agency::new).orElse(acting.agency());
        if (!configuration.agencies().contains(agency)) {
            request.refuse("agency", configuration.agencies().toString());
        }
        Instant recordedAt = request.text("recordedAt")
                .map(text -> instant(text, request))
                .orElse(now)
                .truncatedTo(ChronoUnit.MILLIS);
        if (version.isPresent() && !(version.get().isInt() && version.get().intValue() > 0)) {
            request.refuse("version", "1, 2, 3 …");
        }
        Map<String, Object> fields = required(request, "fields");
        Map<String, Object> handling = required(request, "handling");
        Optional<RequestObject> provenance = request.object("provenance");
        String source = provenance.map(each -> each.required("source")).orElse("");
        boolean synthetic = provenance.map(each -> each.flag("synthetic")).orElse(false);
        if (provenance.isEmpty()) {
            request.required("provenance");
        }
        request.finish();
        provenance.ifPresent(RequestObject::finish);
        return new Record(
                id,
                version.map(JsonNode::intValue).orElse(1),
                kind,
                agency,
                recordedAt,
                handling(handling),
                new Provenance(source, synthetic),
                fields(kind, fields));
    }

    static Map<String, Object> fields(String kind, Map<String, Object> fields) {
        try {
            return Kinds.standard().kind(kind).normalise(fields);
        } catch (ProblemException malformed) {
            boolean aboutKind = malformed.problems().stream()
                    .allMatch(each -> each.position().equals("/kind"));
            throw aboutKind ? malformed : malformed.within("/fields");
        }
    }

    static Handling handling(Map<String, Object> handling) {
        try {
            return Handling.ofJson(handling);
        } catch (ProblemException malformed) {
            throw malformed.within("/handling");
        }
    }

    private static Map<String, Object> required(RequestObject request, String name) {
        Optional<RequestObject> object = request.object(name);
        if (object.isEmpty()) {
            request.required(name);
            return Map.of();
        }
        return object.get().all();
    }

    private static Instant instant(String text, RequestObject request) {
        try {
            return Instant.parse(text);
        } catch (java.time.DateTimeException malformed) {
            request.refuse("recordedAt", "2026-11-21T18:10:43.123Z");
            return Instant.EPOCH;
        }
    }

    /** A record's id as addresses and requests state it. */
    static UUID uuid(String text, String position) {
        try {
            UUID id = UUID.fromString(text);
            if (id.toString().equals(text)) {
                return id;
            }
        } catch (IllegalArgumentException malformed) {
            // Said below, together with other spellings of an id.
        }
        throw new ProblemException(
                Problem.of("node.request.value", position, "name", position, "expected", "UUID, a-f 0-9 -"));
    }
}
