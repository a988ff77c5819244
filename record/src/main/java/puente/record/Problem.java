package puente.record;

import java.util.Map;
import java.util.TreeMap;

/**
 * One thing that is wrong with an input, as data: the reader's language is chosen when it is shown, not when it is found.
 *
 * @param code a key of the {@link Catalogue}, {@code module.subject.fault}, for instance {@code record.curp.check-digit}
 * @param position where, as precisely as is known: {@code file:line:field}, a JSON pointer, or empty
 * @param arguments what the message's {@code {placeholders}} stand for
 */
public record Problem(String code, String position, Map<String, String> arguments) {
    public Problem {
        arguments = Map.copyOf(arguments);
    }

    /** A problem from alternating argument names and values. */
    public static Problem of(String code, String position, Object... namesAndValues) {
        Map<String, String> arguments = new TreeMap<>();
        for (int at = 0; at < namesAndValues.length; at += 2) {
            arguments.put(namesAndValues[at].toString(), namesAndValues[at + 1].toString());
        }
        return new Problem(code, position, arguments);
    }

    /** The same problem, seen from an enclosing input: {@code prefix} goes before the position. */
    public Problem within(String prefix) {
        return new Problem(code, position.isEmpty() ? prefix : prefix + position, arguments);
    }
}
