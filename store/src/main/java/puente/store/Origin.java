package puente.store;

/** How a record came to be held here. */
public sealed interface Origin {
    /** The shared value for records of this node. */
    Own OWN = new Own();

    /** Made or imported by this node. */
    record Own() implements Origin {}

    /**
     * Received through a channel; reading it needs a purpose that its handling carries.
     *
     * @param channel the sending node and the receiving node, {@code us/mx}
     */
    record Received(String channel) implements Origin {}
}
