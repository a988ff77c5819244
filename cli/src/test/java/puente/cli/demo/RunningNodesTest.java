package puente.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import puente.cli.Console;
import puente.cli.Exit;
import puente.cli.Main;
import puente.cli.NodeApi;
import puente.record.Language;

/** Two real nodes as two real processes, with real databases: the commands against them, and {@code kill -9} in a loop. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RunningNodesTest {
    private static final Duration LOOP = Duration.ofSeconds(40);
    private static final int ROUNDS_MIN = 2;
    private static final int A_ROUND = 3000;
    private static final Map<String, Object> FILTER = Map.of("kind", "observation", "from", "1900", "to", "1990");

    @TempDir
    private static Path base;

    private static Pair pair;

    @BeforeAll
    static void startTwoNodes() throws IOException, InterruptedException {
        pair = Pair.create(base.resolve("demo"), Pair.Ports.free(), Language.EN);
        pair.start();
    }

    @AfterAll
    static void stopThem_andNoProcessIsLeft() throws InterruptedException {
        pair.stop();
        assertThat(pair.anythingRuns()).isFalse();
    }

    private record Said(int exit, String out, String err) {}

    private static Said puente(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit = Main.run(
                new Console(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        Language.EN,
                        false),
                arguments);
        return new Said(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static String us() {
        return pair.us().url().toString();
    }

    @Test
    @Order(1)
    void import_quarantinesWhatIsWrong_andSearchAndExportFindTheRest() throws IOException {
        Path file = base.resolve("nationwide-drugs-test.csv");
        String header = "FY,Month (abbv),Component,Region,Land Filter,Area of Responsibility,Drug Type,Count of Event,"
                + "Sum Qty (lbs)\n";
        Files.writeString(
                file,
                header
                        + "2023,OCT,Office of Field Operations,Southwest Border,Land Only,SAN DIEGO FIELD OFFICE,Fentanyl,2,10.5\n"
                        + "2023,OCT,Office of Field Operations,Southwest Border,Land Only,SAN DIEGO FIELD OFFICE,Heroin,two,1\n");
        Said imported = puente(
                "import", file.toString(), "--mapping", "us.cbp.drug-seizures", "--node", us(), "--agency", "us/cbp");
        assertThat(imported.exit()).as(imported.err() + imported.out()).isEqualTo(Exit.FINDINGS);
        assertThat(imported.out()).contains("2 rows").contains("1 in quarantine");
        assertThat(imported.err()).contains("[gateway.");

        Said found = puente("search", "--kind", "observation", "--node", us(), "--json");
        assertThat(found.exit()).isEqualTo(Exit.DONE);
        assertThat(found.out()).contains("us.cbp.drug-seizure-weight");

        Path exported = base.resolve("exported.jsonl");
        Said written = puente("export", "--kind", "observation", "--node", us(), "--to", exported.toString());
        assertThat(written.exit()).as(written.err()).isEqualTo(Exit.DONE);
        assertThat(exported).content().contains("\"handling\"");
        assertThat(puente("export", "--node", us(), "--to", exported.toString()).exit())
                .isEqualTo(Exit.USAGE);
    }

    @Test
    @Order(1)
    void badInput_isRefusedByTheNode_withItsWords() {
        Said unknownPurpose = puente("search", "--limit", "0", "--node", us());
        assertThat(unknownPurpose.exit()).isEqualTo(Exit.USAGE);
        assertThat(unknownPurpose.err()).contains("[node.request.value]");
        Said foreignAgency = puente("search", "--agency", "mx/fgr", "--node", us());
        assertThat(foreignAgency.exit()).isEqualTo(Exit.USAGE);
        assertThat(foreignAgency.err()).contains("[node.agency.foreign]");
        assertThat(puente("import", base.resolve("absent.csv").toString(), "--node", us())
                        .exit())
                .isEqualTo(Exit.USAGE);
    }

    @Test
    @Order(1)
    void channelStatus_showsBothChannels() {
        Said status = puente("channel", "status", "--node", us());
        assertThat(status.exit()).isEqualTo(Exit.DONE);
        assertThat(status.out()).contains("mx/us", "us/mx");
    }

    @Test
    @Order(1)
    void aNodesLogs_verifyOverHttp_withItsPublishedKeys() {
        Said verified = puente("log", "verify", us() + "journal", "--key", us() + "api/v1/keys");
        assertThat(verified.exit()).as(verified.err()).isEqualTo(Exit.DONE);
        assertThat(verified.out()).contains("puente/journal/us: sound");
    }

    @Test
    @Order(1)
    void aSecondNodeInTheSameFolder_orOnATakenPort_doesNotStart() {
        Said init = puente("init", pair.us().folder().toString(), "--name", "us");
        assertThat(init.exit()).isNotEqualTo(Exit.DONE);
        assertThat(init.err()).contains("[node.file.exists]");
        Said run = puente("run", "--folder", base.resolve("nowhere").toString());
        assertThat(run.exit()).isEqualTo(Exit.USAGE);
        assertThat(run.err()).contains("[node.configuration.absent]");
    }

    @Test
    @Order(2)
    void aBackupOfARunningNode_isRestored() {
        Path file = base.resolve("mx.puente-backup");
        Said written = puente("backup", "--folder", pair.mx().folder().toString(), "--to", file.toString());
        assertThat(written.exit()).as(written.err()).isEqualTo(Exit.DONE);
        assertThat(puente("backup", "--folder", pair.mx().folder().toString(), "--to", file.toString())
                        .exit())
                .isNotEqualTo(Exit.DONE);
        Path folder = base.resolve("mx-restored");
        Said restored = puente("restore", file.toString(), "--folder", folder.toString());
        assertThat(restored.exit()).as(restored.err()).isEqualTo(Exit.DONE);
        assertThat(folder.resolve("keys")).isDirectory();
        assertThat(puente("restore", file.toString(), "--folder", folder.toString())
                        .err())
                .contains("[cli.restore.not-empty]");
        assertThat(puente("restore", base.resolve("absent").toString(), "--folder", folder.toString())
                        .exit())
                .isEqualTo(Exit.USAGE);
    }

    /** Every round makes new observations, shares all there are, and kills one node and its database in the middle of it. */
    @Test
    @Order(3)
    void killedInTheMiddleOfABulkShare_nothingIsLost_andNothingIsTwice() throws IOException, InterruptedException {
        Desk cbp = Desk.of(pair.us(), "us/cbp");
        long before = cbp.channel("us/mx").path("size").asLong();
        long deadline = System.nanoTime() + LOOP.toNanos();
        int made = 0;
        for (int round = 0; round < ROUNDS_MIN || System.nanoTime() < deadline; round++) {
            List<Map<String, Object>> observations = new ArrayList<>();
            for (int each = 0; each < A_ROUND; each++) {
                observations.add(Samples.observation("us/cbp", ++made));
            }
            cbp.make(observations);
            long half = cbp.channel("us/mx").path("size").asLong() + A_ROUND / 2;
            CompletableFuture<Void> share = CompletableFuture.runAsync(() -> {
                try {
                    cbp.discloseAll(FILTER, "mx/sesnsp", "statistics");
                } catch (IOException | InterruptedException cut) {
                    // The node was killed while it worked on this: that is the test.
                }
            });
            Await.until(
                    Duration.ofSeconds(20),
                    () -> share.isDone() || cbp.channel("us/mx").path("size").asLong() >= half);
            NodeProcess victim = round % 2 == 0 ? pair.us() : pair.mx();
            victim.kill();
            victim.killDatabase();
            victim.start();
            victim.awaitHealthy();
        }
        cbp.discloseAll(FILTER, "mx/sesnsp", "statistics");
        assertThat(cbp.awaitCosigned("us/mx", Duration.ofSeconds(60))).isTrue();
        assertThat(cbp.channel("us/mx").path("size").asLong() - before).isEqualTo(made);

        long held = 0;
        BigDecimal sum = BigDecimal.ZERO;
        JsonNode rows = pair.mx()
                .api()
                .get("api/v1/indicators"
                        + NodeApi.query(Map.of(
                                "indicator", "us.cbp.drug-seizure-events",
                                "dimension", "drug=other",
                                "purpose", "statistics",
                                "from", "1900",
                                "to", "1990")))
                .json()
                .path("rows");
        for (JsonNode row : rows) {
            held += row.path("observations").asLong();
            sum = sum.add(new BigDecimal(row.path("value").asText()));
        }
        assertThat(held).isEqualTo(made);
        assertThat(sum).isEqualByComparingTo(BigDecimal.valueOf((long) made * (made + 1) / 2));
    }
}
