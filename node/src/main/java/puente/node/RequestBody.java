package puente.node;

import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import puente.record.Problem;
import puente.record.ProblemException;

/** Request bodies with a bound: refused by their declared length before they are read, and by their real one while they are. */
final class RequestBody {
    /** Longest time an ordinary body may take to arrive, and how long a streamed one may be slow. */
    static final Duration ARRIVAL_MAX = Duration.ofSeconds(60);

    /** What a body that is streamed (a file, an import) brings a second at least, on the average, once {@link #ARRIVAL_MAX} is over. */
    static final int BYTES_A_SECOND_MIN = 1024;

    private static final int PART_BYTES = 8192;
    private static final double NANOS_A_SECOND = 1e9;

    private RequestBody() {}

    /** The whole body in memory. */
    static byte[] read(Context request, int bytesMax) throws IOException {
        return read(request, bytesMax, ARRIVAL_MAX);
    }

    /** The same within a time of the caller's. */
    static byte[] read(Context request, int bytesMax, Duration arrivalMax) throws IOException {
        long deadline = System.nanoTime() + arrivalMax.toNanos();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (InputStream in = stream(request, bytesMax, arrivalMax)) {
            byte[] part = new byte[PART_BYTES];
            for (int some = in.read(part); some >= 0; some = in.read(part)) {
                body.write(part, 0, some);
                if (System.nanoTime() - deadline > 0) {
                    throw new ProblemException(Problem.of("node.http.interrupted", ""));
                }
            }
        }
        return body.toByteArray();
    }

    /** The body as it arrives; one that trickles is broken off. */
    static InputStream stream(Context request, long bytesMax) {
        return stream(request, bytesMax, ARRIVAL_MAX);
    }

    /** The same, patient for so long. */
    static InputStream stream(Context request, long bytesMax, Duration patience) {
        if (request.req().getContentLengthLong() > bytesMax) {
            throw tooLarge(bytesMax);
        }
        return new Bounded(request.bodyInputStream(), bytesMax, patience);
    }

    /** Refuses a body whose content type is not one of these; parameters such as {@code charset} are allowed. */
    static String contentType(Context request, String... accepted) {
        String stated = request.contentType();
        String type = stated == null ? "" : stated.split(";", 2)[0].strip().toLowerCase(java.util.Locale.ROOT);
        for (String each : accepted) {
            if (each.equals(type)) {
                return each;
            }
        }
        throw new ProblemException(
                Problem.of("node.http.content-type", "", "found", type, "accepted", String.join(", ", accepted)));
    }

    private static ProblemException tooLarge(long bytesMax) {
        return new ProblemException(Problem.of("node.http.body-size", "", "limit", bytesMax));
    }

    private static final class Bounded extends FilterInputStream {
        private final long bytesMax;
        private final long patienceNanos;
        private final long begun = System.nanoTime();
        private long read;

        Bounded(InputStream in, long bytesMax, Duration patience) {
            super(in);
            this.bytesMax = bytesMax;
            this.patienceNanos = patience.toNanos();
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            count(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int some = super.read(target, offset, length);
            count(Math.max(0, some));
            return some;
        }

        private void count(int some) {
            read += some;
            if (read > bytesMax) {
                throw tooLarge(bytesMax);
            }
            long nanos = System.nanoTime() - begun;
            if (nanos > patienceNanos && read < nanos / NANOS_A_SECOND * BYTES_A_SECOND_MIN) {
                throw new ProblemException(Problem.of("node.http.interrupted", ""));
            }
        }
    }

    /** A body that is one JSON object. */
    static RequestObject object(Context request, NodeConfiguration configuration) throws IOException {
        contentType(request, "application/json");
        return RequestObject.parse(read(request, configuration.limits().requestBytes()));
    }
}
