package puente.node;

import static org.assertj.core.api.Assertions.assertThat;
import static puente.node.TwoNodes.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What everybody may see of a channel's entries by the year in which they were written. */
@Timeout(120)
class LedgerYearsTest {
    private static final int EACH_YEAR = 300;
    private static final int BUNDLE = 256;

    private static void disclose(TwoNodes.Side us, String area, String mode) throws Exception {
        StringBuilder lines = new StringBuilder();
        for (int month = 0; month < EACH_YEAR; month++) {
            lines.append(
                    "{\"kind\":\"observation\",\"agency\":\"us/cbp\",\"fields\":{\"indicator\":\"us.cbp.northbound-crossings\","
                            + "\"area\":\"%s\",\"period\":\"%d-%02d\",\"calendar\":\"calendar\",\"value\":\"7 crossings\","
                                    .formatted(area, 1990 + month / 12, month % 12 + 1)
                            + "\"dimensions\":[\"mode="
                            + mode
                            + "\"]},\"handling\":{\"tlp\":\"CLEAR\",\"codes\":[],\"purposes\":[\"statistics\"],\"audience\":[\"mx\",\"us\"],"
                            + "\"originatorConsent\":false,\"grading\":\"A1\"},\"provenance\":{\"source\":\"test\",\"synthetic\":true}}\n");
        }
        us.done(us.post("/api/v1/records", "application/jsonl", lines.toString()));
        us.postJson(
                "/api/v1/disclosures",
                "{\"filter\":{\"kind\":\"observation\",\"area\":\"" + area
                        + "\"},\"to\":\"mx/sesnsp\",\"purpose\":\"statistics\"}");
    }

    private static JsonNode counted(TwoNodes.Side side, long entries) throws Exception {
        return await("counts of " + entries + " entries", () -> {
            for (JsonNode each : side.json("/api/v1/public/ledger").path("channels")) {
                if (each.path("channel").asText().equals("us/mx")
                        && each.path("counted").asLong() >= entries) {
                    return Optional.of(each);
                }
            }
            return Optional.empty();
        });
    }

    @Test
    void countsAreOfTheYearInWhichABundleWasFilled_andTheTotalIsWhatTheYearsShow_atBothNodes(@TempDir Path folder)
            throws Exception {
        try (TwoNodes nodes = new TwoNodes(folder).start()) {
            int year = LocalDate.now(ZoneOffset.UTC).getYear();
            disclose(nodes.us, "US-TX", "buses");
            assertThat(counted(nodes.us, BUNDLE).path("years")).hasSize(1);
            Instant next =
                    LocalDate.of(year + 1, 1, 15).atStartOfDay(ZoneOffset.UTC).toInstant();
            nodes.us.ahead = Duration.between(Instant.now(), next);
            nodes.mx.ahead = nodes.us.ahead;
            disclose(nodes.us, "US-NM", "railcars");
            for (TwoNodes.Side side : new TwoNodes.Side[] {nodes.us, nodes.mx}) {
                JsonNode channel = counted(side, 2 * BUNDLE);
                assertThat(channel.path("years").findValuesAsText("year"))
                        .containsExactly(String.valueOf(year), String.valueOf(year + 1));
                long sum = 0;
                for (JsonNode each : channel.path("years")) {
                    // 44 entries of the old year lie in the bundle that the new one filled.
                    assertThat(each.path("counted").asInt()).isEqualTo(BUNDLE);
                    assertThat(each.path("kinds").path(0).path("name").asText()).isEqualTo("observation");
                    sum += each.path("kinds").path(0).path("count").asLong();
                }
                assertThat(sum).isPositive();
                assertThat(channel.path("kinds").path(0).path("count").asLong()).isEqualTo(sum);
            }
        }
    }
}
