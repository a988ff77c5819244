package puente.node;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.net.Socket;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import puente.record.Language;

/** The page is served with its types, its policy and nothing that is not on its list; without it the node says what to install. */
class PageRoutesTest {
    private static HttpServer server;
    private static HttpServer without;

    private static HttpServer start(String folder) {
        return HttpServer.start(
                "test",
                HttpServer.plain("127.0.0.1", 0),
                new NodeConfiguration.Limits(1024, 4096, 1, 1, 8),
                Language.EN,
                new Metrics().registry(),
                new LoopbackGuard(),
                Stream.concat(
                                Stream.of(Route.get(
                                        "/journal/checkpoint",
                                        request -> HttpServer.text(request, "text/plain", "the log"))),
                                new PageRoutes(Language.EN, folder).routes().stream())
                        .toList());
    }

    @BeforeAll
    static void start() {
        server = start("puente/page");
        without = start("puente/none");
    }

    @AfterAll
    static void stop() {
        List.of(server, without).forEach(HttpServer::close);
    }

    private static String get(HttpServer from, String path, String... headers) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", from.port())) {
            socket.setSoTimeout(10_000);
            StringBuilder request = new StringBuilder(
                    "GET " + path + " HTTP/1.1\r\nHost: localhost:" + from.port() + "\r\nConnection: close\r\n");
            Stream.of(headers).forEach(each -> request.append(each).append("\r\n"));
            OutputStream out = socket.getOutputStream();
            out.write(request.append("\r\n").toString().getBytes(US_ASCII));
            out.flush();
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/overview", "/records", "/records/0197a2b4-0000-7000-8000-000000000001", "/journal"})
    void addressesOfViews_areThePage(String path) throws Exception {
        assertThat(get(server, path))
                .startsWith("HTTP/1.1 200")
                .contains("<title>page</title>")
                .containsIgnoringCase("content-type: text/html")
                .containsIgnoringCase("cache-control: no-cache")
                .contains("frame-ancestors 'none'")
                .doesNotContain("unsafe-inline")
                .containsIgnoringCase("x-content-type-options: nosniff")
                .containsIgnoringCase("referrer-policy: no-referrer");
    }

    @Test
    void aPublicPage_mayStandInAFrame_onlyInTheFormMadeForThat() throws Exception {
        String framed = get(
                server,
                "/public/homicides?embed=1",
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Mode: navigate",
                "Sec-Fetch-Dest: iframe");
        assertThat(framed)
                .startsWith("HTTP/1.1 200")
                .contains("<title>public</title>", "frame-ancestors *")
                .doesNotContainIgnoringCase("x-frame-options");
        assertThat(get(server, "/public/homicides"))
                .contains("<title>public</title>", "frame-ancestors 'none'")
                .containsIgnoringCase("x-frame-options: deny");
        assertThat(get(
                        server,
                        "/public",
                        "Sec-Fetch-Site: cross-site",
                        "Sec-Fetch-Mode: navigate",
                        "Sec-Fetch-Dest: document"))
                .startsWith("HTTP/1.1 200");
        assertThat(get(
                        server,
                        "/public",
                        "Sec-Fetch-Site: cross-site",
                        "Sec-Fetch-Mode: navigate",
                        "Sec-Fetch-Dest: iframe"))
                .startsWith("HTTP/1.1 403");
        assertThat(get(
                        server,
                        "/records?embed=1",
                        "Sec-Fetch-Site: cross-site",
                        "Sec-Fetch-Mode: navigate",
                        "Sec-Fetch-Dest: iframe"))
                .startsWith("HTTP/1.1 403");
        assertThat(get(server, "/records?embed=1")).contains("frame-ancestors 'none'");
    }

    @Test
    void theApi_comesBeforeThePage() throws Exception {
        assertThat(get(server, "/journal/checkpoint")).endsWith("the log");
    }

    @Test
    void modules_areJavaScript_andNeverChangeUnderTheirName() throws Exception {
        assertThat(get(server, "/assets/worker-1a.mjs"))
                .startsWith("HTTP/1.1 200")
                .containsIgnoringCase("content-type: text/javascript")
                .containsIgnoringCase("immutable")
                .endsWith("export {};");
    }

    @Test
    void gzip_goesToThoseWhoTakeIt() throws Exception {
        assertThat(get(server, "/assets/main-2b.js", "Accept-Encoding: br, gzip"))
                .containsIgnoringCase("content-encoding: gzip")
                .containsIgnoringCase("vary: accept-encoding");
        assertThat(get(server, "/assets/main-2b.js", "Accept-Encoding: gzip;q=0"))
                .doesNotContainIgnoringCase("content-encoding")
                .endsWith("console.log(\"x\");");
    }

    @Test
    void anUnchangedFile_isNotSentAgain() throws Exception {
        String tag = get(server, "/index.html")
                .lines()
                .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("etag: "))
                .findFirst()
                .orElseThrow()
                .substring("etag: ".length());
        assertThat(get(server, "/", "If-None-Match: " + tag))
                .startsWith("HTTP/1.1 304")
                .doesNotContain("<title>");
        assertThat(get(server, "/", "If-None-Match: \"other\"")).startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/assets/secret.txt",
                "/files.json",
                "/assets/main-2b.js.gz",
                "/assets/..%2findex.html",
                "/..%2f..%2fetc%2fpasswd",
                "/unknown",
                "/assets",
                "/a/b/c"
            })
    void whatIsNotOnTheList_isNotThere(String path) throws Exception {
        assertThat(get(server, path)).containsPattern("HTTP/1.1 40[04]").doesNotContain("<title>");
    }

    @Test
    void aPathThatLeavesItsFolder_isRefusedBeforeItIsLookedFor() throws Exception {
        assertThat(get(server, "/assets/../../puente.yaml")).containsPattern("HTTP/1.1 40[04]");
    }

    @Test
    void withoutThePage_theNodeSaysWhatToInstall_inBothLanguages() throws Exception {
        assertThat(get(without, "/", "Accept-Language: es"))
                .startsWith("HTTP/1.1 200")
                .contains("<html lang=\"es\">", "Instale node 20.19", "Install node 20.19")
                .containsIgnoringCase("content-security-policy")
                .doesNotContain("<script", "style=");
        assertThat(get(without, "/records")).contains("Install node 20.19");
        assertThat(get(without, "/assets/main-2b.js")).startsWith("HTTP/1.1 404");
    }
}
