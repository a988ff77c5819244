package puente.match.table;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.EOFException;
import java.io.IOException;
import java.util.zip.ZipException;
import puente.record.ProblemException;

class ParquetFuzz {
    /** Any bytes are a table, or are refused with a reason. */
    @FuzzTest
    void anyBytes_areATableOrARefusal(byte[] bytes) throws IOException {
        try {
            ParquetTable.parse(bytes, "fuzz.parquet", RowProgress.NONE);
        } catch (ProblemException refused) {
            if (refused.problems().isEmpty()) {
                throw new AssertionError("a refusal without a reason", refused);
            }
        } catch (ZipException | EOFException broken) {
            // A gzip page that is none; the command tells it as an unreadable file.
        }
    }
}
