package puente.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import puente.cli.NodeApi;
import puente.cli.NodeApi.Answer;

/** What an officer of one agency does at a node: the API's acts under the names that the vocabulary gives them. */
final class Desk {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final NodeApi api;

    private Desk(NodeApi api) {
        this.api = api;
    }

    static Desk of(NodeProcess node, String agency) {
        return new Desk(node.api().as(agency, "duty"));
    }

    /** The same agency's desk, with another officer at it. */
    static Desk of(NodeProcess node, String agency, String officer) {
        return new Desk(node.api().as(agency, officer));
    }

    NodeApi api() {
        return api;
    }

    /** Makes a record; returns its id. */
    String make(Map<String, Object> record) throws IOException, InterruptedException {
        return api.post("api/v1/records", record).json().path("id").asText();
    }

    /** Makes many records, all or none. */
    void make(List<Map<String, Object>> records) throws IOException, InterruptedException {
        StringBuilder lines = new StringBuilder();
        for (Map<String, Object> record : records) {
            lines.append(JSON.writeValueAsString(record)).append('\n');
        }
        api.post(
                "api/v1/records",
                "application/jsonl",
                BodyPublishers.ofString(lines.toString()),
                Duration.ofMinutes(2));
    }

    /** Proposes a disclosure; a refusal is an answer too. */
    Answer disclose(String id, String to, String purpose) throws IOException, InterruptedException {
        return disclose(Map.of("record", id), to, purpose, "");
    }

    /** The same for one unit of the recipient. */
    Answer discloseToUnit(String id, String to, String purpose, String unit) throws IOException, InterruptedException {
        return disclose(Map.of("record", id), to, purpose, unit);
    }

    /** Proposes to disclose all own records that a filter finds. */
    Answer discloseAll(Map<String, Object> filter, String to, String purpose) throws IOException, InterruptedException {
        return discloseMany("filter", filter, to, purpose);
    }

    /** The same for these. */
    Answer discloseAll(List<String> ids, String to, String purpose) throws IOException, InterruptedException {
        return discloseMany("records", ids, to, purpose);
    }

    private Answer discloseMany(String by, Object what, String to, String purpose)
            throws IOException, InterruptedException {
        Map<String, Object> wish = new LinkedHashMap<>();
        wish.put(by, what);
        wish.put("to", to);
        wish.put("purpose", purpose);
        return api.post(
                "api/v1/disclosures",
                "application/json",
                BodyPublishers.ofString(JSON.writeValueAsString(wish)),
                Duration.ofMinutes(10));
    }

    private Answer disclose(Map<String, Object> what, String to, String purpose, String unit)
            throws IOException, InterruptedException {
        Map<String, Object> wish = new LinkedHashMap<>(what);
        wish.put("to", to);
        wish.put("purpose", purpose);
        if (!unit.isEmpty()) {
            wish.put("unit", unit);
        }
        return api.postUnchecked("api/v1/disclosures", wish);
    }

    /** Discloses with files that were stored before: {@code sha256:length} each. */
    Answer discloseWithEvidence(String id, String to, String purpose, List<String> evidence)
            throws IOException, InterruptedException {
        return disclose(Map.of("record", id, "evidence", evidence), to, purpose, "");
    }

    /** Approves, consents to, or refuses what waits. */
    Answer decide(String approval, String decision) throws IOException, InterruptedException {
        return api.postUnchecked("api/v1/approvals/" + approval, Map.of("decision", decision));
    }

    /** Reads a record for a purpose, or without one where that is empty; a refusal is an answer too. */
    Answer read(String id, String purpose) throws IOException, InterruptedException {
        return api.getUnchecked("api/v1/records/" + id + NodeApi.query(Map.of("purpose", purpose)));
    }

    /** The record once it can be read, at this version or later. */
    Optional<JsonNode> awaitRecord(String id, String purpose, int version, Duration patience)
            throws IOException, InterruptedException {
        return Await.value(patience, () -> {
            Answer answer = read(id, purpose);
            return answer.status() == 200 && answer.json().path("version").asInt() >= version
                    ? Optional.of(answer.json())
                    : Optional.empty();
        });
    }

    /** Whether the record is gone from here within the patience. */
    boolean awaitGone(String id, String purpose, Duration patience) throws IOException, InterruptedException {
        return Await.until(patience, () -> read(id, purpose).status() == 404);
    }

    Answer withdraw(String id, String reason) throws IOException, InterruptedException {
        return api.post("api/v1/records/" + id + "/withdraw", Map.of("reason", reason));
    }

    Answer correct(String id, Map<String, Object> fields, String source) throws IOException, InterruptedException {
        return api.post("api/v1/records/" + id + "/correct", Map.of("fields", fields, "source", source));
    }

    /** Where the record was disclosed to, and who used it for what. */
    JsonNode disclosures(String id) throws IOException, InterruptedException {
        return api.get("api/v1/records/" + id + "/disclosures").json();
    }

    /** Lifts a channel's fault, as an officer would against all advice. */
    Answer resume(String path) throws IOException, InterruptedException {
        return api.postUnchecked("api/v1/channels/" + path + "/resume", Map.of());
    }

    /** The state of one channel, as this node sees it. */
    JsonNode channel(String path) throws IOException, InterruptedException {
        for (JsonNode channel : api.get("api/v1/channels").json().path("channels")) {
            if (channel.path("channel").asText().equals(path)) {
                return channel;
            }
        }
        throw new IOException("no channel " + path + " at " + api.node());
    }

    /** Waits until everything this node wrote into the channel is cosigned by its receiver. */
    boolean awaitCosigned(String path, Duration patience) throws IOException, InterruptedException {
        return Await.until(patience, () -> {
            JsonNode channel = channel(path);
            return channel.path("cosigned").asLong() >= channel.path("size").asLong();
        });
    }

    /** The ids of the clauses or the reason's code that a refusal names, for the table. */
    static String why(Answer refusal) {
        StringBuilder why = new StringBuilder();
        for (NodeApi.Stated each : refusal.problems()) {
            why.append(why.isEmpty() ? "" : " ").append(each.reason());
        }
        return refusal.status() + " " + why;
    }
}
