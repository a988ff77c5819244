package puente.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import puente.cli.NodeApi;
import puente.cli.NodeApi.Answer;
import puente.cli.demo.CheckReport.Seen;

/**
 * The claim that {@code kill -9} loses nothing and doubles nothing: while observations are shared in bulk, first the sender is killed
 * with its database, then the receiver with its own; each is started again, and the same share is asked for once more.
 */
final class CheckCrash {
    /** Enough that a share takes longer than it takes to kill. */
    static final int OBSERVATIONS = 12_000;

    /** What this check made: public figures reach back into those years too. */
    private static final Map<String, Object> FILTER = Map.of(
            "kind",
            "observation",
            "field",
            List.of("indicator:us.cbp.drug-seizure-events"),
            "from",
            "1900",
            "to",
            "1990");

    private final Pair pair;
    private final CheckReport report;

    CheckCrash(Pair pair, CheckReport report) {
        this.pair = pair;
        this.report = report;
    }

    void run() throws InterruptedException {
        report.claim("cli.check.crash", this::killed);
    }

    private Seen killed() throws IOException, InterruptedException {
        Desk cbp = Desk.of(pair.us(), "us/cbp");
        long before = cbp.channel("us/mx").path("size").asLong();
        List<Map<String, Object>> observations = new ArrayList<>();
        for (int number = 1; number <= OBSERVATIONS; number++) {
            observations.add(Samples.observation("us/cbp", number));
        }
        cbp.make(observations);

        long atFirstKill = shareUntil(cbp, before, OBSERVATIONS / 4);
        pair.us().kill();
        pair.us().killDatabase();
        pair.us().start();
        pair.us().awaitHealthy();

        long atSecondKill = shareUntil(cbp, before, OBSERVATIONS / 2);
        pair.mx().kill();
        pair.mx().killDatabase();
        pair.mx().start();
        pair.mx().awaitHealthy();

        Answer again = cbp.discloseAll(FILTER, "mx/sesnsp", "statistics");
        boolean cosigned = cbp.awaitCosigned("us/mx", Duration.ofSeconds(90));
        long appended = cbp.channel("us/mx").path("size").asLong() - before;
        long held = 0;
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode row : held(Desk.of(pair.mx(), "mx/sesnsp").api())) {
            held += row.path("observations").asLong();
            sum = sum.add(new BigDecimal(row.path("value").asText()));
        }
        long expected = (long) OBSERVATIONS * (OBSERVATIONS + 1) / 2;
        return Seen.of(
                cosigned
                        && again.json().path("refused").asLong() == 0
                        && appended == OBSERVATIONS
                        && held == OBSERVATIONS
                        && sum.compareTo(BigDecimal.valueOf(expected)) == 0,
                "kill -9 us @ " + atFirstKill,
                "kill -9 mx @ " + atSecondKill,
                held + "/" + OBSERVATIONS,
                appended + " entries",
                "Σ " + sum.toPlainString());
    }

    private static JsonNode held(NodeApi mx) throws IOException, InterruptedException {
        return mx.get("api/v1/indicators"
                        + NodeApi.query(Map.of(
                                "indicator",
                                "us.cbp.drug-seizure-events",
                                "dimension",
                                "drug=other",
                                "purpose",
                                "statistics",
                                "from",
                                "1900",
                                "to",
                                "1990")))
                .json()
                .path("rows");
    }

    /** Starts the share and returns once the channel has grown by so many entries; the share goes on, or dies with its node. */
    private long shareUntil(Desk cbp, long before, long entries) throws IOException, InterruptedException {
        CompletableFuture<Void> share = CompletableFuture.runAsync(
                () -> {
                    try {
                        cbp.discloseAll(FILTER, "mx/sesnsp", "statistics");
                    } catch (IOException cut) {
                        throw new UncheckedIOException(cut);
                    } catch (InterruptedException interrupted) {
                        Thread.currentThread().interrupt();
                    }
                },
                task -> Thread.ofVirtual().start(task));
        Await.until(
                Duration.ofSeconds(90),
                () -> share.isDone() || cbp.channel("us/mx").path("size").asLong() - before >= entries);
        return cbp.channel("us/mx").path("size").asLong() - before;
    }
}
