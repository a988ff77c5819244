package puente.node;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import puente.exchange.Introduction;
import puente.node.outbound.OutboundAddress;
import puente.record.Agency;
import puente.record.Problem;
import puente.record.ProblemException;

/** The nodes whose introductions this one accepted, one file each in its {@code partners} folder, by name. */
final class Partners {
    static final String EXTENSION = ".introduction";

    private final Map<String, Introduction> introductions;

    private Partners(Map<String, Introduction> introductions) {
        this.introductions = introductions;
    }

    /** Reads a folder of introductions; an absent folder holds none. */
    static Partners read(Path folder, String self) {
        Map<String, Introduction> introductions = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            return new Partners(introductions);
        }
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> file.toString().endsWith(EXTENSION))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw PrivateFile.unreadable(folder, unreadable);
        }
        for (Path file : files) {
            Introduction introduction = read(file);
            certificate(introduction, file);
            if (introduction.node().equals(self) || introductions.put(introduction.node(), introduction) != null) {
                throw new ProblemException(
                        Problem.of("node.partner.twice", file.toString(), "partner", introduction.node()));
            }
        }
        return new Partners(introductions);
    }

    /** Reads and verifies one introduction. */
    static Introduction read(Path file) {
        try {
            if (Files.size(file) > Introduction.BYTES_MAX) {
                throw new ProblemException(Problem.of(
                        "exchange.introduction.size",
                        file.toString(),
                        "size",
                        Files.size(file),
                        "limit",
                        Introduction.BYTES_MAX));
            }
            return Introduction.parse(Files.readAllBytes(file));
        } catch (IOException unreadable) {
            throw PrivateFile.unreadable(file, unreadable);
        } catch (ProblemException malformed) {
            throw malformed.within(file + " ");
        }
    }

    private static X509Certificate certificate(Introduction introduction, Path file) {
        try {
            return TlsIdentity.certificate(introduction.certificate());
        } catch (CertificateException malformed) {
            throw new ProblemException(Problem.of("node.partner.certificate", file.toString(), "file", file));
        }
    }

    /** Keeps an introduction; the same one again changes nothing, another one of the same node is refused. */
    static String accept(Path folder, String self, URI own, Path file) {
        Introduction introduction = read(file);
        certificate(introduction, file);
        requireCallable(introduction, own);
        String name = introduction.node();
        if (name.equals(self)) {
            throw new ProblemException(Problem.of("node.partner.self", file.toString(), "partner", name));
        }
        Path kept = folder.resolve(name + EXTENSION);
        if (Files.exists(kept)) {
            if (!read(kept).fingerprint().equals(introduction.fingerprint())) {
                throw new ProblemException(Problem.of("node.partner.other", file.toString(), "partner", name));
            }
            return name;
        }
        try {
            Files.createDirectories(folder);
            Files.copy(file, kept);
        } catch (IOException unwritable) {
            throw PrivateFile.unwritable(kept, unwritable);
        }
        return name;
    }

    /**
     * Refuses a partner whose address a node does not call; one on this machine is called only where this node is met there as well.
     *
     * @param own this node's own address for partners
     */
    static void requireCallable(Introduction partner, URI own) {
        if (!OutboundAddress.isAllowed(partner.url(), OutboundAddress.isThisMachine(own))) {
            throw new ProblemException(Problem.of(
                    "node.partner.address", partner.node(), "url", partner.url(), "partner", partner.node()));
        }
    }

    Collection<Introduction> all() {
        return introductions.values();
    }

    Optional<Introduction> find(String node) {
        return Optional.ofNullable(introductions.get(node));
    }

    /** The partner node that serves a recipient: the one named after its party, or the party's only one. */
    String nodeOf(Agency recipient) {
        List<Introduction> candidates = all().stream()
                .filter(partner -> partner.party().equals(recipient.party()))
                .toList();
        return candidates.stream()
                .map(Introduction::node)
                .filter(name -> candidates.size() == 1 || name.equals(recipient.party()))
                .findFirst()
                .orElseThrow(() ->
                        new ProblemException(Problem.of("node.disclosure.no-channel", "/to", "recipient", recipient)));
    }

    /** What TLS trusts when this node calls one partner: that partner's certificate. */
    PinnedTrust trustOnly(String node) {
        Introduction introduction = find(node).orElseThrow(() -> new IllegalArgumentException("no partner " + node));
        return new PinnedTrust(Map.of(node, certificate(introduction, Path.of(node))));
    }

    /** What TLS trusts when partners call: all their certificates. */
    PinnedTrust trust() {
        Map<String, X509Certificate> pinned = new TreeMap<>();
        introductions.forEach((name, introduction) -> pinned.put(name, certificate(introduction, Path.of(name))));
        return new PinnedTrust(pinned);
    }
}
