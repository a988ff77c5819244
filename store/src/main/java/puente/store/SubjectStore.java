package puente.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What a node needs to ask of each record who else speaks of its subject: an index of keyed digests, the pairs that were found, and which
 * statements people put together.
 *
 * <p><b>Problem.</b> Each new record must meet the few, among millions, that may be about the same person or thing, whoever stored it
 * and however long its transaction took; and when a record is purged nothing that was found by it may stay.
 *
 * <p><b>Invariants.</b> (1) A record's keys, and the pairs found by them, are written in one transaction that holds the rows of all the
 * records concerned, so a purge comes wholly before it or wholly after. (2) Two statements are a pair once, whichever came first.
 * (3) Only the newest version of a record has keys. (4) A key under which more than {@link #GROUP_MAX} records stand says nothing and
 * finds nothing: the work for one record is bounded. (5) Keys are SipHash digests under the database's own secret.
 *
 * <p><b>Failure modes.</b> A crash before the transaction ends leaves the record unmatched, and it is met again. Where the newest
 * version of a record is purged by itself, the older one is matched again at the next start.
 *
 * <p>Safe for use by many threads, but for {@link #unmatched}, which one thread asks.
 */
public final class SubjectStore {
    /** More records than this under one key are not looked at. */
    public static final int GROUP_MAX = 200;

    /** Most members of one subject that are listed. */
    public static final int MEMBERS_MAX = 200;

    private final Database database;
    private final RecordTable records;
    private final SubjectRows rows;
    private final Marks marks = new Marks();

    public SubjectStore(Database database) {
        this.database = database;
        this.records = new RecordTable(database);
        this.rows = new SubjectRows(records);
    }

    // ------------------------------------------------------------------------------------------------ matching

    /** Newest versions of records of these kinds that were stored and not yet matched, oldest first. */
    public synchronized List<StoredRecord> unmatched(Set<String> kinds, int limit) {
        return database.transaction(connection -> {
            marks.advance(connection);
            List<StoredRecord> found = new ArrayList<>();
            try (PreparedStatement select = Sql.prepare(
                            connection,
                            "select " + RecordTable.COLUMNS + """
                             from record r
                            where r.seq > ? and r.kind = any(?) and r.superseded = 9223372036854775807
                              and not exists (select 1 from match_key k where k.record = r.seq)
                            order by r.seq limit ?
                            """,
                            marks.settled(),
                            SubjectRows.texts(connection, List.copyOf(kinds)),
                            limit);
                    ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.add(records.read(row));
                }
            }
            // What is found now is matched before the next look, or found again: the mark may pass only what came
            // before.
            marks.looked(found.isEmpty(), found.isEmpty() ? 0 : found.getFirst().sequence() - 1);
            return found;
        });
    }

    /**
     * Records that share a key, those with most keys in common first; the newest versions of them, whoever's they are.
     *
     * @param record whose keys they are, and which is left out
     */
    public List<StoredRecord> candidates(StoredRecord record, List<String> keys, int limit) {
        return database.look(connection -> {
            List<StoredRecord> found = new ArrayList<>();
            try (PreparedStatement select = Sql.prepare(
                            connection,
                            "select " + RecordTable.COLUMNS + """
                             from (select k.record, count(*) as shared
                                   from unnest(?::bigint[]) as asked (key)
                                   cross join lateral (select m.record, count(*) over () as size
                                                       from (select record from match_key where key = asked.key
                                                             limit ?) m) k
                                   where k.size < ?
                                   group by k.record order by 2 desc, 1 limit ?) c
                            join record r on r.seq = c.record
                            where r.superseded = 9223372036854775807 and r.seq <> ?
                            order by c.shared desc, r.seq
                            """,
                            (Object) digests(keys),
                            GROUP_MAX + 1,
                            GROUP_MAX + 1,
                            limit + 1,
                            record.sequence());
                    ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.add(records.read(row));
                }
            }
            return found;
        });
    }

    private Long[] digests(List<String> keys) {
        return keys.stream().map(key -> records.terms().term("match:" + key)).toArray(Long[]::new);
    }

    /**
     * Keeps that a record was matched: its keys, and the pairs that were found, in the place of those that waited. Where it, or the
     * other record of a pair, has been purged or superseded meanwhile, nothing of that is kept.
     *
     * @param partners the records that the pairs are about besides
     * @return how many pairs are new
     */
    public int matched(StoredRecord record, List<String> keys, List<MatchPair> pairs, List<StoredRecord> partners) {
        StatementName statement =
                new StatementName(record.origin(), record.record().id());
        return database.transaction(connection -> {
            Set<StatementName> there = new HashSet<>();
            List<Long> sequences = new ArrayList<>(List.of(record.sequence()));
            partners.forEach(partner -> sequences.add(partner.sequence()));
            try (PreparedStatement select = Sql.prepare(
                            connection,
                            "select r.origin, r.id from record r where r.seq = any(?)"
                                    + " and r.superseded = 9223372036854775807 order by r.seq for key share",
                            (Object) sequences.toArray(Long[]::new));
                    ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    there.add(new StatementName(records.origin(row.getShort(1)), row.getObject(2, UUID.class)));
                }
            }
            if (!there.contains(statement)) {
                return 0;
            }
            Sql.update(
                    connection,
                    "delete from match_key k using record r where r.id = ? and r.origin = ? and k.record = r.seq",
                    statement.record(),
                    records.originId(statement.origin()));
            try (PreparedStatement insert =
                    connection.prepareStatement("insert into match_key (record, key) values (?, ?)")) {
                Set<Long> digests = new HashSet<>(List.of(digests(keys)));
                digests.add(0L);
                for (Long digest : digests) {
                    Sql.set(insert, record.sequence(), digest);
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            String name = rows.name(statement);
            int before = Sql.update(
                    connection,
                    "delete from match_pair where state = 'waiting' and (one = ? or other = ?)",
                    name,
                    name);
            if (before > 0) {
                RecordTable.remains(connection, "match_pair");
            }
            int kept = 0;
            for (MatchPair pair : pairs) {
                if (there.contains(pair.one()) && there.contains(pair.other())) {
                    rows.insert(connection, ordered(pair));
                    kept++;
                }
            }
            return Math.max(0, kept - before);
        });
    }

    /** The same pair, the lesser name first: two statements are a pair once. */
    private MatchPair ordered(MatchPair pair) {
        return rows.name(pair.one()).compareTo(rows.name(pair.other())) <= 0
                ? pair
                : new MatchPair(
                        pair.id(),
                        pair.kind(),
                        pair.other(),
                        pair.one(),
                        pair.purpose(),
                        pair.agency(),
                        pair.agreement(),
                        pair.clauses(),
                        pair.bits(),
                        pair.reasons(),
                        pair.found(),
                        pair.state());
    }

    /** How many statements of each kind were matched. Reads an index over all of them: ask seldom. */
    public Map<String, Long> statements() {
        return database.look(connection -> {
            Map<String, Long> counts = new HashMap<>();
            try (PreparedStatement select = connection.prepareStatement("""
                            select r.kind, count(*) from match_key k join record r on r.seq = k.record
                            where k.key = 0 group by r.kind
                            """);
                    ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    counts.put(row.getString(1), row.getLong(2));
                }
            }
            return counts;
        });
    }

    // ------------------------------------------------------------------------------------------------ reading

    /** Where a page of the queue begins: after this pair. */
    public record Place(double bits, UUID pair) {}

    /** Pairs that wait for a person, the heaviest first. */
    public List<MatchPair> waiting(Optional<String> kind, double bitsMin, Optional<Place> after, int limit) {
        return database.look(connection -> rows.pairs(
                connection,
                """
                where p.state = 'waiting' and (? = '' or p.kind = ?) and p.bits >= ?
                  and (p.bits < ? or p.bits = ? and p.id > ?)
                order by p.bits desc, p.id limit ?
                """,
                kind.orElse(""),
                kind.orElse(""),
                bitsMin,
                after.map(Place::bits).orElse(Double.MAX_VALUE),
                after.map(Place::bits).orElse(Double.MAX_VALUE),
                after.map(Place::pair).orElse(new UUID(0, 0)),
                limit));
    }

    /** A pair, waiting or decided. */
    public Optional<MatchPair> pair(UUID id) {
        return database.look(connection ->
                rows.pairs(connection, "where p.id = ?", id).stream().findFirst());
    }

    /** Pairs that are about any of these statements. */
    public List<MatchPair> pairsOf(Collection<StatementName> statements) {
        return database.look(connection -> {
            var names = rows.names(connection, statements);
            return rows.pairs(
                    connection, "where p.one = any(?) or p.other = any(?) order by p.bits desc, p.id", names, names);
        });
    }

    /** The subject that people put a statement into. */
    public Optional<UUID> subjectOf(StatementName statement) {
        return database.look(connection -> {
            try (PreparedStatement select = Sql.prepare(
                            connection,
                            "select subject from subject_member where statement = ?",
                            rows.name(statement));
                    ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getObject(1, UUID.class)) : Optional.empty();
            }
        });
    }

    /** The statements of a subject, at most {@link #MEMBERS_MAX}; none where there is no such subject. */
    public List<StatementName> members(UUID subject) {
        return database.look(connection -> SubjectBook.members(connection, rows, subject));
    }

    /** What people decided about any of these statements, or about a subject, newest first. */
    public List<SubjectDecision> decisions(Collection<StatementName> statements, int limit) {
        return database.look(connection -> rows.decisions(
                connection,
                "where d.statements && ? order by d.id desc limit ?",
                rows.names(connection, statements),
                limit));
    }

    /** Decisions after one, in their order: splits and merges are events that others can follow. Those of purged records are gone. */
    public List<SubjectDecision> decisionsAfter(long id, int limit) {
        return database.look(
                connection -> rows.decisions(connection, "where d.id > ? order by d.id limit ?", id, limit));
    }

    /** The newest versions of a record, whoever's they are. */
    public List<StoredRecord> named(UUID record) {
        return database.look(connection -> select(connection, "where r.id = ?", record));
    }

    /** A pair that a person decided: its weight, and whether both are one. */
    public record Decided(double bits, boolean one) {}

    /** What people decided of pairs of a kind and did not take back, the newest so many. */
    public List<Decided> decided(String kind, int limit) {
        return database.look(connection -> {
            List<Decided> found = new ArrayList<>();
            try (PreparedStatement select = Sql.prepare(connection, """
                            select bits, act = 'confirm' from subject_decision
                            where pair is not null and kind = ? and undone_by is null and act in ('confirm', 'reject')
                            order by id desc limit ?
                            """, kind, limit);
                    ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.add(new Decided(row.getDouble(1), row.getBoolean(2)));
                }
            }
            return found;
        });
    }

    /** The newest versions of statements that are held. */
    public List<StoredRecord> records(Collection<StatementName> statements) {
        return database.look(connection -> {
            UUID[] ids =
                    statements.stream().map(StatementName::record).distinct().toArray(UUID[]::new);
            return select(connection, "where r.id = any(?)", (Object) ids).stream()
                    .filter(each -> statements.contains(
                            new StatementName(each.origin(), each.record().id())))
                    .toList();
        });
    }

    private List<StoredRecord> select(Connection connection, String where, Object... parameters) throws SQLException {
        List<StoredRecord> found = new ArrayList<>();
        try (PreparedStatement select = Sql.prepare(
                        connection,
                        "select " + RecordTable.COLUMNS + " from record r " + where
                                + " and r.superseded = 9223372036854775807 order by r.seq",
                        parameters);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                found.add(records.read(row));
            }
        }
        return found;
    }

    // ------------------------------------------------------------------------------------------------ deciding

    /**
     * Keeps what a person decided, all of it or nothing, one decision after another.
     *
     * @param witness called before it takes effect; what it throws undoes it
     */
    public SubjectBook.Outcome decide(SubjectBook.Wish wish, SubjectBook.Witness witness) {
        return database.transaction(connection -> new SubjectBook(connection, rows).decide(wish, witness));
    }
}
