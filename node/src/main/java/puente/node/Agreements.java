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
import puente.agreement.Agreement;
import puente.agreement.AgreementRegister;
import puente.agreement.PartyKeys;
import puente.agreement.SignedAgreement;
import puente.record.Kinds;
import puente.record.Problem;
import puente.record.ProblemException;

/**
 * The agreements of a node's {@code agreement} folder: one agreement in the folder itself, or one in each of its subfolders.
 * Every one must bear both signatures of every party; a node does not start on less.
 */
final class Agreements {
    private static final String FILE = "agreement.yaml";

    private Agreements() {}

    /** Reads and verifies them. A folder that is absent or empty holds none: then nothing is permitted. */
    static AgreementRegister read(Path folder, Collection<PartyKeys> keys) {
        List<Agreement> agreements = new ArrayList<>();
        for (Path each : folders(folder)) {
            agreements.add(SignedAgreement.load(each, Kinds.standard()).verified(keys));
        }
        return AgreementRegister.of(agreements);
    }

    private static List<Path> folders(Path folder) {
        if (Files.exists(folder.resolve(FILE))) {
            return List.of(folder);
        }
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.filter(each -> Files.exists(each.resolve(FILE)))
                    .sorted()
                    .toList();
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
