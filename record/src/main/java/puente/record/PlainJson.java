package puente.record;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON that is plain: one pass over the bytes, and no tree where the caller knows what comes next.
 *
 * <p>Nearly all JSON that a node reads, a node wrote, thousands of times a second. This reader knows such JSON and no other.
 * At whatever else it meets (a character escaped by its number, an exponent, a member that stands twice or elsewhere,
 * anything malformed) it throws {@link Departure}, which does not say why: the caller then reads the same bytes with a reader
 * that knows all of JSON, and that one accepts or refuses, precisely. So what is read here must be what the other would have
 * read, and nothing it would have refused; the tests compare the two.
 *
 * <p>Asked for {@linkplain #canonical canonical} JSON, it reads only the bytes that {@link CanonicalJson} would write: what
 * was read need not be written again to know that it stood in its one form.
 */
public final class PlainJson {
    /** The bytes are not what this reader knows. Carries nothing: it is thrown for control, never shown. */
    public static final class Departure extends Exception {
        private static final long serialVersionUID = 1L;

        private Departure() {
            super(null, null, false, false);
        }
    }

    private static final Departure DEPARTURE = new Departure();

    /** Longest name of a member, in characters. */
    private static final int NAME_MAX = 128;

    /** Digits of a whole number, at most: all such numbers are exact in JSON. */
    private static final int DIGITS_MAX = 15;

    /** Characters of a decimal, at most: as many as a coordinate needs. */
    private static final int DECIMAL_MAX = 20;

    private static final byte[] TRUE = Forms.ascii("true");
    private static final byte[] FALSE = Forms.ascii("false");

    private final byte[] json;
    private final boolean canonical;
    private int at;

    private PlainJson(byte[] json, boolean canonical) {
        this.json = json;
        this.canonical = canonical;
    }

    /** A reader of canonical JSON (RFC 8785): members in order, no white space, one form of each value. */
    public static PlainJson canonical(byte[] json) {
        return new PlainJson(json, true);
    }

    /** The members of a document that is one plain object, or null. */
    static @Nullable Map<String, Object> object(byte[] json) {
        PlainJson in = new PlainJson(json, false);
        try {
            in.blanks();
            if (!in.stands((byte) '{')) {
                return null;
            }
            Map<String, Object> members = in.members(1);
            in.blanks();
            in.end();
            return members;
        } catch (Departure departure) {
            return null;
        }
    }

    /** Steps over these bytes, which must come next. */
    public void expect(byte[] ascii) throws Departure {
        if (!skip(ascii)) {
            throw DEPARTURE;
        }
    }

    /** Steps over these bytes if they come next. */
    public boolean skip(byte[] ascii) {
        int to = at + ascii.length;
        if (to > json.length || !Arrays.equals(json, at, to, ascii, 0, ascii.length)) {
            return false;
        }
        at = to;
        return true;
    }

    /** Nothing may come any more. */
    public void end() throws Departure {
        check(at == json.length);
    }

    /** Departs unless something holds. */
    public static void check(boolean holds) throws Departure {
        if (!holds) {
            throw DEPARTURE;
        }
    }

    /** Text, with its quotes. */
    public String text() throws Departure {
        require('"');
        int start = at;
        for (int to = start; to < json.length; to++) {
            byte each = json[to];
            if (each == '"') {
                at = to + 1;
                return new String(json, start, to - start, StandardCharsets.ISO_8859_1);
            }
            if (each < ' ' || each == '\\') {
                break; // a control character, which is malformed; or beyond ASCII, whose bytes are negative; or escaped
            }
        }
        return unusualText(start);
    }

    private String unusualText(int start) throws Departure {
        boolean escaped = false;
        int to = start;
        while (to < json.length && json[to] != '"') {
            check(json[to] < 0 || json[to] >= ' ');
            escaped |= json[to] == '\\';
            to += json[to] == '\\' ? 2 : 1;
        }
        check(to < json.length);
        String text = new String(json, start, to - start, StandardCharsets.UTF_8);
        // What is not UTF-8 was read as replacement characters, and those are other bytes.
        byte[] again = text.getBytes(StandardCharsets.UTF_8);
        check(Arrays.equals(again, 0, again.length, json, start, to));
        at = to + 1;
        return escaped ? unescaped(text) : text;
    }

    /** Resolves the short escapes. They are how canonical JSON writes what they stand for, but for the slash. */
    private String unescaped(String text) throws Departure {
        StringBuilder out = new StringBuilder(text.length());
        for (int next = 0; next < text.length(); next++) {
            char each = text.charAt(next);
            if (each == '\\') {
                next++;
                each = switch (text.charAt(next)) {
                    case '"' -> '"';
                    case '\\' -> '\\';
                    case 'b' -> '\b';
                    case 't' -> '\t';
                    case 'n' -> '\n';
                    case 'f' -> '\f';
                    case 'r' -> '\r';
                    default -> throw DEPARTURE;
                };
            }
            out.append(each);
        }
        return out.toString();
    }

    /** {@code true} or {@code false}. */
    public boolean truth() throws Departure {
        if (skip(TRUE)) {
            return true;
        }
        expect(FALSE);
        return false;
    }

    /** A whole number of at most 15 digits. */
    public long whole() throws Departure {
        if (number() instanceof Long whole) {
            return whole;
        }
        throw DEPARTURE;
    }

    private Number number() throws Departure {
        int start = at;
        boolean negative = stands((byte) '-');
        int digits = negative ? ++at : at;
        long value = 0;
        while (at < json.length && isDigit(json[at]) && at - digits <= DIGITS_MAX) {
            value = 10 * value + json[at++] - '0';
        }
        int count = at - digits;
        check(count > 0 && count <= DIGITS_MAX && (count == 1 || json[digits] != '0'));
        if (stands((byte) '.')) {
            return decimal(start);
        }
        check(!negative || value != 0);
        return negative ? -value : value;
    }

    private Double decimal(int start) throws Departure {
        int point = at++;
        while (at < json.length && isDigit(json[at])) {
            at++;
        }
        check(at > point + 1 && at - start <= DECIMAL_MAX);
        String text = new String(json, start, at - start, StandardCharsets.ISO_8859_1);
        double value = Double.parseDouble(text);
        check(!canonical || EcmaScriptNumber.format(value).equals(text));
        return value;
    }

    private static boolean isDigit(byte each) {
        return each >= '0' && each <= '9';
    }

    /** Any value but {@code null}. */
    private Object value(int depth) throws Departure {
        blanks();
        check(at < json.length);
        return switch (json[at]) {
            case '"' -> text();
            case '{' -> members(depth + 1);
            case '[' -> items(depth + 1);
            case 't', 'f' -> truth();
            default -> number();
        };
    }

    /**
     * An object's members in their order; values as {@link StrictJson} reads them.
     *
     * @param depth how deep this object lies, itself counted
     */
    Map<String, Object> members(int depth) throws Departure {
        require('{');
        check(depth <= CanonicalJson.MAXIMUM_DEPTH);
        Map<String, Object> members = new LinkedHashMap<>();
        if (comes('}')) {
            return members;
        }
        String before = null;
        do {
            blanks();
            String name = text();
            check(name.length() <= NAME_MAX && (!canonical || before == null || before.compareTo(name) < 0));
            before = name;
            check(comes(':'));
            check(members.put(name, value(depth)) == null);
        } while (comes(','));
        check(comes('}'));
        return members;
    }

    private List<Object> items(int depth) throws Departure {
        require('[');
        check(depth <= CanonicalJson.MAXIMUM_DEPTH);
        List<Object> items = new ArrayList<>();
        if (comes(']')) {
            return items;
        }
        do {
            items.add(value(depth));
        } while (comes(','));
        check(comes(']'));
        return items;
    }

    /**
     * A list of texts.
     *
     * @param most how many it may hold
     */
    public List<String> texts(int most) throws Departure {
        require('[');
        if (comes(']')) {
            return List.of();
        }
        List<String> texts = new ArrayList<>(4);
        do {
            check(texts.size() < most);
            texts.add(text());
        } while (comes(','));
        check(comes(']'));
        return texts;
    }

    /** A handling in its canonical form. */
    public Handling handling() throws Departure {
        return HandlingForms.read(this);
    }

    private void require(char punctuation) throws Departure {
        check(stands((byte) punctuation));
        at++;
    }

    private boolean stands(byte each) {
        return at < json.length && json[at] == each;
    }

    /** Steps over a mark of punctuation, and the blanks before it, if it comes next. */
    private boolean comes(char punctuation) {
        blanks();
        boolean comes = stands((byte) punctuation);
        at += comes ? 1 : 0;
        return comes;
    }

    private void blanks() {
        if (!canonical) {
            while (stands((byte) ' ') || stands((byte) '\n') || stands((byte) '\r') || stands((byte) '\t')) {
                at++;
            }
        }
    }
}
