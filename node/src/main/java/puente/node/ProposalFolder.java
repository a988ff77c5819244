package puente.node;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import puente.agreement.Agreement;
import puente.agreement.SignedAgreement;
import puente.record.Kinds;
import puente.record.ProblemException;

/**
 * Proposals as folders, one each, named by the agreement's hash: the agreement's own files, {@code agreement.note} with the
 * signatures so far, {@code origin.json} (who proposed it and when), and {@code bound} once every partner holds it signed.
 *
 * <p>A folder is written whole beside its place, forced to the disk and moved there in one step; a file in it is replaced the same
 * way. So after a crash there is the state before or the state after, and names that begin with a dot are what a crash left.
 */
final class ProposalFolder {
    private static final String ORIGIN = "origin.json";
    private static final String BOUND = "bound";

    private final Path folder;

    ProposalFolder(Path folder) {
        this.folder = folder;
    }

    /** What the folder holds; what a crash left half written is deleted, a proposal that cannot be read any more is left out. */
    List<AgreementProposal> read() {
        List<AgreementProposal> found = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return found;
        }
        for (Path each : inside(folder)) {
            if (each.getFileName().toString().startsWith(".")) {
                delete(each);
            } else {
                found.add(read(each));
            }
        }
        return found;
    }

    private static AgreementProposal read(Path each) {
        try {
            Agreement agreement = Agreement.load(each, Kinds.standard());
            Optional<SignedAgreement> signed = Files.exists(each.resolve(SignedAgreement.FILE))
                    ? Optional.of(SignedAgreement.load(each, Kinds.standard()))
                    : Optional.empty();
            JsonNode origin = Json.parse(Files.readAllBytes(each.resolve(ORIGIN)));
            Optional<Instant> bound = Files.exists(each.resolve(BOUND))
                    ? Optional.of(
                            Instant.parse(Files.readString(each.resolve(BOUND)).strip()))
                    : Optional.empty();
            return new AgreementProposal(
                    agreement,
                    signed,
                    origin.path("by").asText(),
                    origin.path("node").asText(),
                    origin.path("proposer").asText(),
                    Instant.parse(origin.path("at").asText()),
                    bound);
        } catch (IOException unreadable) {
            throw PrivateFile.unreadable(each, unreadable);
        } catch (ProblemException malformed) {
            throw malformed.within(each + " ");
        }
    }

    /** Keeps a new proposal. */
    void create(AgreementProposal proposal, SortedMap<String, byte[]> files) {
        Path fresh = folder.resolve(".new-" + proposal.hash());
        try {
            delete(fresh);
            Files.createDirectories(fresh.resolve("clauses"));
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                force(fresh.resolve(file.getKey()), file.getValue());
            }
            Map<String, Object> origin = new LinkedHashMap<>();
            origin.put("by", proposal.by());
            origin.put("node", proposal.node());
            origin.put("proposer", proposal.proposer());
            origin.put("at", proposal.at().toString());
            force(fresh.resolve(ORIGIN), Json.bytes(origin));
            move(fresh, place(proposal));
        } catch (IOException unwritable) {
            throw PrivateFile.unwritable(fresh, unwritable);
        }
    }

    /** Keeps the signatures so far. */
    void sign(AgreementProposal proposal) {
        proposal.signed().ifPresent(signed -> replace(place(proposal), SignedAgreement.FILE, signed.encode()));
    }

    /** Keeps since when every partner holds it. */
    void bind(AgreementProposal proposal) {
        proposal.bound()
                .ifPresent(since ->
                        replace(place(proposal), BOUND, since.toString().getBytes(StandardCharsets.UTF_8)));
    }

    void remove(AgreementProposal proposal) {
        Path gone = folder.resolve(".gone-" + proposal.hash());
        try {
            delete(gone);
            move(place(proposal), gone);
        } catch (IOException unwritable) {
            throw PrivateFile.unwritable(gone, unwritable);
        }
        delete(gone);
    }

    /** The agreement's own files, as they were proposed. */
    SortedMap<String, byte[]> files(AgreementProposal proposal) {
        SortedMap<String, byte[]> files = new TreeMap<>();
        Path place = place(proposal);
        try {
            files.put("agreement.yaml", Files.readAllBytes(place.resolve("agreement.yaml")));
            for (Path clause : inside(place.resolve("clauses"))) {
                files.put("clauses/" + clause.getFileName(), Files.readAllBytes(clause));
            }
        } catch (IOException unreadable) {
            throw PrivateFile.unreadable(place, unreadable);
        }
        return files;
    }

    /** Installs the signed agreement among those of the node, in a folder of its own. */
    void install(AgreementProposal proposal, Path agreements) {
        String name = "version-" + proposal.agreement().version();
        Path fresh = agreements.resolve("." + name);
        Path place = agreements.resolve(name);
        if (Files.exists(place)) {
            return;
        }
        try {
            delete(fresh);
            Files.createDirectories(fresh.resolve("clauses"));
            for (Map.Entry<String, byte[]> file : files(proposal).entrySet()) {
                force(fresh.resolve(file.getKey()), file.getValue());
            }
            force(
                    fresh.resolve(SignedAgreement.FILE),
                    proposal.signed().orElseThrow().encode());
            move(fresh, place);
        } catch (IOException unwritable) {
            throw PrivateFile.unwritable(place, unwritable);
        }
    }

    private Path place(AgreementProposal proposal) {
        return folder.resolve(proposal.hash());
    }

    private static void replace(Path place, String name, byte[] content) {
        Path fresh = place.resolve("." + name);
        try {
            force(fresh, content);
            move(fresh, place.resolve(name));
        } catch (IOException unwritable) {
            throw PrivateFile.unwritable(fresh, unwritable);
        }
    }

    private static void force(Path file, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            java.nio.ByteBuffer bytes = java.nio.ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException never) {
            throw new IOException("both names are in one folder", never);
        }
        try (FileChannel parent = FileChannel.open(to.resolveSibling("."), StandardOpenOption.READ)) {
            parent.force(true);
        }
    }

    private static List<Path> inside(Path folder) {
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.sorted().toList();
        } catch (IOException unreadable) {
            throw PrivateFile.unreadable(folder, unreadable);
        }
    }

    private static void delete(Path tree) {
        if (!Files.exists(tree)) {
            return;
        }
        try (Stream<Path> all = Files.walk(tree)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException unwritable) {
            throw PrivateFile.unwritable(tree, unwritable);
        }
    }
}
