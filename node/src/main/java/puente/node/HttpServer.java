package puente.node;

import com.sun.management.UnixOperatingSystemMXBean;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.router.Endpoint;
import io.javalin.util.JavalinBindException;
import io.javalin.util.JavalinException;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import puente.ledger.LedgerException;
import puente.record.Language;
import puente.record.Problem;
import puente.record.ProblemException;
import puente.store.StoreException;

/**
 * One listener: a connector, a guard, a list of routes, and nothing else. What both listeners of a node have in common is
 * decided here: virtual threads, limits on headers, bodies, time and connections, refusals as problem documents, and one log
 * line and one timer a request that name the route, never the address with its identifiers.
 */
final class HttpServer implements Opened.Closing {
    /** Longest request line and headers together. */
    static final int HEADER_BYTES_MAX = 8 * 1024;

    /** How long a stop waits for requests that are being answered. */
    static final Duration STOP_MAX = Duration.ofSeconds(5);

    /** How long a connection may be idle while all connections are taken. */
    static final Duration CROWDED_IDLE = Duration.ofSeconds(1);

    /** Files that are not for connections: the database's, the logs', the class path's. */
    private static final int FILES_KEPT = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);

    private final Javalin javalin;
    private final ServerConnector connector;

    /** Makes the connector of a listener from the common HTTP configuration. */
    interface Connectors {
        ServerConnector connector(Server server, HttpConfiguration configuration);
    }

    private HttpServer(Javalin javalin, ServerConnector connector) {
        this.javalin = javalin;
        this.connector = connector;
    }

    /**
     * Opens a listener.
     *
     * @param name what metrics call it
     * @param guard runs before every route, and before a route is looked for
     * @throws ProblemException where the port is taken or the address is not this machine's
     */
    static HttpServer start(
            String name,
            Connectors connectors,
            NodeConfiguration.Limits limits,
            Language language,
            MeterRegistry meters,
            Handler guard,
            List<Route> routes) {
        return start(name, connectors, limits, language, meters, guard, routes, TrickleGuard.HEAD_MAX);
    }

    /** The same with another patience for the head of a request. */
    static HttpServer start(
            String name,
            Connectors connectors,
            NodeConfiguration.Limits limits,
            Language language,
            MeterRegistry meters,
            Handler guard,
            List<Route> routes,
            Duration headMax) {
        ServerConnector[] made = new ServerConnector[1];
        Javalin javalin = Javalin.create(configuration -> {
            configuration.concurrency.useVirtualThreads = true;
            configuration.startup.showJavalinBanner = false;
            configuration.startup.showOldJavalinVersionWarning = false;
            configuration.startup.startupWatcherEnabled = false;
            configuration.http.prefer405over404 = true;
            configuration.http.compressionStrategy = CompressionStrategy.NONE;
            configuration.http.maxRequestSize = limits.importBytes();
            configuration.jetty.modifyHttpConfiguration(HttpServer::limit);
            configuration.jetty.modifyServer(server -> {
                server.setStopTimeout(STOP_MAX.toMillis());
                server.setErrorHandler(
                        (request, response, callback) -> refuseEarly(request, response, callback, language));
            });
            configuration.jetty.addConnector((server, http) -> {
                ServerConnector each = connectors.connector(server, http);
                each.setIdleTimeout(TimeUnit.SECONDS.toMillis(limits.idleSeconds()));
                each.addBean(connectionLimit(limits, each));
                each.addBean(new TrickleGuard(each, headMax));
                made[0] = each;
                return each;
            });
            configuration.routes.before(guard);
            for (Route route : routes) {
                configuration.routes.addEndpoint(new Endpoint(route.method(), route.path(), route.handler()));
            }
            configuration.routes.exception(
                    ProblemException.class, (refused, request) -> refuse(request, refused.problems(), language));
            configuration.routes.exception(
                    HttpResponseException.class,
                    (refused, request) -> refuse(request, List.of(problem(refused.getStatus(), request)), language));
            configuration.routes.exception(IOException.class, (broken, request) -> {
                LOG.atInfo()
                        .setMessage("request interrupted")
                        .addKeyValue("reason", broken.getClass())
                        .log();
                refuse(request, List.of(Problem.of("node.http.interrupted", "")), language);
            });
            configuration.routes.exception(UncheckedIOException.class, (broken, request) -> {
                LOG.atInfo()
                        .setMessage("request interrupted")
                        .addKeyValue("reason", String.valueOf(broken))
                        .log();
                refuse(request, List.of(Problem.of("node.http.interrupted", "")), language);
            });
            configuration.routes.exception(
                    LedgerException.class,
                    (refused, request) -> refuse(request, Problems.of(refused).problems(), language));
            configuration.routes.exception(StoreException.class, (failed, request) -> {
                LOG.warn("the store failed in {} {}", request.method(), route(request), failed);
                refuse(request, List.of(Problem.of("node.http.store", "")), language);
            });
            configuration.routes.exception(Exception.class, (fault, request) -> {
                LOG.error("a request failed in {} {}", request.method(), route(request), fault);
                refuse(request, List.of(Problem.of("node.http.fault", "")), language);
            });
            configuration.requestLogger.http((request, milliseconds) -> {
                String route = route(request);
                meters.timer(
                                "puente.http.requests",
                                "listener",
                                name,
                                "method",
                                request.method().name(),
                                "route",
                                route,
                                "status",
                                String.valueOf(request.statusCode()))
                        .record((long) (milliseconds * 1e6), TimeUnit.NANOSECONDS);
                LOG.atDebug()
                        .setMessage("request")
                        .addKeyValue("listener", name)
                        .addKeyValue("method", request.method().name())
                        .addKeyValue("route", route)
                        .addKeyValue("status", request.statusCode())
                        .addKeyValue("milliseconds", milliseconds)
                        .log();
            });
        });
        try {
            javalin.start();
        } catch (JavalinException unbound) {
            javalin.stop();
            throw refuseStart(unbound, made[0]);
        }
        return new HttpServer(javalin, made[0]);
    }

    /**
     * So many connections, but no more than the machine lets this process have files: one that cannot be accepted would keep the
     * acceptor busy. When all are taken, those that do nothing end after {@link #CROWDED_IDLE}, so that others get in.
     */
    private static NetworkConnectionLimit connectionLimit(NodeConfiguration.Limits limits, ServerConnector connector) {
        int most = limits.connections();
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system) {
            long room = Math.max(FILES_KEPT, system.getMaxFileDescriptorCount() - FILES_KEPT);
            most = (int) Math.min(most, room);
        }
        NetworkConnectionLimit limit = new NetworkConnectionLimit(most, connector);
        limit.setEndPointIdleTimeout(CROWDED_IDLE.toMillis());
        return limit;
    }

    private static void limit(HttpConfiguration http) {
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        http.setRequestHeaderSize(HEADER_BYTES_MAX);
        // Jetty remembers the fields of a connection's earlier requests and looks them up without regard to case: after
        // a
        // cookie 'a=x', another 'a=XyZ' arrived as 'a=xyZ', a secret that nobody has; and two tokens could be one.
        http.setHeaderCacheSize(0);
        http.setUriCompliance(UriCompliance.RFC3986);
    }

    private static ProblemException refuseStart(
            JavalinException unbound, @org.jspecify.annotations.Nullable ServerConnector connector) {
        String address = connector == null ? "" : connector.getHost() + ":" + connector.getPort();
        Throwable cause = unbound.getCause() == null ? unbound : unbound.getCause();
        String code = unbound instanceof JavalinBindException ? "node.start.port-taken" : "node.start.listener";
        return new ProblemException(
                Problem.of(code, address, "address", address, "reason", String.valueOf(cause.getMessage())));
    }

    /** The port actually bound. */
    int port() {
        return connector.getLocalPort();
    }

    /** The template of the route that matched; all unmatched requests count as one. */
    private static String route(Context request) {
        Endpoint last = request.endpoints().lastHttpEndpoint();
        return last == null || !last.method.isHttpMethod() ? "none" : last.path;
    }

    private static void refuse(Context request, List<Problem> problems, Language standard) {
        if (request.res().isCommitted()) {
            return;
        }
        if (Taxii.concerns(request)) {
            Taxii.refuse(request, problems, Reader.language(request, standard));
            return;
        }
        ProblemResponse response = ProblemResponse.of(problems, Reader.language(request, standard));
        request.status(response.status());
        request.header("Cache-Control", "no-store");
        request.contentType(ProblemResponse.CONTENT_TYPE);
        if (request.method() != HandlerType.HEAD) {
            request.result(response.body());
        }
    }

    private static Problem problem(int status, Context request) {
        return switch (status) {
            case 404 -> Problem.of("node.http.not-found", request.path());
            case 405 ->
                Problem.of(
                        "node.http.method",
                        request.path(),
                        "method",
                        request.method().name());
            case 413 -> Problem.of("node.http.body-size", "", "limit", "");
            default -> Problem.of("node.http.malformed", "", "status", status);
        };
    }

    /** What the HTTP parser refused before any route was looked for. */
    private static boolean refuseEarly(
            org.eclipse.jetty.server.Request request,
            org.eclipse.jetty.server.Response response,
            org.eclipse.jetty.util.Callback callback,
            Language standard) {
        int status = response.getStatus();
        Problem problem = switch (status) {
            case 404 -> Problem.of("node.http.not-found", "");
            case 408 -> Problem.of("node.http.interrupted", "");
            case 414, 431 -> Problem.of("node.http.header-size", "", "limit", HEADER_BYTES_MAX);
            default ->
                status >= 500
                        ? Problem.of("node.http.fault", "")
                        : Problem.of("node.http.malformed", "", "status", status);
        };
        Language language = Reader.language(request.getHeaders().get("Accept-Language"), standard);
        ProblemResponse body = ProblemResponse.of(List.of(problem), language);
        response.setStatus(body.status());
        response.getHeaders().put("Content-Type", ProblemResponse.CONTENT_TYPE);
        response.getHeaders().put("Cache-Control", "no-store");
        if (request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_0_9
                || "HEAD".equals(request.getMethod().toUpperCase(Locale.ROOT))) {
            callback.succeeded();
        } else {
            response.write(true, java.nio.ByteBuffer.wrap(body.body()), callback);
        }
        return true;
    }

    /** Refuses new connections, and lets requests that are being answered end; what takes longer than {@link #STOP_MAX} is cut. */
    @Override
    public void close() {
        try {
            javalin.stop();
        } catch (JavalinException unfinished) {
            if (!(unfinished.getCause() instanceof TimeoutException)) {
                throw unfinished;
            }
            LOG.atWarn()
                    .setMessage("requests were cut off by the stop")
                    .addKeyValue("seconds", STOP_MAX.toSeconds())
                    .log();
        }
    }

    /** Sends text that changes: never stored by anyone on the way. */
    static void text(Context request, String contentType, String text) {
        bytes(request, contentType, text.getBytes(StandardCharsets.UTF_8));
    }

    static void json(Context request, Object value) {
        bytes(request, "application/json", Json.bytes(value));
    }

    static void bytes(Context request, String contentType, byte[] body) {
        request.header("Cache-Control", "no-store");
        request.header("X-Content-Type-Options", "nosniff");
        request.contentType(contentType);
        request.result(body);
    }

    /** A plain connector for an address of this machine. */
    static Connectors plain(String host, int port) {
        return (server, http) -> {
            ServerConnector connector =
                    new ServerConnector(server, new org.eclipse.jetty.server.HttpConnectionFactory(http));
            connector.setHost(host);
            connector.setPort(port);
            connector.setReuseAddress(true);
            return connector;
        };
    }
}
