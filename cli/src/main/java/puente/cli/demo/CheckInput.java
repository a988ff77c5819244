package puente.cli.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import puente.cli.Console;
import puente.cli.Exit;
import puente.cli.Main;
import puente.cli.demo.CheckReport.Seen;

/** Claims about input that is not as it should be. */
final class CheckInput {
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
