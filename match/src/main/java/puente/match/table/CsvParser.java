package puente.match.table;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import puente.record.Problem;
import puente.record.ProblemException;

/**
 * Splits bytes into rows of cells by RFC 4180, with any one-byte delimiter, and gives each cell as a range of the buffer: no text is
 * made for a cell that has been seen before. Works on bytes because every delimiter and quote is ASCII in UTF-8 and in windows-1252
 * alike. Lines end in LF, CRLF or CR; empty lines are passed over. A row longer than {@link #ROW_BYTES_MAX} is refused with the line
 * where it began: that is where a quote was opened and never closed.
 */
final class CsvParser {
    /** The longest row, 64 MiB: a cell of 10 MB is met in the field, one of 64 MB is a lost quote. */
    static final int ROW_BYTES_MAX = 1 << 26;

    private static final int BUFFER = 1 << 16;

    private final InputStream input;
    private final byte delimiter;
    private final String file;
    private byte[] buffer = new byte[BUFFER];
    private int limit;
    private int position;
    private boolean ended;
    private long line = 1;
    private long rowLine = 1;
    private int[] starts = new int[32];
    private int[] ends = new int[32];
    private int cells;

    CsvParser(InputStream input, char delimiter, String file) {
        this.input = input;
        this.delimiter = (byte) delimiter;
        this.file = file;
    }

    /** Reads the next row; false at the end of the file. */
    boolean next() throws IOException {
        while (true) {
            compact();
            rowLine = line;
            cells = 0;
            if (!fill(0)) {
                return false;
            }
            readRow();
            if (cells > 1 || ends[0] > starts[0]) {
                return true;
            }
        }
    }

    /** Moves the unread rest to the front, so that one row lies in one piece. */
    private void compact() {
        if (position > 0) {
            System.arraycopy(buffer, position, buffer, 0, limit - position);
            limit -= position;
            position = 0;
        }
    }

    /** Whether there is a byte at {@code at}, reading more if need be. */
    private boolean fill(int at) throws IOException {
        while (at >= limit && !ended) {
            if (limit == buffer.length) {
                if (buffer.length >= ROW_BYTES_MAX) {
                    throw new ProblemException(
                            Problem.of("match.table.row-too-long", file + ":" + rowLine, "limit", ROW_BYTES_MAX >> 20));
                }
                buffer = Arrays.copyOf(buffer, buffer.length * 2);
            }
            int read = input.read(buffer, limit, buffer.length - limit);
            if (read < 0) {
                ended = true;
            } else {
                limit += read;
            }
        }
        return at < limit;
    }

    private void readRow() throws IOException {
        int at = 0;
        while (true) {
            if (fill(at) && buffer[at] == '"') {
                at = quoted(at + 1);
            } else {
                at = plain(at);
            }
            if (!fill(at)) {
                position = at;
                return;
            }
            byte end = buffer[at++];
            if (end == delimiter) {
                continue;
            }
            if (end == '\r' && fill(at) && buffer[at] == '\n') {
                at++;
            }
            line++;
            position = at;
            return;
        }
    }

    private int plain(int start) throws IOException {
        int at = start;
        while (fill(at)) {
            int stop = limit;
            while (at < stop) {
                byte now = buffer[at];
                if (now == delimiter || now == '\n' || now == '\r') {
                    cell(start, at);
                    return at;
                }
                at++;
            }
        }
        cell(start, at);
        return at;
    }

    private int quoted(int start) throws IOException {
        int write = start;
        int at = start;
        while (true) {
            if (!fill(at)) {
                throw new ProblemException(Problem.of("match.table.open-quote", file + ":" + rowLine));
            }
            byte now = buffer[at];
            if (now == '"') {
                if (fill(at + 1) && buffer[at + 1] == '"') {
                    at++;
                } else {
                    at++;
                    break;
                }
            } else if (now == '\n') {
                line++;
            }
            buffer[write++] = now;
            at++;
        }
        // What stands between the closing quote and the delimiter belongs to the cell: "AC"ME reads as ACME.
        while (fill(at) && buffer[at] != delimiter && buffer[at] != '\n' && buffer[at] != '\r') {
            buffer[write++] = buffer[at++];
        }
        cell(start, write);
        return at;
    }

    private void cell(int start, int end) {
        if (cells == starts.length) {
            starts = Arrays.copyOf(starts, cells * 2);
            ends = Arrays.copyOf(ends, cells * 2);
        }
        starts[cells] = start;
        ends[cells++] = end;
    }

    /** How many cells the row has. */
    int cells() {
        return cells;
    }

    /** The line on which the row began, from 1. */
    long line() {
        return rowLine;
    }

    /** Where a cell begins in {@link #buffer}. */
    int start(int cell) {
        return starts[cell];
    }

    int end(int cell) {
        return ends[cell];
    }

    byte[] buffer() {
        return buffer;
    }
}
