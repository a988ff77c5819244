package puente.node.signin;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Makes guessing slow: after a few failures of one key (an account, an address), each further one closes it for twice as long.
 * What is right is refused as long as the key is closed, so that an answer tells a guesser nothing.
 *
 * <p>Kept in memory: a restart forgives. Safe for use by many threads.
 */
public final class LockOut {
    /** Failures that cost nothing: a person mistypes. */
    public static final int FREE_FAILURES = 4;

    /** The longest a key is closed. */
    public static final Duration LOCK_MAX = Duration.ofMinutes(15);

    /** A key without failures for so long is forgotten. */
    public static final Duration MEMORY = Duration.ofHours(1);

    /** Keys remembered; beyond, the one that failed longest ago is forgotten. */
    public static final int KEYS_MAX = 10_000;

    private record Failures(int count, Instant last, Instant lockedUntil) {}

    private final InstantSource clock;
    private final Map<String, Failures> keys = new LinkedHashMap<>(16, 0.75f, true);

    public LockOut(InstantSource clock) {
        this.clock = clock;
    }

    /** How long a key is closed yet; empty where it is open. */
    public synchronized Optional<Duration> locked(String key) {
        Instant now = clock.instant();
        Failures failures = keys.get(key);
        return failures == null || !now.isBefore(failures.lockedUntil())
                ? Optional.empty()
                : Optional.of(Duration.between(now, failures.lockedUntil()));
    }

    /** Notes a failure; returns for how long it closes the key. */
    public synchronized Duration failed(String key) {
        Instant now = clock.instant();
        Failures before = keys.get(key);
        boolean known = before != null && now.isBefore(before.last().plus(MEMORY));
        int count = known && before != null ? before.count() + 1 : 1;
        Duration lock = delay(count);
        keys.put(key, new Failures(count, now, now.plus(lock)));
        if (keys.size() > KEYS_MAX) {
            keys.remove(keys.keySet().iterator().next());
        }
        return lock;
    }

    /** Notes a success: the key starts afresh. */
    public synchronized void succeeded(String key) {
        keys.remove(key);
    }

    /** 1 s, 2 s, 4 s and so on once the free failures are used up. */
    static Duration delay(int failures) {
        int beyond = failures - FREE_FAILURES;
        if (beyond <= 0) {
            return Duration.ZERO;
        }
        long seconds = beyond > 20 ? Long.MAX_VALUE : 1L << (beyond - 1);
        return seconds >= LOCK_MAX.toSeconds() ? LOCK_MAX : Duration.ofSeconds(seconds);
    }
}
