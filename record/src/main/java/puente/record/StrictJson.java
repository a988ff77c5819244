package puente.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON read so that no two readers can understand it differently (RFC 8259, I-JSON RFC 7493): no duplicate names, no
 * {@code null}, no trailing data, no number that is not exact, and limits on size and depth.
 *
 * <p>{@link PlainJson} reads what most documents are; Jackson reads the rest, and finds what is wrong with it.
 *
 * <p>Values are {@code String}, {@code Long}, {@code Double} (finite), {@code Boolean}, {@code List} and {@code Map}.
 */
public final class StrictJson {
    /** Longest number, in characters. */
    private static final int MAXIMUM_NUMBER = 40;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNumberLength(MAXIMUM_NUMBER)
                    .maxNestingDepth(CanonicalJson.MAXIMUM_DEPTH + 2)
                    .build())
            .build();

    private StrictJson() {}

    /**
     * The value a document holds.
     *
     * @param maximumBytes the largest document
     * @throws ProblemException {@code record.json.*}; the position is a JSON pointer where the document can be read that
     *     far, and {@code byte N} where it is broken
     */
    public static Object parse(byte[] json, int maximumBytes) {
        if (json.length > maximumBytes) {
            throw new ProblemException(
                    Problem.of("record.json.too-large", "", "maximum", maximumBytes, "size", json.length));
        }
        Map<String, Object> plain = PlainJson.object(json);
        return plain == null ? parseAny(json) : plain;
    }

    /** The same by Jackson alone, for documents of any form and any fault. */
    static Object parseAny(byte[] json) {
        checkUtf8(json);
        try (JsonParser parser = FACTORY.createParser(json)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw new ProblemException(Problem.of("record.json.malformed", "byte 0"));
            }
            Object value = value(parser, first, 0);
            if (parser.nextToken() != null) {
                throw new ProblemException(
                        Problem.of("record.json.trailing", byteOffset(parser.currentTokenLocation())));
            }
            return value;
        } catch (JsonProcessingException malformed) {
            throw new ProblemException(Problem.of("record.json.malformed", byteOffset(malformed.getLocation())));
        } catch (IOException impossible) {
            throw new UncheckedIOException("bytes in memory could not be read", impossible);
        }
    }

    private static String byteOffset(JsonLocation location) {
        return "byte " + (location == null ? 0 : Math.max(0, location.getByteOffset()));
    }

    private static Object value(JsonParser parser, JsonToken token, int depth) throws IOException {
        return switch (token) {
            case VALUE_STRING -> parser.getText();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NUMBER_INT -> integer(parser);
            case VALUE_NUMBER_FLOAT -> decimal(parser);
            case START_OBJECT -> map(parser, depth + 1);
            case START_ARRAY -> list(parser, depth + 1);
            case VALUE_NULL -> throw refuse(parser, "record.json.null");
            default -> throw refuse(parser, "record.json.malformed");
        };
    }

    private static Map<String, Object> map(JsonParser parser, int depth) throws IOException {
        checkDepth(parser, depth);
        Map<String, Object> map = new LinkedHashMap<>();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            if (map.put(name, value(parser, token, depth)) != null) {
                throw new ProblemException(Problem.of(
                        "record.json.duplicate-member", pointer(parser), "member", JsonPointers.escape(name)));
            }
        }
        return map;
    }

    private static List<Object> list(JsonParser parser, int depth) throws IOException {
        checkDepth(parser, depth);
        List<Object> list = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            list.add(value(parser, token, depth));
        }
        return list;
    }

    /** A whole number beyond 2^53 is read only where it is how RFC 8785 writes a double, so that nothing is lost. */
    private static Number integer(JsonParser parser) throws IOException {
        if (parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
            long value = parser.getLongValue();
            if (value <= CanonicalJson.LARGEST_INTEGER && value >= -CanonicalJson.LARGEST_INTEGER) {
                return value;
            }
        }
        double nearest = Double.parseDouble(parser.getText());
        if (!EcmaScriptNumber.format(nearest).equals(parser.getText())) {
            throw refuse(parser, "record.json.number", "value", parser.getText());
        }
        return nearest;
    }

    /** Refuses what Jackson forgives: overlong forms and surrogates written as if they were characters. */
    private static void checkUtf8(byte[] json) {
        for (byte each : json) {
            if (each < 0) {
                ByteBuffer in = ByteBuffer.wrap(json);
                // A new decoder reports malformed input instead of replacing it.
                if (StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(in, CharBuffer.allocate(json.length), true)
                        .isError()) {
                    throw new ProblemException(Problem.of("record.json.malformed", "byte " + in.position()));
                }
                return;
            }
        }
    }

    private static Double decimal(JsonParser parser) throws IOException {
        double value = parser.getDoubleValue();
        if (Double.isInfinite(value)) {
            throw refuse(parser, "record.json.number", "value", parser.getText());
        }
        return value;
    }

    private static void checkDepth(JsonParser parser, int depth) {
        if (depth > CanonicalJson.MAXIMUM_DEPTH) {
            throw refuse(parser, "record.json.too-deep", "maximum", CanonicalJson.MAXIMUM_DEPTH);
        }
    }

    private static ProblemException refuse(JsonParser parser, String code, Object... namesAndValues) {
        return new ProblemException(Problem.of(code, pointer(parser), namesAndValues));
    }

    private static String pointer(JsonParser parser) {
        return parser.getParsingContext().pathAsPointer().toString();
    }
}
