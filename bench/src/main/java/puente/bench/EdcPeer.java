package puente.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A pair of Eclipse EDC connectors on this machine: in-memory stores, no TLS, mock identities (all cheaper than what Puente does),
 * one contract agreed, then HTTP push transfers of a 500-byte document, each counted when it arrives.
 *
 * <p>Their libraries come from {@code bench/edc/pom.xml}, which the launcher resolves before this runs.
 */
final class EdcPeer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String EDC = "https://w3id.org/edc/v0.0.1/ns/";
    private static final String PROTOCOL = "dataspace-protocol-http:2025-1";
    private static final int PROVIDER = 19190;
    private static final int CONSUMER = 29190;
    private static final int SINK = 28080;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final HttpServer sink;
    private final AtomicInteger arrived = new AtomicInteger();
    private final List<Process> connectors = new ArrayList<>();
    private String contract = "";

    EdcPeer(Path libraries) throws IOException, InterruptedException {
        if (!Files.isDirectory(libraries)) {
            throw new IOException("Eclipse EDC's libraries are not in " + libraries
                    + "; 'mvn -f bench/edc/pom.xml package' fetches them");
        }
        sink = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), SINK), 0);
        byte[] document = ("{\"a\":\"" + "x".repeat(490) + "\"}").getBytes(StandardCharsets.US_ASCII);
        sink.createContext("/source", exchange -> {
            exchange.sendResponseHeaders(200, document.length);
            exchange.getResponseBody().write(document);
            exchange.close();
        });
        sink.createContext("/sink", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
            arrived.incrementAndGet();
        });
        sink.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        sink.start();
        boolean agreed = false;
        try {
            connectors.add(start("provider", PROVIDER, libraries));
            connectors.add(start("consumer", CONSUMER, libraries));
            agree();
            agreed = true;
        } finally {
            // A connector left behind would answer the next run in place of the one that is measured.
            if (!agreed) {
                close();
            }
        }
    }

    private static Process start(String name, int port, Path libraries) throws IOException {
        Path configuration = Files.createTempFile("edc-" + name, ".properties");
        Files.writeString(configuration, """
                edc.participant.id=%1$s
                edc.participant.context.id=%1$s
                edc.component.id=%1$s
                edc.runtime.id=%1$s
                edc.hostname=localhost
                web.http.port=%2$d
                web.http.path=/api
                web.http.control.port=%3$d
                web.http.control.path=/control
                web.http.management.port=%4$d
                web.http.management.path=/management
                web.http.protocol.port=%5$d
                web.http.protocol.path=/protocol
                web.http.version.port=%6$d
                web.http.version.path=/version
                edc.dsp.callback.address=http://localhost:%5$d/protocol
                edc.dpf.selector.url=http://localhost:%3$d/control/v1/dataplanes
                edc.transfer.proxy.token.signer.privatekey.alias=private-key
                edc.transfer.proxy.token.verifier.publickey.alias=public-key
                """.formatted(name, port, port + 1, port + 2, port + 3, port + 4));
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-Dedc.fs.config=" + configuration,
                        "-cp",
                        libraries + "/*",
                        "org.eclipse.edc.boot.system.runtime.BaseRuntime")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Offers one asset to everyone and negotiates a contract for it. */
    private void agree() throws IOException, InterruptedException {
        String provider = "http://localhost:" + (PROVIDER + 2) + "/management/v3/";
        String consumer = "http://localhost:" + (CONSUMER + 2) + "/management/v3/";
        String context = "\"@context\":{\"@vocab\":\"" + EDC + "\"}";
        String address = "http://localhost:" + (PROVIDER + 3) + "/protocol/2025-1";
        awaitUp(provider + "assets/request", "{" + context + ",\"@type\":\"QuerySpec\"}");
        awaitUp(consumer + "assets/request", "{" + context + ",\"@type\":\"QuerySpec\"}");
        post(
                provider + "assets",
                "{%s,\"@id\":\"asset\",\"properties\":{\"name\":\"asset\"},\"dataAddress\":{\"type\":\"HttpData\",\"baseUrl\":\"http://localhost:%d/source\"}}"
                        .formatted(context, SINK));
        post(
                provider + "policydefinitions",
                "{%s,\"@id\":\"policy\",\"policy\":{\"@context\":\"http://www.w3.org/ns/odrl.jsonld\",\"@type\":\"Set\",\"permission\":[],\"prohibition\":[],\"obligation\":[]}}"
                        .formatted(context));
        post(
                provider + "contractdefinitions",
                "{%s,\"@id\":\"contract\",\"accessPolicyId\":\"policy\",\"contractPolicyId\":\"policy\",\"assetsSelector\":[]}"
                        .formatted(context));
        JsonNode catalogue = post(
                consumer + "catalog/request",
                "{%s,\"counterPartyAddress\":\"%s\",\"counterPartyId\":\"provider\",\"protocol\":\"%s\"}"
                        .formatted(context, address, PROTOCOL));
        String offer =
                first(first(catalogue, "dataset"), "hasPolicy").path("@id").asText();
        JsonNode negotiation = post(
                consumer + "contractnegotiations",
                ("{%s,\"@type\":\"ContractRequest\",\"counterPartyAddress\":\"%s\",\"protocol\":\"%s\",\"policy\":{\"@context\":[\"http://www.w3.org/ns/odrl.jsonld\",{\"odrl\":\"http://www.w3.org/ns/odrl/2/\"}],"
                                + "\"@id\":\"%s\",\"@type\":\"Offer\",\"odrl:assigner\":{\"@id\":\"provider\"},\"odrl:target\":{\"@id\":\"asset\"}}}")
                        .formatted(context, address, PROTOCOL, offer));
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (contract.isEmpty()) {
            JsonNode state = get(
                    consumer + "contractnegotiations/" + negotiation.path("@id").asText());
            if (System.nanoTime() > deadline || state.path("state").asText().equals("TERMINATED")) {
                throw new IOException("the connectors reached no contract: " + state);
            }
            contract = state.path("contractAgreementId").asText();
            Thread.sleep(200);
        }
    }

    private static JsonNode first(JsonNode node, String name) {
        JsonNode found =
                node.has(name) ? node.get(name) : node.path((name.equals("dataset") ? "dcat:" : "odrl:") + name);
        return found.isArray() ? found.path(0) : found;
    }

    /** Starts {@code count} push transfers and waits until the last has arrived; processor time of both connectors for each. */
    Duration transfer(int count) throws IOException, InterruptedException {
        Duration before = processorTime();
        int from = arrived.get();
        String body =
                ("{\"@context\":{\"@vocab\":\"%s\"},\"@type\":\"TransferRequest\",\"counterPartyAddress\":\"http://localhost:%d/protocol/2025-1\",\"contractId\":\"%s\",\"assetId\":\"asset\","
                                + "\"protocol\":\"%s\",\"transferType\":\"HttpData-PUSH\",\"dataDestination\":{\"type\":\"HttpData\",\"baseUrl\":\"http://localhost:%d/sink\"}}")
                        .formatted(EDC, PROVIDER + 3, contract, PROTOCOL, SINK);
        for (int transfer = 0; transfer < count; transfer++) {
            post("http://localhost:" + (CONSUMER + 2) + "/management/v3/transferprocesses", body);
        }
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (arrived.get() - from < count) {
            if (System.nanoTime() > deadline) {
                throw new IOException("only " + (arrived.get() - from) + " of " + count + " transfers arrived");
            }
            Thread.sleep(20);
        }
        return processorTime().minus(before).dividedBy(count);
    }

    private Duration processorTime() {
        return ProcessorTime.ofProcessesWhere(
                process -> connectors.stream().anyMatch(each -> each.pid() == process.pid()));
    }

    private void awaitUp(String url, String body) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                post(url, body);
                return;
            } catch (IOException notYet) {
                if (System.nanoTime() > deadline) {
                    throw notYet;
                }
                Thread.sleep(200);
            }
        }
    }

    private JsonNode post(String url, String body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private JsonNode get(String url) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(url)));
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw new IOException(response.statusCode() + " " + response.body());
        }
        return JSON.readTree(response.body().isEmpty() ? "{}" : response.body());
    }

    @Override
    public void close() {
        connectors.forEach(Process::destroy);
        sink.stop(0);
        http.close();
    }
}
