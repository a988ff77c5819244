package puente.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import puente.node.NodeConfiguration;
import puente.record.ProblemException;
import puente.store.Database;
import puente.store.DatabaseAddress;
import puente.store.EmbeddedPostgres;
import puente.store.FolderEvidenceStore;

/**
 * A node's database and evidence, opened beside the node or without it. A server that the running node owns is used and left alone;
 * one that had to be started for this is stopped again.
 */
final class NodeStore implements AutoCloseable {
    private final Optional<EmbeddedPostgres> ours;
    private final Database database;
    private final FolderEvidenceStore evidence;

    private NodeStore(Optional<EmbeddedPostgres> ours, Database database, FolderEvidenceStore evidence) {
        this.ours = ours;
        this.database = database;
        this.evidence = evidence;
    }

    static NodeStore open(NodeConfiguration configuration) throws IOException {
        FolderEvidenceStore evidence =
                new FolderEvidenceStore(configuration.data().resolve("evidence"));
        if (configuration.store().isPresent()) {
            NodeConfiguration.Store store = configuration.store().get();
            String password =
                    Files.readString(store.passwordFile()).lines().findFirst().orElse("");
            DatabaseAddress address = new DatabaseAddress(store.url(), store.user(), password);
            return new NodeStore(Optional.empty(), Database.open(address), evidence);
        }
        Path folder = configuration.data().resolve("postgres");
        try {
            EmbeddedPostgres server = EmbeddedPostgres.start(folder);
            return new NodeStore(Optional.of(server), Database.open(server.address()), evidence);
        } catch (ProblemException refused) {
            if (!refused.problems().getFirst().code().equals("store.folder.in-use")) {
                throw refused;
            }
            return new NodeStore(Optional.empty(), Database.open(running(folder)), evidence);
        }
    }

    /** The server of the node that runs in this folder: the port and the password that it keeps there. */
    private static DatabaseAddress running(Path folder) throws IOException {
        String port = Files.readString(folder.resolve("port")).strip();
        String password = Files.readString(folder.resolve("password")).strip();
        return new DatabaseAddress("jdbc:postgresql://127.0.0.1:" + port + "/puente", "puente", password);
    }

    Database database() {
        return database;
    }

    FolderEvidenceStore evidence() {
        return evidence;
    }

    @Override
    public void close() {
        database.close();
        ours.ifPresent(EmbeddedPostgres::close);
    }
}
