package puente.browser;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A newspaper's page on a host of its own, with pages of a node in frames. */
final class AnotherSite implements AutoCloseable {
    private final HttpServer server;

    private AnotherSite(HttpServer server) {
        this.server = server;
    }

    static AnotherSite start(URI... framed) throws IOException {
        StringBuilder page =
                new StringBuilder("<!doctype html><html lang=\"en\"><title>A newspaper</title><h1>A newspaper</h1>");
        for (URI each : framed) {
            page.append("<iframe src=\"%s\" title=\"A figure\" width=\"800\" height=\"600\"></iframe>"
                    .formatted(each.toString().replace("&", "&amp;")));
        }
        byte[] body = page.toString().getBytes(StandardCharsets.UTF_8);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return new AnotherSite(server);
    }

    /** By number, where nodes are asked by name: to a browser that is another site, not only another port. */
    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
