package puente.ledger;

import java.io.IOException;
import java.nio.file.Path;

/** Private keys in files that only their owner may read. */
public final class KeyFile {
    private KeyFile() {}

    /** Writes a new file with mode 0600 from its first moment; an existing file is left alone and is a {@link java.nio.file.FileAlreadyExistsException}. */
    public static void write(Path file, NoteSigner key) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** Reads it; {@code ledger.key.exposed} if group or others may read it. */
    public static NoteSigner read(Path file) throws IOException {
        throw new UnsupportedOperationException();
    }
}
