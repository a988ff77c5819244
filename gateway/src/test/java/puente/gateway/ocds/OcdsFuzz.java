package puente.gateway.ocds;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.Instant;
import java.util.Optional;
import puente.gateway.Limits;
import puente.gateway.Source;
import puente.record.Agency;
import puente.record.ProblemException;

/** Any bytes at all: they are read, or refused with a {@link ProblemException}; nothing else is thrown. */
class OcdsFuzz {
    @FuzzTest
    void packages(byte[] input) {
        try {
            OcdsImport.run(
                    Source.ofBytes("fuzz.json", input),
                    new Agency("mx/uif"),
                    Instant.EPOCH,
                    Optional.empty(),
                    Limits.STANDARD,
                    outcome -> assertThat(outcome.row()).isPositive());
        } catch (ProblemException refused) {
            assertThat(refused.problems()).isNotEmpty();
        }
    }
}
