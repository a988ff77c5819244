package puente.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.regex.Pattern;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Waiting for something to change, across processes: PostgreSQL's LISTEN and NOTIFY. For long polling.
 *
 * <p>Owns one connection outside the pool and one thread waits at a time on it. A change between two waits is not lost: the
 * server keeps it for the connection.
 */
public final class Changes implements AutoCloseable {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    private final Connection connection;

    private Changes(Connection connection) {
        this.connection = connection;
    }

    /**
     * Listens from now on.
     *
     * @param topic lower-case letters, digits and underscores, at most 63
     */
    public static Changes listen(Database database, String topic) {
        try {
            Connection connection = database.connect();
            try (Statement statement = connection.createStatement()) {
                statement.execute("listen " + checked(topic));
            }
            return new Changes(connection);
        } catch (SQLException failure) {
            throw new StoreException("cannot listen to " + topic, failure);
        }
    }

    /** Tells all who listen, when the transaction of this connection commits. */
    static void tell(Connection connection, String topic) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("notify " + checked(topic));
        }
    }

    /** Tells all who listen, now. */
    public static void tell(Database database, String topic) {
        database.transaction(connection -> {
            tell(connection, topic);
            return true;
        });
    }

    /** Waits until something changed, at most so long (1 ms or more); whether it did. */
    public synchronized boolean await(Duration timeout) {
        try {
            int millis = Math.clamp(timeout.toMillis(), 1, Integer.MAX_VALUE);
            PGNotification[] told = connection.unwrap(PGConnection.class).getNotifications(millis);
            return told != null && told.length > 0;
        } catch (SQLException failure) {
            throw new StoreException("the connection that listens is lost", failure);
        }
    }

    private static String checked(String topic) {
        if (!NAME.matcher(topic).matches()) {
            throw new IllegalArgumentException("no topic: " + topic);
        }
        return topic;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException lost) {
            System.getLogger("puente.store").log(System.Logger.Level.DEBUG, "the listening connection was lost", lost);
        }
    }
}
