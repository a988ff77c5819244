package puente.node;

import io.javalin.http.Context;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import puente.record.Problem;
import puente.record.ProblemException;

/** The exchange listener's connector: TLS 1.3 only, a client certificate required, HTTP/2 or HTTP/1.1 within. */
final class MutualTls {
    private MutualTls() {}

    /** A connector for partners; the context's trust manager ends every handshake but theirs. */
    static HttpServer.Connectors connector(String host, int port, SSLContext context) {
        return TlsConnector.of(host, port, context, tls -> {
            tls.setNeedClientAuth(true);
            tls.setIncludeProtocols("TLSv1.3");
        });
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
