package puente.node;

import io.javalin.http.Context;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The cookies of a node: never readable by scripts; over TLS bound to exactly this host ({@code __Host-}, RFC 6265bis). Browsers
 * share cookies between the ports of a host, so the name carries the node's: two nodes on one machine do not sign each other out.
 */
final class SessionCookie {
    private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9_-]{43}");

    private SessionCookie() {}

    /** The session's cookie. */
    static String name(NodeConfiguration configuration) {
        return prefix(configuration) + "puente-" + configuration.name();
    }

    /** The cookie that binds a sign-in on its way to one browser. */
    static String departureName(NodeConfiguration configuration) {
        return name(configuration) + "-departure";
    }

    private static String prefix(NodeConfiguration configuration) {
        return configuration.http().tls().isPresent() ? "__Host-" : "";
    }

    /** A secret in a cookie, if there is one of the right form. */
    static Optional<String> read(Context request, String name) {
        String value = request.cookie(name);
        return value == null || value.isEmpty()
                ? Optional.empty()
                : Optional.of(VALUE.matcher(value).matches() ? value : "malformed");
    }

    /** Gives the browser its session: sent by this node's own pages only. */
    static void give(Context request, NodeConfiguration configuration, String secret, Duration life) {
        set(request, configuration, name(configuration), secret, life, "Strict");
    }

    /** Gives the browser what it must bring back from the provider: sent along when the provider sends it back, and only there. */
    static void giveDeparture(Context request, NodeConfiguration configuration, String secret, Duration life) {
        set(request, configuration, departureName(configuration), secret, life, "Lax");
    }

    static void take(Context request, NodeConfiguration configuration, String name) {
        set(request, configuration, name, "", Duration.ZERO, "Strict");
    }

    private static void set(
            Context request,
            NodeConfiguration configuration,
            String name,
            String value,
            Duration life,
            String sameSite) {
        request.res()
                .addHeader(
                        "Set-Cookie",
                        name + "=" + value + "; Path=/; Max-Age=" + life.toSeconds() + "; HttpOnly; SameSite="
                                + sameSite
                                + (configuration.http().tls().isPresent() ? "; Secure" : ""));
    }
}
