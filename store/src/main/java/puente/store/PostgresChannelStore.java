package puente.store;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import puente.ledger.TileReader;

/**
 * Channels in PostgreSQL.
 *
 * <p><b>Invariants.</b> A writing method is one transaction. {@link #append} and {@link #receive} first lock the channel's row:
 * two writers of one channel come one after the other, and the second finds another size and writes nothing. Everything bulky
 * goes in by binary COPY: a group of a thousand entries is some six statements.
 *
 * <p><b>Records.</b> What arrives through a channel has the channel as its origin, so that a record held through two channels is
 * held twice and each withdrawal takes away exactly its own; a record of this node's own making has no channel and is never touched.
 *
 * <p><b>Payloads</b> stand in the row of their disclosure and are nulled when it ends; {@link Eraser} then rewrites the table. Of
 * one that was received, the record's bytes stand in the record's row alone ({@link PayloadTable}).
 *
 * <p><b>Failure modes.</b> Any {@link SQLException} becomes a {@link StoreException}: the outcome is unknown. A version that is
 * disclosed a second time while the first still stands replaces it: refusing would stop the channel for what harms nobody.
 */
public final class PostgresChannelStore implements ChannelStore {
    private static final String UNIQUE_VIOLATION = "23505";
    /** Of so many records at most the planner itself looks each up by an index. */
    private static final int FEW = 100;

    private static final String DISCLOSURES =
            "select " + DisclosureTable.COLUMNS + " from disclosure d join channel c on c.log = d.log ";

    private final Database database;
    private final RecordTable records;
    private final TileTable tiles;
    private final Map<ChannelId, Integer> logs = new ConcurrentHashMap<>();

    public PostgresChannelStore(Database database) {
        this.database = database;
        this.records = new RecordTable(database);
        this.tiles = new TileTable(database);
    }

    // ── channels

    @Override
    public void open(ChannelId channel, ChannelState.Role role, String vkey) {
        int log = tiles.logId(logName(channel));
        write(connection -> {
            int made = Sql.update(
                    connection,
                    "insert into channel (log, sender, receiver, incoming) values (?, ?, ?, ?) on conflict do nothing",
                    log,
                    channel.from(),
                    channel.to(),
                    role == ChannelState.Role.INCOMING);
            if (made == 1) {
                Sql.update(connection, "insert into channel_key (log, since, vkey) values (?, 0, ?)", log, vkey);
            }
            return made;
        });
    }

    private static String logName(ChannelId channel) {
        return "channel:" + channel.path();
    }

    private int log(ChannelId channel) {
        return logs.computeIfAbsent(
                channel,
                unknown -> read(connection -> {
                    try (PreparedStatement statement = Sql.prepare(
                                    connection,
                                    "select log from channel where sender = ? and receiver = ?",
                                    unknown.from(),
                                    unknown.to());
                            ResultSet row = statement.executeQuery()) {
                        if (!row.next()) {
                            throw new StoreException("channel " + unknown + " was never opened");
                        }
                        return row.getInt(1);
                    }
                }));
    }

    /** A channel that may be absent: the reverse of one that has none. */
    private Optional<Integer> logIfOpen(ChannelId channel) {
        return logs.containsKey(channel) || state(channel).isPresent() ? Optional.of(log(channel)) : Optional.empty();
    }

    @Override
    public List<ChannelState> channels() {
        return read(connection -> ChannelRows.states(
                Sql.prepare(connection, ChannelRows.STATE + "order by c.sender || '/' || c.receiver")));
    }

    @Override
    public Optional<ChannelState> state(ChannelId channel) {
        return read(connection -> ChannelRows.states(Sql.prepare(
                        connection,
                        ChannelRows.STATE + "where c.sender = ? and c.receiver = ?",
                        channel.from(),
                        channel.to()))
                .stream()
                .findFirst());
    }

    @Override
    public void stop(ChannelId channel, ChannelState.StoredFault fault) {
        int log = log(channel);
        write(connection -> {
            List<String> flat = new ArrayList<>();
            fault.arguments().forEach((name, value) -> flat.addAll(List.of(name, value)));
            return Sql.update(
                    connection,
                    """
                    update channel set fault_code = ?, fault_entry = ?, fault_arguments = ?, fault_at = ?,
                                       fault_evidence = ?
                    where log = ? and fault_code is null
                    """,
                    fault.code(),
                    fault.entry(),
                    connection.createArrayOf("text", flat.toArray()),
                    fault.at(),
                    fault.evidence(),
                    log);
        });
    }

