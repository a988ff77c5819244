package puente.ledger;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Bytes that are not what a standard says they must be. The code is a key of the catalogue ({@code ledger.subject.fault}); rooms
 * that may use {@code puente.record} turn it into a {@code Problem} one to one: {@code new Problem(code, position, arguments)}.
 */
public final class LedgerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final String position;
    private final transient Map<String, String> arguments;

    /**
     * @param code a key of the catalogue
     * @param position where in the input ({@code line 3}, {@code byte 17}), or empty
     * @param namesAndValues what the message's placeholders stand for, alternating
     */
    public LedgerException(String code, String position, Object... namesAndValues) {
        this(code, position, arguments(namesAndValues));
    }

    private LedgerException(String code, String position, Map<String, String> arguments) {
        super(code + (position.isEmpty() ? "" : " at " + position) + (arguments.isEmpty() ? "" : " " + arguments));
        this.code = code;
        this.position = position;
        this.arguments = arguments;
    }

    public String code() {
        return code;
    }

    public String position() {
        return position;
    }

    public Map<String, String> arguments() {
        return arguments;
    }

    /** The same refusal at another position. */
    LedgerException at(String where) {
        return new LedgerException(code, where, arguments);
    }

    static Map<String, String> arguments(Object... namesAndValues) {
        Map<String, String> arguments = new TreeMap<>();
        for (int at = 0; at < namesAndValues.length; at += 2) {
            arguments.put(namesAndValues[at].toString(), namesAndValues[at + 1].toString());
        }
        return Collections.unmodifiableMap(arguments);
    }
}
