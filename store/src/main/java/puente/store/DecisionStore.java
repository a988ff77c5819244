package puente.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * Decisions that left no entry in a channel: refusals, and what waits for a person. Permitted disclosures and reads are not kept
 * twice; their entries tell them. A purged record takes its decisions with it. Safe for use by many threads.
 */
public final class DecisionStore {
    /** Most rows on a page. */
    public static final int LIMIT_MAX = 1000;

    private final Database database;

    public DecisionStore(Database database) {
        this.database = database;
    }

    /** Keeps decisions, all or none. */
    public void add(List<DecisionRow> rows) {
        if (rows.isEmpty()) {
            return;
        }
        database.transaction(connection -> {
            try (PreparedStatement insert = connection.prepareStatement("""
                    insert into decision (at, action, actor, recipient, record, version, channel, purpose, unit, approvals,
                                          consent, agreement, permitted, clauses, reason, role, strength)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """)) {
                for (DecisionRow row : rows) {
                    Sql.set(
                            insert,
                            row.at(),
                            row.action(),
                            row.actor(),
                            row.recipient(),
                            row.record(),
                            row.version(),
                            channel(row.origin()),
                            row.purpose(),
                            row.unit(),
                            Sql.array(insert, "text", row.approvals().toArray()),
                            row.consent(),
                            row.agreement(),
                            row.permitted(),
                            Sql.array(insert, "text", row.clauses().toArray()),
                            row.reason(),
                            row.role(),
                            row.strength());
                    insert.addBatch();
                }
                return insert.executeBatch().length;
            }
        });
    }

    /** Decisions after one of them, in the order of writing, made at {@code from} or later and before {@code until}. */
    public List<DecisionRow> page(long after, Instant from, Instant until, int limit) {
        return database.transaction(connection -> {
            List<DecisionRow> found = new ArrayList<>();
            try (PreparedStatement select =
                            Sql.prepare(connection, """
                            select id, at, action, actor, recipient, record, version, channel, purpose, unit, approvals,
                                   consent, agreement, permitted, clauses, reason, role, strength
                            from decision where id > ? and at >= ? and at < ? order by id limit ?
                            """, after, from, until, Math.min(limit, LIMIT_MAX));
                    ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.add(read(row));
                }
            }
            return found;
        });
    }

    private static DecisionRow read(ResultSet row) throws SQLException {
        String channel = row.getString(8);
        return new DecisionRow(
                row.getLong(1),
                DisclosureTable.instant(row, 2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getObject(6, UUID.class),
                row.getInt(7),
                channel.isEmpty() ? Origin.OWN : new Origin.Received(channel),
                row.getString(9),
                row.getString(10),
                List.of((String[]) row.getArray(11).getArray()),
                row.getBoolean(12),
                row.getString(13),
                row.getBoolean(14),
                List.of((String[]) row.getArray(15).getArray()),
                row.getString(16),
                row.getString(17),
                row.getString(18));
    }

    private static String channel(Origin origin) {
        return switch (origin) {
            case Origin.Own own -> "";
            case Origin.Received received -> received.channel();
        };
    }

    /** Deletes what was decided about purged records, every version. */
    static void purge(Connection connection, Origin origin, Collection<UUID> ids) throws SQLException {
        int gone = Sql.update(
                connection,
                "delete from decision where record = any(?) and channel = ?",
                ids.toArray(UUID[]::new),
                channel(origin));
        noteRemains(connection, gone);
    }

    /** Deletes what was decided about purged versions. */
    static void purgeVersions(Connection connection, Origin origin, List<RecordTable.Version> versions)
            throws SQLException {
        int gone = Sql.update(
                connection,
                """
                delete from decision d using unnest(?::uuid[], ?::integer[]) as gone (id, version)
                where d.record = gone.id and d.version = gone.version and d.channel = ?
                """,
                versions.stream().map(RecordTable.Version::id).toArray(UUID[]::new),
                connection.createArrayOf(
                        "integer",
                        versions.stream().map(RecordTable.Version::version).toArray()),
                channel(origin));
        noteRemains(connection, gone);
    }

    private static void noteRemains(Connection connection, int gone) throws SQLException {
        if (gone > 0) {
            RecordTable.remains(connection, "decision");
        }
    }
}