    @Override
    public void resume(ChannelId channel) {
        int log = log(channel);
        write(connection -> Sql.update(connection, """
                update channel set fault_code = null, fault_entry = null, fault_arguments = null, fault_at = null,
                                   fault_evidence = null
                where log = ?
                """, log));
    }

    // ── the log

    @Override
    public TileReader tiles(ChannelId channel) {
        int log = log(channel);
        return wanted -> {
            try (Connection connection = database.dataSource().getConnection()) {
                return TileTable.read(connection, log, wanted);
            } catch (SQLException failure) {
                throw new IOException("the tile " + wanted + " of " + channel + " cannot be read", failure);
            }
        };
    }

    @Override
    public List<StoredPayload> payloads(ChannelId channel, long first, int count, long bytesMax) {
        int log = log(channel);
        return read(connection -> PayloadTable.read(connection, log, first, count, bytesMax));
    }

    // ── sender's side

    @Override
    public boolean append(Append group) {
        int log = log(group.channel());
        Optional<Integer> reverse = logIfOpen(group.channel().reverse());
        return write(connection -> {
            if (!readyAt(connection, log, group.tree().oldSize())) {
                return false;
            }
            TileTable.write(connection, log, group.tree());
            DisclosureTable.write(connection, log, group.disclosures(), group.payloads());
            DisclosureTable.writeOnward(connection, log, group.disclosures());
            PayloadTable.writeOthers(connection, log, group);
            for (Ending ending : group.endings()) {
                end(connection, log, ending, Optional.empty());
            }
            acknowledge(connection, reverse, group.receipts());
            ChannelRows.writeUses(connection, log, group.uses());
            ChannelRows.addKey(connection, log, group.newKey());
            for (UUID fulfilled : group.fulfilled()) {
                PendingTable.drop(connection, fulfilled);
            }
            TileTable.setSize(connection, log, group.tree().newSize(), group.checkpoint());
            return true;
        });
    }

