package puente.node;

import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** A connector with TLS, HTTP/2 or HTTP/1.1 within. */
final class TlsConnector {
    private TlsConnector() {}

    /**
     * The connector of one address.
     *
     * @param settings which protocols are spoken, and whether a client shows a certificate
     */
    static HttpServer.Connectors of(
            String host, int port, SSLContext context, Consumer<SslContextFactory.Server> settings) {
        return (server, http) -> {
            // Partners' certificates are pinned, and which host a browser asked for is compared by the guard, in the
            // request.
            http.addCustomizer(new SecureRequestCustomizer(false));
            SslContextFactory.Server tls = new SslContextFactory.Server();
            tls.setSslContext(context);
            tls.setSniRequired(false);
            settings.accept(tls);
            ALPNServerConnectionFactory alpn = new ALPNServerConnectionFactory();
            alpn.setDefaultProtocol("http/1.1");
            ServerConnector connector = new ServerConnector(
                    server,
                    new SslConnectionFactory(tls, alpn.getProtocol()),
                    alpn,
                    new HTTP2ServerConnectionFactory(http),
                    new HttpConnectionFactory(http));
            connector.setHost(host);
            connector.setPort(port);
            return connector;
        };
    }
}
