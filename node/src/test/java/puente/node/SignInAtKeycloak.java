package puente.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A person signs in at a real provider: Keycloak from its own distribution, a realm with one client and one officer, the form filled
 * in as a browser would. Needs the profile {@code keycloak}, which brings the distribution.
 */
@Timeout(420)
class SignInAtKeycloak {
    private static final Pattern SECURE = Pattern.compile("(?i);\\s*secure(?=;|$)");
    private static final Pattern ACTION = Pattern.compile("action=\"([^\"]+)\"");

    /** Half a minute on two idle cores. */
    private static final Duration START = Duration.ofMinutes(5);

    private static final Duration ANSWER = Duration.ofSeconds(30);

    private static Process keycloak;
    private static TwoNodes nodes;
    private static TwoNodes.Side mx;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        nodes = new TwoNodes(folder);
        mx = nodes.mx;
        int port = TwoNodes.freePort();
        Path file = mx.folder.resolve(NodeConfiguration.FILE);
        Files.writeString(file, Files.readString(file).replace("  demonstration: \"yes\"\n", """
                  oidc:
                    issuer: "http://localhost:%d/realms/puente"
                    clientId: puente
                    roleClaim: realm_access.roles
                    roles: ["FGR supervisor=supervisor", "FGR analista=analyst"]
                """.formatted(port)));
        mx.start();
        Path home = unzip(Path.of(System.getProperty("puente.keycloak")), folder.resolve("keycloak"));
        Files.createDirectories(home.resolve("data/import"));
        Files.writeString(home.resolve("data/import/realm.json"), realm());
        ProcessBuilder command = new ProcessBuilder(
                        "sh",
                        home.resolve("bin/kc.sh").toString(),
                        "start-dev",
                        "--db=dev-mem",
                        "--import-realm",
                        "--http-host=127.0.0.1",
                        "--http-port=" + port)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keycloak.log").toFile());
        // From Java 24 on its worker threads die without this, and requests they took are never answered.
        command.environment().put("JAVA_OPTS_APPEND", "--add-opens=java.base/java.lang=ALL-UNNAMED");
        keycloak = command.start();
        URI document = URI.create("http://localhost:" + port + "/realms/puente/.well-known/openid-configuration");
        try (HttpClient client = HttpClient.newHttpClient()) {
            long deadline = System.nanoTime() + START.toNanos();
            while (!answers(client, document)) {
                assertThat(System.nanoTime() - deadline)
                        .as(Files.readString(folder.resolve("keycloak.log")))
                        .isNegative();
                assertThat(keycloak.isAlive())
                        .as(Files.readString(folder.resolve("keycloak.log")))
                        .isTrue();
                Thread.sleep(250);
            }
        }
    }

    private static boolean answers(HttpClient client, URI document) throws InterruptedException {
        try {
            return client.send(request(document).build(), HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    @AfterAll
    static void stop() {
        if (keycloak != null) {
            keycloak.descendants().forEach(ProcessHandle::destroyForcibly);
            keycloak.destroyForcibly();
        }
        nodes.close();
    }

    private static Path unzip(Path zip, Path to) throws IOException {
        Path first = to;
        try (InputStream in = Files.newInputStream(zip);
                ZipInputStream entries = new ZipInputStream(in)) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                Path target = to.resolve(entry.getName()).normalize();
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.resolveSibling("."));
                    Files.copy(entries, target);
                }
                first = to.resolve(Path.of(entry.getName()).getName(0));
            }
        }
        return first;
    }

    private static String realm() {
        return """
                {"realm":"puente","enabled":true,"sslRequired":"none",
                 "roles":{"realm":[{"name":"FGR supervisor"},{"name":"FGR analista"}]},
                 "clients":[{"clientId":"puente","enabled":true,"publicClient":true,"standardFlowEnabled":true,
                   "redirectUris":["%s/auth/callback"],"attributes":{"pkce.code.challenge.method":"S256"},
                   "protocolMappers":[
                     {"name":"agency","protocol":"openid-connect","protocolMapper":"oidc-hardcoded-claim-mapper",
                      "config":{"claim.name":"puente_agency","claim.value":"mx/fgr","jsonType.label":"String","id.token.claim":"true"}},
                     {"name":"roles","protocol":"openid-connect","protocolMapper":"oidc-usermodel-realm-role-mapper",
                      "config":{"claim.name":"realm_access.roles","multivalued":"true","jsonType.label":"String","id.token.claim":"true"}}]}],
                 "users":[{"username":"ana","enabled":true,"emailVerified":true,"firstName":"Ana","lastName":"López",
                   "email":"ana@example.mx","realmRoles":["FGR supervisor"],
                   "credentials":[{"type":"password","value":"correct horse","temporary":false}]},
                  {"username":"zoe","enabled":true,"emailVerified":true,"firstName":"Zoe","lastName":"Ruiz",
                   "email":"zoe@example.mx","realmRoles":[],
                   "credentials":[{"type":"password","value":"battery staple","temporary":false}]}]}
                """.formatted(mx.node.url());
    }

    /** Goes the whole way; returns what the node answers when the browser comes back. */
    private static HttpResponse<String> signIn(HttpClient browser, String user, String password) throws Exception {
        HttpResponse<String> gone = browser.send(
                request(URI.create(mx.node.url() + "/auth/login?to=/records")).build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(gone.statusCode()).isEqualTo(302);
        HttpResponse<String> form = browser.send(
                request(URI.create(gone.headers().firstValue("Location").orElseThrow()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        Matcher action = ACTION.matcher(form.body());
        assertThat(action.find()).as(form.body()).isTrue();
        HttpResponse<String> posted = browser.send(
                request(URI.create(action.group(1).replace("&amp;", "&")))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("username=" + user + "&password="
                                + URLEncoder.encode(password, StandardCharsets.UTF_8)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        Optional<String> back = posted.headers().firstValue("Location");
        if (back.isEmpty()) {
            return posted;
        }
        assertThat(back.get()).startsWith(mx.node.url() + "/auth/callback?").contains("code=", "state=", "iss=");
        return browser.send(request(URI.create(back.get())).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(URI address) {
        return HttpRequest.newBuilder(address).timeout(ANSWER);
    }

    private static HttpClient browser() {
        return HttpClient.newBuilder().cookieHandler(new LocalCookies()).build();
    }

    /**
     * Cookies as browsers keep them: one that is {@code Secure} goes back to this machine without TLS too, since nobody listens on the
     * way. Keycloak marks all of its own so; the library's manager would never send them.
     */
    private static final class LocalCookies extends CookieManager {
        @Override
        public void put(URI address, Map<String, List<String>> headers) throws IOException {
            Map<String, List<String>> kept = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            kept.putAll(headers);
            kept.computeIfPresent(
                    "Set-Cookie",
                    (name, cookies) -> cookies.stream()
                            .map(each -> SECURE.matcher(each).replaceAll(""))
                            .toList());
            super.put(address, kept);
        }
    }

    @Test
    void officer_signsInAtKeycloak_andActsInTheirRole() throws Exception {
        try (HttpClient browser = browser()) {
            HttpResponse<String> back = signIn(browser, "ana", "correct horse");
            assertThat(back.statusCode()).as(back.body()).isEqualTo(200);
            assertThat(back.body()).contains("url=/records");
            JsonNode session = TwoNodes.JSON.readTree(browser.send(
                            request(URI.create(mx.node.url() + "/api/v1/session"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body());
            assertThat(session.path("user").path("name").asText()).isEqualTo("Ana López");
            assertThat(session.path("user").path("officer").asText()).isEqualTo("ana");
            assertThat(session.path("user").path("agency").asText()).isEqualTo("mx/fgr");
            assertThat(session.path("user").path("role").asText()).isEqualTo("supervisor");
            assertThat(session.path("user").path("strength").asText()).isEqualTo("single-factor");
        }
    }

    @Test
    void wrongPassword_orNoRoleHere_opensNoSession() throws Exception {
        try (HttpClient browser = browser()) {
            assertThat(signIn(browser, "ana", "wrong").body()).contains("action=");
        }
        try (HttpClient browser = browser()) {
            HttpResponse<String> back = signIn(browser, "zoe", "battery staple");
            assertThat(back.statusCode()).isEqualTo(403);
            assertThat(back.body()).contains("node.sign-in.claim", "realm_access.roles");
        }
    }
}
