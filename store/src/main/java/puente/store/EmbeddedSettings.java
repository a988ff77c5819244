package puente.store;

import java.nio.file.Path;

/**
 * How an embedded server is set up; everything else follows from the data folder.
 *
 * @param port the TCP port on loopback; 0 chooses a free one at the first start and keeps it in the data folder
 * @param binaries the folder into which PostgreSQL's programs are unpacked once per user of the machine
 * @param sharedBuffersMegabytes PostgreSQL's own cache, 16 MB or more
 * @param connectionsMax how many connections the server accepts, 10 or more
 */
public record EmbeddedSettings(int port, Path binaries, int sharedBuffersMegabytes, int connectionsMax) {
    public static final int SHARED_BUFFERS_MEGABYTES = 256;
    public static final int CONNECTIONS_MAX = 60;

    public EmbeddedSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port " + port);
        }
        if (sharedBuffersMegabytes < 16 || connectionsMax < 10) {
            throw new IllegalArgumentException("too small: " + sharedBuffersMegabytes + " MB, " + connectionsMax);
        }
    }

    /** A free port, 256 MB of shared buffers, 60 connections, programs in the user's cache folder. */
    public static EmbeddedSettings standard() {
        String cache = System.getenv("XDG_CACHE_HOME");
        Path base =
                cache == null || cache.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
        return new EmbeddedSettings(
                0, base.resolve("puente").resolve("postgresql"), SHARED_BUFFERS_MEGABYTES, CONNECTIONS_MAX);
    }

    /** The same with a port of the caller's choice. */
    public EmbeddedSettings withPort(int chosen) {
        return new EmbeddedSettings(chosen, binaries, sharedBuffersMegabytes, connectionsMax);
    }
}
