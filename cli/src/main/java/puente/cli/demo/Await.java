package puente.cli.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waiting for what happens elsewhere: looks again until it is so, or until a deadline. */
final class Await {
    private static final long PAUSE_MILLIS = 50;

    private Await() {}

    /** Looks; empty as long as it is not there. */
    @FunctionalInterface
    interface Look<T> {
        Optional<T> look() throws IOException, InterruptedException;
    }

    /** Looks at something that is either so or not. */
    @FunctionalInterface
    interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }

    /** What was looked for, or nothing once the patience is over. */
    static <T> Optional<T> value(Duration patience, Look<T> look) throws IOException, InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            Optional<T> found = look.look();
            if (found.isPresent() || System.nanoTime() > deadline) {
                return found;
            }
            if (never.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new AssertionError("nobody counts this latch down");
            }
        }
    }

    /** Whether it came to be so in time. */
    static boolean until(Duration patience, Condition condition) throws IOException, InterruptedException {
        return value(patience, () -> condition.holds() ? Optional.of(true) : Optional.empty())
                .isPresent();
    }
}
