package puente.gateway.csv;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import puente.gateway.FileShape;
import puente.gateway.Limits;
import puente.gateway.RowReader;
import puente.gateway.Source;
import puente.gateway.TextInput;
import puente.record.Problem;
import puente.record.ProblemException;

/**
 * CSV as RFC 4180 has it, strictly: a header of exactly the expected columns, quotes that close, nothing after a closing
 * quote. A row with more or fewer cells than the header is broken by itself; the rows around it are not.
 *
 * <p>The scanner is FastCSV's, which reads no character twice; limits are ours, because a refusal must say which limit, where.
 */
public final class CsvRows implements RowReader {
    /** The scanner needs room for a field and for what it read beyond it. */
    private static final int SCANNER_CHARS = 1 << 16;

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
        Scan scan = new Scan(source.name(), shape, limits, true);
        try (TextInput input = TextInput.open(source, limits);
                CsvReader<Long> reader = reader(scan, shape, input, limits)) {
            Iterator<Long> lines = reader.iterator();
            return lines.hasNext() && lines.next() > 0 && scan.cells().equals(shape.columns());
        } catch (CsvParseException | ProblemException | UncheckedIOException | IOException unreadable) {
            return false;
        }
    }

    private static CsvReader<Long> reader(Scan scan, FileShape shape, TextInput input, Limits limits) {
        return CsvReader.builder()
                .fieldSeparator(shape.delimiter())
                .skipEmptyLines(true)
                .allowUnclosedQuote(false)
                .allowExtraCharsAfterClosingQuote(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .maxBufferSize(Math.max(SCANNER_CHARS, 4 * limits.fieldChars()))
                .build(scan, input.characters());
    }

    private static Facts scan(Source source, FileShape shape, Limits limits, @Nullable Rows rows) {
        Scan scan = new Scan(source.name(), shape, limits, true);
        try (TextInput input = TextInput.open(source, limits)) {
            CsvReader<Long> reader = reader(scan, shape, input, limits);
            Iterator<Long> lines = reader.iterator();
            if (!lines.hasNext()) {
                throw refusal("gateway.file.empty", source.name(), 1);
            }
            lines.next();
            header(source.name(), shape, scan.cells());
            scan.keepsText = rows != null;
            long row = 0;
            int columns = shape.columns().size();
            while (lines.hasNext()) {
                long line = lines.next();
                row++;
                if (row > limits.rows()) {
                    throw refusal("gateway.file.too-many-rows", source.name(), line, "limit", limits.rows());
                }
                if (rows == null) {
                    continue;
                }
                if (scan.count == columns) {
                    rows.row(row, line, scan.cells);
                } else {
                    rows.broken(
                            row, line, Problem.of("gateway.row.ragged", "", "found", scan.count, "expected", columns));
                }
            }
            return new Facts(row, input.digest());
        } catch (CsvParseException broken) {
            throw translated(source.name(), scan.line, limits, broken);
        } catch (UncheckedIOException unreadable) {
            throw TextInput.refusal(source.name(), scan.line, Objects.requireNonNull(unreadable.getCause()));
        } catch (IOException unreadable) {
            throw TextInput.refusal(source.name(), scan.line, unreadable);
        }
    }

    /** FastCSV wraps what its source and its handler throw, and its own faults too. */
    private static ProblemException translated(String file, long line, Limits limits, CsvParseException broken) {
        Throwable cause = broken;
        while (cause.getCause() != null && cause instanceof CsvParseException) {
            cause = cause.getCause();
        }
        return switch (cause) {
            case ProblemException ours -> ours;
            case UncheckedIOException unreadable ->
                TextInput.refusal(file, line, Objects.requireNonNull(unreadable.getCause()));
            case IOException unreadable -> TextInput.refusal(file, line, unreadable);
            // FastCSV has no other way of telling a full buffer from a broken quotation than its message.
            case CsvParseException own
            when String.valueOf(own.getMessage()).contains("buffer") ->
                refusal("gateway.file.field-too-long", file, line, "limit", limits.fieldChars());
            case CsvParseException _ -> refusal("gateway.file.quoting", file, line);
            default -> throw broken;
        };
    }

    private static void header(String file, FileShape shape, List<String> found) {
        if (found.equals(shape.columns())) {
            return;
        }
        if (found.size() == 1 && shape.columns().size() > 1) {
            for (char other : new char[] {',', '|', ';', '\t'}) {
                if (other != shape.delimiter() && found.getFirst().indexOf(other) >= 0) {
                    throw refusal(
                            "gateway.file.delimiter",
                            file,
                            1,
                            "expected",
                            name(shape.delimiter()),
                            "found",
                            name(other));
                }
            }
        }
        if (found.stream().distinct().count() != found.size()) {
            throw refusal("gateway.file.column-twice", file, 1, "columns", repeated(found));
        }
        List<String> missing = new ArrayList<>(shape.columns());
        missing.removeAll(found);
        List<String> unexpected = new ArrayList<>(found);
        unexpected.removeAll(shape.columns());
        throw missing.isEmpty() && unexpected.isEmpty()
                ? refusal(
                        "gateway.file.column-order",
                        file,
                        1,
                        "expected",
                        String.join(" " + shape.delimiter() + " ", shape.columns()))
                : refusal("gateway.file.columns", file, 1, "missing", shown(missing), "unexpected", shown(unexpected));
    }

    private static String repeated(List<String> found) {
        return shown(found.stream()
                .filter(name -> found.indexOf(name) != found.lastIndexOf(name))
                .distinct()
                .toList());
    }

    private static String shown(List<String> names) {
        String all = String.join(
                ", ",
                names.stream()
                        .limit(20)
                        .map(name -> name.length() > 60 ? name.substring(0, 60) + "…" : name)
                        .toList());
        return names.isEmpty() ? "–" : all;
    }

    private static String name(char delimiter) {
        return delimiter == '\t' ? "TAB" : String.valueOf(delimiter);
    }

    static ProblemException refusal(String code, String file, long line, Object... more) {
        Object[] arguments = Arrays.copyOf(new Object[] {"file", file, "line", line}, 4 + more.length);
        System.arraycopy(more, 0, arguments, 4, more.length);
        return new ProblemException(Problem.of(code, file + ":" + line, arguments));
    }

    /** Collects one row; its result is the line on which the row begins. */
    private static final class Scan extends AbstractBaseCsvCallbackHandler<Long> {
        private final String file;
        private final Limits limits;
        private final String[] cells;
        private boolean keepsText;
        private final List<String> overflow = new ArrayList<>();
        private int count;
        private int chars;
        private long line = 1;

        Scan(String file, FileShape shape, Limits limits, boolean keepsText) {
            this.file = file;
            this.limits = limits;
            this.cells = new String[shape.columns().size()];
            this.keepsText = keepsText;
            Arrays.fill(cells, "");
        }

        /** The cells of a header, however many there are. */
        List<String> cells() {
            List<String> all = new ArrayList<>(Arrays.asList(cells).subList(0, Math.min(count, cells.length)));
            all.addAll(overflow);
            return all;
        }

        @Override
        protected void handleBegin(long startingLineNumber) {
            line = startingLineNumber;
            count = 0;
            chars = 0;
            overflow.clear();
        }

        @Override
        protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
            chars += length;
            count = index + 1;
            if (length > limits.fieldChars()) {
                throw refusal("gateway.file.field-too-long", file, line, "limit", limits.fieldChars());
            }
            if (chars > limits.rowChars()) {
                throw refusal("gateway.file.row-too-long", file, line, "limit", limits.rowChars());
            }
            if (count > limits.columns()) {
                throw refusal("gateway.file.too-many-columns", file, line, "limit", limits.columns());
            }
            if (!keepsText) {
                for (int at = offset; at < offset + length; at++) {
                    if (buffer[at] == 0) {
                        throw refusal("gateway.file.binary", file, line);
                    }
                }
                return;
            }
            String cell = new String(buffer, offset, length);
            if (index < cells.length) {
                // Neighbouring rows repeat most of their cells; one string for all of them is kinder to memory.
                if (!cells[index].equals(cell)) {
                    cells[index] = cell;
                }
            } else {
                overflow.add(cell);
            }
        }

        @Override
        protected Long buildRecord() {
            return line;
        }
    }
}
