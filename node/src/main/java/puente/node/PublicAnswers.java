package puente.node;

import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import puente.exchange.Sha256;
import puente.record.CanonicalJson;

/**
 * Answers that are the same for everybody, kept until what they are made of changes: each is made once, however many ask at the same time, and
 * the least recently asked goes first where the room is used up. Safe for use by many threads.
 */
final class PublicAnswers {
    /** Bytes of all answers together, as they are sent. */
    static final int BYTES_MAX = 32 << 20;

    private static final String CACHED = "public, max-age=60";
    private static final int SMALL = 1_000;

    private static final class Kept {
        private @Nullable Body body;
    }

    private record Body(byte[] plain, byte[] gzip, String digest) {
        int size() {
            return plain.length + gzip.length;
        }
    }

    private final Map<String, Kept> answers = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /**
     * Sends an answer with its tag; nothing but the tag to who has it already.
     *
     * @param key question and state of what it is made of: with the same key it is the same answer
     */
    void send(Context request, String key, Supplier<Object> maker) {
        Body body = body(key, maker);
        boolean zipped = PageRoutes.accepts(request, "gzip") && body.plain().length > SMALL;
        String tag = '"' + body.digest() + (zipped ? "-gzip" : "") + '"';
        request.header("Cache-Control", CACHED);
        request.header("ETag", tag);
        request.header("Vary", "Accept-Encoding");
        if (PageRoutes.isKnown(request.header("If-None-Match"), tag)) {
            request.status(304);
            return;
        }
        request.contentType("application/json");
        if (zipped) {
            request.header("Content-Encoding", "gzip");
        }
        request.result(zipped ? body.gzip() : body.plain());
    }

    private Body body(String key, Supplier<Object> maker) {
        Kept kept;
        synchronized (answers) {
            kept = answers.computeIfAbsent(key, _ -> new Kept());
        }
        synchronized (kept) {
            Body made = kept.body;
            if (made == null) {
                try {
                    byte[] plain = CanonicalJson.write(maker.get());
                    made = new Body(plain, zip(plain), Sha256.of(plain).hex());
                    kept.body = made;
                    keep(made);
                } finally {
                    // What was refused leaves nothing behind.
                    if (kept.body == null) {
                        forget(key, kept);
                    }
                }
            }
            return made;
        }
    }

    private void forget(String key, Kept kept) {
        synchronized (answers) {
            answers.remove(key, kept);
        }
    }

    private void keep(Body made) {
        synchronized (answers) {
            bytes += made.size();
            var eldest = answers.entrySet().iterator();
            while (bytes > BYTES_MAX && eldest.hasNext()) {
                Body gone = eldest.next().getValue().body;
                if (gone != null && gone != made) {
                    bytes -= gone.size();
                    eldest.remove();
                }
            }
        }
    }

    private static byte[] zip(byte[] plain) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(plain.length / 4 + 64);
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory can be written", impossible);
        }
        return out.toByteArray();
    }
}
