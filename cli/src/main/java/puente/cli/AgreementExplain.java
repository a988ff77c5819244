package puente.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import puente.agreement.Agreement;
import puente.agreement.AgreementText;
import puente.agreement.Clause;

/** {@code puente agreement explain}: the agreement as the document that lawyers read, in the reader's language. */
@Command(name = "explain")
final class AgreementExplain implements Callable<Integer> {
    private final Console console;

    @Mixin
    private Common common = new Common();

    @Parameters(paramLabel = "FOLDER", descriptionKey = "FOLDER")
    private Path folder = Path.of(".");

    @Option(names = "--json", descriptionKey = "json")
    private boolean json;

    AgreementExplain(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Agreement agreement = Agreement.load(folder);
        AgreementText text = AgreementText.in(console.language());
        if (!json) {
            console.line(text.of(agreement));
            return Exit.DONE;
        }
        for (Clause clause : agreement.clauses()) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("clause", clause.id());
            object.put("effect", clause.effect().code());
            object.put("title", clause.title().in(console.language()));
            object.put("text", text.of(clause));
            console.json(object);
        }
        return Exit.DONE;
    }
}
