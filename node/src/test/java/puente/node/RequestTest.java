package puente.node;

import static org.assertj.core.api.Assertions.assertThat;
import static puente.node.TwoNodes.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Requests with a clock between two nodes: they go over, answers come back, and both sides count the same. */
@Timeout(120)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RequestTest {
    private static final String[] FGR = {"Puente-Agency", "mx/fgr", "Puente-Officer", "Ana"};
    private static final String[] ATF = {"Puente-Agency", "us/atf", "Puente-Officer", "Bob"};

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

    private static LocalDate today() {
        return LocalDate.now(ZoneOffset.UTC);
    }

    private static String both(String text) {
        return "[{\"language\":\"en\",\"text\":\"" + text + "\"},{\"language\":\"es\",\"text\":\"" + text + "\"}]";
    }

    private static String request(String to, LocalDate due) {
        return "{\"synthetic\":true,\"fields\":{\"requestCategory\":\"firearm-trace\",\"requestedAgency\":\"" + to
                + "\",\"dueDate\":\"" + due + "\",\"legalBasisText\":" + both("Article 7") + ",\"requestText\":"
                + both("Trace it") + "}}";
    }

    private static String answer(String outcome, String more) {
        return "{\"synthetic\":true,\"fields\":{\"requestOutcome\":\"" + outcome + "\"" + more + "}}";
    }

    private static String asked(LocalDate due) throws Exception {
        return mx.postJson("/api/v1/requests", request("us/atf", due), FGR)
                .path("id")
                .asText();
    }

    private static HttpResponse<String> answered(TwoNodes.Side side, String id, String body, String... by)
            throws Exception {
        return side.post("/api/v1/requests/" + id + "/answer", "application/json", body, by);
    }

    private static Optional<JsonNode> listed(TwoNodes.Side side, String id, String... by) throws Exception {
        JsonNode list = TwoNodes.JSON.readTree(
                side.get("/api/v1/requests?limit=200", by).body());
        for (JsonNode each : list.path("requests")) {
            if (each.path("record").path("id").asText().equals(id)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    private static String refusal(HttpResponse<String> answer) throws Exception {
        return TwoNodes.JSON.readTree(answer.body()).path("code").asText();
    }

    @Test
    void request_reachesTheAgencyAsked_waits_isAnswered_andTheAnswerComesBack() throws Exception {
        String id = asked(today().plusDays(30));
        JsonNode waiting = await("the request", () -> listed(us, id, ATF));
        assertThat(waiting.path("direction").asText()).isEqualTo("received");
        assertThat(waiting.path("state").asText()).isEqualTo("waiting");
        assertThat(waiting.path("daysLeft").asInt()).isBetween(29, 30);
        assertThat(waiting.path("record").path("fields").path("activityDate").asText())
                .isEqualTo(today().toString());
        assertThat(listed(us, id, "Puente-Agency", "us/fbi", "Puente-Officer", "Cy"))
                .as("it is for the agency asked")
                .isEmpty();

        assertThat(refusal(answered(us, id, answer("granted", ""), "Puente-Agency", "us/cbp")))
                .isEqualTo("node.record.not-held");
        assertThat(refusal(answered(us, id, answer("refused", ""), ATF))).isEqualTo("node.requests.reason");
        assertThat(refusal(answered(mx, id, answer("granted", ""), FGR))).isEqualTo("node.requests.not-asked");
        us.done(answered(us, id, answer("granted-in-part", ",\"reasonText\":" + both("The first sale only")), ATF));

        JsonNode back = await(
                "the answer",
                () -> listed(mx, id, FGR)
                        .filter(each -> each.path("state").asText().equals("answered")));
        assertThat(back.path("direction").asText()).isEqualTo("put");
        assertThat(back.path("late").asBoolean()).isFalse();
        assertThat(back.path("answer").path("agency").asText()).isEqualTo("us/atf");
        assertThat(back.path("answer").path("fields").path("requestOutcome").asText())
                .isEqualTo("granted-in-part");
        assertThat(refusal(answered(us, id, answer("granted", ""), ATF))).isEqualTo("node.requests.answered");
    }

    @Test
    void requestThatCannotLeave_orContradictsItself_isNotKept() throws Exception {
        int before = count(mx, "mx", "us");
        String fine = request("us/atf", today().plusDays(30));
        assertThat(refusal(mx.post("/api/v1/requests", "application/json", fine.replace("us/atf", "mx/sesnsp"), FGR)))
                .isEqualTo("node.requests.agency");
        assertThat(refusal(
                        mx.post("/api/v1/requests", "application/json", request("us/atf", today().minusDays(1)), FGR)))
                .isEqualTo("node.requests.order");
        HttpResponse<String> unvetted =
                mx.post("/api/v1/requests", "application/json", request("us/cdc", today().plusDays(9)), FGR);
        assertThat(unvetted.statusCode()).isEqualTo(403);
        assertThat(unvetted.body()).contains("hr-valid-vetting");
        assertThat(refusal(mx.post(
                        "/api/v1/requests",
                        "application/json",
                        fine.replace(
                                "\"requestCategory\"",
                                "\"relatedRecord\":[\"" + UUID.randomUUID() + "\"],\"requestCategory\""),
                        FGR)))
                .isEqualTo("node.requests.not-held");
        assertThat(count(mx, "mx", "us")).isEqualTo(before);
    }

    private static JsonNode direction(TwoNodes.Side side, String from, String to) throws Exception {
        for (JsonNode each : side.json("/api/v1/requests/figures").path("directions")) {
            if (each.path("from").asText().equals(from)
                    && each.path("to").asText().equals(to)) {
                return each;
            }
        }
        return TwoNodes.JSON.missingNode();
    }

    private static int count(TwoNodes.Side side, String from, String to) throws Exception {
        return direction(side, from, to).path("all").path("count").asInt();
    }

    private static String tip(UUID id, int version, LocalDate on, String more) {
        return "{\"id\":\"" + id + "\",\"version\":" + version
                + ",\"kind\":\"tip\",\"agency\":\"mx/fgr\",\"fields\":{\"tipChannel\":\"telephone\","
                + "\"incidentCategory\":\"extortion\",\"area\":\"MX-SIN\",\"activityDate\":\"" + on + "\"" + more
                + "},\"handling\":{\"tlp\":\"AMBER\",\"codes\":[],\"purposes\":[\"statistics\"],\"audience\":[\"mx\",\"us\"],"
                + "\"originatorConsent\":false,\"grading\":\"X4\"},\"provenance\":{\"source\":\"test\",\"synthetic\":true}}";
    }

    @Test
    void tips_areCountedAtHome_byMonth_andNeverLeave() throws Exception {
        LocalDate month = today().withDayOfMonth(1).minusMonths(3);
        StringBuilder lines = new StringBuilder();
        UUID last = UUID.randomUUID();
        for (int at = 0; at < 12; at++) {
            UUID id = at == 11 ? last : UUID.randomUUID();
            LocalDate on = month.plusDays(at);
            lines.append(tip(id, 1, on, "")).append('\n');
            if (at < 9) {
                lines.append(tip(
                                id,
                                2,
                                on,
                                ",\"tipOutcome\":\"passed-on\",\"activityEndDate\":\"" + on.plusDays(at < 6 ? 5 : 45)
                                        + "\""))
                        .append('\n');
            }
        }
        mx.done(mx.post("/api/v1/records", "application/jsonl", lines.toString()));
        assertThat(refusal(mx.post(
                        "/api/v1/records",
                        "application/json",
                        tip(UUID.randomUUID(), 1, month, ",\"tipOutcome\":\"no-action\""))))
                .isEqualTo("node.requests.tip");

        JsonNode tips = mx.json("/api/v1/requests/figures").path("tips");
        assertThat(tips.path("count").asInt()).isEqualTo(12);
        assertThat(tips.path("open").path("count").asInt()).isEqualTo(3);
        assertThat(tips.path("months").path(0).path("ended").path("part").asInt())
                .isEqualTo(6);
        assertThat(tips.path("months").path(0).path("ended").path("whole").asInt())
                .isEqualTo(12);
        HttpResponse<String> leaving = mx.post(
                "/api/v1/disclosures",
                "application/json",
                "{\"record\":\"" + last + "\",\"to\":\"us/atf\",\"purpose\":\"statistics\"}",
                FGR);
        assertThat(leaving.statusCode()).isEqualTo(403);
        assertThat(us.json("/api/v1/requests/figures")
                        .path("tips")
                        .path("count")
                        .asInt())
                .isZero();
    }

    /** The last: it moves both nodes' clocks on. */
    @Test
    @Order(Integer.MAX_VALUE)
    void bothSidesCountTheSame_andOpenOnesAreNotTakenForAnswered() throws Exception {
        List<String> ids = new java.util.ArrayList<>();
        for (int at = 0; at < 12; at++) {
            ids.add(asked(today().plusDays(10)));
        }
        await(
                "the requests",
                () -> Optional.of(direction(us, "mx", "us"))
                        .filter(each -> each.path("all").path("count").asInt() >= 12));
        for (int at = 0; at < 5; at++) {
            us.done(answered(us, ids.get(at), answer("granted", ""), ATF));
        }
        mx.ahead = Duration.ofDays(20);
        us.ahead = mx.ahead;
        for (int at = 5; at < 9; at++) {
            us.done(answered(us, ids.get(at), answer("cannot-be-done", ",\"reasonText\":" + both("No books")), ATF));
        }
        JsonNode here = await(
                "the answers",
                () -> Optional.of(direction(mx, "mx", "us"))
                        .filter(each -> each.path("all")
                                        .path("outcomes")
                                        .path("cannot-be-done")
                                        .asInt()
                                == 4));
        JsonNode there = direction(us, "mx", "us");

        assertThat(there).isEqualTo(here);
        JsonNode traces = here.path("categories").path(0);
        assertThat(traces.path("category").asText()).isEqualTo("firearm-trace");
        assertThat(traces.path("open").path("overdue").asInt()).isGreaterThanOrEqualTo(3);
        assertThat(traces.path("inTime").path("part").asInt()).isGreaterThanOrEqualTo(5);
        assertThat(traces.path("inTime").path("whole").asInt()).isGreaterThanOrEqualTo(12);
        assertThat(traces.path("median").path("days").asInt()).isEqualTo(20);
        assertThat(here.path("categories")
                        .path(2)
                        .path("median")
                        .path("refused")
                        .path("code")
                        .asText())
                .isEqualTo("measure.response.few");
        JsonNode overdue = TwoNodes.JSON.readTree(
                us.get("/api/v1/requests?state=overdue&direction=received", ATF).body());
        assertThat(overdue.path("requests"))
                .hasSizeGreaterThanOrEqualTo(3)
                .allSatisfy(each -> assertThat(each.path("daysLeft").asInt()).isNegative());
        JsonNode late = listed(mx, ids.get(6), FGR).orElseThrow();
        assertThat(late.path("late").asBoolean()).isTrue();
    }
}
