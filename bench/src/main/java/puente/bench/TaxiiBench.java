package puente.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import puente.bench.Report.Bar;
import puente.node.Node;
import puente.node.NodeConfiguration;
import puente.node.Setup;
import puente.node.TaxiiAccounts;
import puente.record.Agency;
import puente.record.Language;

/**
 * A TAXII client and a node, over HTTP: what a page of 100 costs in a collection of {@code -Dpuente.bench.records} objects
 * (1,000,000 where not said), and how long it takes to pull all of them. Account, journal and database are those of any node.
 */
final class TaxiiBench implements Bench {
    private static final int ENVELOPE = 5_000;
    private static final int PAGES = 1_000;
    private static final int WARM_UP = 100;
    private static final long PAGE_MILLISECONDS = 50;
    private static final double FULL_PULL_SECONDS = 300;
    private static final double FULL_PULL_OBJECTS = 1_000_000;
    private static final String MEDIA_TYPE = "application/taxii+json;version=2.1";
    private static final Agency AGENCY = new Agency("mx/fgr");

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Override
    public String name() {
        return "taxii";
    }

    @Override
    public String measures() {
        return "STIX objects over TAXII 2.1: adding, a page of 100 from anywhere, a pull of everything";
    }

    @Override
    public void run(Report report) throws IOException, InterruptedException {
        long objects = Long.getLong("puente.bench.records", 1_000_000);
        Path folder = Files.createTempDirectory("puente-bench-taxii");
        try {
            Path home = folder.resolve("mx");
            Node.initialise(home, new Setup("mx", "mx", List.of(AGENCY), Language.EN, 0, 0, Optional.empty()));
            try (Node node = Node.start(NodeConfiguration.load(home))) {
                String password = TaxiiAccounts.create(home, "bench", AGENCY, Set.of("*"), true, new SecureRandom());
                URI collection = URI.create(node.url() + "/taxii2/api/collections/objects/objects/");
                measure(report, collection, puente.node.TaxiiClient.basic("bench", password), objects);
            }
        } finally {
            Folders.delete(folder);
        }
    }

    private void measure(Report report, URI collection, String authorization, long objects)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        for (long first = 0; first < objects; first += ENVELOPE) {
            add(collection, authorization, first, Math.min(ENVELOPE, objects - first));
        }
        report.figure("objects added", objects * 1e9 / (System.nanoTime() - start), "objects/s");

        List<String> places = new ArrayList<>();
        start = System.nanoTime();
        long pulled = 0;
        String next = "";
        do {
            JsonNode page = page(collection, authorization, 999, next);
            pulled += page.path("objects").size();
            next = page.path("next").asText();
            places.add(next);
        } while (!next.isEmpty());
        double seconds = (System.nanoTime() - start) / 1e9;
        if (pulled != objects) {
            throw new IllegalStateException("pulled " + pulled + " of " + objects);
        }
        report.figure(
                "%,d objects pulled".formatted(objects),
                seconds,
                "s",
                Bar.atMost(FULL_PULL_SECONDS * Math.max(1, objects / FULL_PULL_OBJECTS)));

        Random random = new Random(7);
        double[] milliseconds = new double[PAGES];
        for (int at = -WARM_UP; at < PAGES; at++) {
            String place = places.get(random.nextInt(places.size()));
            long began = System.nanoTime();
            page(collection, authorization, 100, place);
            if (at >= 0) {
                milliseconds[at] = (System.nanoTime() - began) / 1e6;
            }
        }
        Arrays.sort(milliseconds);
        report.figure("page of 100 at %,d objects, p50".formatted(objects), milliseconds[PAGES / 2], "ms");
        report.figure(
                "page of 100 at %,d objects, p99".formatted(objects),
                milliseconds[PAGES * 99 / 100],
                "ms",
                Bar.atMost(PAGE_MILLISECONDS));
    }

    private JsonNode page(URI collection, String authorization, int limit, String next)
            throws IOException, InterruptedException {
        URI address = URI.create(collection + "?limit=" + limit + (next.isEmpty() ? "" : "&next=" + next));
        HttpResponse<byte[]> answer = client.send(
                HttpRequest.newBuilder(address)
                        .header("Authorization", authorization)
                        .header("Accept", MEDIA_TYPE)
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IOException("a page was answered " + answer.statusCode());
        }
        return json.readTree(answer.body());
    }

    private void add(URI collection, String authorization, long first, long count)
            throws IOException, InterruptedException {
        StringBuilder envelope = new StringBuilder("{\"objects\":[");
        for (long number = first; number < first + count; number++) {
            envelope.append(number == first ? "" : ",").append(indicator(number));
        }
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(collection)
                        .header("Authorization", authorization)
                        .header("Accept", MEDIA_TYPE)
                        .header("Content-Type", MEDIA_TYPE)
                        .POST(HttpRequest.BodyPublishers.ofString(
                                envelope.append("]}").toString()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 202
                || json.readTree(answer.body()).path("failure_count").asInt() > 0) {
            throw new IOException("an addition was answered " + answer.statusCode());
        }
    }

    /** An indicator of about 600 bytes, as a feed of addresses has them. */
    private static String indicator(long number) {
        UUID id = new UUID(0x5a5a_0000_0000_4000L ^ number << 16, 0x8000_0000_0000_0000L | number);
        return "{\"type\":\"indicator\",\"spec_version\":\"2.1\",\"id\":\"indicator--" + id
                + "\",\"created\":\"2026-01-01T00:00:00.000Z\",\"modified\":\"2026-01-01T00:00:00.000Z\","
                + "\"name\":\"Address " + number + "\",\"description\":\"Seen in traffic of an infrastructure that was"
                + " observed in campaign " + number % 97 + "; see the report for its context and confidence.\","
                + "\"indicator_types\":[\"malicious-activity\"],\"pattern\":\"[ipv4-addr:value = '198.51."
                + number % 251 + "." + number % 241 + "']\",\"pattern_type\":\"stix\",\"valid_from\":"
                + "\"2026-01-01T00:00:00Z\",\"confidence\":70,\"object_marking_refs\":"
                + "[\"marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb\"]}";
    }
}
