package puente.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import puente.agreement.DemonstrationAgreement;
import puente.agreement.SignedAgreement;
import puente.record.Agency;
import puente.record.Language;
import puente.store.DatabaseAddress;
import puente.store.TestDatabases;

/** Two real nodes in this JVM, with two databases of one real server, joined by mutual TLS; asked as any program would. */
final class TwoNodes implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    final Side mx;
    final Side us;

    TwoNodes(Path folder) throws IOException {
        mx = new Side(folder, "mx", List.of("fgr", "sesnsp", "cnb", "semar", "conapo"));
        us = new Side(folder, "us", List.of("atf", "cbp", "fbi", "hsi", "uscg", "cdc"));
        Node.acceptPartner(mx.folder, us.introduction);
        Node.acceptPartner(us.folder, mx.introduction);
        DemonstrationAgreement.copyTo(mx.folder.resolve("agreement"));
        DemonstrationAgreement.copyTo(us.folder.resolve("agreement"));
        SignedAgreement signed = SignedAgreement.sign(DemonstrationAgreement.load(), mx.signers())
                .signedBy(us.signers());
        signed.save(mx.folder.resolve("agreement"));
        signed.save(us.folder.resolve("agreement"));
    }

    TwoNodes start() {
        mx.start();
        us.start();
        return this;
    }

    @Override
    public void close() {
        mx.stop();
        us.stop();
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Waits until something holds. */
    static <T> T await(String what, Callable<Optional<T>> probe) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() - deadline < 0) {
            Optional<T> found = probe.call();
            if (found.isPresent()) {
                return found.get();
            }
            Thread.sleep(20);
        }
        throw new AssertionError("waited " + PATIENCE + " in vain for: " + what);
    }

    /** One party's node. */
    static final class Side {
        final String name;
        final Path folder;
        final Path introduction;
        final DatabaseAddress database;
        private final HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        Node node;

        /** How far the node's clock is ahead of this machine's. */
        volatile Duration ahead = Duration.ZERO;

        Side(Path root, String name, List<String> agencies) throws IOException {
            this.name = name;
            this.folder = root.resolve(name);
            List<Agency> members =
                    agencies.stream().map(each -> new Agency(name + "/" + each)).toList();
            introduction = Node.initialise(
                    folder,
                    new Setup(name, name, members, Language.EN, freePort(), freePort(), Optional.empty())
                            .asDemonstration());
            database = TestDatabases.freshAddress();
            Path password = folder.resolve("password");
            Files.createFile(
                    password, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(password, database.password());
            Files.writeString(
                    folder.resolve(NodeConfiguration.FILE),
                    Files.readString(folder.resolve(NodeConfiguration.FILE)) + "store:\n  url: \"" + database.jdbcUrl()
                            + "\"\n  user: \"" + database.user() + "\"\n  passwordFile: password\n");
        }

        List<puente.ledger.NoteSigner> signers() {
            KeyFolder keys = KeyFolder.read(folder, name);
            return List.of(keys.signing().classical(), keys.signing().postQuantum());
        }

        void start() {
            node = Node.start(
                    NodeConfiguration.load(folder), () -> Instant.now().plus(ahead));
        }

        void stop() {
            if (node != null) {
                node.close();
                node = null;
            }
        }

        HttpRequest.Builder request(String path) {
            return HttpRequest.newBuilder(URI.create(node.url() + path)).timeout(Duration.ofSeconds(30));
        }

        HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }

        HttpResponse<byte[]> bytes(String path) throws Exception {
            return client.send(request(path).build(), HttpResponse.BodyHandlers.ofByteArray());
        }

        HttpResponse<String> get(String path, String... headers) throws Exception {
            HttpRequest.Builder request = request(path);
            return send(headers.length == 0 ? request : request.headers(headers));
        }

        HttpResponse<String> post(String path, String type, String body, String... headers) throws Exception {
            HttpRequest.Builder request =
                    request(path).header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofString(body));
            return send(headers.length == 0 ? request : request.headers(headers));
        }

        JsonNode done(HttpResponse<String> answer) throws IOException {
            assertThat(answer.statusCode())
                    .as(answer.uri() + " → " + answer.body())
                    .isBetween(200, 299);
            return JSON.readTree(answer.body());
        }

        JsonNode json(String path, String... headers) throws Exception {
            return done(get(path, headers));
        }

        JsonNode postJson(String path, String body, String... headers) throws Exception {
            return done(post(path, "application/json", body, headers));
        }

        JsonNode channel(String path) throws Exception {
            for (JsonNode channel : json("/api/v1/channels").path("channels")) {
                if (channel.path("channel").asText().equals(path)) {
                    return channel;
                }
            }
            throw new AssertionError("no channel " + path);
        }
    }
}
