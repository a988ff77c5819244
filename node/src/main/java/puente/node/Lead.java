package puente.node;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import puente.store.ChannelState;

/**
 * How far one bulk disclosure runs ahead of a partner who follows.
 *
 * <p>What is appended faster than the partner takes it only waits in the channel, and meanwhile takes processor and disk from whoever
 * serves the partner. So a bulk disclosure waits while it is {@link #MOST} entries beyond what the partner asked for last. Receipts
 * would be too coarse a measure: one comes when all up to a checkpoint is stored, and meanwhile one side would wait for the other.
 * A partner who is away, has stopped, or only repeats what it asked before holds nothing up.
 */
final class Lead {
    /** Entries that were not asked for yet, beyond which a bulk disclosure waits: two of a follower's largest batches. */
    static final int MOST = 8192;

    private static final Duration LOOK = Duration.ofMillis(2);

    private final Supplier<Optional<ChannelState>> channel;
    private final Supplier<OptionalLong> taken;

    /**
     * @param channel its state now
     * @param taken how far a partner who follows it has come; empty where nobody follows
     */
    Lead(Supplier<Optional<ChannelState>> channel, Supplier<OptionalLong> taken) {
        this.channel = channel;
        this.taken = taken;
    }

    /** Waits until the partner is near enough, or no longer takes anything, or the thread is interrupted. */
    void await() {
        long size = channel.get().map(ChannelState::size).orElse(0L);
        while (isTooFar(size) && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    private boolean isTooFar(long size) {
        OptionalLong end = taken.get();
        return end.isPresent() && size - end.getAsLong() > MOST;
    }
}
