package puente.gateway.stix;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Optional;
import puente.record.ProblemException;

/** Bytes from a TAXII client: an object that comes back the same, or a refusal with its reason, and nothing else. */
class StixFuzz {
    @FuzzTest(maxDuration = "30s")
    void envelopes(byte[] bytes) {
        try {
            for (StixReader.Outcome outcome : StixReader.envelope(bytes, 1 << 16)) {
                switch (outcome) {
                    case StixReader.Outcome.Read read -> check(read.object());
                    case StixReader.Outcome.Refused refused ->
                        assertThat(refused.problems()).isNotEmpty();
                }
            }
        } catch (ProblemException refused) {
            assertThat(refused.problems()).isNotEmpty();
        }
    }

    @FuzzTest(maxDuration = "30s")
    void objects(byte[] bytes) {
        try {
            check(StixReader.object(bytes));
        } catch (ProblemException refused) {
            assertThat(refused.problems()).isNotEmpty();
        }
    }

    private static void check(StixObject object) {
        assertThat(StixReader.object(object.canonical())).isEqualTo(object);
        StixRecords.kind(object).ifPresent(kind -> {
            try {
                assertThat(StixRecords.record(object, kind, id -> Optional.empty(), StixSamples.FGR, StixSamples.AT)
                                .kind())
                        .isEqualTo(kind.name());
            } catch (ProblemException notARecord) {
                assertThat(notARecord.problems()).isNotEmpty();
            }
        });
    }
}
