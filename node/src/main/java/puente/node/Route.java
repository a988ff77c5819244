package puente.node;

import io.javalin.http.Handler;
import io.javalin.http.HandlerType;

/**
 * One method on one path of a listener. Listeners are lists of these, so that a test can walk them beside {@code openapi.yaml}.
 *
 * @param path with {@code {parameter}} segments; {@code <parameter>} spans several segments
 * @param bodyBytesMax largest request body; 0 takes none, -1 takes what the configuration permits for imports
 */
record Route(HandlerType method, String path, long bodyBytesMax, Handler handler) {
    static Route get(String path, Handler handler) {
        return new Route(HandlerType.GET, path, 0, handler);
    }

    static Route delete(String path, Handler handler) {
        return new Route(HandlerType.DELETE, path, 0, handler);
    }

    static Route post(String path, long bodyBytesMax, Handler handler) {
        return new Route(HandlerType.POST, path, bodyBytesMax, handler);
    }
}
