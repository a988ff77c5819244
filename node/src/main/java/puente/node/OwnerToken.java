package puente.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import puente.node.signin.Clients;

/**
 * What the owner of a node's folder shows at its API: a token in a file that only they can read, made anew at every start. Who can
 * read it can read the node's keys too, so it opens nothing that was closed to them.
 */
final class OwnerToken {
    /** The file's name in the data folder. */
    static final String FILE = "owner.token";

    private OwnerToken() {}

    /** Makes a new one, writes it down, and returns it. */
    static String make(Path data, Clients clients) {
        String token = clients.token("owner");
        Path file = data.resolve(FILE);
        try {
            Files.deleteIfExists(file);
        } catch (IOException undeletable) {
            throw PrivateFile.unwritable(file, undeletable);
        }
        PrivateFile.write(file, token + "\n");
        return token;
    }
}
