package puente.cli;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import puente.record.ProblemException;

/** Whatever a file of pairs holds, it is read or refused with a problem. */
class NamePairsFuzz {
    @FuzzTest
    void read_takesAnything(FuzzedDataProvider data) throws IOException {
        try (BufferedReader text = new BufferedReader(new StringReader(data.consumeRemainingAsString()))) {
            NamePairs.read("fuzz.csv", text);
        } catch (ProblemException refused) {
            if (refused.problems().isEmpty()) {
                throw new AssertionError("a refusal without a reason", refused);
            }
        }
    }
}
