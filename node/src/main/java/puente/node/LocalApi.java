package puente.node;

import io.javalin.http.HandlerType;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;

/**
 * The API for people and programs: on this machine by plain HTTP, or over TLS where others reach it. {@link LoopbackGuard} keeps
 * other sites out, {@link Gate} finds out who calls and what they may use (docs/decisions/0004). {@code /openapi.yaml} describes
 * every route, and a test holds the two together.
 */
final class LocalApi {
    private final NodeConfiguration configuration;
    private final MakingWay makingWay;
    private final List<Route> routes;

    LocalApi(NodeConfiguration configuration, MakingWay makingWay, List<List<Route>> routes) {
        this.configuration = configuration;
        this.makingWay = makingWay;
        this.routes = routes.stream().flatMap(List::stream).toList();
    }

    HttpServer start(MeterRegistry meters, Gate gate) {
        LoopbackGuard.requireSafe(configuration);
        NodeConfiguration.Http http = configuration.http();
        return HttpServer.start(
                "local",
                http.tls()
                        .map(tls -> ApiTls.connector(http.address(), http.port(), tls))
                        .orElseGet(() -> HttpServer.plain(http.address(), http.port())),
                configuration.limits(),
                configuration.language(),
                meters,
                new LoopbackGuard(http),
                routes.stream().map(gate::guarded).map(makingWay::counted).toList());
    }

    List<Route> routes() {
        return routes;
    }

    /** {@code GET /api/v1/records} and the like, for comparison with the document. */
    static String name(Route route) {
        HandlerType method = route.method();
        return method.name() + " " + route.path().replace('<', '{').replace('>', '}');
    }
}
