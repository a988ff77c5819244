package puente.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.StringJoiner;

/** A record in one line for a table: its first few fields, and the mark of synthetic data, which is never left out. */
final class RecordSummary {
    private static final int CHARACTERS_MAX = 72;

    private RecordSummary() {}

    static String of(JsonNode record, Console console) {
        StringJoiner words = new StringJoiner(" · ");
        if (record.path("provenance").path("synthetic").asBoolean()) {
            words.add(console.text("cli.search.synthetic"));
        }
        for (JsonNode value : record.path("fields")) {
            String word = word(value);
            if (!word.isBlank()) {
                words.add(word);
            }
        }
        String line = words.toString().replaceAll("\\p{Cntrl}+", " ");
        return line.codePointCount(0, line.length()) <= CHARACTERS_MAX
                ? line
                : line.substring(0, line.offsetByCodePoints(0, CHARACTERS_MAX - 1)) + "…";
    }

    private static String word(JsonNode value) {
        if (value.isValueNode()) {
            return value.asText();
        }
        if (value.isObject() && value.has("value")) {
            return value.path("value").asText() + " " + value.path("unit").asText();
        }
        StringJoiner inner = new StringJoiner(" ");
        value.forEach(each -> inner.add(word(each)));
        return inner.toString();
    }
}
