package puente.match.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeptTableTest {
    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    private static DataInputStream written(Writing writing) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        writing.to(new DataOutputStream(bytes));
        return new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
    }

    @Test
    void aTable_isReadAsItWasWritten_alsoWhatIsNoUtf8() throws IOException {
        Values values = new Values();
        byte[] windows = {'P', 'e', (byte) 0xF1, 'a'};
        int[] rows = {values.intern("Soto"), 0, values.intern(windows, 0, windows.length), 1};
        Table table = new Table(List.of(new Column("name", Role.SURNAME, values, rows)), 4, 4, List.of());
        Table read = KeptTable.read(written(out -> KeptTable.write(out, table)));
        Column column = read.column("name");
        assertThat(column.role()).isEqualTo(Role.SURNAME);
        assertThat(column.rows()).containsExactly(rows);
        assertThat(column.text(2)).isEqualTo("Peña");
        assertThat(column.values().hash(2)).isEqualTo(values.hash(2));
    }

    @Test
    void moreColumnsThanTheMost_areRefused() throws IOException {
        DataInputStream in = written(out -> out.writeInt(KeptTable.COLUMNS_MAX + 1));
        assertThatThrownBy(() -> KeptTable.read(in))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("bounds");
    }

    @Test
    void aValueLongerThanTheMost_isRefused() throws IOException {
        DataInputStream in = written(out -> {
            out.writeInt(1);
            out.writeUTF("name");
            out.writeUTF("text");
            out.writeInt(2);
            out.writeInt(KeptTable.VALUE_BYTES_MAX + 1);
        });
        assertThatThrownBy(() -> KeptTable.read(in))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("bounds");
    }

    @Test
    void aCountThatTheFileDoesNotBearOut_endsWithTheFile() throws IOException {
        DataInputStream numbers = written(out -> out.writeInt(Integer.MAX_VALUE - 1));
        assertThatThrownBy(() -> KeptNumbers.ints(numbers, 0, 10)).isInstanceOf(EOFException.class);
        DataInputStream longs = written(out -> out.writeInt(Integer.MAX_VALUE - 1));
        assertThatThrownBy(() -> KeptNumbers.longs(longs)).isInstanceOf(EOFException.class);
        DataInputStream below = written(out -> KeptNumbers.write(out, new int[] {3, 11}));
        assertThatThrownBy(() -> KeptNumbers.ints(below, 0, 10)).hasMessageContaining("11");
    }
}
