package puente.store;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Writes rows into a table by {@code COPY … (FORMAT binary)}: no text to make here or to parse there (PostgreSQL manual, COPY,
 * "Binary Format").
 *
 * <pre>
 * "PGCOPY\n\377\r\n\0"  int32 flags = 0  int32 extension = 0
 * each row:  int16 columns, then each column: int32 length (−1 = null), bytes; all big-endian
 * int16 −1
 * </pre>
 *
 * <p>Not finished with {@link #finish} means cancelled: nothing of it remains.
 */
final class BinaryCopy implements AutoCloseable {
    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0};
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int INT8_OID = 20;
    private static final long EPOCH_DAY_2000 = LocalDate.of(2000, 1, 1).toEpochDay();
    private static final Instant INSTANT_2000 = Instant.parse("2000-01-01T00:00:00Z");
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final CopyIn copy;
    private byte[] buffer = new byte[BUFFER_BYTES];
    private int used;

    /** Begins; {@code table} may carry a column list. */
    BinaryCopy(Connection connection, String table) throws SQLException {
        copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy " + table + " from stdin (format binary)");
        bytesRaw(SIGNATURE);
        rawInt(0);
        rawInt(0);
    }

    BinaryCopy row(int columns) throws SQLException {
        room(2);
        SHORT.set(buffer, used, (short) columns);
        used += 2;
        return this;
    }

    BinaryCopy uuid(UUID value) throws SQLException {
        rawInt(16);
        rawLong(value.getMostSignificantBits());
        rawLong(value.getLeastSignificantBits());
        return this;
    }

    BinaryCopy int2(int value) throws SQLException {
        rawInt(2);
        room(2);
        SHORT.set(buffer, used, (short) value);
        used += 2;
        return this;
    }

    BinaryCopy int4(int value) throws SQLException {
        rawInt(4);
        rawInt(value);
        return this;
    }

    BinaryCopy int8(long value) throws SQLException {
        rawInt(8);
        rawLong(value);
        return this;
    }

    BinaryCopy date(@Nullable LocalDate value) throws SQLException {
        return value == null ? nothing() : int4((int) (value.toEpochDay() - EPOCH_DAY_2000));
    }

    BinaryCopy bool(boolean value) throws SQLException {
        rawInt(1);
        room(1);
        buffer[used++] = (byte) (value ? 1 : 0);
        return this;
    }

    BinaryCopy instant(Instant value) throws SQLException {
        return int8(ChronoUnit.MICROS.between(INSTANT_2000, value));
    }

    BinaryCopy float8(double value) throws SQLException {
        return int8(Double.doubleToRawLongBits(value));
    }

    BinaryCopy text(@Nullable String value) throws SQLException {
        return value == null ? nothing() : bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    BinaryCopy bytes(byte @Nullable [] value) throws SQLException {
        if (value == null) {
            return nothing();
        }
        rawInt(value.length);
        bytesRaw(value);
        return this;
    }

    BinaryCopy int8Array(long[] values) throws SQLException {
        if (values.length == 0) {
            rawInt(12);
            rawInt(0);
            rawInt(0);
            rawInt(INT8_OID);
            return this;
        }
        rawInt(20 + 12 * values.length);
        rawInt(1);
        rawInt(0);
        rawInt(INT8_OID);
        rawInt(values.length);
        rawInt(1);
        for (long value : values) {
            int8(value);
        }
        return this;
    }

    BinaryCopy nothing() throws SQLException {
        rawInt(-1);
        return this;
    }

    /** Ends; returns the number of rows. */
    long finish() throws SQLException {
        room(2);
        SHORT.set(buffer, used, (short) -1);
        used += 2;
        flush();
        return copy.endCopy();
    }

    @Override
    public void close() throws SQLException {
        if (copy.isActive()) {
            copy.cancelCopy();
        }
    }

    private void rawInt(int value) throws SQLException {
        room(4);
        INT.set(buffer, used, value);
        used += 4;
    }

    private void rawLong(long value) throws SQLException {
        room(8);
        LONG.set(buffer, used, value);
        used += 8;
    }

    private void bytesRaw(byte[] value) throws SQLException {
        room(value.length);
        System.arraycopy(value, 0, buffer, used, value.length);
        used += value.length;
    }

    private void room(int bytes) throws SQLException {
        if (used + bytes > buffer.length) {
            flush();
            if (bytes > buffer.length) {
                buffer = Arrays.copyOf(buffer, bytes);
            }
        }
    }

    private void flush() throws SQLException {
        copy.writeToCopy(buffer, 0, used);
        used = 0;
    }
}
