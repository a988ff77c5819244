package puente.node;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import puente.gateway.stix.StixObject;
import puente.gateway.stix.StixReader;
import puente.node.outbound.OutboundAddress;
import puente.record.Problem;
import puente.record.ProblemException;
import puente.record.StrictJson;

/**
 * One collection of a TAXII 2.1 server, seen from outside: reads it page by page and adds to it. What a server says is judged as what a
 * client says is: strictly, with limits; a redirection is not followed, for the operator named this server and no other.
 */
public final class TaxiiClient implements AutoCloseable {
    /** Largest page that is read. */
    static final int PAGE_BYTES_MAX = 64 << 20;

    /** Objects are sent in envelopes of about this size. */
    static final int ENVELOPE_BYTES = 4 << 20;

    /** How many objects a page is asked for. */
    static final int LIMIT = 500;

    private static final Duration CONNECT_MAX = Duration.ofSeconds(10);
    private static final Duration ANSWER_MAX = Duration.ofMinutes(2);

    private final URI collection;
    private final String authorization;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT_MAX)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /**
     * @param collection {@code …/collections/<id>/}
     * @param authorization the {@code Authorization} header: {@link #basic}, or {@code Bearer …}
     * @throws ProblemException {@code node.taxii.address} for what {@link OutboundAddress} does not let a node call
     */
    public TaxiiClient(URI collection, String authorization) {
        String text = collection.toString();
        // The operator names the server; this machine's own node is one, under this machine's own name.
        if (!OutboundAddress.isAllowed(collection, true)) {
            throw new ProblemException(Problem.of("node.taxii.address", text, "url", text));
        }
        this.collection = URI.create(text.endsWith("/") ? text : text + "/");
        this.authorization = authorization;
    }

    /** HTTP Basic for a user and password. */
    public static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    /** What a pull brought. */
    public record Pulled(long objects, long refused, Optional<String> lastAdded) {}

    /** Takes a page; answers how many of its objects it took. */
    public interface Taker {
        long take(List<StixObject> page) throws IOException, InterruptedException;
    }

    /**
     * Reads everything that was added after a date, in the server's order.
     *
     * @param addedAfter as the server wrote it in an earlier {@link Pulled#lastAdded}; empty: from the beginning
     * @param taker is given each page whose objects are valid; others are counted and left out
     * @throws IOException where the server cannot be reached, or breaks off
     * @throws ProblemException {@code node.taxii.server} where it refuses; {@code gateway.stix.*}, {@code record.json.*} where what
     *     it sends is no TAXII envelope
     */
    public Pulled pull(Optional<String> addedAfter, Taker taker) throws IOException, InterruptedException {
        long objects = 0;
        long refused = 0;
        Optional<String> last = addedAfter;
        Optional<String> next = Optional.empty();
        Set<String> asked = new HashSet<>();
        do {
            StringBuilder query = new StringBuilder("objects/?limit=" + LIMIT + "&match%5Bversion%5D=all");
            addedAfter.ifPresent(each -> query.append("&added_after=").append(encoded(each)));
            next.ifPresent(each -> query.append("&next=").append(encoded(each)));
            HttpResponse<InputStream> answer = send(request(query.toString()).GET(), 200);
            byte[] body = read(answer);
            Map<?, ?> envelope = object(body);
            if (envelope.containsKey("objects")) {
                List<StixObject> page = new ArrayList<>();
                for (StixReader.Outcome each : StixReader.envelope(body, PAGE_BYTES_MAX)) {
                    switch (each) {
                        case StixReader.Outcome.Read read -> page.add(read.object());
                        case StixReader.Outcome.Refused ignored -> refused++;
                    }
                }
                long taken = taker.take(page);
                objects += taken;
                refused += page.size() - taken;
            }
            last = answer.headers().firstValue("X-TAXII-Date-Added-Last").isPresent()
                    ? answer.headers().firstValue("X-TAXII-Date-Added-Last")
                    : last;
            Optional<String> following =
                    Boolean.TRUE.equals(envelope.get("more")) && envelope.get("next") instanceof String place
                            ? Optional.of(place)
                            : Optional.empty();
            if (following.isPresent() && !asked.add(following.get())) {
                throw new IOException("the server repeats a page");
            }
            next = following;
        } while (next.isPresent());
        return new Pulled(objects, refused, last);
    }

    /**
     * Adds objects.
     *
     * @return how many the server took
     * @throws ProblemException {@code node.taxii.server} where it refuses
     */
    public long add(List<StixObject> objects) throws IOException, InterruptedException {
        long taken = 0;
        ByteArrayOutputStream envelope = new ByteArrayOutputStream();
        int within = 0;
        for (StixObject object : objects) {
            byte[] bytes = object.canonical();
            if (within > 0 && (envelope.size() + bytes.length > ENVELOPE_BYTES || within == StixReader.OBJECTS_MAX)) {
                taken += post(envelope);
                envelope.reset();
                within = 0;
            }
            envelope.writeBytes((within++ == 0 ? "{\"objects\":[" : ",").getBytes(StandardCharsets.US_ASCII));
            envelope.writeBytes(bytes);
        }
        return within == 0 ? taken : taken + post(envelope);
    }

    private long post(ByteArrayOutputStream envelope) throws IOException, InterruptedException {
        envelope.writeBytes("]}".getBytes(StandardCharsets.US_ASCII));
        HttpRequest.Builder request = request("objects/")
                .header("Content-Type", Taxii.MEDIA_TYPE)
                .POST(HttpRequest.BodyPublishers.ofByteArray(envelope.toByteArray()));
        return object(read(send(request, 202))).get("success_count") instanceof Long count ? count : 0;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(collection.resolve(path))
                .timeout(ANSWER_MAX)
                .header("Accept", Taxii.MEDIA_TYPE)
                .header("Authorization", authorization);
    }

    private HttpResponse<InputStream> send(HttpRequest.Builder request, int expected)
            throws IOException, InterruptedException {
        HttpResponse<InputStream> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        if (answer.statusCode() != expected) {
            answer.body().close();
            throw new ProblemException(Problem.of(
                    "node.taxii.server", collection.toString(), "status", answer.statusCode(), "url", collection));
        }
        return answer;
    }

    private static byte[] read(HttpResponse<InputStream> answer) throws IOException {
        try (InputStream in = answer.body()) {
            byte[] body = in.readNBytes(PAGE_BYTES_MAX + 1);
            if (body.length > PAGE_BYTES_MAX) {
                throw new IOException("the server's page is larger than " + PAGE_BYTES_MAX + " bytes");
            }
            return body;
        }
    }

    private static Map<?, ?> object(byte[] body) {
        return StrictJson.parse(body, PAGE_BYTES_MAX) instanceof Map<?, ?> map ? map : Map.of();
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        client.close();
    }
}
