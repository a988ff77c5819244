package puente.node;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import puente.record.Language;
import puente.record.Problem;
import puente.record.ProblemException;

/** What every listener refuses, over real sockets. */
@Timeout(30)
class HttpServerTest {
    private static final NodeConfiguration.Limits LIMITS = new NodeConfiguration.Limits(1024, 4096, 1, 1, 8);

    private static HttpServer server;
    private static Metrics metrics;

    @BeforeAll
    static void start() {
        metrics = new Metrics();
        server = HttpServer.start(
                "test",
                HttpServer.plain("127.0.0.1", 0),
                LIMITS,
                Language.EN,
                metrics.registry(),
                new LoopbackGuard(),
                List.of(
                        Route.get("/hello", request -> HttpServer.text(request, "text/plain", "hola")),
                        Route.get(
                                "/fields",
                                request -> HttpServer.text(
                                        request,
                                        "text/plain",
                                        request.header("Cookie") + " " + request.header("Authorization") + "\n")),
                        Route.get("/broken", request -> {
                            throw new IllegalStateException("a fault nobody foresaw");
                        }),
                        Route.post(
                                "/echo",
                                LIMITS.requestBytes(),
                                request -> HttpServer.bytes(
                                        request, "text/plain", RequestBody.read(request, LIMITS.requestBytes())))));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** Sends bytes as they are and reads until the server closes. */
    private static String raw(String request) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            out.write(request.replace("\n", "\r\n").getBytes(US_ASCII));
            out.flush();
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    private static String get(String target, String headers) throws Exception {
        return raw("GET " + target + " HTTP/1.1\n" + headers + "Connection: close\n\n");
    }

    private static String host() {
        return "Host: localhost:" + server.port() + "\n";
    }

    @Test
    void ownHost_isAnswered() throws Exception {
        assertThat(get("/hello", host()))
                .startsWith("HTTP/1.1 200")
                .contains("X-Frame-Options: DENY", "X-Content-Type-Options: nosniff")
                .endsWith("hola");
        assertThat(get("/hello", "Host: 127.0.0.1:" + server.port() + "\n")).startsWith("HTTP/1.1 200");
        assertThat(get("/hello", host() + "Origin: http://localhost:" + server.port() + "\n"))
                .startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Host: evil.example | 421 | node.http.host",
                "Host: localhost | 421 | node.http.host",
                "Host: localhost:1 | 421 | node.http.host",
                "Host: localhost.evil.example:PORT | 421 | node.http.host",
                "Host: localhost:PORT#Origin: http://evil.example | 403 | node.http.origin",
                "Host: localhost:PORT#Origin: null | 403 | node.http.origin",
                "Host: localhost:PORT#Origin: https://localhost:PORT | 403 | node.http.origin",
                "Host: localhost:PORT#Origin: http://localhost:1 | 403 | node.http.origin",
                "Host: localhost:PORT#Sec-Fetch-Site: cross-site | 403 | node.http.origin",
                "Host: localhost:PORT#Sec-Fetch-Site: same-site | 403 | node.http.origin",
            })
    void anotherHostOrPage_isRefusedOnEveryAddress(String headers, int status, String code) throws Exception {
        String lines = headers.replace("PORT", String.valueOf(server.port())).replace("#", "\n") + "\n";
        for (String target : List.of("/hello", "/nowhere")) {
            assertThat(get(target, lines)).startsWith("HTTP/1.1 " + status).contains("\"code\":\"" + code + "\"");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /nowhere HTTP/1.1 | 404 | node.http.not-found",
                "DELETE /hello HTTP/1.1 | 405 | node.http.method",
                "POST /hello HTTP/1.1 | 405 | node.http.method",
                "GET /%zz HTTP/1.1 | 400 | node.http.malformed",
                "GET /a%2fb HTTP/1.1 | 400 | node.http.malformed",
                "GET /%00 HTTP/1.1 | 400 | node.http.malformed",
                "GET /../etc/passwd HTTP/1.1 | 400 | node.http.malformed",
                "GARBAGE | 400 | node.http.malformed",
                "GET /broken HTTP/1.1 | 500 | node.http.fault",
            })
    void whatNoRouteTakes_isAProblemDocument(String line, int status, String code) throws Exception {
        String answer = raw(line + "\n" + host() + "Connection: close\n\n");
        assertThat(answer)
                .startsWith("HTTP/1.1 " + status)
                .containsIgnoringCase("Content-Type: application/problem+json")
                .contains("\"code\":\"" + code + "\"")
                .contains("\"remedy\":\"")
                .doesNotContain("foresaw", "Jetty", "at puente");
    }

    @Test
    void reader_choosesTheLanguage() throws Exception {
        assertThat(get("/nowhere?lang=es", host())).contains("No hay nada en esta dirección");
        assertThat(get("/nowhere", host() + "Accept-Language: es-MX,es;q=0.9\n"))
                .contains("No hay nada");
        assertThat(get("/nowhere", host() + "Accept-Language: en-US\n")).contains("There is nothing");
        assertThat(get("/nowhere", host() + "Accept-Language: *\n")).contains("There is nothing");
    }

