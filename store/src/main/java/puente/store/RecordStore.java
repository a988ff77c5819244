package puente.store;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import puente.record.ProblemException;
import puente.record.Record;
import puente.record.RecordCodec;

/**
 * The records a node holds: its own, and those received through channels.
 *
 * <p>A record received with the id of one of our own never hides or changes ours: records are told apart by origin, id and
 * version. Received records are found only for a purpose that their handling carries; that is a condition of the SQL, not a
 * filter after it. Safe for use by many threads.
 */
public final class RecordStore {
    private final Database database;
    private final RecordTable table;

    public RecordStore(Database database) {
        this(database, new RecordTable(database));
    }

    RecordStore(Database database, RecordTable table) {
        this.database = database;
        this.table = table;
    }

    // ── writing

    /**
     * Inserts records of this node in one transaction by COPY: all or none. A version above 1 supersedes the one before it.
     *
     * @param records with fields in normal form; consumed in a stream, never held together
     * @return how many
     * @throws ProblemException {@code store.record.version-exists} where one of these versions is held already
     */
    public long insertAll(Iterator<Record> records) {
        long inserted = database.transaction(connection -> table.insert(connection, new Iterator<>() {
            @Override
            public boolean hasNext() {
                return records.hasNext();
            }

            @Override
            public RecordTable.Insertion next() {
                Record record = records.next();
                return new RecordTable.Insertion(record, RecordCodec.standard().canonical(record));
            }
        }));
        table.settle(inserted);
        return inserted;
    }

    /** Inserts one record; see {@link #insertAll}. */
    public void insert(Record record) {
        insertAll(List.of(record).iterator());
    }

    /**
     * Deletes all versions of own records. They are unreadable when this returns; {@link Eraser} then removes their bytes.
     *
     * @return how many versions went
     */
    public int purge(Collection<UUID> ids) {
        return database.transaction(connection -> table.purge(connection, Origin.OWN, ids));
    }

    // ── reading

    /**
     * The newest version of a record that a reader with this purpose may see; our own before a received one of the same id.
     *
     * @param purpose as in {@link RecordQuery}
     */
    public Optional<StoredRecord> find(UUID id, Optional<String> purpose) {
        List<StoredRecord> versions = select("""
                where r.id = ? and r.terms && ?
                order by (r.origin = 0) desc, r.origin, r.version desc limit 1
                """, id, Search.readable(table.terms(), purpose));
        return versions.stream().findFirst();
    }

    /** All versions of a record that a reader with this purpose may see, oldest first; our own before received ones. */
    public List<StoredRecord> versions(UUID id, Optional<String> purpose) {
        return select("""
                where r.id = ? and r.terms && ?
                order by (r.origin = 0) desc, r.origin, r.version
                """, id, Search.readable(table.terms(), purpose));
    }

    /** One version of a record of this node. */
    public Optional<StoredRecord> own(UUID id, int version) {
        return select("where r.id = ? and r.origin = 0 and r.version = ?", id, version).stream()
                .findFirst();
    }

    /** A version by its sequence, if a reader with this purpose may see it. */
    public Optional<StoredRecord> at(long sequence, Optional<String> purpose) {
        return select("where r.seq = ? and r.terms && ?", sequence, Search.readable(table.terms(), purpose)).stream()
                .findFirst();
    }

    /** Every version of these records, own and received, whatever it may be used for: for the node's own books, not for readers. */
    public List<StoredRecord> held(Collection<UUID> ids) {
        return ids.isEmpty()
                ? List.of()
                : select("where r.id = any(?) order by r.seq", (Object) ids.toArray(UUID[]::new));
    }

    /** Keeps a file of this node's own, whatever partners disclose and withdraw under the same digest. */
    public void keepEvidence(String sha256) {
        database.jdbi()
                .useHandle(handle -> handle.execute(
                        "insert into evidence_own (record, sha256) values (?, ?) on conflict do nothing",
                        new UUID(0, 0),
                        sha256));
    }

