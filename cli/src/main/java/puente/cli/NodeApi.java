package puente.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import puente.record.Language;
import puente.record.Problem;
import puente.record.ProblemException;

/**
 * A node's public HTTP API, as any program would use it. Answers below 400 are returned; others are thrown with the problems the
 * node stated, in the reader's language. Safe for use by several threads.
 */
public final class NodeApi implements AutoCloseable {
    /** The longest a plain request may take; imports and long polls state their own. */
    public static final Duration TIMEOUT = Duration.ofSeconds(60);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI node;
    private final Language language;
    private final String agency;
    private final String officer;
    private final String token;
    private final HttpClient client;

    /** One problem as a node words it. */
    public record Stated(String code, String position, String reason, String remedy) {}

    /** A request that the node refused, or could not serve. */
    public static final class RefusedException extends IOException {
        private static final long serialVersionUID = 1L;

        private final int status;
        private final transient List<Stated> problems;

        RefusedException(int status, List<Stated> problems) {
            super(status + " " + problems);
            this.status = status;
            this.problems = List.copyOf(problems);
        }

        /** The HTTP status. */
        public int status() {
            return status;
        }

        public List<Stated> problems() {
            return problems;
        }

        /** Whether one of the problems has this code. */
        public boolean states(String code) {
            return problems.stream().anyMatch(each -> each.code().equals(code));
        }

        /** The code of the first problem; empty where the node stated none. */
        public String code() {
            return problems.isEmpty() ? "" : problems.getFirst().code();
        }
    }

    /** An answer: its status, its text, and its text as JSON where it is JSON. */
    public record Answer(int status, String text, Map<String, List<String>> headers) {
        /** The problems of a refusal. */
        public List<Stated> problems() {
            return stated(text);
        }

        /** The body as JSON; a missing node where it is none. */
        public JsonNode json() {
            return tree(text);
        }
    }

    /** @param agency who acts; empty for the node's own default */
    public NodeApi(URI node, Language language, String agency) {
        this(
                node,
                language,
                agency,
                "",
                "",
                HttpClient.newBuilder()
                        .connectTimeout(Duration.ofSeconds(5))
                        .version(HttpClient.Version.HTTP_1_1)
                        .build());
    }

    public URI node() {
        return node;
    }

    /** The same node, asked on behalf of another agency. */
    public NodeApi as(String otherAgency) {
        return new NodeApi(node, language, otherAgency, "", token, client);
    }

    /** The same node, asked by an officer of an agency. */
    public NodeApi as(String otherAgency, String byOfficer) {
        return new NodeApi(node, language, otherAgency, byOfficer, token, client);
    }

    /** The same node, asked by a reader of another language. */
    public NodeApi in(Language other) {
        return new NodeApi(node, other, agency, officer, token, client);
    }

    /** The same node, shown a token with every request. */
    public NodeApi with(String shownToken) {
        return new NodeApi(node, language, agency, officer, shownToken, client);
    }

    private NodeApi(URI node, Language language, String agency, String officer, String token, HttpClient client) {
        this.node = node;
        this.language = language;
        this.agency = agency;
        this.officer = officer;
        this.token = token;
        this.client = client;
    }

    /** Builds {@code ?name=value&…} from those parameters that are not empty. */
    public static String query(Map<String, String> parameters) {
        StringBuilder query = new StringBuilder();
        new TreeMap<>(parameters).forEach((name, value) -> {
            if (!value.isEmpty()) {
                query.append(query.isEmpty() ? '?' : '&')
                        .append(name)
                        .append('=')
                        .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
            }
        });
        return query.toString();
    }

    /** {@code GET}; throws where the status is 400 or more. */
    public Answer get(String path) throws IOException, InterruptedException {
        return expectDone(ask(request(path).GET().timeout(TIMEOUT)));
    }

    /** {@code GET} of bytes. */
    public byte[] bytes(String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> response =
                send(request(path).GET().timeout(TIMEOUT).build(), BodyHandlers.ofByteArray());
        if (response.statusCode() >= 400) {
            throw new RefusedException(
                    response.statusCode(), stated(new String(response.body(), StandardCharsets.UTF_8)));
        }
        return response.body();
    }

    /** A body that is read as it arrives, and its headers. */
    public record Download(InputStream body, Map<String, List<String>> headers) implements AutoCloseable {
        /** The first value of a header; empty where there is none. */
        public String header(String name) {
            return headers.entrySet().stream()
                    .filter(each -> each.getKey().equalsIgnoreCase(name))
                    .flatMap(each -> each.getValue().stream())
                    .findFirst()
                    .orElse("");
        }

