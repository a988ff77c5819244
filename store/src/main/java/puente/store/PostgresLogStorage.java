package puente.store;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import puente.ledger.LogStorage;
import puente.ledger.StaleUpdateException;
import puente.ledger.TileId;
import puente.ledger.TreeUpdate;

/** A log in PostgreSQL: the node's journal. One transaction a commit; a second writer is refused. Safe for many threads. */
public final class PostgresLogStorage implements LogStorage {
    private final Database database;
    private final int log;

    /**
     * A log by its name among the node's own, for instance {@code journal}; made known if it is not yet.
     */
    public PostgresLogStorage(Database database, String name) {
        this.database = database;
        this.log = new TileTable(database).logId(name);
    }

    @Override
    public Optional<byte[]> checkpoint() throws IOException {
        try (Connection connection = database.dataSource().getConnection();
                PreparedStatement statement = connection.prepareStatement("select checkpoint from log where id = ?")) {
            statement.setInt(1, log);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.ofNullable(row.getBytes(1)) : Optional.empty();
            }
        } catch (SQLException failure) {
            throw new IOException("the checkpoint cannot be read", failure);
        }
    }

    @Override
    public Optional<byte[]> tile(TileId tile) throws IOException {
        try (Connection connection = database.dataSource().getConnection()) {
            return TileTable.read(connection, log, tile);
        } catch (SQLException failure) {
            throw new IOException("the tile " + tile + " cannot be read", failure);
        }
    }

    @Override
    public void commit(TreeUpdate update, byte[] signedCheckpoint) throws IOException {
        try (Connection connection = database.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            boolean done = false;
            try {
                long stored = TileTable.lockSize(connection, log);
                if (stored != update.oldSize()) {
                    throw new StaleUpdateException(stored, update.oldSize());
                }
                TileTable.write(connection, log, update);
                TileTable.setSize(connection, log, update.newSize(), signedCheckpoint);
                connection.commit();
                done = true;
            } finally {
                if (!done) {
                    connection.rollback();
                }
            }
        } catch (SQLException unknown) {
            throw new IOException("it is unknown whether the log now has " + update.newSize() + " entries", unknown);
        }
    }
}
