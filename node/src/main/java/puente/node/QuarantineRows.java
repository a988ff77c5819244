package puente.node;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import puente.gateway.Outcome;
import puente.record.Catalogue;
import puente.record.Language;
import puente.record.Problem;
import puente.store.QuarantineRow;
import puente.store.QuarantineStore;

/** Quarantined rows as a reader sees them: each fault in words, with the excerpts that the gateway has masked. */
final class QuarantineRows {
    private final QuarantineStore store;

    QuarantineRows(QuarantineStore store) {
        this.store = store;
    }

    /** Keeps rows of one import. */
    void add(String intake, List<Outcome.Quarantined> rows, Instant at) {
        store.add(rows.stream()
                .map(row -> new QuarantineRow(
                        0,
                        intake,
                        row.file(),
                        row.row(),
                        row.line(),
                        new String(Json.bytes(faults(row)), StandardCharsets.UTF_8),
                        at))
                .toList());
    }

    private static List<Object> faults(Outcome.Quarantined row) {
        List<Object> faults = new ArrayList<>();
        for (Outcome.Fault fault : row.faults()) {
            faults.add(Map.of(
                    "column", fault.column(),
                    "value", fault.excerpt().replace("\0", ""),
                    "code", fault.problem().code(),
                    "position", fault.problem().position().replace("\0", ""),
                    "arguments", arguments(fault.problem())));
        }
        return faults;
    }

    private static Map<String, String> arguments(Problem problem) {
        Map<String, String> arguments = new TreeMap<>();
        problem.arguments().forEach((name, value) -> arguments.put(name, value.replace("\0", "")));
        return arguments;
    }

    /** Forgets an import that was refused after all. */
    void drop(String intake) {
        store.drop(intake);
    }

    /** One page, newest first. */
    List<Object> page(Optional<String> intake, long before, int limit, Language language) {
        return store.page(intake, before, limit).stream()
                .map(row -> show(row, language))
                .toList();
    }

    private static Object show(QuarantineRow row, Language language) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", row.id());
        shown.put("import", row.intake());
        shown.put("file", row.file());
        shown.put("row", row.row());
        shown.put("at", row.at().toString());
        List<Object> faults = new ArrayList<>();
        for (JsonNode fault : Json.parse(row.faults().getBytes(StandardCharsets.UTF_8))) {
            faults.add(show(fault, language));
        }
        shown.put("faults", faults);
        return shown;
    }

    private static Map<String, Object> show(JsonNode fault, Language language) {
        Map<String, String> arguments = new TreeMap<>();
        fault.path("arguments")
                .properties()
                .forEach(each -> arguments.put(each.getKey(), each.getValue().asText()));
        Problem problem =
                new Problem(fault.path("code").asText(), fault.path("position").asText(), arguments);
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("column", fault.path("column").asText());
        shown.put("value", fault.path("value").asText());
        if (Catalogue.standard().codes().contains(problem.code())) {
            shown.putAll(ProblemResponse.member(problem, language));
        } else {
            shown.put("code", problem.code());
        }
        return shown;
    }
}
