package puente.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import puente.record.Problem;
import puente.record.ProblemException;

/** One node whose partner is away: what its API takes and what it refuses, over real sockets. */
@Timeout(60)
class ApiTest {
    private static final String HANDLING =
            "{\"tlp\":\"AMBER\",\"codes\":[],\"purposes\":[\"arms-trafficking\",\"organised-crime\"],"
                    + "\"audience\":[\"mx\",\"us\"],\"originatorConsent\":false,\"grading\":\"B2\"}";
    private static final String UNKNOWN = "00000000-0000-4000-8000-000000000000";

    private static TwoNodes nodes;
    private static TwoNodes.Side mx;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        nodes = new TwoNodes(folder);
        mx = nodes.mx;
        mx.start();
    }

    @AfterAll
    static void stop() {
        nodes.close();
    }

    private static String vehicle(String serial) {
        return "{\"kind\":\"vehicle\",\"fields\":{\"itemStatus\":\"stolen\",\"itemMakeName\":\"" + serial
                + "\"},\"handling\":" + HANDLING + ",\"provenance\":{\"source\":\"test\",\"synthetic\":true}}";
    }

    private static long held() throws Exception {
        return mx.json("/api/v1/records?kind=vehicle&limit=1000")
                .path("records")
                .size();
    }

    @Test
    void document_andRoutes_sayTheSame() throws Exception {
        TreeSet<String> routes = new TreeSet<>();
        mx.node.api().routes().forEach(route -> routes.add(LocalApi.name(route)));
        assertThat(OpenApiTest.documented()).isEqualTo(routes);
        assertThat(mx.get("/openapi.yaml").body()).startsWith("openapi: 3.1.0");
    }

    @Test
    void record_isMade_found_read_andCorrected() throws Exception {
        JsonNode made = mx.postJson("/api/v1/records", vehicle("Nissan"));
        String id = made.path("id").asText();
        assertThat(mx.json("/api/v1/records?q=nissan").path("records").findValuesAsText("id"))
                .contains(id);
        assertThat(mx.json("/api/v1/records/" + id).path("agency").asText()).isEqualTo("mx/fgr");
        JsonNode corrected = mx.postJson(
                "/api/v1/records/" + id + "/correct",
                "{\"source\":\"second look\",\"fields\":{\"itemStatus\":\"recovered\",\"itemMakeName\":\"Nissan\"}}");
        assertThat(corrected.path("version").asInt()).isEqualTo(2);
        assertThat(mx.json("/api/v1/records/" + id)
                        .path("fields")
                        .path("itemStatus")
                        .asText())
                .isEqualTo("recovered");
        HttpResponse<String> other = mx.post(
                "/api/v1/records/" + id + "/withdraw",
                "application/json",
                "{\"reason\":\"x\"}",
                "Puente-Agency",
                "mx/cnb");
        assertThat(other.statusCode()).isEqualTo(403);
        assertThat(other.body()).contains("node.record.other-agency");
    }

    @Test
    void pages_followTheCursorToTheEnd() throws Exception {
        StringBuilder lines = new StringBuilder();
        for (int each = 0; each < 7; each++) {
            lines.append(vehicle("Cursor" + each)).append('\n');
        }
        mx.done(mx.post("/api/v1/records", "application/jsonl", lines.toString()));
        TreeSet<String> seen = new TreeSet<>();
        String cursor = "";
        do {
            JsonNode page = mx.json("/api/v1/records?kind=vehicle&limit=3" + cursor);
            page.path("records")
                    .forEach(record ->
                            assertThat(seen.add(record.path("id").asText())).isTrue());
            cursor = page.has("cursor") ? "&cursor=" + page.path("cursor").asText() : "";
        } while (!cursor.isEmpty());
        assertThat(seen).hasSizeGreaterThanOrEqualTo(7);
    }

    private static String observation(String indicator, String area, String period, String value, String dimensions) {
        return ("{\"kind\":\"observation\",\"fields\":{\"indicator\":\"%s\",\"area\":\"%s\",\"period\":\"%s\",\"calendar\":\"calendar\","
                        + "\"value\":{\"value\":\"%s\",\"unit\":\"%s\"}%s},\"handling\":{\"tlp\":\"CLEAR\",\"codes\":[],"
                        + "\"purposes\":[\"statistics\"],\"audience\":[\"mx\"],\"originatorConsent\":false,\"grading\":\"A1\"},"
                        + "\"provenance\":{\"source\":\"test\",\"synthetic\":true}}\n")
                .formatted(
                        indicator,
                        area,
                        period,
                        value,
                        indicator.endsWith("victims") ? "victims" : "persons",
                        dimensions);
    }

    @Test
    void aRate_isOfExactlyThatAreaAndYear_andOfNothingElse() throws Exception {
        String victims = "mx.sesnsp.crime-victims";
        String people = "mx.conapo.population";
        String lines = observation(victims, "MX-COL", "1991-05", "30", "")
                + observation(victims, "MX-COL", "1992-05", "30", "")
                + observation(victims, "MX-ZAC", "1991-05", "5", "")
                + observation(people, "MX-COL", "1991", "600000", ",\"dimensions\":[\"sex=total\"]")
                + observation(people, "MX-COL", "1991", "300000", ",\"dimensions\":[\"sex=male\"]");
        mx.done(mx.post("/api/v1/records", "application/jsonl", lines));
        JsonNode colima =
                mx.json("/api/v1/indicators?indicator=" + victims + "&area=MX-COL&from=1991&to=1992&rate=true");
        assertThat(colima.path("denominator").path("indicator").asText()).isEqualTo(people);
        assertThat(colima.path("rows").get(0).path("rate").asText()).isEqualTo("5.0000");
        assertThat(colima.path("rows").get(0).path("denominator").asText()).isEqualTo("600000");
        assertThat(colima.path("rows").get(1).has("rate"))
                .as("no population of 1992")
                .isFalse();
        JsonNode states =
                mx.json("/api/v1/indicators?indicator=" + victims + "&area=MX&by=area&from=1991&to=1991&rate=true");
        assertThat(states.path("rows").findValuesAsText("rate")).containsExactly("5.0000");
        JsonNode country = mx.json("/api/v1/indicators?indicator=" + victims + "&area=MX&from=1991&to=1991&rate=true");
        assertThat(country.path("rows").get(0).path("value").asText()).isEqualTo("35");
        assertThat(country.path("rows").get(0).has("rate"))
                .as("states do not make up the country")
                .isFalse();
    }

    @Test
    void oneBadLine_refusesAll_withItsLine_andNothingIsStored() throws Exception {
        long before = held();
        HttpResponse<String> refused = mx.post(
                "/api/v1/records",
                "application/x-ndjson",
                vehicle("Good") + "\n" + vehicle("Bad").replace("stolen", "borrowed") + "\n");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(TwoNodes.JSON.readTree(refused.body()).path("position").asText())
                .startsWith("2:/fields/itemStatus");
        assertThat(held()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET | /api/v1/records?limit=0 | | 400 | node.request.value",
                "GET | /api/v1/records?limit=x | | 400 | node.request.value",
                "GET | /api/v1/records?colour=red | | 400 | node.request.unknown",
                "GET | /api/v1/records?kind=a&kind=b | | 400 | node.request.twice",
                "GET | /api/v1/records?from=2026-13 | | 400 | node.request.value",
                "GET | /api/v1/records?agency=MX | | 400 | node.request.value",
                "GET | /api/v1/records?bbox=1,2,3 | | 422 | store.query.box",
                "GET | /api/v1/records?field=x | | 400 | node.request.value",
                "GET | /api/v1/records?cursor=c9.zz | | 422 | store.cursor.malformed",
                "GET | /api/v1/records/nonsense | | 400 | node.request.value",
                "GET | /api/v1/records/00000000-0000-4000-8000-000000000000 | | 404 | node.record.not-held",
                "GET | /api/v1/records/00000000-0000-4000-8000-000000000000?purpose=statistics | | 404 | node.record.not-held",
                "GET | /api/v1/records/00000000-0000-4000-8000-000000000000/proof | | 404 | node.record.not-disclosed",
                "POST | /api/v1/records | {} | 400 | node.request.missing",
                "POST | /api/v1/records | {\"kind\": | 400 | node.request.json",
                "POST | /api/v1/records | [] | 400 | node.request.value",
                "POST | /api/v1/records | {\"a\":1,\"a\":2} | 400 | node.request.json",
                "POST | /api/v1/disclosures | {\"to\":\"us\",\"purpose\":\"x\"} | 400 | node.request.value",
                "POST | /api/v1/disclosures | {\"record\":\"00000000-0000-4000-8000-000000000000\",\"to\":\"us\",\"purpose\":\"x\"} | 404 | node.record.not-held",
                "POST | /api/v1/disclosures | {\"record\":\"x\",\"to\":\"us\",\"purpose\":\"x\"} | 400 | node.request.value",
                "POST | /api/v1/disclosures | {\"record\":\"00000000-0000-4000-8000-000000000000\",\"to\":\"gt\",\"purpose\":\"x\"} | 404 | node.disclosure.no-channel",
                "POST | /api/v1/disclosures | {\"record\":\"00000000-0000-4000-8000-000000000000\",\"to\":\"us\",\"purpose\":\"x\",\"force\":true} | 400 | node.request.unknown",
                "POST | /api/v1/records/00000000-0000-4000-8000-000000000000/withdraw | {\"reason\":\"x\"} | 404 | node.record.not-held",
                "POST | /api/v1/records/00000000-0000-4000-8000-000000000000/correct | {\"source\":\"x\",\"fields\":{}} | 404 | node.record.not-held",
                "POST | /api/v1/approvals/00000000-0000-4000-8000-000000000000 | {\"decision\":\"approve\"} | 400 | node.officer.missing",
                "POST | /api/v1/approvals/00000000-0000-4000-8000-000000000000 | {\"decision\":\"maybe\"} | 400 | node.request.value",
                "POST | /api/v1/agreement/decide | {\"action\":\"eat\",\"purpose\":\"x\",\"kind\":\"person\",\"to\":\"us\"} | 400 | node.request.value",
                "POST | /api/v1/agreement/decide | {\"action\":\"read\",\"purpose\":\"x\"} | 400 | node.request.value",
                "POST | /api/v1/channels/mx/us/resume | {} | 400 | node.officer.missing",
                "POST | /api/v1/channels/us/mx/rotate | {} | 400 | node.officer.missing",
                "GET | /channels/mx/gt/checkpoint | | 404 | node.channel.unknown",
                "GET | /channels/us/mx/checkpoint | | 404 | node.log.empty",
                "GET | /journal/tile/0/999 | | 404 | node.log.no-tile",
                "GET | /journal/tile/0/0 | | 404 | ledger.tile.path",
                "GET | /journal/tile/entries/000.p/0 | | 404 | ledger.tile.path",
                "GET | /api/v1/indicators?dimension=x | | 400 | node.request.value",
                "GET | /api/v1/indicators?indicator=us.cbp.encounters&area=US&rate=true | | 422 | node.indicator.no-denominator",
                "GET | /api/v1/indicators?indicator=mx.sesnsp.crime-victims&rate=true | | 422 | node.indicator.no-area",
                "GET | /api/v1/exports?format=xlsx | | 400 | node.request.value",
                "GET | /api/v1/quarantine?limit=5000 | | 400 | node.request.value",
                "POST | /api/v1/imports?name=../../etc/passwd | x | 400 | node.request.value",
                "POST | /api/v1/imports?name=a.csv&mapping=none | x | * | gateway.mapping.unknown",
                "POST | /api/v1/imports?name=a.csv | x | * | gateway.mapping.none",
                "GET | /api/v1/nowhere | | 404 | node.http.not-found",
                "POST | /api/v1/keys | {} | 405 | node.http.method",
            })
    void badInput_isRefusedPrecisely(String method, String target, String body, String status, String code)
            throws Exception {
        HttpResponse<String> answer =
                method.equals("GET") ? mx.get(target) : mx.post(target, "application/json", body == null ? "" : body);
        JsonNode problem = TwoNodes.JSON.readTree(answer.body());
        assertThat(problem.path("problems").findValuesAsText("code"))
                .as(answer.body())
                .contains(code);
        assertThat(answer.statusCode()).isBetween(400, 499);
        if (!status.equals("*")) {
            assertThat(answer.statusCode()).isEqualTo(Integer.parseInt(status));
        }
        assertThat(problem.path("remedy").asText()).isNotBlank();
        JsonNode spanish = TwoNodes.JSON.readTree((method.equals("GET")
                        ? mx.get(target, "Accept-Language", "es-MX")
                        : mx.post(target, "application/json", body == null ? "" : body, "Accept-Language", "es-MX"))
                .body());
        assertThat(spanish.path("remedy").asText())
                .isNotBlank()
                .isNotEqualTo(problem.path("remedy").asText());
    }

    @ParameterizedTest
    @ValueSource(strings = {"us/atf", "mx/uif", "MX", "mx/fgr/x"})
    void agencyOfAnotherPartyOrNode_doesNotActHere(String agency) throws Exception {
        HttpResponse<String> refused = mx.get("/api/v1/records", "Puente-Agency", agency);
        assertThat(refused.statusCode()).isIn(403, 422);
    }

    @Test
    void wrongContentType_isRefused() throws Exception {
        assertThat(mx.post("/api/v1/records", "text/plain", vehicle("x")).statusCode())
                .isEqualTo(415);
        assertThat(mx.post("/api/v1/disclosures", "application/x-www-form-urlencoded", "a=b")
                        .statusCode())
                .isEqualTo(415);
    }

    @Test
    void oversizedRequest_isRefused() throws Exception {
        String big = "{\"reason\":\"" + "x".repeat(NodeConfiguration.Limits.STANDARD.requestBytes()) + "\"}";
        // The body waits for the answer: a refusal by its stated length must not race with bytes that nobody will read.
        assertThat(mx.send(mx.request("/api/v1/records/" + UNKNOWN + "/withdraw")
                                .header("Content-Type", "application/json")
                                .expectContinue(true)
                                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(big)))
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void secondPerson_mustBeAnother_andThenTheRecordLeaves() throws Exception {
        String person =
                "{\"kind\":\"person\",\"fields\":{\"personName\":\"María López Prueba\",\"personRole\":[\"wanted\"]},\"handling\":"
                        + HANDLING + ",\"provenance\":{\"source\":\"test\",\"synthetic\":true}}";
        String id = mx.postJson("/api/v1/records", person).path("id").asText();
        JsonNode waiting = mx.postJson(
                "/api/v1/disclosures",
                "{\"record\":\"" + id + "\",\"to\":\"us/fbi\",\"purpose\":\"organised-crime\"}",
                "Puente-Officer",
                "Ana");
        assertThat(waiting.path("waiting")).as(waiting.toString()).hasSize(1);
        String approval = waiting.path("waiting").get(0).path("approval").asText();
        assertThat(mx.json("/api/v1/approvals").path("approvals").findValuesAsText("id"))
                .contains(approval);
        HttpResponse<String> same = mx.post(
                "/api/v1/approvals/" + approval,
                "application/json",
                "{\"decision\":\"approve\"}",
                "Puente-Officer",
                "Ana");
        assertThat(same.statusCode()).isEqualTo(403);
        assertThat(same.body()).contains("node.approval.same-officer");
        JsonNode done =
                mx.postJson("/api/v1/approvals/" + approval, "{\"decision\":\"approve\"}", "Puente-Officer", "Beto");
        assertThat(done.path("disclosed").asInt()).isEqualTo(1);
        assertThat(mx.json("/api/v1/approvals").path("approvals").findValuesAsText("id"))
                .doesNotContain(approval);
    }

    @Test
    void file_isImportedThroughItsMapping_twiceChangesNothing_andBadRowsAreQuarantined() throws Exception {
        String lines = new String(
                        puente.record.RecordCodec.standard()
                                .canonical(puente.gateway.ready.Scenario.records("mx")
                                        .getFirst()),
                        java.nio.charset.StandardCharsets.UTF_8)
                + "\n{\"broken\":true}\n";
        JsonNode first = last(mx.post("/api/v1/imports?name=a.jsonl", "application/octet-stream", lines));
        assertThat(first.path("done").asBoolean()).as(first.toString()).isTrue();
        assertThat(first.path("stored").asInt()).isEqualTo(1);
        assertThat(first.path("quarantinedRows").asInt()).isEqualTo(1);
        JsonNode quarantine =
                mx.json("/api/v1/quarantine?import=" + first.path("import").asText());
        assertThat(quarantine.path("rows")).hasSize(1);
        assertThat(quarantine.path("rows").get(0).path("row").asInt()).isEqualTo(2);
        assertThat(quarantine
                        .path("rows")
                        .get(0)
                        .path("faults")
                        .get(0)
                        .path("remedy")
                        .asText())
                .isNotBlank();
        JsonNode second = last(mx.post("/api/v1/imports?name=a.jsonl", "application/octet-stream", lines));
        assertThat(second.path("stored").asInt()).isZero();
        assertThat(second.path("unchanged").asInt()).isEqualTo(1);
    }

    private static JsonNode last(HttpResponse<String> answer) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        List<String> lines = answer.body().lines().toList();
        return TwoNodes.JSON.readTree(lines.getLast());
    }

    @Test
    void export_carriesEveryMarking_orRefuses() throws Exception {
        mx.postJson("/api/v1/records", vehicle("Export"));
        HttpResponse<String> lines = mx.get("/api/v1/exports?kind=vehicle&q=export");
        assertThat(lines.headers().firstValue("Puente-Records")).hasValue("1");
        assertThat(lines.body()).contains("\"tlp\":\"AMBER\"");
        HttpResponse<String> table = mx.get("/api/v1/exports?kind=vehicle&format=csv");
        assertThat(table.statusCode()).isBetween(400, 499);
        assertThat(table.body()).contains("gateway.export.kind");
        try (var left = Files.list(mx.folder.resolve("data/outgoing"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void exportAsNiem_carriesHandling_andSaysWhatItLeavesOut() throws Exception {
        mx.postJson("/api/v1/records", vehicle("Niemexport"));
        HttpResponse<String> xml = mx.get("/api/v1/exports?kind=vehicle&q=niemexport&format=niem");
        assertThat(xml.headers().firstValue("Content-Type").orElse("")).startsWith("application/xml");
        assertThat(xml.headers().firstValue("Puente-Records")).hasValue("1");
        assertThat(xml.headers().firstValue("Puente-Refused")).hasValue("0");
        assertThat(xml.body()).contains("<puente:TLPCode>AMBER</puente:TLPCode>");
        JsonNode json = TwoNodes.JSON.readTree(mx.get("/api/v1/exports?kind=vehicle&q=niemexport&format=niem-json")
                .body());
        assertThat(json.at("/puente:RecordExchange/puente:Record/0/puente:Handling/puente:TLPCode")
                        .asText())
                .isEqualTo("AMBER");
        HttpResponse<String> published = mx.get("/api/v1/formats/niem/puente-niem.xsd");
        assertThat(published.body()).contains("urn:puente:niem:1.0/");
        assertThat(mx.get("/api/v1/formats/niem/niem-core.xsd").statusCode()).isEqualTo(404);
    }

    @Test
    void entitiesOfFollowTheMoney_comeInClosed_andOnlyWhatIsOpenGoesOut() throws Exception {
        String lines = """
                {"id":"NK-7","schema":"Person","properties":{"name":["Ana Ftmexport"]}}
                {"id":"NK-8","schema":"Ownership","properties":{}}
                """;
        JsonNode account = last(mx.post("/api/v1/imports?name=a.ftm.json", "application/octet-stream", lines));
        assertThat(account.path("mapping").asText()).isEqualTo("ftm");
        assertThat(account.path("stored").asInt()).isEqualTo(1);
        assertThat(account.path("quarantined").findValuesAsText("code")).contains("gateway.ftm.schema");
        JsonNode again = last(mx.post("/api/v1/imports?name=a.json&mapping=ftm", "application/octet-stream", lines));
        assertThat(again.path("unchanged").asInt()).isEqualTo(1);
        JsonNode record = mx.json("/api/v1/records?kind=person&q=ftmexport")
                .path("records")
                .get(0);
        assertThat(record.at("/handling/tlp").asText()).isEqualTo("AMBER+STRICT");
        assertThat(record.at("/handling/purposes")).isEmpty();

        HttpResponse<String> closed = mx.get("/api/v1/exports?kind=person&q=ftmexport&format=ftm");
        assertThat(closed.body()).isEmpty();
        assertThat(closed.headers().firstValue("Puente-Refused")).hasValue("1");
        assertThat(java.net.URLDecoder.decode(
                        closed.headers().firstValue("Puente-Refusal").orElse(""),
                        java.nio.charset.StandardCharsets.UTF_8))
                .contains("TLP:AMBER+STRICT");
    }

    @Test
    void health_metrics_andLog_sayHowTheNodeIs_withoutPersonalData() throws Exception {
        mx.get("/api/v1/records?q=APELLIDO");
        JsonNode health = mx.json("/health");
        assertThat(health.path("ready").asBoolean()).isTrue();
        assertThat(health.path("channels").path("us/mx").asText()).isNotBlank();
        String metrics = mx.get("/metrics").body();
        assertThat(metrics)
                .contains("puente_channel_size{channel=\"mx/us\"}", "puente_journal_size", "jvm_memory_used_bytes")
                .contains("puente_http_requests_seconds_count", "hikaricp_connections")
                .doesNotContain("APELLIDO");
        assertThat(Files.readString(mx.folder.resolve("log/node.jsonl")))
                .contains("\"formattedMessage\":\"started\"")
                .doesNotContain("APELLIDO");
    }

    @Test
    void rebinding_andForeignPages_areRefused() throws Exception {
        HttpRequest.Builder foreign = mx.request("/api/v1/records").header("Origin", "https://evil.example");
        assertThat(mx.send(foreign).statusCode()).isEqualTo(403);
    }

    @Test
    void startThatCannotSucceed_saysWhatToDo(@TempDir Path folder) throws Exception {
        assertThat(startCodes(folder)).containsExactly("node.configuration.absent");

        TwoNodes others = new TwoNodes(folder.resolve("a"));
        Path file = others.us.folder.resolve(NodeConfiguration.FILE);
        String sound = Files.readString(file);
        Files.writeString(
                file,
                sound.replaceFirst(
                        "http:\n  port: \"\\d+\"",
                        "http:\n  port: \""
                                + URI.create(mx.node.url().toString()).getPort() + "\""));
        assertThat(startCodes(others.us.folder)).containsExactly("node.start.port-taken");

        Files.writeString(file, sound.replaceFirst("http:\n", "http:\n  address: 0.0.0.0\n"));
        assertThat(startCodes(others.us.folder)).containsExactly("node.start.not-loopback");

        Files.writeString(
                file,
                sound.replaceFirst("localhost:\\d+/", "localhost:1/")
                        .replaceFirst("url: \"jdbc:postgresql://[^/]+/", "url: \"jdbc:postgresql://localhost:1/"));
        assertThat(startCodes(others.us.folder)).allMatch(code -> code.startsWith("store.database."));

        Files.writeString(file, sound);
        Path clause = others.us.folder.resolve("agreement/clauses/2-statistics.yaml");
        Files.writeString(clause, Files.readString(clause).replace("[statistics]", "[statistics, audit]"));
        assertThat(startCodes(others.us.folder)).containsExactly("agreement.signature.other-agreement");

        Files.copy(
                others.mx.folder.resolve("keys/ed25519.key"),
                others.us.folder.resolve("keys/ed25519.key"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertThat(startCodes(others.us.folder)).containsExactly("node.key.mismatch");
    }

    private static List<String> startCodes(Path folder) {
        ProblemException refused = catchThrowableOfType(
                ProblemException.class,
                () -> Node.start(NodeConfiguration.load(folder)).close());
        assertThat(refused).as("the start was refused").isNotNull();
        return refused.problems().stream().map(Problem::code).distinct().toList();
    }

    @Test
    void stop_isGraceful_andQuick(@TempDir Path folder) throws Exception {
        TwoNodes pair = new TwoNodes(folder).start();
        TwoNodes.await(
                "both to talk",
                () -> pair.us
                                .json("/health")
                                .path("channels")
                                .path("mx/us")
                                .asText()
                                .equals("up")
                        ? java.util.Optional.of(true)
                        : java.util.Optional.empty());
        long begun = System.nanoTime();
        pair.close();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(8));
    }
}
