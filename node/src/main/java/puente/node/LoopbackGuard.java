package puente.node;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;
import puente.record.Problem;
import puente.record.ProblemException;

/**
 * Keeps the local API local. Without sign-in, whoever reaches the port acts for the node's agencies; so the port is bound to
 * loopback only, and a browser on this machine must not become the bridge of a stranger's page: a request whose {@code Host}
 * is not this machine (DNS rebinding), whose {@code Origin} is another page, or that a browser marks as coming from another
 * site, is refused before any route is looked for.
 */
final class LoopbackGuard implements Handler {
    private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

    /** Refuses to start on an address that others could reach. */
    static void requireLoopback(String address) {
        try {
            if (InetAddress.getByName(address).isLoopbackAddress()) {
                return;
            }
        } catch (UnknownHostException unknown) {
            // Said below: an address that does not exist is not loopback either.
        }
        throw new ProblemException(Problem.of("node.start.not-loopback", "http.address", "address", address));
    }

    @Override
    public void handle(Context request) {
        String host = request.header("Host");
        String authority = host == null ? "" : host.toLowerCase(Locale.ROOT);
        int port = request.req().getLocalPort();
        if (!isOwn(authority, port)) {
            throw new ProblemException(Problem.of("node.http.host", "Host", "host", shorten(authority)));
        }
        String origin = request.header("Origin");
        if (origin != null && !(origin.startsWith("http://") && isOwn(origin.substring("http://".length()), port))) {
            throw new ProblemException(Problem.of("node.http.origin", "Origin", "origin", shorten(origin)));
        }
        String site = request.header("Sec-Fetch-Site");
        if (site != null && !OWN_SITE.contains(site)) {
            throw new ProblemException(Problem.of("node.http.origin", "Sec-Fetch-Site", "origin", shorten(site)));
        }
    }

    private static boolean isOwn(String authority, int port) {
        return NAMES.stream().anyMatch(name -> authority.equals(name + ":" + port));
    }

    private static String shorten(String text) {
        return text.length() <= 100 ? text : text.substring(0, 100);
    }
}
