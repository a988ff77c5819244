package puente.store;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Rows in the binary format of COPY: {@code int16} columns, then each column as {@code int32} length (−1 = null) and bytes; all
 * big-endian. Values as PostgreSQL's own receive functions take them (src/backend/utils/adt).
 */
final class BinaryRows {
    /** Where full buffers go. */
    @FunctionalInterface
    interface Sink {
        /** Takes the first {@code length} bytes, which are overwritten afterwards. */
        void take(byte[] bytes, int length) throws SQLException;
    }

    private static final int BUFFER_BYTES = 1 << 16;
    private static final int INT8_OID = 20;
    private static final int TEXT_OID = 25;
    private static final int NUMERIC_NEGATIVE = 0x4000;
    private static final BigInteger NUMERIC_BASE = BigInteger.valueOf(10_000);
    private static final int NUMERIC_DIGITS = 4; // decimal digits in one of the base
    private static final long EPOCH_DAY_2000 = LocalDate.of(2000, 1, 1).toEpochDay();
    private static final Instant INSTANT_2000 = Instant.parse("2000-01-01T00:00:00Z");
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final Sink sink;
    private byte[] buffer = new byte[BUFFER_BYTES];
    private int used;

    BinaryRows(Sink sink) {
        this.sink = sink;
    }

    /** A sink that keeps what it takes, in order. */
    static Sink into(List<byte[]> blocks) {
        return (bytes, length) -> blocks.add(Arrays.copyOf(bytes, length));
    }

    BinaryRows row(int columns) throws SQLException {
        rawShort(columns);
        return this;
    }

    BinaryRows uuid(UUID value) throws SQLException {
        rawInt(16);
        rawLong(value.getMostSignificantBits());
        rawLong(value.getLeastSignificantBits());
        return this;
    }

    BinaryRows int2(int value) throws SQLException {
        rawInt(2);
        rawShort(value);
        return this;
    }

    BinaryRows int4(int value) throws SQLException {
        rawInt(4);
        rawInt(value);
        return this;
    }

    BinaryRows int8(long value) throws SQLException {
        rawInt(8);
        rawLong(value);
        return this;
    }

    BinaryRows date(@Nullable LocalDate value) throws SQLException {
        return value == null ? nothing() : int4((int) (value.toEpochDay() - EPOCH_DAY_2000));
    }

    BinaryRows bool(boolean value) throws SQLException {
        rawInt(1);
        room(1);
        buffer[used++] = (byte) (value ? 1 : 0);
        return this;
    }

    BinaryRows instant(Instant value) throws SQLException {
        return int8(ChronoUnit.MICROS.between(INSTANT_2000, value));
    }

    BinaryRows float8(double value) throws SQLException {
        return int8(Double.doubleToRawLongBits(value));
    }

    BinaryRows text(@Nullable String value) throws SQLException {
        return value == null ? nothing() : bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    BinaryRows bytes(byte @Nullable [] value) throws SQLException {
        if (value == null) {
            return nothing();
        }
        return bytes(value, value.length);
    }

    /** The first bytes of a value. */
    BinaryRows bytes(byte[] value, int length) throws SQLException {
        rawInt(length);
        raw(value, length);
        return this;
    }

    BinaryRows int8Array(long[] values) throws SQLException {
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

    BinaryRows textArray(Collection<String> values) throws SQLException {
        int total = values.isEmpty() ? 12 : 20;
        byte[][] texts = new byte[values.size()][];
        int at = 0;
        for (String value : values) {
            texts[at] = value.getBytes(StandardCharsets.UTF_8);
            total += 4 + texts[at++].length;
        }
        rawInt(total);
        rawInt(values.isEmpty() ? 0 : 1);
        rawInt(0);
        rawInt(TEXT_OID);
        if (!values.isEmpty()) {
            rawInt(values.size());
            rawInt(1);
            for (byte[] text : texts) {
                bytes(text);
            }
        }
        return this;
    }

    /**
     * A decimal number: how many digits of base 10,000, the first one's power, sign, decimal places shown, the digits
     * ({@code numeric_recv}).
     */
    BinaryRows numeric(BigDecimal value) throws SQLException {
        int places = Math.max(0, value.scale());
        int groups = (places + NUMERIC_DIGITS - 1) / NUMERIC_DIGITS;
        BigInteger rest = value.abs().setScale(groups * NUMERIC_DIGITS).unscaledValue();
        short[] digits = new short[rest.bitLength() / 13 + 1];
        int from = digits.length;
        while (rest.signum() != 0) {
            BigInteger[] divided = rest.divideAndRemainder(NUMERIC_BASE);
            digits[--from] = divided[1].shortValue();
            rest = divided[0];
        }
        int weight = digits.length - from - 1 - groups;
        int end = digits.length;
        while (end > from && digits[end - 1] == 0) {
            end--;
        }
        rawInt(8 + 2 * (end - from));
        rawShort(end - from);
        rawShort(end == from ? 0 : weight);
        rawShort(value.signum() < 0 ? NUMERIC_NEGATIVE : 0);
        rawShort(places);
        for (int at = from; at < end; at++) {
            rawShort(digits[at]);
        }
        return this;
    }

    BinaryRows nothing() throws SQLException {
        rawInt(-1);
        return this;
    }

    void rawInt(int value) throws SQLException {
        room(4);
        INT.set(buffer, used, value);
        used += 4;
    }

    void rawShort(int value) throws SQLException {
        room(2);
        SHORT.set(buffer, used, (short) value);
        used += 2;
    }

    private void rawLong(long value) throws SQLException {
        room(8);
        LONG.set(buffer, used, value);
        used += 8;
    }

    /** Bytes as they are. */
    void raw(byte[] value, int length) throws SQLException {
        room(length);
        System.arraycopy(value, 0, buffer, used, length);
        used += length;
    }

    private void room(int bytes) throws SQLException {
        if (used + bytes > buffer.length) {
            flush();
            if (bytes > buffer.length) {
                buffer = Arrays.copyOf(buffer, bytes);
            }
        }
    }

    /** Hands over what is buffered. */
    void flush() throws SQLException {
        if (used > 0) {
            sink.take(buffer, used);
            used = 0;
        }
    }
}
