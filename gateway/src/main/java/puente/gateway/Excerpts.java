package puente.gateway;

import java.util.Map;
import java.util.TreeMap;
import puente.record.Problem;

/** How much of a refused value a person is shown: a figure shortened, anything about someone masked. */
final class Excerpts {
    /** The longest excerpt, in UTF-16 units. */
    static final int CHARS = 60;

    private static final int MASKED_CHARS = 8;

    private Excerpts() {}

    static String of(String value, boolean masked) {
        if (value.isEmpty()) {
            return "";
        }
        if (masked) {
            return value.substring(0, value.offsetByCodePoints(0, 1))
                    + "•".repeat(Math.min(MASKED_CHARS, value.length()) - 1);
        }
        StringBuilder shown = new StringBuilder();
        value.codePoints()
                .limit(CHARS)
                .forEach(each -> shown.appendCodePoint(Character.isISOControl(each) ? ' ' : each));
        return shown.length() < value.length() ? shown.append('…').toString() : shown.toString();
    }

    /** The problem at a position of a file, with every argument that repeats a cell shortened or masked. */
    static Problem of(Problem problem, String position, String[] cells, boolean masked) {
        Map<String, String> arguments = new TreeMap<>();
        problem.arguments().forEach((name, value) -> {
            boolean hidden = masked && (name.equals("value") || repeats(value, cells));
            arguments.put(name, of(value, hidden));
        });
        return new Problem(problem.code(), position, arguments);
    }

    private static boolean repeats(String value, String[] cells) {
        for (String cell : cells) {
            if (!cell.isBlank() && value.contains(cell)) {
                return true;
            }
        }
        return false;
    }
}
