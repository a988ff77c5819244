package puente.node;

import io.javalin.http.Context;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import puente.record.Problem;
import puente.record.ProblemException;

/** The exchange listener's connector: TLS 1.3 only, a client certificate required, HTTP/2 or HTTP/1.1 within. */
final class MutualTls {
    private MutualTls() {}

    /** A connector for partners; the context's trust manager ends every handshake but theirs. */
    static HttpServer.Connectors connector(String host, int port, SSLContext context) {
        return (server, http) -> {
            // Certificates are pinned, so the name a client asks for says nothing and is not compared.
            http.addCustomizer(new SecureRequestCustomizer(false));
            SslContextFactory.Server tls = new SslContextFactory.Server();
            tls.setSslContext(context);
            tls.setNeedClientAuth(true);
            tls.setIncludeProtocols("TLSv1.3");
            tls.setSniRequired(false);
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

    /** The partner whose pinned certificate this request's connection showed. */
    static String partner(Context request, PinnedTrust trust) {
        Object chain = request.req().getAttribute("jakarta.servlet.request.X509Certificate");
        if (chain instanceof X509Certificate[] certificates && certificates.length > 0) {
            return trust.partner(certificates[0]).orElseThrow(MutualTls::stranger);
        }
        throw stranger();
    }

    private static ProblemException stranger() {
        return new ProblemException(Problem.of("node.exchange.stranger", ""));
    }
}
