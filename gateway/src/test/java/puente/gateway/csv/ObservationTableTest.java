package puente.gateway.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static puente.gateway.Samples.HEADER;
import static puente.gateway.Samples.MAPPING;
import static puente.gateway.Samples.file;
import static puente.gateway.Samples.refusal;
import static puente.gateway.Samples.run;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import puente.gateway.ready.Scenario;
import puente.record.Record;

class ObservationTableTest {
    private static final String ROWS = HEADER + "2024,1,25,Homicidio doloso,7,x\n";

    private static String write(Record record) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ObservationTable.write(Stream.of(record), out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Record record(String mapping) {
        return run(mapping, file(ROWS)).records().getFirst();
    }

    @Test
    void anOpenObservation_isARowWithItsLabelPurposesAndAudience() throws Exception {
        Record record = record(MAPPING);

        String[] lines = write(record).split("\r\n");

        assertThat(lines).hasSize(2);
        assertThat(lines[0]).isEqualTo(String.join(",", ObservationTable.COLUMNS));
        assertThat(lines[1])
                .isEqualTo(record.id()
                        + ",1,mx/sesnsp,mx.sesnsp.crime-victims,MX-SIN,2024-01,calendar,7,victims,crime=homicidio-doloso,,"
                        + "CLEAR,statistics,mx;us,A2,\"Test (victims-1.csv, 1)\",true,2026-11-21T18:00:00Z");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "tlp: CLEAR~tlp: GREEN",
                "codes: []~codes: [H1]",
                "originatorConsent: false~originatorConsent: true",
                "grading: A2~grading: A2, retainUntil: \"2027-01-01\""
            })
    void whatTheTableCannotMark_itDoesNotCarry(String open, String restricted) {
        assertThat(refusal(() -> write(record(MAPPING.replace(open, restricted))))
                        .code())
                .isEqualTo("gateway.export.handling");
    }

    @Test
    void otherKinds_andFormulas_areRefused() {
        Record person = Scenario.records("mx").stream()
                .filter(record -> record.kind().equals("person"))
                .findFirst()
                .orElseThrow();
        assertThat(refusal(() -> write(person)).code()).isEqualTo("gateway.export.kind");
        assertThat(refusal(() -> write(record(MAPPING.replace("source: Test", "source: \"=HYPERLINK(1)\""))))
                        .code())
                .isEqualTo("gateway.export.formula");
    }
}
