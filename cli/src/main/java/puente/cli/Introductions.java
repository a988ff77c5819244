package puente.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import puente.agreement.PartyKeys;
import puente.exchange.Introduction;
import puente.record.Problem;
import puente.record.ProblemException;

/** The parties' keys, from the introductions that they gave each other. */
public final class Introductions {
    private static final String EXTENSION = ".introduction";

    private Introductions() {}

    /** The keys that introductions state: a file, or all those in a node's folder and its {@code partners}. */
    public static List<PartyKeys> partyKeys(List<Path> places) throws IOException {
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
