package puente.store;

import java.security.SecureRandom;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import puente.record.Record;
import puente.record.RecordCodec;

/** The record and observation tables within a transaction that somebody else opens and commits. */
final class RecordTable {
    /** The {@code superseded} of a version that none has superseded. */
    static final long CURRENT = Long.MAX_VALUE;

    /**
     * The advisory lock between those who supersede (exclusive, from drawing the number until they commit) and those who begin a
     * search (shared, for one statement): what a new cursor takes for current was committed, whole, before it.
     */
    static final long SUPERSEDING = 0x70756e2d73757065L; // "pun-supe"

    static final String COLUMNS = "r.seq, r.superseded, r.origin, r.body";

    private static final short OWN = 0;
    /** From so many records on, an insertion draws its numbers in blocks that searches know of ({@link Unfinished}). */
    static final int LONG_FROM = 1_000;

    /** So many rows at once may make the planner's statistics worthless; fewer are left to autovacuum. */
    private static final int ANALYZED_FROM = 10_000;

    private static final double ANALYZED_GROWTH = 0.3;

    /** A record with its canonical bytes, where somebody has them already. */
    record Insertion(Record record, byte[] canonical) {}

    private final Database database;
    private final Terms terms;
    private final Map<String, Short> originIds = new ConcurrentHashMap<>();
    private final Map<Short, Origin> origins = new ConcurrentHashMap<>();

    RecordTable(Database database) {
        this.database = database;
        this.terms = new Terms(secret(database));
    }

    Terms terms() {
        return terms;
    }

    private static byte[] secret(Database database) {
        byte[] drawn = new byte[SipHash.KEY_BYTES];
        new SecureRandom().nextBytes(drawn);
        return database.jdbi().inTransaction(handle -> {
            handle.execute("insert into secret (name, value) values ('terms', ?) on conflict do nothing", drawn);
            return handle.select("select value from secret where name = 'terms'")
                    .mapTo(byte[].class)
                    .one();
        });
    }

    // ── origins

    /** The number of an origin; given in a transaction of its own, so that it stays when the caller's rolls back. */
    short originId(Origin origin) {
        return switch (origin) {
            case Origin.Own own -> OWN;
            case Origin.Received received ->
                originIds.computeIfAbsent(
                        received.channel(),
                        channel -> database.jdbi().inTransaction(handle -> {
                            handle.execute("insert into origin (channel) values (?) on conflict do nothing", channel);
                            return handle.select("select id from origin where channel = ?", channel)
                                    .mapTo(Short.class)
                                    .one();
                        }));
        };
    }

    Origin origin(short id) {
        return id == OWN
                ? Origin.OWN
                : origins.computeIfAbsent(
                        id,
                        unknown -> new Origin.Received(database.jdbi()
                                .withHandle(handle -> handle.select("select channel from origin where id = ?", unknown)
                                        .mapTo(String.class)
                                        .one())));
    }

    StoredRecord read(ResultSet row) throws SQLException {
        return read(row, 0);
    }

    /** Reads {@link #COLUMNS} that stand after {@code before} others. */
    StoredRecord read(ResultSet row, int before) throws SQLException {
        long superseded = row.getLong(before + 2);
        return new StoredRecord(
                row.getLong(before + 1),
                RecordCodec.standard().parse(row.getBytes(before + 4)),
                origin(row.getShort(before + 3)),
                superseded == CURRENT ? OptionalLong.empty() : OptionalLong.of(superseded));
    }

    // ── writing

    /** After a long insertion: its index is put in order, and the planner must not take the table for what it was. */
    void settle(long inserted) {
        if (inserted < ANALYZED_FROM) {
            return;
        }
        database.jdbi().useHandle(handle -> {
            // What is pending in the index is read by every search.
            handle.execute("select gin_clean_pending_list('record_find')");
            double known = handle.select("select reltuples from pg_class where oid = 'record'::regclass")
                    .mapTo(Double.class)
                    .one();
            if (inserted > known * ANALYZED_GROWTH) {
                handle.execute("analyze record, observation");
            }
        });
    }

    /** Inserts records of this node's own by COPY, marks what is superseded, keeps the observations; returns how many. */
    long insert(Connection connection, Iterator<Insertion> insertions) throws SQLException {
        long before = lastSequence(connection);
        RecordRows rows = new RecordRows(terms, OWN, Origin.OWN);
        Deque<Insertion> first = new ArrayDeque<>();
        while (first.size() < LONG_FROM && insertions.hasNext()) {
            first.add(insertions.next());
        }
        boolean isLong = first.size() == LONG_FROM;
        String into = isLong ? RecordRows.NUMBERED : RecordRows.INTO;
        long count = 0;
        try (Unfinished.Numbers numbers = database.unfinished().numbers()) {
            while (!first.isEmpty() || insertions.hasNext()) {
                int block = isLong ? numbers.draw(connection) : Integer.MAX_VALUE;
                try (BinaryCopy copy = new BinaryCopy(connection, into)) {
                    for (int at = 0; at < block && (!first.isEmpty() || insertions.hasNext()); at++) {
                        Insertion insertion = first.isEmpty() ? insertions.next() : first.remove();
                        BinaryRows row = isLong
                                ? copy.row(RecordRows.INTO_COLUMNS + 1).int8(numbers.next())
                                : copy.row(RecordRows.INTO_COLUMNS);
                        rows.add(row, insertion);
                    }
                    count += copy.finish();
                }
            }
        }
        complete(connection, OWN, before, rows);
        return count;
    }

