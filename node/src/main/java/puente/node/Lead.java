package puente.node;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import puente.store.ChannelState;

/**
 * How far one bulk disclosure runs ahead of the partner's receipts.
 *
 * <p>What is appended faster than the partner takes it only waits in the channel, and meanwhile takes processor and disk from whoever
 * serves the partner. So a bulk disclosure waits while it is {@link #MOST} entries ahead of the last receipt and the partner is seen to
 * follow. A partner who is away, or has stopped, holds nothing up: nothing of his is heard, and the disclosure goes on.
 */
final class Lead {
    /** Entries without a receipt beyond which a bulk disclosure waits: a few of a follower's largest batches. */
    static final int MOST = 24_576;

    private static final Duration LOOK = Duration.ofMillis(10);

    private final Supplier<Optional<ChannelState>> channel;
    private final BooleanSupplier followed;

    /**
     * @param channel its state now
     * @param followed whether the partner is seen to follow it
     */
    Lead(Supplier<Optional<ChannelState>> channel, BooleanSupplier followed) {
        this.channel = channel;
        this.followed = followed;
    }

    /** Waits until the partner is near enough, or is no longer heard, or the thread is interrupted. */
    void await() {
        while (isTooFar() && followed.getAsBoolean() && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    private boolean isTooFar() {
        return channel.get()
                .filter(state -> state.size() - state.cosignedSize() > MOST)
                .isPresent();
    }
}
