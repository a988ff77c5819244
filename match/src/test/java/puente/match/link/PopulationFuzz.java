package puente.match.link;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;
import puente.record.ProblemException;

class PopulationFuzz {
    /** Any bytes behind the format's name are a population, or are refused with a reason; nothing else escapes, and nothing is made room for ahead. */
    @FuzzTest
    void anyBytes_areAPopulationOrARefusal(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        try {
            PopulationFile.read(new ByteArrayInputStream(packed.toByteArray()), "fuzz.population");
        } catch (ProblemException refused) {
            if (refused.problems().isEmpty()) {
                throw new AssertionError("a refusal without a reason", refused);
            }
        }
    }
}
