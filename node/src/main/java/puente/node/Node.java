package puente.node;

import java.net.URI;
import java.nio.file.Path;
import puente.record.Problem;
import puente.record.ProblemException;

/**
 * One running Puente: configuration, keys, database, channels, journal, listeners and jobs, put together by constructor.
 *
 * <p>{@link #initialise} makes a node's folder once; {@link #start} runs it; {@link #close} ends it in order: no new
 * requests, jobs stopped, the last group commit finished, the database closed.
 */
public final class Node implements AutoCloseable {
    private final NodeConfiguration configuration;

    private Node(NodeConfiguration configuration) {
        this.configuration = configuration;
    }

    /**
     * Makes a node: its folder, {@code puente.yaml}, keys readable by the owner only, a self-signed certificate, and
     * {@code <name>.introduction}, the small signed file for partners.
     *
     * @return the introduction file
     * @throws ProblemException where the folder already holds a node, or cannot be written
     */
    public static Path initialise(Path folder, Setup setup) {
        throw new ProblemException(Problem.of("node.file.unreadable", folder.toString(), "file", folder, "reason", ""));
    }

    /**
     * Accepts a partner: verifies its introduction's own signature and keeps it in the node's {@code partners} folder. From
     * the next start its certificate is pinned and its channels are followed. A partner already known under another key is
     * refused: a change of keys is an entry of its channel, not a new file.
     *
     * @return the partner's name
     * @throws ProblemException where the file is no valid introduction, or contradicts what is pinned
     */
    public static String acceptPartner(Path folder, Path introduction) {
        throw new ProblemException(
                Problem.of("node.file.unreadable", folder.toString(), "file", introduction, "reason", ""));
    }

    /**
     * Starts a node; when it returns, both listeners answer and the jobs run.
     *
     * @throws ProblemException where it cannot start, saying what to do: a port taken, a key missing or not its own, an
     *     agreement that is not signed, a database of another version, a full disk
     */
    public static Node start(NodeConfiguration configuration) {
        return new Node(configuration);
    }

    /** The API's address on this machine, {@code http://localhost:<port>}. */
    public URI url() {
        return URI.create("http://localhost:" + configuration.http().port());
    }

    /** The exchange listener's address on this machine, {@code https://localhost:<port>}. */
    public URI exchangeUrl() {
        return URI.create("https://localhost:" + configuration.exchange().port());
    }

    public NodeConfiguration configuration() {
        return configuration;
    }

    @Override
    public void close() {}
}
