package puente.record.type;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import puente.record.Bilingual;

/** A closed list of codes with their meaning in both languages: one YAML file, {@code puente/record/codes/<name>.yaml}. */
public final class CodeList {
    private static final Map<String, CodeList> LOADED = new ConcurrentHashMap<>();

    private final String name;
    private final Bilingual label;
    private final Map<String, Bilingual> codes;
    private final Map<String, JsonNode> entries;
    private final Map<String, String> codeByAlias;

    private CodeList(String name, JsonNode root) {
        this.name = name;
        this.label = DataFiles.bilingual(root.path("label"), name);
        Map<String, Bilingual> labels = new LinkedHashMap<>();
        Map<String, JsonNode> nodes = new HashMap<>();
        Map<String, String> aliases = new HashMap<>();
        for (Map.Entry<String, JsonNode> each : root.path("codes").properties()) {
            String code = each.getKey();
            labels.put(code, DataFiles.bilingual(each.getValue(), name + "/" + code));
            nodes.put(code, each.getValue());
        }
        for (String code : labels.keySet()) {
            aliases.put(read(code), code);
        }
        // A label that reads like another code's label or alias names neither: only the code itself will do.
        Map<String, String> byLabel = new HashMap<>();
        for (Map.Entry<String, JsonNode> each : nodes.entrySet()) {
            DataFiles.names(each.getValue())
                    .forEach(alias ->
                            byLabel.merge(read(alias), each.getKey(), (one, two) -> one.equals(two) ? one : ""));
        }
        byLabel.forEach((alias, code) -> {
            if (!code.isEmpty()) {
                aliases.putIfAbsent(alias, code);
            }
        });
        this.codes = Collections.unmodifiableMap(labels);
        this.entries = nodes;
        this.codeByAlias = aliases;
    }

    /**
     * A list by name.
     *
     * @throws IllegalArgumentException where there is none
     */
    public static CodeList named(String name) {
        return LOADED.computeIfAbsent(name, each -> new CodeList(each, DataFiles.yaml("codes/" + each + ".yaml")));
    }

    public String name() {
        return name;
    }

    public Bilingual label() {
        return label;
    }

    /** Every code with its meaning, in the list's order. */
    public Map<String, Bilingual> codes() {
        return codes;
    }

    /** The code that is meant by a code, a label in either language or a known alias; case and accents do not matter. */
    public Optional<String> resolve(String written) {
        if (codes.containsKey(written)) {
            return Optional.of(written);
        }
        return Optional.ofNullable(codeByAlias.get(read(written)));
    }

    /** A name as it is compared; signs alone, such as %, as they are. */
    private static String read(String name) {
        String folded = Texts.fold(name);
        return folded.isEmpty() ? name.strip() : folded;
    }

    /** A further attribute of a code's entry; empty where it has none. */
    String attribute(String code, String attribute) {
        JsonNode entry = entries.get(code);
        return entry == null ? "" : entry.path(attribute).asText("");
    }
}