        @Override
        public void close() throws IOException {
            body.close();
        }
    }

    /** {@code GET} of a body of any size; the caller closes. */
    public Download download(String path) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = send(request(path).GET().build(), BodyHandlers.ofInputStream());
        return new Download(opened(response), response.headers().map());
    }

    private static InputStream opened(HttpResponse<InputStream> response) throws IOException {
        if (response.statusCode() >= 400) {
            try (InputStream body = response.body()) {
                throw new RefusedException(
                        response.statusCode(), stated(new String(body.readAllBytes(), StandardCharsets.UTF_8)));
            }
        }
        return response.body();
    }

    /** {@code POST} of a JSON value. */
    public Answer post(String path, Object body) throws IOException, InterruptedException {
        return expectDone(postUnchecked(path, body));
    }

    /** {@code POST} of a JSON value; returns whatever the answer is, refusals too. */
    public Answer postUnchecked(String path, Object body) throws IOException, InterruptedException {
        return ask(request(path)
                .header("Content-Type", "application/json")
                .timeout(TIMEOUT)
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    /** {@code POST} of a body of any size. */
    public Answer post(String path, String contentType, BodyPublisher body, Duration timeout)
            throws IOException, InterruptedException {
        return expectDone(ask(request(path)
                .header("Content-Type", contentType)
                .timeout(timeout)
                .POST(body)));
    }

    /** {@code POST} of a body of any size; the answer is read as it arrives. */
    public InputStream postForStream(String path, String contentType, BodyPublisher body)
            throws IOException, InterruptedException {
        return opened(send(
                request(path).header("Content-Type", contentType).POST(body).build(), BodyHandlers.ofInputStream()));
    }

    /** Any {@code GET}, refusals returned rather than thrown. */
    public Answer getUnchecked(String path) throws IOException, InterruptedException {
        return ask(request(path).GET().timeout(TIMEOUT));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(node.resolve(path)).header("Accept-Language", language.tag());
        if (!agency.isEmpty()) {
            builder.header("Puente-Agency", agency);
        }
        if (!token.isEmpty()) {
            builder.header("Authorization", "Bearer " + token);
        }
        return officer.isEmpty() ? builder : builder.header("Puente-Officer", officer);
    }

    private Answer ask(HttpRequest.Builder builder) throws IOException, InterruptedException {
        HttpResponse<String> response = send(builder.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
        return new Answer(
                response.statusCode(), response.body(), response.headers().map());
    }

    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler)
            throws IOException, InterruptedException {
        try {
            return client.send(request, handler);
        } catch (ConnectException unreachable) {
            throw new UnreachableException(node, unreachable);
        }
    }

    /** Nothing answers at the node's address. */
    public static final class UnreachableException extends IOException {
        private static final long serialVersionUID = 1L;

        private final transient URI node;

        UnreachableException(URI node, ConnectException cause) {
            super(node.toString(), cause);
            this.node = node;
        }

        /** The address that was asked. */
        public URI node() {
            return node;
        }
    }

    private static Answer expectDone(Answer answer) throws RefusedException {
        if (answer.status() >= 400) {
            throw new RefusedException(answer.status(), stated(answer.text()));
        }
        return answer;
    }

    /** The problems of an error's body: a list, or the body itself. */
    public static List<Stated> stated(String body) {
        JsonNode root = tree(body);
        List<Stated> stated = new ArrayList<>();
        Iterable<JsonNode> nodes = root.path("problems").isArray() ? root.path("problems") : List.of(root);
        for (JsonNode node : nodes) {
            if (node.hasNonNull("code")) {
                stated.add(new Stated(
                        node.path("code").asText(),
                        node.path("position").asText(),
                        node.path("reason").asText(),
                        node.path("remedy").asText()));
            }
        }
        return stated;
    }

    private static JsonNode tree(String text) {
        try {
            return text.isBlank() ? MissingNode.getInstance() : JSON.readTree(text);
        } catch (JsonProcessingException notJson) {
            return MissingNode.getInstance();
        }
    }

    /** A node's address from the command line; a bare port or host is completed. */
    static URI address(String text) {
        String url = text.matches("\\d{1,5}") ? "http://localhost:" + text : text;
        try {
            URI address = URI.create(url.endsWith("/") ? url : url + "/");
            if (address.getHost() != null
                    && ("http".equals(address.getScheme()) || "https".equals(address.getScheme()))) {
                return address;
            }
        } catch (IllegalArgumentException malformed) {
            // Said below, like every address that is none.
        }
        throw new ProblemException(Problem.of("cli.node.address", "--node", "value", text));
    }

    @Override
    public void close() {
        client.close();
    }
}
