package puente.match.table;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/** Writes Thrift's compact protocol; the other side of {@link CompactReader}. */
final class CompactWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Deque<Integer> outer = new ArrayDeque<>();
    private int last;

    private void head(int field, int type) {
        int step = field - last;
        if (step > 0 && step < 16) {
            out.write(step << 4 | type);
        } else {
            out.write(type);
            varint((long) field << 1 ^ field >> 31);
        }
        last = field;
    }

    /** A 32-bit number. */
    CompactWriter number(int field, long value) {
        head(field, 5);
        varint(value << 1 ^ value >> 63);
        return this;
    }

    CompactWriter longNumber(int field, long value) {
        head(field, 6);
        varint(value << 1 ^ value >> 63);
        return this;
    }

    CompactWriter text(int field, String value) {
        head(field, 8);
        return element(value);
    }

    CompactWriter list(int field, int type, int size) {
        head(field, 9);
        if (size < 15) {
            out.write(size << 4 | type);
        } else {
            out.write(0xF0 | type);
            varint(size);
        }
        return this;
    }

    CompactWriter element(long value) {
        varint(value << 1 ^ value >> 63);
        return this;
    }

    CompactWriter element(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        varint(bytes.length);
        out.writeBytes(bytes);
        return this;
    }

    /** A structure as a field. */
    CompactWriter open(int field) {
        head(field, 12);
        return enter();
    }

    /** A structure as an element of a list. */
    CompactWriter enter() {
        outer.push(last);
        last = 0;
        return this;
    }

    CompactWriter close() {
        return leave();
    }

    CompactWriter leave() {
        out.write(0);
        last = outer.pop();
        return this;
    }

    /** A finished structure as an element of a list. */
    void raw(byte[] struct) {
        out.writeBytes(struct);
    }

    /** Ends the outermost structure. */
    byte[] end() {
        out.write(0);
        return out.toByteArray();
    }

    private void varint(long value) {
        long left = value;
        while ((left & ~127L) != 0) {
            out.write((int) (left & 127 | 128));
            left >>>= 7;
        }
        out.write((int) left);
    }
}
