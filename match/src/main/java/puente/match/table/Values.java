package puente.match.table;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The distinct values of one column, numbered in order of first appearance; number 0 is the empty value, "nothing is known".
 *
 * <p>Values are kept as bytes in one array and decoded when asked: UTF-8 where they are UTF-8, windows-1252 where they are not,
 * each value by itself, so that a file of mixed encodings reads as its writers meant it. {@link #notUtf8()} says how many there were.
 */
public final class Values {
    private static final Charset FALLBACK = Charset.forName("windows-1252");

    // Small at first: a row that is added to a linked register is a table of its own, and there may be many.
    private byte[] bytes = new byte[1 << 5];
    private int[] ends = new int[1 << 2];
    private int size = 1;
    private int[] slots = new int[1 << 3];
    private int notUtf8;

    /** The number of the value, which is added if it is new. Leading and trailing blanks do not count. */
    int intern(byte[] source, int from, int to) {
        int start = from;
        int end = to;
        while (start < end && (source[start] & 0xff) <= ' ') {
            start++;
        }
        while (end > start && (source[end - 1] & 0xff) <= ' ') {
            end--;
        }
        if (start == end) {
            return 0;
        }
        int hash = 0;
        for (int at = start; at < end; at++) {
            hash = hash * 31 + source[at];
        }
        int mask = slots.length - 1;
        int slot = mix(hash) & mask;
        while (slots[slot] != 0) {
            int number = slots[slot];
            if (Arrays.equals(bytes, ends[number - 1], ends[number], source, start, end)) {
                return number;
            }
            slot = (slot + 1) & mask;
        }
        return add(source, start, end, slot);
    }

    /** The number that a value of another column has here, 0 where it is not. */
    public int find(Values other, int number) {
        if (number == 0) {
            return 0;
        }
        int mask = slots.length - 1;
        int slot = other.hash(number) & mask;
        while (slots[slot] != 0) {
            int own = slots[slot];
            int from = other.ends[number - 1];
            if (Arrays.equals(bytes, ends[own - 1], ends[own], other.bytes, from, other.ends[number])) {
                return own;
            }
            slot = (slot + 1) & mask;
        }
        return 0;
    }

    private int add(byte[] source, int start, int end, int slot) {
        int number = size++;
        int at = ends[number - 1];
        int length = end - start;
        if (number == ends.length) {
            ends = Arrays.copyOf(ends, ends.length * 2);
        }
        if (at + length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(at + length, bytes.length + (bytes.length >> 1)));
        }
        System.arraycopy(source, start, bytes, at, length);
        ends[number] = at + length;
        slots[slot] = number;
        if (size * 2 > slots.length) {
            rehash();
        }
        if (!ascii(start, end, source) && !isUtf8(bytes, at, at + length)) {
            notUtf8++;
        }
        return number;
    }

    int intern(String value) {
        byte[] written = value.getBytes(StandardCharsets.UTF_8);
        return intern(written, 0, written.length);
    }

    private void rehash() {
        slots = new int[slots.length * 4];
        int mask = slots.length - 1;
        for (int number = 1; number < size; number++) {
            int hash = 0;
            for (int at = ends[number - 1]; at < ends[number]; at++) {
                hash = hash * 31 + bytes[at];
            }
            int slot = mix(hash) & mask;
            while (slots[slot] != 0) {
                slot = (slot + 1) & mask;
            }
            slots[slot] = number;
        }
    }

    private static int mix(int hash) {
        int mixed = hash * 0x9E3779B9;
        return mixed ^ (mixed >>> 15);
    }

    private static boolean ascii(int start, int end, byte[] source) {
        for (int at = start; at < end; at++) {
            if (source[at] < 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether the bytes are UTF-8, by the table of well-formed sequences (Unicode 16, table 3-7). */
    private static boolean isUtf8(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            int lead = bytes[at++] & 0xff;
            if (lead < 0x80) {
                continue;
            }
            int more = lead < 0xC2 ? 0 : lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : lead < 0xF5 ? 3 : 0;
            if (more == 0 || at + more > to) {
                return false;
            }
            int second = bytes[at] & 0xff;
            boolean within = switch (lead) {
                case 0xE0 -> second >= 0xA0 && second < 0xC0;
                case 0xED -> second >= 0x80 && second < 0xA0;
                case 0xF0 -> second >= 0x90 && second < 0xC0;
                case 0xF4 -> second >= 0x80 && second < 0x90;
                default -> second >= 0x80 && second < 0xC0;
            };
            if (!within) {
                return false;
            }
            for (int next = 1; next < more; next++) {
                if ((bytes[at + next] & 0xC0) != 0x80) {
                    return false;
                }
            }
            at += more;
        }
        return true;
    }

    /** The value as it was written, for keeping. */
    byte[] written(int number) {
        return Arrays.copyOfRange(bytes, ends[number - 1], ends[number]);
    }

    /** A hash of the value's bytes. */
    int hash(int number) {
        int hash = 0;
        for (int at = ends[number - 1]; at < ends[number]; at++) {
            hash = hash * 31 + bytes[at];
        }
        return mix(hash);
    }

    /** How many numbers there are, the empty value among them. */
    public int size() {
        return size;
    }

    /** How many values were not UTF-8 and were read as windows-1252. */
    public int notUtf8() {
        return notUtf8;
    }

    /** Every value but the empty one, in order of number. */
    public Stream<String> texts() {
        return IntStream.range(1, size).mapToObj(this::get);
    }

    /** The value with this number; empty for 0. */
    public String get(int number) {
        if (number == 0) {
            return "";
        }
        int from = ends[number - 1];
        int length = ends[number] - from;
        boolean utf8 = ascii(from, ends[number], bytes) || isUtf8(bytes, from, ends[number]);
        return new String(bytes, from, length, utf8 ? StandardCharsets.UTF_8 : FALLBACK);
    }
}
