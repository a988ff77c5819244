package puente.gateway.ocds;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import puente.gateway.Limits;
import puente.gateway.Source;
import puente.gateway.TextInput;
import puente.record.Problem;
import puente.record.ProblemException;

/**
 * A release package of OCDS 1.0 or 1.1, read release by release, so that memory holds one at a time. Numbers are exact; a name that stands twice in an object, a
 * release of more than {@link Limits#rowChars()} characters and anything nested deeper than {@value #DEPTH_MAX} refuse the file.
 */
final class OcdsReader {
    static final int DEPTH_MAX = 64;

    /** Longest number, in characters. */
    private static final int NUMBER_MAX = 40;

    private final String name;
    private final Limits limits;
    private long left;

    private OcdsReader(String name, Limits limits) {
        this.name = name;
        this.limits = limits;
    }

    /** Takes the releases in order. */
    interface Releases {
        /**
         * A release.
         *
         * @param position its place in the package, from 0 on
         * @param line on which it begins
         */
        void release(long position, long line, Map<String, Object> release);
    }

    /**
     * Reads a package.
     *
     * @return SHA-256 of the bytes as they came
     * @throws ProblemException {@code gateway.ocds.*}, {@code gateway.file.*}; what was handed on before is void
     */
    static String read(Source source, Limits limits, Releases releases) {
        OcdsReader reader = new OcdsReader(source.name(), limits);
        JsonFactory factory = JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNumberLength(NUMBER_MAX)
                        .maxNestingDepth(DEPTH_MAX)
                        .maxStringLength(limits.rowChars())
                        .build())
                .build();
        try (TextInput input = TextInput.open(source, limits)) {
            try (JsonParser parser = factory.createParser(input.characters())) {
                parser.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
                reader.whole(parser, releases);
            } catch (JsonProcessingException broken) {
                long line =
                        broken.getLocation() == null ? 0 : broken.getLocation().getLineNr();
                throw reader.refusal("gateway.ocds.json", line, "reason", broken.getOriginalMessage());
            }
            return input.digest();
        } catch (IOException unreadable) {
            throw TextInput.refusal(source.name(), 0, unreadable);
        }
    }

    private void whole(JsonParser parser, Releases releases) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw refusal("gateway.ocds.package", line(parser));
        }
        @Nullable Object version = null;
        boolean isRead = false;
        TreeSet<String> members = new TreeSet<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_OBJECT; token = parser.nextToken()) {
            String member = parser.currentName();
            members.add(member);
            token = parser.nextToken();
            left = limits.rowChars();
            if (member.equals("releases") && token == JsonToken.START_ARRAY) {
                isRead = true;
                list(parser, releases);
            } else if (member.equals("version")) {
                version = value(parser);
            } else {
                value(parser);
            }
        }
        if (!isRead || parser.nextToken() != null) {
            throw refusal("gateway.ocds.package", line(parser));
        }
        // Version 1.0 had no member that says so.
        if (version != null && !version.equals("1.0") && !version.equals("1.1")) {
            throw refusal("gateway.ocds.version", 1, "version", version);
        }
    }

    private void list(JsonParser parser, Releases releases) throws IOException {
        long position = 0;
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (token != JsonToken.START_OBJECT) {
                throw refusal("gateway.ocds.package", line(parser));
            }
            long line = line(parser);
            left = limits.rowChars();
            releases.release(position++, line, object(parser));
        }
    }

    private static long line(JsonParser parser) {
        return parser.currentTokenLocation().getLineNr();
    }

    private Map<String, Object> object(JsonParser parser) throws IOException {
        Map<String, Object> object = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String member = parser.currentName();
            spend(parser, member.length() + 1);
            JsonToken token = parser.nextToken();
            if (token == JsonToken.VALUE_NULL) {
                spend(parser, 1);
            } else {
                object.put(member, value(parser));
            }
        }
        return object;
    }

    /** Text, exact number, truth, list or object; a {@code null} is nothing, as in the standard it takes something away. */
    private Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> {
                List<Object> list = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(parser));
                }
                yield list;
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                spend(parser, NUMBER_MAX);
                BigDecimal number = parser.getDecimalValue();
                if (Math.abs((long) number.scale()) > NUMBER_MAX) {
                    throw refusal("gateway.ocds.json", line(parser), "reason", parser.getText());
                }
                yield number;
            }
            default -> {
                String text = parser.getText();
                spend(parser, text.length() + 1);
                yield text;
            }
        };
    }

    private void spend(JsonParser parser, int chars) {
        left -= chars;
        if (left < 0) {
            throw refusal("gateway.ocds.long", line(parser), "limit", limits.rowChars());
        }
    }

    private ProblemException refusal(String code, long line, Object... namesAndValues) {
        return new ProblemException(Problem.of(code, name + ":" + line, namesAndValues));
    }
}
