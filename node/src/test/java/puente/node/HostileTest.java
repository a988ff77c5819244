package puente.node;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.sun.management.UnixOperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import puente.gateway.ready.Scenario;
import puente.record.Agency;
import puente.record.Record;
import puente.record.RecordCodec;

/**
 * A node among people who mean it ill: what they send in paths, headers, bodies, cookies, queries and files is refused precisely or
 * given back as data, never run, never another answer than 2xx to 4xx, and the node answers on.
 */
@Timeout(180)
class HostileTest {
    private static final int IDLE = 10_000;
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3})");
    private static final String SCRIPT = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{7*7}}${7*7}";
    private static final String HANDLING =
            "{\"tlp\":\"AMBER\",\"codes\":[],\"purposes\":[\"arms-trafficking\",\"organised-crime\"],"
                    + "\"audience\":[\"mx\",\"us\"],\"originatorConsent\":false,\"grading\":\"B2\"}";

    private static TwoNodes nodes;
    private static TwoNodes.Side mx;
    private static String taxii;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        nodes = new TwoNodes(folder);
        mx = nodes.mx;
        mx.start();
        taxii = TaxiiClient.basic(
                "hostile",
                TaxiiAccounts.create(
                        mx.folder, "hostile", new Agency("mx/fgr"), Set.of("*"), true, new SecureRandom()));
    }

    @AfterAll
    static void stop() {
        nodes.close();
    }

    private static String host() {
        return "Host: localhost:" + mx.node.url().getPort() + "\n";
    }

    /** Sends bytes as they are and reads until the server closes. */
    private static String raw(String request) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", mx.node.url().getPort())) {
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            out.write(request.replace("\n", "\r\n").getBytes(ISO_8859_1));
            out.flush();
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    /** Exactly one answer, with a status that says it is the asker's fault, as a problem document. */
    private static void assertRefusedOnce(String answer) {
        Matcher status = STATUS.matcher(answer);
        assertThat(status.find()).as(answer).isTrue();
        assertThat(Integer.parseInt(status.group(1))).as(answer).isBetween(400, 499);
        assertThat(status.find()).as("a second answer in " + answer).isFalse();
        assertThat(answer)
                .containsIgnoringCase("application/problem+json")
                .doesNotContain("root:", "at puente.", "at org.", "Jetty");
    }

    private static void assertAnswers() throws Exception {
        assertThat(mx.get("/health").statusCode()).isEqualTo(200);
    }

    private static long held() throws Exception {
        return mx.json("/api/v1/records?kind=vehicle&limit=1000")
                .path("records")
                .size();
    }

    private static String vehicle(String make) {
        return "{\"kind\":\"vehicle\",\"fields\":{\"itemStatus\":\"stolen\",\"itemMakeName\":\"" + make
                + "\"},\"handling\":" + HANDLING + ",\"provenance\":{\"source\":\"test\",\"synthetic\":true}}";
    }

    // ------------------------------------------------------------------------------------------------ paths, heads

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../../etc/passwd",
                "/%2e%2e/%2e%2e/etc/passwd",
                "/..%2f..%2fetc%2fpasswd",
                "/assets/..%5c..%5cetc%5cpasswd",
                "/assets/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
                "/api/v1/records/..%2ftokens",
                "/api/v1/records/%00",
                "/api/v1/records/%ff%fe",
                "/%c0%ae%c0%ae/etc/passwd",
                "/api/v1/..;/tokens",
                "/api/v1/records/00000000-0000-4000-8000-000000000000/evidence/..",
                "/channels/..%2f..%2fkeys/x/checkpoint",
                "/channels/mx/us/tile/../../../../keys/ed25519.key",
                "/journal/tile/..%2f..%2fkeys",
                "/taxii2/extensions/..%2fx",
                "//evil.example/%2f..",
                "http://evil.example/health",
                "/api/v1/records/%zz",
                "/api/v1/records/\u0001"
            })
    void pathThatLeadsElsewhere_isRefused(String path) throws Exception {
        String answer = raw("GET " + path + " HTTP/1.1\n" + host() + "Connection: close\n\n");
        if (path.startsWith("http:")) {
            // The absolute form names the host that counts (RFC 9112, section 3.2.2).
            assertThat(answer).doesNotContain("HTTP/1.1 200");
        } else if (path.startsWith("/taxii2")) {
            assertThat(answer).containsPattern("HTTP/1.1 4\\d\\d").doesNotContain("root:");
        } else {
            assertRefusedOnce(answer);
        }
        assertAnswers();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5\nContent-Length: 6\n\nhello",
                "Content-Length: 5, 6\n\nhello",
                "Content-Length: -1\n\n",
                "Content-Length: 99999999999999999999\n\n",
                "Content-Length: 44\nTransfer-Encoding: chunked\n\n0\n\nGET /health HTTP/1.1\nHost: x\n\n",
                "Transfer-Encoding: chunked\nContent-Length: 4\n\n0\n\nGET /health HTTP/1.1\nHost: x\n\n",
                "Transfer-Encoding: xchunked\n\n0\n\n",
                "Transfer-Encoding: chunked, identity\n\n0\n\n",
                "Transfer-Encoding: identity\nTransfer-Encoding: chunked\n\n0\n\n",
                "Transfer-Encoding : chunked\n\n0\n\n",
                "Transfer-Encoding: chunked\n\nFFFFFFFFFFFFFFFFF\n",
                "Transfer-Encoding: chunked\n\n-1\n\n",
                "X: a\n folded\nContent-Length: 0\n\n",
                "X\u0000: a\nContent-Length: 0\n\n",
                "X: a\u0000b\nContent-Length: 0\n\n",
                "No colon\nContent-Length: 0\n\n",
                ": nameless\nContent-Length: 0\n\n"
            })
    void messageOfTwoMeanings_isRefusedOnce_andNothingIsSmuggled(String rest) throws Exception {
        assertRefusedOnce(raw("POST /api/v1/agreement/decide HTTP/1.1\n" + host()
                + "Content-Type: application/json\nConnection: close\n" + rest));
        assertAnswers();
    }

    @Test
    void twoHosts_orNone_areRefused() throws Exception {
        assertRefusedOnce(raw("GET /health HTTP/1.1\n" + host() + "Host: evil.example\nConnection: close\n\n"));
        assertRefusedOnce(raw("GET /health HTTP/1.1\nConnection: close\n\n"));
        assertRefusedOnce(raw("GET /health HTTP/1.0\n\n"));
        assertRefusedOnce(raw("GET /health HTTP/1.1\nHost: localhost@evil.example\nConnection: close\n\n"));
    }

    @Test
    void oversizedAddress_header_andCookie_areRefused() throws Exception {
        String large = "x".repeat(HttpServer.HEADER_BYTES_MAX);
        for (String head : List.of(
                "GET /api/v1/records?q=" + large + " HTTP/1.1\n" + host(),
                "GET /health HTTP/1.1\n" + host() + "X: " + large + "\n",
                "GET /health HTTP/1.1\n" + host() + "Cookie: puente-mx=" + large + "\n",
                "GET /health HTTP/1.1\n" + host() + "X: y\n".repeat(4_000))) {
            assertRefusedOnce(raw(head + "Connection: close\n\n"));
        }
        assertAnswers();
    }

    // ------------------------------------------------------------------------------------------------ cookies

    @Test
    void brokenCookie_opensNothing_andSpoilsNoSessionOnTheSameConnection() throws Exception {
        HttpResponse<String> signedIn =
                mx.post("/api/v1/session", "application/json", "{\"role\":\"mx.cnb.supervisor\"}");
        String set = signedIn.headers().firstValue("Set-Cookie").orElseThrow();
        String sound = set.substring(0, set.indexOf(';'));
        for (String broken : List.of(
                "puente-mx=' or 1=1 --",
                "puente-mx=x; puente-mx=y",
                "puente-mx=../../etc/passwd",
                "puente-mx=\"unclosed",
                "puente-mx=a\"b",
                "=x",
                ";;;=;",
                "puente-mx",
                "puente-mx=; puente-mx=",
                "$Version=1; puente-mx=x",
                "puente-mx=\u00ff",
                "a=1; ".repeat(1_000))) {
            try (Socket socket = new Socket("127.0.0.1", mx.node.url().getPort())) {
                socket.setSoTimeout(10_000);
                for (int round = 0; round < 2; round++) {
                    String refused = ask(socket, broken);
                    assertThat(refused).as(broken).containsPattern("^HTTP/1.1 (400|401|200)");
                    if (broken.contains("puente-mx=") && refused.startsWith("HTTP/1.1 200")) {
                        assertThat(refused).as(broken).contains("\"signedIn\":false");
                    }
                    assertThat(ask(socket, sound)).as("after " + broken).contains("\"signedIn\":true");
                }
            }
        }
    }

    /** One request on a connection that stays. */
    private static String ask(Socket socket, String cookie) throws Exception {
        socket.getOutputStream()
                .write(("GET /api/v1/session HTTP/1.1\r\n" + host().replace("\n", "\r\n") + "Cookie: " + cookie
                                + "\r\n\r\n")
                        .getBytes(ISO_8859_1));
        StringBuilder answer = new StringBuilder();
        byte[] part = new byte[1 << 16];
        Pattern length = Pattern.compile("Content-Length: (\\d+)", Pattern.CASE_INSENSITIVE);
        while (true) {
            int some = socket.getInputStream().read(part);
            if (some < 0) {
                return answer.toString();
            }
            answer.append(new String(part, 0, some, ISO_8859_1));
            int end = answer.indexOf("\r\n\r\n");
            Matcher stated = length.matcher(answer);
            if (end >= 0 && stated.find() && answer.length() >= end + 4 + Integer.parseInt(stated.group(1))) {
                return answer.toString();
            }
        }
    }

    // ------------------------------------------------------------------------------------------------ bodies

    @Test
    void bodyThatIsNoRecord_isRefused_soon_andStoresNothing() throws Exception {
        long before = held();
        String nines = "9".repeat(10_000);
        for (String body : List.of(
                "",
                "{",
                "null",
                "[]",
                "\"x\"",
                "{}{}",
                "[".repeat(100_000),
                "{\"a\":".repeat(50_000),
                "{\"kind\":" + "[".repeat(40) + "]".repeat(40) + "}",
                vehicle("x").replace("\"stolen\"", nines),
                vehicle("x").replace("\"stolen\"", "1e999999999"),
                vehicle("x").replace("\"stolen\"", "-0.0e-99999"),
                vehicle("x").replace("\"kind\":\"vehicle\"", "\"kind\":\"vehicle\",\"kind\":\"person\""),
                vehicle("x").replace("\"itemMakeName\"", "\"itemStatus\""),
                vehicle("x\\u0000y"),
                vehicle("x\\ud800y"),
                vehicle("x").replace("\"kind\"", "\"__proto__\":{},\"kind\""),
                vehicle("x").replace("vehicle", "../../etc/passwd"),
                vehicle("x" + "y".repeat(1 << 20)))) {
            long begun = System.nanoTime();
            HttpResponse<String> answer = mx.post("/api/v1/records", "application/json", body);
            assertThat(answer.statusCode()).as(shown(body) + answer.body()).isBetween(400, 499);
            assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SOON);
        }
        HttpResponse<String> badBytes = mx.send(mx.request("/api/v1/records")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(
                        vehicle("\u00ff\u00fe\u00c0\u00af").getBytes(ISO_8859_1))));
        assertThat(badBytes.statusCode()).isBetween(400, 499);
        for (String type : List.of("text/plain", "multipart/form-data; boundary=x", "application/xml", "text/html")) {
            assertThat(mx.post("/api/v1/records", type, vehicle("x")).statusCode())
                    .isEqualTo(415);
        }
        assertThat(held()).isEqualTo(before);
    }

    private static String shown(String body) {
        return body.substring(0, Math.min(80, body.length())) + " → ";
    }

    // ------------------------------------------------------------------------------------------------ bombs

    @Test
    void gzipBomb_isRefused_andStoresNothing() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            byte[] zeros = "{}\n".repeat(100_000).getBytes(UTF_8);
            for (int each = 0; each < 700; each++) {
                gzip.write(zeros);
            }
        }
        HttpResponse<String> answer = mx.send(mx.request("/api/v1/imports?name=bomb.jsonl.gz")
                .header("Content-Type", "application/octet-stream")
                .POST(HttpRequest.BodyPublishers.ofByteArray(packed.toByteArray())));
        assertThat(answer.body()).contains("gateway.file.gzip-bomb");
        try (var left = Files.list(mx.folder.resolve("data/incoming"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void zipBomb_isRefused_inFiles_inFolders_andInNumber() throws Exception {
        assertThat(zipped("agreement.yaml", 64)).contains("node.proposal.size");
        assertThat(zipped("clauses/", 64)).contains("node.proposal.size");
        ByteArrayOutputStream many = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(many)) {
            for (int each = 0; each <= ProposalFiles.ENTRIES_MAX; each++) {
                zip.putNextEntry(new ZipEntry("a" + each + "/"));
            }
        }
        assertThat(proposed(many.toByteArray())).contains("node.proposal.size");
    }

    private static String zipped(String name, int mebibytes) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            for (int each = 0; each < mebibytes; each++) {
                zip.write(new byte[1 << 20]);
            }
        }
        return proposed(bytes.toByteArray());
    }

    private static String proposed(byte[] zip) throws Exception {
        return mx.send(mx.request("/api/v1/agreement/proposals")
                        .header("Content-Type", "application/zip")
                        .header("Puente-Officer", "Ana")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(zip)))
                .body();
    }

    // ------------------------------------------------------------------------------------------------ scripts in
    // records

    @Test
    void scriptInAnyField_isGivenBackAsData_neverAsAPage() throws Exception {
        Set<String> kinds = new HashSet<>();
        int stored = 0;
        for (Record record : Scenario.records("mx")) {
            if (!record.agency().code().equals("mx/fgr") || !kinds.add(record.kind())) {
                continue;
            }
            JsonNode whole = TwoNodes.JSON.readTree(RecordCodec.standard().canonical(record));
            List<String> names = new ArrayList<>();
            whole.path("fields").fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                ObjectNode fields = whole.path("fields").deepCopy();
                fields.set(name, tainted(fields.get(name)));
                stored += store(record.kind(), fields, SCRIPT);
            }
        }
        assertThat(stored).as("records that took the script as text").isPositive();
        HttpResponse<String> refused = mx.get("/api/v1/records?" + encoded(SCRIPT) + "=1");
        assertData(refused);
        assertThat(refused.statusCode()).isEqualTo(400);
        HttpResponse<String> page = mx.get("/");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'")
                .doesNotContain("unsafe");
    }

    private static JsonNode tainted(JsonNode value) {
        if (value.isObject()) {
            ObjectNode copy = value.deepCopy();
            value.properties().forEach(member -> copy.set(member.getKey(), tainted(member.getValue())));
            return copy;
        }
        if (value.isArray()) {
            ArrayNode copy = TwoNodes.JSON.createArrayNode();
            value.forEach(each -> copy.add(tainted(each)));
            return copy;
        }
        return TwoNodes.JSON.getNodeFactory().textNode(SCRIPT);
    }

    private static int store(String kind, ObjectNode fields, String source) throws Exception {
        ObjectNode body = TwoNodes.JSON.createObjectNode();
        body.put("kind", kind);
        body.set("fields", fields);
        body.set("handling", TwoNodes.JSON.readTree(HANDLING));
        body.putObject("provenance").put("source", source).put("synthetic", true);
        HttpResponse<String> made = mx.post("/api/v1/records", "application/json", body.toString());
        assertThat(made.statusCode()).as(made.body()).isIn(201, 200, 400, 413, 422);
        assertData(made);
        if (made.statusCode() >= 400) {
            return 0;
        }
        String id = TwoNodes.JSON.readTree(made.body()).path("id").asText();
        for (String path : List.of(
                "/api/v1/records/" + id,
                "/api/v1/records?kind=" + kind,
                "/api/v1/records/" + id + "/disclosures",
                "/api/v1/exports?kind=" + kind)) {
            HttpResponse<String> shown = mx.get(path);
            assertThat(shown.statusCode()).as(path + shown.body()).isEqualTo(200);
            assertData(shown);
        }
        return 1;
    }

    private static void assertData(HttpResponse<String> answer) {
        assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                .as(answer.uri().toString())
                .containsAnyOf(
                        "application/json", "application/problem+json", "application/x-ndjson", "application/jsonl");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'")
                .doesNotContain("unsafe");
    }

    // ------------------------------------------------------------------------------------------------ queries

    @Test
    void whateverAQueryHolds_isAValue_neverPartOfAStatement() throws Exception {
        String sentinel =
                mx.postJson("/api/v1/records", vehicle("Sentinel")).path("id").asText();
        long before = held();
        int asked = 0;
        for (String target : queries()) {
            for (String value : List.of(
                    "'",
                    "' or '1'='1",
                    "'; drop table record; --",
                    "1); select pg_sleep(20); --",
                    "\\",
                    "%",
                    "a & | !b <-> (",
                    ":*",
                    "!!!((",
                    "$[*] ? (@.x like_regex \"(a+)+$\")",
                    "kind:' or 1=1 --",
                    "a:$.**",
                    "{\"$ne\":null}",
                    "\u0000",
                    "-1",
                    "9223372036854775808",
                    "1e309",
                    "NaN",
                    "../../etc/passwd",
                    "x".repeat(QueryParameters.VALUE_LENGTH_MAX + 1))) {
                String path = target + encoded(value);
                long begun = System.nanoTime();
                HttpResponse<String> answer = path.startsWith("/taxii2/")
                        ? mx.get(path, "Authorization", taxii, "Accept", Taxii.MEDIA_TYPE)
                        : mx.get(path);
                assertThat(answer.statusCode()).as(path + " → " + answer.body()).isBetween(200, 499);
                assertThat(answer.body()).as(path).doesNotContain("PSQLException", "ERROR:", "syntax error");
                assertThat(Duration.ofNanos(System.nanoTime() - begun)).as(path).isLessThan(SOON);
                asked++;
            }
        }
        assertThat(asked).isGreaterThan(500);
        assertThat(held()).isEqualTo(before);
        assertThat(mx.json("/api/v1/records?q=sentinel").path("records").findValuesAsText("id"))
                .contains(sentinel);
        for (String value : List.of("' or '1'='1", "x' or 'x'='x", "vehicle' --")) {
            HttpResponse<String> found = mx.get("/api/v1/records?kind=" + encoded(value));
            if (found.statusCode() == 200) {
                assertThat(TwoNodes.JSON.readTree(found.body()).path("records")).isEmpty();
            }
        }
    }

    /** Every documented query parameter of everything that is read, ready for a value. */
    private static List<String> queries() throws Exception {
        JsonNode document;
        try (InputStream in = LocalApi.class.getResourceAsStream("openapi.yaml")) {
            document = new YAMLMapper().readTree(in);
        }
        List<String> targets = new ArrayList<>();
        document.path("paths").properties().forEach(path -> {
            String filled = path.getKey()
                    .replace("{from}", "mx")
                    .replace("{to}", "us")
                    .replace("{collection}", "objects")
                    .replaceAll("\\{[a-z0-9]+}", "00000000-0000-4000-8000-000000000000");
            path.getValue().path("get").path("parameters").forEach(parameter -> {
                JsonNode target = parameter.has("$ref")
                        ? document.at(parameter.path("$ref").asText().substring(1))
                        : parameter;
                if (target.path("in").asText().equals("query")) {
                    targets.add(filled + "?" + encoded(target.path("name").asText()) + "=");
                }
            });
        });
        return targets;
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, UTF_8);
    }

    // ------------------------------------------------------------------------------------------------ many

    @Test
    void tenThousandIdleConnections_leaveTheApiAnswering() throws Exception {
        long files = ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                ? system.getMaxFileDescriptorCount()
                : IDLE;
        // Where the machine gives a process fewer files, as many as it gives (ulimit -n).
        int count = (int) Math.min(IDLE, Math.max(100, files - 2_000));
        Process holder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-cp",
                        Path.of(IdleConnections.class
                                        .getProtectionDomain()
                                        .getCodeSource()
                                        .getLocation()
                                        .toURI())
                                .toString(),
                        IdleConnections.class.getName(),
                        String.valueOf(mx.node.url().getPort()),
                        String.valueOf(count))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said = new BufferedReader(new InputStreamReader(holder.getInputStream(), UTF_8))) {
            assertThat(said.readLine()).isEqualTo(String.valueOf(count));
            for (int each = 0; each < 20; each++) {
                long begun = System.nanoTime();
                // A connection of its own each time: it has to be let in.
                String answer = raw("GET /api/v1/records?kind=vehicle HTTP/1.1\n" + host() + "Connection: close\n\n");
                assertThat(answer).startsWith("HTTP/1.1 200");
                assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SOON);
            }
        } finally {
            holder.getOutputStream().close();
            assertThat(holder.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
        assertAnswers();
    }
}
