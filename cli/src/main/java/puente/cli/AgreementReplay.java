package puente.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import puente.agreement.Agreement;
import puente.agreement.AgreementText;
import puente.agreement.Decision;
import puente.agreement.RecordedDecision;
import puente.agreement.Replay;
import puente.record.ProblemException;

/** {@code puente agreement replay}: which recorded decisions another agreement would change; exit code 1 where any would. */
@Command(name = "replay")
final class AgreementReplay implements Callable<Integer> {
    private final Console console;

    @Mixin
    private Common common = new Common();

    @Parameters(index = "0", paramLabel = "OLD", descriptionKey = "OLD")
    private Path before = Path.of(".");

    @Parameters(index = "1", paramLabel = "NEW", descriptionKey = "NEW")
    private Path after = Path.of(".");

    @Option(names = "--decisions", paramLabel = "FILE", required = true)
    private Path decisions = Path.of(".");

    @Option(names = "--json", descriptionKey = "json")
    private boolean json;

    AgreementReplay(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Agreement older = Agreement.load(before);
        Agreement newer = Agreement.load(after);
        List<Replay.Change> changes = Replay.run(older, newer, recorded());
        if (json) {
            for (Replay.Change change : changes) {
                Map<String, Object> object = new LinkedHashMap<>();
                object.put("record", change.recorded().question().record().id().toString());
                object.put("purpose", change.recorded().question().purpose());
                object.put("permittedBefore", change.before() instanceof Decision.Permitted);
                object.put("permittedAfter", change.after() instanceof Decision.Permitted);
                object.put("clausesBefore", change.before().clauseIds());
                object.put("clausesAfter", change.after().clauseIds());
                console.json(object);
            }
        } else {
            console.line(AgreementText.in(console.language()).of(changes));
        }
        return changes.isEmpty() ? Exit.DONE : Exit.FINDINGS;
    }

    private List<RecordedDecision> recorded() throws IOException {
        List<RecordedDecision> recorded = new ArrayList<>();
        try (InputStream in = Files.newInputStream(decisions);
                Scanner lines = new Scanner(in, StandardCharsets.UTF_8).useDelimiter("\\R")) {
            for (int number = 1; lines.hasNext(); number++) {
                String line = lines.next();
                if (line.isBlank()) {
                    continue;
                }
                try {
                    recorded.add(RecordedDecision.parse(line.getBytes(StandardCharsets.UTF_8)));
                } catch (ProblemException malformed) {
                    throw malformed.within(decisions + ":" + number + ":");
                }
            }
        }
        return recorded;
    }
}
