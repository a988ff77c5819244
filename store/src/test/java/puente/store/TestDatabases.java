package puente.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Jdbi;

/**
 * Real databases for tests: one embedded server a JVM, under {@code target/}, stopped when the JVM ends; a fresh, migrated
 * database in about 50 ms, copied from a template.
 *
 * <pre>{@code
 * private static Database database;
 * @BeforeAll static void open() { database = TestDatabases.fresh(); }
 * @AfterAll static void close() { database.close(); }
 * }</pre>
 */
public final class TestDatabases {
    private static final AtomicInteger NEXT = new AtomicInteger();

    private TestDatabases() {}

    /** The one server of this JVM, begun at first use. */
    private static final class Server {
        static final EmbeddedPostgres POSTGRES = start();

        private Server() {}
    }

    private static EmbeddedPostgres start() {
        try {
            Path target = Files.createDirectories(Path.of("target", "postgres"));
            Path folder = Files.createTempDirectory(target.toAbsolutePath(), "jvm");
            EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, settings());
            Runtime.getRuntime().addShutdownHook(new Thread(() -> discard(postgres)));
            Database.open(postgres.address(), 2).close();
            return postgres;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Settings fit for tests: small caches. */
    public static EmbeddedSettings settings() {
        return new EmbeddedSettings(0, EmbeddedSettings.standard().binaries(), 64, 100);
    }

    /** The server, for tests that stop at nothing. */
    static EmbeddedPostgres server() {
        return Server.POSTGRES;
    }

    /** The address of a fresh, migrated, empty database. */
    public static DatabaseAddress freshAddress() {
        String name = "test" + NEXT.incrementAndGet();
        DatabaseAddress maintenance = Server.POSTGRES.address("postgres");
        Jdbi.create(maintenance.jdbcUrl(), maintenance.user(), maintenance.password())
                .useHandle(handle -> handle.execute("create database " + name + " template puente"));
        return Server.POSTGRES.address(name);
    }

    /** A fresh, migrated, empty database; close it. */
    public static Database fresh() {
        return Database.pool(freshAddress(), 5);
    }

    private static void discard(EmbeddedPostgres postgres) {
        try {
            postgres.abort();
            PostgresBinaries.delete(postgres.folder());
        } catch (IOException leftBehind) {
            System.getLogger("puente.store")
                    .log(System.Logger.Level.WARNING, "left behind: " + postgres.folder(), leftBehind);
        }
    }
}
