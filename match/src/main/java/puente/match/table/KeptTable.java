package puente.match.table;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A table in a kept file: columns with their roles, distinct values in order of their numbers, and the rows' numbers. Notes are not kept. */
public final class KeptTable {
    static final int COLUMNS_MAX = 1_000;
    static final int VALUE_BYTES_MAX = 1 << 16;

    private KeptTable() {}

    public static void write(DataOutput out, Table table) throws IOException {
        out.writeInt(table.columns().size());
        for (Column column : table.columns()) {
            out.writeUTF(column.name());
            out.writeUTF(column.role().written());
            out.writeInt(column.values().size());
            for (int number = 1; number < column.values().size(); number++) {
                byte[] value = column.values().written(number);
                out.writeInt(value.length);
                out.write(value);
            }
            KeptNumbers.write(out, column.rows());
        }
    }

    /** Reads what {@link #write} wrote. @throws IOException for anything else */
    public static Table read(DataInput in) throws IOException {
        List<Column> columns = new ArrayList<>();
        int count = KeptNumbers.within(in.readInt(), 1, COLUMNS_MAX + 1);
        int rows = 0;
        for (int at = 0; at < count; at++) {
            String name = in.readUTF();
            Role role = Role.read(in.readUTF()).orElseThrow(() -> new IOException("no role"));
            Values values = new Values();
            int size = KeptNumbers.within(in.readInt(), 1, Integer.MAX_VALUE);
            for (int number = 1; number < size; number++) {
                byte[] value = new byte[KeptNumbers.within(in.readInt(), 1, VALUE_BYTES_MAX + 1)];
                in.readFully(value);
                if (values.intern(value, 0, value.length) != number) {
                    throw new IOException("a value stands twice");
                }
            }
            int[] numbers = KeptNumbers.ints(in, 0, size);
            if (at > 0 && numbers.length != rows) {
                throw new IOException("columns of different length");
            }
            rows = numbers.length;
            columns.add(new Column(name, role, values, numbers));
        }
        return new Table(columns, rows, rows, List.of());
    }
}
