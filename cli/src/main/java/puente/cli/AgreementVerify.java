package puente.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import puente.agreement.PartyKeys;
import puente.agreement.SignedAgreement;
import puente.exchange.Introduction;
import puente.record.Catalogue;
import puente.record.Kinds;
import puente.record.Problem;
import puente.record.ProblemException;

/**
 * {@code puente agreement verify}: every clause, the hash, and every party's two signatures. Keys come from the introductions that the
 * parties gave each other; without {@code --key}, from those of the node whose folder holds the agreement.
 */
@Command(name = "verify")
final class AgreementVerify implements Callable<Integer> {
    private static final String EXTENSION = ".introduction";

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
        List<PartyKeys> parties = partyKeys(keys.isEmpty() && node != null ? List.of(node) : keys);
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

    /** The keys that introductions state: a file, or all those in a node's folder and its {@code partners}. */
    static List<PartyKeys> partyKeys(List<Path> places) throws IOException {
        Map<String, PartyKeys> byParty = new TreeMap<>();
        for (Path place : places) {
            for (Path file : introductions(place)) {
                Introduction introduction = Introduction.parse(Files.readAllBytes(file));
                PartyKeys stated =
                        new PartyKeys(introduction.party(), introduction.classical(), introduction.postQuantum());
                PartyKeys known = byParty.putIfAbsent(stated.party(), stated);
                if (known != null && !known.equals(stated)) {
                    throw new ProblemException(
                            Problem.of("cli.agreement.two-keys", file.toString(), "party", stated.party()));
                }
            }
        }
        if (byParty.isEmpty()) {
            throw new ProblemException(Problem.of("cli.agreement.no-keys", "--key"));
        }
        return List.copyOf(byParty.values());
    }

    private static List<Path> introductions(Path place) throws IOException {
        if (!Files.isDirectory(place)) {
            return List.of(place);
        }
        List<Path> found = new ArrayList<>();
        for (Path folder : List.of(place, place.resolve("partners"))) {
            if (Files.isDirectory(folder)) {
                try (Stream<Path> files = Files.list(folder)) {
                    files.filter(file -> file.toString().endsWith(EXTENSION))
                            .sorted()
                            .forEach(found::add);
                }
            }
        }
        return found;
    }
}
