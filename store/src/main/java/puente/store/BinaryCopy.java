package puente.store;

import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Writes rows into a table by {@code COPY … (FORMAT binary)}: no text to make here or to parse there (PostgreSQL manual, COPY,
 * "Binary Format").
 *
 * <pre>
 * "PGCOPY\n\377\r\n\0"  int32 flags = 0  int32 extension = 0
 * {@link BinaryRows}
 * int16 −1
 * </pre>
 *
 * <p>Not finished with {@link #finish} means cancelled: nothing of it remains.
 */
final class BinaryCopy implements AutoCloseable {
    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0};
    private static final int END = -1;

    private final CopyIn copy;
    private final BinaryRows rows;

    /** Begins; {@code table} may carry a column list. */
    BinaryCopy(Connection connection, String table) throws SQLException {
        copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy " + table + " from stdin (format binary)");
        rows = new BinaryRows((bytes, length) -> copy.writeToCopy(bytes, 0, length));
        rows.raw(SIGNATURE, SIGNATURE.length);
        rows.rawInt(0);
        rows.rawInt(0);
    }

    /** Begins a row. */
    BinaryRows row(int columns) throws SQLException {
        return rows.row(columns);
    }

    /** Where rows go. */
    BinaryRows rows() {
        return rows;
    }

    /** Ends; returns the number of rows. */
    long finish() throws SQLException {
        rows.rawShort(END);
        rows.flush();
        return copy.endCopy();
    }

    @Override
    public void close() throws SQLException {
        if (copy.isActive()) {
            copy.cancelCopy();
        }
    }
}
