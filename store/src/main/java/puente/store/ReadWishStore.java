package puente.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Wishes to read a partner's record for which a second officer is asked: what waits must still wait after a restart. They name a record
 * by its id and hold none of its content. Safe for use by many threads; each change is durable when its method returns.
 */
public final class ReadWishStore {
    /**
     * A wish to read.
     *
     * @param channel the path of the channel through which the record is held
     * @param reader the agency that would read
     * @param officer who wishes it, {@code agency#officer}
     * @param at when it was stated, or approved; to the microsecond
     * @param approvedBy the second officer; empty while it waits
     */
    public record Row(
            UUID id,
            UUID record,
            String channel,
            String reader,
            String officer,
            String purpose,
            Instant at,
            Optional<String> approvedBy) {}

    private final Database database;

    public ReadWishStore(Database database) {
        this.database = database;
    }

    /** All of them, oldest first. */
    public List<Row> all() {
        return database.look(connection -> {
            List<Row> all = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement("""
                            select id, record, channel, reader, officer, purpose, at, approved_by
                            from read_wish order by at, id
                            """);
                    ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    all.add(new Row(
                            row.getObject(1, UUID.class),
                            row.getObject(2, UUID.class),
                            row.getString(3),
                            row.getString(4),
                            row.getString(5),
                            row.getString(6),
                            DisclosureTable.instant(row, 7),
                            Optional.ofNullable(row.getString(8))));
                }
            }
            return all;
        });
    }

    /** Keeps a wish, in the place of what was kept under its id. */
    public void put(Row wish) {
        database.transaction(connection -> Sql.update(
                connection,
                """
                insert into read_wish (id, record, channel, reader, officer, purpose, at, approved_by)
                values (?, ?, ?, ?, ?, ?, ?, nullif(?, ''))
                on conflict (id) do update set at = excluded.at, approved_by = excluded.approved_by
                """,
                wish.id(),
                wish.record(),
                wish.channel(),
                wish.reader(),
                wish.officer(),
                wish.purpose(),
                wish.at(),
                wish.approvedBy().orElse("")));
    }

    /** Forgets wishes; returns how many there were. */
    public int remove(List<UUID> ids) {
        return ids.isEmpty()
                ? 0
                : database.transaction(connection -> Sql.update(
                        connection, "delete from read_wish where id = any(?)", (Object) ids.toArray(UUID[]::new)));
    }
}
