package puente.match.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import puente.record.Problem;
import puente.record.ProblemException;

class TablesTest {
    @TempDir
    private Path folder;

    private Table read(String text) throws IOException {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    private Table read(byte[] bytes) throws IOException {
        Path file = folder.resolve("people.csv");
        Files.write(file, bytes);
        return Tables.read(file, RowProgress.NONE);
    }

    private static List<String> codes(Table table) {
        return table.notes().stream().map(Problem::code).toList();
    }

    @Test
    void delimiterAndQuotes_areFound() throws IOException {
        Table table = read("id;name;town\r\n1;\"PEÑA; José \"\"Pepe\"\"\";León\r\n2;Ana;\r\n");
        assertThat(table.rows()).isEqualTo(2);
        assertThat(table.columns().get(1).text(0)).isEqualTo("PEÑA; José \"Pepe\"");
        assertThat(table.columns().get(2).rows()[1])
                .as("an empty cell is number 0")
                .isZero();
    }

    @Test
    void raggedRows_areLeftOutAndToldWithTheirLine() throws IOException {
        Table table = read("id,name\n1,Ana\n2,Ana,extra\n3\n4,Luz\n");
        assertThat(table.rows()).isEqualTo(2);
        assertThat(table.notes()).extracting(Problem::position).containsExactly("people.csv:3", "people.csv:4");
        assertThat(codes(table)).containsOnly("match.table.ragged");
    }

    @Test
    void manyFaultsOfOneSort_areCountedAfterTheFirst() throws IOException {
        Table table = read("id,name\n1,Ana\n" + "2\n".repeat(40));
        assertThat(table.notes()).hasSize(Table.NOTES_MAX + 1);
        assertThat(table.notes().get(Table.NOTES_MAX).arguments()).containsEntry("count", "35");
    }

    @Test
    void mixedEncodings_readAsTheirWritersMeant() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write("id,name\n1,Muñoz\n2,".getBytes(StandardCharsets.UTF_8));
        bytes.write("Muñoz".getBytes(Charset.forName("windows-1252")));
        bytes.write("\n".getBytes(StandardCharsets.UTF_8));
        Table table = read(bytes.toByteArray());
        assertThat(table.columns().get(1).text(0)).isEqualTo("Muñoz");
        assertThat(table.columns().get(1).text(1)).isEqualTo("Muñoz");
        assertThat(codes(table)).containsExactly("match.table.encoding");
    }

    @Test
    void sixteenBitText_isRead() throws IOException {
        assertThat(read("id,name\n1,Núñez\n".getBytes(StandardCharsets.UTF_16))
                        .columns()
                        .get(1)
                        .text(0))
                .isEqualTo("Núñez");
    }

    @Test
    void gzip_isKnownByItsFirstBytes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write("id,name\n1,Ana\n".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(read(bytes.toByteArray()).rows()).isEqualTo(1);
    }

    @Test
    void hugeCell_countsAsEmptyAndIsTold() throws IOException {
        Table table = read("id,name\n1," + "x".repeat(10_000_000) + "\n2,Ana\n");
        assertThat(table.rows()).isEqualTo(2);
        assertThat(table.columns().get(1).rows()[0]).isZero();
        assertThat(codes(table)).containsExactly("match.table.cell-too-long");
    }

    @Test
    void cellAtTheLimit_isKept() throws IOException {
        Table table = read("id,name\n1," + "x".repeat(CsvTable.CELL_BYTES_MAX) + "\n");
        assertThat(table.columns().get(1).rows()[0]).isNotZero();
    }

    @Test
    void openQuote_isRefusedWithTheLineWhereItOpened() {
        assertThatThrownBy(() -> read("id,name\n1,Ana\n2,\"Luz\n3,Eva\n"))
                .isInstanceOfSatisfying(ProblemException.class, refused -> {
                    assertThat(refused.problems().get(0).code()).isEqualTo("match.table.open-quote");
                    assertThat(refused.problems().get(0).position()).isEqualTo("people.csv:3");
                });
    }

    @Test
    void emptyFile_andFileWithoutRows_areRefused() {
        assertThatThrownBy(() -> read("")).hasMessageContaining("match.table.empty");
        assertThatThrownBy(() -> read("id,name\n")).hasMessageContaining("match.table.no-rows");
    }

    @Test
    void jsonLines_keepsWhatIsNotAnObjectOut() throws IOException {
        Path file = folder.resolve("people.jsonl");
        Files.writeString(file, "{\"id\":1,\"name\":\"Ana\"}\n[1]\n{\"id\":2,\"town\":null,\"more\":{\"a\":1}}\n");
        Table table = Tables.read(file, RowProgress.NONE);
        assertThat(table.rows()).isEqualTo(2);
        assertThat(table.columns()).extracting(Column::name).containsExactly("id", "name", "more");
        assertThat(codes(table)).containsExactly("match.table.json");
    }

    @Test
    void twoFiles_areStackedByColumnName() throws IOException {
        Table first = read("id,Name\n1,Ana\n");
        Table second = read("name,id,town\nAna,9,León\n");
        Table both = Tables.stack(first, second);
        assertThat(both.two()).isTrue();
        assertThat(both.columns().get(1).rows()[0])
                .isEqualTo(both.columns().get(1).rows()[1]);
        assertThat(both.columns().get(2).rows()).containsExactly(0, 1);
    }

    @Test
    void filesWithNothingInCommon_areRefused() throws IOException {
        Table first = read("id,name\n1,Ana\n");
        Table second = read("key,nombre\n1,Ana\n");
        assertThatThrownBy(() -> Tables.stack(first, second)).hasMessageContaining("match.table.nothing-in-common");
    }
}
