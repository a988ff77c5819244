package puente.cli;

import java.util.Map;
import puente.record.Language;

/** Which language the reader wants: {@code --lang}, else {@code LC_ALL}, {@code LC_MESSAGES}, {@code LANG}, else English. */
final class Languages {
    private Languages() {}

    static Language choose(String[] arguments, Map<String, String> environment) {
        for (int at = 0; at < arguments.length; at++) {
            if (arguments[at].startsWith("--lang=")) {
                return Language.of(arguments[at].substring("--lang=".length()));
            }
            if (arguments[at].equals("--lang") && at + 1 < arguments.length) {
                return Language.of(arguments[at + 1]);
            }
        }
        for (String variable : new String[] {"LC_ALL", "LC_MESSAGES", "LANG"}) {
            String value = environment.getOrDefault(variable, "");
            if (!value.isBlank()) {
                return Language.of(value);
            }
        }
        return Language.EN;
    }
}