    /** Rows that were made ahead of the transaction that inserts them. */
    record Prepared(List<byte[]> records, RecordRows rows) {}

    /** Makes the rows of a batch that came through a channel, without the database. */
    Prepared prepare(Origin origin, Collection<Insertion> insertions) throws SQLException {
        List<byte[]> blocks = new ArrayList<>();
        BinaryRows records = new BinaryRows(BinaryRows.into(blocks));
        RecordRows rows = new RecordRows(terms, originId(origin), origin);
        for (Insertion each : insertions) {
            rows.add(records.row(RecordRows.INTO_COLUMNS), each);
        }
        records.flush();
        return new Prepared(blocks, rows);
    }

    /** Inserts what was prepared; such batches are committed at once, only imports are long. */
    void insert(Connection connection, Origin origin, Prepared prepared) throws SQLException {
        long before = lastSequence(connection);
        copy(connection, RecordRows.INTO, prepared.records());
        complete(connection, originId(origin), before, prepared.rows());
    }

    private static void complete(Connection connection, short originId, long before, RecordRows rows)
            throws SQLException {
        copy(connection, ObservationRow.INTO, rows.observations());
        writeEvidence(connection, rows.evidence());
        if (rows.superseding().isEmpty()) {
            supersedeLate(connection, originId, before);
        } else {
            try (PreparedStatement lock = Sql.prepare(connection, "select pg_advisory_xact_lock(?)", SUPERSEDING)) {
                lock.execute();
            }
            supersedeLate(connection, originId, before);
            supersede(connection, originId, rows.superseding());
        }
    }

    /** The newest sequence that anyone drew, committed or not; 0 before the first. */
    static long lastSequence(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                        "select case when is_called then last_value else 0 end from record_sequence");
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void copy(Connection connection, String into, List<byte[]> blocks) throws SQLException {
        if (blocks.isEmpty()) {
            return;
        }
        try (BinaryCopy copy = new BinaryCopy(connection, into)) {
            for (byte[] block : blocks) {
                copy.rows().raw(block, block.length);
            }
            copy.finish();
        }
    }