    /** The newest versions of records of this node; unknown ids are left out. */
    public List<StoredRecord> own(Collection<UUID> ids) {
        return select("where r.id = any(?) and r.origin = 0 and r.superseded = 9223372036854775807", (Object)
                ids.toArray(UUID[]::new));
    }

    /** Own records, newest versions, whose last day is before {@code today}, oldest first. */
    public List<UUID> expired(LocalDate today, int limit) {
        return database.transaction(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(
                    "select id from record where retain_until < ? and origin = 0 order by retain_until limit ?")) {
                statement.setObject(1, today);
                statement.setInt(2, limit);
                List<UUID> ids = new ArrayList<>();
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        ids.add(rows.getObject(1, UUID.class));
                    }
                }
                return ids;
            }
        });
    }

    /**
     * One page of a search, newest first.
     *
     * <p><b>What a walk from a first page to the last promises</b>, whoever writes meanwhile: every record whose newest version
     * was committed before the first page was asked for comes exactly once, in that version, also when it is superseded
     * while the walk goes on (until it is purged, which takes it from the walk at once). No record comes in two versions. A
     * record committed after that comes at most once: its sequence is drawn when it is inserted and not when it commits, so
     * a transaction that was under way when the walk began may or may not be met. Putting sequences in the order of commits
     * would make every insertion wait for every other; that is not done.
     */
    public Page search(RecordQuery query) {
        Cursor cursor = query.cursor().orElseGet(this::firstCursor);
        return database.transaction(connection -> {
            List<StoredRecord> found = new ArrayList<>();
            // One more than the limit, to know whether another page follows.
            for (Search.Window window : windows(query, cursor)) {
                int wanted = query.limit() + 1 - found.size();
                if (wanted == 0) {
                    break;
                }
                steer(connection, window);
                try (PreparedStatement statement = Search.of(table.terms(), query, cursor, window, wanted)
                                .prepare(connection, "");
                        ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        found.add(table.read(rows));
                    }
                }
            }
            if (found.size() <= query.limit()) {
                return new Page(found, Optional.empty());
            }
            found.removeLast();
            return new Page(
                    found, Optional.of(new Cursor(cursor.top(), found.getLast().sequence())));
        });
    }

    /**
     * Hands everything a query finds to {@code taker}, newest first, in batches of the query's limit: one look of the database whatever
     * their number, where a walk by pages looks again for each. What one transaction sees at the start is what comes. It holds
     * one connection until the last batch is taken; memory is one batch. A cursor in the query is not looked at.
     */
    public void each(RecordQuery query, Consumer<List<StoredRecord>> taker) {
        Cursor cursor = firstCursor();
        Search.Window whole =
                new Search.Window(0, cursor.before(), query.text().isEmpty() ? Search.Way.ANY : Search.Way.GATHER);
        database.transaction(connection -> {
            try (PreparedStatement statement = Search.of(table.terms(), query, cursor, whole, Integer.MAX_VALUE)
                    .prepare(connection, "")) {
                statement.setFetchSize(query.limit());
                try (ResultSet rows = statement.executeQuery()) {
                    List<StoredRecord> batch = new ArrayList<>(query.limit());
                    while (rows.next()) {
                        batch.add(table.read(rows));
                        if (batch.size() == query.limit()) {
                            taker.accept(batch);
                            batch = new ArrayList<>(query.limit());
                        }
                    }
                    if (!batch.isEmpty()) {
                        taker.accept(batch);
                    }
                }
            }
            return true;
        });
    }

    /** Holds until the next window is steered, at most for the rest of the transaction; what gathers does so by bitmaps too. */
    private static void steer(Connection connection, Search.Window window) throws SQLException {
        switch (window.way()) {
            case WALK -> Sql.update(connection, "set local enable_bitmapscan = off");
            case BITMAPS ->
                Sql.update(connection, "set local enable_bitmapscan = on; set local enable_indexscan = off");
            case ANY, GATHER -> {}
        }
    }

    private List<Search.Window> windows(RecordQuery query, Cursor cursor) {
        return Search.Window.of(query, cursor, database.unfinished());
    }

    /** How PostgreSQL carries out a search: the plan for each window down to the last, a line each. */
    List<String> explain(RecordQuery query) {
        Cursor cursor = query.cursor().orElseGet(this::firstCursor);
        return database.transaction(connection -> {
            List<String> plan = new ArrayList<>();
            for (Search.Window window : windows(query, cursor)) {
                steer(connection, window);
                try (PreparedStatement statement = Search.of(table.terms(), query, cursor, window, query.limit() + 1)
                                .prepare(connection, "explain (analyze) ");
                        ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        plan.add(rows.getString(1));
                    }
                }
            }
            return plan;
        });
    }

    /**
     * Where a walk begins. The lock waits for a transaction that supersedes at this moment and is let go at once: numbers drawn
     * for superseding after it are above the cursor's top, and those at or below it are committed.
     */
    private Cursor firstCursor() {
        return database.transaction(connection -> {
            try (PreparedStatement lock =
                    Sql.prepare(connection, "select pg_advisory_xact_lock_shared(?)", RecordTable.SUPERSEDING)) {
                lock.execute();
            }
            long top = RecordTable.lastSequence(connection);
            return new Cursor(top, top + 1);
        });
    }

    /** The newest number that was drawn for a record: greater after anything was stored or superseded, the same after a purge. */
    public long lastSequence() {
        return database.transaction(RecordTable::lastSequence);
    }

    /** How many records are held, newest versions only, by kind. Reads the whole table: for reports, not for pages. */
    public Map<String, Long> countByKind() {
        return database.transaction(connection -> {
            Map<String, Long> counts = new TreeMap<>();
            try (PreparedStatement statement = connection.prepareStatement(
                            "select kind, count(*) from record where superseded = 9223372036854775807 group by kind");
                    ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    counts.put(rows.getString(1), rows.getLong(2));
                }
            }
            return counts;
        });
    }

    /** Sums of observations; see {@link IndicatorQuery}. */
    public List<IndicatorRow> indicators(IndicatorQuery query) {
        return database.transaction(query::run);
    }

    /** When the figures of a query were revised, newest first, at most {@code most} times; the time that it asks for does not narrow them. */
    public List<IndicatorQuery.Revision> revisions(IndicatorQuery query, int most) {
        return database.transaction(connection -> query.revisions(connection, most));
    }

    /**
     * Which observations of an indicator everybody may see, as their number and a sum over their ids and versions: as long as it stays, so do
     * sums over them.
     */
    public String openState(String indicator, String purpose) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("""
                        select count(*) || '/' || coalesce(sum(uuid_hash(o.id)::bigint * o.version), 0)
                        from observation o
                        where o.indicator = :indicator and o.open and (o.purposes is null or :purpose = any(o.purposes))
                        """)
                        .bind("indicator", indicator)
                        .bind("purpose", purpose)
                        .mapTo(String.class)
                        .one());
    }

    /** Every indicator of which observations are held that a reader with this purpose may see, in order. */
    public List<String> indicatorNames(Optional<String> purpose) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("""
                        select distinct indicator from observation
                        where purposes is null or :purpose = any(purposes) order by indicator
                        """)
                        .bind("purpose", purpose.orElse(""))
                        .mapTo(String.class)
                        .list());
    }

    private List<StoredRecord> select(String where, Object... parameters) {
        return database.look(connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("select " + RecordTable.COLUMNS + " from record r " + where)) {
                for (int at = 0; at < parameters.length; at++) {
                    statement.setObject(at + 1, sqlValue(connection, parameters[at]));
                }
                List<StoredRecord> found = new ArrayList<>();
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        found.add(table.read(rows));
                    }
                }
                return found;
            }
        });
    }

    private static Object sqlValue(Connection connection, Object value) throws SQLException {
        return switch (value) {
            case long[] terms -> {
                Array array = connection.createArrayOf("bigint", Search.boxed(terms));
                yield array;
            }
            case UUID[] ids -> connection.createArrayOf("uuid", ids);
            default -> value;
        };
    }
}
