package puente.match.table;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import puente.record.Problem;

/**
 * Reads JSON Lines (gzip too): one object a line, its members the columns, in order of first appearance. Numbers and true/false are taken as they are
 * written; null counts as empty; an object or a list inside is kept as its text. A line that is not an object is left out and reported.
 */
final class JsonLinesTable {
    private static final JsonFactory JSON = new JsonFactory();

    private JsonLinesTable() {}

    static Table read(Path path, RowProgress progress) throws IOException {
        String file = String.valueOf(path.getFileName());
        Faults faults = new Faults();
        List<Map<String, String>> rows = new ArrayList<>();
        Map<String, Integer> columns = new LinkedHashMap<>();
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(path), 1 << 16);
                BufferedReader reader =
                        new BufferedReader(new InputStreamReader(opened(raw), StandardCharsets.UTF_8), 1 << 16)) {
            long number = 0;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                if (line.isBlank()) {
                    continue;
                }
                try {
                    Map<String, String> row = object(line);
                    row.keySet().forEach(name -> columns.putIfAbsent(name, columns.size()));
                    rows.add(row);
                } catch (JsonProcessingException malformed) {
                    faults.add(Problem.of(
                            "match.table.json", file + ":" + number, "reason", malformed.getOriginalMessage()));
                }
            }
        }
        TableBuilder builder =
                new TableBuilder(columns.isEmpty() ? List.of("empty") : List.copyOf(columns.keySet()), progress);
        for (Map<String, String> row : rows) {
            for (Map.Entry<String, Integer> column : columns.entrySet()) {
                String value = row.getOrDefault(column.getKey(), "");
                if (value.length() > CsvTable.CELL_BYTES_MAX) {
                    faults.add(Problem.of(
                            "match.table.cell-too-long",
                            file + ":" + column.getKey(),
                            "bytes",
                            value.length(),
                            "limit",
                            CsvTable.CELL_BYTES_MAX));
                    value = "";
                }
                builder.cell(column.getValue(), value);
            }
            builder.row();
        }
        return builder.table(file, faults);
    }

    private static InputStream opened(InputStream raw) throws IOException {
        raw.mark(2);
        int first = raw.read();
        int second = raw.read();
        raw.reset();
        return first == 0x1F && second == 0x8B ? new GZIPInputStream(raw, 1 << 16) : raw;
    }

    private static Map<String, String> object(String line) throws IOException {
        Map<String, String> row = new LinkedHashMap<>();
        try (JsonParser parser = JSON.createParser(line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new com.fasterxml.jackson.core.JsonParseException(parser, "not an object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken token = parser.nextToken();
                if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
                    int from = (int) parser.currentTokenLocation().getCharOffset();
                    parser.skipChildren();
                    int to = (int) parser.currentLocation().getCharOffset();
                    row.put(name, line.substring(from, to));
                } else if (token != JsonToken.VALUE_NULL) {
                    row.put(name, parser.getText());
                }
            }
        }
        return row;
    }
}
