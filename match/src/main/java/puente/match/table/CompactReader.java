package puente.match.table;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import puente.record.Problem;
import puente.record.ProblemException;

/**
 * Reads Thrift's compact protocol (the Thrift project's {@code thrift-compact-protocol.md}) into maps by field number, as Parquet's metadata
 * uses it: whole numbers as {@link Long}, texts and bytes as {@code byte[]}, lists as {@link List}, structures as {@link Map}.
 */
final class CompactReader {
    /** How deep structures may lie in each other. */
    static final int DEPTH_MAX = 32;

    private final byte[] bytes;
    private final String file;
    private int at;

    CompactReader(byte[] bytes, int from, String file) {
        this.bytes = bytes;
        this.at = from;
        this.file = file;
    }

    int position() {
        return at;
    }

    Map<Integer, Object> struct() {
        return struct(0);
    }

    private Map<Integer, Object> struct(int depth) {
        if (depth > DEPTH_MAX) {
            throw malformed();
        }
        Map<Integer, Object> fields = new TreeMap<>();
        int field = 0;
        while (true) {
            int head = next();
            int type = head & 15;
            if (type == 0) {
                return fields;
            }
            int step = head >>> 4;
            field = step == 0 ? (int) zigzag() : field + step;
            fields.put(field, value(type, depth));
        }
    }

    private Object value(int type, int depth) {
        return switch (type) {
            case 1 -> 1L;
            case 2 -> 0L;
            case 3 -> (long) (byte) next();
            case 4, 5, 6 -> zigzag();
            case 7 -> eight();
            case 8 -> binary();
            case 9, 10 -> list(depth);
            case 12 -> struct(depth + 1);
            default -> throw malformed();
        };
    }

    private List<Object> list(int depth) {
        int head = next();
        int size = head >>> 4;
        if (size == 15) {
            size = (int) varint();
        }
        if (size < 0 || size > bytes.length - at) {
            throw malformed();
        }
        List<Object> list = new ArrayList<>();
        int type = head & 15;
        for (int index = 0; index < size; index++) {
            // In a list a boolean is a byte of its own, not part of its head.
            list.add(type <= 2 ? Long.valueOf(next() == 1 ? 1 : 0) : value(type, depth + 1));
        }
        return list;
    }

    private byte[] binary() {
        long length = varint();
        if (length < 0 || length > bytes.length - at) {
            throw malformed();
        }
        byte[] value = java.util.Arrays.copyOfRange(bytes, at, at + (int) length);
        at += (int) length;
        return value;
    }

    private long eight() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 8) {
            value |= (long) next() << shift;
        }
        return value;
    }

    private long zigzag() {
        long raw = varint();
        return raw >>> 1 ^ -(raw & 1);
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int part = next();
            value |= (long) (part & 127) << shift;
            if (part < 128) {
                return value;
            }
        }
        throw malformed();
    }

    private int next() {
        if (at >= bytes.length) {
            throw malformed();
        }
        return bytes[at++] & 0xff;
    }

    private ProblemException malformed() {
        return new ProblemException(Problem.of("match.table.parquet-malformed", file));
    }

    static long number(Map<Integer, Object> struct, int field, long otherwise) {
        return struct.get(field) instanceof Long number ? number : otherwise;
    }

    static String text(Map<Integer, Object> struct, int field) {
        return struct.get(field) instanceof byte[] text ? new String(text, StandardCharsets.UTF_8) : "";
    }

    static List<Map<Integer, Object>> structs(Map<Integer, Object> struct, int field) {
        List<Map<Integer, Object>> structs = new ArrayList<>();
        if (struct.get(field) instanceof List<?> list) {
            for (Object each : list) {
                structs.add(fields(each));
            }
        }
        return structs;
    }

    static Map<Integer, Object> struct(Map<Integer, Object> struct, int field) {
        Object value = struct.get(field);
        return value == null ? new TreeMap<>() : fields(value);
    }

    private static Map<Integer, Object> fields(Object value) {
        Map<Integer, Object> fields = new TreeMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, each) -> fields.put((Integer) key, each));
        }
        return fields;
    }
}
