package puente.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import puente.ledger.FolderStorage;
import puente.ledger.Log;
import puente.ledger.NoteSigner;
import puente.ledger.SignatureType;
import puente.record.Language;

/** {@code puente log verify}: on a folder, over HTTP, and on logs that someone has touched. */
@Timeout(60)
class LogVerifyTest {
    private static final String ORIGIN = "example.org/log";
    private static final int ENTRIES = 700;

    /** A size on the way that leaves partial tiles of its own in the folder. */
    private static final int EARLIER = 600;

    @TempDir
    private Path folder;

    private final NoteSigner signer = NoteSigner.generate(ORIGIN, SignatureType.ED25519, new SecureRandom());

    @BeforeEach
    void writeALog() throws IOException {
        try (FolderStorage storage = FolderStorage.open(folder.resolve("log"));
                Log log = Log.open(ORIGIN, List.of(signer), storage, InstantSource.system())) {
            append(log, 0, EARLIER);
            append(log, EARLIER, ENTRIES);
        }
    }

    private static void append(Log log, int from, int to) {
        List<CompletableFuture<Long>> pending = new ArrayList<>();
        for (int entry = from; entry < to; entry++) {
            pending.add(log.append(("entry " + entry).getBytes(StandardCharsets.UTF_8)));
        }
        pending.forEach(CompletableFuture::join);
    }

    private Run verify(String log, String key) {
        return Run.in(Language.EN, "log", "verify", log, "--key", key);
    }

    private String path() {
        return folder.resolve("log").toString();
    }

    @Test
    void aSoundLog_isSaidToBeSound() {
        Run run = verify(path(), signer.vkey());
        assertThat(run.err()).contains("verifying");
        assertThat(run.out()).contains(ORIGIN + ": sound. 700 entries").contains("signed by " + ORIGIN);
        assertThat(run.exit()).isEqualTo(Exit.DONE);
    }

    @Test
    void aSoundLog_isOneObject_forPrograms() {
        Run run = Run.of("log", "verify", path(), "--key", signer.vkey(), "--json");
        assertThat(run.exit()).isEqualTo(Exit.DONE);
        assertThat(run.out().lines()).hasSize(1);
        assertThat(run.out()).contains("\"sound\":true", "\"size\":700");
    }

    @Test
    void keys_mayStandInAFile() throws IOException {
        Path keys = Files.writeString(folder.resolve("keys"), "# the log's\n\n" + signer.vkey() + "\n");
        assertThat(verify(path(), keys.toString()).exit()).isEqualTo(Exit.DONE);
    }

    @Test
    void aKeyThatHasNotSigned_isAFinding() {
        NoteSigner other = NoteSigner.generate(ORIGIN, SignatureType.ED25519, new SecureRandom());
        Run run = verify(path(), other.vkey());
        assertThat(run.exit()).isEqualTo(Exit.FINDINGS);
        assertThat(run.err()).contains("checkpoint");
    }

    @Test
    void aFlippedByte_inAnyFile_isAFinding_andItsPlaceIsSaid() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder.resolve("log"))) {
            files = all.filter(Files::isRegularFile)
                    .filter(file -> file.toString().contains("tile") || file.endsWith("checkpoint"))
                    .toList();
        }
        assertThat(files).contains(folder.resolve("log/tile/entries/002.p/88"), folder.resolve("log/tile/0/002.p/88"));
        for (Path file : files) {
            byte[] bytes = Files.readAllBytes(file);
            bytes[bytes.length / 2] ^= 1;
            Files.write(file, bytes);
            Run run = verify(path(), signer.vkey());
            assertThat(run.exit()).as(file.toString()).isEqualTo(Exit.FINDINGS);
            assertThat(run.err())
                    .contains(folder.resolve("log").relativize(file).toString());
            bytes[bytes.length / 2] ^= 1;
            Files.write(file, bytes);
        }
    }

    @Test
    void aLogOverHttp_isVerified_andAMissingFileIsAFinding() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/some/log/", exchange -> {
            Path file = folder.resolve("log")
                    .resolve(exchange.getRequestURI().getPath().substring("/some/log/".length()));
            byte[] body = Files.isRegularFile(file) ? Files.readAllBytes(file) : new byte[0];
            exchange.sendResponseHeaders(Files.isRegularFile(file) ? 200 : 404, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            String url = "http://localhost:" + server.getAddress().getPort() + "/some/log";
            assertThat(verify(url, signer.vkey()).exit()).isEqualTo(Exit.DONE);
            Files.delete(folder.resolve("log/tile/entries/001"));
            Run broken = verify(url, signer.vkey());
            assertThat(broken.exit()).isEqualTo(Exit.FINDINGS);
            assertThat(broken.err()).contains("tile/entries/001");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void badArguments_areRefused() {
        assertThat(verify(folder.resolve("nothing").toString(), signer.vkey()).exit())
                .isEqualTo(Exit.USAGE);
        assertThat(verify(path(), "not-a-key").err()).contains("[ledger.key.malformed]");
        assertThat(verify(path(), "not-a-key").exit()).isEqualTo(Exit.USAGE);
        assertThat(Run.of("log", "verify", path()).err()).contains("[cli.usage.missing-argument]");
        assertThat(verify("http://localhost:1/log", signer.vkey()).exit()).isEqualTo(Exit.FAILED);
    }
}
