package puente.node;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import puente.record.Problem;
import puente.record.ProblemException;

/** JSON at the HTTP edge: strict on the way in (no duplicate keys, nothing after the value, bounded depth). */
final class Json {
    /** Deepest nesting of a request. */
    static final int DEPTH_MAX = 32;

    /** Longest string of a request, in characters. */
    static final int STRING_LENGTH_MAX = 1 << 20;

    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEPTH_MAX)
                            .maxStringLength(STRING_LENGTH_MAX)
                            .maxNumberLength(100)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    static byte[] bytes(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException("only maps, lists and values are written", impossible);
        }
    }

    /** One JSON value, strictly. */
    static JsonNode parse(byte[] body) {
        try {
            JsonNode node = MAPPER.readTree(body);
            if (node == null || node.isMissingNode()) {
                throw new ProblemException(Problem.of("node.request.json", "1:1", "reason", "no JSON value"));
            }
            return node;
        } catch (JsonProcessingException malformed) {
            JsonLocation at = malformed.getLocation();
            throw new ProblemException(Problem.of(
                    "node.request.json",
                    at == null ? "" : at.getLineNr() + ":" + at.getColumnNr(),
                    "reason",
                    malformed.getOriginalMessage()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("bytes in memory can be read", unreadable);
        }
    }

    /** A tree of maps, lists and values. */
    static Object plain(JsonNode node) {
        return MAPPER.convertValue(node, Object.class);
    }
}
