package puente.node;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait after failures in a row: from {@link #LEAST}, doubling, to {@link #MOST}, each with full jitter, so that a
 * thousand nodes do not knock together when a partner comes back. It never gives up: an offline partner is normal.
 */
final class Backoff {
    static final Duration LEAST = Duration.ofMillis(200);
    static final Duration MOST = Duration.ofSeconds(30);

    private final RandomGenerator random;
    private int failures;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    /** Begins again from the least. */
    void succeeded() {
        failures = 0;
    }

    /** How long to wait now: between half of the current step and all of it. */
    Duration failed() {
        long step = Math.min(MOST.toMillis(), LEAST.toMillis() << Math.min(failures, 20));
        failures++;
        return Duration.ofMillis(step / 2 + random.nextLong(step / 2 + 1));
    }
}
