package puente.node;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import puente.record.ProblemException;

/** Every parser of this room. The one legitimate exception is a {@link ProblemException}. */
class NodeFuzz {
    private static final Path FOLDER = Path.of("/srv/puente");

    @FuzzTest
    void configuration(byte[] yaml) {
        try {
            NodeConfiguration.parse(new String(yaml, StandardCharsets.UTF_8), FOLDER);
        } catch (ProblemException refused) {
            requireShowable(refused);
        }
    }

    @FuzzTest
    void disclosureRequest(byte[] json) {
        try {
            Wish.parse(RequestObject.parse(json));
        } catch (ProblemException refused) {
            requireShowable(refused);
        }
    }

    @FuzzTest
    void mispSearch(byte[] json) {
        try {
            MispFilter filter = MispFilter.parse(RequestObject.parse(json));
            filter.matches(
                    Map.of("uuid", "x", "date", "2026-01-01", "timestamp", "0", "Tag", List.of(Map.of("name", "a"))),
                    () -> true);
        } catch (ProblemException refused) {
            requireShowable(refused);
        }
    }

    /** A zip, or JSON. */
    @FuzzTest
    void proposal(byte[] body) throws java.io.IOException {
        try {
            if (body.length > 0 && body[0] == 'P') {
                ProposalFiles.ofZip(body);
            } else {
                ProposalFiles.ofJson(body);
            }
        } catch (ProblemException refused) {
            requireShowable(refused);
        }
    }

    /** One {@code name=value} a line. */
    @FuzzTest
    void queryParameters(byte[] lines) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String line : new String(lines, StandardCharsets.UTF_8).split("\n")) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                values.put(line.substring(0, equals), List.of(line.substring(equals + 1)));
            }
        }
        try {
            QueryParameters parameters = QueryParameters.of(values);
            RecordQueries.of(parameters);
            parameters.finish();
        } catch (ProblemException refused) {
            requireShowable(refused);
        }
    }

    /** Whatever is refused can be said, with a status that is the sender's to mend. */
    private static void requireShowable(ProblemException refused) {
        ProblemResponse response = ProblemResponse.of(refused.problems(), puente.record.Language.ES);
        if (response.status() < 400 || response.status() > 499) {
            throw new AssertionError("status " + response.status() + " for " + refused.problems());
        }
    }
}
