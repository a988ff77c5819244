package puente.node;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import puente.exchange.Payload;
import puente.exchange.Transport;
import puente.ledger.EntryBundle;
import puente.ledger.SignedNote;
import puente.ledger.TileId;
import puente.store.ChannelId;

/**
 * Reaches one partner's exchange listener: HTTP/2 over mutual TLS 1.3 with both certificates pinned. Every answer has a
 * largest size and a longest time, so that a partner can cost this node no more than that; redirects are not followed.
 */
final class HttpTransport implements Transport, Proposals.Source, AutoCloseable {
    /** Longest time until a connection stands. */
    static final Duration CONNECT_MAX = Duration.ofSeconds(5);

    /** Longest time of one answer, beyond the patience that was asked for. */
    static final Duration ANSWER_MAX = Duration.ofSeconds(30);

    private static final int PAYLOAD_ANSWER_BYTES_MAX =
            PAYLOAD_BYTES_MAX + Payload.BYTES_MAX + 16 * PAYLOAD_ENTRIES_MAX;
    private static final int OK = 200;
    private static final int PARTIAL = 206;
    private static final int NO_CONTENT = 204;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    private final URI partner;
    private final HttpClient client;

    /**
     * @param partner the partner's {@code https} address, from its introduction
     * @param context shows this node's certificate and trusts only the partner's
     */
    HttpTransport(URI partner, SSLContext context) {
        String text = partner.toString();
        this.partner = URI.create(text.endsWith("/") ? text : text + "/");
        this.client = HttpClient.newBuilder()
                .sslContext(context)
                .version(HttpClient.Version.HTTP_2)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT_MAX)
                .build();
    }

    @Override
    public Optional<byte[]> checkpoint(ChannelId channel, long newerThan, Duration patience) throws IOException {
        String query = "?newerThan=" + newerThan + "&wait=" + patience.toMillis();
        return get("channels/" + channel.path() + "/checkpoint" + query, SignedNote.SIZE_MAX, patience);
    }

    @Override
    public Optional<byte[]> tile(ChannelId channel, TileId tile) throws IOException {
        int most = tile.isEntries() ? EntryBundle.SIZE_MAX : TileId.FULL_WIDTH * puente.ledger.Hash.SIZE;
        return get("channels/" + channel.path() + "/" + tile.path(), most, Duration.ZERO);
    }

    @Override
    public Optional<byte[]> payloads(ChannelId channel, long first, int count) throws IOException {
        return get(
                "channels/" + channel.path() + "/payload/" + first + "/" + count,
                PAYLOAD_ANSWER_BYTES_MAX,
                Duration.ZERO);
    }

    @Override
    public boolean cosignature(ChannelId channel, byte[] note) throws IOException {
        HttpResponse<byte[]> response = post("channels/" + channel.path() + "/cosignature", note);
        return switch (response.statusCode()) {
            case OK, NO_CONTENT -> true;
            case CONFLICT -> false;
            default -> throw unexpected(response.statusCode());
        };
    }

    @Override
    public Optional<InputStream> evidence(ChannelId channel, String sha256, long offset) throws IOException {
        HttpRequest request = request("channels/" + channel.path() + "/evidence/" + sha256)
                .header("Range", "bytes=" + offset + "-")
                .build();
        HttpResponse<InputStream> response = send(request, BodyHandlers.ofInputStream(), ANSWER_MAX);
        int status = response.statusCode();
        if (status == PARTIAL || (status == OK && offset == 0)) {
            return Optional.of(new StallGuard(response.body()));
        }
        response.body().close();
        if (status == NOT_FOUND) {
            return Optional.empty();
        }
        throw unexpected(status);
    }

    @Override
    public Optional<byte[]> proposals() throws IOException {
        return get("agreements/proposals", Proposals.OFFERS_BYTES_MAX, Duration.ZERO);
    }

    @Override
    public Optional<byte[]> proposal(String hash) throws IOException {
        return get("agreements/proposals/" + hash, ProposalFiles.BODY_BYTES_MAX, Duration.ZERO);
    }

    /** {@code POST /witness/add-checkpoint}: the status, content and media type are C2SP tlog-witness's. */
    HttpResponse<byte[]> addCheckpoint(byte[] body) throws IOException {
        return post("witness/add-checkpoint", body);
    }

    private HttpResponse<byte[]> post(String path, byte[] body) throws IOException {
        HttpRequest request = request(path)
                .header("Content-Type", "text/plain; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        return send(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), SignedNote.SIZE_MAX), ANSWER_MAX);
    }

    private Optional<byte[]> get(String path, int bytesMax, Duration patience) throws IOException {
        HttpResponse<byte[]> response = send(
                request(path).build(),
                BodyHandlers.limiting(BodyHandlers.ofByteArray(), bytesMax),
                patience.plus(ANSWER_MAX));
        return switch (response.statusCode()) {
            case OK -> Optional.of(response.body());
            case NOT_FOUND -> Optional.empty();
            default -> throw unexpected(response.statusCode());
        };
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(partner.resolve(path));
    }

    private static IOException unexpected(int status) {
        return new IOException("the partner answered with status " + status);
    }

    /** Sends, and takes the whole answer within a time: {@link HttpRequest#timeout} ends at the headers. */
    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> body, Duration most)
            throws IOException {
        CompletableFuture<HttpResponse<T>> answer = client.sendAsync(request, body);
        try {
            return answer.get(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("the node stops").initCause(stop);
        } catch (TimeoutException slow) {
            answer.cancel(true);
            throw new IOException("no whole answer within " + most, slow);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof IOException io ? io : new IOException(failed.getCause());
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
