package puente.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import puente.record.ProblemException;

/** Whatever the bytes, the answer is a value or a catalogued refusal. */
class LeafFuzz {
    @FuzzTest
    void parse(byte[] bytes) {
        try {
            assertThat(LeafCodec.encode(LeafCodec.parse(bytes))).isEqualTo(bytes);
        } catch (ProblemException refused) {
            // The one legitimate answer to malformed input.
        }
    }
}
