package puente.store;

import java.util.regex.Pattern;
import puente.record.Problem;
import puente.record.ProblemException;

/**
 * A channel's name: the node that writes it and the node that follows it.
 *
 * @param from the node that appends and signs, for instance {@code mx}
 * @param to the node that follows and cosigns, for instance {@code us}
 */
public record ChannelId(String from, String to) implements Comparable<ChannelId> {
    /** Longest name of a node, in characters. */
    public static final int NODE_NAME_MAX = 32;

    private static final Pattern NODE_NAME = Pattern.compile("[a-z][a-z0-9-]{0," + (NODE_NAME_MAX - 1) + "}");

    public ChannelId {
        if (!isNodeName(from) || !isNodeName(to) || from.equals(to)) {
            throw new ProblemException(Problem.of("store.channel.malformed", "", "from", from, "to", to));
        }
    }

    /** Whether a text may name a node: lower case, digits and hyphens, at most {@link #NODE_NAME_MAX}. */
    public static boolean isNodeName(String name) {
        return NODE_NAME.matcher(name).matches();
    }

    /** The channel that carries the other node's entries back: receipts travel there. */
    public ChannelId reverse() {
        return new ChannelId(to, from);
    }

    /** {@code from/to}, as it stands in addresses. */
    public String path() {
        return from + "/" + to;
    }

    @Override
    public int compareTo(ChannelId other) {
        return path().compareTo(other.path());
    }

    @Override
    public String toString() {
        return path();
    }
}
