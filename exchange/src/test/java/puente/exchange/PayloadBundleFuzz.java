package puente.exchange;

import com.code_intelligence.jazzer.junit.FuzzTest;
import puente.record.ProblemException;

/** Whatever the bytes, the answer is a value or a catalogued refusal. */
class PayloadBundleFuzz {
    @FuzzTest
    void decode(byte[] bytes) {
        try {
            PayloadBundle.decode(bytes, Transport.PAYLOAD_ENTRIES_MAX);
        } catch (ProblemException refused) {
            // The one legitimate answer to malformed input.
        }
    }
}
