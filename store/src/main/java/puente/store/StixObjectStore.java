package puente.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * STIX objects in TAXII collections: any object whole, and records by reference.
 *
 * <p><b>Problem.</b> A TAXII client walks a collection in the order in which objects were added, and comes back with the last date it
 * saw. So nothing may ever appear behind a date that a reader could have seen, and many objects may bear one date.
 *
 * <p><b>Invariants.</b> (1) Whoever adds holds one advisory lock from drawing the date until it commits, and draws no date before the
 * newest of the collection: dates and sequences grow in the order of commits. (2) The place of an object is (date added,
 * sequence); a page begins after a place, so objects of one date come once each. (3) An object's version is in a collection
 * once; {@code latest} and {@code earliest} hold for exactly one version of each object. (4) A record's content stands in
 * {@code record} alone: purging it takes its row here with it.
 *
 * <p><b>Records</b> are listed by {@link #list} some time after they were stored, since putting their own order in the order of
 * commits would make every insertion wait for every other. A record's sequence may be committed after a later one's: the search
 * begins above a mark below which every transaction is known to have ended, and skips what is listed.
 *
 * <p><b>Failure modes.</b> Where the newest version of a record is purged by itself, its object stays away until a new version
 * comes: an older version is not shown as the newest. Safe for use by many threads.
 *
 * <p>Sources: TAXII 2.1 (OASIS Standard, June 2021), sections 3.4 to 3.6 and 5.
 */
public final class StixObjectStore {
    /** The advisory lock of those who add. */
    static final long ADDING = 0x70756e2d73746978L; // "pun-stix"

    /** How long the account of an addition is kept. */
    static final int STATUS_DAYS = 7;

    private static final String COLUMNS = "o.added, o.seq, o.id, o.type, o.version";
    private static final String ORDER = " order by o.added, o.seq limit ?";

    /**
     * One look at the index for each identifier. Written as {@code id = any(…)} the planner reads the whole table while it has no
     * statistics of it, which is when a large collection is filled.
     */
    static final String HELD = """
            select held.id, held.version, coalesce(encode(sha256(held.body), 'hex'), '')
            from unnest(?::text[]) as asked (id)
            cross join lateral (select o.id, o.version, o.body from stix_object o
                                where o.collection = ? and o.id = asked.id offset 0) held
            """;

    private final Database database;
    private final RecordTable records;

    /** Guarded by this. */
    private final Marks marks = new Marks();

    public StixObjectStore(Database database) {
        this.database = database;
        this.records = new RecordTable(database);
    }

    /**
     * An object to be added.
     *
     * @param version in normal form; empty where objects of this sort have none: then the date added is its version
     * @param body canonical JSON
     */
    public record Incoming(String id, String type, Optional<String> version, byte[] body) {}

    /** What became of an object that was to be added. */
    public enum Outcome {
        ADDED,
        /** This very version is held already, with the same content. */
        KNOWN,
        /** This version is held already, with other content; what is held stays. */
        CONFLICT
    }

    /**
     * A record to be listed in a collection.
     *
     * @param created when the record's first version was made
     */
    public record Listing(String collection, String id, String type, String version, Instant created) {}

    // ------------------------------------------------------------------------------------------------ adding

    /**
     * Adds objects to a collection, all under one date; those of them that are held already stay as they are.
     *
     * @param normal writes an instant as a version in normal form
     * @return what became of each
     */
    public List<Outcome> add(String collection, List<Incoming> objects, Instant now, Function<Instant, String> normal) {
        return database.transaction(connection -> add(connection, collection, objects, now, normal));
    }

    private List<Outcome> add(
            Connection connection,
            String collection,
            List<Incoming> objects,
            Instant now,
            Function<Instant, String> normal)
            throws SQLException {
        Instant added = begin(connection, collection, now);
        Map<String, TreeMap<String, String>> held =
                held(connection, collection, objects.stream().map(Incoming::id).toList());
        List<Outcome> outcomes = new ArrayList<>(objects.size());
        List<Row> rows = new ArrayList<>();
        for (Incoming each : objects) {
            TreeMap<String, String> versions = held.computeIfAbsent(each.id(), id -> new TreeMap<>());
            String digest = PurgeDigest.hex(PurgeDigest.sha256().digest(each.body()));
            boolean unversioned = each.version().isEmpty();
            String version = each.version().orElseGet(() -> normal.apply(added));
            String known =
                    unversioned && !versions.isEmpty() ? versions.lastEntry().getValue() : versions.get(version);
            if (known != null && known.equals(digest)) {
                outcomes.add(Outcome.KNOWN);
            } else if (versions.containsKey(version)) {
                outcomes.add(Outcome.CONFLICT);
            } else {
                versions.put(version, digest);
                rows.add(new Row(each.id(), each.type(), version, null, null, each.body()));
                outcomes.add(Outcome.ADDED);
            }
        }
        insert(connection, collection, added, rows, held);
        return outcomes;
    }

    private record Row(
            String id,
            String type,
            String version,
            @Nullable Instant created,
            @Nullable Long record,
            byte @Nullable [] body) {}

    /** Takes the lock and draws the date. */
    private static Instant begin(Connection connection, String collection, Instant now) throws SQLException {
        try (PreparedStatement lock = Sql.prepare(connection, "select pg_advisory_xact_lock(?)", ADDING)) {
            lock.execute();
        }
        Instant stated = now.truncatedTo(ChronoUnit.MICROS);
        try (PreparedStatement newest = Sql.prepare(
                        connection,
                        "select added from stix_object where collection = ? order by added desc limit 1",
                        collection);
                ResultSet row = newest.executeQuery()) {
            Instant last = row.next() ? DisclosureTable.instant(row, 1) : stated;
            return last.isAfter(stated) ? last : stated;
        }
    }

    /** The versions held of objects, with the digest of each one's content; none for records. */
    private static Map<String, TreeMap<String, String>> held(
            Connection connection, String collection, Collection<String> ids) throws SQLException {
        Map<String, TreeMap<String, String>> held = new HashMap<>();
        try (PreparedStatement select = Sql.prepare(
                        connection, HELD, connection.createArrayOf("text", new HashSet<>(ids).toArray()), collection);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                held.computeIfAbsent(row.getString(1), id -> new TreeMap<>()).put(row.getString(2), row.getString(3));
            }
        }
        return held;
    }

    /** @param versions every version of each object, those of the rows included */
    private static void insert(
            Connection connection,
            String collection,
            Instant added,
            List<Row> rows,
            Map<String, TreeMap<String, String>> versions)
            throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        Set<String> newest = new HashSet<>();
        Set<String> oldest = new HashSet<>();
        for (Row row : rows) {
            TreeMap<String, String> all = versions.getOrDefault(row.id(), new TreeMap<>());
            if (all.size() > 1 && all.lastKey().equals(row.version())) {
                newest.add(row.id());
            }
            if (all.size() > 1 && all.firstKey().equals(row.version())) {
                oldest.add(row.id());
            }
        }
        demote(connection, collection, "latest", newest);
        demote(connection, collection, "earliest", oldest);
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into stix_object (collection, added, id, type, version, earliest, latest, created, record, body)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)) {
            for (Row row : rows) {
                TreeMap<String, String> all = versions.getOrDefault(row.id(), new TreeMap<>());
                Sql.set(
                        insert,
                        collection,
                        added,
                        row.id(),
                        row.type(),
                        row.version(),
                        all.firstKey().equals(row.version()),
                        all.lastKey().equals(row.version()));
                if (row.created() == null) {
                    insert.setNull(8, Types.TIMESTAMP_WITH_TIMEZONE);
                } else {
                    insert.setObject(8, DisclosureTable.sql(row.created()));
                }
                if (row.record() == null) {
                    insert.setNull(9, Types.BIGINT);
                } else {
                    insert.setLong(9, row.record());
                }
                insert.setBytes(10, row.body());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static void demote(Connection connection, String collection, String flag, Set<String> ids)
            throws SQLException {
        if (!ids.isEmpty()) {
            Sql.update(
                    connection,
                    "update stix_object set " + flag + " = false where collection = ? and id = any(?) and " + flag,
                    collection,
                    connection.createArrayOf("text", ids.toArray()));
        }
    }

    // ------------------------------------------------------------------------------------------------ records

    /** What a version of a record is listed as, and the objects that it refers to, which are added before it. */
    public record Listed(List<Listing> listings, Map<String, List<Incoming>> support) {}

    /**
     * Lists records that were stored since the last call, each in the collections that {@code lister} names.
     *
     * @param limit how many records at most
     * @param lister says where a record goes; it is given the instant at which the record's first version was made
     * @param normal writes an instant as a version in normal form
     * @return how many were looked at; fewer than {@code limit} when there are no more
     */
    public synchronized int list(
            int limit, Instant now, Function<StixEntry.Statement, Listed> lister, Function<Instant, String> normal) {
        return database.transaction(connection -> {
            try (PreparedStatement lock = Sql.prepare(connection, "select pg_advisory_xact_lock(?)", ADDING)) {
                lock.execute();
            }
            marks.advance(connection);
            List<StixEntry.Statement> found = unlisted(connection, limit);
            Map<String, List<Incoming>> support = new LinkedHashMap<>();
            Map<String, List<Row>> rows = new LinkedHashMap<>();
            for (StixEntry.Statement each : found) {
                Listed listed = lister.apply(each);
                listed.support()
                        .forEach((collection, objects) -> support.computeIfAbsent(collection, name -> new ArrayList<>())
                                .addAll(objects));
                for (Listing listing : listed.listings()) {
                    rows.computeIfAbsent(listing.collection(), name -> new ArrayList<>())
                            .add(new Row(
                                    listing.id(),
                                    listing.type(),
                                    listing.version(),
                                    listing.created(),
                                    each.record().sequence(),
                                    null));
                }
            }
            for (Map.Entry<String, List<Incoming>> each : support.entrySet()) {
                add(connection, each.getKey(), each.getValue(), now, normal);
            }
            for (Map.Entry<String, List<Row>> each : rows.entrySet()) {
                listIn(connection, each.getKey(), each.getValue(), now);
            }
            marks.looked(
                    found.size() < limit,
                    found.isEmpty() ? 0 : found.getLast().record().sequence());
            return found.size();
        });
    }

    private static void listIn(Connection connection, String collection, List<Row> rows, Instant now)
            throws SQLException {
        Instant added = begin(connection, collection, now);
        Map<String, TreeMap<String, String>> versions =
                held(connection, collection, rows.stream().map(Row::id).toList());
        List<Row> fresh = new ArrayList<>(rows.size());
        for (Row row : rows) {
            // The same version, own and received, is one object: the first to come stands for both.
            if (versions.computeIfAbsent(row.id(), id -> new TreeMap<>()).putIfAbsent(row.version(), "") == null) {
                fresh.add(row);
            }
        }
        insert(connection, collection, added, fresh, versions);
    }

    private List<StixEntry.Statement> unlisted(Connection connection, int limit) throws SQLException {
        List<StixEntry.Statement> found = new ArrayList<>();
        try (PreparedStatement select =
                        Sql.prepare(connection, "select " + RecordTable.COLUMNS + """
                        , (select f.body from record f
                           where r.version > 1 and f.id = r.id and f.origin = r.origin and f.version = 1)
                        from record r
                        where r.seq > ? and not exists (select 1 from stix_object o where o.record = r.seq)
                        order by r.seq limit ?
                        """, marks.settled(), limit);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                StoredRecord record = records.read(row);
                byte[] first = row.getBytes(5);
                Instant created = first == null
                        ? record.record().recordedAt()
                        : puente.record.RecordCodec.standard().parse(first).recordedAt();
                found.add(new StixEntry.Statement(record, created));
            }
        }
        return found;
    }

    // ------------------------------------------------------------------------------------------------ reading

    /** A page of a collection, oldest first. */
    public List<StixEntry> page(StixQuery query) {
        return database.transaction(connection -> {
            List<StixEntry> found = new ArrayList<>();
            try (PreparedStatement select = select(connection, query);
                    ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.add(read(row, query.content()));
                }
            }
            return found;
        });
    }

    private static PreparedStatement select(Connection connection, StixQuery query) throws SQLException {
        List<Object> parameters = new ArrayList<>();
        StringBuilder sql = new StringBuilder("select " + COLUMNS);
        sql.append(query.content() ? ", o.body, o.created, " + RecordTable.COLUMNS : "")
                .append(" from ");
        // Without these two forms the planner walks the collection by date and throws away what was not asked for.
        if (!query.ids().isEmpty()) {
            sql.append("(select * from stix_object where collection = ? and id = any(?) offset 0) o");
            parameters.add(query.collection());
            parameters.add(array(connection, query.ids()));
        } else if (!query.types().isEmpty()) {
            sql.append("unnest(?) as asked (type) cross join lateral (select * from stix_object o"
                    + " where o.collection = ? and o.type = asked.type and (o.added, o.seq) > (?, ?)");
            parameters.add(array(connection, query.types().stream().distinct().toList()));
            parameters.add(query.collection());
            parameters.add(query.after().added());
            parameters.add(query.after().sequence());
            versions(connection, query, sql, parameters);
            sql.append(ORDER).append(") o");
            parameters.add(query.limit());
        } else {
            // The page first, then the records in it: joined before, a planner without statistics reads all records.
            sql.append("(select * from stix_object o where o.collection = ? and (o.added, o.seq) > (?, ?)");
            parameters.add(query.collection());
            parameters.add(query.after().added());
            parameters.add(query.after().sequence());
            versions(connection, query, sql, parameters);
            sql.append(ORDER).append(") o");
            parameters.add(query.limit());
        }
        sql.append(query.content() ? " left join record r on r.seq = o.record" : "");
        sql.append(" where o.collection = ? and (o.added, o.seq) > (?, ?)");
        parameters.add(query.collection());
        parameters.add(query.after().added());
        parameters.add(query.after().sequence());
        if (!query.ids().isEmpty() && !query.types().isEmpty()) {
            sql.append(" and o.type = any(?)");
            parameters.add(array(connection, query.types()));
        }
        versions(connection, query, sql, parameters);
        sql.append(ORDER);
        parameters.add(query.limit());
        return Sql.prepare(connection, sql.toString(), parameters.toArray());
    }

    private static void versions(Connection connection, StixQuery query, StringBuilder sql, List<Object> parameters)
            throws SQLException {
        StixQuery.Versions versions = query.versions();
        if (!versions.all()) {
            sql.append(" and (false")
                    .append(versions.earliest() ? " or o.earliest" : "")
                    .append(versions.latest() ? " or o.latest" : "")
                    .append(" or o.version = any(?))");
            parameters.add(array(connection, versions.named()));
        }
    }

    private static java.sql.Array array(Connection connection, List<String> texts) throws SQLException {
        return connection.createArrayOf("text", texts.toArray());
    }

    private StixEntry read(ResultSet row, boolean content) throws SQLException {
        StixEntry.Place place = new StixEntry.Place(DisclosureTable.instant(row, 1), row.getLong(2));
        Optional<byte[]> body = content ? Optional.ofNullable(row.getBytes(6)) : Optional.empty();
        Optional<StixEntry.Statement> record = Optional.empty();
        if (content && body.isEmpty()) {
            StoredRecord stored = records.read(row, 7);
            record = Optional.of(new StixEntry.Statement(stored, DisclosureTable.instant(row, 7)));
        }
        return new StixEntry(place, row.getString(3), row.getString(4), row.getString(5), body, record);
    }

    /** Whether a collection holds an object in any version. */
    public boolean holds(String collection, String id) {
        return !page(new StixQuery(
                        collection,
                        StixEntry.Place.BEGINNING,
                        List.of(id),
                        List.of(),
                        StixQuery.Versions.ALL,
                        1,
                        false))
                .isEmpty();
    }

    /** The newest version of an object that a collection holds whole. */
    public Optional<byte[]> newest(String collection, String id) {
        return page(new StixQuery(
                        collection,
                        StixEntry.Place.BEGINNING,
                        List.of(id),
                        List.of(),
                        StixQuery.Versions.LATEST,
                        1,
                        true))
                .stream()
                .findFirst()
                .flatMap(StixEntry::body);
    }

    // ------------------------------------------------------------------------------------------------ deleting

    /**
     * Deletes versions of an object that a collection holds whole; unreadable when this returns, and {@link Eraser} then removes
     * the bytes.
     *
     * @return how many versions went
     */
    public int delete(String collection, String id, StixQuery.Versions versions) {
        return database.transaction(connection -> {
            begin(connection, collection, Instant.EPOCH);
            StringBuilder sql = new StringBuilder(
                    "delete from stix_object o where o.collection = ? and o.id = ? and o.record is null");
            List<Object> parameters = new ArrayList<>(List.of(collection, id));
            versions(
                    connection,
                    new StixQuery(collection, StixEntry.Place.BEGINNING, List.of(), List.of(), versions, 1, false),
                    sql,
                    parameters);
            int gone = Sql.update(connection, sql.toString(), parameters.toArray());
            if (gone > 0) {
                Sql.update(connection, """
                        update stix_object o
                        set latest = o.version = v.newest, earliest = o.version = v.oldest
                        from (select max(version) as newest, min(version) as oldest from stix_object
                              where collection = ? and id = ?) v
                        where o.collection = ? and o.id = ?
                        """, collection, id, collection, id);
                RecordTable.remains(connection, "stix_object");
            }
            return gone;
        });
    }

    // ------------------------------------------------------------------------------------------------ accounts of
    // additions

    /** Keeps what became of an addition, and forgets what is older than {@value #STATUS_DAYS} days. */
    public void keepStatus(UUID id, String account, Instant at, byte[] body) {
        database.transaction(connection -> {
            Sql.update(connection, "delete from stix_status where at < ?", at.minus(STATUS_DAYS, ChronoUnit.DAYS));
            return Sql.update(
                    connection,
                    "insert into stix_status (id, account, at, body) values (?, ?, ?, ?)",
                    id,
                    account,
                    at,
                    body);
        });
    }

    /** What became of an addition that this account made. */
    public Optional<byte[]> status(UUID id, String account) {
        return database.transaction(connection -> {
            try (PreparedStatement select = Sql.prepare(
                            connection, "select body from stix_status where id = ? and account = ?", id, account);
                    ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getBytes(1)) : Optional.<byte[]>empty();
            }
        });
    }
}
