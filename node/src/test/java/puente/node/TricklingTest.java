package puente.node;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import puente.record.Language;

/** Whoever sends a byte now and then holds nothing for long: not with a head, not with a body, not with a handshake of line ends. */
@Timeout(60)
class TricklingTest {
    private static final NodeConfiguration.Limits LIMITS = new NodeConfiguration.Limits(4096, 4096, 1, 10, 64);
    private static final Duration HEAD_MAX = Duration.ofSeconds(1);
    private static final Duration ARRIVAL_MAX = Duration.ofSeconds(1);
    private static final long GAP_MILLIS = 100;

    private static HttpServer server;

    @BeforeAll
    static void start() {
        server = HttpServer.start(
                "trickling",
                HttpServer.plain("127.0.0.1", 0),
                LIMITS,
                Language.EN,
                new Metrics().registry(),
                new LoopbackGuard(),
                List.of(
                        Route.get("/hello", request -> HttpServer.text(request, "text/plain", "hola")),
                        Route.post(
                                "/whole",
                                4096,
                                request -> HttpServer.bytes(
                                        request, "text/plain", RequestBody.read(request, 4096, ARRIVAL_MAX))),
                        Route.post("/streamed", 4096, request -> {
                            try (InputStream in = RequestBody.stream(request, 4096, ARRIVAL_MAX)) {
                                HttpServer.bytes(request, "text/plain", in.readAllBytes());
                            }
                        })),
                HEAD_MAX);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** Sends the first part at once and then one character at a time, until the server ends it; returns what came back. */
    private static String trickle(String first, String rest, long millisMax) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            out.write(first.replace("\n", "\r\n").getBytes(US_ASCII));
            long begun = System.nanoTime();
            try {
                for (int at = 0; socket.getInputStream().available() == 0; at++) {
                    out.write(rest.charAt(at % rest.length()));
                    assertThat(Duration.ofNanos(System.nanoTime() - begun).toMillis())
                            .as("the server let it go on")
                            .isLessThan(millisMax);
                    Thread.sleep(GAP_MILLIS);
                }
                return new String(socket.getInputStream().readAllBytes(), UTF_8);
            } catch (SocketException ended) {
                return "";
            }
        }
    }

    private static String post(String path) {
        return "POST " + path + " HTTP/1.1\nHost: localhost:" + server.port() + "\nContent-Length: 4000\n\n";
    }

    @Test
    void headThatTrickles_isCutOff_andOthersAreServed() throws Exception {
        assertThat(trickle("GET /hello HTTP/1.1\nX: ", "a", 8_000)).isEmpty();
        assertThat(trickle("G", "E", 8_000)).doesNotContain("hola");
        assertThat(answered(connected(), Duration.ZERO)).contains("hola");
    }

    @Test
    void bodyThatTrickles_isRefused_readWholeOrStreamed() throws Exception {
        assertThat(trickle(post("/whole"), "a", 8_000))
                .satisfiesAnyOf(
                        each -> assertThat(each).contains("node.http.interrupted"),
                        each -> assertThat(each).isEmpty());
        assertThat(trickle(post("/streamed"), "a", 8_000))
                .satisfiesAnyOf(
                        each -> assertThat(each).contains("node.http.interrupted"),
                        each -> assertThat(each).isEmpty());
    }

    @Test
    void connectionBetweenTwoRequests_isNotTakenForATricklingHead() throws Exception {
        Socket socket = connected();
        assertThat(answered(socket, Duration.ZERO)).contains("hola");
        assertThat(answered(socket, HEAD_MAX.multipliedBy(3))).contains("hola");
        assertThat(answered(socket, HEAD_MAX.multipliedBy(2))).contains("hola");
        socket.close();
    }

    private static Socket connected() throws IOException {
        Socket socket = new Socket("127.0.0.1", server.port());
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static String answered(Socket socket, Duration after) throws Exception {
        Thread.sleep(after.toMillis());
        socket.getOutputStream()
                .write(("GET /hello HTTP/1.1\r\nHost: localhost:" + server.port() + "\r\n\r\n").getBytes(US_ASCII));
        StringBuilder answer = new StringBuilder();
        byte[] part = new byte[4096];
        while (!answer.toString().endsWith("hola")) {
            int some = socket.getInputStream().read(part);
            if (some < 0) {
                break;
            }
            answer.append(new String(part, 0, some, UTF_8));
        }
        return answer.toString();
    }
}
