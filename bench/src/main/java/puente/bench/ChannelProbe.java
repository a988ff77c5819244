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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** One outgoing channel of a node, driven and watched through the node's own API. */
final class ChannelProbe {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CONNECTIONS = 64;
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
    record Paced(Thread pacer, List<Future<Disclosed>> proposals) {
        /** What became of each, in order of proposal, once all have been answered. */
        List<Disclosed> finish() throws IOException, InterruptedException {
            pacer.join();
            List<Disclosed> all = new ArrayList<>();
            for (Future<Disclosed> each : proposals) {
                try {
                    all.add(each.get());
                } catch (ExecutionException failed) {
                    throw new IOException("a proposal failed", failed);
                }
            }
            return all;
        }
    }

    /**
     * Discloses records one by one, {@code perSecond} a second, whether or not earlier ones have been answered; by at most {@value
     * #CONNECTIONS} connections, as a client would. Time is counted from when each was due, so that waiting for a connection counts.
     */
    Paced discloseEach(List<String> ids, int perSecond) {
        List<Future<Disclosed>> proposals = new ArrayList<>(ids.size());
        Thread pacer = Thread.ofPlatform().start(() -> {
            try (ExecutorService executor =
                    Executors.newFixedThreadPool(CONNECTIONS, Thread.ofVirtual().factory())) {
                long start = System.nanoTime();
                for (int at = 0; at < ids.size(); at++) {
                    long due = start + at * TimeUnit.SECONDS.toNanos(1) / perSecond;
                    LockSupport.parkNanos(due - System.nanoTime());
                    String body =
                            "{\"record\":\"%s\",\"to\":\"%s\",\"purpose\":\"statistics\"}".formatted(ids.get(at), to);
                    proposals.add(executor.submit(() -> new Disclosed(
                            due,
                            send(post(body))
                                    .path("entries")
                                    .path(0)
                                    .path("entry")
                                    .asLong(-1))));
                }
            }
        });
        return new Paced(pacer, proposals);
    }

    /** Entries of the channel's log. */
    long size() throws IOException, InterruptedException {
        return channel().path("size").asLong();
    }

    /** Entries under the partner's cosignature. */
    long cosigned() throws IOException, InterruptedException {
        return channel().path("cosigned").asLong();
    }

    private JsonNode channel() throws IOException, InterruptedException {
        String path = from + "/" + to;
        for (JsonNode channel :
                send(HttpRequest.newBuilder(node.resolve("/api/v1/channels"))).path("channels")) {
            if (channel.path("channel").asText().equals(path)) {
                return channel;
            }
        }
        throw new IOException("the node has no channel " + path);
    }

    void awaitCosigned(long size, Duration patience) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (cosigned() < size) {
            if (System.nanoTime() > deadline) {
                throw new IOException("after " + patience + " only " + cosigned() + " of " + size + " are cosigned");
            }
            Thread.sleep(20);
        }
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
