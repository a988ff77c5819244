package puente.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Proposals that wait for a person, within a transaction that somebody else opens and commits. */
final class PendingTable {
    private PendingTable() {}

    /** Keeps a proposal; the same one kept again replaces it. */
    static int keep(Connection connection, Pending pending) throws SQLException {
        return Sql.update(
                connection,
                """
                insert into pending (id, sender, receiver, needs, record, version, proposed_by, at, proposal)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (id) do update
                set sender = excluded.sender, receiver = excluded.receiver, needs = excluded.needs,
                    record = excluded.record, version = excluded.version, proposed_by = excluded.proposed_by,
                    at = excluded.at, proposal = excluded.proposal
                """,
                pending.id(),
                pending.channel().from(),
                pending.channel().to(),
                pending.needs().name(),
                pending.record(),
                pending.version(),
                pending.proposedBy(),
                pending.at(),
                pending.proposal());
    }

    /** Proposals, chosen by the rest of a statement. */
    static List<Pending> list(Connection connection, String where, Object... parameters) throws SQLException {
        List<Pending> found = new ArrayList<>();
        try (PreparedStatement statement = Sql.prepare(connection, """
                        select id, sender, receiver, needs, record, version, proposed_by, at, proposal from pending
                        """ + where, parameters);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                found.add(new Pending(
                        row.getObject(1, UUID.class),
                        new ChannelId(row.getString(2), row.getString(3)),
                        Pending.Needs.valueOf(row.getString(4)),
                        row.getObject(5, UUID.class),
                        row.getInt(6),
                        row.getString(7),
                        DisclosureTable.instant(row, 8),
                        row.getBytes(9)));
            }
        }
        return found;
    }

    /** Removes a proposal that has been settled. */
    static int drop(Connection connection, UUID id) throws SQLException {
        return Sql.update(connection, "delete from pending where id = ?", id);
    }
}
