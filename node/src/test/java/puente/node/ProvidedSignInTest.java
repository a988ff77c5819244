package puente.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import puente.node.signin.TinyProvider;

/** A node that is no demonstration: closed to whoever shows nothing, opened at a provider, over TLS, by certificate. */
@Timeout(60)
class ProvidedSignInTest {
    private static TinyProvider provider;
    private static TwoNodes nodes;
    private static TwoNodes.Side mx;
    private static TlsIdentity server;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        provider = new TinyProvider();
        nodes = new TwoNodes(folder);
        mx = nodes.mx;
        server = TlsIdentity.generate("api", "localhost", Instant.now(), new SecureRandom());
        server.write(mx.folder.resolve("api.key"), mx.folder.resolve("api.crt"));
        Path file = mx.folder.resolve(NodeConfiguration.FILE);
        String text = Files.readString(file);
        assertThat(text).contains("demonstration", "http:\n");
        Files.writeString(
                file,
                text.replace("  demonstration: \"yes\"\n", """
                          oidc:
                            issuer: "%s"
                            clientId: puente
                            multiFactor: [otp]
                        """.formatted(provider.issuer()))
                        .replace(
                                "http:\n",
                                "http:\n  tls: {certificate: api.crt, key: api.key, clientCertificates: yes}\n"));
        mx.start();
    }

    @AfterAll
    static void stop() {
        nodes.close();
        provider.close();
    }

    /** A client that trusts the node's certificate, and shows one of its own if there is one. */
    private static HttpClient client(TlsIdentity own) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("node", server.certificate());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        KeyManager[] keys = null;
        if (own != null) {
            KeyStore mine = KeyStore.getInstance("PKCS12");
            mine.load(null, null);
            mine.setKeyEntry("own", own.key(), new char[0], new Certificate[] {own.certificate()});
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(mine, new char[0]);
            keys = managers.getKeyManagers();
        }
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys, trust.getTrustManagers(), null);
        return HttpClient.newBuilder().sslContext(context).build();
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(mx.node.url() + path)).timeout(Duration.ofSeconds(20));
    }

    private static HttpResponse<String> send(HttpClient client, HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static void refused(HttpResponse<String> answer, int status, String code) throws Exception {
        assertThat(answer.statusCode() + " "
                        + TwoNodes.JSON.readTree(answer.body()).path("code").asText())
                .as(answer.body())
                .isEqualTo(status + " " + code);
    }

    private static String cookie(HttpResponse<String> answer, String name) {
        return answer.headers().allValues("Set-Cookie").stream()
                .filter(each -> each.startsWith(name + "=") && !each.contains("Max-Age=0"))
                .map(each -> each.substring(0, each.indexOf(';')))
                .findFirst()
                .orElseThrow();
    }

    private static HttpResponse<String> back(HttpClient client, URI departed, String code, String cookie)
            throws Exception {
        String state = TinyProvider.form(departed.getRawQuery()).get("state");
        return send(
                client,
                request("/auth/callback?session_state=x&state=" + state + "&code=" + code)
                        .header("Cookie", cookie)
                        .header("Sec-Fetch-Site", "cross-site")
                        .header("Sec-Fetch-Mode", "navigate")
                        .header("Sec-Fetch-Dest", "document"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/records?kind=vehicle",
                "/api/v1/channels",
                "/journal/checkpoint",
                "/metrics",
                "/api/v1/tokens"
            })
    void whoShowsNothing_isToldToSignIn(String path) throws Exception {
        try (HttpClient client = client(null)) {
            HttpResponse<String> answer = send(client, request(path));
            refused(answer, 401, "node.sign-in.required");
            assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
            assertThat(answer.headers().firstValue("Strict-Transport-Security")).isPresent();
            refused(send(client, request(path).header("Puente-Agency", "mx/fgr")), 401, "node.sign-in.required");
        }
    }

    @Test
    void rolesOfADemonstration_areNoneHere() throws Exception {
        try (HttpClient client = client(null)) {
            JsonNode session = TwoNodes.JSON.readTree(
                    send(client, request("/api/v1/session")).body());
            assertThat(session.path("demonstration").asBoolean()).isFalse();
            assertThat(session.path("roles").size()).isZero();
            assertThat(session.path("may").size()).isZero();
            assertThat(session.path("oidc").asBoolean()).isTrue();
            refused(
                    send(
                            client,
                            request("/api/v1/session")
                                    .header("Content-Type", "application/json")
                                    .POST(HttpRequest.BodyPublishers.ofString("{\"role\":\"mx.fgr.administrator\"}"))),
                    403,
                    "node.sign-in.no-demonstration");
        }
    }

    @Test
    void personWhoComesBackFromTheProvider_holdsASession_andTheCodeOpensNoSecond() throws Exception {
        try (HttpClient client = client(null)) {
            HttpResponse<String> gone = send(client, request("/auth/login?to=/records"));
            assertThat(gone.statusCode()).isEqualTo(302);
            assertThat(gone.headers().allValues("Set-Cookie").toString())
                    .contains("__Host-puente-mx-departure=", "SameSite=Lax", "HttpOnly", "Secure");
            URI departed = URI.create(gone.headers().firstValue("Location").orElseThrow());
            assertThat(TinyProvider.form(departed.getRawQuery()))
                    .containsEntry("redirect_uri", mx.node.url() + "/auth/callback");
            String departure = cookie(gone, "__Host-puente-mx-departure");
            String code = provider.signIn(departed);

            HttpResponse<String> back = back(client, departed, code, departure);
            assertThat(back.statusCode()).as(back.body()).isEqualTo(200);
            assertThat(back.body()).contains("url=/records");
            String session = cookie(back, "__Host-puente-mx");
            JsonNode who = TwoNodes.JSON.readTree(
                    send(client, request("/api/v1/session").header("Cookie", session))
                            .body());
            assertThat(who.path("user").path("officer").asText()).isEqualTo("ana.lopez");
            assertThat(who.path("user").path("role").asText()).isEqualTo("supervisor");
            assertThat(who.path("user").path("strength").asText()).isEqualTo("multi-factor");
            assertThat(who.path("may").toString()).contains("approvals");
            assertThat(send(client, request("/api/v1/channels").header("Cookie", session))
                            .statusCode())
                    .isEqualTo(200);

            refused(back(client, departed, code, departure), 403, "node.sign-in.state");
        }
    }

    @Test
    void signInOfAnotherBrowser_isRefused() throws Exception {
        try (HttpClient client = client(null)) {
            HttpResponse<String> mine = send(client, request("/auth/login"));
            HttpResponse<String> theirs = send(client, request("/auth/login"));
            URI departed = URI.create(theirs.headers().firstValue("Location").orElseThrow());
            refused(
                    back(client, departed, provider.signIn(departed), cookie(mine, "__Host-puente-mx-departure")),
                    403,
                    "node.sign-in.state");
        }
    }

    @Test
    void oneFactor_isNotEnoughToApprove_saysTheAgreement() throws Exception {
        provider.claims = claims -> claims.claim("amr", List.of("pwd"));
        try (HttpClient client = client(null)) {
            HttpResponse<String> gone = send(client, request("/auth/login"));
            URI departed = URI.create(gone.headers().firstValue("Location").orElseThrow());
            HttpResponse<String> back =
                    back(client, departed, provider.signIn(departed), cookie(gone, "__Host-puente-mx-departure"));
            String session = cookie(back, "__Host-puente-mx");
            JsonNode who = TwoNodes.JSON.readTree(
                    send(client, request("/api/v1/session").header("Cookie", session))
                            .body());
            assertThat(who.path("may").toString()).doesNotContain("\"approvals\"", "withdrawals");
            HttpResponse<String> answer = send(
                    client,
                    request("/api/v1/approvals/00000000-0000-4000-8000-000000000000")
                            .header("Cookie", session)
                            .header(Gate.CSRF_HEADER, who.path("csrf").asText())
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString("{\"decision\":\"approve\"}")));
            refused(answer, 403, "node.decision.refused");
            assertThat(answer.body()).contains("au-supervision");
        } finally {
            provider.claims = claims -> claims;
        }
    }

    @Test
    void clientCertificate_opensWhatItWasRegisteredFor_andAnUnknownOneNothing() throws Exception {
        String owner = Files.readString(mx.node.configuration().data().resolve(OwnerToken.FILE))
                .strip();
        TlsIdentity known = TlsIdentity.generate("sensor", "localhost", Instant.now(), new SecureRandom());
        TlsIdentity stranger = TlsIdentity.generate("sensor", "localhost", Instant.now(), new SecureRandom());
        try (HttpClient plain = client(null);
                HttpClient registered = client(known);
                HttpClient unknown = client(stranger)) {
            String body = TwoNodes.JSON.writeValueAsString(java.util.Map.of(
                    "name", "sensor", "scopes", List.of("channels.read"), "certificate", pem(known.certificate())));
            HttpRequest.Builder make = request("/api/v1/tokens")
                    .header("Authorization", "Bearer " + owner)
                    .header("Content-Type", "application/json");
            HttpResponse<String> made = send(plain, make.POST(HttpRequest.BodyPublishers.ofString(body)));
            assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
            assertThat(made.body()).doesNotContain("\"token\"").contains("\"proof\":\"certificate\"");
            refused(
                    send(plain, make.POST(HttpRequest.BodyPublishers.ofString(body))),
                    409,
                    "node.client.certificate-known");

            assertThat(send(registered, request("/api/v1/channels")).statusCode())
                    .isEqualTo(200);
            refused(send(registered, request("/api/v1/tokens")), 403, "node.authority.role");
            refused(send(unknown, request("/api/v1/channels")), 401, "node.client.unknown");
        }
    }

    private static String pem(X509Certificate certificate) throws Exception {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }
}
