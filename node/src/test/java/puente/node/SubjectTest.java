package puente.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who is who across two nodes: found by the node, read for a purpose, decided by people, forgotten with its records. */
@Timeout(120)
class SubjectTest {
    private static final String[] ROSA = {"Puente-Agency", "mx/cnb", "Puente-Officer", "Rosa"};
    private static final String PURPOSE = "missing-persons";

    private static TwoNodes nodes;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        nodes = new TwoNodes(folder).start();
    }

    @AfterAll
    static void stop() {
        nodes.close();
    }

    /** Makes a person at a node; returns the record's id. */
    private static String person(TwoNodes.Side side, String agency, String name, String more, String purposes)
            throws Exception {
        return made(side, agency, """
                {"kind":"person","fields":{"personName":%s%s},
                 "handling":{"tlp":"CLEAR","codes":[],"purposes":[%s],"audience":["mx","us"],
                             "originatorConsent":false,"grading":"B2"},
                 "provenance":{"source":"invented for a test","synthetic":true}}
                """.formatted(name, more, purposes));
    }

    private static String made(TwoNodes.Side side, String agency, String body) throws Exception {
        return side.postJson("/api/v1/records", body, "Puente-Agency", agency)
                .path("id")
                .asText();
    }

    private static String name(String given, String surname) {
        return "{\"personGivenName\":\"" + given + "\",\"personSurName\":\"" + surname + "\"}";
    }

    private static void disclose(String id) throws Exception {
        nodes.us.postJson(
                "/api/v1/disclosures",
                "{\"record\":\"" + id + "\",\"to\":\"mx/cnb\",\"purpose\":\"" + PURPOSE + "\"}",
                "Puente-Agency",
                "us/fbi",
                "Puente-Officer",
                "Zoe");
    }

    private static JsonNode pair(String one, String other) throws Exception {
        return TwoNodes.await("the pair", () -> {
            for (JsonNode pair :
                    nodes.mx.json("/api/v1/matches?percent=20&limit=200", ROSA).path("pairs")) {
                List<String> ends = List.of(
                        pair.path("one").path("id").asText(),
                        pair.path("other").path("id").asText());
                if (ends.contains(one) && ends.contains(other)) {
                    return Optional.of(pair);
                }
            }
            return Optional.empty();
        });
    }

    private static HttpResponse<String> decide(String path, String body) throws Exception {
        return nodes.mx.post(path, "application/json", body, ROSA);
    }

    private static String code(HttpResponse<String> answer) throws Exception {
        return TwoNodes.JSON.readTree(answer.body()).path("code").asText();
    }

    @Test
    void onePersonOnBothSides_isProposed_readWithAReceipt_confirmed_undone_andGoneWithTheWithdrawal() throws Exception {
        String own = person(
                nodes.mx,
                "mx/cnb",
                name("Ximena", "Duarte Villaseñor"),
                ",\"personBirthDate\":\"2003-05-14\",\"personSexCode\":\"female\"",
                "\"missing-persons\"");
        String foreign = person(
                nodes.us,
                "us/fbi",
                name("Jimena", "Duarte"),
                ",\"personBirthDate\":\"2003-05-14\",\"personSexCode\":\"female\"",
                "\"missing-persons\"");
        disclose(foreign);

        JsonNode pair = pair(own, foreign);
        String id = pair.path("id").asText();
        assertThat(pair.path("probability").asDouble()).isGreaterThan(0.8);
        assertThat(pair.path("purpose").asText()).isEqualTo(PURPOSE);
        assertThat(pair.path("clauses").toString()).contains("pe-missing-persons");
        assertThat(pair.toString())
                .as("of a partner's record the list shows no content")
                .doesNotContain("Jimena");

        JsonNode unread = nodes.mx.json("/api/v1/matches/" + id, ROSA);
        assertThat(unread.toString()).doesNotContain("Jimena").contains("node.purpose.missing");
        JsonNode read = nodes.mx.json("/api/v1/matches/" + id + "?purpose=" + PURPOSE, ROSA);
        assertThat(read.toString()).contains("Jimena", "Ximena");
        assertThat(field(read, "personName")).isEqualTo("differ");
        assertThat(field(read, "personBirthDate")).isEqualTo("same");
        assertThat(read.path("pair").path("reasons").toString()).contains("El mismo día", "Date of birth");
        TwoNodes.await("the receipt of the reading", () -> {
            JsonNode uses = nodes.us.json("/api/v1/records/" + foreign + "/disclosures");
            return uses.toString().contains("\"mx/cnb\"") && uses.toString().contains("uses")
                    ? Optional.of(uses)
                    : Optional.empty();
        });

        String without = "{\"decision\":\"confirm\",\"reason\":\"the same tattoo\"}";
        assertThat(code(decide("/api/v1/matches/" + id, without))).isEqualTo("node.purpose.missing");
        String confirm = "{\"decision\":\"confirm\",\"reason\":\"the same tattoo\",\"purpose\":\"" + PURPOSE + "\"}";
        assertThat(code(nodes.mx.post("/api/v1/matches/" + id, "application/json", confirm, "Puente-Agency", "mx/cnb")))
                .isEqualTo("node.officer.missing");
        JsonNode decision = nodes.mx.done(decide("/api/v1/matches/" + id, confirm));
        assertThat(decision.path("officer").asText()).isEqualTo("mx/cnb#Rosa");
        assertThat(code(decide("/api/v1/matches/" + id, confirm))).isEqualTo("node.match.decided");

        JsonNode subject = nodes.mx.json("/api/v1/subjects/" + own + "?purpose=" + PURPOSE, ROSA);
        assertThat(subject.path("statements")).hasSize(2);
        assertThat(subject.path("links").path(0).path("state").asText()).isEqualTo("confirmed");
        assertThat(subject.path("decisions").path(0).path("reason").asText()).isEqualTo("the same tattoo");
        assertThat(subject.path("subject").asText())
                .isEqualTo(decision.path("subjects").path(0).asText());

        String undo = "{\"reason\":\"another date of birth\",\"purpose\":\"" + PURPOSE + "\"}";
        String undoPath = "/api/v1/subject-decisions/" + decision.path("id").asLong() + "/undo";
        nodes.mx.done(decide(undoPath, undo));
        assertThat(code(decide(undoPath, undo))).isEqualTo("node.subject.undone");
        assertThat(pair(own, foreign).path("id").asText()).isEqualTo(id);
        nodes.mx.done(decide("/api/v1/matches/" + id, confirm));
        JsonNode events = nodes.mx.json("/api/v1/subject-decisions", ROSA).path("decisions");
        assertThat(events.toString()).contains("confirm", "undo");

        nodes.us.postJson(
                "/api/v1/records/" + foreign + "/withdraw",
                "{\"reason\":\"mistaken\"}",
                "Puente-Agency",
                "us/fbi",
                "Puente-Officer",
                "Zoe");
        TwoNodes.await(
                "the withdrawal",
                () -> nodes.mx.get("/api/v1/matches/" + id, ROSA).statusCode() == 404
                        ? Optional.of(true)
                        : Optional.empty());
        JsonNode alone = nodes.mx.json("/api/v1/subjects/" + own, ROSA);
        assertThat(alone.path("statements")).hasSize(1);
        assertThat(alone.path("decisions")).isEmpty();
        assertThat(alone.toString()).doesNotContain("the same tattoo");
    }

    private static String field(JsonNode answer, String name) {
        for (JsonNode field : answer.path("fields")) {
            if (field.path("field").asText().equals(name)) {
                return field.path("agreement").asText();
            }
        }
        return "";
    }

    @Test
    void whatMayNotBeMatched_isNotProposed_andTheJournalSaysWhy() throws Exception {
        String rescue = "\"humanitarian-rescue\"";
        String own = person(
                nodes.mx, "mx/semar", name("Saúl", "Ocampo Quiroga"), ",\"personBirthDate\":\"1992-03-03\"", rescue);
        String other = person(
                nodes.us, "us/uscg", name("Saul", "Ocampo Quiroga"), ",\"personBirthDate\":\"1992-03-03\"", rescue);
        nodes.us.postJson(
                "/api/v1/disclosures",
                "{\"record\":\"" + other + "\",\"to\":\"mx/semar\",\"purpose\":\"humanitarian-rescue\"}",
                "Puente-Agency",
                "us/uscg");

        JsonNode decisions = TwoNodes.await("the decision", () -> {
            for (JsonNode entry :
                    nodes.mx.json("/api/v1/journal?act=match&limit=200").path("entries")) {
                if (entry.toString().contains(other)) {
                    return Optional.of(entry);
                }
            }
            return Optional.empty();
        });
        assertThat(decisions.toString())
                .contains("\"permitted\":[]", "humanitarian-rescue", "agreement.refused.no-permit");
        assertThat(nodes.mx.json("/api/v1/matches?percent=0", ROSA).toString()).doesNotContain(own);
    }

    @Test
    void ownRecordsAreReviewedToo_rejected_merged_split_andConflictsAreNamed() throws Exception {
        List<String> ids = new ArrayList<>();
        for (String given : List.of("Hortensia", "Ortensia", "Hortencia")) {
            ids.add(person(
                    nodes.mx,
                    "mx/fgr",
                    name(given, "Zubiría Malacara"),
                    ",\"personBirthDate\":\"1971-10-09\"",
                    "\"missing-persons\""));
        }
        String first = pair(ids.get(0), ids.get(1)).path("id").asText();
        String second = pair(ids.get(1), ids.get(2)).path("id").asText();
        JsonNode rejected =
                nodes.mx.done(decide("/api/v1/matches/" + first, "{\"decision\":\"reject\",\"reason\":\"sisters\"}"));
        nodes.mx.done(decide("/api/v1/matches/" + second, "{\"decision\":\"confirm\",\"reason\":\"one form\"}"));

        String merge = "{\"with\":\"" + ids.get(2) + "\",\"reason\":\"all one\"}";
        assertThat(code(decide("/api/v1/subjects/" + ids.get(0) + "/merge", merge)))
                .isEqualTo("node.subject.rejected-between");
        nodes.mx.done(decide(
                "/api/v1/subject-decisions/" + rejected.path("id").asLong() + "/undo", "{\"reason\":\"no sisters\"}"));
        JsonNode merged = nodes.mx.done(decide("/api/v1/subjects/" + ids.get(0) + "/merge", merge));
        String subject = merged.path("subjects").path(0).asText();
        assertThat(nodes.mx.json("/api/v1/subjects/" + subject, ROSA).path("statements"))
                .hasSize(3);

        assertThat(code(decide("/api/v1/subjects/" + ids.get(0) + "/merge", merge)))
                .isEqualTo("node.subject.together");
        String all = "{\"records\":[\"" + String.join("\",\"", ids) + "\"],\"reason\":\"none\"}";
        assertThat(code(decide("/api/v1/subjects/" + subject + "/split", all))).isEqualTo("node.subject.all-members");
        nodes.mx.done(decide(
                "/api/v1/subjects/" + subject + "/split",
                "{\"records\":[\"" + ids.get(1) + "\"],\"reason\":\"another mother\"}"));
        assertThat(nodes.mx.json("/api/v1/subjects/" + subject, ROSA).path("statements"))
                .hasSize(2);
        assertThat(code(decide(
                        "/api/v1/subject-decisions/" + merged.path("id").asLong() + "/undo",
                        "{\"reason\":\"too late\"}")))
                .isEqualTo("node.subject.changed-since");
        String tooLong = "{\"records\":[\"" + ids.get(0) + "\"],\"reason\":\""
                + "x".repeat(SubjectRoutes.REASON_MAX + 1) + "\"}";
        assertThat(code(decide("/api/v1/subjects/" + subject + "/split", tooLong)))
                .isEqualTo("node.request.value");
        String tooMany = "{\"records\":[" + ("\"" + ids.get(0) + "\",").repeat(SubjectRoutes.SPLIT_MAX) + "\""
                + ids.get(0) + "\"],\"reason\":\"x\"}";
        assertThat(code(decide("/api/v1/subjects/" + subject + "/split", tooMany)))
                .isEqualTo("node.request.value");
        assertThat(code(decide("/api/v1/subjects/" + java.util.UUID.randomUUID() + "/split", all)))
                .isEqualTo("node.subject.unknown");
        assertThat(code(decide(
                        "/api/v1/matches/" + java.util.UUID.randomUUID(),
                        "{\"decision\":\"reject\",\"reason\":\"x\"}")))
                .isEqualTo("node.match.unknown");
    }

    @Test
    void personsWithDifferentValidCurps_areNeverPutTogether_norTwoKinds() throws Exception {
        String one = person(
                nodes.mx,
                "mx/fgr",
                name("Rubén", "Salcido"),
                ",\"personCurp\":\"SAMR880317HSRLNB07\"",
                "\"missing-persons\"");
        String other = person(
                nodes.mx,
                "mx/fgr",
                name("Lucía", "Lara"),
                ",\"personCurp\":\"LAOL840625MBCRNC09\"",
                "\"missing-persons\"");
        String vehicle = made(nodes.mx, "mx/fgr", """
                {"kind":"vehicle","fields":{"vehicleIdentification":"1FTFW1E50LKD38820","itemStatus":"stolen"},
                 "handling":{"tlp":"CLEAR","codes":[],"purposes":["border-safety"],"audience":["mx"],
                             "originatorConsent":false,"grading":"B2"},
                 "provenance":{"source":"invented for a test","synthetic":true}}
                """);

        assertThat(code(decide("/api/v1/subjects/" + one + "/merge", "{\"with\":\"" + other + "\",\"reason\":\"x\"}")))
                .isEqualTo("node.subject.identifiers-differ");
        assertThat(code(decide(
                        "/api/v1/subjects/" + one + "/merge", "{\"with\":\"" + vehicle + "\",\"reason\":\"x\"}")))
                .isEqualTo("node.subject.kinds-differ");
    }

    @Test
    void personIsFoundAsAClerkTypesIt_onlyWithinWhatTheReaderMayRead() throws Exception {
        String own = person(
                nodes.mx,
                "mx/cnb",
                name("José Guadalupe", "Peña de la Garza"),
                ",\"personCurp\":\"AECJ830120HSRRTL03\"",
                "\"missing-persons\"");
        String foreign = person(nodes.us, "us/fbi", name("Guillermo", "Quintanilla"), "", "\"missing-persons\"");
        disclose(foreign);

        for (String typed : List.of(
                "delagarza pepe", "garza peña lupe", "jose guadalupe penia", "AECJ830120HSRRTL08", "pena garz")) {
            JsonNode found = search(typed, "");
            assertThat(found.path("persons").path(0).path("record").path("id").asText())
                    .as(typed)
                    .isEqualTo(own);
            assertThat(found.path("persons").path(0).path("reasons").path("es").size())
                    .isPositive();
        }
        TwoNodes.await(
                "the partner's record",
                () -> search("memo kintanilla", PURPOSE).toString().contains(foreign)
                        ? Optional.of(true)
                        : Optional.empty());
        assertThat(search("memo kintanilla", "").toString())
                .as("without a purpose")
                .doesNotContain(foreign);
        assertThat(search("memo kintanilla", "organised-crime").toString()).doesNotContain(foreign);
        assertThat(code(nodes.mx.get("/api/v1/persons", ROSA))).isEqualTo("node.request.value");
    }

    private static JsonNode search(String typed, String purpose) throws Exception {
        String query = "/api/v1/persons?q=" + java.net.URLEncoder.encode(typed, java.nio.charset.StandardCharsets.UTF_8)
                + (purpose.isEmpty() ? "" : "&purpose=" + purpose);
        return TwoNodes.await("an answer", () -> {
            JsonNode found = nodes.mx.json(query, ROSA);
            boolean patient = purpose.isEmpty() && typed.contains("memo")
                    || !found.path("persons").isEmpty();
            return patient || !purpose.isEmpty() ? Optional.of(found) : Optional.empty();
        });
    }

    @Test
    void whoIsNotToDecide_isRefused() throws Exception {
        Map<String, String> roles = Map.of("mx.fgr.auditor", "subjects.decide");
        for (String role : roles.keySet()) {
            HttpResponse<String> signedIn =
                    nodes.mx.post("/api/v1/session", "application/json", "{\"role\":\"" + role + "\"}");
            String cookie =
                    signedIn.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
            String csrf = TwoNodes.JSON.readTree(signedIn.body()).path("csrf").asText();
            assertThat(nodes.mx.get("/api/v1/matches", "Cookie", cookie).statusCode())
                    .isEqualTo(200);
            HttpResponse<String> refused = nodes.mx.post(
                    "/api/v1/matches/" + java.util.UUID.randomUUID(),
                    "application/json",
                    "{\"decision\":\"reject\",\"reason\":\"x\"}",
                    "Cookie",
                    cookie,
                    "Puente-Csrf",
                    csrf);
            assertThat(code(refused)).isEqualTo("node.authority.role");
        }
    }
}
