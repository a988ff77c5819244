package puente.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import puente.agreement.PartyKeys;
import puente.agreement.SignedAgreement;
import puente.record.Catalogue;
import puente.record.Kinds;
import puente.record.Problem;

/**
 * {@code puente agreement verify}: every clause, the hash, and every party's two signatures. Keys come from the introductions that the
 * parties gave each other; without {@code --key}, from those of the node whose folder holds the agreement.
 */
@Command(name = "verify")
final class AgreementVerify implements Callable<Integer> {
    private final Console console;

    @Mixin
    private Common common = new Common();

    @Parameters(paramLabel = "FOLDER", descriptionKey = "FOLDER")
    private Path folder = Path.of(".");

    @Option(names = "--key", paramLabel = "INTRODUCTION|FOLDER")
    private List<Path> keys = List.of();

    @Option(names = "--json", descriptionKey = "json")
    private boolean json;

    AgreementVerify(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        SignedAgreement signed = SignedAgreement.load(folder, Kinds.standard());
        Path node = folder.toAbsolutePath().normalize().getParent();
        List<PartyKeys> parties = Introductions.partyKeys(keys.isEmpty() && node != null ? List.of(node) : keys);
        List<Problem> problems = signed.verify(parties);
        if (json) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("agreement", signed.agreement().id());
            object.put("version", signed.agreement().version());
            object.put("hash", signed.agreement().hash().hex());
            object.put("effective", signed.agreement().effective().toString());
            object.put("clauses", signed.agreement().clauses().size());
            object.put("signed", problems.isEmpty());
            object.put(
                    "problems",
                    problems.stream()
                            .map(problem -> Map.of(
                                    "code",
                                    problem.code(),
                                    "reason",
                                    Catalogue.standard().message(problem, console.language())))
                            .toList());
            console.json(object);
        } else if (problems.isEmpty()) {
            console.say(
                    "cli.agreement.verified",
                    "agreement",
                    signed.agreement().id(),
                    "version",
                    signed.agreement().version(),
                    "hash",
                    signed.agreement().hash().hex(),
                    "clauses",
                    signed.agreement().clauses().size(),
                    "parties",
                    String.join(", ", signed.agreement().parties().keySet()),
                    "date",
                    signed.agreement().effective());
        } else {
            console.problems(problems);
        }
        return problems.isEmpty() ? Exit.DONE : Exit.FINDINGS;
    }
}
