package puente.cli.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import puente.cli.NodeApi.Answer;
import puente.cli.demo.CheckReport.Seen;

/** Claims about forgetting: what is withdrawn is gone everywhere, and its originator knows. */
final class CheckForgetting {
    private static final String DRUGS = "drug-trafficking";

    private final Pair pair;
    private final CheckReport report;
    private final Desk dea;
    private final Desk fgr;

    CheckForgetting(Pair pair, CheckReport report) {
        this.pair = pair;
        this.report = report;
        this.dea = Desk.of(pair.us(), "us/dea");
        this.fgr = Desk.of(pair.mx(), "mx/fgr");
    }

    void run() throws InterruptedException {
        report.claim("cli.check.withdrawal", this::online);
        report.claim("cli.check.withdrawal-offline", this::offline);
    }

    /** A record of ours that the other side holds. */
    private String shared() throws IOException, InterruptedException {
        Map<String, Object> seizure = Samples.seizure("us/dea", "40");
        dea.make(seizure);
        Answer disclosed = dea.disclose(Samples.id(seizure), "mx/fgr", DRUGS);
        if (disclosed.status() != 200
                || fgr.awaitRecord(Samples.id(seizure), DRUGS, 1, CheckSharing.PATIENCE)
                        .isEmpty()) {
            throw new IOException("not shared: " + Desk.why(disclosed));
        }
        return Samples.id(seizure);
    }

    private boolean receiptCame(Duration patience) throws IOException, InterruptedException {
        return Await.until(
                patience,
                () -> dea.channel("us/mx").path("purgeReceiptsOutstanding").asInt(-1) == 0);
    }

    private Seen online() throws IOException, InterruptedException {
        String id = shared();
        long start = System.nanoTime();
        dea.withdraw(id, "Synthetic: entered in error.");
        boolean gone = fgr.awaitGone(id, DRUGS, CheckSharing.PATIENCE);
        boolean receipt = receiptCame(CheckSharing.PATIENCE);
        return Seen.of(gone && receipt, words(gone, receipt), (System.nanoTime() - start) / 1_000_000 + " ms");
    }

    private Seen offline() throws IOException, InterruptedException {
        String id = shared();
        pair.mx().stop();
        dea.withdraw(id, "Synthetic: entered in error.");
        boolean outstanding =
                dea.channel("us/mx").path("purgeReceiptsOutstanding").asInt() > 0;
        pair.mx().start();
        pair.mx().awaitHealthy();
        boolean gone = fgr.awaitGone(id, DRUGS, Duration.ofSeconds(60));
        boolean receipt = receiptCame(Duration.ofSeconds(60));
        return Seen.of(outstanding && gone && receipt, words(gone, receipt));
    }

    private static String words(boolean gone, boolean receipt) {
        return "404 " + (gone ? "✓" : "✗") + ", purgeReceiptsOutstanding=0 " + (receipt ? "✓" : "✗");
    }
}
