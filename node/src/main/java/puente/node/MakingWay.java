package puente.node;

import io.javalin.http.HandlerType;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Work in bulk makes way for whoever waits for an answer.
 *
 * <p>An import keeps every core busy, and a search beside it takes as long as its turn. So after each piece of its work it rests
 * {@value #SHARES} times as long as the piece took, or until nobody waits any more: beside readers it takes a quarter of the time, alone all of it. It
 * is never held up for longer than that, however many read.
 *
 * <p>Whoever asks for a page, a record or a figure waits (any {@code GET}); a program that sends or orders something does not count.
 * For use by any number of threads.
 */
final class MakingWay {
    /** What readers get for each part of the time that is worked. */
    static final int SHARES = 3;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition nobodyWaits = lock.newCondition();

    /** How many wait for an answer; guarded by the lock. */
    private int waiting;

    /** The same route; while it answers, somebody waits. */
    Route counted(Route route) {
        if (!HandlerType.GET.equals(route.method())) {
            return route;
        }
        return new Route(route.method(), route.path(), route.bodyBytesMax(), request -> {
            begun();
            try {
                route.handler().handle(request);
            } finally {
                ended();
            }
        });
    }

    private void begun() {
        lock.lock();
        try {
            waiting++;
        } finally {
            lock.unlock();
        }
    }

    private void ended() {
        lock.lock();
        try {
            waiting--;
            if (waiting == 0) {
                nobodyWaits.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Rests after a piece of work while somebody waits, at most {@value #SHARES} times as long as it took.
     *
     * @throws IllegalStateException where the thread is interrupted: the node stops
     */
    void rest(Duration took) {
        lock.lock();
        try {
            long left = SHARES * took.toNanos();
            while (waiting > 0 && left > 0) {
                left = nobodyWaits.awaitNanos(left);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the node stops", interrupted);
        } finally {
            lock.unlock();
        }
    }
}
