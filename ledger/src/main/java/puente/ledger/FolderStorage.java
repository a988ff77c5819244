package puente.ledger;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A log in a folder, laid out so that any static file server serves it as C2SP tlog-tiles. */
public final class FolderStorage implements LogStorage, AutoCloseable {
    /** Opens or creates the folder for writing, alone; {@code ledger.folder.locked} if another writer holds it. */
    public static FolderStorage open(Path folder) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** The folder as a reader sees it, never written to. */
    public static LogReader reader(Path folder) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<byte[]> checkpoint() throws IOException {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<byte[]> tile(TileId tile) throws IOException {
        throw new UnsupportedOperationException();
    }

    @Override
    public void commit(TreeUpdate update, byte[] signedCheckpoint) throws IOException {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() throws IOException {}
}