    @Test
    void oversizedBody_isRefused_declaredOrNot() throws Exception {
        String big = "x".repeat(LIMITS.requestBytes() + 1);
        assertThat(raw("POST /echo HTTP/1.1\n" + host() + "Connection: close\nContent-Length: " + big.length() + "\n\n"
                        + big))
                .startsWith("HTTP/1.1 413")
                .contains("node.http.body-size");
        assertThat(raw("POST /echo HTTP/1.1\n" + host() + "Connection: close\nTransfer-Encoding: chunked\n\n"
                        + Integer.toHexString(big.length()) + "\n" + big + "\n0\n\n"))
                .startsWith("HTTP/1.1 413")
                .contains("node.http.body-size");
        String fits = "x".repeat(LIMITS.requestBytes());
        assertThat(raw("POST /echo HTTP/1.1\n" + host() + "Connection: close\nContent-Length: " + fits.length() + "\n\n"
                        + fits))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void oversizedHeaders_areRefused() throws Exception {
        assertThat(get("/hello", host() + "X: " + "x".repeat(HttpServer.HEADER_BYTES_MAX) + "\n"))
                .startsWith("HTTP/1.1 431")
                .contains("node.http.header-size");
    }

    @Test
    void fieldsOfAnEarlierRequest_onTheSameConnection_changeNothingInALaterOne() throws Exception {
        String ask = "GET /fields HTTP/1.1\n" + host();
        String answer = raw(ask + "Cookie: a=x\nAuthorization: Bearer abc\n\n"
                + ask + "Cookie: a=XyZ\nAuthorization: Bearer ABC\n\n"
                + ask + "Cookie: A=xyz\nAuthorization: bearer abcD\nConnection: close\n\n");
        assertThat(answer.lines().filter(each -> each.contains("earer ")))
                .containsExactly("a=x Bearer abc", "a=XyZ Bearer ABC", "A=xyz bearer abcD");
    }

    @Test
    void bodyThatStopsArriving_isRefused_andNothingHangs() throws Exception {
        long begun = System.nanoTime();
        String answer = raw("POST /echo HTTP/1.1\n" + host() + "Connection: close\nContent-Length: 100\n\nhalf");
        assertThat(answer)
                .satisfiesAnyOf(
                        each -> assertThat(each).startsWith("HTTP/1.1 408"),
                        each -> assertThat(each).isEmpty());
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(8));
    }

    @Test
    void connectionsAboveTheLimit_wait_andTheServerGoesOn() throws Exception {
        List<Socket> open = new java.util.ArrayList<>();
        for (int each = 0; each < LIMITS.connections() + 4; each++) {
            open.add(new Socket("127.0.0.1", server.port()));
        }
        for (Socket each : open) {
            each.close();
        }
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + "/hello"))
                                .timeout(Duration.ofSeconds(10))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.body()).isEqualTo("hola");
    }

    @Test
    void metrics_nameTheRoute_neverTheAddress() throws Exception {
        get("/hello?q=PEREZ", host());
        get("/PEREZ", host());
        assertThat(metrics.scrape())
                .contains("puente_http_requests_seconds_count")
                .contains("route=\"/hello\"")
                .contains("route=\"none\"")
                .doesNotContain("PEREZ");
    }

    @Test
    void takenPort_saysSo() {
        ProblemException refused = catchThrowableOfType(
                ProblemException.class,
                () -> HttpServer.start(
                        "second",
                        HttpServer.plain("127.0.0.1", server.port()),
                        LIMITS,
                        Language.EN,
                        metrics.registry(),
                        new LoopbackGuard(),
                        List.of()));
        assertThat(refused.problems()).extracting(Problem::code).containsExactly("node.start.port-taken");
        assertThat(refused.problems().getFirst().position()).contains(String.valueOf(server.port()));
    }

    @ParameterizedTest
    @CsvSource({"0.0.0.0", "10.1.2.3", "example.invalid"})
    void addressOthersCouldReach_isRefused(String address) {
        for (String signIn : List.of(
                "",
                "signIn: {demonstration: yes}\n",
                "signIn: {oidc: {issuer: 'https://id.example', clientId: puente}}\n")) {
            ProblemException refused = catchThrowableOfType(
                    ProblemException.class,
                    () -> LoopbackGuard.requireSafe(NodeConfiguration.parse(
                            "node: mx\nagencies: [mx/fgr]\nhttp: {address: '" + address + "'}\n" + signIn,
                            Path.of("/srv/mx"))));
            assertThat(refused).as(signIn).isNotNull();
            assertThat(refused.problems()).extracting(Problem::code).containsExactly("node.start.not-loopback");
        }
    }

    @Test
    void addressOthersReach_isServed_whereTheySignInOverTls() {
        LoopbackGuard.requireSafe(NodeConfiguration.parse("""
                node: mx
                agencies: [mx/fgr]
                http:
                  address: 0.0.0.0
                  url: https://puente.example
                  tls: {certificate: api.crt, key: api.key}
                signIn:
                  oidc: {issuer: 'https://id.example', clientId: puente}
                """, Path.of("/srv/mx")));
    }
}
