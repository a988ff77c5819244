package puente.exchange;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import puente.store.ChannelId;

/** Wakes long polls when a channel grows. It is a hint only: whoever wakes asks the store what is true. */
public final class Published {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grown = lock.newCondition();
    private final Map<ChannelId, Long> sizes = new HashMap<>();

    /** Says that a channel has this size now. */
    public void grew(ChannelId channel, long size) {
        lock.lock();
        try {
            sizes.merge(channel, size, Math::max);
            grown.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until a channel is known to be larger than a size, or patience ends, or the thread is interrupted. */
    public void await(ChannelId channel, long size, Duration patience) {
        long left = patience.toNanos();
        lock.lock();
        try {
            while (sizes.getOrDefault(channel, -1L) <= size && left > 0) {
                left = grown.awaitNanos(left);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }
}
