package puente.match.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetTest {
    @TempDir
    private Path folder;

    private Path written(int rows) throws IOException {
        Path file = folder.resolve("pairs.parquet");
        try (ParquetWriter writer =
                new ParquetWriter(file, List.of("left_id", "right_id", "probability", "weight"), 2)) {
            for (int row = 0; row < rows; row++) {
                writer.row(List.of("a" + row, row % 3 == 0 ? "ñandú" : ""), row / 8.0, -row);
            }
        }
        return file;
    }

    @Test
    void whatIsWritten_isRead() throws IOException {
        Table table = Tables.read(written(1000), RowProgress.NONE);
        assertThat(table.rows()).isEqualTo(1000);
        assertThat(table.columns())
                .extracting(Column::name)
                .containsExactly("left_id", "right_id", "probability", "weight");
        assertThat(table.columns().get(1).text(3)).isEqualTo("ñandú");
        assertThat(table.columns().get(1).rows()[4]).isZero();
        assertThat(table.columns().get(2).text(9)).isEqualTo("1.125");
        assertThat(table.columns().get(3).text(999)).isEqualTo("-999");
    }

    @Test
    void moreThanOneRowGroup_isRead() throws IOException {
        assertThat(Tables.read(written(ParquetWriter.GROUP_ROWS + 5), RowProgress.NONE)
                        .rows())
                .isEqualTo(ParquetWriter.GROUP_ROWS + 5);
    }

    @Test
    void cutOrChangedFiles_areRefusedWithAReason() throws IOException {
        byte[] whole = Files.readAllBytes(written(50));
        assertThatThrownBy(() -> ParquetTable.parse(Arrays.copyOf(whole, whole.length / 2), "x", RowProgress.NONE))
                .hasMessageContaining("match.table.parquet-malformed");
        assertThatThrownBy(() -> ParquetTable.parse(new byte[3], "x", RowProgress.NONE))
                .hasMessageContaining("match.table.parquet-malformed");
    }

    @Test
    void snappy_unpacksLiteralsAndCopies() {
        byte[] packed = {9, 2 << 2, 'a', 'b', 'c', (byte) ((6 - 4) << 2 | 1), 3};
        assertThat(new String(Snappy.unpack(packed, 9, "x"), java.nio.charset.StandardCharsets.US_ASCII))
                .isEqualTo("abcabcabc");
    }
}
