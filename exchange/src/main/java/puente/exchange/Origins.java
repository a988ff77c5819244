package puente.exchange;

import puente.store.ChannelId;

/** What logs and keys are called in signed notes. One key pair signs under several names, so that no signature serves twice. */
public final class Origins {
    private static final String PREFIX = "puente/";

    private Origins() {}

    /** The origin of a channel's log. */
    public static String channel(ChannelId channel) {
        return PREFIX + "channels/" + channel.path();
    }

    /** The origin of a node's journal. */
    public static String journal(String node) {
        return PREFIX + "journal/" + node;
    }

    /** The name under which a node cosigns what it has received. */
    public static String cosigner(String node) {
        return PREFIX + "cosigners/" + node;
    }

    /** The name under which a node signs its introduction. */
    public static String node(String node) {
        return PREFIX + "nodes/" + node;
    }
}
