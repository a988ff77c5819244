package puente.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import puente.record.ProblemException;

/**
 * Makes purged rows unrecoverable from PostgreSQL's files.
 *
 * <p><b>Problem.</b> {@code DELETE} hides a row; {@code VACUUM} frees its place but leaves its bytes in the page until something
 * overwrites them; an inverted index keeps a word that no row has any more; the planner's statistics keep samples; the
 * write-ahead log keeps the row as it was inserted.
 *
 * <p><b>What {@link #erase} does,</b> to each table that had rows purged since the last time and to no other: rewrite the table
 * with its indexes ({@code VACUUM FULL}: the old files are deleted whole), draw its statistics anew and rewrite those, then
 * begin a new segment of the write-ahead log and checkpoint twice, upon which PostgreSQL deletes the segments before ({@code
 * wal_recycle} is off in the embedded server, so that they are deleted and not kept for reuse).
 *
 * <p><b>Cost.</b> The table is locked against reading and writing while it is rewritten: see {@code docs/benchmarks.md}. Call it at
 * a quiet hour, within the window in which a purge must be complete. A lock that cannot be had within
 * {@link #LOCK_SECONDS_MAX} seconds is given up and the table stays marked for the next time.
 *
 * <p><b>Limits, honestly.</b> On an external server the role may not rewrite the system's statistics or checkpoint; then that
 * server's own checkpoints, archiving and replicas decide when old log goes. Blocks that the file system freed are overwritten
 * when it pleases; encrypt the disk.
 */
public final class Eraser {
    static final int LOCK_SECONDS_MAX = 10;

    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final String NO_PRIVILEGE = "42501";
    private static final Set<String> ERASABLE = Set.of(
            "record",
            "observation",
            "observation_past",
            "disclosure",
            "payload",
            "quarantine",
            "pending",
            "decision",
            "stix_object",
            "misp_event",
            "match_key",
            "match_pair",
            "subject_member",
            "subject_decision");

    /**
     * What was done.
     *
     * @param erased tables rewritten
     * @param waiting tables that were locked by others; try again
     * @param logDeleted whether the old write-ahead log is gone
     */
    public record Outcome(List<String> erased, List<String> waiting, boolean logDeleted) {
        public Outcome {
            erased = List.copyOf(erased);
            waiting = List.copyOf(waiting);
        }
    }

    private final Database database;

    public Eraser(Database database) {
        this.database = database;
    }

    /** Tables that hold the remains of purged rows. */
    public List<String> remains() {
        return database.jdbi()
                .withHandle(handle -> handle.select("select relation from remains order by relation")
                        .mapTo(String.class)
                        .list());
    }

    /**
     * Erases what was purged so far; does nothing where nothing was.
     *
     * @throws ProblemException where the database fails; what was not done stays marked
     */
    public Outcome erase() {
        List<String> remains = remains();
        if (remains.isEmpty()) {
            return new Outcome(List.of(), List.of(), true);
        }
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("set lock_timeout = '" + LOCK_SECONDS_MAX + "s'");
            List<String> erased = new ArrayList<>();
            List<String> waiting = new ArrayList<>();
            for (String relation : remains) {
                if (!ERASABLE.contains(relation)) {
                    throw new AssertionError("not a table of ours: " + relation);
                }
                (rewrite(statement, relation) ? erased : waiting).add(relation);
            }
            return new Outcome(erased, waiting, deleteOldLog(statement));
        } catch (SQLException failure) {
            throw Failures.sql(failure);
        }
    }

    private static boolean rewrite(Statement statement, String relation) throws SQLException {
        try {
            // A purge that commits after this line marks the table again.
            statement.execute("delete from remains where relation = '" + relation + "'");
            statement.execute("vacuum (full, analyze) " + relation);
            return true;
        } catch (SQLException failure) {
            statement.execute("insert into remains (relation) values ('" + relation + "') on conflict do nothing");
            if (LOCK_NOT_AVAILABLE.equals(failure.getSQLState())) {
                return false;
            }
            throw failure;
        }
    }

    private static boolean deleteOldLog(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("select rolsuper from pg_roles where rolname = current_user")) {
            row.next();
            if (!row.getBoolean(1)) {
                return false;
            }
        }
        try {
            statement.execute("vacuum (full) pg_statistic");
            statement.execute("select pg_switch_wal()");
            statement.execute("checkpoint");
            statement.execute("select pg_switch_wal()");
            statement.execute("checkpoint");
            return true;
        } catch (SQLException failure) {
            if (NO_PRIVILEGE.equals(failure.getSQLState()) || LOCK_NOT_AVAILABLE.equals(failure.getSQLState())) {
                return false;
            }
            throw failure;
        }
    }
}
