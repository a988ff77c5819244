package puente.gateway.csv;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import puente.record.Handling;
import puente.record.Problem;
import puente.record.ProblemException;
import puente.record.Record;

/**
 * Observations as a table for people who work in spreadsheets. The table has columns for label, purposes and audience; it has
 * none for handling codes, originator consent and retention, and a spreadsheet is passed on without asking. So it carries
 * what is {@code TLP:CLEAR} and free of those, and refuses everything else: what a format cannot mark it does not carry.
 */
public final class ObservationTable {
    /** The header. */
    public static final List<String> COLUMNS = List.of(
            "id",
            "version",
            "agency",
            "indicator",
            "area",
            "period",
            "calendar",
            "value",
            "unit",
            "dimensions",
            "comment",
            "tlp",
            "purposes",
            "audience",
            "grading",
            "source",
            "synthetic",
            "recordedAt");

    private static final String FORMULA_BEGINNINGS = "=+-@\t\r";

    private ObservationTable() {}

    /**
     * Writes a table; the writer is flushed, the stream stays open.
     *
     * @return how many rows stand below the header
     * @throws ProblemException {@code gateway.export.kind}, {@code gateway.export.handling}, {@code gateway.export.formula};
     *     the rows before the refused record are written already, so write to a place that is discarded then
     */
    public static long write(Stream<Record> observations, OutputStream out) throws IOException {
        OutputStreamWriter text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text);
        csv.writeRecord(COLUMNS);
        long rows = 0;
        for (Record record : (Iterable<Record>) observations::iterator) {
            csv.writeRecord(row(record));
            rows++;
        }
        csv.flush();
        text.flush();
        return rows;
    }

    private static List<String> row(Record record) {
        if (!record.kind().equals("observation")) {
            throw refusal("gateway.export.kind", record, "kind", record.kind());
        }
        Handling handling = record.handling();
        if (!handling.isOpen()) {
            throw refusal(
                    "gateway.export.handling",
                    record,
                    "handling",
                    "TLP:" + handling.tlp().label());
        }
        Map<String, Object> fields = record.fields();
        Map<?, ?> value = fields.get("value") instanceof Map<?, ?> quantity ? quantity : Map.of();
        return List.of(
                record.id().toString(),
                String.valueOf(record.version()),
                record.agency().code(),
                text(record, fields.get("indicator")),
                text(record, fields.get("area")),
                text(record, fields.get("period")),
                text(record, fields.get("calendar")),
                String.valueOf(value.get("value")),
                text(record, value.get("unit")),
                fields.get("dimensions") instanceof List<?> dimensions
                        ? text(record, dimensions.stream().map(String::valueOf).collect(Collectors.joining(";")))
                        : "",
                text(record, fields.getOrDefault("comment", "")),
                handling.tlp().label(),
                handling.purposes().stream().sorted().collect(Collectors.joining(";")),
                handling.audience().stream().sorted().map(Object::toString).collect(Collectors.joining(";")),
                handling.grading().toString(),
                text(record, record.provenance().source()),
                String.valueOf(record.provenance().synthetic()),
                record.recordedAt().toString());
    }

    private static String text(Record record, @org.jspecify.annotations.Nullable Object value) {
        String text = String.valueOf(value);
        if (!text.isEmpty() && FORMULA_BEGINNINGS.indexOf(text.charAt(0)) >= 0) {
            throw refusal("gateway.export.formula", record, "value", text.length() > 60 ? text.substring(0, 60) : text);
        }
        return text;
    }

    private static ProblemException refusal(String code, Record record, String name, String value) {
        return new ProblemException(Problem.of(code, record.id().toString(), name, value));
    }
}
