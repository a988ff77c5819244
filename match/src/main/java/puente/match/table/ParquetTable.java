package puente.match.table;

import static puente.match.table.CompactReader.number;
import static puente.match.table.CompactReader.struct;
import static puente.match.table.CompactReader.structs;
import static puente.match.table.CompactReader.text;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import puente.record.Problem;
import puente.record.ProblemException;

/**
 * Reads flat Parquet files (apache/parquet-format 2.x): plain and dictionary encodings, both versions of data pages, uncompressed, Snappy and gzip. Files that
 * use anything else are refused with its name. Written by hand because linkage needs a hundredth of what the libraries for it carry.
 *
 * <pre>
 *   "PAR1" | pages of column chunks … | footer: FileMetaData in compact Thrift | footer length, 4 bytes LE | "PAR1"
 * </pre>
 */
final class ParquetTable {
    /** The largest file that is read, 1 GiB: it is read whole. */
    static final long BYTES_MAX = 1L << 30;

    private static final String[] CODECS = {"UNCOMPRESSED", "SNAPPY", "GZIP", "LZO", "BROTLI", "LZ4", "ZSTD", "LZ4_RAW"
    };

    private final byte[] bytes;
    private final String file;
    private final Faults faults = new Faults();

    private ParquetTable(byte[] bytes, String file) {
        this.bytes = bytes;
        this.file = file;
    }

    private record Leaf(String name, int type, int converted, int length, boolean optional) {}

    static Table read(Path path, RowProgress progress) throws IOException {
        String file = String.valueOf(path.getFileName());
        if (Files.size(path) > BYTES_MAX) {
            throw new ProblemException(Problem.of("match.table.parquet-too-large", file, "limit", BYTES_MAX >> 20));
        }
        return parse(Files.readAllBytes(path), file, progress);
    }

    static Table parse(byte[] bytes, String file, RowProgress progress) throws IOException {
        try {
            return new ParquetTable(bytes, file).table(progress);
        } catch (IndexOutOfBoundsException | NegativeArraySizeException | java.nio.BufferUnderflowException cut) {
            throw new ProblemException(Problem.of("match.table.parquet-malformed", file));
        }
    }

    private Table table(RowProgress progress) throws IOException {
        int length = bytes.length < 12 ? -1 : little(bytes.length - 8);
        if (length <= 0 || length > bytes.length - 12) {
            throw malformed();
        }
        Map<Integer, Object> footer = new CompactReader(bytes, bytes.length - 8 - length, file).struct();
        List<Leaf> leaves = leaves(structs(footer, 2));
        int rows = (int) Math.min(number(footer, 3, 0), TableBuilder.ROWS_MAX);
        TableBuilder builder = new TableBuilder(leaves.stream().map(Leaf::name).toList(), progress);
        int read = 0;
        for (Map<Integer, Object> group : structs(footer, 4)) {
            int groupRows = (int) number(group, 3, 0);
            List<Map<Integer, Object>> chunks = structs(group, 1);
            if (chunks.size() != leaves.size() || groupRows < 0 || read + groupRows > rows) {
                throw malformed();
            }
            String[][] values = new String[leaves.size()][];
            for (int column = 0; column < values.length; column++) {
                values[column] = chunk(struct(chunks.get(column), 3), leaves.get(column), groupRows);
            }
            for (int row = 0; row < groupRows; row++) {
                for (int column = 0; column < values.length; column++) {
                    builder.cell(column, values[column][row]);
                }
                builder.row();
            }
            read += groupRows;
        }
        return builder.table(file, faults);
    }

    private List<Leaf> leaves(List<Map<Integer, Object>> schema) {
        List<Leaf> leaves = new ArrayList<>();
        for (int at = 1; at < schema.size(); at++) {
            Map<Integer, Object> element = schema.get(at);
            if (number(element, 5, 0) > 0 || number(element, 3, 0) == 2) {
                throw unsupported("nested column " + text(element, 4));
            }
            leaves.add(new Leaf(
                    text(element, 4),
                    (int) number(element, 1, 0),
                    (int) number(element, 6, -1),
                    (int) number(element, 2, 0),
                    number(element, 3, 0) == 1));
        }
        if (leaves.isEmpty() || leaves.size() > CsvTable.COLUMNS_MAX) {
            throw malformed();
        }
        return leaves;
    }

