package puente.gateway.misp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Optional;
import java.util.UUID;
import puente.record.ProblemException;
import puente.record.Record;
import puente.record.RecordCodec;

/** Bytes of anything: an event that reads back the same, its records as the codec has them, or a refusal with its reason. */
class MispFuzz {
    @FuzzTest(maxDuration = "30s")
    void events(byte[] json) {
        try {
            MispEvent event = MispReader.event(json, 1 << 20).identified(() -> new UUID(1, 2));
            byte[] canonical = event.canonical();
            assertThat(MispReader.event(canonical, canonical.length)).isEqualTo(event);
            RecordCodec codec = RecordCodec.standard();
            for (Record record : MispRecords.records(event, MispSamples.FGR, MispSamples.AT, id -> Optional.empty())) {
                assertThat(codec.parse(codec.canonical(record))).isEqualTo(record);
            }
        } catch (ProblemException refused) {
            assertThat(refused.problems()).isNotEmpty();
        }
    }
}
