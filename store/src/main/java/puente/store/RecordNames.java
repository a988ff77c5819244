package puente.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Records of a kind in the order in which they come, for who keeps an index of them in memory. For one thread and one kind. */
public final class RecordNames {
    private final Database database;
    private final RecordTable records;
    private final Marks marks = new Marks();
    private final Set<Long> seen = new HashSet<>();

    public RecordNames(Database database) {
        this.database = database;
        this.records = new RecordTable(database);
    }

    /** The next records of a kind, newest versions; none comes twice while this lives. */
    public synchronized List<StoredRecord> next(String kind, int limit) {
        return database.transaction(connection -> {
            marks.advance(connection);
            seen.removeIf(sequence -> sequence <= marks.settled());
            List<StoredRecord> found = new ArrayList<>();
            long last = 0;
            try (PreparedStatement select = Sql.prepare(
                            connection,
                            "select " + RecordTable.COLUMNS + """
                             from record r
                            where r.seq > ? and r.kind = ? and r.superseded = 9223372036854775807
                              and not r.seq = any(?)
                            order by r.seq limit ?
                            """,
                            marks.settled(),
                            kind,
                            seen.toArray(Long[]::new),
                            limit);
                    ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    StoredRecord record = records.read(row);
                    found.add(record);
                    last = record.sequence();
                }
            }
            found.forEach(each -> seen.add(each.sequence()));
            marks.looked(found.size() < limit, last);
            return found;
        });
    }

    /** A number that changes some seconds after each purge, as the server's statistics do; counting the purged would cost more each day. */
    public long purges() {
        return database.look(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                            "select n_tup_ins from pg_stat_user_tables where relname = 'purged'");
                    ResultSet row = select.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        });
    }

    /** Everything of a kind that is held now. */
    public Set<StatementName> held(String kind) {
        return database.look(connection -> {
            Set<StatementName> held = new HashSet<>();
            try (PreparedStatement select =
                            Sql.prepare(connection, "select distinct origin, id from record where kind = ?", kind);
                    ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    held.add(new StatementName(records.origin(row.getShort(1)), row.getObject(2, UUID.class)));
                }
            }
            return held;
        });
    }
}
