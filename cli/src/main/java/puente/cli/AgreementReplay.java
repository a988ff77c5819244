package puente.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import puente.agreement.Agreement;
import puente.agreement.AgreementText;
import puente.agreement.Decision;
import puente.agreement.Replay;

/**
 * {@code puente agreement replay}: which recorded decisions another agreement would change, those of a running node or of a file; exit
 * code 1 where any would.
 */
@Command(name = "replay")
final class AgreementReplay implements Callable<Integer> {
    private final Console console;

    @Mixin
    private Common common = new Common();

    @Parameters(index = "0", paramLabel = "OLD", descriptionKey = "OLD")
    private Path before = Path.of(".");

    @Parameters(index = "1", paramLabel = "NEW", descriptionKey = "NEW")
    private Path after = Path.of(".");

    @Option(names = "--decisions", paramLabel = "FILE")
    private Optional<Path> decisions = Optional.empty();

    @Mixin
    private NodeOption node = new NodeOption();

    @Option(names = "--purpose", paramLabel = "PURPOSE")
    private String purpose = "";

    @Option(names = "--json", descriptionKey = "json")
    private boolean json;

    AgreementReplay(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Agreement older = Agreement.load(before);
        Agreement newer = Agreement.load(after);
        List<Replay.Change> changes = changes(older, newer);
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

    private List<Replay.Change> changes(Agreement older, Agreement newer) throws IOException, InterruptedException {
        if (decisions.isPresent()) {
            try (InputStream in = Files.newInputStream(decisions.get())) {
                return Replay.run(
                        older, newer, RecordedDecisions.read(in, decisions.get().toString()));
            }
        }
        try (NodeApi api = node.open(console)) {
            RecordedDecisions recorded = new RecordedDecisions(api, purpose);
            List<Replay.Change> changes = recorded.replay(older, newer);
            if (recorded.withheld() > 0) {
                console.err().println(console.text("cli.replay.withheld", "count", recorded.withheld()));
            }
            return changes;
        }
    }
}
