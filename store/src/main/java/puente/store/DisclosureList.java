package puente.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Disclosures as people look through them: a channel's newest first, active and ended, and how many moved since an instant.
 * Read only. Safe for use by many threads.
 */
public final class DisclosureList {
    /** Most disclosures on a page. */
    public static final int LIMIT_MAX = 200;

    private static final String LOG = "(select log from channel where sender = ? and receiver = ?)";

    private final Database database;

    public DisclosureList(Database database) {
        this.database = database;
    }

    /**
     * What is looked for.
     *
     * @param record of this record only
     * @param purpose for this purpose only
     * @param active active ones only, or ended ones only
     */
    public record Filter(Optional<UUID> record, Optional<String> purpose, Optional<Boolean> active) {}

    /**
     * What moved in a channel.
     *
     * @param disclosed records disclosed or corrected
     * @param withdrawn records withdrawn
     * @param expired records whose last day had passed
     * @param purged those of the withdrawn and expired whose purge the holder has proved by a receipt
     * @param uses readings that the channel's own reader told of
     */
    public record Moved(long disclosed, long withdrawn, long expired, long purged, long uses) {}

    /** One page of a channel, newest first. @param before entries below this one; {@link Long#MAX_VALUE} for the newest */
    public List<Disclosure> page(ChannelId channel, Filter filter, long before, int limit) {
        List<Object> parameters = new ArrayList<>(List.of(channel.from(), channel.to(), before));
        StringBuilder where = new StringBuilder("where d.log = " + LOG + " and d.entry < ?");
        filter.record().ifPresent(record -> {
            where.append(" and d.record = ?");
            parameters.add(record);
        });
        filter.purpose().ifPresent(purpose -> {
            where.append(" and d.purpose = ?");
            parameters.add(purpose);
        });
        filter.active().ifPresent(active -> where.append(active ? " and d.ended_by is null" : " and d.ended_by > -1"));
        parameters.add(Math.min(limit, LIMIT_MAX));
        return database.transaction(connection -> {
            try (PreparedStatement select = Sql.prepare(
                    connection,
                    "select " + DisclosureTable.COLUMNS + " from disclosure d join channel c on c.log = d.log " + where
                            + " order by d.entry desc limit ?",
                    parameters.toArray())) {
                return DisclosureTable.list(select);
            }
        });
    }

    /** What moved in a channel since an instant, by the writer's clock. */
    public Moved since(ChannelId channel, Instant since) {
        return database.transaction(connection -> new Moved(
                count(connection, channel, since, "disclosure where at >= ? and log = " + LOG),
                count(connection, channel, since, "ending where not expired and at >= ? and log = " + LOG),
                count(connection, channel, since, "ending where expired and at >= ? and log = " + LOG),
                count(connection, channel, since, "ending where receipt > -1 and at >= ? and log = " + LOG),
                count(connection, channel, since, "usage where at >= ? and log = " + LOG)));
    }

    /** Rows that imports refused and that nobody has dropped. */
    public long quarantined() {
        return database.transaction(connection -> {
            try (PreparedStatement select = Sql.prepare(connection, "select count(*) from quarantine");
                    ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        });
    }

    private static long count(Connection connection, ChannelId channel, Instant since, String what)
            throws SQLException {
        try (PreparedStatement select =
                        Sql.prepare(connection, "select count(*) from " + what, since, channel.from(), channel.to());
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }
}
