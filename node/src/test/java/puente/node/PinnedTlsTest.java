package puente.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import puente.record.Language;
import puente.record.Problem;
import puente.record.ProblemException;

/** Who may shake hands with the exchange listener, and whom its client accepts, over real sockets. */
@Timeout(30)
class PinnedTlsTest {
    private static final Instant NOW = Instant.now();
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final TlsIdentity MX = TlsIdentity.generate("mx", "localhost", NOW, RANDOM);
    private static final TlsIdentity US = TlsIdentity.generate("us", "localhost", NOW, RANDOM);
    private static final TlsIdentity STRANGER = TlsIdentity.generate("us", "localhost", NOW, RANDOM);
    private static final TlsIdentity EXPIRED = TlsIdentity.generate(
            "old", "localhost", NOW.minus(TlsIdentity.VALIDITY).minus(Duration.ofDays(2)), RANDOM);

    private static HttpServer server;

    @BeforeAll
    static void start() {
        PinnedTrust trust = new PinnedTrust(Map.of("us", US.certificate(), "old", EXPIRED.certificate()));
        server = HttpServer.start(
                "exchange",
                MutualTls.connector("127.0.0.1", 0, trust.context(MX)),
                NodeConfiguration.Limits.STANDARD,
                Language.EN,
                new Metrics().registry(),
                request -> {},
                List.of(Route.get(
                        "/who",
                        request -> HttpServer.text(
                                request, "text/plain", MutualTls.partner(request, trust) + " " + request.protocol()))));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String who(SSLContext context) throws Exception {
        return who(HttpClient.newBuilder().sslContext(context).build());
    }

    private static String who(HttpClient client) throws Exception {
        return client.send(
                        HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + server.port() + "/who"))
                                .timeout(Duration.ofSeconds(10))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static SSLContext context(TlsIdentity identity, TlsIdentity trusted) {
        return new PinnedTrust(Map.of("mx", trusted.certificate())).context(identity);
    }

    @Test
    void pinnedPartner_isLetIn_andKnownByName_overHttp2() throws Exception {
        assertThat(who(context(US, MX))).isEqualTo("us HTTP/2.0");
    }

    @Test
    void strangerUnderThePartnersName_isRefusedInTheHandshake() {
        assertThatThrownBy(() -> who(context(STRANGER, MX))).isInstanceOf(IOException.class);
    }

    @Test
    void clientWithoutCertificate_isRefusedInTheHandshake() throws Exception {
        SSLContext none = SSLContext.getInstance("TLSv1.3");
        none.init(null, new TrustManager[] {new TrustEveryone()}, null);
        assertThatThrownBy(() -> who(none)).isInstanceOf(IOException.class);
    }

    @Test
    void expiredCertificate_isRefused_evenIfPinned() {
        assertThatThrownBy(() -> who(context(EXPIRED, MX))).isInstanceOf(IOException.class);
    }

    @Test
    void serverThatIsNotThePinnedOne_isRefusedByTheClient() {
        assertThatThrownBy(() -> who(context(US, STRANGER))).isInstanceOf(SSLHandshakeException.class);
    }

    @Test
    void olderTls_isRefused() {
        SSLParameters older = new SSLParameters();
        older.setProtocols(new String[] {"TLSv1.2"});
        assertThatThrownBy(() -> who(HttpClient.newBuilder()
                        .sslContext(context(US, MX))
                        .sslParameters(older)
                        .build()))
                .isInstanceOf(IOException.class);
    }

    @Test
    void identity_isReadBack_andOnlyItsOwnerMayReadTheKey(@TempDir Path folder) throws Exception {
        Path key = folder.resolve("tls.key");
        Path certificate = folder.resolve("tls.crt");
        MX.write(key, certificate);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        assertThat(TlsIdentity.read(key, certificate)).isEqualTo(MX);

        Files.delete(certificate);
        US.write(folder.resolve("other.key"), certificate);
        assertThat(codes(() -> TlsIdentity.read(key, certificate))).containsExactly("node.key.mismatch");

        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(codes(() -> TlsIdentity.read(key, certificate))).containsExactly("node.key.exposed");

        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        Files.writeString(key, "-----BEGIN PRIVATE KEY-----\nnonsense\n-----END PRIVATE KEY-----\n");
        assertThat(codes(() -> TlsIdentity.read(key, certificate))).containsExactly("node.key.malformed");
    }

    @Test
    void keys_areNeverWrittenOverOthers(@TempDir Path folder) {
        KeyFolder.generate(folder, "mx", "localhost", NOW, RANDOM);
        assertThat(codes(() -> KeyFolder.generate(folder, "mx", "localhost", NOW, RANDOM)))
                .containsExactly("node.file.exists");
        assertThat(codes(() -> KeyFolder.read(folder, "us"))).containsExactly("node.key.mismatch");
        KeyFolder keys = KeyFolder.read(folder, "mx");
        assertThat(keys.signing().node()).isEqualTo("mx");
    }

    private static List<String> codes(org.assertj.core.api.ThrowableAssert.ThrowingCallable act) {
        return catchThrowableOfType(ProblemException.class, act).problems().stream()
                .map(Problem::code)
                .toList();
    }

    private static final class TrustEveryone implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
