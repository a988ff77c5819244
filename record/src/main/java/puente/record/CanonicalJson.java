package puente.record;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * RFC 8785 (JSON Canonicalization Scheme): the one byte form of a JSON value, so that the same statement has the same digest
 * everywhere.
 *
 * <p>Members are sorted by the UTF-16 code units of their names (section 3.2.3), which is the order of
 * {@link String#compareTo}; numbers are written as ECMAScript writes them (section 3.2.2.3); strings are escaped only where
 * they must be (section 3.2.2.2); there is no white space. What could not be read back as the same value is refused: lone
 * surrogates, numbers that are not finite, and whole numbers beyond 2^53.
 */
public final class CanonicalJson {
    /** Whole numbers beyond this are not exact in JSON as ECMAScript reads it. */
    public static final long LARGEST_INTEGER = 1L << 53;

    /** Deepest nesting of lists and maps. */
    public static final int MAXIMUM_DEPTH = 64;

    private static final byte[] TRUE = Forms.ascii("true");
    private static final byte[] FALSE = Forms.ascii("false");
    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};

    private byte[] bytes;
    private int size;

    /**
     * For a writer who knows the members of an object and writes them one by one, in order: nothing here sees whether they
     * are.
     *
     * @param expectedSize in bytes; more is made room for
     */
    public CanonicalJson(int expectedSize) {
        bytes = new byte[expectedSize];
    }

    /**
     * The canonical UTF-8 bytes of a value.
     *
     * @param value a {@code String}, {@code Boolean}, {@code Integer}, {@code Long} (at most 2^53 in size),
     *     {@code Double} (finite), {@code List}, or {@code Map} with {@code String} keys
     * @throws ProblemException {@code record.json.number} for a number JSON cannot carry exactly,
     *     {@code record.json.surrogate} for a lone surrogate, {@code record.json.too-deep}
     * @throws IllegalArgumentException for another Java type
     */
    public static byte[] write(Object value) {
        CanonicalJson out = new CanonicalJson(512);
        out.value(value, 0);
        return out.toBytes();
    }

    /** What was written. */
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    void value(@Nullable Object value, int depth) {
        switch (value) {
            case null -> throw new IllegalArgumentException("null is not a value of a record");
            case String text -> string(text);
            case Long number -> integer(number);
            case Integer number -> integer(number);
            case Double number -> decimal(number);
            case Boolean truth -> truth(truth);
            case List<?> list -> list(list, depth + 1);
            case Map<?, ?> map -> map(map, depth + 1);
            default -> throw new IllegalArgumentException("not a JSON value: " + value.getClass());
        }
    }

    private static void checkDepth(int depth) {
        if (depth > MAXIMUM_DEPTH) {
            throw new ProblemException(Problem.of("record.json.too-deep", "", "maximum", MAXIMUM_DEPTH));
        }
    }

    private void list(List<?> list, int depth) {
        checkDepth(depth);
        mark('[');
        boolean first = true;
        for (Object each : list) {
            if (!first) {
                mark(',');
            }
            first = false;
            value(each, depth);
        }
        mark(']');
    }

    /** A list of the texts of some values, in their order. */
    public void texts(Collection<?> values) {
        mark('[');
        boolean first = true;
        for (Object each : values) {
            if (!first) {
                mark(',');
            }
            first = false;
            string(each.toString());
        }
        mark(']');
    }

    private void map(Map<?, ?> map, int depth) {
        checkDepth(depth);
        mark('{');
        // forEach, since an unmodifiable map hands out its entries wrapped, one by one, but is walked through as it is.
        Order order = new Order();
        map.forEach(order);
        if (order.sorted) {
            map.forEach((name, value) -> member((String) name, value, depth));
        } else {
            String[] names = map.keySet().toArray(new String[0]);
            Arrays.sort(names);
            for (String name : names) {
                member(name, map.get(name), depth);
            }
        }
        mark('}');
    }

    /** Whether names come in order, each once. */
    private static final class Order implements BiConsumer<@Nullable Object, @Nullable Object> {
        private @Nullable String before;
        private boolean sorted = true;

        @Override
        public void accept(@Nullable Object name, @Nullable Object value) {
            String next = checkName(name);
            sorted &= before == null || before.compareTo(next) < 0;
            before = next;
        }
    }

    private void member(String name, @Nullable Object value, int depth) {
        if (bytes[size - 1] != '{') {
            mark(',');
        }
        string(name);
        mark(':');
        value(value, depth);
    }

    private static String checkName(@Nullable Object each) {
        if (!(each instanceof String name)) {
            throw new IllegalArgumentException(
                    "a member's name is a String, not " + (each == null ? "null" : each.getClass()));
        }
        return name;
    }

    /** A whole number; {@code record.json.number} beyond {@link #LARGEST_INTEGER} in size. */
    public void integer(long number) {
        if (number > LARGEST_INTEGER || number < -LARGEST_INTEGER) {
            throw new ProblemException(Problem.of("record.json.number", "", "value", number));
        }
        ascii(Long.toString(number));
    }

    private void decimal(double number) {
        ascii(EcmaScriptNumber.format(number));
    }

    /** {@code true} or {@code false}. */
    public void truth(boolean truth) {
        ascii(truth ? TRUE : FALSE);
    }

    /** A handling in its JSON form. */
    public void handling(Handling handling) {
        HandlingForms.write(handling, this);
    }

    /** Bytes known to be ASCII that needs no escape, as they are: marks, names of members. */
    public void ascii(byte[] text) {
        reserve(text.length);
        System.arraycopy(text, 0, bytes, size, text.length);
        size += text.length;
    }

    /** The same, of a text. */
    @SuppressWarnings("deprecation") // it takes the low byte of each character: of ASCII, the character
    private void ascii(String text) {
        int length = text.length();
        reserve(length);
        text.getBytes(0, length, bytes, size);
        size += length;
    }

    /** One mark of punctuation. */
    private void mark(char each) {
        reserve(1);
        bytes[size++] = (byte) each;
    }

    /** A text that is known to be ASCII without anything to escape, in quotes: an identifier, a digest, a code. */
    public void plain(String text) {
        mark('"');
        ascii(text);
        mark('"');
    }

    /** A time, in quotes, in its {@linkplain Forms#ascii(Instant) one form}. */
    public void instant(Instant instant) {
        mark('"');
        ascii(Forms.ascii(instant));
        mark('"');
    }

    /** A text, in quotes, escaped where it must be; {@code record.json.surrogate} for a lone surrogate. */
    public void string(String text) {
        int length = text.length();
        reserve(length + 2);
        // Most text is ASCII without anything to escape. The fields are copied so that they can stay in registers.
        byte[] to = bytes;
        int end = size;
        to[end++] = '"';
        int at = 0;
        while (at < length) {
            char each = text.charAt(at);
            if (each < ' ' || each > '~' || each == '"' || each == '\\') {
                break;
            }
            to[end++] = (byte) each;
            at++;
        }
        size = end;
        if (at < length) {
            unusual(text, at);
        }
        mark('"');
    }

    /** The rest of a text that has more than plain ASCII, from its first such character on. */
    private void unusual(String text, int from) {
        int length = text.length();
        reserve(6 * (length - from) + 1); // the longest escape of one code unit is six bytes
        for (int at = from; at < length; at++) {
            char each = text.charAt(at);
            if (each >= ' ' && each < 0x80) {
                if (each == '"' || each == '\\') {
                    bytes[size++] = '\\';
                }
                bytes[size++] = (byte) each;
            } else if (each < ' ') {
                escape(each);
            } else if (each < 0x800) {
                bytes[size++] = (byte) (0xC0 | each >> 6);
                bytes[size++] = (byte) (0x80 | each & 0x3F);
            } else if (!Character.isSurrogate(each)) {
                bytes[size++] = (byte) (0xE0 | each >> 12);
                bytes[size++] = (byte) (0x80 | each >> 6 & 0x3F);
                bytes[size++] = (byte) (0x80 | each & 0x3F);
            } else {
                at++;
                if (Character.isLowSurrogate(each) || at == length || !Character.isLowSurrogate(text.charAt(at))) {
                    throw new ProblemException(Problem.of("record.json.surrogate", "", "at", at));
                }
                int point = Character.toCodePoint(each, text.charAt(at));
                bytes[size++] = (byte) (0xF0 | point >> 18);
                bytes[size++] = (byte) (0x80 | point >> 12 & 0x3F);
                bytes[size++] = (byte) (0x80 | point >> 6 & 0x3F);
                bytes[size++] = (byte) (0x80 | point & 0x3F);
            }
        }
    }

    private void escape(char control) {
        bytes[size++] = '\\';
        switch (control) {
            case '\b' -> bytes[size++] = 'b';
            case '\t' -> bytes[size++] = 't';
            case '\n' -> bytes[size++] = 'n';
            case '\f' -> bytes[size++] = 'f';
            case '\r' -> bytes[size++] = 'r';
            default -> {
                bytes[size++] = 'u';
                bytes[size++] = '0';
                bytes[size++] = '0';
                bytes[size++] = HEX[control >> 4];
                bytes[size++] = HEX[control & 0xF];
            }
        }
    }

    private void reserve(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
