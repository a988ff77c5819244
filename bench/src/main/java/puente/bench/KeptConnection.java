package puente.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.util.Locale;

/**
 * One HTTP/1.1 connection that is kept, for requests that must cost the measuring side next to nothing: a general client takes
 * half a millisecond of processor time a request, on a machine that is full of what is measured.
 */
final class KeptConnection implements AutoCloseable {
    private static final int LINE_MAX = 8192;

    private final Socket socket;
    private final InputStream in;
    private final String host;

    KeptConnection(URI node) throws IOException {
        socket = new Socket(node.getHost(), node.getPort());
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
        host = node.getHost() + ":" + node.getPort();
    }

    /** Gets a document; the answer's body. Throws where the status is no success, or the answer's length is not stated and it does not come in chunks. */
    String get(String path) throws IOException {
        return ask("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n", new byte[0]);
    }

    /** Posts JSON; the answer's body. Throws as {@link #get}. */
    String post(String path, String json) throws IOException {
        byte[] body = json.getBytes(UTF_8);
        String head = "POST " + path + " HTTP/1.1\r\nHost: " + host
                + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n";
        return ask(head, body);
    }

    private String ask(String head, byte[] body) throws IOException {
        byte[] request = new byte[head.length() + body.length];
        System.arraycopy(head.getBytes(US_ASCII), 0, request, 0, head.length());
        System.arraycopy(body, 0, request, head.length(), body.length);
        socket.getOutputStream().write(request);
        String status = line();
        int length = -1;
        boolean chunked = false;
        for (String header = line().toLowerCase(Locale.ROOT);
                !header.isEmpty();
                header = line().toLowerCase(Locale.ROOT)) {
            if (header.startsWith("content-length:")) {
                length = Integer.parseInt(
                        header.substring("content-length:".length()).strip());
            }
            chunked |= header.equals("transfer-encoding: chunked");
        }
        if (length < 0 && !chunked) {
            throw new IOException("no Content-Length after " + status);
        }
        String answer = new String(chunked ? chunks() : in.readNBytes(length), UTF_8);
        if (!status.startsWith("HTTP/1.1 2")) {
            throw new IOException(status + ": " + answer);
        }
        return answer;
    }

    /** A body in chunks (RFC 9112, section 7.1), without trailers. */
    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            body.write(in.readNBytes(size));
            line();
        }
        line();
        return body.toByteArray();
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || line.length() > LINE_MAX) {
                throw new EOFException("after \"" + line + "\"");
            }
            line.append((char) next);
        }
        return line.toString().strip();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