    private static void writeEvidence(Connection connection, Map<UUID, List<?>> evidence) throws SQLException {
        if (evidence.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into evidence_own (record, sha256) values (?, ?)
                on conflict (record, sha256) do update set gone = false
                """)) {
            for (Map.Entry<UUID, List<?>> each : evidence.entrySet()) {
                for (Object sha256 : each.getValue()) {
                    insert.setObject(1, each.getKey());
                    insert.setString(2, sha256.toString());
                    insert.addBatch();
                }
            }
            insert.executeBatch();
        }
    }

    /**
     * Marks what this transaction inserted and a newer version supersedes: versions that came late, or together with their
     * successor. Where an origin has no later versions at all, that is one look into an empty index.
     *
     * @param before a sequence below all that this transaction drew
     */
    private static void supersedeLate(Connection connection, short originId, long before) throws SQLException {
        try (PreparedStatement any = Sql.prepare(
                        connection, "select exists (select 1 from record where origin = ? and version > 1)", originId);
                ResultSet row = any.executeQuery()) {
            row.next();
            if (!row.getBoolean(1)) {
                return;
            }
        }
        List<UUID> late = new ArrayList<>();
        try (PreparedStatement update = Sql.prepare(connection, """
                        update record old
                        set superseded = (select n.seq from record n
                                          where n.id = old.id and n.origin = old.origin and n.version > old.version
                                            and n.version > 1
                                          order by n.version limit 1)
                        where old.seq > ? and old.origin = ? and old.xmin = pg_current_xact_id()::xid
                          and exists (select 1 from record n
                                      where n.id = old.id and n.origin = old.origin and n.version > old.version
                                        and n.version > 1)
                        returning old.id
                        """, before, originId);
                ResultSet rows = update.executeQuery()) {
            while (rows.next()) {
                late.add(rows.getObject(1, UUID.class));
            }
        }
        keepAsPast(connection, originId, late);
    }

    /** Marks older versions of records of which this transaction inserted later ones, at a number that no cursor has seen. */
    private static void supersede(Connection connection, short originId, List<UUID> ids) throws SQLException {
        Sql.update(connection, """
                update record old
                set superseded = at.number
                from (select nextval('record_sequence') as number offset 0) at
                where old.id = any(?) and old.origin = ? and old.superseded = 9223372036854775807
                  and exists (select 1 from record n
                              where n.id = old.id and n.origin = old.origin and n.version > old.version and n.version > 1)
                """, ids.toArray(UUID[]::new), originId);
        keepAsPast(connection, originId, ids);
    }

    private static void keepAsPast(Connection connection, short originId, List<UUID> ids) throws SQLException {
        if (ids.isEmpty()) {
            return;
        }
        Sql.update(connection, """
                with past as (
                    delete from observation old using unnest(?::uuid[]) as asked (id)
                    where old.id = asked.id and old.origin = ?
                      and exists (select 1 from record n
                                  where n.id = old.id and n.origin = old.origin and n.version > old.version and n.version > 1)
                    returning old.*)
                insert into observation_past select * from past
                """, ids.toArray(UUID[]::new), originId);
    }

    // ── forgetting

    /**
     * Deletes all versions of records, notes their salted digests and that remains must be erased; returns how many rows went.
     */
    int purge(Connection connection, Origin origin, Collection<UUID> ids) throws SQLException {
        if (ids.isEmpty()) {
            return 0;
        }
        short originId = originId(origin);
        Array array = connection.createArrayOf("uuid", ids.toArray());
        SubjectRows.purgeKeys(connection, originId, ids);
        delete(connection, """
                delete from observation old using unnest(?::uuid[]) as gone (id) where old.id = gone.id and old.origin = ?
                """, array, originId);
        delete(connection, "delete from observation_past where id = any(?) and origin = ?", array, originId);
        int gone = delete(connection, "delete from record where id = any(?) and origin = ?", array, originId);
        if (originId == OWN) {
            delete(connection, "update evidence_own set gone = true where record = any(?) and ? = 0", array, originId);
        }
        DecisionStore.purge(connection, origin, ids);
        MispEventStore.purge(connection, origin, ids);
        SubjectRows.purge(connection, originId, ids);
        if (gone > 0) {
            remember(connection, origin, ids);
            remains(connection, "record", "observation", "observation_past");
        }
        return gone;
    }

    /** One version of a record. */
    record Version(UUID id, int version) {}

    /** Deletes single versions; an older one that such a version had superseded is the newest again. */
    int purgeVersions(Connection connection, Origin origin, List<Version> versions) throws SQLException {
        if (versions.isEmpty()) {
            return 0;
        }
        short originId = originId(origin);
        Array ids = connection.createArrayOf(
                "uuid", versions.stream().map(Version::id).toArray());
        Array numbers = connection.createArrayOf(
                "integer", versions.stream().map(Version::version).toArray());
        int gone = 0;
        for (String from : new String[] {"observation", "observation_past", "record"}) {
            try (PreparedStatement delete = connection.prepareStatement("delete from " + from + """
                     r using unnest(?::uuid[], ?::integer[]) as gone (id, version)
                    where r.id = gone.id and r.version = gone.version and r.origin = ?
                    """)) {
                delete.setArray(1, ids);
                delete.setArray(2, numbers);
                delete.setShort(3, originId);
                gone = delete.executeUpdate();
            }
        }
        DecisionStore.purgeVersions(connection, origin, versions);
        MispEventStore.purge(
                connection, origin, versions.stream().map(Version::id).toList());
        SubjectRows.purgeVersions(
                connection, originId, versions.stream().map(Version::id).toList());
        if (gone > 0) {
            delete(connection, """
                    update record old
                    set superseded = 9223372036854775807
                    where id = any(?) and origin = ? and superseded <> 9223372036854775807
                      and not exists (select 1 from record n
                                      where n.id = old.id and n.origin = old.origin and n.version > old.version)
                    """, ids, originId);
            delete(connection, """
                    with again as (
                        delete from observation_past p using record r
                        where p.id = any(?) and p.origin = ? and r.id = p.id and r.origin = p.origin
                          and r.version = p.version and r.superseded = 9223372036854775807
                        returning p.*)
                    insert into observation select * from again
                    """, ids, originId);
            PurgeDigest digest = PurgeDigest.of(connection);
            digest.remember(
                    connection,
                    versions.stream()
                            .map(each -> digest.version(origin, each.id(), each.version()))
                            .toList());
            remains(connection, "record", "observation", "observation_past");
        }
        return gone;
    }

    private static void remember(Connection connection, Origin origin, Collection<UUID> ids) throws SQLException {
        PurgeDigest digest = PurgeDigest.of(connection);
        digest.remember(
                connection, ids.stream().map(id -> digest.record(origin, id)).toList());
    }

    /** Notes that tables hold deleted rows which {@link Eraser} must rewrite. */
    static void remains(Connection connection, String... relations) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into remains (relation) select unnest(?::text[]) on conflict do nothing")) {
            insert.setArray(1, connection.createArrayOf("text", relations));
            insert.executeUpdate();
        }
    }

    private static int delete(Connection connection, String sql, Array ids, short originId) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(1, ids);
            statement.setShort(2, originId);
            return statement.executeUpdate();
        }
    }
}
