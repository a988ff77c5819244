package puente.match.table;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a flat Parquet file of required texts and numbers: plain encoding, one page a column, row groups of {@link #GROUP_ROWS}, no compression. Readers
 * take it as any other.
 */
public final class ParquetWriter implements AutoCloseable {
    static final int GROUP_ROWS = 1 << 17;

    private static final int DOUBLE = 5;
    private static final int BYTE_ARRAY = 6;

    private final OutputStream out;
    private final List<String> names;
    private final int texts;
    private final List<ByteArrayOutputStream> columns = new ArrayList<>();
    private final List<byte[]> groups = new ArrayList<>();
    private long position = 4;
    private long rows;
    private int groupRows;

    /** @param names the columns, first {@code texts} of text, the rest of numbers */
    public ParquetWriter(Path path, List<String> names, int texts) throws IOException {
        this.names = List.copyOf(names);
        this.texts = texts;
        out = Files.newOutputStream(path);
        out.write("PAR1".getBytes(StandardCharsets.US_ASCII));
        for (int at = 0; at < names.size(); at++) {
            columns.add(new ByteArrayOutputStream());
        }
    }

    /** Writes a row: as many texts, then as many numbers, as there are columns of each. */
    public void row(List<String> text, double... numbers) throws IOException {
        for (int at = 0; at < texts; at++) {
            byte[] bytes = text.get(at).getBytes(StandardCharsets.UTF_8);
            columns.get(at).write(little(4).putInt(bytes.length).array());
            columns.get(at).write(bytes);
        }
        for (int at = 0; at < numbers.length; at++) {
            columns.get(texts + at).write(little(8).putDouble(numbers[at]).array());
        }
        rows++;
        if (++groupRows == GROUP_ROWS) {
            group();
        }
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void group() throws IOException {
        if (groupRows == 0) {
            return;
        }
        CompactWriter meta = new CompactWriter();
        meta.list(1, 12, columns.size());
        long total = 0;
        for (int at = 0; at < columns.size(); at++) {
            ByteArrayOutputStream column = columns.get(at);
            CompactWriter head = new CompactWriter();
            head.number(1, 0).number(2, column.size()).number(3, column.size());
            head.open(5)
                    .number(1, groupRows)
                    .number(2, 0)
                    .number(3, 3)
                    .number(4, 3)
                    .close();
            byte[] header = head.end();
            long size = header.length + (long) column.size();
            meta.enter().number(2, position).open(3);
            meta.number(1, at < texts ? BYTE_ARRAY : DOUBLE).list(2, 5, 1).element(0);
            meta.list(3, 8, 1).element(names.get(at));
            meta.number(4, 0)
                    .longNumber(5, groupRows)
                    .longNumber(6, size)
                    .longNumber(7, size)
                    .longNumber(9, position)
                    .close();
            meta.leave();
            out.write(header);
            column.writeTo(out);
            position += size;
            total += size;
            column.reset();
        }
        meta.longNumber(2, total).longNumber(3, groupRows);
        groups.add(meta.end());
        groupRows = 0;
    }

    @Override
    public void close() throws IOException {
        try (out) {
            group();
            CompactWriter footer = new CompactWriter();
            footer.number(1, 1).list(2, 12, names.size() + 1);
            footer.enter().text(4, "schema").number(5, names.size()).leave();
            for (int at = 0; at < names.size(); at++) {
                footer.enter()
                        .number(1, at < texts ? BYTE_ARRAY : DOUBLE)
                        .number(3, 0)
                        .text(4, names.get(at));
                if (at < texts) {
                    footer.number(6, 0);
                }
                footer.leave();
            }
            footer.longNumber(3, rows).list(4, 12, groups.size());
            for (byte[] group : groups) {
                footer.raw(group);
            }
            footer.text(6, "puente");
            byte[] bytes = footer.end();
            out.write(bytes);
            out.write(little(4).putInt(bytes.length).array());
            out.write("PAR1".getBytes(StandardCharsets.US_ASCII));
        }
    }
}
