package puente.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * MISP events that programs added to this node, whole. An event that states records holds their content a second time: when one of them
 * is purged, the event goes with it. Safe for use by many threads.
 */
public final class MispEventStore {
    private static final String COLUMNS = "id, uuid, agency, changed, records, body";

    private final Database database;

    /**
     * An event.
     *
     * @param id its number at this node
     * @param agency for whom it was added
     * @param changed when it was added, or changed last; to the microsecond
     * @param records the own records that it states
     * @param body canonical JSON
     */
    public record Row(long id, UUID uuid, String agency, Instant changed, List<UUID> records, byte[] body) {
        public Row {
            records = List.copyOf(records);
        }
    }

    public MispEventStore(Database database) {
        this.database = database;
    }

    /** Adds an event; returns whether it did: its identifier may be taken. */
    public boolean add(UUID uuid, String agency, Instant now, List<UUID> records, byte[] body) {
        return database.transaction(connection ->
                        Sql.update(connection, """
                        insert into misp_event (uuid, agency, changed, records, body) values (?, ?, ?, ?, ?)
                        on conflict (uuid) do nothing
                        """, uuid, agency, now, records.toArray(UUID[]::new), body))
                > 0;
    }

    /** Changes an event, unless somebody else changed it since; returns whether it did. */
    public boolean replace(Row before, Instant now, List<UUID> records, byte[] body) {
        return database.transaction(connection -> {
            int changed = Sql.update(
                    connection,
                    "update misp_event set changed = ?, records = ?, body = ? where id = ? and changed = ?",
                    now,
                    records.toArray(UUID[]::new),
                    body,
                    before.id(),
                    before.changed());
            if (changed > 0) {
                RecordTable.remains(connection, "misp_event");
            }
            return changed > 0;
        });
    }

    /** An event by its identifier. */
    public Optional<Row> find(UUID uuid) {
        return select("where uuid = ?", uuid).stream().findFirst();
    }

    /** An event by its number. */
    public Optional<Row> find(long id) {
        return select("where id = ?", id).stream().findFirst();
    }

    /** Events with lower numbers than {@code before}, highest first. */
    public List<Row> page(long before, int limit) {
        return select("where id < ? order by id desc limit ?", before, limit);
    }

    private List<Row> select(String where, Object... parameters) {
        return database.look(connection -> {
            List<Row> found = new ArrayList<>();
            try (PreparedStatement select =
                            Sql.prepare(connection, "select " + COLUMNS + " from misp_event " + where, parameters);
                    ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.add(new Row(
                            row.getLong(1),
                            row.getObject(2, UUID.class),
                            row.getString(3),
                            DisclosureTable.instant(row, 4),
                            List.of((UUID[]) row.getArray(5).getArray()),
                            row.getBytes(6)));
                }
            }
            return found;
        });
    }

    /** Those of these records that an event states. */
    public Set<UUID> stated(Collection<UUID> records) {
        return database.look(connection -> {
            Set<UUID> stated = new HashSet<>();
            try (PreparedStatement select = Sql.prepare(
                            connection, "select r from misp_event, unnest(records) r where records && ?", (Object)
                                    records.toArray(UUID[]::new));
                    ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    stated.add(row.getObject(1, UUID.class));
                }
            }
            return stated;
        });
    }

    /** Deletes an event; unreadable when this returns, and {@link Eraser} then removes the bytes. The records that it stated stay. */
    public boolean delete(UUID uuid) {
        return database.transaction(connection -> {
            int gone = Sql.update(connection, "delete from misp_event where uuid = ?", uuid);
            noteRemains(connection, gone);
            return gone > 0;
        });
    }

    /** Deletes the events that state own records which are purged. */
    static void purge(Connection connection, Origin origin, Collection<UUID> records) throws SQLException {
        if (origin instanceof Origin.Own) {
            noteRemains(connection, Sql.update(connection, "delete from misp_event where records && ?", (Object)
                    records.toArray(UUID[]::new)));
        }
    }

    private static void noteRemains(Connection connection, int gone) throws SQLException {
        if (gone > 0) {
            RecordTable.remains(connection, "misp_event");
        }
    }
}
