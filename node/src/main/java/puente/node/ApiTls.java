package puente.node;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Collection;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import puente.record.Problem;
import puente.record.ProblemException;

/**
 * TLS for the API: the certificate that browsers trust, and client certificates for programs where they are asked for.
 *
 * <p>A client certificate is admitted by the handshake whoever signed it, for the handshake proves that its key is there; whether
 * it is one that an administrator registered is asked afterwards, by its digest (RFC 8705, section 2.2). One that is out of date
 * ends the handshake.
 */
final class ApiTls {
    private ApiTls() {}

    /** A connector with TLS 1.3 or 1.2, HTTP/2 or HTTP/1.1 within. */
    static HttpServer.Connectors connector(String host, int port, NodeConfiguration.Tls files) {
        SSLContext context = context(files);
        return TlsConnector.of(host, port, context, tls -> {
            tls.setWantClientAuth(files.clientCertificates());
            tls.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        });
    }

    private static SSLContext context(NodeConfiguration.Tls files) {
        String keyText = PrivateFile.read(files.key());
        String chainText = KeyFolder.readText(files.certificate());
        try {
            Collection<? extends Certificate> chain = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(chainText.getBytes(StandardCharsets.US_ASCII)));
            byte[] pkcs8 = TlsIdentity.unpem("PRIVATE KEY", keyText);
            if (chain.isEmpty() || pkcs8 == null) {
                throw malformed(files);
            }
            Certificate first = chain.iterator().next();
            PrivateKey key = KeyFactory.getInstance(first.getPublicKey().getAlgorithm())
                    .generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(null, null);
            keys.setKeyEntry("api", key, new char[0], chain.toArray(Certificate[]::new));
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, new char[0]);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), new TrustManager[] {new AnyClientInDate()}, null);
            return context;
        } catch (GeneralSecurityException | IOException malformed) {
            throw malformed(files);
        }
    }

    private static ProblemException malformed(NodeConfiguration.Tls files) {
        return new ProblemException(Problem.of("node.key.malformed", files.key().toString(), "file", files.key()));
    }

    /** Lets the handshake prove possession; who it is, is decided afterwards. */
    private static final class AnyClientInDate extends X509ExtendedTrustManager {
        private static void check(X509Certificate[] chain) throws CertificateException {
            if (chain.length == 0) {
                throw new CertificateException("no certificate");
            }
            chain[0].checkValidity();
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            throw new CertificateException("this side is the server");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            throw new CertificateException("this side is the server");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            throw new CertificateException("this side is the server");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
