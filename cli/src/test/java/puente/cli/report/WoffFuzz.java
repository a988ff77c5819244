package puente.cli.report;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;

/** Whatever a font file holds, it is unpacked or refused, and never larger than is allowed. */
class WoffFuzz {
    @FuzzTest
    void unpack_takesAnything(FuzzedDataProvider data) {
        try {
            if (Woff.unpack(data.consumeRemainingAsBytes()).length > Woff.BYTES_MAX) {
                throw new AssertionError("larger than is allowed");
            }
        } catch (IOException refused) {
            if (refused.getMessage() == null) {
                throw new AssertionError("a refusal without a reason", refused);
            }
        }
    }
}
