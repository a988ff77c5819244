package puente.node;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import puente.gateway.csv.ObservationTable;
import puente.gateway.ftm.FtmExport;
import puente.gateway.niem.NiemRecords;
import puente.gateway.ready.Gateway;
import puente.record.Problem;
import puente.record.Record;

/**
 * The formats in which records leave. JSON Lines carry everything; CSV refuses a file with a record that it cannot mark; the others
 * leave such a record out, and say why.
 */
enum ExportFormat {
    JSONL("jsonl", "application/jsonl"),
    CSV("csv", "text/csv; charset=utf-8"),
    NIEM("niem", "application/xml; charset=utf-8"),
    NIEM_JSON("niem-json", "application/ld+json"),
    FTM("ftm", "application/jsonl");

    private final String code;
    private final String contentType;

    ExportFormat(String code, String contentType) {
        this.code = code;
        this.contentType = contentType;
    }

    /** What a request calls it. */
    String code() {
        return code;
    }

    String contentType() {
        return contentType;
    }

    static Optional<ExportFormat> named(String code) {
        return Arrays.stream(values()).filter(each -> each.code.equals(code)).findFirst();
    }

    /** All codes, for a person who named another. */
    static String names() {
        return Arrays.stream(values()).map(ExportFormat::code).collect(Collectors.joining(", "));
    }

    /**
     * Writes records.
     *
     * @param refused is told of each record that the format cannot carry
     * @return how many were written
     * @throws puente.record.ProblemException where the whole file is refused
     */
    long write(Gateway gateway, Stream<Record> records, OutputStream out, Consumer<Problem> refused)
            throws IOException {
        return switch (this) {
            case JSONL -> gateway.recordLines().write(records, out);
            case CSV -> ObservationTable.write(records, out);
            case NIEM -> NiemRecords.writeXml(records, out, refused);
            case NIEM_JSON -> NiemRecords.writeJson(records, out, refused);
            case FTM -> FtmExport.write(records, out, refused);
        };
    }
}
