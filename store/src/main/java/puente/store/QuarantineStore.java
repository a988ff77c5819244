package puente.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Rows that imports refused, kept until somebody mends them: where they stood and what was wrong. The row itself stays in its
 * file. Safe for use by many threads.
 */
public final class QuarantineStore {
    /** Most rows on a page. */
    public static final int LIMIT_MAX = 1000;

    private final Database database;

    public QuarantineStore(Database database) {
        this.database = database;
    }

    /** Keeps rows, all or none. */
    public void add(List<QuarantineRow> rows) {
        if (rows.isEmpty()) {
            return;
        }
        database.transaction(connection -> {
            try (PreparedStatement insert = connection.prepareStatement("""
                    insert into quarantine (intake, source, row, raw, problems, at) values (?, ?, ?, ?, ?::jsonb, ?)
                    """)) {
                for (QuarantineRow row : rows) {
                    Sql.set(insert, row.intake(), row.file(), row.row(), "line " + row.line(), row.faults(), row.at());
                    insert.addBatch();
                }
                return insert.executeBatch().length;
            }
        });
    }

    /** Forgets an import that was refused after all; returns how many rows went. */
    public int drop(String intake) {
        return database.transaction(connection -> {
            int gone = Sql.update(connection, "delete from quarantine where intake = ?", intake);
            if (gone > 0) {
                RecordTable.remains(connection, "quarantine");
            }
            return gone;
        });
    }

    /**
     * One page, newest first.
     *
     * @param intake of one import, or of all
     * @param before rows older than this one; {@link Long#MAX_VALUE} for the newest
     */
    public List<QuarantineRow> page(Optional<String> intake, long before, int limit) {
        return database.transaction(connection -> {
            List<QuarantineRow> found = new ArrayList<>();
            try (PreparedStatement select = Sql.prepare(
                            connection, """
                            select id, intake, source, row, raw, problems::text, at from quarantine
                            where id < ? and (? = '' or intake = ?) order by id desc limit ?
                            """, before, intake.orElse(""), intake.orElse(""), Math.min(limit, LIMIT_MAX));
                    ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.add(new QuarantineRow(
                            row.getLong(1),
                            row.getString(2),
                            row.getString(3),
                            row.getLong(4),
                            Long.parseLong(row.getString(5).substring("line ".length())),
                            row.getString(6),
                            DisclosureTable.instant(row, 7)));
                }
            }
            return found;
        });
    }
}
