package puente.node;

import static org.assertj.core.api.Assertions.assertThat;
import static puente.node.TwoNodes.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A new version of the agreement: proposed by one party, held against the past, signed by both, in force on two running nodes. */
@Timeout(180)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ProposalTest {
    private static final String PATH = "/api/v1/agreement/proposals";
    private static final String[] ANA = {"Puente-Officer", "Ana"};
    private static final String[] ZOE = {"Puente-Officer", "Zoe"};
    private static final List<String> CLAUSES =
            List.of("1-human-rights", "2-statistics", "3-people", "4-arms-and-drugs", "5-use-and-requests");

    private static TwoNodes nodes;
    private static TwoNodes.Side mx;
    private static TwoNodes.Side us;
    private static String hash;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        nodes = new TwoNodes(folder).start();
        mx = nodes.mx;
        us = nodes.us;
        disclose(mx, "us/atf", "arms-trafficking");
    }

    @AfterAll
    static void stop() {
        nodes.close();
    }

    private static HttpResponse<String> disclose(TwoNodes.Side side, String to, String purpose) throws Exception {
        String id = side.postJson(
                        "/api/v1/records",
                        "{\"kind\":\"vehicle\",\"fields\":{\"itemStatus\":\"stolen\",\"itemMakeName\":\"Nissan\"},\"handling\":"
                                + "{\"tlp\":\"AMBER\",\"codes\":[],\"purposes\":[\"arms-trafficking\",\"organised-crime\"],"
                                + "\"audience\":[\"mx\",\"us\"],\"originatorConsent\":false,\"grading\":\"B2\"},"
                                + "\"provenance\":{\"source\":\"test\",\"synthetic\":true}}")
                .path("id")
                .asText();
        return side.post(
                "/api/v1/disclosures",
                "application/json",
                "{\"record\":\"" + id + "\",\"to\":\"" + to + "\",\"purpose\":\"" + purpose + "\"}");
    }

    private static void assertReceived(TwoNodes.Side sender, String channel) throws Exception {
        await("the receipt of " + channel, () -> {
            JsonNode state = sender.channel(channel);
            assertThat(state.has("fault")).as(state.toString()).isFalse();
            return state.path("cosigned").asLong() == state.path("size").asLong()
                    ? Optional.of(state)
                    : Optional.empty();
        });
    }

    /** The demonstration agreement's next version: vehicles are no longer shared for arms trafficking. */
    private static String next(LocalDate effective) throws Exception {
        ObjectNode files = TwoNodes.JSON.createObjectNode();
        Path folder = mx.folder.resolve("agreement");
        String superseded = mx.json("/api/v1/agreement").path("hash").asText();
        files.put(
                "agreement.yaml",
                Files.readString(folder.resolve("agreement.yaml"))
                        .replace("\nversion: 1\n", "\nversion: 2\nsupersedes: " + superseded + "\n")
                        .replace("\neffective: 2026-01-01\n", "\neffective: " + effective + "\n")
                        .replace("\nnextReview: 2027-01-01\n", "\nnextReview: 2099-01-01\n"));
        for (String name : CLAUSES) {
            files.put(
                    "clauses/" + name + ".yaml",
                    Files.readString(folder.resolve("clauses/" + name + ".yaml"))
                            .replace(
                                    "[organised-crime, drug-trafficking, arms-trafficking, human-trafficking, border-safety]\n  from: all\n  to: all\n  when: \"has(record.itemStatus)",
                                    "[organised-crime]\n  from: all\n  to: all\n  when: \"has(record.itemStatus)"));
        }
        return TwoNodes.JSON.createObjectNode().set("files", files).toString();
    }

    private static LocalDate inDays(int days) {
        return LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC).plusDays(days);
    }

    private static JsonNode awaitProposal(TwoNodes.Side side, String member, String value) throws Exception {
        return await(side.name + ": " + member + " " + value, () -> {
            HttpResponse<String> answer = side.get(PATH + "/" + hash);
            return answer.statusCode() == 200
                            && TwoNodes.JSON
                                    .readTree(answer.body())
                                    .path(member)
                                    .toString()
                                    .contains(value)
                    ? Optional.of(TwoNodes.JSON.readTree(answer.body()))
                    : Optional.empty();
        });
    }

    private static HttpResponse<String> delete(TwoNodes.Side side, String... headers) throws Exception {
        HttpRequest.Builder request = side.request(PATH + "/" + hash).DELETE();
        return side.send(headers.length == 0 ? request : request.headers(headers));
    }

    @Test
    @Order(1)
    void whatIsNoSuccessor_isRefusedWithItsReason() throws Exception {
        assertThat(mx.post(PATH, "application/json", next(inDays(2))).body()).contains("node.officer.missing");
        assertThat(mx.post(PATH, "application/json", next(inDays(0)), ANA).body())
                .contains("node.proposal.too-late");
        assertThat(mx.post(PATH, "application/json", next(inDays(2)).replace("supersedes: ", "supersedes: 00"), ANA)
                        .statusCode())
                .isEqualTo(422);
        assertThat(mx.post(PATH, "application/json", "{\"files\":{\"../agreement.yaml\":\"\"}}", ANA)
                        .body())
                .contains("node.proposal.file");
        assertThat(mx.post(PATH, "application/json", "{\"files\":{\"agreement.yaml\":\"id: [\"}}", ANA)
                        .body())
                .contains("agreement.yaml.malformed");
        assertThat(mx.post(PATH, "application/zip", "no zip", ANA).statusCode()).isEqualTo(422);
        assertThat(mx.get(PATH + "/" + "0".repeat(64)).body()).contains("node.proposal.unknown");
        assertThat(mx.json(PATH).path("proposals")).isEmpty();
    }

    @Test
    @Order(2)
    void proposal_tellsWhatItChanges_andWhichPastDecisionsWouldComeOutDifferently() throws Exception {
        JsonNode proposed = mx.postJson(PATH, next(inDays(2)), ANA);
        hash = proposed.path("hash").asText();
        assertThat(proposed.path("state").asText()).isEqualTo("open");
        assertThat(proposed.path("own").asBoolean()).isTrue();
        JsonNode difference = proposed.path("difference");
        assertThat(difference.path("head").toString()).contains("version", "effective");
        assertThat(difference.path("changed")).hasSize(1);
        assertThat(difference.path("changed").get(0).path("id").asText()).isEqualTo("ad-vehicles");
        assertThat(difference.path("changed").get(0).path("parts").get(0).asText())
                .isEqualTo("purposes");
        JsonNode replay = mx.json(PATH + "/" + hash + "/replay");
        assertThat(replay.path("replayed").asInt()).isEqualTo(1);
        assertThat(replay.path("counts").path("nowRefused").asInt()).isEqualTo(1);
        assertThat(replay.path("changes")
                        .get(0)
                        .path("after")
                        .path("reason")
                        .path("text")
                        .path("es")
                        .asText())
                .isNotBlank();
        assertThat(mx.get(PATH + "/" + hash + "/replay?cursor=x").statusCode()).isEqualTo(400);
    }

    @Test
    @Order(3)
    void withdrawnProposal_vanishesOnTheOtherSide_andTheSameMayComeAgainAsAZip() throws Exception {
        JsonNode theirs = awaitProposal(us, "by", "mx");
        assertThat(theirs.path("own").asBoolean()).isFalse();
        assertThat(theirs.path("maySign").asBoolean()).isTrue();
        assertThat(us.json("/api/v1/overview").path("needs").path("proposals").asInt())
                .isEqualTo(1);
        assertThat(delete(us, ZOE).body()).contains("node.proposal.other-party");
        assertThat(delete(mx, ANA).statusCode()).isEqualTo(200);
        await("the withdrawal", () -> us.json(PATH).path("proposals").isEmpty() ? Optional.of(true) : Optional.empty());

        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            TwoNodes.JSON.readTree(next(inDays(2))).path("files").properties().forEach(file -> {
                try {
                    zip.putNextEntry(new ZipEntry("version-2/" + file.getKey()));
                    zip.write(file.getValue().asText().getBytes(StandardCharsets.UTF_8));
                } catch (java.io.IOException impossible) {
                    throw new java.io.UncheckedIOException(impossible);
                }
            });
        }
        JsonNode again = mx.done(mx.send(mx.request(PATH)
                .header("Content-Type", "application/zip")
                .headers(ANA)
                .POST(HttpRequest.BodyPublishers.ofByteArray(bytes.toByteArray()))));
        assertThat(again.path("hash").asText()).isEqualTo(hash);
    }

    @Test
    @Order(4)
    void versionSignedWhileThePartnerIsAway_bindsNobody_untilBothHoldIt_andThenBoth_withoutRestart() throws Exception {
        assertThat(mx.post(PATH + "/" + hash + "/sign", "application/json", "").body())
                .contains("node.officer.missing");
        JsonNode signed = mx.postJson(PATH + "/" + hash + "/sign", "", ANA);
        assertThat(signed.path("signedBy").toString()).isEqualTo("[\"mx\"]");
        assertThat(delete(mx, ANA).body()).contains("node.proposal.signed");
        awaitProposal(us, "signedBy", "mx");
        mx.stop();

        JsonNode both = us.postJson(PATH + "/" + hash + "/sign", "", ZOE);
        assertThat(both.path("missing")).isEmpty();
        assertThat(both.path("state").asText()).isEqualTo("signed");
        us.ahead = Duration.ofDays(3);
        assertThat(us.json("/api/v1/agreement").path("version").asInt()).isEqualTo(1);
        assertThat(us.done(disclose(us, "mx/fgr", "arms-trafficking"))
                        .path("disclosed")
                        .asInt())
                .isEqualTo(1);

        mx.ahead = Duration.ofDays(3);
        mx.start();
        awaitProposal(mx, "state", "in-force");
        awaitProposal(us, "state", "in-force");
        for (TwoNodes.Side side : List.of(mx, us)) {
            assertThat(side.json("/api/v1/agreement").path("version").asInt()).isEqualTo(2);
        }
        assertReceived(us, "us/mx");
        assertThat(disclose(mx, "us/atf", "arms-trafficking").statusCode()).isEqualTo(403);
        assertThat(mx.done(disclose(mx, "us/atf", "organised-crime"))
                        .path("disclosed")
                        .asInt())
                .isEqualTo(1);
        assertThat(us.done(disclose(us, "mx/fgr", "organised-crime"))
                        .path("disclosed")
                        .asInt())
                .isEqualTo(1);
        assertReceived(mx, "mx/us");
        assertReceived(us, "us/mx");
    }

    @Test
    @Order(5)
    void versionInForce_isInstalled_andSurvivesARestart_andItsSignaturesAreShown() throws Exception {
        mx.stop();
        mx.start();
        JsonNode agreement = mx.json("/api/v1/agreement");
        assertThat(agreement.path("version").asInt()).isEqualTo(2);
        assertThat(agreement.path("signatures").findValues("valid")).hasSize(4).allMatch(JsonNode::asBoolean);
        assertThat(mx.folder.resolve("agreement/version-2/agreement.note")).exists();
        assertThat(mx.json("/api/v1/journal?act=sign&act=agreement-binds").path("entries"))
                .hasSize(2);
        assertReceived(us, "us/mx");
    }

    @Test
    void filesOfAProposal_areBounded() {
        StringBuilder files = new StringBuilder("{\"files\":{");
        for (int each = 0; each <= ProposalFiles.FILES_MAX; each++) {
            files.append(each == 0 ? "" : ",").append("\"clauses/").append(each).append(".yaml\":\"\"");
        }
        byte[] many = files.append("}}").toString().getBytes(StandardCharsets.UTF_8);
        assertThat(code(many)).isEqualTo("node.proposal.size");
        String half = "x".repeat(ProposalFiles.BYTES_MAX / 3);
        byte[] large = ("{\"files\":{\"clauses/1.yaml\":\"" + half + "\",\"clauses/2.yaml\":\"" + half
                        + "\",\"clauses/3.yaml\":\"" + half + "\",\"clauses/4.yaml\":\"" + half + "\"}}")
                .getBytes(StandardCharsets.UTF_8);
        assertThat(code(large)).isEqualTo("node.proposal.size");
    }

    private static String code(byte[] json) {
        return org.assertj.core.api.Assertions.catchThrowableOfType(
                        puente.record.ProblemException.class, () -> ProposalFiles.ofJson(json))
                .problems()
                .getFirst()
                .code();
    }
}
