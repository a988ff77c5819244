package puente.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import puente.cli.Console;
import puente.cli.Exit;
import puente.cli.Main;
import puente.cli.NodeApi;
import puente.cli.NodeApi.Answer;
import puente.cli.demo.CheckReport.Seen;

/** Claims about what is put in: a table that is not as it should be, and a file that belongs to a record. */
final class CheckInput {
    /** Enough to need many reads and writes; the bar of 2 GB is measured by bench. */
    private static final int EVIDENCE_BYTES = 16 << 20;

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String PURPOSE = "drug-trafficking";

    private final Pair pair;
    private final CheckReport report;
    private final Console console;

    CheckInput(Pair pair, CheckReport report, Console console) {
        this.pair = pair;
        this.report = report;
        this.console = console;
    }

    void run() throws InterruptedException {
        report.claim("cli.check.table", this::table);
        report.claim("cli.check.evidence", this::evidence);
    }

    /** A file of pseudo-random bytes goes up, is disclosed with a seizure, and is read back at the other party, for the purpose. */
    private Seen evidence() throws IOException, InterruptedException {
        byte[] file = new byte[EVIDENCE_BYTES];
        new Random(EVIDENCE_BYTES).nextBytes(file);
        Desk dea = Desk.of(pair.us(), "us/dea");
        Desk fgr = Desk.of(pair.mx(), "mx/fgr");
        JsonNode stored = dea.api()
                .post("api/v1/evidence", "application/octet-stream", BodyPublishers.ofByteArray(file), PATIENCE)
                .json();
        Map<String, Object> seizure = Samples.seizure("us/dea", "2");
        dea.make(seizure);
        Answer disclosed = dea.discloseWithEvidence(
                Samples.id(seizure),
                "mx/fgr",
                PURPOSE,
                List.of(stored.path("evidence").asText()));
        if (disclosed.status() != 200) {
            return Seen.of(false, Desk.why(disclosed));
        }
        String path = "api/v1/records/" + Samples.id(seizure) + "/evidence/"
                + stored.path("sha256").asText();
        boolean withoutPurpose = fgr.api().getUnchecked(path).status() < 400;
        Optional<byte[]> arrived = Await.value(PATIENCE, () -> {
            try {
                return Optional.of(fgr.api().bytes(path + "?purpose=" + PURPOSE));
            } catch (NodeApi.RefusedException notYet) {
                return Optional.empty();
            }
        });
        boolean whole = arrived.isPresent() && Arrays.equals(arrived.get(), file);
        return Seen.of(
                whole && !withoutPurpose,
                Console.number(arrived.map(bytes -> bytes.length).orElse(0)) + " bytes",
                stored.path("sha256").asText().substring(0, 12));
    }

    /** A table with the header of a known file and a quote that never ends, imported by the command itself. */
    private Seen table() throws IOException, InterruptedException {
        Path file = pair.base().resolve("nationwide-drugs-broken.csv");
        Files.writeString(
                file,
                "FY,Month (abbv),Component,Region,Land Filter,Area of Responsibility,Drug Type,Count of Event,"
                        + "Sum Qty (lbs)\n2024,OCT,\"Office of Field Operations,never closed\n");
        long before = records();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream printed = new PrintStream(err, true, StandardCharsets.UTF_8);
        int exit = Main.run(
                new Console(printed, printed, console.language(), false),
                "import",
                file.toString(),
                "--node",
                pair.us().url().toString());
        String said = err.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.contains("[gateway."))
                .findFirst()
                .orElse("");
        return Seen.of(exit == Exit.USAGE && !said.isEmpty() && records() == before, "exit " + exit, said);
    }

    /** Entries of us's journal that tell of an import: a refused file leaves none. */
    private long records() throws IOException, InterruptedException {
        return pair.us()
                .api()
                .get("metrics")
                .text()
                .lines()
                .filter(line -> line.startsWith("puente_import"))
                .count();
    }
}
