package puente.gateway.jsonl;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import puente.gateway.Limits;
import puente.record.Problem;
import puente.record.ProblemException;

/** The lines of a text, as bytes, each within the limits. Not safe for use by several threads. */
final class Lines {
    private final String file;
    private final InputStream in;
    private final Limits limits;
    private final byte[] buffer = new byte[1 << 16];
    private int at;
    private int end;
    private long line;

    Lines(String file, InputStream in, Limits limits) {
        this.file = file;
        this.in = in;
        this.limits = limits;
    }

    /** The number of the line last given: 1 for the first. */
    long number() {
        return line;
    }

    /** The next line without its end; empty at the end of the text. */
    Optional<byte[]> next() throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream(512);
        boolean any = false;
        while (true) {
            if (at == end) {
                at = 0;
                end = Math.max(0, in.read(buffer, 0, buffer.length));
                if (end == 0) {
                    break;
                }
            }
            any = true;
            int from = at;
            while (at < end && buffer[at] != '\n') {
                at++;
            }
            whole.write(buffer, from, at - from);
            if (whole.size() > limits.rowChars()) {
                line++;
                throw refusal("gateway.file.row-too-long", "limit", limits.rowChars());
            }
            if (at < end) {
                at++;
                break;
            }
        }
        if (!any) {
            return Optional.empty();
        }
        line++;
        return Optional.of(whole.toByteArray());
    }

    /** Whether a line holds blanks only; such lines are not rows. */
    static boolean isBlank(byte[] line) {
        for (byte each : line) {
            if (each != ' ' && each != '\t' && each != '\r') {
                return false;
            }
        }
        return true;
    }

    ProblemException refusal(String code, Object... more) {
        Object[] arguments = java.util.Arrays.copyOf(new Object[] {"file", file, "line", line}, 4 + more.length);
        System.arraycopy(more, 0, arguments, 4, more.length);
        return new ProblemException(Problem.of(code, file + ":" + line, arguments));
    }
}
