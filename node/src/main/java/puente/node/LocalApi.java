package puente.node;

import io.javalin.http.HandlerType;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;

/**
 * The API for officers and programs of this machine: plain HTTP on a loopback address. There is no sign-in yet, so whoever
 * reaches it acts for the node's agencies; {@link LoopbackGuard} keeps everybody else from reaching it
 * (docs/decisions/0003). {@code /openapi.yaml} describes every route, and a test holds the two together.
 */
final class LocalApi {
    private final NodeConfiguration configuration;
    private final List<Route> routes;

    LocalApi(NodeConfiguration configuration, List<List<Route>> routes) {
        this.configuration = configuration;
        this.routes = routes.stream().flatMap(List::stream).toList();
    }

    HttpServer start(MeterRegistry meters) {
        LoopbackGuard.requireLoopback(configuration.http().address());
        return HttpServer.start(
                "local",
                HttpServer.plain(
                        configuration.http().address(), configuration.http().port()),
                configuration.limits(),
                configuration.language(),
                meters,
                new LoopbackGuard(),
                routes);
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
