package puente.store;

import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Payloads: what stands beside a channel's entries and can be deleted.
 *
 * <p>A payload stands in the row of its disclosure, or in a table of its own where the entry discloses nothing. Of one that was
 * received, the disclosure's row holds only what comes before the record ({@code record_apart}): the record's canonical bytes
 * end the payload, and they are written once, in the record's own row. Where a record's row is replaced by another disclosure
 * of the same version, the earlier payload is made whole first, since the two may differ in what was redacted.
 */
final class PayloadTable {
    /** Where a received record's canonical bytes stand, for a row of {@code disclosure d}. */
    private static final String BODY = """
            (select r.body from record r
             where r.id = d.record and r.version = d.version
               and r.origin = (select o.id from origin o join channel c on o.channel = c.sender || '/' || c.receiver
                               where c.log = d.log))
            """;

    private PayloadTable() {}

    /** The payloads of entries from {@code first} ({@link ChannelStore#payloads}). */
    static List<StoredPayload> read(Connection connection, int log, long first, int count, long bytesMax)
            throws SQLException {
        long size;
        try (PreparedStatement statement = Sql.prepare(connection, "select size from log where id = ?", log);
                ResultSet row = statement.executeQuery()) {
            row.next();
            size = row.getLong(1);
        }
        long end = within(connection, log, first, Math.min(first + count, size), bytesMax);
        List<StoredPayload> items = new ArrayList<>();
        for (long entry = first; entry < end; entry++) {
            items.add(new StoredPayload.None());
        }
        try (PreparedStatement statement = Sql.prepare(connection, """
                        select d.entry, d.payload, d.ended_by, case when d.record_apart then\s""" + BODY + """
                               else ''::bytea end
                        from disclosure d where d.log = ? and d.entry >= ? and d.entry < ?
                        union all
                        select entry, bytes, null, ''::bytea from payload where log = ? and entry >= ? and entry < ?
                        """, log, first, end, log, first, end);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                int at = (int) (rows.getLong(1) - first);
                byte[] head = rows.getBytes(2);
                long endedBy = rows.getLong(3);
                boolean ended = !rows.wasNull();
                byte[] body = rows.getBytes(4);
                if (head != null && body != null) {
                    items.set(at, new StoredPayload.Present(joined(head, body)));
                } else if (ended) {
                    items.set(at, new StoredPayload.Gone(endedBy));
                }
            }
        }
        return items;
    }

    private static byte[] joined(byte[] head, byte[] body) {
        if (body.length == 0) {
            return head;
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream(head.length + body.length);
        whole.writeBytes(head);
        whole.writeBytes(body);
        return whole.toByteArray();
    }

    /** Where the payloads from {@code first} would exceed the limit, by their lengths alone; after one payload at least. */
    private static long within(Connection connection, int log, long first, long end, long bytesMax)
            throws SQLException {
        String lengths = """
                (select d.entry, octet_length(d.payload)
                        + case when d.record_apart then coalesce(octet_length(""" + BODY + """
                          ), 0) else 0 end as length
                 from disclosure d
                 where d.log = ? and d.entry >= ? and d.entry < ? and d.payload is not null
                 union all
                 select entry, octet_length(bytes) from payload where log = ? and entry >= ? and entry < ?) lengths
                """;
        try (PreparedStatement statement = Sql.prepare(
                        connection, "select sum(length) from " + lengths, log, first, end, log, first, end);
                ResultSet row = statement.executeQuery()) {
            row.next();
            if (row.getLong(1) <= bytesMax) {
                return end;
            }
        }
        try (PreparedStatement statement = Sql.prepare(
                        connection,
                        "select entry, length from " + lengths + " order by entry",
                        log,
                        first,
                        end,
                        log,
                        first,
                        end);
                ResultSet rows = statement.executeQuery()) {
            long bytes = 0;
            while (rows.next()) {
                bytes += rows.getLong(2);
                if (bytes > bytesMax && rows.getLong(1) > first) {
                    return rows.getLong(1);
                }
            }
            return end;
        }
    }

    /** Writes the payloads of a group's entries that disclose nothing. */
    static void writeOthers(Connection connection, int log, ChannelStore.Append group) throws SQLException {
        Set<Long> disclosed = new HashSet<>();
        group.disclosures().forEach(each -> disclosed.add(each.entry()));
        if (disclosed.containsAll(group.payloads().keySet())) {
            return;
        }
        try (BinaryCopy copy = new BinaryCopy(connection, "payload (log, entry, bytes)")) {
            for (Map.Entry<Long, byte[]> each : group.payloads().entrySet()) {
                if (!disclosed.contains(each.getKey())) {
                    copy.row(3).int4(log).int8(each.getKey()).bytes(each.getValue());
                }
            }
            copy.finish();
        }
    }

    /** Puts the record's bytes back into the payloads through which these versions came, before their rows are replaced. */
    static void makeWhole(Connection connection, int log, short origin, List<RecordTable.Version> versions)
            throws SQLException {
        Sql.update(
                connection,
                """
                update disclosure d set payload = d.payload || r.body, record_apart = false
                from unnest(?::uuid[], ?::bigint[]) as gone (id, version)
                join record r on r.id = gone.id and r.version = gone.version and r.origin = ?
                where d.log = ? and d.record = gone.id and d.version = gone.version
                  and d.record_apart and d.payload is not null
                """,
                versions.stream().map(RecordTable.Version::id).toArray(UUID[]::new),
                versions.stream().map(each -> (long) each.version()).toArray(Long[]::new),
                origin,
                log);
    }
}
