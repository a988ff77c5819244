package puente.exchange;

import puente.record.Problem;
import puente.store.ChannelState.StoredFault;

/** What one step of a {@link Follower} came to. */
public sealed interface Progress {

    /**
     * Entries were verified and stored.
     *
     * @param obliges whether this node owes something for them: what was ended has to be ended onward, and acknowledged
     */
    record Advanced(int entries, long cursor, boolean obliges) implements Progress {
        /** Entries for which nothing is owed. */
        public Advanced(int entries, long cursor) {
            this(entries, cursor, false);
        }
    }

    /** Everything the sender has published is here; cosigned. */
    record UpToDate(long cursor) implements Progress {}

    /** No answer came; try again later. */
    record Unreachable(String reason) implements Progress {}

    /** An answer could not be verified. Nothing of it was kept; the next step asks again. */
    record Unverified(Problem problem) implements Progress {}

    /** The store did not answer; the next step reloads. */
    record StoreFailed(String reason) implements Progress {}

    /** The channel is stopped by a fault, until people lift it. */
    record Stopped(StoredFault fault) implements Progress {}
}
