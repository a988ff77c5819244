package puente.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import puente.ledger.TileId;

/** One node with more past than one answer tells: each answer stops at its limit, says so, and goes on from its cursor. */
@Timeout(180)
class LargeHistoryTest {
    private static final int DISCLOSED = DecisionBook.BUNDLES_MAX * TileId.FULL_WIDTH + 100;
    private static final String PROPOSALS = "/api/v1/agreement/proposals";
    private static final String[] ANA = {"Puente-Officer", "Ana"};

    private static TwoNodes nodes;
    private static TwoNodes.Side mx;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        nodes = new TwoNodes(folder);
        mx = nodes.mx;
        mx.start();
        mx.postJson(
                "/api/v1/records",
                "{\"kind\":\"vehicle\",\"fields\":{\"itemStatus\":\"stolen\",\"itemMakeName\":\"Nissan\"},\"handling\":"
                        + "{\"tlp\":\"AMBER\",\"codes\":[],\"purposes\":[\"arms-trafficking\",\"organised-crime\"],"
                        + "\"audience\":[\"mx\",\"us\"],\"originatorConsent\":false,\"grading\":\"B2\"},"
                        + "\"provenance\":{\"source\":\"test\",\"synthetic\":true}}");
        ObjectNode one = (ObjectNode)
                TwoNodes.JSON.readTree(mx.get("/api/v1/exports?kind=vehicle").body());
        StringBuilder lines = new StringBuilder();
        for (int each = 1; each < DISCLOSED; each++) {
            lines.append(one.put("id", UUID.randomUUID().toString())).append('\n');
        }
        HttpResponse<String> imported =
                mx.post("/api/v1/imports?name=many.jsonl", "application/octet-stream", lines.toString());
        assertThat(imported.body()).contains("\"done\":true", "\"quarantinedRows\":0");
        HttpResponse<String> disclosed = mx.send(mx.request("/api/v1/disclosures")
                .timeout(java.time.Duration.ofMinutes(2))
                .header("Content-Type", "application/json")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(
                        "{\"filter\":{\"kind\":\"vehicle\"},\"to\":\"us/atf\",\"purpose\":\"arms-trafficking\"}")));
        assertThat(mx.done(disclosed).path("disclosed").asInt()).isEqualTo(DISCLOSED);
    }

    @AfterAll
    static void stop() {
        nodes.close();
    }

    /** The demonstration agreement's next version, without vehicles for arms trafficking; each number makes another one. */
    private static String next(int number) throws Exception {
        ObjectNode files = TwoNodes.JSON.createObjectNode();
        Path folder = mx.folder.resolve("agreement");
        String superseded = mx.json("/api/v1/agreement").path("hash").asText();
        LocalDate effective = LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC).plusDays(2 + number);
        files.put(
                "agreement.yaml",
                Files.readString(folder.resolve("agreement.yaml"))
                        .replace("\nversion: 1\n", "\nversion: 2\nsupersedes: " + superseded + "\n")
                        .replace("\neffective: 2026-01-01\n", "\neffective: " + effective + "\n")
                        .replace("\nnextReview: 2027-01-01\n", "\nnextReview: 2099-01-01\n"));
        try (var clauses = Files.list(folder.resolve("clauses"))) {
            for (Path clause : clauses.toList()) {
                files.put(
                        "clauses/" + clause.getFileName(),
                        Files.readString(clause)
                                .replace(
                                        "[organised-crime, drug-trafficking, arms-trafficking, human-trafficking, border-safety]\n  from: all\n  to: all\n  when: \"has(record.itemStatus)",
                                        "[organised-crime]\n  from: all\n  to: all\n  when: \"has(record.itemStatus)"));
            }
        }
        return TwoNodes.JSON.createObjectNode().set("files", files).toString();
    }

    @Test
    void decisionsAreLookedFor_inSoManyBundles_andFromTheCursorOn() throws Exception {
        HttpResponse<String> rows = mx.get("/api/v1/decisions?from=2099");
        String first = rows.headers().firstValue("Puente-Cursor").orElseThrow();
        HttpResponse<String> channel = mx.get("/api/v1/decisions?from=2099&cursor=" + first);
        assertThat(channel.body()).isEmpty();
        String second = channel.headers().firstValue("Puente-Cursor").orElseThrow();
        assertThat(second).startsWith("mx/us:" + DecisionBook.BUNDLES_MAX * TileId.FULL_WIDTH + ":");
        HttpResponse<String> rest = mx.get("/api/v1/decisions?from=2099&cursor=" + second);
        assertThat(rest.body()).isEmpty();
        assertThat(rest.headers().firstValue("Puente-Cursor")).isEmpty();
    }

    @Test
    void replay_stopsAtItsLimit_tellsSoManyChanges_countsAll_andGoesOn() throws Exception {
        String hash = mx.postJson(PROPOSALS, next(0), ANA).path("hash").asText();
        String cursor = "";
        int replayed = 0;
        int rounds = 0;
        do {
            JsonNode replay = mx.json(PROPOSALS + "/" + hash + "/replay" + cursor);
            int these = replay.path("replayed").asInt();
            assertThat(replay.path("different").asInt()).isEqualTo(these);
            assertThat(replay.path("counts").path("nowRefused").asInt()).isEqualTo(these);
            assertThat(replay.path("changes")).hasSize(Math.min(these, ProposalRoutes.CHANGES_MAX));
            boolean more = replay.has("cursor");
            assertThat(these >= ProposalRoutes.REPLAYED_MAX).isEqualTo(more);
            assertThat(these).isLessThan(2 * ProposalRoutes.REPLAYED_MAX);
            cursor = more ? "?cursor=" + replay.path("cursor").asText() : "";
            replayed += these;
            rounds++;
        } while (!cursor.isEmpty());
        assertThat(replayed).isEqualTo(DISCLOSED);
        assertThat(rounds).isGreaterThan(2);
    }

    @Test
    void openProposals_areBounded() throws Exception {
        HttpResponse<String> answer = mx.post(PROPOSALS, "application/json", next(1), ANA);
        int made = 0;
        while (answer.statusCode() < 300 && made <= Proposals.OPEN_MAX) {
            made++;
            answer = mx.post(PROPOSALS, "application/json", next(made + 1), ANA);
        }
        assertThat(answer.body()).contains("node.proposal.too-many");
        List<String> open = mx.json(PROPOSALS).path("proposals").findValuesAsText("hash");
        assertThat(open).hasSize(Proposals.OPEN_MAX);
        assertThat(mx.send(mx.request(PROPOSALS + "/" + open.getFirst())
                                .DELETE()
                                .headers(ANA))
                        .statusCode())
                .isEqualTo(200);
        assertThat(mx.post(PROPOSALS, "application/json", next(99), ANA).statusCode())
                .isEqualTo(201);
        // The other claims of this class propose too.
        for (String hash : mx.json(PROPOSALS).path("proposals").findValuesAsText("hash")) {
            mx.send(mx.request(PROPOSALS + "/" + hash).DELETE().headers(ANA));
        }
    }
}
