package puente.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import puente.agreement.PartyKeys;
import puente.agreement.SignedAgreement;
import puente.record.Kinds;
import puente.record.Problem;
import puente.record.ProblemException;

/**
 * The agreements of a node's {@code agreement} folder: one agreement in the folder itself, and one in each of its subfolders;
 * a subfolder whose name begins with a dot is still being written. Every one must bear both signatures of every party; a node does
 * not start on less.
 */
final class Agreements {
    private static final String FILE = "agreement.yaml";

    private Agreements() {}

    /** Reads and verifies them. A folder that is absent or empty holds none: then nothing is permitted. */
    static AgreementsHeld read(Path folder, Collection<PartyKeys> keys) {
        List<SignedAgreement> agreements = new ArrayList<>();
        for (Path each : folders(folder)) {
            agreements.add(SignedAgreement.load(each, Kinds.standard()));
        }
        return new AgreementsHeld(agreements, keys);
    }

    private static List<Path> folders(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        Stream<Path> itself = Files.exists(folder.resolve(FILE)) ? Stream.of(folder) : Stream.of();
        try (Stream<Path> inside = Files.list(folder)) {
            Stream<Path> complete = inside.filter(
                            each -> !each.getFileName().toString().startsWith("."))
                    .filter(each -> Files.exists(each.resolve(FILE)));
            return Stream.concat(itself, complete).sorted().toList();
        } catch (IOException unreadable) {
            throw PrivateFile.unreadable(folder, unreadable);
        }
    }

    /** The signing keys of every party that this node knows: its own, and one node's of each partner party. */
    static Collection<PartyKeys> keys(String party, KeyFolder own, Partners partners) {
        Map<String, PartyKeys> keys = new TreeMap<>();
        keys.put(
                party,
                new PartyKeys(
                        party,
                        own.signing().classical().verifier(),
                        own.signing().postQuantum().verifier()));
        partners.all()
                .forEach(partner -> keys.putIfAbsent(
                        partner.party(), new PartyKeys(partner.party(), partner.classical(), partner.postQuantum())));
        return keys.values();
    }

    static ProblemException none() {
        return new ProblemException(Problem.of("node.agreement.none", ""));
    }
}
