package puente.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;
import puente.record.Problem;
import puente.record.ProblemException;

/**
 * A pool of connections to a PostgreSQL database whose schema is current. The same for an embedded and an external server.
 *
 * <p>Safe for use by many threads. Close it before the server.
 */
public final class Database implements AutoCloseable {
    /** The oldest PostgreSQL that the schema is known to work on. */
    public static final int SERVER_MAJOR_MIN = 15;

    /** How many connections a pool has where nothing else is asked for. */
    public static final int CONNECTIONS = 10;

    /** The newest migration. Where a database has it and all before it, nobody needs to load what migrates: half a second of a start. */
    static final int SCHEMA = 19;

    static final Duration CONNECT_MAX = Duration.ofSeconds(10);

    /** Work done within one transaction on one connection. */
    @FunctionalInterface
    public interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    private final DatabaseAddress address;
    private final HikariDataSource dataSource;
    private final Jdbi jdbi;
    private final Unfinished unfinished = new Unfinished();

    private Database(DatabaseAddress address, HikariDataSource dataSource) {
        this.address = address;
        this.dataSource = dataSource;
        this.jdbi = Jdbi.create(dataSource).installPlugin(new PostgresPlugin());
    }

    /** As {@link #open(DatabaseAddress, int)} with {@link #CONNECTIONS}. */
    public static Database open(DatabaseAddress address) {
        return open(address, CONNECTIONS);
    }

    /**
     * Connects, checks the server, brings the schema up to date.
     *
     * @param connectionsMax how many connections at most
     * @throws ProblemException {@code store.database.*}: unreachable, password, missing, too-old, encoding, privilege,
     *     newer, failed
     */
    public static Database open(DatabaseAddress address, int connectionsMax) {
        if (!check(address)) {
            migrate(address);
        }
        return pool(address, connectionsMax);
    }

    /** A pool over a database whose schema is known to be current. */
    static Database pool(DatabaseAddress address, int connectionsMax) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(address.jdbcUrl());
        config.setUsername(address.user());
        config.setPassword(address.password());
        config.setPoolName("store");
        config.setMaximumPoolSize(connectionsMax);
        config.setMinimumIdle(1);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.setConnectionTimeout(CONNECT_MAX.toMillis());
        config.addDataSourceProperty("ApplicationName", "puente");
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        // A plan made once for a table that was empty then is kept for hours and walks what has become a million rows.
        config.addDataSourceProperty("options", "-c plan_cache_mode=force_custom_plan");
        return new Database(address, new HikariDataSource(config));
    }

    /** SQL through Jdbi. */
    public Jdbi jdbi() {
        return jdbi;
    }

    /** What long insertions through this pool have not committed yet. */
    Unfinished unfinished() {
        return unfinished;
    }

    /** The pool. */
    public DataSource dataSource() {
        return dataSource;
    }

    /** Where it is. */
    public DatabaseAddress address() {
        return address;
    }

    /** A connection of its own outside the pool, for what holds one long (listening). */
    Connection connect() throws SQLException {
        return connect(address);
    }

    /**
     * Runs work in one transaction: all of it is durable when this returns, none of it if it throws.
     *
     * @throws ProblemException where the database refused; other exceptions of the work pass through
     */
    public <T> T transaction(Work<T> work) {
        return transaction(Connection.TRANSACTION_READ_COMMITTED, work);
    }

    <T> T transaction(int isolation, Work<T> work) {
        try {
            return transact(isolation, work);
        } catch (SQLException failure) {
            throw Failures.sql(failure);
        }
    }

    /**
     * Runs one statement that only reads: one trip to the server, where a transaction takes three.
     *
     * @throws ProblemException where the database refused
     */
    <T> T look(Work<T> work) {
        try (Connection connection = dataSource.getConnection()) {
            return work.with(connection);
        } catch (SQLException failure) {
            throw Failures.sql(failure);
        }
    }

    /** As {@link #transaction(Work)}, with the database's own exception. */
    <T> T transact(int isolation, Work<T> work) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            // The pool gives connections out at READ COMMITTED; saying it again is a trip to the server each time.
            if (isolation != Connection.TRANSACTION_READ_COMMITTED) {
                connection.setTransactionIsolation(isolation);
            }
            connection.setAutoCommit(false);
            boolean done = false;
            try {
                T result = work.with(connection);
                connection.commit();
                done = true;
                return result;
            } finally {
                if (!done) {
                    rollback(connection);
                }
            }
        }
    }

    private static void rollback(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException lost) {
            // The connection is gone, and with it the transaction; the first failure is the one to tell.
            System.getLogger("puente.store").log(System.Logger.Level.DEBUG, "rollback on a lost connection", lost);
        }
    }

    @Override
    public void close() {
        dataSource.close();
    }

    private static Connection connect(DatabaseAddress address) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", address.user());
        properties.setProperty("password", address.password());
        properties.setProperty("connectTimeout", Long.toString(CONNECT_MAX.toSeconds()));
        properties.setProperty("ApplicationName", "puente");
        return DriverManager.getConnection(address.jdbcUrl(), properties);
    }

    /** Refuses a server that cannot serve; returns whether the schema is current already. */
    private static boolean check(DatabaseAddress address) {
        try (Connection connection = connect(address);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        select current_setting('server_version_num')::int / 10000, current_setting('server_encoding')
                        """)) {
            row.next();
            if (row.getInt(1) < SERVER_MAJOR_MIN) {
                throw new ProblemException(Problem.of(
                        "store.database.too-old", "store.url", "found", row.getInt(1), "expected", SERVER_MAJOR_MIN));
            }
            if (!row.getString(2).equals("UTF8")) {
                throw new ProblemException(
                        Problem.of("store.database.encoding", "store.url", "found", row.getString(2)));
            }
            return isCurrent(connection);
        } catch (SQLException failure) {
            throw Failures.connect(address, failure);
        }
    }

    /** Whether exactly the migrations up to {@link #SCHEMA} were made; anything else is for Flyway to judge. */
    static boolean isCurrent(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            try (ResultSet row =
                    statement.executeQuery("select to_regclass('public.flyway_schema_history') is not null")) {
                row.next();
                if (!row.getBoolean(1)) {
                    return false;
                }
            }
            try (ResultSet row = statement.executeQuery("""
                    select count(*), count(*) filter (where success and version ~ '^[0-9]+$'),
                           coalesce(max(case when version ~ '^[0-9]+$' then version::int end), 0)
                    from public.flyway_schema_history
                    """)) {
                row.next();
                return row.getInt(1) == SCHEMA && row.getInt(2) == SCHEMA && row.getInt(3) == SCHEMA;
            }
        }
    }

    private static void migrate(DatabaseAddress address) {
        Flyway flyway = Flyway.configure()
                .dataSource(address.jdbcUrl(), address.user(), address.password())
                .locations("classpath:puente/store/migration")
                .ignoreMigrationPatterns(new String[0])
                .load();
        try {
            flyway.migrate();
        } catch (FlywayException failure) {
            if (failure.getCause() instanceof SQLException sql) {
                throw Failures.connect(address, sql);
            }
            ProblemException problem = new ProblemException(
                    Problem.of("store.database.schema", "store.url", "reason", String.valueOf(failure.getMessage())));
            problem.initCause(failure);
            throw problem;
        }
    }
}