    private String[] chunk(Map<Integer, Object> meta, Leaf leaf, int rows) throws IOException {
        int codec = (int) number(meta, 4, 0);
        long dictionaryAt = number(meta, 11, -1);
        long dataAt = number(meta, 9, -1);
        int at = (int) (dictionaryAt > 0 ? Math.min(dictionaryAt, dataAt) : dataAt);
        String[] values = new String[rows];
        String[] dictionary = {};
        int filled = 0;
        while (filled < rows) {
            CompactReader reader = new CompactReader(bytes, at, file);
            Map<Integer, Object> head = reader.struct();
            int packed = (int) number(head, 3, -1);
            int size = (int) number(head, 2, -1);
            int from = reader.position();
            if (packed < 0 || size < 0 || packed > bytes.length - from) {
                throw malformed();
            }
            int kind = (int) number(head, 1, -1);
            if (kind == 2) {
                int count = (int) number(struct(head, 7), 1, 0);
                dictionary = plain(buffer(unpack(from, packed, size, codec)), leaf, count);
            } else if (kind == 0) {
                Map<Integer, Object> page = struct(head, 5);
                ByteBuffer data = buffer(unpack(from, packed, size, codec));
                int count = (int) number(page, 1, 0);
                boolean[] present = all(count);
                if (leaf.optional) {
                    int levels = data.getInt();
                    present = present(data.slice(data.position(), levels).order(ByteOrder.LITTLE_ENDIAN), count);
                    data.position(data.position() + levels);
                }
                filled = fill(values, filled, data, (int) number(page, 2, 0), present, leaf, dictionary);
            } else if (kind == 3) {
                Map<Integer, Object> page = struct(head, 8);
                int count = (int) number(page, 1, 0);
                int levels = (int) number(page, 5, 0);
                int repeats = (int) number(page, 6, 0);
                boolean[] present = leaf.optional
                        ? present(
                                buffer(java.util.Arrays.copyOfRange(bytes, from + repeats, from + repeats + levels)),
                                count)
                        : all(count);
                int skip = repeats + levels;
                boolean compressed = number(page, 7, 1) == 1;
                byte[] body = unpack(from + skip, packed - skip, size - skip, compressed ? codec : 0);
                filled = fill(values, filled, buffer(body), (int) number(page, 4, 0), present, leaf, dictionary);
            }
            at = from + packed;
        }
        return values;
    }

    private int fill(
            String[] values,
            int from,
            ByteBuffer data,
            int encoding,
            boolean[] present,
            Leaf leaf,
            String[] dictionary) {
        int count = 0;
        for (boolean each : present) {
            count += each ? 1 : 0;
        }
        String[] known = switch (encoding) {
            case 0 -> plain(data, leaf, count);
            case 2, 8 -> {
                int[] numbers = hybrid(data, data.get(), count);
                String[] looked = new String[count];
                for (int at = 0; at < count; at++) {
                    looked[at] = dictionary[numbers[at]];
                }
                yield looked;
            }
            case 3 -> {
                data.getInt();
                int[] bits = hybrid(data, 1, count);
                String[] read = new String[count];
                for (int at = 0; at < count; at++) {
                    read[at] = Boolean.toString(bits[at] == 1);
                }
                yield read;
            }
            default -> throw unsupported("encoding " + encoding);
        };
        int next = 0;
        for (int at = 0; at < present.length; at++) {
            String value = present[at] ? known[next++] : "";
            if (value.length() > CsvTable.CELL_BYTES_MAX) {
                faults.add(Problem.of(
                        "match.table.cell-too-long",
                        file + ":" + (from + at + 1) + ":" + leaf.name,
                        "bytes",
                        value.length(),
                        "limit",
                        CsvTable.CELL_BYTES_MAX));
                value = "";
            }
            values[from + at] = value;
        }
        return from + present.length;
    }

    private static boolean[] all(int count) {
        boolean[] present = new boolean[count];
        java.util.Arrays.fill(present, true);
        return present;
    }

    private boolean[] present(ByteBuffer data, int count) {
        int[] levels = hybrid(data, 1, count);
        boolean[] present = new boolean[count];
        for (int at = 0; at < count; at++) {
            present[at] = levels[at] == 1;
        }
        return present;
    }

