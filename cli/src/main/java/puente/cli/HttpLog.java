package puente.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import puente.ledger.EntryBundle;
import puente.ledger.LogReader;
import puente.ledger.Tile;
import puente.ledger.TileId;

/**
 * A log as anyone serves it over HTTP: {@code checkpoint} and {@code tile/…} below a prefix (C2SP tlog-tiles, "Parameters"). A
 * partial tile that is gone is cut from its full tile, as that specification allows a log to delete it. A body larger than the
 * standard allows is a fault of the server and is not read to its end. Safe for use by several threads.
 */
public final class HttpLog implements LogReader, AutoCloseable {
    /** Largest bundle: 256 entries of 65,535 bytes, each with its two bytes of length. */
    static final int BUNDLE_BYTES_MAX = TileId.FULL_WIDTH * (65_535 + 2);

    /** Largest checkpoint that is read. */
    static final int CHECKPOINT_BYTES_MAX = 1 << 20;

    /** How often a request that got no answer is made again. */
    static final int ATTEMPTS_MAX = 3;

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final URI prefix;
    private final String token;
    private final HttpClient client;

    /** @param prefix the log's address; {@code checkpoint} and {@code tile/} are below it */
    public HttpLog(URI prefix) {
        this(prefix, "");
    }

    /** As {@link #HttpLog(URI)}; a token that is not empty is shown to this address, and to no other that it might lead to. */
    public HttpLog(URI prefix, String token) {
        this.token = token;
        this.client = HttpClient.newBuilder()
                .connectTimeout(Duration.ofSeconds(10))
                .followRedirects(token.isEmpty() ? HttpClient.Redirect.NORMAL : HttpClient.Redirect.NEVER)
                .build();
        this.prefix = prefix.getPath().endsWith("/") ? prefix : URI.create(prefix + "/");
    }

    @Override
    public Optional<byte[]> checkpoint() throws IOException {
        return get("checkpoint", CHECKPOINT_BYTES_MAX);
    }

    @Override
    public Optional<byte[]> tile(TileId tile) throws IOException {
        int most = tile.isEntries() ? BUNDLE_BYTES_MAX : TileId.FULL_WIDTH * 32;
        Optional<byte[]> bytes = get(tile.path(), most);
        if (bytes.isPresent() || tile.isFull()) {
            return bytes;
        }
        return get(tile.fullPath(), most)
                .flatMap(full ->
                        tile.isEntries() ? EntryBundle.prefix(full, tile.width()) : Tile.prefix(full, tile.width()));
    }

    private Optional<byte[]> get(String path, int most) throws IOException {
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(prefix.resolve(path)).timeout(TIMEOUT).GET();
        if (!token.isEmpty()) {
            builder.header("Authorization", "Bearer " + token);
        }
        HttpRequest request = builder.build();
        for (int attempt = 1; ; attempt++) {
            try {
                return answer(request, client.send(request, BodyHandlers.ofInputStream()), most);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IOException(request.uri() + " was interrupted", interrupted);
            } catch (ServerFault fault) {
                throw fault;
            } catch (IOException unanswered) {
                if (attempt == ATTEMPTS_MAX) {
                    throw new IOException(request.uri() + ": " + unanswered.getMessage(), unanswered);
                }
            }
        }
    }

    private static Optional<byte[]> answer(HttpRequest request, HttpResponse<InputStream> response, int most)
            throws IOException {
        try (InputStream body = response.body()) {
            if (response.statusCode() == 404 || response.statusCode() == 410) {
                return Optional.empty();
            }
            if (response.statusCode() != 200) {
                throw new ServerFault(request.uri() + " → HTTP " + response.statusCode());
            }
            byte[] bytes = body.readNBytes(most + 1);
            if (bytes.length > most) {
                throw new ServerFault(request.uri() + " > " + most + " bytes");
            }
            return Optional.of(bytes);
        }
    }

    /** The server answered, but not with what the standard allows; asking again would not help. */
    private static final class ServerFault extends IOException {
        private static final long serialVersionUID = 1L;

        ServerFault(String message) {
            super(message);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
