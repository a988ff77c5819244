package puente.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One outgoing channel of a node, driven and watched through the node's own API. */
final class ChannelProbe {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CONNECTIONS = 64;
    private static final Pattern ENTRY = Pattern.compile("\"entry\":(\\d+)");
    private static final Duration ANSWER_TIME_MAX = Duration.ofMinutes(5);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI node;
    private final String from;
    private final String to;

    ChannelProbe(URI node, String from, String to) {
        this.node = node;
        this.from = from;
        this.to = to;
    }

    /** Stores records at the node; answers their ids in order. */
    List<String> store(byte[] lines) throws IOException, InterruptedException {
        send(HttpRequest.newBuilder(node.resolve("/api/v1/records"))
                .header("Content-Type", "application/jsonl")
                .POST(HttpRequest.BodyPublishers.ofByteArray(lines)));
        List<String> ids = new ArrayList<>();
        new String(lines, StandardCharsets.UTF_8).lines().forEach(line -> ids.add(line.substring(7, 43)));
        return ids;
    }

    /** Discloses every observation of an indicator, in one request. */
    void discloseAll(String indicator) throws IOException, InterruptedException {
        send(post(
                "{\"filter\":{\"kind\":\"observation\",\"field\":[\"indicator:%s\"]},\"to\":\"%s\",\"purpose\":\"statistics\"}"
                        .formatted(indicator, to)));
    }

    private HttpRequest.Builder post(String body) {
        return HttpRequest.newBuilder(node.resolve("/api/v1/disclosures"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    /** A record proposed at {@code dueNanos}, now entry {@code entry}. */
    record Disclosed(long dueNanos, long entry) {}

    /** Proposals under way at a steady rate. */
    record Paced(List<Future<List<Disclosed>>> senders) {
        /** What became of each, in no order, once all have been answered. */
        List<Disclosed> finish() throws IOException, InterruptedException {
            List<Disclosed> all = new ArrayList<>();
            for (Future<List<Disclosed>> each : senders) {
                try {
                    all.addAll(each.get());
                } catch (ExecutionException failed) {
                    throw new IOException("a proposal failed", failed);
                }
            }
            return all;
        }
    }

    /**
     * Discloses records one by one, {@code perSecond} a second, whether or not earlier ones have been answered; by {@value
     * #CONNECTIONS} connections, as a client would. Time is counted from when each was due, so that waiting for a connection counts.
     */
    Paced discloseEach(List<String> ids, int perSecond) {
        long start = System.nanoTime();
        AtomicInteger next = new AtomicInteger();
        List<Future<List<Disclosed>>> senders = new ArrayList<>();
        for (int connection = 0; connection < CONNECTIONS; connection++) {
            FutureTask<List<Disclosed>> sender = new FutureTask<>(() -> discloseInTurn(ids, next, start, perSecond));
            senders.add(sender);
            Thread.startVirtualThread(sender);
        }
        return new Paced(senders);
    }

    private List<Disclosed> discloseInTurn(List<String> ids, AtomicInteger next, long start, int perSecond)
            throws IOException {
        List<Disclosed> disclosed = new ArrayList<>();
        try (KeptConnection connection = new KeptConnection(node)) {
            for (int at = next.getAndIncrement(); at < ids.size(); at = next.getAndIncrement()) {
                long due = start + at * TimeUnit.SECONDS.toNanos(1) / perSecond;
                for (long early = due - System.nanoTime(); early > 0; early = due - System.nanoTime()) {
                    LockSupport.parkNanos(early);
                }
                String answer = connection.post(
                        "/api/v1/disclosures",
                        "{\"record\":\"%s\",\"to\":\"%s\",\"purpose\":\"statistics\"}".formatted(ids.get(at), to));
                Matcher entry = ENTRY.matcher(answer);
                if (!entry.find()) {
                    throw new IOException("nothing was disclosed: " + answer);
                }
                disclosed.add(new Disclosed(due, Long.parseLong(entry.group(1))));
            }
        }
        return disclosed;
    }

    /** Entries of the channel's log. */
    long size() throws IOException {
        return channel().path("size").asLong();
    }

    private JsonNode channel() throws IOException {
        try (KeptConnection connection = new KeptConnection(node)) {
            return channel(connection);
        }
    }

    private JsonNode channel(KeptConnection connection) throws IOException {
        String path = from + "/" + to;
        for (JsonNode channel :
                JSON.readTree(connection.get("/api/v1/channels")).path("channels")) {
            if (channel.path("channel").asText().equals(path)) {
                return channel;
            }
        }
        throw new IOException("the node has no channel " + path);
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response =
                http.send(request.timeout(ANSWER_TIME_MAX).build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw new IOException(response.uri() + " answered " + response.statusCode() + ": " + response.body());
        }
        return JSON.readTree(response.body());
    }
}
