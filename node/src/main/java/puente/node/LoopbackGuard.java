package puente.node;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import puente.record.Problem;
import puente.record.ProblemException;

/**
 * Keeps other sites out. A browser must not become the bridge of a stranger's page: a request whose {@code Host} is not this node
 * (DNS rebinding), whose {@code Origin} is another page, or that a browser marks as coming from another site, is refused before
 * any route is looked for. One thing only comes from elsewhere: the browser that the provider sends back from a sign-in.
 *
 * <p>On loopback, a node is this machine under its own names; where others reach it, it is the address of its configuration, over
 * TLS.
 */
final class LoopbackGuard implements Handler {
    /** What every answer says unless its route says otherwise: nothing of it runs, frames or leaks anywhere. */
    private static final String CONTENT_POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'";

    private static final int HTTPS_PORT = 443;
    private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

    private final String scheme;
    private final Optional<String> authority;

    /** The guard of a node on loopback, over plain HTTP. */
    LoopbackGuard() {
        this.scheme = "http://";
        this.authority = Optional.empty();
    }

    /** The guard of a node as configured. */
    LoopbackGuard(NodeConfiguration.Http http) {
        this.scheme = http.tls().isPresent() ? "https://" : "http://";
        this.authority = http.url().map(URI::getAuthority).map(each -> each.toLowerCase(Locale.ROOT));
    }

    /** Refuses to start where others could reach the node and nobody could be told apart, or be overheard. */
    static void requireSafe(NodeConfiguration configuration) {
        NodeConfiguration.Http http = configuration.http();
        if (isLoopback(http.address())) {
            return;
        }
        boolean known = configuration.signIn().provider().isPresent();
        if (configuration.signIn().demonstration()
                || !known
                || http.tls().isEmpty()
                || http.url().isEmpty()) {
            throw new ProblemException(
                    Problem.of("node.start.not-loopback", "http.address", "address", http.address()));
        }
    }

    private static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }

    @Override
    public void handle(Context request) {
        request.header("Content-Security-Policy", CONTENT_POLICY);
        request.header("X-Content-Type-Options", "nosniff");
        // What frame-ancestors says, for browsers that do not know it.
        request.header("X-Frame-Options", "DENY");
        request.header("Referrer-Policy", "no-referrer");
        request.header("Cross-Origin-Resource-Policy", "same-origin");
        if (scheme.equals("https://")) {
            request.header("Strict-Transport-Security", "max-age=31536000");
        }
        String host = request.header("Host");
        String asked = (host == null ? authority(request) : host).toLowerCase(Locale.ROOT);
        int port = request.req().getLocalPort();
        if (!isOwn(asked, port)) {
            throw new ProblemException(Problem.of("node.http.host", "Host", "host", shorten(asked)));
        }
        String origin = request.header("Origin");
        if (origin != null && !(origin.startsWith(scheme) && isOwn(origin.substring(scheme.length()), port))) {
            throw new ProblemException(Problem.of("node.http.origin", "Origin", "origin", shorten(origin)));
        }
        String site = request.header("Sec-Fetch-Site");
        if (site != null && !OWN_SITE.contains(site) && !comesBack(request) && !isPublicPage(request)) {
            throw new ProblemException(Problem.of("node.http.origin", "Sec-Fetch-Site", "origin", shorten(site)));
        }
    }

    /** HTTP/2 has an authority in place of the Host header; a server shows it as the name and port that were asked for. */
    private static String authority(Context request) {
        if (!request.req().getProtocol().equals("HTTP/2.0")) {
            return "";
        }
        int port = request.req().getServerPort();
        return request.req().getServerName() + (port == HTTPS_PORT ? "" : ":" + port);
    }

    /** Whether this is a whole page that the provider sends the browser to, at the one address for it. */
    private static boolean comesBack(Context request) {
        return request.path().equals(SessionRoutes.RETURN)
                && "GET".equals(request.req().getMethod())
                && "navigate".equals(request.header("Sec-Fetch-Mode"))
                && "document".equals(request.header("Sec-Fetch-Dest"));
    }

    /** Whether this is a whole public page, which every site may lead to; in a frame only in the form made for that. */
    private static boolean isPublicPage(Context request) {
        String shown = request.header("Sec-Fetch-Dest");
        return PageRoutes.isPublic(request.path())
                && "GET".equals(request.req().getMethod())
                && "navigate".equals(request.header("Sec-Fetch-Mode"))
                && ("document".equals(shown) || "iframe".equals(shown) && PageRoutes.isEmbedded(request));
    }

    private boolean isOwn(String asked, int port) {
        return NAMES.stream().anyMatch(name -> asked.equals(name + ":" + port))
                || authority.filter(asked::equals).isPresent();
    }

    private static String shorten(String text) {
        return text.length() <= 100 ? text : text.substring(0, 100);
    }
}
