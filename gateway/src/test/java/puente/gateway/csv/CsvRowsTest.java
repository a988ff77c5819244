package puente.gateway.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static puente.gateway.Samples.HEADER;
import static puente.gateway.Samples.MAPPING;
import static puente.gateway.Samples.bytes;
import static puente.gateway.Samples.file;
import static puente.gateway.Samples.refusal;
import static puente.gateway.Samples.run;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import puente.gateway.FileShape;
import puente.gateway.Importer;
import puente.gateway.Limits;
import puente.gateway.Outcome;
import puente.gateway.Samples;
import puente.gateway.Source;
import puente.record.Problem;
import puente.record.Record;

class CsvRowsTest {
    private static final String ROW = "2024,1,25,Homicidio doloso,7,x\n";
    private static final Limits SMALL = new Limits(8_000_000, 20, 8, 50, 90, 3, 2);

    private static Problem refused(byte[] content, Limits limits) {
        List<Outcome> outcomes = new ArrayList<>();
        Problem problem = refusal(() -> new Importer(Map.of(FileShape.Format.CSV, new CsvRows()), limits)
                .run(Source.ofBytes("victims-1.csv", content), Samples.mapping(MAPPING), Samples.AT, outcomes::add));
        assertThat(outcomes)
                .as("nothing is handed on before the file has passed")
                .isEmpty();
        return problem;
    }

    private static String code(String content) {
        return refused(bytes(content), SMALL).code();
    }

    @Test
    void byteOrderMark_gzip_crlfAndQuotedLineBreaks_areRead() {
        String rows = "2024,1,25,\"Homicidio doloso\",7,\"a\n\"\"b\"\"\"\n" + ROW.replace(",1,", ",2,");
        String content = ("\uFEFF" + HEADER + rows).replace("\n", "\r\n");

        Samples.Run plain = run(MAPPING, file(content));
        Samples.Run packed = run(MAPPING, Source.ofBytes("victims-1.csv.gz", Samples.gzip(bytes(content))));

        assertThat(plain.records()).hasSize(2);
        assertThat(packed.records())
                .extracting(Record::fields)
                .isEqualTo(plain.records().stream().map(Record::fields).toList());
        assertThat(plain.summary().sha256())
                .hasSize(64)
                .isNotEqualTo(packed.summary().sha256());
    }

    @Test
    void lines_areThoseOfTheFile_alsoAfterQuotedLineBreaksAndEmptyLines() {
        Samples.Run run =
                run(MAPPING, file(HEADER + "2024,1,25,Homicidio doloso,7,\"a\nb\"\n\n2024,13,25,Feminicidio,1,\n"));

        assertThat(run.outcomes().getLast()).isInstanceOfSatisfying(Outcome.Quarantined.class, quarantined -> {
            assertThat(quarantined.row()).isEqualTo(2);
            assertThat(quarantined.line()).isEqualTo(5);
            assertThat(quarantined.faults().getFirst().problem().position()).isEqualTo("victims-1.csv:5:month");
        });
    }

