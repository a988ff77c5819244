package puente.measure.series;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.FieldModifiers;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import puente.record.Problem;
import puente.record.ProblemException;

/** CSV with a header as everything in this room reads it: RFC 4180, strict, each row as wide as the header. */
public final class CsvText {
    /** Most rows of a file. */
    public static final int ROWS_MAX = 5_000_000;

    private static final int FIELD_CHARS_MAX = 1 << 16;

    private CsvText() {}

    /** What {@code body} makes of the rows; what is no CSV is refused. */
    public static <T> T read(Reader text, char separator, Function<Iterator<CsvRecord>, T> body) {
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .fieldSeparator(separator)
                .skipEmptyLines(true)
                .allowUnclosedQuote(false)
                .allowExtraCharsAfterClosingQuote(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .maxBufferSize(2 * FIELD_CHARS_MAX)
                .build(
                        CsvRecordHandler.of(builder ->
                                builder.fieldModifier(FieldModifiers.TRIM).maxFieldSize(FIELD_CHARS_MAX)),
                        text)) {
            return body.apply(reader.iterator());
        } catch (CsvParseException malformed) {
            throw refusal("measure.csv.malformed", "", "reason", String.valueOf(malformed.getMessage()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The names of the columns: the first row. */
    public static List<String> header(Iterator<CsvRecord> rows) {
        if (!rows.hasNext()) {
            throw refusal("measure.csv.empty", "");
        }
        List<String> header = new ArrayList<>(rows.next().getFields());
        // Files from spreadsheets start with a byte order mark.
        header.set(0, header.get(0).startsWith("\uFEFF") ? header.get(0).substring(1) : header.get(0));
        return header;
    }

    /** Where a column stands; a name that the header lacks is refused. */
    public static int column(List<String> header, String name) {
        int at = header.indexOf(name);
        if (at < 0) {
            throw refusal("measure.csv.column", "line 1", "column", name, "columns", String.join(", ", header));
        }
        return at;
    }

    /**
     * Where a row stands, {@code line 12}; a row that is narrower or wider than the header is refused.
     *
     * @param count how many rows there are with this one
     */
    public static String position(CsvRecord row, List<String> header, int count) {
        String position = "line " + row.getStartingLineNumber();
        if (count > ROWS_MAX) {
            throw refusal("measure.csv.too-many-rows", position, "most", ROWS_MAX);
        }
        if (row.getFieldCount() != header.size()) {
            throw refusal("measure.csv.row", position, "found", row.getFieldCount(), "expected", header.size());
        }
        return position;
    }

    private static ProblemException refusal(String code, String position, Object... namesAndValues) {
        return new ProblemException(Problem.of(code, position, namesAndValues));
    }
}
