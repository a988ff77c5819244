package puente.match.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import puente.record.Problem;
import puente.record.ProblemException;

/**
 * What columns are, as a person says it: YAML of column names and roles, {@code dob: birth-date}. Only what recognition got wrong need be said.
 */
public final class ColumnsYaml {
    private static final YAMLMapper YAML = new YAMLMapper();

    private ColumnsYaml() {}

    /**
     * Reads roles for the columns of a table.
     *
     * @throws ProblemException for a name that no column has, or a role that does not exist
     */
    public static Map<String, Role> read(Path path, Table table) throws IOException {
        String file = String.valueOf(path.getFileName());
        Map<String, String> said;
        try {
            said = YAML.readValue(Files.readString(path), new TypeReference<LinkedHashMap<String, String>>() {});
        } catch (JsonProcessingException malformed) {
            throw new ProblemException(
                    Problem.of("match.table.columns-malformed", file, "reason", malformed.getOriginalMessage()));
        }
        Map<String, Role> roles = new LinkedHashMap<>();
        List<Problem> problems = new ArrayList<>();
        said.forEach((name, text) -> {
            Optional<Role> role = Role.read(text);
            if (table.columns().stream().noneMatch(column -> column.name().equals(name))) {
                problems.add(Problem.of("match.table.column-unknown", file + ":" + name, "column", name));
            } else if (role.isEmpty()) {
                problems.add(Problem.of("match.table.role-unknown", file + ":" + name, "role", text));
            } else {
                roles.put(name, role.get());
            }
        });
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
        return roles;
    }
}
