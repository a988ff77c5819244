package puente.node;

import static org.assertj.core.api.Assertions.assertThat;
import static puente.node.TwoNodes.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The calls that PyMISP makes, in the form in which it makes them, on two real nodes. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class MispTest {
    private static final String ROOT = "/misp/arms-trafficking/";

    @TempDir
    private static Path folder;

    private static TwoNodes nodes;
    private static String writer;
    private static String reader;
    private static String receiver;

    @BeforeAll
    static void start() throws Exception {
        nodes = new TwoNodes(folder).start();
        writer = token(nodes.mx, "mx/fgr", "\"exports\",\"records.write\",\"disclosures\"");
        reader = token(nodes.mx, "mx/fgr", "\"exports\"");
        receiver = token(nodes.us, "us/atf", "\"exports\"");
    }

    @AfterAll
    static void stop() {
        nodes.close();
    }

    /** A token of the API, as an administrator makes it. */
    private static String token(TwoNodes.Side side, String agency, String scopes) throws Exception {
        return side.postJson(
                        "/api/v1/tokens",
                        "{\"name\":\"pymisp\",\"agency\":\"" + agency + "\",\"scopes\":[" + scopes + "]}")
                .path("token")
                .asText();
    }

    /** As PyMISP asks: the key bare, JSON both ways. */
    private static HttpRequest.Builder request(TwoNodes.Side side, String key, String path) {
        return side.request(path)
                .header("Authorization", key)
                .header("Accept", "application/json")
                .header("Content-Type", "application/json");
    }

    private static HttpResponse<String> get(TwoNodes.Side side, String key, String path) throws Exception {
        return side.send(request(side, key, path));
    }

    private static HttpResponse<String> post(TwoNodes.Side side, String key, String path, String body)
            throws Exception {
        return side.send(request(side, key, path).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static JsonNode json(HttpResponse<String> answer, int status) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return TwoNodes.JSON.readTree(answer.body());
    }

    private static JsonNode add(String event) throws Exception {
        return json(post(nodes.mx, writer, ROOT + "events/add", event), 200).path("Event");
    }

    private static List<String> found(TwoNodes.Side side, String key, String search) throws Exception {
        JsonNode answer = json(post(side, key, ROOT + "events/restSearch", search), 200);
        return answer.path("response").findValues("Event").stream()
                .map(event -> event.path("uuid").asText())
                .toList();
    }

    private static String vehicle(UUID record, String serial, String audience) {
        return "{\"info\":\"Trucks with hidden compartments\",\"distribution\":1,\"threat_level_id\":2,\"analysis\":1,"
                + "\"date\":\"2026-11-20\",\"Attribute\":[],\"Tag\":[{\"name\":\"tlp:amber\"},"
                + "{\"name\":\"puente:purpose=\\\"arms-trafficking\\\"\"},{\"name\":\"puente:grading=\\\"B2\\\"\"},"
                + "{\"name\":\"puente:audience=\\\"mx\\\"\"}," + audience
                + "],\"Object\":[{\"name\":\"puente-vehicle\",\"uuid\":\"" + record
                + "\",\"Attribute\":[{\"type\":\"text\",\"object_relation\":\"item-status\",\"value\":\"stolen\"},"
                + "{\"type\":\"text\",\"object_relation\":\"item-make-name\",\"value\":\"" + serial + "\"},"
                + "{\"type\":\"text\",\"object_relation\":\"record-synthetic\",\"value\":\"true\"}]}]}";
    }

    private static final String FOR_ATF = "{\"name\":\"puente:audience=\\\"us/atf\\\"\"}";

    private static final String PHISHING = "{\"info\":\"Phishing against a port authority\",\"distribution\":\"3\","
            + "\"Attribute\":[{\"type\":\"ip-dst\",\"category\":\"Network activity\",\"value\":\"198.51.100.%s\",\"to_ids\":true,"
            + "\"Tag\":[{\"name\":\"PAP:RED\"}]}],\"Tag\":[{\"name\":\"tlp:green\"},{\"name\":\"osint:certainty=\\\"50\\\"\"}]}";

    @Test
    void client_findsOutWhatItTalksTo() throws Exception {
        JsonNode version = json(get(nodes.mx, reader, ROOT + "servers/getVersion"), 200);
        assertThat(version.path("version").asText()).matches("[0-9]+\\.[0-9]+\\.[0-9]+");
        assertThat(version.path("pymisp_recommended_version").asText())
                .isEqualTo(version.path("version").asText());
        JsonNode user = json(get(nodes.mx, reader, ROOT + "users/view/me"), 200);
        assertThat(user.path("User").path("email").asText()).isEqualTo("pymisp");
        assertThat(user.path("Role").path("perm_publish").asBoolean()).isFalse();
        assertThat(user.path("Organisation").path("name").asText()).isEqualTo("mx/fgr");
        assertThat(user.path("UserSetting").isArray()).isTrue();
        JsonNode types = json(get(nodes.mx, reader, ROOT + "attributes/describeTypes.json"), 200)
                .path("result");
        assertThat(types.path("sane_defaults")
                        .path("ip-dst")
                        .path("default_category")
                        .asText())
                .isEqualTo("Network activity");
    }

    @Test
    void eventThatNoRecordCanState_isKeptWhole_foundAndDeleted_andDoesNotLeave() throws Exception {
        JsonNode added = add(PHISHING.formatted("7"));
        String uuid = added.path("uuid").asText();
        assertThat(added.path("published").asBoolean()).isFalse();
        assertThat(added.path("Attribute")
                        .get(0)
                        .path("Tag")
                        .get(0)
                        .path("name")
                        .asText())
                .isEqualTo("PAP:RED");
        assertThat(json(get(nodes.mx, reader, ROOT + "events/view/" + uuid), 200)
                        .path("Event"))
                .isEqualTo(added);
        assertThat(json(
                                get(
                                        nodes.mx,
                                        reader,
                                        ROOT + "events/view/" + added.path("id").asText()),
                                200)
                        .path("Event"))
                .isEqualTo(added);
        for (String search : List.of(
                "{\"returnFormat\":\"json\",\"value\":\"198.51.100.7\",\"withAttachments\":0,\"metadata\":0}",
                "{\"value\":[\"x\",\"198.51.100.7\"]}",
                "{\"tags\":{\"AND\":[\"tlp:green\",\"osint:%\"],\"NOT\":[\"tlp:red\"]},\"value\":\"%100.7\"}",
                "{\"uuid\":\"" + uuid + "\"}",
                "{\"eventid\":" + added.path("id").asText() + ",\"published\":false}",
                "{\"searchall\":\"%PORT%\",\"type\":\"ip-dst\",\"value\":\"%.7\",\"limit\":1,\"page\":1}")) {
            assertThat(found(nodes.mx, reader, search)).as(search).containsExactly(uuid);
        }
        for (String search : List.of(
                "{\"value\":\"198.51.100\"}",
                "{\"value\":\"198.51.100.7\",\"tags\":\"!tlp:green\"}",
                "{\"uuid\":\"" + uuid + "\",\"published\":true}",
                "{\"uuid\":\"" + uuid + "\",\"to\":\"2020-01-01\"}",
                "{\"uuid\":\"" + uuid + "\",\"timestamp\":4000000000}",
                "{\"uuid\":\"" + uuid + "\",\"limit\":1,\"page\":2}")) {
            assertThat(found(nodes.mx, reader, search)).as(search).isEmpty();
        }
        JsonNode refused = json(post(nodes.mx, writer, ROOT + "events/publish/" + uuid, ""), 422);
        assertThat(refused.path("code").asText()).isEqualTo("gateway.misp.marking-granular");
        assertThat(refused.path("position").asText()).isEqualTo("/Attribute/0");
        assertThat(json(post(nodes.mx, writer, ROOT + "events/delete/" + uuid, ""), 200)
                        .path("success")
                        .asBoolean())
                .isTrue();
        assertThat(get(nodes.mx, reader, ROOT + "events/view/" + uuid).statusCode())
                .isEqualTo(404);
    }

    @Test
    void publishedEvent_isReadOnTheOtherSide_correctedByAnEdit_andDeletedByWhoMayWithdraw() throws Exception {
        UUID record = UUID.randomUUID();
        JsonNode added = add(vehicle(record, "Nissan Alfa", FOR_ATF));
        String uuid = added.path("uuid").asText();
        assertThat(nodes.mx
                        .json("/api/v1/records/" + record)
                        .path("fields")
                        .path("itemMakeName")
                        .asText())
                .isEqualTo("Nissan Alfa");
        assertThat(found(nodes.mx, reader, "{\"value\":\"Nissan Alfa\"}"))
                .as("the event, and not its record once more")
                .containsExactly(uuid);

        JsonNode published = json(post(nodes.mx, writer, ROOT + "events/publish/" + uuid, ""), 200);
        assertThat(published.path("success").asBoolean())
                .as(published.toString())
                .isTrue();
        assertThat(published.path("disclosed").asInt()).isEqualTo(1);
        assertThat(json(get(nodes.mx, reader, ROOT + "events/view/" + uuid), 200)
                        .path("Event")
                        .path("published")
                        .asBoolean())
                .isTrue();
        String atUs = "/api/v1/records/" + record + "?purpose=arms-trafficking";
        assertThat(arrived(atUs, "Nissan Alfa")).isEqualTo("mx/fgr");
        JsonNode withheld = json(get(nodes.us, receiver, ROOT + "events/view/" + record), 403);
        assertThat(withheld.path("code").asText())
                .as("the agreement lets things be exported with two officers' approval, and a program is none")
                .isEqualTo("node.misp.withheld");
        assertThat(found(nodes.us, receiver, "{\"value\":\"Nissan Alfa\"}")).isEmpty();
        assertThat(get(nodes.us, receiver, "/misp/humanitarian-rescue/events/view/" + record)
                        .statusCode())
                .as("purpose binds")
                .isEqualTo(404);

        ObjectNode edit = added.deepCopy();
        ((ObjectNode) edit.path("Object").get(0).path("Attribute").get(1)).put("value", "Nissan Beta");
        JsonNode edited = json(post(nodes.mx, writer, ROOT + "events/edit/" + uuid, "{\"Event\":" + edit + "}"), 200);
        assertThat(edited.path("Event").path("published").asBoolean())
                .as("what stands on the other side is not this any more")
                .isFalse();
        assertThat(json(post(nodes.mx, writer, ROOT + "events/publish/" + uuid, ""), 200)
                        .path("disclosed")
                        .asInt())
                .isEqualTo(1);
        assertThat(arrived(atUs, "Nissan Beta")).isEqualTo("mx/fgr");

        JsonNode kept = json(post(nodes.mx, writer, ROOT + "events/delete/" + uuid, ""), 409);
        assertThat(kept.path("code").asText()).isEqualTo("node.misp.published");
        String owner = Files.readString(nodes.mx.node.configuration().data().resolve(OwnerToken.FILE))
                .strip();
        assertThat(json(post(nodes.mx, owner, ROOT + "events/delete/" + uuid, ""), 200)
                        .path("success")
                        .asBoolean())
                .isTrue();
        await(
                "the withdrawal",
                () -> nodes.us.get(atUs, "Puente-Agency", "us/atf").statusCode() == 404
                        ? Optional.of(true)
                        : Optional.empty());
    }

    /** Waits for a vehicle of that make at the other node; whose statement it is. */
    private static String arrived(String path, String make) throws Exception {
        return await(make + " on the other side", () -> {
            HttpResponse<String> answer = nodes.us.get(path, "Puente-Agency", "us/atf");
            JsonNode record = TwoNodes.JSON.readTree(answer.body());
            return record.path("fields").path("itemMakeName").asText().equals(make)
                    ? Optional.of(record.path("agency").asText())
                    : Optional.empty();
        });
    }

    @Test
    void recordMadeElsewhere_isAnEventToo_forItsPurposesOnly() throws Exception {
        String id = nodes.mx
                .postJson(
                        "/api/v1/records",
                        "{\"kind\":\"vehicle\",\"fields\":{\"itemStatus\":\"stolen\",\"itemMakeName\":\"Dina\"},\"handling\":"
                                + "{\"tlp\":\"AMBER+STRICT\",\"codes\":[\"H1\"],\"purposes\":[\"arms-trafficking\"],"
                                + "\"audience\":[\"us/atf\"],\"originatorConsent\":true,\"grading\":\"B2\"},"
                                + "\"provenance\":{\"source\":\"test\",\"synthetic\":true}}")
                .path("id")
                .asText();
        assertThat(found(nodes.mx, reader, "{\"value\":\"dina\",\"type\":\"text\",\"org\":\"mx/fgr\"}"))
                .containsExactly(id);
        JsonNode event =
                json(get(nodes.mx, reader, ROOT + "events/view/" + id), 200).path("Event");
        assertThat(event.path("Tag").findValuesAsText("name"))
                .containsExactly(
                        "tlp:amber+strict",
                        "puente:code=\"H1\"",
                        "puente:purpose=\"arms-trafficking\"",
                        "puente:audience=\"us/atf\"",
                        "puente:originator-consent=\"required\"",
                        "puente:grading=\"B2\"");
        assertThat(json(
                                get(
                                        nodes.mx,
                                        reader,
                                        ROOT + "events/view/" + event.path("id").asText()),
                                200)
                        .path("Event"))
                .isEqualTo(event);
        assertThat(get(nodes.mx, reader, "/misp/organised-crime/events/view/" + id)
                        .statusCode())
                .isEqualTo(403);
        assertThat(json(post(nodes.mx, writer, ROOT + "events/delete/" + id, ""), 404)
                        .path("code")
                        .asText())
                .as("a record is no event that was added")
                .isEqualTo("node.misp.absent");
    }

    @Test
    void head_tellsWhetherThereIsSuchAnEvent() throws Exception {
        String uuid = add(PHISHING.formatted("8")).path("uuid").asText();
        HttpRequest.Builder head = request(nodes.mx, reader, ROOT + "events/view/" + uuid)
                .method("HEAD", HttpRequest.BodyPublishers.noBody());
        assertThat(nodes.mx.send(head).statusCode()).isEqualTo(200);
        assertThat(nodes.mx
                        .send(request(nodes.mx, reader, ROOT + "events/view/" + UUID.randomUUID())
                                .method("HEAD", HttpRequest.BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void publishing_isForThoseWhomTheTagsName_andNothingGoesAroundTheAgreement() throws Exception {
        String nobody = add(vehicle(UUID.randomUUID(), "Uno", "{\"name\":\"puente:audience=\\\"mx/fgr\\\"\"}"))
                .path("uuid")
                .asText();
        assertThat(json(post(nodes.mx, writer, ROOT + "events/publish/" + nobody, ""), 422)
                        .path("code")
                        .asText())
                .isEqualTo("node.misp.no-recipient");
        String several = add(vehicle(
                        UUID.randomUUID(), "Dos", FOR_ATF + ",{\"name\":\"puente:audience=\\\"us/cbp\\\"\"}"))
                .path("uuid")
                .asText();
        assertThat(json(post(nodes.mx, writer, ROOT + "events/publish/" + several, ""), 422)
                        .path("code")
                        .asText())
                .isEqualTo("node.misp.recipients");
        UUID record = UUID.randomUUID();
        String event = add(vehicle(record, "Tres", FOR_ATF)).path("uuid").asText();
        HttpResponse<String> statistics = post(nodes.mx, writer, "/misp/statistics/events/publish/" + event, "");
        assertThat(statistics.statusCode()).as(statistics.body()).isEqualTo(403);
        assertThat(nodes.mx
                        .json("/api/v1/records/" + record + "/disclosures")
                        .path("active")
                        .isEmpty())
                .isTrue();
        assertThat(get(nodes.mx, reader, "/misp/statistics/events/view/" + event)
                        .statusCode())
                .as("its tags name another purpose")
                .isEqualTo(404);
    }

    @Test
    void purgedRecord_takesItsEventWithIt() throws Exception {
        UUID record = UUID.randomUUID();
        String uuid = add(vehicle(record, "Efímero", FOR_ATF)).path("uuid").asText();
        try (puente.store.Database database = puente.store.Database.open(nodes.mx.database, 2)) {
            assertThat(new puente.store.RecordStore(database).purge(List.of(record)))
                    .isEqualTo(1);
            assertThat(new puente.store.Eraser(database).remains()).contains("record", "misp_event");
        }
        assertThat(get(nodes.mx, reader, ROOT + "events/view/" + uuid).statusCode())
                .isEqualTo(404);
    }

    @Test
    void scopesAndAgencies_bound_whatAKeyMayDo() throws Exception {
        assertThat(get(nodes.mx, "", ROOT + "users/view/me").statusCode()).isIn(401, 403);
        assertThat(post(nodes.mx, reader, ROOT + "events/add", PHISHING.formatted("9"))
                        .statusCode())
                .isEqualTo(403);
        String uuid = add(PHISHING.formatted("10")).path("uuid").asText();
        assertThat(post(nodes.mx, reader, ROOT + "events/delete/" + uuid, "").statusCode())
                .isEqualTo(403);
        String other = token(nodes.mx, "mx/semar", "\"exports\",\"records.write\",\"disclosures\"");
        for (String act : List.of("edit", "delete", "publish")) {
            JsonNode refused =
                    json(post(nodes.mx, other, ROOT + "events/" + act + "/" + uuid, PHISHING.formatted("11")), 403);
            assertThat(refused.path("code").asText()).isEqualTo("node.record.other-agency");
        }
        assertThat(json(
                                post(
                                        nodes.mx,
                                        writer,
                                        ROOT + "events/add",
                                        PHISHING.formatted("12").replaceFirst("\\{", "{\"uuid\":\"" + uuid + "\",")),
                                409)
                        .path("code")
                        .asText())
                .isEqualTo("node.misp.exists");
        assertThat(json(get(nodes.mx, reader, "/misp/nonsense/servers/getVersion"), 404)
                        .path("code")
                        .asText())
                .isEqualTo("node.misp.purpose");
    }

    @Test
    void statementOfAnotherAgency_isNotTakenOver_byAnEvent() throws Exception {
        UUID record = UUID.randomUUID();
        add(vehicle(record, "Original", FOR_ATF));
        String other = token(nodes.mx, "mx/semar", "\"exports\",\"records.write\",\"disclosures\"");
        String uuid = json(post(nodes.mx, other, ROOT + "events/add", vehicle(record, "Falsa", FOR_ATF)), 200)
                .path("Event")
                .path("uuid")
                .asText();
        assertThat(json(post(nodes.mx, other, ROOT + "events/publish/" + uuid, ""), 403)
                        .path("code")
                        .asText())
                .isEqualTo("gateway.misp.agency");
        assertThat(nodes.mx
                        .json("/api/v1/records/" + record)
                        .path("fields")
                        .path("itemMakeName")
                        .asText())
                .isEqualTo("Original");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "{\"returnFormat\":\"csv\"};/returnFormat",
                "{\"includeSightings\":1};/includeSightings",
                "{\"page\":2};/limit",
                "{\"limit\":1001};/limit",
                "{\"limit\":0};/limit",
                "{\"published\":\"maybe\"};/published",
                "{\"from\":\"tomorrow\"};/from",
                "{\"timestamp\":\"7d\"};/timestamp",
                "{\"value\":{\"XOR\":[\"a\"]}};/value",
                "{\"value\":[[\"a\"]]};/value",
                "{\"last\":\"5d\"};/last"
            })
    void filterThatIsNotKnownHere_isRefused_forToLeaveItOutWouldAnswerMore(String search, String position)
            throws Exception {
        JsonNode refused = json(post(nodes.mx, reader, ROOT + "events/restSearch", search), 400);
        assertThat(refused.path("position").asText()).isEqualTo(position);
    }

    @Test
    void limitsOfASearch_areKept() throws Exception {
        String many = "\"" + "a\",\"".repeat(MispFilter.TERMS_MAX - 1) + "a\"";
        assertThat(found(nodes.mx, reader, "{\"value\":[" + many + "]}")).isEmpty();
        assertThat(post(nodes.mx, reader, ROOT + "events/restSearch", "{\"value\":[" + many + ",\"a\"]}")
                        .statusCode())
                .isEqualTo(400);
        String longest = "a".repeat(MispFilter.TERM_LENGTH_MAX);
        assertThat(found(nodes.mx, reader, "{\"value\":\"" + longest + "\"}")).isEmpty();
        assertThat(post(nodes.mx, reader, ROOT + "events/restSearch", "{\"value\":\"" + longest + "a\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(post(
                                nodes.mx,
                                writer,
                                ROOT + "events/add",
                                "{\"info\":\"" + "x".repeat(MispRoutes.CONTENT_BYTES_MAX))
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void hostileTexts_comeBackAsTexts() throws Exception {
        String hostile =
                "<script>alert(1)</script>'; drop table misp_event; -- ${jndi:x} \\u202e %s%n ../../etc/passwd";
        JsonNode added = add("{\"info\":\"" + hostile + "\",\"comment\":\"" + hostile + "\",\"__proto__\":{\"x\":1},"
                + "\"Attribute\":[{\"type\":\"text\",\"value\":\"" + hostile + "\"}]}");
        assertThat(added.path("info").asText()).contains("<script>").contains("\u202e");
        assertThat(found(nodes.mx, reader, "{\"eventinfo\":\"%drop table misp_event%\"}"))
                .containsExactly(added.path("uuid").asText());
        for (String id : List.of("0", "999999999999999999", "-1", "1e9", "%27", "%25", "..%2f..", "A".repeat(500))) {
            assertThat(get(nodes.mx, reader, ROOT + "events/view/" + id).statusCode())
                    .as(id)
                    .isIn(400, 404);
        }
        assertThat(post(nodes.mx, writer, ROOT + "events/add", "[".repeat(100_000))
                        .statusCode())
                .isIn(400, 422);
    }

    @Test
    void pattern_takesTimeByTheTextAlone() {
        assertThat(MispFilter.matches("a%b%c", "a--b--c")).isTrue();
        assertThat(MispFilter.matches("%", "")).isTrue();
        assertThat(MispFilter.matches("ab%ba", "aba")).isFalse();
        assertThat(MispFilter.matches("%a%", "xyz")).isFalse();
        assertThat(MispFilter.matches("a", "ab")).isFalse();
        assertThat(MispFilter.matches("%a".repeat(400) + "%b", "a".repeat(1_000_000)))
                .isFalse();
    }
}
