package puente.node;

import static org.assertj.core.api.Assertions.assertThat;
import static puente.node.TwoNodes.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import puente.agreement.Agreement;
import puente.agreement.Decision;
import puente.agreement.DemonstrationAgreement;
import puente.agreement.RecordedDecision;
import puente.agreement.Replay;

/** What happens to a channel and its records over their life, between two real nodes over real sockets. */
@Timeout(60)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ChannelLifeTest {
    private static final String PURPOSE = "organised-crime";
    private static final String[] FGR = {"Puente-Agency", "mx/fgr", "Puente-Officer", "Ana"};
    private static final String[] ATF = {"Puente-Agency", "us/atf"};

    private static TwoNodes nodes;
    private static TwoNodes.Side mx;
    private static TwoNodes.Side us;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        nodes = new TwoNodes(folder).start();
        mx = nodes.mx;
        us = nodes.us;
    }

    @AfterAll
    static void stop() {
        nodes.close();
    }

    private static String made(String kind, String fields, String retainUntil) throws Exception {
        return mx.postJson(
                        "/api/v1/records",
                        "{\"kind\":\"" + kind + "\",\"fields\":" + fields
                                + ",\"handling\":{\"tlp\":\"AMBER\",\"codes\":[],\"purposes\":[\"" + PURPOSE
                                + "\"],\"audience\":[\"mx\",\"us\"],\"originatorConsent\":false,\"grading\":\"B2\""
                                + retainUntil + "},\"provenance\":{\"source\":\"test\",\"synthetic\":true}}",
                        FGR)
                .path("id")
                .asText();
    }

    private static String vehicle() throws Exception {
        return made("vehicle", "{\"itemStatus\":\"stolen\",\"itemMakeName\":\"Nissan\"}", "");
    }

    private static String wish(String record, String to, String purpose, String more) {
        return "{\"record\":\"" + record + "\",\"to\":\"" + to + "\",\"purpose\":\"" + purpose + "\"" + more + "}";
    }

    private static JsonNode disclose(String record) throws Exception {
        return mx.postJson("/api/v1/disclosures", wish(record, "us/atf", PURPOSE, ""), FGR);
    }

    private static HttpResponse<String> read(String record) throws Exception {
        return us.get("/api/v1/records/" + record + "?purpose=" + PURPOSE, ATF);
    }

    private static void awaitStatus(int status, String record) throws Exception {
        await("status " + status, () -> read(record).statusCode() == status ? Optional.of(true) : Optional.empty());
    }

    private static void awaitPurgeReceipts() throws Exception {
        await(
                "the purge receipt",
                () -> mx.channel("mx/us").path("purgeReceiptsOutstanding").asInt() == 0
                        ? Optional.of(true)
                        : Optional.empty());
    }

    // ── decisions

    private static List<RecordedDecision> decisions(TwoNodes.Side side, int limit, String more, String... headers)
            throws Exception {
        List<RecordedDecision> all = new ArrayList<>();
        String cursor = "";
        do {
            HttpResponse<String> page = side.get(
                    "/api/v1/decisions?limit=" + limit + more + (cursor.isEmpty() ? "" : "&cursor=" + cursor), headers);
            assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
            List<String> lines = page.body().lines().toList();
            assertThat(lines).hasSizeLessThanOrEqualTo(limit);
            lines.forEach(line -> all.add(RecordedDecision.parse(line.getBytes(StandardCharsets.UTF_8))));
            cursor = page.headers().firstValue("Puente-Cursor").orElse("");
        } while (!cursor.isEmpty());
        return all;
    }

    private static List<Replay.Change> replayWithoutVehicles(Path folder, List<RecordedDecision> recorded)
            throws Exception {
        DemonstrationAgreement.copyTo(folder);
        Path chapter = folder.resolve("clauses/4-arms-and-drugs.yaml");
        String text = Files.readString(chapter);
        int from = text.indexOf("- id: ad-vehicles");
        Files.writeString(chapter, text.substring(0, from) + text.substring(text.indexOf("- id: ", from + 1)));
        return Replay.run(DemonstrationAgreement.load(), Agreement.load(folder), recorded);
    }

    @Test
    @Order(1)
    void recordedDecisions_replayedUnderAnotherAgreement_showExactlyThoseThatWouldChange(@TempDir Path folder)
            throws Exception {
        String vehicle = vehicle();
        disclose(vehicle);
        String person = made("person", "{\"personName\":\"María López Prueba\",\"personRole\":[\"wanted\"]}", "");
        mx.postJson("/api/v1/disclosures", wish(person, "us/fbi", PURPOSE, ""), FGR);
        assertThat(mx.post("/api/v1/disclosures", "application/json", wish(vehicle, "us/atf", "statistics", ""), FGR)
                        .statusCode())
                .isEqualTo(403);
        awaitStatus(200, vehicle);
        assertThat(us.get("/api/v1/records/" + vehicle + "?purpose=statistics", ATF)
                        .statusCode())
                .isEqualTo(403);

        List<RecordedDecision> here = decisions(mx, 1, "", FGR);
        assertThat(here).hasSize(3);
        assertThat(decisions(mx, 1000, "", FGR)).isEqualTo(here);
        assertThat(decisions(mx, 1000, "&to=2020-01-01", FGR)).isEmpty();
        assertThat(here.stream().filter(RecordedDecision::permitted)).hasSize(2);
        assertThat(replayWithoutVehicles(folder.resolve("mx"), here))
                .singleElement()
                .satisfies(change -> {
                    assertThat(change.recorded().question().record().id()).hasToString(vehicle);
                    assertThat(change.before()).isInstanceOf(Decision.Permitted.class);
                    assertThat(change.after()).isInstanceOf(Decision.Refused.class);
                    assertThat(change.contradictsRecord()).isFalse();
                });

        HttpResponse<String> withoutPurpose = us.get("/api/v1/decisions", ATF);
        assertThat(withoutPurpose.body())
                .as("a partner's record is read for a purpose, or not")
                .isEmpty();
        List<RecordedDecision> there = decisions(us, 1000, "&purpose=" + PURPOSE, ATF);
        assertThat(there).extracting(RecordedDecision::permitted).contains(false, true);
        assertThat(replayWithoutVehicles(folder.resolve("us"), there))
                .isNotEmpty()
                .allSatisfy(change -> assertThat(change.recorded().permitted()).isTrue());

        mx.postJson("/api/v1/records/" + vehicle + "/withdraw", "{\"reason\":\"mistaken\"}", FGR);
        awaitStatus(404, vehicle);
        assertThat(decisions(us, 1000, "&purpose=" + PURPOSE, ATF))
                .as("purged with their record")
                .isEmpty();
        assertThat(mx.get("/api/v1/decisions?cursor=nowhere:1:1", FGR).statusCode())
                .isEqualTo(400);
    }

    // ── keys and faults

    @Test
    @Order(2)
    void rotatedKey_signsWhatFollows_andTheChannelGoesOn_afterARestartToo() throws Exception {
        String vkey = mx.postJson("/api/v1/channels/mx/us/rotate", "", FGR)
                .path("vkey")
                .asText();
        String before = vehicle();
        disclose(before);
        awaitStatus(200, before);
        assertThat(us.get("/api/v1/keys").body().lines()).contains(vkey);
        mx.stop();
        mx.start();
        String after = vehicle();
        disclose(after);
        awaitStatus(200, after);
        String signer = vkey.substring(0, vkey.indexOf('+'));
        assertThat(mx.get("/channels/mx/us/checkpoint").body()).contains("— " + signer);
    }

    @Test
    @Order(3)
    void stoppedChannel_isFollowedAgain_onceAnOfficerResumesIt() throws Exception {
        Jdbi.create(us.database.jdbcUrl(), us.database.user(), us.database.password())
                .useHandle(
                        handle -> handle.execute(
                                "update channel set fault_code = 'exchange.fault.payload', fault_entry = 0,"
                                        + " fault_arguments = '{}', fault_at = now(), fault_evidence = '' where sender = 'mx'"));
        String vehicle = vehicle();
        disclose(vehicle);
        assertThat(us.channel("mx/us").path("fault").path("code").asText()).isEqualTo("exchange.fault.payload");
        assertThat(us.post("/api/v1/channels/mx/us/resume", "application/json", "", ATF)
                        .statusCode())
                .as("an officer must be named")
                .isEqualTo(400);
        assertThat(read(vehicle).statusCode()).isEqualTo(404);

        us.postJson("/api/v1/channels/mx/us/resume", "", "Puente-Agency", "us/atf", "Puente-Officer", "Bob");

        awaitStatus(200, vehicle);
        assertThat(us.channel("mx/us").has("fault")).isFalse();
        JsonNode resumed =
                us.json("/api/v1/journal?act=resume").path("entries").get(0).path("details");
        assertThat(resumed.path("fault").asText()).isEqualTo("exchange.fault.payload");
        assertThat(resumed.path("officer").asText()).isEqualTo("us/atf#Bob");
        assertThat(resumed.path("evidenceSha256").asText()).hasSize(64);
    }

    @Test
    @Order(4)
    void exchangeListener_servesAPartnerNoChannelButItsOwn() throws Exception {
        HttpClient asUs = HttpClient.newBuilder()
                .sslContext(Partners.read(us.node.configuration().partners(), "us")
                        .trust()
                        .context(KeyFolder.read(us.folder, "us").tls()))
                .build();
        for (String channel : List.of("us/mx", "mx/ca", "mx/mx")) {
            HttpResponse<String> answer = asUs.send(
                    HttpRequest.newBuilder(URI.create(mx.node.exchangeUrl() + "/channels/" + channel + "/checkpoint"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(channel).isEqualTo(403);
            assertThat(answer.body()).contains("node.exchange.foreign-channel");
        }
    }

    // ── evidence

    private static HttpResponse<byte[]> evidence(String record, String sha256) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        us.request("/api/v1/records/" + record + "/evidence/" + sha256 + "?purpose=" + PURPOSE)
                                .headers(ATF)
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
    }

    private static Path held(TwoNodes.Side side, String sha256) {
        return side.node
                .configuration()
                .data()
                .resolve("evidence")
                .resolve(sha256.substring(0, 2))
                .resolve(sha256);
    }

    @Test
    @Order(5)
    void evidence_travelsWithItsRecord_isReadWithAReceipt_andGoesWithIt() throws Exception {
        byte[] content = new byte[3_000_000];
        new Random(7).nextBytes(content);
        JsonNode file = mx.done(mx.send(mx.request("/api/v1/evidence")
                .headers(FGR)
                .header("Content-Type", "application/octet-stream")
                .POST(HttpRequest.BodyPublishers.ofByteArray(content))));
        String sha256 = file.path("sha256").asText();
        String vehicle = vehicle();
        mx.postJson(
                "/api/v1/disclosures",
                wish(
                        vehicle,
                        "us/atf",
                        PURPOSE,
                        ",\"evidence\":[\"" + file.path("evidence").asText() + "\"]"),
                FGR);

        HttpResponse<byte[]> read = await("the file", () -> {
            HttpResponse<byte[]> answer = evidence(vehicle, sha256);
            return answer.statusCode() == 200 ? Optional.of(answer) : Optional.empty();
        });
        assertThat(read.body()).isEqualTo(content);
        JsonNode uses = await("the use receipt", () -> {
            JsonNode answer =
                    mx.json("/api/v1/records/" + vehicle + "/disclosures", FGR).path("uses");
            return answer.isEmpty() ? Optional.empty() : Optional.of(answer);
        });
        assertThat(uses.get(0).path("agency").asText()).isEqualTo("us/atf");
        assertThat(uses.get(0).path("purpose").asText()).isEqualTo(PURPOSE);

        mx.postJson("/api/v1/records/" + vehicle + "/withdraw", "{\"reason\":\"mistaken\"}", FGR);
        awaitPurgeReceipts();
        assertThat(held(us, sha256)).doesNotExist();
        assertThat(evidence(vehicle, sha256).statusCode()).isEqualTo(404);
        assertThat(held(mx, sha256)).as("an own file stays").exists();
    }

    @Test
    @Order(6)
    void evidenceThatIsNotHeld_isNotDisclosed() throws Exception {
        long before = mx.channel("mx/us").path("size").asLong();
        HttpResponse<String> refused = mx.post(
                "/api/v1/disclosures",
                "application/json",
                wish(vehicle(), "us/atf", PURPOSE, ",\"evidence\":[\"" + "ab".repeat(32) + ":5\"]"),
                FGR);
        assertThat(refused.statusCode()).isEqualTo(404);
        assertThat(refused.body()).contains("node.evidence.not-held");
        assertThat(mx.channel("mx/us").path("size").asLong()).isEqualTo(before);
    }

    // ── time

    @Test
    @Order(7)
    void whatTheClockEnds_isPurgedAtThePartner_andIsApprovedNoMore() throws Exception {
        LocalDate tomorrow = LocalDate.now(ZoneOffset.UTC).plusDays(1);
        String until = ",\"retainUntil\":\"" + tomorrow + "\"";
        String vehicle = made("vehicle", "{\"itemStatus\":\"stolen\"}", until);
        disclose(vehicle);
        awaitStatus(200, vehicle);
        String person = made("person", "{\"personName\":\"Ana Prueba Mora\",\"personRole\":[\"wanted\"]}", until);
        String approval = mx.postJson("/api/v1/disclosures", wish(person, "us/fbi", PURPOSE, ""), FGR)
                .path("waiting")
                .get(0)
                .path("approval")
                .asText();

        mx.ahead = Duration.ofDays(3);
        us.ahead = Duration.ofDays(3);

        awaitStatus(404, vehicle);
        awaitPurgeReceipts();
        String[] beto = {"Puente-Agency", "mx/fgr", "Puente-Officer", "Beto"};
        HttpResponse<String> late =
                mx.post("/api/v1/approvals/" + approval, "application/json", "{\"decision\":\"approve\"}", beto);
        assertThat(late.statusCode()).as(late.body()).isEqualTo(403);
        assertThat(late.body()).contains("agreement.refused.retention-over");
        HttpResponse<String> unknown = mx.post(
                "/api/v1/approvals/00000000-0000-4000-8000-000000000000",
                "application/json",
                "{\"decision\":\"approve\"}",
                beto);
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.body()).contains("node.approval.unknown");
    }
}
