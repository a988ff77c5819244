package puente.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import puente.node.NodeConfiguration;
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
        EmbeddedPostgres server = EmbeddedPostgres.start(configuration.data().resolve("postgres"));
        Optional<EmbeddedPostgres> ours = server.reattached() ? Optional.empty() : Optional.of(server);
        return new NodeStore(ours, Database.open(server.address()), evidence);
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
