package puente.match.table;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import puente.record.Problem;
import puente.record.ProblemException;

/**
 * Reads a CSV file (gzip too, known by its first two bytes) whose first row names its columns. The delimiter is the one of comma,
 * semicolon, tab and bar that splits the first lines most evenly.
 *
 * <p>Treatment of bad rows: a row with more or fewer cells than the header is left out and reported with its line, since which cell
 * is which is anyone's guess; a cell above {@link #CELL_BYTES_MAX} counts as empty and is reported.
 */
final class CsvTable {
    /** The longest cell that is compared, 4,096 bytes; nothing that names or identifies is longer. */
    static final int CELL_BYTES_MAX = 4096;

    /** The most columns a file may have. */
    static final int COLUMNS_MAX = 1000;

    private static final int SAMPLE = 1 << 16;

    private CsvTable() {}

    static Table read(Path path, RowProgress progress) throws IOException {
        String file = String.valueOf(path.getFileName());
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(path), 1 << 16);
                InputStream opened = unzipped(raw)) {
            byte[] sample = opened.readNBytes(SAMPLE);
            InputStream all = new SequenceInputStream(new ByteArrayInputStream(sample), opened);
            Charset wide = wideCharset(sample);
            if (wide != null) {
                byte[] text = new String(all.readAllBytes(), wide).getBytes(StandardCharsets.UTF_8);
                sample = text;
                all = new ByteArrayInputStream(text);
            }
            if (sample.length >= 3 && (sample[0] & 0xff) == 0xEF && (sample[1] & 0xff) == 0xBB) {
                all.skipNBytes(3);
            }
            return rows(new CsvParser(all, delimiter(sample), file), file, progress);
        }
    }

    private static InputStream unzipped(InputStream raw) throws IOException {
        raw.mark(2);
        int first = raw.read();
        int second = raw.read();
        raw.reset();
        return first == 0x1F && second == 0x8B ? new GZIPInputStream(raw, 1 << 16) : raw;
    }

    @SuppressWarnings("NullAway")
    private static Charset wideCharset(byte[] sample) {
        if (sample.length < 2) {
            return null;
        }
        int mark = (sample[0] & 0xff) << 8 | (sample[1] & 0xff);
        return mark == 0xFEFF || mark == 0xFFFE ? StandardCharsets.UTF_16 : null;
    }

    /** The candidate that occurs most often in the header and equally often in the next lines. */
    static char delimiter(byte[] sample) {
        String[] lines = new String(sample, StandardCharsets.ISO_8859_1).split("\r\n|\n|\r", 12);
        char best = ',';
        int bestScore = 0;
        for (char candidate : new char[] {',', ';', '\t', '|'}) {
            int header = outsideQuotes(lines[0], candidate);
            int agreeing = 0;
            for (int at = 1; at < lines.length - 1; at++) {
                agreeing += outsideQuotes(lines[at], candidate) == header ? 1 : 0;
            }
            int score = header == 0 ? 0 : header + 100 * agreeing;
            if (score > bestScore) {
                bestScore = score;
                best = candidate;
            }
        }
        return best;
    }

    private static int outsideQuotes(String line, char wanted) {
        int count = 0;
        boolean quoted = false;
        for (int at = 0; at < line.length(); at++) {
            char now = line.charAt(at);
            quoted ^= now == '"';
            count += !quoted && now == wanted ? 1 : 0;
        }
        return count;
    }

    private static Table rows(CsvParser parser, String file, RowProgress progress) throws IOException {
        if (!parser.next()) {
            throw new ProblemException(Problem.of("match.table.empty", file));
        }
        List<String> names = header(parser, file);
        TableBuilder builder = new TableBuilder(names, progress);
        Faults faults = new Faults();
        while (parser.next()) {
            if (parser.cells() != names.size()) {
                faults.add(Problem.of(
                        "match.table.ragged",
                        file + ":" + parser.line(),
                        "cells",
                        parser.cells(),
                        "columns",
                        names.size()));
                continue;
            }
            for (int cell = 0; cell < names.size(); cell++) {
                int start = parser.start(cell);
                int end = parser.end(cell);
                if (end - start > CELL_BYTES_MAX) {
                    faults.add(Problem.of(
                            "match.table.cell-too-long",
                            file + ":" + parser.line() + ":" + names.get(cell),
                            "bytes",
                            String.format(Locale.ROOT, "%,d", end - start),
                            "limit",
                            String.format(Locale.ROOT, "%,d", CELL_BYTES_MAX)));
                    end = start;
                }
                builder.cell(cell, parser.buffer(), start, end);
            }
            builder.row();
        }
        return builder.table(file, faults);
    }

    private static List<String> header(CsvParser parser, String file) {
        if (parser.cells() > COLUMNS_MAX) {
            throw new ProblemException(
                    Problem.of("match.table.too-many-columns", file, "columns", parser.cells(), "limit", COLUMNS_MAX));
        }
        Values names = new Values();
        List<String> header = new ArrayList<>();
        for (int cell = 0; cell < parser.cells(); cell++) {
            int before = names.size();
            int number = names.intern(parser.buffer(), parser.start(cell), parser.end(cell));
            String name = number == 0 ? "column" + (cell + 1) : names.get(number);
            header.add(number != 0 && number < before ? name + "." + (cell + 1) : name);
        }
        return header;
    }
}
