package puente.gateway.jsonl;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import puente.gateway.FileShape;
import puente.gateway.Limits;
import puente.gateway.RowReader;
import puente.gateway.Source;
import puente.gateway.TextInput;
import puente.record.Problem;
import puente.record.ProblemException;

/**
 * Other people's JSON Lines: one object a line, its top-level members are the columns, and only plain values are read. An
 * absent member and {@code null} are blank cells; a member that the mapping does not know breaks the row, because what
 * nobody declared nobody has judged.
 */
public final class JsonRows implements RowReader {
    private static final int DEPTH = 8;

    @Override
    public Facts check(Source source, FileShape shape, Limits limits) {
        return scan(source, shape, limits, null);
    }

    @Override
    public Facts read(Source source, FileShape shape, Limits limits, Rows rows) {
        return scan(source, shape, limits, rows);
    }

    @Override
    public boolean recognises(Source source, FileShape shape, Limits limits) {
        try (TextInput input = TextInput.open(source, limits)) {
            Lines lines = new Lines(source.name(), input.bytes(), limits);
            Optional<byte[]> line = lines.next();
            while (line.isPresent() && Lines.isBlank(line.get())) {
                line = lines.next();
            }
            return line.isPresent()
                    && new Objects(shape, limits).read(line.get()).isEmpty();
        } catch (ProblemException | IOException unreadable) {
            return false;
        }
    }

    private static Facts scan(Source source, FileShape shape, Limits limits, @Nullable Rows rows) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        Objects objects = new Objects(shape, limits);
        try (TextInput input = TextInput.open(source, limits)) {
            Lines lines = new Lines(source.name(), input.bytes(), limits);
            long row = 0;
            for (Optional<byte[]> line = lines.next(); line.isPresent(); line = lines.next()) {
                if (Lines.isBlank(line.get())) {
                    continue;
                }
                row++;
                if (row > limits.rows()) {
                    throw lines.refusal("gateway.file.too-many-rows", "limit", limits.rows());
                }
                if (rows == null) {
                    checkText(lines, decoder, line.get());
                    continue;
                }
                Optional<Problem> broken = objects.read(line.get());
                if (broken.isPresent()) {
                    rows.broken(row, lines.number(), broken.get());
                } else {
                    rows.row(row, lines.number(), objects.cells);
                }
            }
            if (row == 0) {
                throw lines.refusal("gateway.file.empty");
            }
            return new Facts(row, input.digest());
        } catch (IOException unreadable) {
            throw TextInput.refusal(source.name(), 0, unreadable);
        }
    }

    static void checkText(Lines lines, CharsetDecoder decoder, byte[] line) {
        for (byte each : line) {
            if (each == 0) {
                throw lines.refusal("gateway.file.binary");
            }
        }
        try {
            decoder.decode(ByteBuffer.wrap(line));
        } catch (CharacterCodingException malformed) {
            throw lines.refusal("gateway.file.not-utf8");
        }
    }

    /** Reads objects into cells, reused from line to line. */
    private static final class Objects {
        private final JsonFactory json;
        private final Map<String, Integer> columns = new HashMap<>();
        private final String[] cells;

        Objects(FileShape shape, Limits limits) {
            json = JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEPTH)
                            .maxStringLength(limits.fieldChars())
                            .build())
                    .build();
            for (String column : shape.columns()) {
                columns.put(column, columns.size());
            }
            cells = new String[columns.size()];
        }

        /** Reads one object into {@link #cells}; what is wrong with it otherwise. */
        Optional<Problem> read(byte[] line) {
            Arrays.fill(cells, "");
            try (JsonParser parser = json.createParser(line)) {
                if (parser.nextToken() != JsonToken.START_OBJECT) {
                    return Optional.of(Problem.of("gateway.line.not-object", ""));
                }
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String member = parser.currentName();
                    Integer column = columns.get(member);
                    if (column == null) {
                        return Optional.of(problem("gateway.line.unknown-member", member));
                    }
                    JsonToken value = parser.nextToken();
                    if (value == JsonToken.START_OBJECT || value == JsonToken.START_ARRAY) {
                        return Optional.of(problem("gateway.line.not-scalar", member));
                    }
                    cells[column] = value == JsonToken.VALUE_NULL ? "" : parser.getText();
                }
                if (parser.nextToken() != null) {
                    return Optional.of(Problem.of("gateway.line.not-object", ""));
                }
                return Optional.empty();
            } catch (JsonProcessingException malformed) {
                return Optional.of(malformed(malformed));
            } catch (IOException unreadable) {
                throw new AssertionError("bytes in memory can always be read", unreadable);
            }
        }

        private static Problem problem(String code, String member) {
            String shown = member.length() > 60 ? member.substring(0, 60) + "…" : member;
            return Problem.of(code, "/" + shown, "member", shown);
        }

        private static Problem malformed(JsonProcessingException malformed) {
            var at = malformed.getLocation();
            String column = at == null ? "" : "column " + at.getColumnNr();
            return Problem.of("gateway.line.json", "", "reason", column);
        }
    }
}