    /** Runs and bit-packed groups of eight (Encodings.md, RLE/bit-packing hybrid). */
    private int[] hybrid(ByteBuffer data, int width, int count) {
        int[] numbers = new int[count];
        int filled = 0;
        while (filled < count) {
            int head = varint(data);
            if ((head & 1) == 0) {
                int value = 0;
                for (int shift = 0; shift < width; shift += 8) {
                    value |= (data.get() & 0xff) << shift;
                }
                int run = Math.min(head >>> 1, count - filled);
                if (run <= 0) {
                    throw malformed();
                }
                java.util.Arrays.fill(numbers, filled, filled + run, value);
                filled += run;
            } else {
                long bits = 0;
                int held = 0;
                for (int left = (head >>> 1) * 8; left > 0; left--) {
                    while (held < width) {
                        bits |= (long) (data.get() & 0xff) << held;
                        held += 8;
                    }
                    if (filled < count) {
                        numbers[filled++] = (int) (bits & ((1L << width) - 1));
                    }
                    bits >>>= width;
                    held -= width;
                }
            }
        }
        return numbers;
    }

    private String[] plain(ByteBuffer data, Leaf leaf, int count) {
        String[] values = new String[count];
        for (int at = 0; at < count; at++) {
            values[at] = switch (leaf.type) {
                case 0 -> Boolean.toString((data.get(data.position() + at / 8) >> (at % 8) & 1) == 1);
                case 1 -> {
                    int number = data.getInt();
                    yield leaf.converted == 6 ? LocalDate.ofEpochDay(number).toString() : Integer.toString(number);
                }
                case 2 -> {
                    long number = data.getLong();
                    yield leaf.converted == 9
                            ? Instant.ofEpochMilli(number).toString()
                            : leaf.converted == 10
                                    ? Instant.ofEpochSecond(
                                                    Math.floorDiv(number, 1_000_000),
                                                    Math.floorMod(number, 1_000_000) * 1000L)
                                            .toString()
                                    : Long.toString(number);
                }
                case 4 -> decimal(data.getFloat());
                case 5 -> decimal(data.getDouble());
                case 6 -> string(data, data.getInt());
                case 7 -> string(data, leaf.length);
                default -> throw unsupported("type " + leaf.type);
            };
        }
        return values;
    }

    private static String decimal(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    private static String string(ByteBuffer data, int length) {
        byte[] text = new byte[length];
        data.get(text);
        return new String(text, java.nio.charset.StandardCharsets.UTF_8);
    }

    private static int varint(ByteBuffer data) {
        int value = 0;
        for (int shift = 0; shift < 32; shift += 7) {
            int part = data.get() & 0xff;
            value |= (part & 127) << shift;
            if (part < 128) {
                break;
            }
        }
        return value;
    }

    private byte[] unpack(int from, int packed, int size, int codec) throws IOException {
        byte[] part = java.util.Arrays.copyOfRange(bytes, from, from + packed);
        // An honest page unpacks to at most a few hundred times its size; a made-up size must not take the memory.
        if (size > 1 << 20 && size / 1100 > packed) {
            throw malformed();
        }
        return switch (codec) {
            case 0 -> part;
            case 1 -> Snappy.unpack(part, size, file);
            case 2 -> {
                try (GZIPInputStream zip = new GZIPInputStream(new ByteArrayInputStream(part))) {
                    yield zip.readNBytes(size);
                }
            }
            default -> throw unsupported(codec > 0 && codec < CODECS.length ? CODECS[codec] : "codec " + codec);
        };
    }

    private static ByteBuffer buffer(byte[] page) {
        return ByteBuffer.wrap(page).order(ByteOrder.LITTLE_ENDIAN);
    }

    private int little(int at) {
        return ByteBuffer.wrap(bytes, at, 4).order(ByteOrder.LITTLE_ENDIAN).getInt();
    }

    private ProblemException malformed() {
        return new ProblemException(Problem.of("match.table.parquet-malformed", file));
    }

    private ProblemException unsupported(String what) {
        return new ProblemException(Problem.of("match.table.parquet-unsupported", file, "what", what));
    }
}
