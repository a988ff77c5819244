package puente.node;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.statement.PreparedBatch;
import puente.gateway.Outcome;
import puente.record.Catalogue;
import puente.record.Language;
import puente.record.Problem;
import puente.store.Database;

/**
 * Rows that imports refused, kept until somebody mends them: where they stood and what was wrong, with the excerpts that the
 * gateway has masked; the row itself stays in its file.
 */
final class QuarantineRows {
    /** Most rows on a page. */
    static final int LIMIT_MAX = 1000;

    private final Database database;

    QuarantineRows(Database database) {
        this.database = database;
    }

    /** Keeps rows of one import. */
    void add(String intake, List<Outcome.Quarantined> rows, Instant at) {
        if (rows.isEmpty()) {
            return;
        }
        database.jdbi().useTransaction(handle -> {
            PreparedBatch batch = handle.prepareBatch("insert into quarantine (intake, source, row, raw, problems, at)"
                    + " values (:intake, :source, :row, :raw, cast(:problems as jsonb), :at)");
            for (Outcome.Quarantined row : rows) {
                batch.bind("intake", intake)
                        .bind("source", row.file())
                        .bind("row", row.row())
                        .bind("raw", "line " + row.line())
                        .bind("problems", new String(Json.bytes(faults(row)), StandardCharsets.UTF_8))
                        .bind("at", OffsetDateTime.ofInstant(at, ZoneOffset.UTC))
                        .add();
            }
            batch.execute();
        });
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
        database.jdbi().useHandle(handle -> handle.execute("delete from quarantine where intake = ?", intake));
    }

    /** One page, newest first. */
    List<Object> page(Optional<String> intake, long before, int limit, Language language) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "select id, intake, source, row, problems::text as problems, at from quarantine where id < :before"
                                        + " and (cast(:intake as text) is null or intake = :intake) order by id desc limit :limit")
                        .bind("before", before)
                        .bind("intake", intake.orElse(null))
                        .bind("limit", limit)
                        .map((rows, context) -> show(
                                rows.getLong("id"),
                                rows.getString("intake"),
                                rows.getString("source"),
                                rows.getLong("row"),
                                rows.getString("problems"),
                                rows.getObject("at", OffsetDateTime.class).toInstant(),
                                language))
                        .list());
    }

    private static Object show(
            long id, String intake, String source, long row, String problems, Instant at, Language language) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", id);
        shown.put("import", intake);
        shown.put("file", source);
        shown.put("row", row);
        shown.put("at", at.toString());
        List<Object> faults = new ArrayList<>();
        for (JsonNode fault : Json.parse(problems.getBytes(StandardCharsets.UTF_8))) {
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
