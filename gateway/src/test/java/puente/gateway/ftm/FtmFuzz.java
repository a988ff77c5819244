package puente.gateway.ftm;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import puente.record.ProblemException;
import puente.record.Record;
import puente.record.RecordCodec;

/** A line of anything: a record that the codec reads back the same, or a refusal with its reason, and nothing else. */
class FtmFuzz {
    @FuzzTest(maxDuration = "30s")
    void entities(byte[] line) {
        try {
            Record record = new FtmImport(FtmTest.UIF, FtmTest.AT).read(line);
            RecordCodec codec = RecordCodec.standard();
            assertThat(codec.parse(codec.canonical(record))).isEqualTo(record);
            if (FtmExport.KINDS.contains(record.kind())) {
                assertThat(FtmExport.entity(record)).containsKey("id");
            }
        } catch (ProblemException refused) {
            assertThat(refused.problems()).isNotEmpty();
        }
    }
}
