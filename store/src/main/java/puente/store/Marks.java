package puente.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Up to which sequence a reader that walks the records in their order has seen everything, though numbers are drawn before
 * they are committed. Forgotten at a restart, after which one look at all records finds the place again. For one thread at a time.
 */
final class Marks {
    private long settled;
    private long ended;
    private long waiting;
    private long horizon = Long.MAX_VALUE;
    private long next;

    /** A look begins above this. */
    long settled() {
        return settled;
    }

    /**
     * Before a look: of what was drawn up to {@code ended}, everything is committed or gone for ever. It was drawn two rounds ago, and every
     * transaction older than the round after has ended.
     */
    void advance(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                        select pg_snapshot_xmin(s)::text::bigint, pg_snapshot_xmax(s)::text::bigint
                        from pg_current_snapshot() s
                        """);
                ResultSet row = select.executeQuery()) {
            row.next();
            if (row.getLong(1) >= horizon) {
                ended = waiting;
                horizon = Long.MAX_VALUE;
            }
            if (horizon == Long.MAX_VALUE) {
                waiting = next;
                horizon = row.getLong(2);
                next = RecordTable.lastSequence(connection);
            }
        }
    }

    /** After a look at everything above {@link #settled}: it was all, or it went as far as {@code last}. */
    void looked(boolean all, long last) {
        settled = Math.max(settled, all ? ended : Math.min(ended, last));
    }
}
