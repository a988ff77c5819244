package puente.gateway.iati;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import puente.gateway.Limits;
import puente.gateway.Source;
import puente.record.Agency;
import puente.record.ProblemException;

/** Any bytes at all: they are read, or refused with a {@link ProblemException}; nothing is fetched and nothing else is thrown. */
class IatiFuzz {
    @FuzzTest
    void activities(byte[] input) throws IOException {
        try {
            IatiReader.Read read = IatiReader.read(new ByteArrayInputStream(input), "fuzz.xml");
            if (!read.programmes().isEmpty()) {
                IatiWriter.write(read.programmes(), read.lines(), Instant.EPOCH, new ByteArrayOutputStream());
            }
        } catch (ProblemException refused) {
            assertThat(refused.problems()).isNotEmpty();
        }
    }

    @FuzzTest
    void imports(byte[] input) {
        try {
            IatiImport.run(
                    Source.ofBytes("fuzz.xml", input),
                    new Agency("mx/uif"),
                    Instant.EPOCH,
                    Optional.of("mx.sesnsp.crime-victims"),
                    Limits.STANDARD,
                    outcome -> assertThat(outcome.row()).isPositive());
        } catch (ProblemException refused) {
            assertThat(refused.problems()).isNotEmpty();
        }
    }

    @FuzzTest
    void programmes(byte[] input) {
        try {
            assertThat(ProgrammeFile.read("fuzz.yaml", input)).isNotEmpty();
        } catch (ProblemException refused) {
            assertThat(refused.problems()).isNotEmpty();
        }
    }
}
