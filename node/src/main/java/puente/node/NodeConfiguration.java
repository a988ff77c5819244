package puente.node;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import puente.node.signin.ProviderSettings;
import puente.record.Agency;
import puente.record.Language;
import puente.record.Problem;
import puente.record.ProblemException;

/**
 * Everything a node is told, from one file: {@code puente.yaml} in the node's folder. The file is strict: a key that is not
 * listed here is refused with its line, as is a value of another form.
 *
 * <p>Paths in the file are relative to the node's folder unless they are absolute.
 *
 * @param folder the node's folder, absolute
 * @param name {@code node}: this node's name in channels, for instance {@code mx}; required
 * @param party {@code party}: the signatory it works for; default: the node's name
 * @param agencies {@code agencies}: the agencies of that party that may act through this node; required, at least one
 * @param agency {@code agency}: who acts when a request does not say; default: the first of {@code agencies}
 * @param language {@code language}: for start-up messages and for readers who state none, {@code es} or {@code en}; default
 *     {@code en}
 * @param http {@code http}: where the API listens
 * @param signIn {@code signIn}: who may use the API, and how they prove it
 * @param exchange {@code exchange}: where partner nodes reach this one
 * @param data {@code data}: the folder for the database and evidence; default {@code data}
 * @param store {@code store}: an external PostgreSQL; absent: the embedded one
 * @param partners {@code partners}: folder of accepted introductions; default {@code partners}
 * @param agreement {@code agreement}: folder of the agreement in force; default {@code agreement}
 * @param witness {@code witness}: what witnesses the journal needs and which origins this node witnesses for others
 * @param limits {@code limits}: sizes and times
 */
public record NodeConfiguration(
        Path folder,
        String name,
        String party,
        List<Agency> agencies,
        Agency agency,
        Language language,
        Http http,
        SignIn signIn,
        Exchange exchange,
        Path data,
        Optional<Store> store,
        Path partners,
        Path agreement,
        Witness witness,
        Limits limits) {

    /** The file's name in the node's folder. */
    public static final String FILE = "puente.yaml";

    /** The folder within {@link #data} of proposed agreements. */
    public static final String PROPOSALS = "proposals";

    /** Longest configuration file, in bytes; a longer one is refused. */
    public static final int CONFIGURATION_BYTES_MAX = 64 * 1024;

    /** The port the API takes unless told otherwise. */
    public static final int HTTP_PORT = 8471;

    /** The port partner nodes are served on unless told otherwise. */
    public static final int EXCHANGE_PORT = 9471;

    /**
     * The API.
     *
     * @param address {@code http.address}: default {@code 127.0.0.1}; an address that others reach is refused at start unless
     *     people sign in at a provider and there are {@code http.tls} and {@code http.url}
     * @param port {@code http.port}: 1 to 65535, or 0 for any free one; default 8471
     * @param tls {@code http.tls}: absent for plain HTTP on this machine
     * @param url {@code http.url}: the address that people's browsers use, where it is not this machine's
     */
    public record Http(String address, int port, Optional<Tls> tls, Optional<URI> url) {}

    /**
     * TLS for the API.
     *
     * @param certificate {@code http.tls.certificate}: a PEM file, the node's own certificate first
     * @param key {@code http.tls.key}: its key, PKCS #8 in PEM, readable by the owner only
     * @param clientCertificates {@code http.tls.clientCertificates}: whether programs are asked for theirs; default {@code no}
     */
    public record Tls(Path certificate, Path key, boolean clientCertificates) {}

    /**
     * Signing in.
     *
     * @param demonstration {@code signIn.demonstration}: whoever is on this machine may choose a named role, or act without
     *     any; default {@code no}, and refused together with a provider
     * @param idle {@code signIn.idleMinutes}: a session not used for so long is over; default 30
     * @param longest {@code signIn.hours}: a session is over after so long in any case; default 12
     * @param provider {@code signIn.oidc}: where people sign in; absent: nobody but the node's owner and programs uses the API
     */
    public record SignIn(boolean demonstration, Duration idle, Duration longest, Optional<ProviderSettings> provider) {
        public static final SignIn STANDARD =
                new SignIn(false, Duration.ofMinutes(30), Duration.ofHours(12), Optional.empty());
    }

    /**
     * The listener for partner nodes (mutual TLS 1.3).
     *
     * @param address {@code exchange.address}: where to listen; default {@code 127.0.0.1}
     * @param port {@code exchange.port}: default 9471
     * @param url {@code exchange.url}: the address partners are given in the introduction; default
     *     {@code https://localhost:<port>}
     */
    public record Exchange(String address, int port, URI url) {}

    /**
     * An external PostgreSQL.
     *
     * @param url {@code store.url}: {@code jdbc:postgresql://…}
     * @param user {@code store.user}
     * @param passwordFile {@code store.passwordFile}: a file whose first line is the password
     */
    public record Store(String url, String user, Path passwordFile) {}

    /**
     * Witnesses.
     *
     * @param policy {@code witness.policy}: a C2SP tlog-policy file that the journal's checkpoints must come to satisfy;
     *     default: none is needed
     */
    public record Witness(Optional<Path> policy) {}

    /**
     * Sizes and times. Each stands for what one peer may cost this node.
     *
     * @param requestBytes {@code limits.requestBytes}: largest ordinary request body; default 1 MiB
     * @param importBytes {@code limits.importBytes}: largest body of records or of an import; default 4 GiB
     * @param longPollSeconds {@code limits.longPollSeconds}: longest time a checkpoint is waited for; default 30
     * @param idleSeconds {@code limits.idleSeconds}: a connection on which nothing moves for so long is closed; default 60
     * @param connections {@code limits.connections}: open connections a listener; default 1,000
     */
    public record Limits(int requestBytes, long importBytes, int longPollSeconds, int idleSeconds, int connections) {
        public static final Limits STANDARD = new Limits(1 << 20, 4L << 30, 30, 60, 12_000);
    }

    /**
     * Reads {@code puente.yaml} of a node's folder.
     *
     * @throws ProblemException where the folder holds no node, or the file is not a configuration; each problem with its line
     */
    public static NodeConfiguration load(Path folder) {
        Path absolute = folder.toAbsolutePath().normalize();
        Path file = absolute.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            throw new ProblemException(
                    Problem.of("node.configuration.absent", file.toString(), "folder", absolute.toString()));
        }
        try {
            if (Files.size(file) > CONFIGURATION_BYTES_MAX) {
                throw new ProblemException(
                        Problem.of("node.configuration.size", file.toString(), "limit", CONFIGURATION_BYTES_MAX));
            }
            return parse(Files.readString(file, StandardCharsets.UTF_8), absolute);
        } catch (IOException unreadable) {
            throw new ProblemException(Problem.of(
                    "node.file.unreadable", file.toString(), "file", file, "reason", String.valueOf(unreadable)));
        }
    }

    /**
     * Reads a configuration's text.
     *
     * @param text YAML
     * @param folder the node's folder, absolute
     * @throws ProblemException with every problem found; positions are {@code puente.yaml:line}
     */
    public static NodeConfiguration parse(String text, Path folder) {
        return ConfigurationReader.read(text, folder);
    }
}
