package puente.node.outbound;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether a node may call an address (server-side request forgery, CWE-918). {@code https} to any host of a network; {@code http}
 * to this machine alone; this machine only under its own names, so that nobody's domain leads back here; never where only the
 * machine's surroundings answer: link-local networks with the metadata services of clouds (169.254.169.254, fd00:ec2::254 and their
 * kin), multicast, and addresses that are none. Redirections are not followed by any client of a node.
 *
 * <p>A name is looked up when it is asked about and again when it is called: whoever answers for the name may change their mind in
 * between. Where that matters, the certificate of the host decides (docs/threat-model.md).
 */
public final class OutboundAddress {
    private static final Pattern LOOPBACK_LITERAL = Pattern.compile("127(\\.[0-9]{1,3}){3}|\\[::1]");

    /** Services that tell a machine's secrets to whoever asks from it, beyond those in 169.254.0.0/16 and fe80::/10. */
    private static final Set<String> METADATA = Set.of("100.100.100.200", "192.0.0.192", "fd00:ec2:0:0:0:0:0:254");

    private OutboundAddress() {}

    /** Whether an address names this machine by a name that is nobody else's: {@code localhost} or a loopback address. */
    public static boolean isThisMachine(URI address) {
        String host = host(address);
        return host.equals("localhost") || LOOPBACK_LITERAL.matcher(host).matches();
    }

    /**
     * Whether an address may be called.
     *
     * @param thisMachine whether addresses of this machine are meant to be: the caller's configuration says so
     */
    public static boolean isAllowed(URI address, boolean thisMachine) {
        String host = host(address);
        if (host.isEmpty() || address.getRawUserInfo() != null) {
            return false;
        }
        boolean here = isThisMachine(address);
        String scheme = String.valueOf(address.getScheme());
        if (here) {
            return thisMachine && (scheme.equals("https") || scheme.equals("http"));
        }
        return scheme.equals("https") && addresses(host).stream().noneMatch(OutboundAddress::isSurrounding);
    }

    private static String host(URI address) {
        String host = address.getHost() == null ? "" : address.getHost().toLowerCase(Locale.ROOT);
        // A fully qualified name ends in a dot and is the same name.
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }

    /** The addresses of a host; none where nobody knows it, for then nobody is called either. */
    private static List<InetAddress> addresses(String host) {
        try {
            return Arrays.asList(InetAddress.getAllByName(host));
        } catch (UnknownHostException unknown) {
            return List.of();
        }
    }

    private static boolean isSurrounding(InetAddress address) {
        return address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isMulticastAddress()
                || METADATA.contains(address.getHostAddress());
    }
}
