package puente.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JobsTest {
    private static final Duration LONG = Duration.ofHours(1);

    private final Jobs jobs = new Jobs(new Random(1));
    private final LinkedBlockingQueue<String> steps = new LinkedBlockingQueue<>();

    @AfterEach
    void close() {
        jobs.close();
    }

    private boolean steppedWithin(int seconds) throws InterruptedException {
        return steps.poll(seconds, TimeUnit.SECONDS) != null;
    }

    @Test
    void aJobInItsPause_isHurried() throws InterruptedException {
        Jobs.Job job = jobs.start("test", () -> {
            steps.add("step");
            return LONG;
        });
        assertThat(steppedWithin(10)).isTrue();

        job.hurry();

        assertThat(steppedWithin(10)).isTrue();
        assertThat(steps.poll(100, TimeUnit.MILLISECONDS)).isNull();
    }

    @Test
    void aStopEndsEveryPause() throws InterruptedException {
        jobs.start("test", () -> {
            steps.add("step");
            return LONG;
        });
        assertThat(steppedWithin(10)).isTrue();
        long start = System.nanoTime();

        jobs.close();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void aStepThatFails_isTriedAgain() throws InterruptedException {
        jobs.start("test", () -> {
            steps.add("step");
            throw new java.io.IOException("away");
        });

        assertThat(steppedWithin(10) && steppedWithin(10) && steppedWithin(10)).isTrue();
    }
}
