package puente.store;

import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;

/** API first: a pool of connections to a migrated PostgreSQL database. */
public final class Database implements AutoCloseable {
    private final Jdbi jdbi;
    private final DataSource dataSource;

    private Database(Jdbi jdbi, DataSource dataSource) {
        this.jdbi = jdbi;
        this.dataSource = dataSource;
    }

    /** Connects, checks the server's version, migrates the schema. */
    public static Database open(DatabaseAddress address) {
        return open(address, 10);
    }

    /** As {@link #open(DatabaseAddress)} with a pool of a given size. */
    public static Database open(DatabaseAddress address, int connectionsMax) {
        throw new UnsupportedOperationException(address + " " + connectionsMax);
    }

    public Jdbi jdbi() {
        return jdbi;
    }

    public DataSource dataSource() {
        return dataSource;
    }

    @Override
    public void close() {}
}
