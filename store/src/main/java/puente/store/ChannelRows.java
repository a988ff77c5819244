package puente.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Channels as they stand in their rows. */
final class ChannelRows {
    /** Selects what {@link #states} reads. */
    static final String STATE = """
            select c.log, c.sender, c.receiver, c.incoming, l.size, l.checkpoint, c.cosigned_size, c.cosigned,
                   c.fault_code, c.fault_entry, c.fault_arguments, c.fault_at, c.fault_evidence,
                   array(select k.since || ' ' || k.vkey from channel_key k where k.log = c.log order by k.since)
            from channel c join log l on l.id = c.log
            """;

    private ChannelRows() {}

    static List<ChannelState> states(PreparedStatement prepared) throws SQLException {
        List<ChannelState> states = new ArrayList<>();
        try (PreparedStatement statement = prepared;
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                states.add(new ChannelState(
                        new ChannelId(row.getString(2), row.getString(3)),
                        row.getBoolean(4) ? ChannelState.Role.INCOMING : ChannelState.Role.OUTGOING,
                        row.getLong(5),
                        Optional.ofNullable(row.getBytes(6)).orElseGet(() -> new byte[0]),
                        row.getLong(7),
                        row.getBytes(8),
                        keys((String[]) row.getArray(14).getArray()),
                        fault(row)));
            }
        }
        return states;
    }

    private static List<ChannelState.LogKey> keys(String[] joined) {
        List<ChannelState.LogKey> keys = new ArrayList<>();
        for (String each : joined) {
            int space = each.indexOf(' ');
            keys.add(new ChannelState.LogKey(each.substring(space + 1), Long.parseLong(each.substring(0, space))));
        }
        return keys;
    }

    private static Optional<ChannelState.StoredFault> fault(ResultSet row) throws SQLException {
        Optional<String> code = Optional.ofNullable(row.getString(9));
        if (code.isEmpty()) {
            return Optional.empty();
        }
        String[] flat = (String[]) row.getArray(11).getArray();
        Map<String, String> arguments = new HashMap<>();
        for (int at = 0; at < flat.length; at += 2) {
            arguments.put(flat[at], flat[at + 1]);
        }
        return Optional.of(new ChannelState.StoredFault(
                code.get(), row.getLong(10), arguments, DisclosureTable.instant(row, 12), row.getBytes(13)));
    }

    static void writeUses(Connection connection, int log, List<Use> uses) throws SQLException {
        if (uses.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement("""
                insert into usage (log, entry, record, version, purpose, agency, at) values (?, ?, ?, ?, ?, ?, ?)
                on conflict do nothing
                """)) {
            for (Use use : uses) {
                Sql.set(
                        statement,
                        log,
                        use.entry(),
                        use.record(),
                        use.version(),
                        use.purpose(),
                        use.agency(),
                        use.at());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    static void addKey(Connection connection, int log, Optional<ChannelState.LogKey> key) throws SQLException {
        if (key.isPresent()) {
            Sql.update(
                    connection,
                    "insert into channel_key (log, since, vkey) values (?, ?, ?)",
                    log,
                    key.get().since(),
                    key.get().vkey());
        }
    }
}
