package puente.store;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import puente.record.Problem;
import puente.record.ProblemException;

/**
 * Where a page ended. Opaque to readers; stable: what is inserted or superseded after the first page neither shifts nor
 * repeats anything on later pages.
 *
 * @param top the newest sequence drawn when the first page was asked for (see {@link RecordStore#search})
 * @param before the next page starts below this sequence
 */
public record Cursor(long top, long before) {
    /** The longest token, in characters. */
    public static final int TOKEN_LENGTH_MAX = 40;

    private static final Pattern TOKEN = Pattern.compile("c1\\.([0-9a-z]{1,13})\\.([0-9a-z]{1,13})");
    private static final int RADIX = 36;

    public Cursor {
        if (top < 0 || before < 0 || before - 1 > top) {
            throw malformed(top + "." + before);
        }
    }

    /** The form readers carry: {@code c1.<top>.<before>}, both in base 36. */
    public String token() {
        return "c1." + Long.toString(top, RADIX) + "." + Long.toString(before, RADIX);
    }

    /**
     * Reads a token.
     *
     * @throws ProblemException {@code store.cursor.malformed}
     */
    public static Cursor parse(String token) {
        Matcher parts = TOKEN.matcher(token.length() > TOKEN_LENGTH_MAX ? "" : token);
        if (!parts.matches()) {
            throw malformed(token);
        }
        try {
            return new Cursor(Long.parseLong(parts.group(1), RADIX), Long.parseLong(parts.group(2), RADIX));
        } catch (NumberFormatException tooLarge) {
            throw malformed(token);
        }
    }

    private static ProblemException malformed(String token) {
        String shown = token.length() > TOKEN_LENGTH_MAX ? token.substring(0, TOKEN_LENGTH_MAX) : token;
        return new ProblemException(Problem.of("store.cursor.malformed", "cursor", "value", shown));
    }
}
