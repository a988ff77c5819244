package puente.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import puente.gateway.stix.StixRecords;
import puente.record.Agency;

/** TAXII 2.1 as a client meets it, on a real node. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class TaxiiTest {
    private static final String OBJECTS = "/taxii2/api/collections/objects/objects/";
    private static final Agency FGR = new Agency("mx/fgr");

    @TempDir
    private static Path folder;

    private static TwoNodes nodes;
    private static String writer;
    private static String reader;

    @BeforeAll
    static void start() throws Exception {
        nodes = new TwoNodes(folder).start();
        writer = account("writer", true, "*");
        reader = account("reader", false, "arms-trafficking");
    }

    /** Wrong credentials close the address that all claims share; the owner's token opens it. */
    @BeforeEach
    void forgive() throws Exception {
        Path file = nodes.mx.node.configuration().data().resolve(OwnerToken.FILE);
        String token = "Bearer " + Files.readString(file).strip();
        assertThat(nodes.mx.get("/api/v1/channels", "Authorization", token).statusCode())
                .isEqualTo(200);
    }

    @AfterAll
    static void stop() {
        nodes.close();
    }

    private static String account(String user, boolean write, String purpose) {
        return TaxiiClient.basic(
                user, TaxiiAccounts.create(nodes.mx.folder, user, FGR, Set.of(purpose), write, new SecureRandom()));
    }

    private static HttpRequest.Builder request(String path, String authorization) {
        return nodes.mx.request(path).header("Authorization", authorization).header("Accept", Taxii.MEDIA_TYPE);
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return nodes.mx.send(request(path, writer));
    }

    private static HttpResponse<String> post(String path, String authorization, String type, String body)
            throws Exception {
        return nodes.mx.send(request(path, authorization)
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static JsonNode json(HttpResponse<String> answer, int status) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).isEqualTo(Taxii.MEDIA_TYPE);
        return TwoNodes.JSON.readTree(answer.body());
    }

    private static String id(String type, int number) {
        return type + "--" + new UUID(0x4000L | number * 65536L, 0x8000_0000_0000_0000L);
    }

    private static String object(String type, int number, String modified) {
        return "{\"type\":\"" + type + "\",\"spec_version\":\"2.1\",\"id\":\"" + id(type, number)
                + "\",\"created\":\"2026-01-01T00:00:00.000Z\",\"modified\":\"" + modified
                + "\",\"name\":\"n\",\"is_family\":false,\"pattern\":\"x\",\"pattern_type\":\"stix\","
                + "\"valid_from\":\"2026-01-01T00:00:00Z\"}";
    }

    private static JsonNode add(String... objects) throws Exception {
        return json(post(OBJECTS, writer, Taxii.MEDIA_TYPE, "{\"objects\":[" + String.join(",", objects) + "]}"), 202);
    }

    @Test
    void discovery_leadsToTheCollections() throws Exception {
        JsonNode discovery = json(get("/taxii2/"), 200);
        String root = discovery.path("default").asText();
        assertThat(discovery.path("api_roots").get(0).asText()).isEqualTo(root);
        JsonNode api = json(get(URI.create(root).getPath()), 200);
        assertThat(api.path("versions").get(0).asText()).isEqualTo(Taxii.MEDIA_TYPE);
        JsonNode collections =
                json(get(URI.create(root).getPath() + "collections/"), 200).path("collections");
        assertThat(collections.findValuesAsText("alias")).contains("objects", "records-arms-trafficking");
        String id = collections.get(0).path("id").asText();
        assertThat(json(get("/taxii2/api/collections/" + id + "/"), 200)
                        .path("can_write")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void tokenOfTheApi_readsAndAddsWithinItsScopes_asBearerAndAsPassword_untilItIsRevoked() throws Exception {
        JsonNode reads = token("\"exports\"");
        String bearer = "Bearer " + reads.path("token").asText();
        assertThat(json(nodes.mx.send(request("/taxii2/api/collections/", bearer)), 200)
                        .path("collections")
                        .findValuesAsText("alias"))
                .contains("objects", "records-arms-trafficking");
        String envelope = "{\"objects\":[" + object("indicator", 77, "2026-01-02T00:00:00.000Z") + "]}";
        assertThat(post(OBJECTS, bearer, Taxii.MEDIA_TYPE, envelope).statusCode())
                .isEqualTo(403);
        String writes = token("\"exports\",\"records.write\"").path("token").asText();
        assertThat(post(OBJECTS, TaxiiClient.basic("opencti", writes), Taxii.MEDIA_TYPE, envelope)
                        .statusCode())
                .isEqualTo(202);
        String other = token("\"channels.read\"").path("token").asText();
        HttpResponse<String> without = nodes.mx.send(request("/taxii2/", "Bearer " + other));
        assertThat(without.statusCode()).isEqualTo(403);
        assertThat(without.body()).contains("node.authority.role");
        nodes.mx.send(
                nodes.mx.request("/api/v1/tokens/" + reads.path("id").asText()).DELETE());
        assertThat(nodes.mx.send(request("/taxii2/", bearer)).statusCode()).isEqualTo(401);
    }

    private static JsonNode token(String scopes) throws Exception {
        return nodes.mx.postJson("/api/v1/tokens", "{\"name\":\"opencti\",\"scopes\":[" + scopes + "]}");
    }

    @Test
    void wrongPasswords_closeTheAccount_andARightOneOpensNothingThen() throws Exception {
        String right = account("guessed", false, "*");
        String wrong = TaxiiClient.basic("guessed", "guess");
        try {
            // Each failure beyond the free ones closes for twice as long; by this clock each has passed.
            for (int each = 0; each < 10; each++) {
                nodes.mx.ahead = Duration.ofMinutes(16L * each);
                assertThat(nodes.mx.send(request("/taxii2/", wrong)).statusCode())
                        .isEqualTo(401);
            }
            HttpResponse<String> closed = nodes.mx.send(request("/taxii2/", right));
            assertThat(closed.statusCode()).isEqualTo(429);
            assertThat(closed.headers().firstValue("Retry-After")).isPresent();
            nodes.mx.ahead = Duration.ofHours(6);
            assertThat(nodes.mx.send(request("/taxii2/", right)).statusCode()).isEqualTo(200);
        } finally {
            nodes.mx.ahead = Duration.ZERO;
        }
    }

    @Test
    void twoHundredAndFiftyObjectsAddedAtOnce_pageWithoutLossOrRepeat() throws Exception {
        JsonNode status = add(IntStream.range(1000, 1250)
                .mapToObj(number -> object("indicator", number, "2026-01-02T00:00:00.000Z"))
                .toArray(String[]::new));
        assertThat(status.path("success_count").asInt()).isEqualTo(250);
        List<String> seen = new ArrayList<>();
        String next = "";
        do {
            HttpResponse<String> answer =
                    get(OBJECTS + "?limit=100&match%5Btype%5D=indicator" + (next.isEmpty() ? "" : "&next=" + next));
            JsonNode page = json(answer, 200);
            assertThat(answer.headers().firstValue("X-TAXII-Date-Added-First")).isPresent();
            page.path("objects").forEach(each -> seen.add(each.path("id").asText()));
            next = page.path("more").asBoolean() ? page.path("next").asText() : "";
        } while (!next.isEmpty());
        assertThat(seen)
                .containsAll(IntStream.range(1000, 1250)
                        .mapToObj(number -> id("indicator", number))
                        .collect(Collectors.toSet()));
        assertThat(new HashSet<>(seen)).hasSameSizeAs(seen);
    }

    @Test
    void addition_isAnsweredByAStatus_thatItsAccountCanAskForAgain() throws Exception {
        JsonNode status = add(object("malware", 1, "2026-01-02T00:00:00.000Z"), "{\"type\":\"malware\"}");
        assertThat(status.path("status").asText()).isEqualTo("complete");
        assertThat(status.path("successes").get(0).path("version").asText()).isEqualTo("2026-01-02T00:00:00.000Z");
        assertThat(status.path("failures").get(0).path("message").asText()).contains("/objects/1");
        String path = "/taxii2/api/status/" + status.path("id").asText() + "/";
        assertThat(json(get(path), 200)).isEqualTo(status);
        json(nodes.mx.send(request(path, reader)), 404);
    }

    @Test
    void versions_manifestAndDeletion_areAsTheStandardHasThem() throws Exception {
        add(object("malware", 2, "2026-01-02T00:00:00.000Z"));
        add(object("malware", 2, "2026-01-03T00:00:00.000Z"));
        String path = OBJECTS + id("malware", 2) + "/";
        assertThat(json(get(path), 200).path("objects").findValuesAsText("modified"))
                .containsExactly("2026-01-03T00:00:00.000Z");
        assertThat(json(get(path + "?match%5Bversion%5D=all"), 200).path("objects"))
                .hasSize(2);
        assertThat(json(get(path + "?match%5Bversion%5D=first"), 200)
                        .path("objects")
                        .findValuesAsText("modified"))
                .containsExactly("2026-01-02T00:00:00.000Z");
        assertThat(json(get(path + "versions/"), 200).path("versions")).hasSize(2);
        assertThat(json(get(path + "?match%5Bspec_version%5D=2.0"), 200).has("objects"))
                .isFalse();
        JsonNode manifest =
                json(get("/taxii2/api/collections/objects/manifest/?match%5Bid%5D=" + id("malware", 2)), 200);
        assertThat(manifest.path("objects").get(0).path("version").asText()).isEqualTo("2026-01-03T00:00:00.000Z");
        String added = manifest.path("objects").get(0).path("date_added").asText();
        assertThat(json(get(path + "?added_after=" + added), 200).has("objects"))
                .isFalse();
        assertThat(nodes.mx
                        .send(request(path + "?match%5Bversion%5D=2026-01-03T00:00:00.000Z", writer)
                                .DELETE())
                        .statusCode())
                .isEqualTo(200);
        assertThat(json(get(path), 200).path("objects").findValuesAsText("modified"))
                .containsExactly("2026-01-02T00:00:00.000Z");
        nodes.mx.send(request(path, writer).DELETE());
        json(get(path), 404);
    }

    @Test
    void whoDoesNotProveWhoTheyAre_isAskedTo() throws Exception {
        for (String authorization :
                List.of("Basic !", TaxiiClient.basic("writer", "wrong"), TaxiiClient.basic("../x", "y"), "Bearer x")) {
            HttpResponse<String> answer = nodes.mx.send(request("/taxii2/", authorization));
            assertThat(json(answer, 401).path("error_code").asText()).isEqualTo("node.taxii.credentials");
            assertThat(answer.headers().firstValue("WWW-Authenticate").orElse(""))
                    .startsWith("Basic");
        }
        assertThat(nodes.mx.get("/taxii2/").statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "application/json,406",
        "application/taxii+json;version=2.0,406",
        "application/taxii+json,200",
        "application/taxii+json; version=2.1,200",
        "*/*,200"
    })
    void theMediaType_isNegotiated(String accept, int status) throws Exception {
        assertThat(nodes.mx
                        .get("/taxii2/", "Authorization", writer, "Accept", accept)
                        .statusCode())
                .isEqualTo(status);
    }

    @Test
    void whatIsRefused_isRefusedAsTheStandardSays() throws Exception {
        json(post(OBJECTS, writer, "application/json", "{}"), 415);
        json(post(OBJECTS, writer, Taxii.MEDIA_TYPE, "{\"objects\":"), 400);
        json(post(OBJECTS, writer, Taxii.MEDIA_TYPE, "{\"objects\":[],\"objects\":[]}"), 400);
        json(post(OBJECTS, writer, Taxii.MEDIA_TYPE, "{\"more\":true}"), 422);
        json(post(OBJECTS, reader, Taxii.MEDIA_TYPE, "{\"objects\":[]}"), 403);
        json(
                post(
                        "/taxii2/api/collections/records-arms-trafficking/objects/",
                        writer,
                        Taxii.MEDIA_TYPE,
                        "{\"objects\":[]}"),
                403);
        json(post(OBJECTS, writer, Taxii.MEDIA_TYPE, " ".repeat(TaxiiRoutes.CONTENT_BYTES_MAX + 1)), 413);
        json(nodes.mx.send(request("/taxii2/api/collections/records-statistics/", reader)), 404);
        json(get("/taxii2/api/collections/none/"), 404);
        json(get("/taxii2/none/"), 404);
        json(get(OBJECTS + "?limit=0"), 400);
        json(get(OBJECTS + "?next=x"), 400);
        json(get(OBJECTS + "?added_after=yesterday"), 400);
        json(get(OBJECTS + "?match%5Bversion%5D=newest"), 400);
        json(get(OBJECTS + "?match%5Bcolour%5D=red"), 400);
        json(nodes.mx.send(request(OBJECTS, reader).DELETE()), 405);
        assertThat(json(get("/taxii2/api/collections/none/?lang=es"), 404)
                        .path("title")
                        .asText())
                .startsWith("No existe");
    }

    @Test
    void schemas_areForEveryone() throws Exception {
        assertThat(nodes.mx.get("/taxii2/extensions/firearm.json").statusCode()).isEqualTo(200);
        assertThat(nodes.mx.get("/taxii2/extensions/other.json").statusCode()).isEqualTo(404);
    }

    private static final String SEIZURE = """
            {"kind":"firearm","agency":"mx/fgr",
             "handling":{"tlp":"AMBER","codes":[],"purposes":["arms-trafficking"],"audience":["us","mx"],
                         "originatorConsent":false,"grading":"B2"},
             "provenance":{"source":"test","synthetic":true},
             "fields":{"itemSerialIdentification":"TX%s","itemMakeName":"Colt"}}
            """;

    private static Optional<JsonNode> firearm(String serial, String purpose) throws Exception {
        for (JsonNode each : json(get("/taxii2/api/collections/records-" + purpose + "/objects/?limit=900"), 200)
                .path("objects")) {
            if (each.path("item_serial_identification").asText().equals(serial)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    @Test
    void anOwnRecord_isReadForItsPurpose_marked_andBecomesARecordElsewhereOnlyForItsOwnAgency() throws Exception {
        String record = nodes.mx
                .postJson("/api/v1/records", SEIZURE.formatted("4711"))
                .path("id")
                .asText();
        JsonNode object = TwoNodes.await("the firearm's object", () -> firearm("TX4711", "arms-trafficking"));
        assertThat(object.path("record_id").asText()).isEqualTo(record);
        assertThat(firearm("TX4711", "missing-persons")).isEmpty();
        assertThat(object.path("id").asText()).startsWith("puente-firearm--");
        for (JsonNode reference : object.path("object_marking_refs")) {
            json(get("/taxii2/api/collections/records-arms-trafficking/objects/" + reference.asText() + "/"), 200);
        }
        assertThat(StixRecords.id(puente.record.RecordCodec.standard()
                        .parse(TwoNodes.JSON.writeValueAsBytes(bare(nodes.mx.json("/api/v1/records/" + record))))))
                .isEqualTo(object.path("id").asText());
    }

    private static JsonNode bare(JsonNode record) {
        return ((com.fasterxml.jackson.databind.node.ObjectNode) record)
                .retain("agency", "fields", "handling", "id", "kind", "provenance", "recordedAt", "version");
    }

    @Test
    void anObjectWellMarked_becomesARecordOfItsAgency_andAnotherAgencysDoesNot() throws Exception {
        puente.record.Handling handling = puente.record.Handling.ofJson(Map.of(
                "tlp",
                "GREEN",
                "codes",
                List.of(),
                "purposes",
                List.of("arms-trafficking"),
                "audience",
                List.of("mx"),
                "originatorConsent",
                false,
                "grading",
                "B2"));
        for (String agency : List.of("mx/fgr", "us/atf")) {
            puente.record.Record record = new puente.record.Record(
                    UUID.randomUUID(),
                    1,
                    "firearm",
                    new Agency(agency),
                    java.time.Instant.parse("2026-11-01T00:00:00Z"),
                    handling,
                    new puente.record.Provenance("test", true),
                    puente.record.Kinds.standard()
                            .kind("firearm")
                            .normalise(Map.of("itemSerialIdentification", "ZZ99")));
            List<String> objects = new ArrayList<>();
            StixRecords.support(record).forEach(each -> objects.add(text(each)));
            objects.add(text(StixRecords.object(record, record.recordedAt())));
            assertThat(add(objects.toArray(String[]::new)).path("failure_count").asInt())
                    .isZero();
            assertThat(nodes.mx.get("/api/v1/records/" + record.id()).statusCode())
                    .isEqualTo(agency.equals("mx/fgr") ? 200 : 404);
            json(get(OBJECTS + StixRecords.id(record) + "/"), 200);
        }
    }

    private static String text(Map<String, Object> object) {
        return new String(puente.record.CanonicalJson.write(object), java.nio.charset.StandardCharsets.UTF_8);
    }

    @Test
    void theClient_copiesACollection_andKnowsWhereToGoOn() throws Exception {
        add(object("malware", 50, "2026-01-02T00:00:00.000Z"), object("malware", 51, "2026-01-02T00:00:00.000Z"));
        String target = TaxiiClient.basic(
                "target",
                TaxiiAccounts.create(
                        nodes.us.folder, "target", new Agency("us/atf"), Set.of(), true, new SecureRandom()));
        try (TaxiiClient from = new TaxiiClient(collection(nodes.mx), reader);
                TaxiiClient to = new TaxiiClient(collection(nodes.us), target)) {
            TaxiiClient.Pulled pulled = from.pull(Optional.empty(), to::add);
            assertThat(pulled.objects()).isGreaterThanOrEqualTo(2);
            assertThat(pulled.refused()).isZero();
            assertThat(from.pull(pulled.lastAdded(), to::add).objects()).isZero();
        }
        assertThat(nodes.us
                        .get(OBJECTS + id("malware", 50) + "/", "Authorization", target, "Accept", Taxii.MEDIA_TYPE)
                        .statusCode())
                .isEqualTo(200);
    }

    private static URI collection(TwoNodes.Side side) {
        return URI.create(side.node.url() + "/taxii2/api/collections/objects");
    }

    @Test
    void accounts_endWithTheirFile_andKnowCertificates() throws Exception {
        String gone = account("gone", false, "*");
        assertThat(nodes.mx.send(request("/taxii2/", gone)).statusCode()).isEqualTo(200);
        Path file = nodes.mx.folder.resolve("taxii/gone.account");
        Files.writeString(file, Files.readString(file) + "certificate abcd\n");
        TaxiiAccess accounts = new TaxiiAccounts(nodes.mx.folder, List.of(FGR), new SecureRandom());
        assertThat(accounts.account(new TaxiiAccess.Credentials.Certificate("abcd")))
                .hasValueSatisfying(account -> assertThat(account.user()).isEqualTo("gone"));
        assertThat(new TaxiiAccounts(nodes.mx.folder, List.of(new Agency("mx/cnb")), new SecureRandom())
                        .account(new TaxiiAccess.Credentials.Certificate("abcd")))
                .isEmpty();
        Files.delete(file);
        assertThat(nodes.mx.send(request("/taxii2/", gone)).statusCode()).isEqualTo(401);
    }
}
