package puente.node;

import static org.assertj.core.api.Assertions.assertThat;
import static puente.node.TwoNodes.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import puente.gateway.iati.IatiCheck;
import puente.ledger.TlogProof;

/** Programmes and evaluations that were registered before their data, at two nodes that both hold the proof. */
@Timeout(120)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ProgrammeTest {
    private static final String INDICATOR = "mx.sesnsp.crime-victims";
    private static final List<String> OTHERS = List.of(
            "MX-AGU", "MX-BCN", "MX-BCS", "MX-CAM", "MX-CHH", "MX-CHP", "MX-COA", "MX-COL", "MX-DUR", "MX-GRO",
            "MX-GUA", "MX-HID", "MX-JAL", "MX-MEX", "MX-MIC", "MX-MOR", "MX-NAY", "MX-NLE", "MX-OAX", "MX-PUE");

    private static TwoNodes nodes;
    private static TwoNodes.Side mx;
    private static TwoNodes.Side us;
    private static YearMonth next;
    private static String programme;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        nodes = new TwoNodes(folder).start();
        mx = nodes.mx;
        us = nodes.us;
        next = YearMonth.now(ZoneOffset.UTC).plusMonths(1);
        observations(next.minusMonths(37), 37, 1.0);
        programme = mx.postJson("/api/v1/programmes", programme("us/cdc"), "Puente-Officer", "Ana")
                .path("id")
                .asText();
    }

    @AfterAll
    static void stop() {
        nodes.close();
    }

    private static String programme(String to) {
        return "{\"kind\":\"programme\",\"synthetic\":true,\"to\":\"" + to + "\",\"fields\":{"
                + "\"programmeIdentification\":\"MX-TEST-1\","
                + "\"titleText\":[{\"language\":\"es\",\"text\":\"Programa de prueba\"},{\"language\":\"en\",\"text\":\"A test\"}],"
                + "\"activityDescriptionText\":{\"language\":\"es\",\"text\":\"Inventado\"},"
                + "\"programmeStatus\":\"implementation\",\"plannedStartDate\":\"2026-01-01\",\"area\":[\"MX-SIN\"],"
                + "\"budgetAmount\":\"1500000 USD\",\"indicator\":\"" + INDICATOR + "\","
                + "\"dimensions\":[\"crime=homicidio-doloso\"],"
                + "\"fundingOrganizationName\":[\"A\"],\"implementingOrganizationName\":[\"B\"]}}";
    }

    /** Figures of 21 states, month by month; the programme's own are changed by a factor. */
    private static void observations(YearMonth from, int months, double factor) throws Exception {
        StringBuilder lines = new StringBuilder();
        List<String> areas = new ArrayList<>(OTHERS);
        areas.add("MX-SIN");
        for (String area : areas) {
            Random chance = new Random(area.hashCode() + from.hashCode());
            for (int month = 0; month < months; month++) {
                long value =
                        Math.round(200 * Math.exp(chance.nextGaussian() * 0.08) * (area.equals("MX-SIN") ? factor : 1));
                lines.append("{\"kind\":\"observation\",\"agency\":\"mx/sesnsp\",\"fields\":{\"indicator\":\"")
                        .append(INDICATOR)
                        .append("\",\"area\":\"")
                        .append(area)
                        .append("\",\"period\":\"")
                        .append(from.plusMonths(month))
                        .append("\",\"calendar\":\"calendar\",\"value\":\"")
                        .append(value)
                        .append(
                                " victims\",\"dimensions\":[\"crime=homicidio-doloso\"]},\"handling\":{\"tlp\":\"CLEAR\",\"codes\":[],")
                        .append(
                                "\"purposes\":[\"statistics\"],\"audience\":[\"mx\",\"us\"],\"originatorConsent\":false,")
                        .append("\"grading\":\"A1\"},\"provenance\":{\"source\":\"test\",\"synthetic\":true}}\n");
            }
        }
        mx.done(mx.post("/api/v1/records", "application/jsonl", lines.toString()));
    }

    private static String registration(YearMonth first, int months, String more) {
        return "{\"to\":\"us/cdc\",\"synthetic\":true,\"fields\":{\"programme\":\"" + programme + "\",\"indicator\":\""
                + INDICATOR
                + "\",\"dimensions\":[\"crime=homicidio-doloso\"],\"treatedArea\":\"MX-SIN\",\"comparedArea\":[\""
                + String.join("\",\"", OTHERS) + "\"],\"calendar\":\"calendar\",\"firstPeriod\":\"" + first
                + "\",\"lastPeriod\":\"" + first.plusMonths(months - 1)
                + "\",\"evaluationMethod\":\"difference-in-differences\","
                + "\"effectDirection\":\"fall\",\"leastEffect\":\"20 percent\",\"confidenceLevel\":\"95 percent\""
                + more
                + "}}";
    }

    private static String registered(YearMonth first, int months) throws Exception {
        String id = mx.postJson("/api/v1/registrations", registration(first, months, ""), "Puente-Officer", "Ana")
                .path("id")
                .asText();
        proven(mx, id);
        return id;
    }

    private static JsonNode proven(TwoNodes.Side side, String id) throws Exception {
        return await("the proof", () -> {
            HttpResponse<String> answer = side.get("/api/v1/registrations/" + id + "/report");
            JsonNode report = TwoNodes.JSON.readTree(answer.body());
            return report.has("registered") ? Optional.of(report) : Optional.empty();
        });
    }

    private static List<String> deviations(JsonNode report) {
        List<String> codes = new ArrayList<>();
        report.path("deviations").forEach(each -> codes.add(each.path("code").asText()));
        return codes;
    }

    private static void ahead(Duration by) {
        mx.ahead = by;
        us.ahead = by;
    }

    @Test
    void registration_ofASumOverCrimes_isRefused() throws Exception {
        HttpResponse<String> answer = mx.post(
                "/api/v1/registrations/preview",
                "application/json",
                registration(next.plusMonths(3), 3, "").replace("\"dimensions\":[\"crime=homicidio-doloso\"],", ""),
                "Puente-Officer",
                "Ana");

        assertThat(answer.statusCode()).isEqualTo(422);
        JsonNode refusal =
                TwoNodes.JSON.readTree(answer.body()).path("problems").path(0);
        assertThat(refusal.path("code").asText()).isEqualTo("node.registration.apart");
        assertThat(refusal.path("position").asText()).isEqualTo("/fields/dimensions");
    }

    @Test
    void preview_saysTheSentence_whatCouldNotBeSeen_andKeepsNothing() throws Exception {
        JsonNode before = mx.json("/api/v1/programmes/" + programme).path("registrations");
        JsonNode preview = mx.postJson("/api/v1/registrations/preview", registration(next, 12, ""));
        assertThat(preview.path("outcome").asText()).as(preview.toString()).isEqualTo("leaves");
        assertThat(preview.path("statement").path("es").asText())
                .contains("Sinaloa", "diferencia en diferencias", "20 %");
        assertThat(preview.path("statement").path("en").asText())
                .contains("Sinaloa", "difference in differences", "20%");
        assertThat(preview.path("late").asBoolean()).isFalse();
        assertThat(preview.path("power").path("unseenPercent").asDouble()).isBetween(1.0, 60.0);
        assertThat(preview.path("power").path("reachable").asBoolean()).isTrue();
        assertThat(mx.json("/api/v1/programmes/" + programme).path("registrations"))
                .hasSameSizeAs(before);
        HttpResponse<String> own = mx.post(
                "/api/v1/registrations/preview",
                "application/json",
                registration(next, 12, ",\"statementText\":\"other\""));
        assertThat(mx.done(own).path("statement").path("en").asText()).doesNotContain("other\"");
        HttpResponse<String> wrong =
                mx.post("/api/v1/registrations/preview", "application/json", registration(next, 0, ""));
        assertThat(wrong.body()).contains("measure.registration.order");
    }

    /** The last: it moves both nodes' clocks on. */
    @Test
    @Order(Integer.MAX_VALUE)
    void registeredBefore_judgedAsRegistered_byBothParties_withTheSameFigures() throws Exception {
        String id = registered(next.plusMonths(1), 3);
        JsonNode waiting = mx.json("/api/v1/registrations/" + id + "/report");
        assertThat(waiting.path("state").asText()).isEqualTo("waiting");
        assertThat(waiting.path("timing").path("before").asBoolean()).isTrue();
        assertThat(deviations(waiting)).isEmpty();
        JsonNode cited = waiting.path("registered");
        assertThat(cited.path("channel").asText()).isEqualTo("mx/us");
        TlogProof proof = TlogProof.parse(
                mx.bytes("/api/v1/registrations/" + id + "/proof").body());
        assertThat(proof.index()).isEqualTo(cited.path("entry").asLong());
        assertThat(new String(proof.extra().orElseThrow(), java.nio.charset.StandardCharsets.UTF_8))
                .contains(id, "st-programmes");
        assertThat(cited.path("cosignedAt").asText()).startsWith("20");
        JsonNode theirs = proven(us, id);
        assertThat(theirs.path("registered").path("entry")).isEqualTo(cited.path("entry"));
        assertThat(theirs.path("statement")).isEqualTo(waiting.path("statement"));

        // The log grows; the time that was proven does not move.
        registered(next.plusMonths(2), 3);
        assertThat(mx.json("/api/v1/registrations/" + id + "/report").path("registered"))
                .isEqualTo(cited);

        observations(next, 1, 1.0);
        LocalDate end = next.plusMonths(3).atEndOfMonth();
        ahead(Duration.ofDays(end.toEpochDay() - LocalDate.now(ZoneOffset.UTC).toEpochDay() + 20));
        observations(next.plusMonths(1), 3, 0.5);
        JsonNode report = mx.json("/api/v1/registrations/" + id + "/report");
        assertThat(report.path("state").asText()).as(report.toString()).isEqualTo("evaluated");
        assertThat(report.path("judgement").path("code").asText()).isEqualTo("met");
        assertThat(report.path("timing").path("before").asBoolean()).isTrue();
        assertThat(deviations(report)).isEmpty();
        assertThat(report.path("reading").path("es").asText()).contains("Sinaloa", "por debajo");
        assertThat(report.path("reading").path("en").asText()).contains("could not have been seen");

        mx.postJson(
                "/api/v1/disclosures",
                "{\"filter\":{\"kind\":\"observation\"},\"to\":\"us/cdc\",\"purpose\":\"statistics\"}",
                "Puente-Agency",
                "mx/sesnsp");
        JsonNode check = await("the figures", () -> {
            JsonNode each = us.json("/api/v1/registrations/" + id + "/report");
            return each.path("fingerprint").equals(report.path("fingerprint")) ? Optional.of(each) : Optional.empty();
        });
        assertThat(check.path("finding")).isEqualTo(report.path("finding"));
        assertThat(check.path("judgement")).isEqualTo(report.path("judgement"));
        assertThat(check.path("timing").path("before").asBoolean()).isTrue();

        JsonNode other = mx.json("/api/v1/registrations/" + id
                + "/report?method=interrupted-time-series&area=MX-SON&last=" + next.plusMonths(2));
        assertThat(deviations(other)).contains("method", "area", "last");
        JsonNode moved = mx.json("/api/v1/registrations/" + id + "/report?first=" + next);
        assertThat(deviations(moved)).containsExactly("first");
        assertThat(mx.get("/api/v1/registrations/" + id + "/report?area=Nowhere")
                        .body())
                .contains("node.request.value");

        ObjectNode fields = (ObjectNode) mx.json("/api/v1/records/" + id).path("fields");
        fields.put("leastEffect", "1 percent");
        mx.postJson("/api/v1/records/" + id + "/correct", "{\"fields\":" + fields + ",\"source\":\"second thoughts\"}");
        JsonNode changed = await("the correction", () -> {
            JsonNode each = mx.json("/api/v1/registrations/" + id + "/report");
            return deviations(each).contains("changed") ? Optional.of(each) : Optional.empty();
        });
        assertThat(changed.path("version").asInt()).isEqualTo(1);
        assertThat(changed.path("statement")).isEqualTo(report.path("statement"));
        assertThat(changed.path("registered")).isEqualTo(cited);
        mx.postJson("/api/v1/records/" + id + "/withdraw", "{\"reason\":\"mistaken\"}");
        JsonNode withdrawn = await("the withdrawal", () -> {
            JsonNode each = mx.json("/api/v1/registrations/" + id + "/report");
            return deviations(each).contains("withdrawn") ? Optional.of(each) : Optional.empty();
        });
        assertThat(withdrawn.path("registered")).isEqualTo(cited);
    }

    @Test
    void registeredAfterTheData_isSaidToBeLate() throws Exception {
        String id = registered(next.minusMonths(6), 6);
        JsonNode report = mx.json("/api/v1/registrations/" + id + "/report");
        assertThat(report.path("state").asText()).isEqualTo("evaluated");
        assertThat(report.path("timing").path("before").asBoolean()).isFalse();
        assertThat(deviations(report)).contains("late", "data-first");
        assertThat(report.path("timing").path("recordedBefore").asInt()).isEqualTo(6);
        assertThat(report.path("deviations").get(0).path("text").path("es").asText())
                .startsWith("Registro tardío");
    }

    private static final Path STANDARD =
            Path.of(System.getProperty("puente.shared", "../../shared")).resolve("standards/iati-2.03");

    @Test
    void openProgrammes_andTheirMoney_areIatiActivities_andWhatIsBetweenThePartiesIsNot(@TempDir Path folder)
            throws Exception {
        String open = mx.postJson(
                        "/api/v1/programmes",
                        programme("us/cdc")
                                .replace("MX-TEST-1", "MX-TEST-2")
                                .replace("{\"kind\"", "{\"open\":true,\"kind\""))
                .path("id")
                .asText();
        String paid = "\"fundStage\":\"disbursed\",\"fundTermText\":\"pagado\",\"amount\":\"%s USD\","
                + "\"period\":\"2026-11-20\",\"calendar\":\"calendar\"";
        for (String at : List.of(open, programme)) {
            mx.postJson(
                    "/api/v1/programmes",
                    part("fund-line", at, paid.formatted(at.equals(open) ? "700" : "13"))
                            .replace("{\"kind\"", "{\"open\":true,\"kind\""));
        }
        mx.postJson("/api/v1/programmes", part("fund-line", open, paid.formatted("17")));

        HttpResponse<String> answer = mx.get("/api/v1/public/iati.xml");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body())
                .contains("<iati-identifier>MX-TEST-2</iati-identifier>", ">700.00</value>", "Programa de prueba")
                .doesNotContain("MX-TEST-1", ">13.00</value>", ">17.00</value>");
        assertThat(mx.get("/api/v1/public/iati.xml").body()).isEqualTo(answer.body());
        JsonNode account = imported(answer.body());
        assertThat(account.path("quarantinedRows").asInt())
                .as(account.toString())
                .isZero();
        assertThat(account.path("stored").asInt()).isEqualTo(2);
        assertThat(imported(answer.body()).path("unchanged").asInt())
                .as("the same file again")
                .isEqualTo(2);
        JsonNode found = us.json("/api/v1/records?kind=fund-line&purpose=statistics&q=pagado");
        assertThat(found.path("records").findValuesAsText("source").stream()
                        .filter(source -> source.startsWith("IATI MX-TEST-2")))
                .hasSize(1);
        Path file = Files.writeString(folder.resolve("iati.xml"), answer.body());
        if (Files.isDirectory(STANDARD)) {
            IatiCheck.Report report = IatiCheck.from(List.of(STANDARD)).check(file);
            assertThat(report.faults()).isEmpty();
            assertThat(report.schema()).isTrue();
            assertThat(report.verdict()).isNotEqualTo(IatiCheck.Verdict.NOT_VALID);
        }
    }

    /** What the other node says of a file that it is given. */
    private static JsonNode imported(String xml) throws Exception {
        HttpResponse<String> said = us.post("/api/v1/imports?name=activities.xml", "application/octet-stream", xml);
        assertThat(said.statusCode()).as(said.body()).isEqualTo(200);
        return TwoNodes.JSON.readTree(said.body().lines().toList().getLast());
    }

    @Test
    void openContracts_andTheirPayments_arePublished_andWhatIsBetweenThePartiesIsNot() throws Exception {
        String fields = "\"contractIdentification\":\"C-1\",\"titleText\":[{\"language\":\"es\",\"text\":\"Perros\"}],"
                + "\"contractStatus\":\"active\",\"procurementCategory\":\"services\",\"procurementMethod\":\"open\","
                + "\"buyerOrganizationName\":\"FGR\",\"supplierOrganizationName\":[\"X\"],\"awardDate\":\"2026-10-01\","
                + "\"awardAmount\":\"1000 MXN\",\"processIdentification\":";
        String closed = part("contract", programme, fields + "\"ocds-07smqs-1\"");
        mx.postJson("/api/v1/programmes", closed);
        String open = mx.postJson(
                        "/api/v1/programmes",
                        closed.replace("smqs-1", "smqs-2").replace("{\"kind\"", "{\"open\":true,\"kind\""))
                .path("id")
                .asText();
        mx.postJson(
                "/api/v1/programmes",
                part(
                                "fund-line",
                                programme,
                                "\"contract\":\"" + open
                                        + "\",\"fundStage\":\"disbursed\",\"fundTermText\":\"pagado\","
                                        + "\"amount\":\"400 MXN\",\"period\":\"2026-11-20\",\"calendar\":\"calendar\"")
                        .replace("{\"kind\"", "{\"open\":true,\"kind\""));

        JsonNode releases = mx.json("/api/v1/public/ocds.json").path("releases");
        assertThat(releases.findValuesAsText("ocid")).containsExactly("ocds-07smqs-2", "ocds-07smqs-2");
        assertThat(releases.findValue("transactions")
                        .path(0)
                        .path("value")
                        .path("amount")
                        .asInt())
                .isEqualTo(400);
        assertThat(releases.findValue("planning"))
                .as("the programme is open between the parties alone")
                .isNull();
        assertThat(mx.json("/api/v1/programmes/" + programme).path("contracts")).hasSize(2);

        int held = mx.json("/api/v1/programmes/" + programme).path("contracts").size();
        HttpResponse<String> refused = mx.post(
                "/api/v1/programmes",
                "application/json",
                closed.replace("us/cdc", "us/nobody").replace("smqs-1", "smqs-3"));
        assertThat(refused.statusCode()).as(refused.body()).isBetween(400, 499);
        assertThat(mx.json("/api/v1/programmes/" + programme).path("contracts"))
                .as("what cannot leave is not kept")
                .hasSize(held);

        HttpResponse<String> process =
                mx.post("/api/v1/programmes", "application/json", closed.replace("ocds-07smqs-1", "1"));
        assertThat(process.body()).contains("node.programme.ocid");
        HttpResponse<String> orphan = mx.post(
                "/api/v1/programmes",
                "application/json",
                part(
                        "fund-line",
                        programme,
                        "\"contract\":\"00000000-0000-4000-8000-000000000000\",\"fundStage\":\"disbursed\",\"fundTermText\":\"x\","
                                + "\"amount\":\"1 USD\",\"period\":\"2026\",\"calendar\":\"calendar\""));
        assertThat(orphan.body()).contains("node.programme.no-contract");
    }

    @Test
    void chain_goesFromMoneyToDeliveryToIndicatorToEvaluation() throws Exception {
        String own = mx.postJson("/api/v1/programmes", programme("us/cdc"))
                .path("id")
                .asText();
        for (String line : List.of(
                "\"fundStage\":\"appropriated\",\"fundTermText\":\"aprobado\",\"amount\":\"900000 USD\"",
                "\"fundStage\":\"disbursed\",\"fundTermText\":\"pagado\",\"amount\":\"250000.50 USD\"")) {
            mx.postJson(
                    "/api/v1/programmes",
                    part("fund-line", own, line + ",\"period\":\"2026\",\"calendar\":\"calendar\""));
        }
        for (String people : List.of(
                "\"participants\":\"30 persons\",\"personsFirst\":\"30 persons\"",
                "\"participants\":\"25 persons\",\"personsFirst\":\"5 persons\"")) {
            mx.postJson(
                    "/api/v1/programmes",
                    part(
                            "delivery",
                            own,
                            people
                                    + ",\"deliveryCategory\":\"training\",\"activityDate\":\"2026-05-01\",\"area\":\"MX-SIN\","
                                    + "\"itemDescriptionText\":{\"language\":\"es\",\"text\":\"Curso\"}"));
        }
        await(
                "the programme at the partner",
                () -> us.get("/api/v1/programmes/" + own).statusCode() == 200 ? Optional.of(true) : Optional.empty());
        us.postJson(
                "/api/v1/programmes",
                part(
                                "fund-line",
                                own,
                                "\"fundStage\":\"disbursed\",\"fundTermText\":\"Disbursements\",\"amount\":\"260000 USD\","
                                        + "\"period\":\"2026\",\"calendar\":\"calendar\"")
                        .replace("us/cdc", "mx/fgr"));
        JsonNode chain = await("the other book", () -> {
            JsonNode each = mx.json("/api/v1/programmes/" + own);
            return each.path("money").path("books").size() == 2 ? Optional.of(each) : Optional.empty();
        });
        assertThat(chain.path("people").path("once").asText()).isEqualTo("35");
        assertThat(chain.path("people").path("participants").asText()).isEqualTo("55");
        assertThat(chain.path("deliveries")).hasSize(2);
        assertThat(chain.path("money")
                        .path("books")
                        .get(0)
                        .path("total")
                        .path("amounts")
                        .get(1)
                        .asText())
                .isEqualTo("250000.50");
        assertThat(chain.path("money").path("comparisons").findValuesAsText("difference"))
                .contains("9999.50");
        JsonNode listed = us.json("/api/v1/programmes").path("programmes");
        assertThat(listed.findValuesAsText("channel")).contains("mx/us");
        HttpResponse<String> orphan = mx.post(
                "/api/v1/programmes",
                "application/json",
                part(
                        "fund-line",
                        "00000000-0000-4000-8000-000000000000",
                        "\"fundStage\":\"disbursed\",\"fundTermText\":\"x\","
                                + "\"amount\":\"1 USD\",\"period\":\"2026\",\"calendar\":\"calendar\""));
        assertThat(orphan.body()).contains("node.programme.unknown");
    }

    private static String part(String kind, String programme, String fields) {
        return "{\"kind\":\"" + kind + "\",\"synthetic\":true,\"to\":\"us/cdc\",\"fields\":{\"programme\":\""
                + programme + "\"," + fields + "}}";
    }

    @Test
    void onlyWhoeverAnswersForProgrammes_recordsThem() throws Exception {
        String body = programme("us/cdc");
        for (String role : List.of("supervisor", "analyst", "auditor", "administrator")) {
            HttpResponse<String> answer = as(role, "/api/v1/programmes", body);
            assertThat(answer.statusCode()).as(role).isEqualTo(403);
            assertThat(answer.body()).contains("node.authority.role");
        }
        String bare = body.replace("\"to\":\"us/cdc\",", "")
                .replace(
                        "\"synthetic\":true,",
                        "\"provenance\":{\"source\":\"t\",\"synthetic\":true},\"handling\":{\"tlp\":\"CLEAR\","
                                + "\"codes\":[],\"purposes\":[\"statistics\"],\"audience\":[\"mx\"],\"originatorConsent\":false,"
                                + "\"grading\":\"A1\"},");
        HttpResponse<String> around = as("supervisor", "/api/v1/records", bare);
        assertThat(around.statusCode()).as(around.body()).isEqualTo(403);
        assertThat(as("programme-manager", "/api/v1/programmes", body).statusCode())
                .isEqualTo(201);
        assertThat(as("programme-manager", "/api/v1/records", bare).statusCode())
                .isEqualTo(403);
    }

    private static HttpResponse<String> as(String role, String path, String body) throws Exception {
        HttpResponse<String> session =
                mx.post("/api/v1/session", "application/json", "{\"role\":\"mx.fgr." + role + "\"}");
        String set = session.headers().firstValue("Set-Cookie").orElseThrow();
        return mx.post(
                path,
                "application/json",
                body,
                "Cookie",
                set.substring(0, set.indexOf(';')),
                Gate.CSRF_HEADER,
                mx.done(session).path("csrf").asText());
    }
}
