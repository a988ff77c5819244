package puente.store;

import java.nio.file.Path;

/** API first: the engine follows in the next commits. */
public final class EmbeddedPostgres implements AutoCloseable {
    private final DatabaseAddress address;

    private EmbeddedPostgres(DatabaseAddress address) {
        this.address = address;
    }

    /** Starts the server of a data folder (made if absent), or re-attaches to it if it still runs after its node was killed. */
    public static EmbeddedPostgres start(Path dataFolder) {
        return start(dataFolder, EmbeddedSettings.standard());
    }

    /** As {@link #start(Path)}, with settings. */
    public static EmbeddedPostgres start(Path dataFolder, EmbeddedSettings settings) {
        throw new UnsupportedOperationException(dataFolder + " " + settings);
    }

    /** Where {@link Database#open} finds it. */
    public DatabaseAddress address() {
        return address;
    }

    /** The TCP port on loopback. */
    public int port() {
        return 0;
    }

    /** Whether the server was already running. */
    public boolean reattached() {
        return false;
    }

    /** Stops the server (fast shutdown: open transactions roll back, everything committed is on disk). */
    @Override
    public void close() {}
}
