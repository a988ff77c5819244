package puente.gateway;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import puente.record.Problem;
import puente.record.ProblemException;

/**
 * The text inside a source: gzip is recognised by its magic bytes and undone within limits, a UTF-8 byte order mark is
 * dropped, bytes that are not UTF-8 are reported instead of replaced, and the bytes as they came are digested on the way.
 */
public final class TextInput implements AutoCloseable {
    private static final int BUFFER = 1 << 16;
    private static final int[] BYTE_ORDER_MARK = {0xEF, 0xBB, 0xBF};

    private final String name;
    private final Raw raw;
    private final InputStream text;

    private TextInput(String name, Raw raw, InputStream text) {
        this.name = name;
        this.raw = raw;
        this.text = text;
    }

    /**
     * Opens a source.
     *
     * @throws ProblemException {@code gateway.file.unreadable}, {@code gateway.file.gzip-broken}
     */
    public static TextInput open(Source source, Limits limits) {
        try {
            Raw raw = new Raw(source.open());
            InputStream buffered = new BufferedInputStream(raw, BUFFER);
            buffered.mark(2);
            boolean gzip = buffered.read() == 0x1F && buffered.read() == 0x8B;
            buffered.reset();
            InputStream plain = gzip ? new GZIPInputStream(buffered, BUFFER) : buffered;
            InputStream limited = new BufferedInputStream(new Limited(source.name(), plain, raw, gzip, limits), BUFFER);
            limited.mark(BYTE_ORDER_MARK.length);
            for (int expected : BYTE_ORDER_MARK) {
                if (limited.read() != expected) {
                    limited.reset();
                    break;
                }
            }
            return new TextInput(source.name(), raw, limited);
        } catch (IOException fault) {
            throw refusal(source.name(), 1, fault);
        }
    }

    /** The text's bytes, without byte order mark. */
    public InputStream bytes() {
        return text;
    }

    /** The text's characters; bytes that are not UTF-8 end in a {@link CharacterCodingException}. */
    public Reader characters() {
        return new InputStreamReader(
                text,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    /** SHA-256 of the source's bytes as they came, in hexadecimal; reads what is left of them. */
    public String digest() throws IOException {
        byte[] rest = new byte[BUFFER];
        while (raw.read(rest, 0, rest.length) >= 0) {
            continue;
        }
        return HexFormat.of().formatHex(raw.digest.digest());
    }

    @Override
    public void close() {
        try {
            text.close();
        } catch (IOException fault) {
            throw refusal(name, 0, fault);
        }
    }

    /** What a fault of reading means to the person who gave the file. */
    public static ProblemException refusal(String name, long line, IOException fault) {
        String code = switch (fault) {
            case CharacterCodingException _ -> "gateway.file.not-utf8";
            case ZipException _ -> "gateway.file.gzip-broken";
            case java.io.EOFException _ -> "gateway.file.gzip-broken";
            default -> "gateway.file.unreadable";
        };
        String said = fault.getMessage();
        return new ProblemException(Problem.of(
                code,
                name + ":" + line,
                "file",
                name,
                "line",
                line,
                "reason",
                said == null ? fault.getClass().getSimpleName() : said));
    }

    /** Counts and digests what is read from the source. */
    private static final class Raw extends FilterInputStream {
        private final MessageDigest digest;
        private long count;

        Raw(InputStream in) {
            super(in);
            try {
                digest = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException absent) {
                throw new AssertionError("every Java platform has SHA-256", absent);
            }
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int read = super.read(into, from, length);
            if (read > 0) {
                digest.update(into, from, read);
                count += read;
            }
            return read;
        }
    }

    /** Ends a text that is larger than a file may be, or than its compressed form can honestly hold. */
    private static final class Limited extends FilterInputStream {
        private final String name;
        private final Raw raw;
        private final boolean gzip;
        private final Limits limits;
        private long count;

        Limited(String name, InputStream in, Raw raw, boolean gzip, Limits limits) {
            super(in);
            this.name = name;
            this.raw = raw;
            this.gzip = gzip;
            this.limits = limits;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int read = super.read(into, from, length);
            count += Math.max(0, read);
            if (count > limits.fileBytes()) {
                throw new ProblemException(
                        Problem.of("gateway.file.too-large", name, "file", name, "limit", limits.fileBytes()));
            }
            if (gzip && count > Limits.GZIP_RATIO_FROM_BYTES && count / limits.gzipRatio() > raw.count) {
                throw new ProblemException(
                        Problem.of("gateway.file.gzip-bomb", name, "file", name, "limit", limits.gzipRatio()));
            }
            return read;
        }
    }
}
