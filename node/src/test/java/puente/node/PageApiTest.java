package puente.node;

import static org.assertj.core.api.Assertions.assertThat;
import static puente.node.TwoNodes.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the joint operations centre's page asks two nodes: previews, overview, disclosures, journal, agreement, purposes. */
@Timeout(120)
class PageApiTest {
    private static final String HANDLING =
            "{\"tlp\":\"AMBER\",\"codes\":[],\"purposes\":[\"arms-trafficking\",\"organised-crime\"],"
                    + "\"audience\":[\"mx\",\"us\"],\"originatorConsent\":false,\"grading\":\"B2\"}";

    private static TwoNodes nodes;
    private static TwoNodes.Side mx;
    private static TwoNodes.Side us;
    private static List<String> vehicles;
    private static String person;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        nodes = new TwoNodes(folder).start();
        mx = nodes.mx;
        us = nodes.us;
        vehicles = new ArrayList<>();
        for (int each = 0; each < 5; each++) {
            vehicles.add(made("vehicle", "{\"itemStatus\":\"stolen\",\"itemMakeName\":\"Nissan\"}"));
        }
        person = made(
                "person",
                "{\"personName\":\"María López Prueba\",\"personRole\":[\"wanted\"],\"personResidenceLocation\":"
                        + "{\"area\":\"MX-SIN\"}}");
        mx.postJson("/api/v1/disclosures", wish(vehicles, "us/atf", "arms-trafficking"), "Puente-Officer", "Ana");
        await("the receipt", () -> {
            JsonNode state = mx.channel("mx/us");
            return state.path("cosigned").asLong() == state.path("size").asLong()
                    ? Optional.of(state)
                    : Optional.empty();
        });
    }

    @AfterAll
    static void stop() {
        nodes.close();
    }

    private static String made(String kind, String fields) throws Exception {
        return mx.postJson(
                        "/api/v1/records",
                        "{\"kind\":\"" + kind + "\",\"fields\":" + fields + ",\"handling\":" + HANDLING
                                + ",\"provenance\":{\"source\":\"test\",\"synthetic\":true}}")
                .path("id")
                .asText();
    }

    private static String wish(List<String> records, String to, String purpose) {
        return "{\"records\":[\"" + String.join("\",\"", records) + "\"],\"to\":\"" + to + "\",\"purpose\":\"" + purpose
                + "\"}";
    }

    @Test
    void preview_showsExactlyWhatWouldLeave_andWhoIsMissing_andNothingLeaves() throws Exception {
        String another = made("vehicle", "{\"itemStatus\":\"stolen\",\"itemMakeName\":\"Kenworth\"}");
        long before = mx.channel("mx/us").path("size").asLong();
        JsonNode preview = mx.postJson(
                "/api/v1/disclosures/preview",
                wish(List.of(another, vehicles.getFirst(), person), "us/fbi", "organised-crime"),
                "Puente-Officer",
                "Ana");
        JsonNode leaves = preview.path("records").get(0);
        assertThat(leaves.path("outcome").asText()).as(leaves.toString()).isEqualTo("leaves");
        assertThat(leaves.path("leaves").path("fields").path("itemMakeName").asText())
                .isEqualTo("Kenworth");
        assertThat(leaves.path("clauses").get(0).path("text").path("es").asText())
                .isNotBlank();
        assertThat(preview.path("records").get(1).path("outcome").asText()).isEqualTo("already");
        assertThat(preview.path("records")
                        .get(1)
                        .path("standing")
                        .get(0)
                        .path("entry")
                        .isNumber())
                .isTrue();
        JsonNode waits = preview.path("records").get(2);
        assertThat(waits.path("outcome").asText()).as(waits.toString()).isEqualTo("waits");
        assertThat(waits.path("needs").get(0).asText()).isEqualTo("second-person");
        assertThat(waits.path("redacted").get(0).asText()).isEqualTo("personResidenceLocation");
        assertThat(waits.path("leaves").path("fields").has("personResidenceLocation"))
                .isFalse();
        assertThat(waits.path("obligations").findValuesAsText("type")).contains("redact", "two-person-approval");
        assertThat(preview.path("counts").path("waits").asInt()).isEqualTo(1);
        assertThat(mx.channel("mx/us").path("size").asLong()).isEqualTo(before);
        assertThat(mx.json("/api/v1/approvals").path("approvals").findValuesAsText("record"))
                .doesNotContain(person);
        assertThat(mx.json("/api/v1/journal?act=preview").path("entries").get(0).toString())
                .contains(another);

        JsonNode disclosed = mx.postJson("/api/v1/disclosures", wish(List.of(another), "us/fbi", "organised-crime"));
        assertThat(disclosed.path("disclosed").asInt()).isEqualTo(1);
        us.stop();
        us.start();
        JsonNode read = await("the record", () -> {
            HttpResponse<String> answer =
                    us.get("/api/v1/records/" + another + "?purpose=organised-crime", "Puente-Agency", "us/fbi");
            return answer.statusCode() == 200 ? Optional.of(us.done(answer)) : Optional.empty();
        });
        assertThat(read.path("fields")).isEqualTo(leaves.path("leaves").path("fields"));
        assertThat(read.path("handling")).isEqualTo(leaves.path("leaves").path("handling"));
    }

    @Test
    void preview_saysWhyNot_andRefusesMoreThanAHundred() throws Exception {
        JsonNode refused =
                mx.postJson("/api/v1/disclosures/preview", wish(List.of(vehicles.getFirst()), "us/cdc", "statistics"));
        JsonNode one = refused.path("records").get(0);
        assertThat(one.path("outcome").asText()).isEqualTo("refused");
        assertThat(one.path("reason").path("text").path("es").asText()).isNotBlank();
        assertThat(one.has("leaves")).isFalse();
        String unknown = "00000000-0000-4000-8000-000000000000";
        assertThat(mx.postJson("/api/v1/disclosures/preview", wish(List.of(unknown), "us/atf", "arms-trafficking"))
                        .path("missing")
                        .get(0)
                        .asText())
                .isEqualTo(unknown);
        HttpResponse<String> many = mx.post(
                "/api/v1/disclosures/preview",
                "application/json",
                wish(Collections.nCopies(PreviewRoutes.RECORDS_MAX + 1, unknown), "us/atf", "arms-trafficking"));
        assertThat(many.statusCode()).isEqualTo(400);
        assertThat(many.body()).contains("node.request.value");
        JsonNode filtered = mx.postJson(
                "/api/v1/disclosures/preview",
                "{\"filter\":{\"q\":\"nissan\"},\"to\":\"us/atf\",\"purpose\":\"arms-trafficking\"}");
        assertThat(filtered.path("counts").path("already").asInt()).isEqualTo(5);
    }

    @Test
    void partnersRecord_isDecidedInAPreview_butItsContentIsNotShown() throws Exception {
        JsonNode preview = us.postJson(
                "/api/v1/disclosures/preview", wish(List.of(vehicles.getFirst()), "mx/fgr", "arms-trafficking"));
        JsonNode one = preview.path("records").get(0);
        assertThat(one.path("foreign").asBoolean()).isTrue();
        assertThat(one.has("leaves")).isFalse();
    }

    @Test
    void disclosures_pageByEntry_withoutLossOrRepeat_andTellTheirClauses() throws Exception {
        TreeSet<Long> seen = new TreeSet<>();
        String cursor = "";
        do {
            JsonNode page = mx.json("/api/v1/disclosures?channel=mx/us&purpose=arms-trafficking&limit=2" + cursor);
            for (JsonNode each : page.path("disclosures")) {
                assertThat(seen.add(each.path("entry").asLong())).isTrue();
                assertThat(each.path("clauses").findValuesAsText("id")).contains("ad-vehicles");
                assertThat(each.path("clauses").get(0).path("title").path("es").asText())
                        .isNotBlank();
            }
            cursor = page.has("cursor") ? "&cursor=" + page.path("cursor").asText() : "";
        } while (!cursor.isEmpty());
        assertThat(seen).hasSize(5);
        JsonNode incoming = us.json("/api/v1/disclosures?record=" + vehicles.get(1))
                .path("disclosures")
                .get(0);
        assertThat(incoming.path("direction").asText()).isEqualTo("incoming");
        assertThat(incoming.path("cosigned").asBoolean()).isTrue();
        assertThat(mx.get("/api/v1/disclosures?state=gone").body()).contains("node.request.value");
        assertThat(mx.get("/api/v1/disclosures?cursor=x").body()).contains("node.request.value");
        assertThat(mx.get("/api/v1/disclosures?limit=201").statusCode()).isEqualTo(400);
        assertThat(mx.get("/api/v1/disclosures?channel=mx/nobody").body()).contains("node.channel.unknown");
    }

    @Test
    void withdrawnDisclosure_tellsItsUses_howItEnded_andThePurgeReceipt() throws Exception {
        String id = vehicles.get(4);
        us.json("/api/v1/records/" + id + "?purpose=arms-trafficking", "Puente-Agency", "us/atf");
        await("the use", () -> {
            JsonNode one = mx.json("/api/v1/disclosures?record=" + id)
                    .path("disclosures")
                    .get(0);
            return one.path("useCount").asInt() > 0 ? Optional.of(one) : Optional.empty();
        });
        mx.postJson("/api/v1/records/" + id + "/withdraw", "{\"reason\":\"mistaken\"}");
        JsonNode ended = await("the purge receipt", () -> {
            JsonNode one = mx.json("/api/v1/disclosures?state=ended&record=" + id)
                    .path("disclosures")
                    .path(0);
            return one.path("ended").has("purged") ? Optional.of(one) : Optional.empty();
        });
        assertThat(ended.path("ended").path("cause").asText()).isEqualTo("withdrawn");
        assertThat(ended.path("ended").path("purged").path("channel").asText()).isEqualTo("us/mx");
        assertThat(ended.path("uses").get(0).path("agency").asText()).isEqualTo("us/atf");
        assertThat(mx.json("/api/v1/disclosures?state=active&record=" + id).path("disclosures"))
                .isEmpty();
        JsonNode channels = mx.json("/api/v1/overview").path("channels");
        JsonNode outgoing = channels.get(0);
        assertThat(outgoing.path("channel").asText()).isEqualTo("mx/us");
        assertThat(outgoing.path("moved").path("withdrawn").asInt()).isEqualTo(1);
        assertThat(outgoing.path("moved").path("purged").asInt()).isEqualTo(1);
        assertThat(outgoing.path("moved").path("disclosed").asInt()).isGreaterThanOrEqualTo(5);
        assertThat(outgoing.path("lastReceiptAt").asText()).startsWith("20");
        assertThat(channels.get(1).path("moved").path("uses").asInt()).isPositive();
    }

    @Test
    void moreUsesThanAreShown_areCounted() throws Exception {
        String id = vehicles.get(3);
        for (int each = 0; each <= DisclosureListRoutes.USES_MAX; each++) {
            us.json("/api/v1/records/" + id + "?purpose=arms-trafficking", "Puente-Agency", "us/atf");
        }
        JsonNode used = await("the uses", () -> {
            JsonNode one = mx.json("/api/v1/disclosures?record=" + id)
                    .path("disclosures")
                    .get(0);
            return one.path("useCount").asInt() > DisclosureListRoutes.USES_MAX ? Optional.of(one) : Optional.empty();
        });
        assertThat(used.path("uses")).hasSize(DisclosureListRoutes.USES_MAX);
        assertThat(used.path("uses").get(0).path("entry").asLong())
                .isGreaterThan(used.path("uses").get(1).path("entry").asLong());
    }

    @Test
    void overview_saysWhatNeedsAPerson() throws Exception {
        JsonNode before = mx.json("/api/v1/overview");
        assertThat(before.path("agreement").path("next").path("days").isNumber())
                .isTrue();
        String waiting = made("person", "{\"personName\":\"Juana Prueba\",\"personRole\":[\"wanted\"]}");
        String approval = mx.postJson(
                        "/api/v1/disclosures",
                        wish(List.of(waiting), "us/fbi", "organised-crime"),
                        "Puente-Officer",
                        "Ana")
                .path("waiting")
                .get(0)
                .path("approval")
                .asText();
        JsonNode after = mx.json("/api/v1/overview");
        assertThat(after.path("needs").path("approvals").asInt())
                .isEqualTo(before.path("needs").path("approvals").asInt() + 1);
        assertThat(after.path("items").findValuesAsText("approval")).contains(approval);
        mx.postJson("/api/v1/approvals/" + approval, "{\"decision\":\"refuse\"}", "Puente-Officer", "Beto");
    }

    @Test
    void journal_isReadNewestFirst_filtered_andGoesOnFromItsCursor() throws Exception {
        made("vehicle", "{\"itemStatus\":\"stolen\",\"itemMakeName\":\"Journal\"}");
        JsonNode first = mx.json("/api/v1/journal?limit=3");
        assertThat(first.path("entries")).hasSize(3);
        long newest = first.path("entries").get(0).path("index").asLong();
        assertThat(first.path("entries").get(2).path("index").asLong()).isEqualTo(newest - 2);
        assertThat(first.path("looked").path("entries").asLong()).isEqualTo(3);
        JsonNode next =
                mx.json("/api/v1/journal?limit=3&cursor=" + first.path("cursor").asText());
        assertThat(next.path("entries").get(0).path("index").asLong()).isEqualTo(newest - 3);
        JsonNode made = mx.json("/api/v1/journal?act=record&agency=mx&from=2026&q=%22RECORDS%22");
        assertThat(made.path("entries")).isNotEmpty();
        assertThat(made.path("entries").findValuesAsText("act")).containsOnly("record");
        assertThat(made.has("cursor")).isFalse();
        assertThat(mx.json("/api/v1/journal?to=2020").path("entries")).isEmpty();
        assertThat(mx.json("/api/v1/journal?from=2099").path("entries")).isEmpty();
        assertThat(mx.json("/api/v1/journal?agency=us").path("entries")).isEmpty();
        assertThat(mx.json("/api/v1/journal?act=journal").path("entries")).isNotEmpty();
        assertThat(mx.get("/api/v1/journal?limit=501").statusCode()).isEqualTo(400);
    }

    @Test
    void agreement_isADocumentInBothLanguages_withItsSignatures_andADecisionExplainsItself() throws Exception {
        JsonNode agreement = mx.json("/api/v1/agreement");
        assertThat(agreement.path("title").path("es").asText()).contains("Acuerdo");
        assertThat(agreement.path("signatures").findValuesAsText("party")).contains("mx", "us");
        assertThat(agreement.path("signatures").findValues("valid")).hasSize(4).allMatch(JsonNode::asBoolean);
        JsonNode clause = agreement.path("clauses").get(0);
        assertThat(clause.path("source").path("en").asText()).isNotBlank();
        assertThat(clause.path("purposes").isArray()).isTrue();
        JsonNode decision = mx.postJson(
                "/api/v1/agreement/decide",
                "{\"action\":\"disclose\",\"record\":\"" + person + "\",\"to\":\"us/fbi\",\"purpose\":\"statistics\"}");
        assertThat(decision.path("permitted").asBoolean()).isFalse();
        assertThat(decision.path("considered").findValuesAsText("finding")).contains("other-purpose");
        assertThat(decision.path("considered").get(0).path("why").path("es").asText())
                .isNotBlank();
    }

    @Test
    void purposes_areTold_beforeAnythingIsRead() throws Exception {
        long uses = us.channel("us/mx").path("size").asLong();
        JsonNode told = us.json("/api/v1/records/" + vehicles.get(2) + "/purposes", "Puente-Agency", "us/atf");
        assertThat(told.path("own").asBoolean()).isFalse();
        for (JsonNode each : told.path("purposes")) {
            boolean expected = List.of("arms-trafficking", "organised-crime")
                    .contains(each.path("purpose").asText());
            assertThat(each.path("permitted").asBoolean()).as(each.toString()).isEqualTo(expected);
            assertThat(each.has("receipt")).isEqualTo(expected);
        }
        assertThat(us.channel("us/mx").path("size").asLong()).isEqualTo(uses);
        assertThat(mx.json("/api/v1/records/" + vehicles.get(2) + "/purposes")
                        .path("own")
                        .asBoolean())
                .isTrue();
        assertThat(mx.get("/api/v1/records/00000000-0000-4000-8000-000000000000/purposes")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void recordThatTwoOfficersMustApprove_isReadOnce_afterTheSecondApproved_withItsReceipt() throws Exception {
        String id = made("person", "{\"personName\":\"Rosa Prueba\",\"personRole\":[\"wanted\"]}");
        String waiting = mx.postJson(
                        "/api/v1/disclosures", wish(List.of(id), "us/fbi", "organised-crime"), "Puente-Officer", "Ana")
                .path("waiting")
                .get(0)
                .path("approval")
                .asText();
        mx.postJson("/api/v1/approvals/" + waiting, "{\"decision\":\"approve\"}", "Puente-Officer", "Beto");
        String path = "/api/v1/records/" + id + "?purpose=organised-crime";
        String[] zoe = {"Puente-Agency", "us/fbi", "Puente-Officer", "Zoe"};
        String[] yan = {"Puente-Agency", "us/fbi", "Puente-Officer", "Yan"};
        HttpResponse<String> asked = await("the record", () -> {
            HttpResponse<String> answer = us.get(path, zoe);
            return answer.statusCode() == 404 ? Optional.empty() : Optional.of(answer);
        });
        assertThat(asked.statusCode()).as(asked.body()).isEqualTo(202);
        assertThat(asked.body()).doesNotContain("Rosa");
        String approval = us.done(asked).path("approval").asText();
        assertThat(us.json(path, zoe).path("approval").asText()).isEqualTo(approval);
        assertThat(us.get(path, "Puente-Agency", "us/fbi").body()).contains("node.officer.missing");
        assertThat(us.json("/api/v1/records?kind=person&purpose=organised-crime", zoe)
                        .path("needApproval")
                        .toString())
                .contains(id);
        assertThat(us.json("/api/v1/approvals").path("approvals").findValuesAsText("id"))
                .contains(approval);
        assertThat(us.json("/api/v1/overview").path("needs").path("approvals").asInt())
                .isEqualTo(1);
        assertThat(us.post("/api/v1/approvals/" + approval, "application/json", "{\"decision\":\"approve\"}", zoe)
                        .body())
                .contains("node.approval.same-officer");
        assertThat(us.post("/api/v1/approvals/" + approval, "application/json", "{\"decision\":\"consent\"}", yan)
                        .body())
                .contains("node.request.value");
        assertThat(us.postJson("/api/v1/approvals/" + approval, "{\"decision\":\"approve\"}", yan)
                        .path("approved")
                        .asBoolean())
                .isTrue();
        HttpResponse<String> read = us.get(path, zoe);
        assertThat(read.statusCode()).isEqualTo(200);
        assertThat(read.body()).contains("Rosa");
        assertThat(us.get(path, zoe).statusCode()).isEqualTo(202);
        assertThat(us.json("/api/v1/journal?act=read&q=officers")
                        .path("entries")
                        .get(0)
                        .toString())
                .contains("us/fbi#Yan", "us/fbi#Zoe");
        await("the use receipt", () -> {
            JsonNode one = mx.json("/api/v1/disclosures?record=" + id)
                    .path("disclosures")
                    .get(0);
            return one.path("useCount").asInt() == 1 ? Optional.of(one) : Optional.empty();
        });
    }
}
