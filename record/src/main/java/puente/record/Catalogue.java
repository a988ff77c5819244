package puente.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Everything Puente says to a person, in both languages, from one place.
 *
 * <p>Each room contributes one file, {@code META-INF/puente/catalogue.yaml}, of entries of this form; together they are the
 * catalogue. An entry without one of the languages, and a code used twice, fail at load, and so fail the build.
 *
 * <pre>{@code
 * record.curp.check-digit:
 *   status: 422                      # HTTP status where it is an error; absent for plain text
 *   en: "CURP {value}: the check digit is {found}, but should be {expected}."
 *   es: "CURP {value}: el dígito verificador es {found}, pero debe ser {expected}."
 *   remedy:                          # what to do next; required with a status
 *     en: "Compare the CURP with the document, character by character."
 *     es: "Compare la CURP con el documento, carácter por carácter."
 * }</pre>
 */
public final class Catalogue {
    private static final String RESOURCE = "META-INF/puente/catalogue.yaml";
    private static final Catalogue STANDARD = load(Catalogue.class.getClassLoader());

    private record Entry(int status, Bilingual text, Map<Language, String> remedy) {}

    private final Map<String, Entry> entries;

    private Catalogue(Map<String, Entry> entries) {
        this.entries = entries;
    }

    /** The catalogue of every room on the class path. */
    public static Catalogue standard() {
        return STANDARD;
    }

    private static Catalogue load(ClassLoader loader) {
        Map<String, Entry> entries = new TreeMap<>();
        try {
            for (URL url : Collections.list(loader.getResources(RESOURCE))) {
                try (InputStream in = url.openStream()) {
                    for (Map.Entry<String, JsonNode> each :
                            new YAMLMapper().readTree(in).properties()) {
                        if (entries.put(each.getKey(), entry(each.getKey(), each.getValue())) != null) {
                            throw new IllegalStateException("catalogue: '" + each.getKey() + "' stands twice");
                        }
                    }
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the catalogue cannot be read", unreadable);
        }
        return new Catalogue(Collections.unmodifiableMap(entries));
    }

    private static Entry entry(String code, JsonNode node) {
        JsonNode remedy = node.path("remedy");
        int status = node.path("status").asInt(0);
        if (status != 0
                && (remedy.path("en").asText().isBlank()
                        || remedy.path("es").asText().isBlank())) {
            throw new IllegalStateException("catalogue: '" + code + "' is an error and needs a remedy in en and es");
        }
        if (node.path("en").asText().isBlank() || node.path("es").asText().isBlank()) {
            throw new IllegalStateException("catalogue: '" + code + "' needs a text in en and es");
        }
        return new Entry(
                status,
                new Bilingual(node.path("en").asText(), node.path("es").asText()),
                Map.of(
                        Language.EN,
                        remedy.path("en").asText(),
                        Language.ES,
                        remedy.path("es").asText()));
    }

    /** Every code there is. */
    public Set<String> codes() {
        return entries.keySet();
    }

    /** The HTTP status of an error code; 0 for plain text. */
    public int status(String code) {
        return entry(code).status();
    }

    /** A text with its {@code {placeholders}} filled. */
    public String text(String code, Language language, Map<String, String> arguments) {
        return fill(entry(code).text().in(language), arguments);
    }

    /** A text from alternating argument names and values. */
    public String text(String code, Language language, Object... namesAndValues) {
        return text(code, language, Problem.of(code, "", namesAndValues).arguments());
    }

    /** What is wrong, in one sentence, without position. */
    public String message(Problem problem, Language language) {
        return text(problem.code(), language, problem.arguments());
    }

    /** What to do next, in one sentence. */
    public String remedy(Problem problem, Language language) {
        return fill(entry(problem.code()).remedy().getOrDefault(language, ""), problem.arguments());
    }

    private Entry entry(String code) {
        Entry entry = entries.get(code);
        if (entry == null) {
            throw new IllegalArgumentException("no such code in the catalogue: " + code);
        }
        return entry;
    }

    private static String fill(String text, Map<String, String> arguments) {
        if (text.indexOf('{') < 0) {
            return text;
        }
        StringBuilder filled = new StringBuilder(text.length() + 32);
        int from = 0;
        while (true) {
            int open = text.indexOf('{', from);
            int close = open < 0 ? -1 : text.indexOf('}', open);
            if (close < 0) {
                return filled.append(text, from, text.length()).toString();
            }
            String name = text.substring(open + 1, close);
            filled.append(text, from, open).append(arguments.getOrDefault(name, "{" + name + "}"));
            from = close + 1;
        }
    }
}
