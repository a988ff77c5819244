package puente.store;

import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import puente.ledger.Hash;
import puente.ledger.Tile;
import puente.ledger.TileId;
import puente.ledger.TreeUpdate;

/**
 * Tiles and bundles of all logs of a node.
 *
 * <p>A tile that grows is not written again: each update adds a row with the bytes beyond the width before it, and a reader joins
 * the rows in order. So a bundle of 100 kB that grows by one entry costs one entry, and no row is ever updated.
 */
final class TileTable {
    private final Database database;
    private final Map<String, Integer> logIds = new ConcurrentHashMap<>();

    TileTable(Database database) {
        this.database = database;
    }

    /** The number of a log, made known in a transaction of its own. */
    int logId(String name) {
        return logIds.computeIfAbsent(
                name,
                unknown -> database.jdbi().inTransaction(handle -> {
                    handle.execute("insert into log (name) values (?) on conflict do nothing", name);
                    return handle.select("select id from log where name = ?", name)
                            .mapTo(Integer.class)
                            .one();
                }));
    }

    /** The size of a log, its row locked until the transaction ends, so that no second writer builds on the same size. */
    static long lockSize(Connection connection, int log) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select size from log where id = ? for update")) {
            statement.setInt(1, log);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    static void write(Connection connection, int log, TreeUpdate update) throws SQLException {
        try (BinaryCopy copy = new BinaryCopy(connection, "tile (log, level, index, start, bytes)")) {
            for (Tile tile : update.tiles()) {
                TileId id = tile.id();
                int before = TileId.widthAt(id.level(), id.index(), update.oldSize());
                int offset = before == 0
                        ? 0
                        : id.isEntries()
                                ? Tile.prefix(id.withWidth(before), tile.bytes())
                                        .orElseThrow(() -> new IllegalArgumentException(
                                                id + " is narrower than before the update"))
                                        .length
                                : before * Hash.SIZE;
                copy.row(5)
                        .int4(log)
                        .int2(id.level())
                        .int8(id.index())
                        .int2(before)
                        .bytes(
                                offset == 0
                                        ? tile.bytes()
                                        : Arrays.copyOfRange(tile.bytes(), offset, tile.bytes().length));
            }
            copy.finish();
        }
    }

    static void setSize(Connection connection, int log, long size, byte[] checkpoint) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("update log set size = ?, checkpoint = ? where id = ?")) {
            statement.setLong(1, size);
            statement.setBytes(2, checkpoint);
            statement.setInt(3, log);
            statement.executeUpdate();
        }
    }

    static Optional<byte[]> read(Connection connection, int log, TileId id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "select bytes from tile where log = ? and level = ? and index = ? and start < ? order by start")) {
            statement.setInt(1, log);
            statement.setInt(2, id.level());
            statement.setLong(3, id.index());
            statement.setInt(4, id.width());
            try (ResultSet rows = statement.executeQuery()) {
                if (!rows.next()) {
                    return Optional.empty();
                }
                byte[] first = rows.getBytes(1);
                if (!rows.next()) {
                    return Tile.prefix(id, first);
                }
                ByteArrayOutputStream joined = new ByteArrayOutputStream(first.length * 2);
                joined.writeBytes(first);
                do {
                    joined.writeBytes(rows.getBytes(1));
                } while (rows.next());
                return Tile.prefix(id, joined.toByteArray());
            }
        }
    }
}
