package puente.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The sequences of records that long insertions have drawn and not committed yet.
 *
 * <p>An import of a hundred thousand records is one transaction. Until it ends, its rows stand in the table as the newest, and nobody may
 * see them: a search that walks from the newest down would step over every one of them, each time, for as long as the import takes.
 * So a long insertion draws its numbers in blocks, and a search jumps over the blocks that stand here.
 *
 * <p>What stands here is not committed: a block is taken out before its transaction commits. Rows of others, numbered between two
 * blocks, are outside of both. A block that is missing here (another process inserts) costs time, never a record.
 */
final class Unfinished {
    /** Sequences from one, inclusive, to another, exclusive. */
    record Run(long from, long before) {}

    private static final int BLOCK_MIN = 1 << 13;
    private static final int BLOCK_MAX = 1 << 18;
    /** What is shorter is walked over: a statement of its own costs more. */
    private static final int JUMPED_MIN = 1 << 10;

    private final ConcurrentSkipListMap<Long, Run> runs = new ConcurrentSkipListMap<>();

    /** Numbers for one long insertion; closed before its transaction commits. */
    Numbers numbers() {
        return new Numbers();
    }

    /** Where a search that begins below a sequence meets the first row that may be there. */
    long below(long before) {
        long start = before;
        for (Run run : runs.headMap(before).descendingMap().values()) {
            if (run.before() < start) {
                break;
            }
            start = Math.min(start, run.from());
        }
        return start;
    }

    /** A stretch of sequences without the blocks in it, from the newest down. */
    List<Run> outside(long from, long before) {
        List<Run> parts = new ArrayList<>();
        long end = before;
        for (Run run : runs.headMap(before).descendingMap().values()) {
            if (run.before() <= from || run.before() - run.from() < JUMPED_MIN) {
                continue;
            }
            if (run.before() < end) {
                parts.add(new Run(run.before(), end));
            }
            end = Math.min(end, run.from());
        }
        if (from < end || parts.isEmpty()) {
            parts.add(new Run(Math.min(from, end), end));
        }
        return parts;
    }

    /** Draws blocks, each larger than the one before, and lists them as unfinished. */
    final class Numbers implements AutoCloseable {
        private final List<Long> listed = new ArrayList<>();
        private final Deque<Run> drawn = new ArrayDeque<>();
        private int size = BLOCK_MIN;
        private long next;

        private Numbers() {}

        /** Draws a block once the one before is used up; returns how many numbers are at hand. Not while a COPY is under way on the connection. */
        int draw(Connection connection) throws SQLException {
            drawn.clear();
            int block = size;
            size = Math.min(size * 2, BLOCK_MAX);
            try (PreparedStatement statement = Sql.prepare(connection, """
                            select min(n), max(n) + 1
                            from (select n, n - row_number() over (order by n) as run
                                  from (select nextval('record_sequence') as n from generate_series(1, ?) offset 0) each) numbered
                            group by run order by 1
                            """, block);
                    ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    Run run = new Run(rows.getLong(1), rows.getLong(2));
                    drawn.add(run);
                    listed.add(run.from());
                    runs.put(run.from(), run);
                }
            }
            next = drawn.element().from();
            return block;
        }

        long next() {
            if (next == drawn.element().before()) {
                drawn.remove();
                next = drawn.element().from();
            }
            return next++;
        }

        @Override
        public void close() {
            listed.forEach(runs::remove);
        }
    }
}
