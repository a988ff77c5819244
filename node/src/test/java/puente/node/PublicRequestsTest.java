package puente.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import puente.exchange.Sha256;
import puente.record.CanonicalJson;

/** What everybody is told of requests and tips: whole tens of what had happened by the end of last month, and no small group. */
@Timeout(120)
class PublicRequestsTest {
    private static final String HANDLING =
            "\"handling\":{\"tlp\":\"AMBER\",\"codes\":[],\"purposes\":[\"judicial-cooperation\",\"statistics\"],"
                    + "\"audience\":[\"mx\",\"us\"],\"originatorConsent\":false,\"grading\":\"X4\"},"
                    + "\"provenance\":{\"source\":\"test\",\"synthetic\":true}}\n";
    private static final String TEXT = "[{\"language\":\"en\",\"text\":\"Secret matter\"}]";

    private static TwoNodes nodes;
    private static TwoNodes.Side mx;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        nodes = new TwoNodes(folder).start();
        mx = nodes.mx;
        LocalDate month = LocalDate.now(ZoneOffset.UTC).withDayOfMonth(1).minusMonths(4);
        StringBuilder lines = new StringBuilder();
        for (int at = 0; at < 27; at++) {
            lines.append(request("firearm-trace", month.plusDays(at)));
        }
        for (int at = 0; at < 4; at++) {
            lines.append(request("extradition", month.plusDays(at)));
        }
        for (int at = 0; at < 13; at++) {
            lines.append(request("mutual-legal-assistance", LocalDate.now(ZoneOffset.UTC)));
        }
        for (int at = 0; at < 23; at++) {
            lines.append(tip(month.plusDays(at), at < 14));
        }
        mx.done(mx.post("/api/v1/records", "application/jsonl", lines.toString()));
    }

    @AfterAll
    static void stop() {
        nodes.close();
    }

    private static String request(String category, LocalDate on) {
        return "{\"kind\":\"request\",\"agency\":\"mx/fgr\",\"fields\":{\"requestCategory\":\"" + category
                + "\",\"requestedAgency\":\"us/atf\",\"activityDate\":\"" + on + "\",\"dueDate\":\"" + on.plusDays(30)
                + "\",\"legalBasisText\":" + TEXT + ",\"requestText\":" + TEXT + "}," + HANDLING;
    }

    private static String tip(LocalDate on, boolean ended) {
        return "{\"id\":\"" + UUID.randomUUID()
                + "\",\"kind\":\"tip\",\"agency\":\"mx/fgr\",\"fields\":{\"tipChannel\":\"letter\",\"incidentCategory\":\"threat\","
                + "\"area\":\"MX-SIN\",\"activityDate\":\"" + on + "\""
                + (ended ? ",\"tipOutcome\":\"no-action\",\"activityEndDate\":\"" + on.plusDays(3) + "\"" : "") + "},"
                + HANDLING;
    }

    @Test
    void smallGroupsAndTheRunningMonth_areNotTold_andNothingButCountsAndDaysIs() throws Exception {
        String whole = mx.get("/api/v1/public/requests").body();
        JsonNode data = TwoNodes.JSON.readTree(whole).path("data");

        assertThat(whole).doesNotContain("Secret", "MX-SIN", "mx/fgr", "us/atf", "letter");
        assertThat(data.path("synthetic").asBoolean()).isTrue();
        assertThat(data.path("on").asText())
                .isEqualTo(LocalDate.now(ZoneOffset.UTC)
                        .withDayOfMonth(1)
                        .minusDays(1)
                        .toString());
        var rows = new TreeMap<String, JsonNode>();
        data.path("requests")
                .path("rows")
                .forEach(row -> rows.put(row.path("category").asText(), row));
        assertThat(rows.get("extradition").has("all")).isFalse();
        assertThat(rows.get("extradition").path("counts")).isEmpty();
        assertThat(rows.get("extradition").has("median")).isFalse();
        assertThat(rows.get("mutual-legal-assistance").path("counts"))
                .as("this month's are not told yet")
                .isEmpty();
        data.path("requests")
                .path("sums")
                .forEach(count -> assertThat(count.asInt() % 10).isZero());
        JsonNode traces = rows.get("firearm-trace");
        assertThat(traces.path("counts").path("overdue").asInt()).isEqualTo(20);
        assertThat(traces.path("all").asInt()).isEqualTo(20);
        assertThat(traces.path("median").path("reached").asBoolean(true)).isFalse();
        JsonNode tips = data.path("tips");
        assertThat(tips.path("all").asInt()).isEqualTo(20);
        assertThat(tips.path("rows").path(0).path("counts").has("not-ended")).isFalse();
        assertThat(tips.path("median").path("days").asInt()).isEqualTo(3);
    }

    @Test
    void fingerprint_isOfTheData_andThereIsNothingToFilterBy() throws Exception {
        JsonNode answer = mx.json("/api/v1/public/requests");
        assertThat(answer.path("fingerprint").asText())
                .isEqualTo(Sha256.of(CanonicalJson.write(Json.plain(answer.path("data"))))
                        .hex());
        assertThat(mx.get("/api/v1/public/requests?category=extradition").body())
                .contains("node.request.unknown");
    }
}
