package puente.node.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Guessing becomes slow, and nobody takes more than their share. */
class LimitsTest {
    private final Clockwork clock = new Clockwork(Instant.parse("2026-11-21T12:00:00Z"));
    private final LockOut lockOut = new LockOut(clock);

    @ParameterizedTest
    @CsvSource({"1, 0", "4, 0", "5, 1", "6, 2", "7, 4", "14, 512", "15, 900", "40, 900", "100000, 900"})
    void delayDoubles_afterTheFreeFailures_upToItsLimit(int failures, long seconds) {
        assertThat(LockOut.delay(failures)).hasSeconds(seconds);
    }

    @Test
    void keyIsClosed_whileItsDelayRuns_andOpensAfterwards() {
        for (int each = 0; each < LockOut.FREE_FAILURES; each++) {
            assertThat(lockOut.failed("ana")).isZero();
        }
        assertThat(lockOut.locked("ana")).isEmpty();
        assertThat(lockOut.failed("ana")).hasSeconds(1);
        assertThat(lockOut.locked("ana")).hasValue(Duration.ofSeconds(1));
        assertThat(lockOut.locked("luis")).isEmpty();
        clock.advance(Duration.ofSeconds(1));
        assertThat(lockOut.locked("ana")).isEmpty();
        assertThat(lockOut.failed("ana")).hasSeconds(2);
    }

    @Test
    void success_startsAfresh_andSoDoesAnHour() {
        for (int each = 0; each < 10; each++) {
            lockOut.failed("ana");
            lockOut.failed("luis");
        }
        lockOut.succeeded("ana");
        assertThat(lockOut.locked("ana")).isEmpty();
        assertThat(lockOut.failed("ana")).isZero();
        clock.advance(LockOut.MEMORY);
        assertThat(lockOut.failed("luis")).isZero();
    }

    @Test
    void keysBeyondTheLimit_pushOutTheOldest() {
        for (int each = 0; each < 6; each++) {
            lockOut.failed("first");
        }
        for (int each = 0; each < LockOut.KEYS_MAX; each++) {
            lockOut.failed("key " + each);
        }
        assertThat(lockOut.locked("first")).isEmpty();
    }

    @Test
    void bucket_holdsAMinutesWorth_andFillsEvenly() {
        RateLimit limit = new RateLimit(60, clock);
        for (int each = 0; each < 60; each++) {
            assertThat(limit.take("ana")).isEmpty();
        }
        assertThat(limit.take("ana")).hasValue(Duration.ofSeconds(1));
        assertThat(limit.take("luis")).isEmpty();
        clock.advance(Duration.ofSeconds(2));
        assertThat(limit.take("ana")).isEmpty();
        assertThat(limit.take("ana")).isEmpty();
        assertThat(limit.take("ana")).isPresent();
        clock.advance(Duration.ofHours(1));
        for (int each = 0; each < 60; each++) {
            assertThat(limit.take("ana")).isEmpty();
        }
        assertThat(limit.take("ana")).isPresent();
    }

    @Test
    void clockThatGoesBack_takesNothingAway() {
        RateLimit limit = new RateLimit(2, clock);
        limit.take("ana");
        clock.advance(Duration.ofHours(-1));
        assertThat(limit.take("ana")).isEmpty();
        assertThat(limit.take("ana")).isPresent();
    }
}
