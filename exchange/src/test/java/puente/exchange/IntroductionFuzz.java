package puente.exchange;

import com.code_intelligence.jazzer.junit.FuzzTest;
import puente.record.ProblemException;

/** Whatever the bytes, the answer is a value or a catalogued refusal. */
class IntroductionFuzz {
    @FuzzTest
    void parse(byte[] bytes) {
        try {
            Introduction.parse(bytes);
        } catch (ProblemException refused) {
            // The one legitimate answer to malformed input.
        }
    }
}