    /** Locks the channel; whether it runs and has this size. */
    private static boolean readyAt(Connection connection, int log, long size) throws SQLException {
        try (PreparedStatement statement = Sql.prepare(connection, """
                        select l.size, c.fault_code from log l join channel c on c.log = l.id where l.id = ? for update of l
                        """, log);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1) == size && row.getString(2) == null;
        }
    }

    /** Ends what an entry ends; for a channel that is followed, removes the records that nothing in it holds any longer. */
    private void end(Connection connection, int log, Ending ending, Optional<Origin> origin) throws SQLException {
        Sql.update(
                connection,
                """
                insert into ending (log, entry, expired, record, version, at, receipt) values (?, ?, ?, ?, ?, ?, ?)
                """,
                log,
                ending.entry(),
                ending.cause() == Ending.Cause.EXPIRED,
                ending.record(),
                ending.version(),
                ending.at(),
                ending.receipt());
        List<RecordTable.Version> ended = new ArrayList<>();
        try (PreparedStatement statement = Sql.prepare(
                        connection,
                        """
                        update disclosure set ended_by = ?, payload = null
                        where log = ? and record = ? and entry < ? and ended_by is null and (? = 0 or version = ?)
                        returning version
                        """,
                        ending.entry(),
                        log,
                        ending.record(),
                        ending.entry(),
                        ending.version(),
                        ending.version());
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                ended.add(new RecordTable.Version(ending.record(), rows.getInt(1)));
            }
        }
        if (!ended.isEmpty()) {
            RecordTable.remains(connection, "disclosure");
        }
        if (origin.isPresent()) {
            forget(connection, log, origin.get(), ended);
        } else {
            Sql.update(
                    connection,
                    "delete from onward where log = ? and record = ? and (? = 0 or version = ?)",
                    log,
                    ending.record(),
                    ending.version(),
                    ending.version());
        }
    }

    private void forget(Connection connection, int log, Origin origin, List<RecordTable.Version> versions)
            throws SQLException {
        List<RecordTable.Version> unheld = new ArrayList<>();
        for (RecordTable.Version each : versions) {
            try (PreparedStatement statement = Sql.prepare(connection, """
                            select exists (select 1 from disclosure
                                           where log = ? and record = ? and version = ?
                                             and ended_by is null and payload is not null)
                            """, log, each.id(), each.version());
                    ResultSet row = statement.executeQuery()) {
                row.next();
                if (!row.getBoolean(1)) {
                    unheld.add(each);
                }
            }
        }
        records.purgeVersions(connection, origin, unheld);
    }

    private static void acknowledge(Connection connection, Optional<Integer> log, Map<Long, Long> receipts)
            throws SQLException {
        if (log.isEmpty() || receipts.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(
                "update ending set receipt = ? where log = ? and entry = ? and receipt is null")) {
            for (Map.Entry<Long, Long> each : receipts.entrySet()) {
                Sql.set(statement, each.getValue(), log.get(), each.getKey());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    @Override
    public List<Disclosure> activeDisclosures(ChannelId channel, Collection<UUID> ids) {
        int log = log(channel);
        // Each by a look into the index of records, whatever the planner thinks of the table's size: "offset 0" keeps
        // it
        // from walking the table once for all of them, arithmetic from walking the channel.
        String wanted = "select " + DisclosureTable.COLUMNS + """
                 from unnest(?::uuid[]) as asked (id)
                cross join lateral (select * from disclosure e
                                    where e.record = asked.id and e.log + 0 = ? and e.ended_by is null offset 0) d
                join channel c on c.log = d.log
                """;
        Database.Work<List<Disclosure>> look = connection -> {
            try (PreparedStatement statement = Sql.prepare(connection, wanted, ids.toArray(UUID[]::new), log)) {
                return DisclosureTable.list(statement).stream()
                        .sorted(Comparator.comparingLong(Disclosure::entry))
                        .toList();
            }
        };
        if (ids.size() <= FEW) {
            return read(look);
        }
        return write(connection -> {
            Sql.update(connection, "set local enable_seqscan = off");
            return look.with(connection);
        });
    }

    @Override
    public List<Disclosure> dueToExpire(ChannelId channel, LocalDate today, int limit) {
        return disclosures(
                "where d.log = ? and d.until < ? and d.ended_by is null order by d.entry limit ?",
                log(channel),
                today,
                limit);
    }

    @Override
    public List<Disclosure> orphaned(ChannelId outgoing, int limit) {
        int log = log(outgoing);
        // "offset 0": each a look into an index for each of few rows, never a join with all disclosures.
        return disclosures("""
                where (d.log, d.entry) in (
                    select o.log, o.entry from onward o
                    where o.log = ?
                      and exists (select 1 from disclosure i
                                  where i.record = o.record and i.incoming and i.payload is null offset 0)
                      and not exists (select 1 from disclosure i
                                      where i.record = o.record and i.version = o.version and i.incoming
                                        and i.ended_by is null and i.payload is not null offset 0)
                      and not exists (select 1 from record r where r.id = o.record and r.origin = 0 offset 0)
                    order by o.entry limit ?)
                order by d.entry
                """, log, limit);
    }

    // ── follower's side

    @Override
    public boolean receive(Reception batch) {
        int log = log(batch.channel());
        Optional<Integer> reverse = logIfOpen(batch.channel().reverse());
        Origin origin = origin(batch.channel());
        records.originId(origin);
        Map<RecordTable.Version, Arrival> newest = new LinkedHashMap<>();
        for (Arrival arrival : batch.arrivals()) {
            newest.put(version(arrival), arrival);
        }
        Incoming incoming = new Incoming(log, reverse, origin, newest, prepared(origin, newest.values()));
        try {
            return database.transact(
                    Connection.TRANSACTION_READ_COMMITTED, connection -> receive(connection, batch, incoming, false));
        } catch (SQLException failure) {
            if (!UNIQUE_VIOLATION.equals(failure.getSQLState())) {
                throw new StoreException("it is unknown whether the batch was stored", failure);
            }
        }
        return write(connection -> receive(connection, batch, incoming, true));
    }

    /**
     * What a batch is written with.
     *
     * @param newest of each version that arrived, the last arrival: the one whose record stays
     * @param rows the records' rows, made while the database takes what comes before them
     */
    private record Incoming(
            int log,
            Optional<Integer> reverse,
            Origin origin,
            Map<RecordTable.Version, Arrival> newest,
            CompletableFuture<RecordTable.Prepared> rows) {}

    private CompletableFuture<RecordTable.Prepared> prepared(Origin origin, Collection<Arrival> arrivals) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return records.prepare(
                                origin,
                                arrivals.stream()
                                        .map(each -> new RecordTable.Insertion(each.record(), each.canonical()))
                                        .toList());
                    } catch (SQLException impossible) {
                        throw new StoreException("rows in memory need no database", impossible);
                    }
                },
                Thread::startVirtualThread);
    }

    private static Origin origin(ChannelId channel) {
        return new Origin.Received(channel.path());
    }

    private boolean receive(Connection connection, Reception batch, Incoming incoming, boolean replacing)
            throws SQLException {
        int log = incoming.log();
        Origin origin = incoming.origin();
        Map<RecordTable.Version, Arrival> newest = incoming.newest();
        if (!readyAt(connection, log, batch.tree().oldSize())) {
            return false;
        }
        TileTable.write(connection, log, batch.tree());
        if (replacing) {
            List<RecordTable.Version> replaced = List.copyOf(newest.keySet());
            PayloadTable.makeWhole(connection, log, records.originId(origin), replaced);
            records.purgeVersions(connection, origin, replaced);
        }
        DisclosureTable.write(
                connection, log, batch.absent(), batch.arrivals(), arrival -> newest.get(version(arrival)) == arrival);
        if (!newest.isEmpty()) {
            try {
                records.insert(connection, origin, incoming.rows().join());
            } catch (CompletionException failed) {
                throw new StoreException("the records of a batch cannot be written as rows", failed);
            }
        }
        for (Ending ending : batch.endings()) {
            end(connection, log, ending, Optional.of(origin));
        }
        for (Map.Entry<Long, Long> each : batch.awaited().entrySet()) {
            Sql.update(
                    connection,
                    "insert into awaited (log, entry, ending) values (?, ?, ?) on conflict do nothing",
                    log,
                    each.getKey(),
                    each.getValue());
        }
        for (long fulfilled : batch.fulfilled()) {
            Sql.update(connection, "delete from awaited where log = ? and entry = ?", log, fulfilled);
        }
        acknowledge(connection, incoming.reverse(), batch.purged());
        ChannelRows.writeUses(connection, log, batch.uses());
        ChannelRows.addKey(connection, log, batch.newKey());
        TileTable.setSize(connection, log, batch.tree().newSize(), batch.checkpoint());
        if (batch.receipt().isPresent()) {
            setCosigned(connection, log, batch.tree().newSize(), batch.receipt().get());
        }
        return true;
    }

    private static RecordTable.Version version(Arrival arrival) {
        return new RecordTable.Version(arrival.record().id(), arrival.record().version());
    }

    @Override
    public Map<Long, Long> awaited(ChannelId incoming, int limit) {
        int log = log(incoming);
        return read(connection -> {
            Map<Long, Long> found = new LinkedHashMap<>();
            try (PreparedStatement statement = Sql.prepare(
                            connection,
                            "select entry, ending from awaited where log = ? order by ending, entry limit ?",
                            log,
                            limit);
                    ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.put(rows.getLong(1), rows.getLong(2));
                }
            }
            return found;
        });
    }

    @Override
    public int purgeOverdue(ChannelId incoming, LocalDate today, int limit) {
        int log = log(incoming);
        Origin origin = origin(incoming);
        records.originId(origin);
        return write(connection -> {
            List<RecordTable.Version> due = new ArrayList<>();
            try (PreparedStatement statement = Sql.prepare(connection, """
                            update disclosure set payload = null
                            where log = ? and entry in (
                                select entry from disclosure
                                where log = ? and until < ? and ended_by is null and payload is not null
                                order by entry limit ? for update)
                            returning record, version
                            """, log, log, today, limit);
                    ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    due.add(new RecordTable.Version(rows.getObject(1, UUID.class), rows.getInt(2)));
                }
            }
            if (!due.isEmpty()) {
                RecordTable.remains(connection, "disclosure");
                forget(connection, log, origin, due);
            }
            return due.size();
        });
    }

    // ── receipts

    @Override
    public void cosigned(ChannelId channel, long size, byte[] note) {
        int log = log(channel);
        write(connection -> setCosigned(connection, log, size, note));
    }

    private static int setCosigned(Connection connection, int log, long size, byte[] note) throws SQLException {
        return Sql.update(
                connection,
                "update channel set cosigned_size = ?, cosigned = ? where log = ? and cosigned_size <= ?",
                size,
                note,
                log,
                size);
    }

    @Override
    public Map<Long, Ending> endings(ChannelId channel, Collection<Long> entries) {
        Map<Long, Ending> found = new LinkedHashMap<>();
        for (Ending ending : endings(
                channel,
                "where log = ? and entry = any(?) order by entry",
                log(channel),
                entries.toArray(Long[]::new))) {
            found.put(ending.entry(), ending);
        }
        return found;
    }

    @Override
    public List<Ending> withoutReceipt(ChannelId channel, int limit) {
        return endings(channel, "where log = ? and receipt is null order by entry limit ?", log(channel), limit);
    }

    private List<Ending> endings(ChannelId channel, String where, Object... parameters) {
        return read(connection -> {
            List<Ending> found = new ArrayList<>();
            try (PreparedStatement statement = Sql.prepare(
                            connection,
                            "select entry, expired, record, version, at, receipt from ending " + where,
                            parameters);
                    ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    long receipt = row.getLong(6);
                    boolean outstanding = row.wasNull();
                    found.add(new Ending(
                            channel,
                            row.getLong(1),
                            row.getBoolean(2) ? Ending.Cause.EXPIRED : Ending.Cause.WITHDRAWN,
                            row.getObject(3, UUID.class),
                            row.getInt(4),
                            DisclosureTable.instant(row, 5),
                            outstanding ? Optional.empty() : Optional.of(receipt)));
                }
            }
            return found;
        });
    }

    @Override
    public List<Use> uses(ChannelId channel, UUID record) {
        int log = log(channel);
        return read(connection -> {
            List<Use> found = new ArrayList<>();
            try (PreparedStatement statement = Sql.prepare(connection, """
                            select entry, version, purpose, agency, at from usage
                            where log = ? and record = ? order by entry
                            """, log, record);
                    ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(new Use(
                            channel,
                            row.getLong(1),
                            record,
                            row.getInt(2),
                            row.getString(3),
                            row.getString(4),
                            DisclosureTable.instant(row, 5)));
                }
            }
            return found;
        });
    }

    @Override
    public List<Disclosure> holdings(UUID record) {
        return disclosures("""
                where d.record = ? and d.incoming and d.ended_by is null and d.payload is not null
                order by d.version desc, c.sender, d.entry
                """, record);
    }

    @Override
    public Optional<byte[]> payload(ChannelId channel, long entry) {
        return payloads(channel, entry, 1, Long.MAX_VALUE).stream()
                .findFirst()
                .flatMap(payload -> payload instanceof StoredPayload.Present present
                        ? Optional.of(present.bytes())
                        : Optional.empty());
    }

    // ── people and files

    @Override
    public void keep(Pending pending) {
        write(connection -> PendingTable.keep(connection, pending));
    }

    @Override
    public List<Pending> pending() {
        return read(connection -> PendingTable.list(connection, "order by seq"));
    }

    @Override
    public Optional<Pending> pending(UUID id) {
        return read(connection -> PendingTable.list(connection, "where id = ?", id)).stream()
                .findFirst();
    }

    @Override
    public void drop(UUID id) {
        write(connection -> PendingTable.drop(connection, id));
    }

    @Override
    public List<Disclosure.Evidence> missingEvidence(ChannelId incoming, int limit) {
        int log = log(incoming);
        return read(connection -> EvidenceTable.missing(connection, log, limit));
    }

    @Override
    public void evidenceBegun(Disclosure.Evidence evidence) {
        write(connection -> EvidenceTable.begun(connection, evidence));
    }

    @Override
    public void evidenceHeld(Disclosure.Evidence evidence) {
        write(connection -> EvidenceTable.held(connection, evidence));
    }

    @Override
    public boolean mayServeEvidence(ChannelId outgoing, String sha256) {
        int log = log(outgoing);
        return read(connection -> EvidenceTable.isServed(connection, log, sha256));
    }

    @Override
    public List<String> unreferencedEvidence(int limit) {
        return read(connection -> EvidenceTable.unreferenced(connection, limit));
    }

    @Override
    public void evidenceGone(String sha256) {
        write(connection -> Sql.update(connection, "delete from evidence_held where sha256 = ?", sha256));
    }

    // ── SQL

    private List<Disclosure> disclosures(String where, Object... parameters) {
        return read(connection -> {
            try (PreparedStatement statement = Sql.prepare(connection, DISCLOSURES + where, parameters)) {
                return DisclosureTable.list(statement);
            }
        });
    }

    private <T> T read(Database.Work<T> work) {
        try (Connection connection = database.dataSource().getConnection()) {
            return work.with(connection);
        } catch (SQLException failure) {
            throw new StoreException("the store cannot be read", failure);
        }
    }

    private <T> T write(Database.Work<T> work) {
        try {
            return database.transact(Connection.TRANSACTION_READ_COMMITTED, work);
        } catch (SQLException failure) {
            throw new StoreException("it is unknown whether the change was stored", failure);
        }
    }
}