    @Test
    void rowsOfAnotherWidth_areQuarantinedAlone() {
        Samples.Run run = run(MAPPING, file(HEADER + "2024,1,25\n" + ROW + "2024,2,25,Feminicidio,1,,,\n"));

        assertThat(run.summary().quarantinedRows()).isEqualTo(2);
        assertThat(run.summary().importedRows()).isEqualTo(1);
        assertThat(run.outcomes().getFirst()).isInstanceOfSatisfying(Outcome.Quarantined.class, quarantined -> {
            Problem problem = quarantined.faults().getFirst().problem();
            assertThat(problem.code()).isEqualTo("gateway.row.ragged");
            assertThat(problem.arguments()).containsEntry("found", "3").containsEntry("expected", "6");
            Samples.speaks(problem);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "'', gateway.file.empty",
        "'year;month;state;crime;victims;note', gateway.file.delimiter",
        "'year|month|state|crime|victims|note', gateway.file.delimiter",
        "'year,month,state,crime,victims', gateway.file.columns",
        "'year,month,state,crime,victims,remarks', gateway.file.columns",
        "'month,year,state,crime,victims,note', gateway.file.column-order",
        "'year,month,state,crime,crime,note', gateway.file.column-twice",
        "'Year,month,state,crime,victims,note', gateway.file.columns"
    })
    void anotherHeader_refusesTheFile(String header, String code) {
        assertThat(refused(bytes(header.isEmpty() ? "" : header + "\n" + ROW), SMALL)
                        .code())
                .isEqualTo(code);
    }

    @Test
    void missingAndUnexpectedColumns_areNamed() {
        assertThat(refused(bytes(HEADER.replace("note", "remarks") + ROW), SMALL)
                        .arguments())
                .containsEntry("missing", "note")
                .containsEntry("unexpected", "remarks");
    }

    @Test
    void brokenText_refusesTheFile_wherever() {
        byte[] latin = (HEADER + ROW + "2024,2,25,Extorsión,7,\n").getBytes(StandardCharsets.ISO_8859_1);
        assertThat(refused(latin, SMALL).code()).isEqualTo("gateway.file.not-utf8");
        assertThat(refused((HEADER + ROW).getBytes(StandardCharsets.UTF_16), SMALL)
                        .code())
                .isEqualTo("gateway.file.not-utf8");
        assertThat(code(HEADER + "2024,1,25,\0,7,\n")).isEqualTo("gateway.file.binary");
        assertThat(code(HEADER + ROW + "2024,2,\"25,Feminicidio,7,\n")).isEqualTo("gateway.file.quoting");
        assertThat(code(HEADER + ROW + "2024,2,\"25\"x,Feminicidio,7,\n")).isEqualTo("gateway.file.quoting");
    }

    @Test
    void eachLimit_refusesTheFile_justAboveIt() {
        assertThat(run(MAPPING, file(HEADER + ROW.replace("x", "y".repeat(50))), SMALL)
                        .records())
                .hasSize(1);
        assertThat(code(HEADER + ROW.replace("x", "y".repeat(51)))).isEqualTo("gateway.file.field-too-long");
        assertThat(code(HEADER + ROW.replace("x", "y".repeat(200_000)))).isEqualTo("gateway.file.field-too-long");
        assertThat(code(HEADER + "y".repeat(45) + "," + "z".repeat(46) + "\n")).isEqualTo("gateway.file.row-too-long");
        assertThat(code(HEADER + "1,2,3,4,5,6,7,8,9\n")).isEqualTo("gateway.file.too-many-columns");
        assertThat(code(HEADER + ROW.repeat(4))).isEqualTo("gateway.file.too-many-rows");
        assertThat(refused(bytes(HEADER + ROW), new Limits(10, 20, 8, 50, 90, 3, 2))
                        .code())
                .isEqualTo("gateway.file.too-large");
    }

    @Test
    void theStandardLimits_areAsDocumented() {
        assertThat(Limits.STANDARD).isEqualTo(new Limits(4L << 30, 250, 1_024, 65_536, 1 << 20, 20_000_000, 1_000_000));
        String longest = HEADER + ROW.replace("x", "y".repeat(Limits.FIELD_CHARS));
        assertThat(run(MAPPING, file(longest)).records()).hasSize(1);
        String longer = HEADER + ROW.replace("x", "y".repeat(Limits.FIELD_CHARS + 1));
        assertThat(refused(bytes(longer), Limits.STANDARD).code()).isEqualTo("gateway.file.field-too-long");
        String endless = HEADER + "y".repeat(8 * Limits.FIELD_CHARS);
        assertThat(refused(bytes(endless), Limits.STANDARD).code()).isEqualTo("gateway.file.field-too-long");
    }

    @Test
    void aGzipBomb_isRefused_beforeItFillsAnything() {
        byte[] bomb = Samples.gzip(bytes(HEADER + ROW.repeat(80_000)));
        assertThat(refused(bomb, new Limits(1 << 30, 20, 8, 50, 90, 1_000_000, 2))
                        .code())
                .isEqualTo("gateway.file.gzip-bomb");
        assertThat(refused(Samples.gzip(new byte[8 << 20]), Limits.STANDARD).code())
                .isIn("gateway.file.gzip-bomb", "gateway.file.field-too-long");
    }

    @Test
    void aCutOrDamagedGzip_isRefused() {
        byte[] packed = Samples.gzip(bytes(HEADER + ROW));
        assertThat(refused(Arrays.copyOf(packed, packed.length - 12), SMALL).code())
                .isEqualTo("gateway.file.gzip-broken");
        packed[packed.length - 6] ^= 0x55;
        assertThat(refused(packed, SMALL).code()).isEqualTo("gateway.file.gzip-broken");
    }

    @Test
    void aFileThatCannotBeRead_saysSo() {
        Source absent = Source.ofFile(Path.of("absent", "victims-1.csv"));
        assertThat(refusal(() -> run(MAPPING, absent)).code()).isEqualTo("gateway.file.unreadable");
    }

    @Test
    void aFileThatChangesBetweenTheReadings_isRefused() {
        Source changing = new Source() {
            private int opened;

            @Override
            public String name() {
                return "victims-1.csv";
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(bytes(HEADER + (opened++ == 0 ? ROW : "")));
            }
        };
        assertThat(refusal(() -> run(MAPPING, changing)).code()).isEqualTo("gateway.file.changed");
    }
}
