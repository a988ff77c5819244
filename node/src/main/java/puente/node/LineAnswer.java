package puente.node;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import puente.record.Language;
import puente.record.ProblemException;

/** An answer in JSON Lines that begins with its first line: until then, a refusal is still a plain problem document. */
final class LineAnswer {
    private final Context request;
    private final Language language;
    private boolean begun;

    LineAnswer(Context request, Language language) {
        this.request = request;
        this.language = language;
    }

    Language language() {
        return language;
    }

    /** Says how far it came. */
    void progress(long rows, long records) {
        line(Map.of("rows", rows, "records", records));
    }

    void done(Map<String, Object> account) {
        Map<String, Object> last = new LinkedHashMap<>();
        last.put("done", true);
        last.putAll(account);
        line(last);
    }

    /** Refuses: as a problem document if nothing was said yet, as the last line otherwise. */
    void refuse(ProblemException refused) {
        if (!begun) {
            throw refused;
        }
        Map<String, Object> last = new LinkedHashMap<>();
        last.put("done", false);
        last.put(
                "problem",
                Json.parse(ProblemResponse.of(refused.problems(), language).body()));
        line(last);
    }

    private void line(Map<String, Object> line) {
        try {
            OutputStream out = begin();
            out.write(Json.bytes(line));
            out.write('\n');
            out.flush();
        } catch (IOException gone) {
            throw new UncheckedIOException("the reader of the answer is gone", gone);
        }
    }

    private OutputStream begin() {
        if (!begun) {
            begun = true;
            request.contentType("application/jsonl");
            request.header("Cache-Control", "no-store");
        }
        return request.outputStream();
    }
}
