package puente.match.table;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import puente.record.ProblemException;

class CsvFuzz {
    /** Any bytes are rows, or are refused with a reason; nothing else escapes. */
    @FuzzTest
    void anyBytes_areRowsOrARefusal(byte[] bytes) throws IOException {
        CsvParser parser = new CsvParser(new ByteArrayInputStream(bytes), CsvTable.delimiter(bytes), "fuzz.csv");
        try {
            while (parser.next()) {
                for (int cell = 0; cell < parser.cells(); cell++) {
                    if (parser.start(cell) > parser.end(cell) || parser.end(cell) > parser.buffer().length) {
                        throw new AssertionError("a cell outside its row");
                    }
                }
            }
        } catch (ProblemException refused) {
            if (refused.problems().isEmpty()) {
                throw new AssertionError("a refusal without a reason", refused);
            }
        }
    }
}
