package puente.node;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts exactly the certificates that partners introduced themselves with, byte for byte, and nothing else: no authority, no
 * host name, no chain. A certificate out of its dates is refused even if pinned.
 */
final class PinnedTrust extends X509ExtendedTrustManager {
    private final Map<String, X509Certificate> pinned;

    /** Pins one certificate a partner, by the partner's name. */
    PinnedTrust(Map<String, X509Certificate> pinned) {
        this.pinned = new TreeMap<>(pinned);
    }

    /** Whose certificate this is. */
    Optional<String> partner(X509Certificate certificate) {
        return pinned.entrySet().stream()
                .filter(entry -> same(entry.getValue(), certificate))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static boolean same(X509Certificate a, X509Certificate b) {
        try {
            return MessageDigest.isEqual(a.getEncoded(), b.getEncoded());
        } catch (CertificateException unencodable) {
            return false;
        }
    }

    /** A TLS context that shows {@code identity} and trusts only what is pinned here. */
    SSLContext context(TlsIdentity identity) {
        try {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            char[] password = new char[0];
            keys.load(null, password);
            keys.setKeyEntry("node", identity.key(), password, new X509Certificate[] {identity.certificate()});
            KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
            managers.init(keys, password);
            SSLContext context = SSLContext.getInstance("TLSv1.3");
            context.init(managers.getKeyManagers(), new TrustManager[] {this}, null);
            return context;
        } catch (GeneralSecurityException | java.io.IOException impossible) {
            throw new IllegalStateException("every JDK speaks TLS 1.3 with P-256", impossible);
        }
    }

    private void check(X509Certificate[] chain) throws CertificateException {
        if (chain.length == 0 || partner(chain[0]).isEmpty()) {
            throw new CertificateException("not a pinned certificate");
        }
        chain[0].checkValidity();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        check(chain);
    }

    /** None: partners choose their certificate by themselves. */
    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return List.<X509Certificate>of().toArray(X509Certificate[]::new);
    }
}
