package puente.node.signin;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * So many requests a minute for each key, in a burst or spread out: a bucket that fills evenly and never holds more than a
 * minute's worth. Safe for use by many threads.
 */
public final class RateLimit {
    /** Keys remembered; beyond, the one unused longest is forgotten, and so starts with a full bucket. */
    public static final int KEYS_MAX = 10_000;

    private static final double SECONDS = 60;

    private record Bucket(double left, Instant at) {}

    private final int aMinute;
    private final InstantSource clock;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true);

    /** @param aMinute how many a minute; at least 1 */
    public RateLimit(int aMinute, InstantSource clock) {
        this.aMinute = aMinute;
        this.clock = clock;
    }

    /** Takes one; where none is left, returns how long it takes until there is. */
    public synchronized Optional<Duration> take(String key) {
        Instant now = clock.instant();
        Bucket before = buckets.get(key);
        double left = aMinute;
        if (before != null) {
            double seconds = Math.max(0, Duration.between(before.at(), now).toMillis() / 1000.0);
            left = Math.min(aMinute, before.left() + seconds * aMinute / SECONDS);
        }
        boolean taken = left >= 1;
        buckets.put(key, new Bucket(taken ? left - 1 : left, now));
        if (buckets.size() > KEYS_MAX) {
            buckets.remove(buckets.keySet().iterator().next());
        }
        return taken
                ? Optional.empty()
                : Optional.of(Duration.ofMillis((long) Math.ceil((1 - left) * SECONDS * 1000 / aMinute)));
    }
}
