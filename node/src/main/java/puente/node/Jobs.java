package puente.node;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import puente.ledger.LedgerException;
import puente.record.ProblemException;
import puente.store.StoreException;

/**
 * What a node does by itself, each job on a virtual thread of its own: one that fails waits with {@link Backoff} and tries
 * again for as long as the node runs, and no job's failure touches another.
 */
final class Jobs implements Opened.Closing {
    /** How long a stop waits for the step a job is in, and then again once it is interrupted. */
    private static final Duration STEP_MAX = Duration.ofSeconds(3);

    private static final Duration STOP_MAX = Duration.ofSeconds(3);

    private static final Logger LOG = LoggerFactory.getLogger(Jobs.class);

    private final CountDownLatch stopping = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();
    private final List<Job> jobs = new ArrayList<>();
    private final RandomGenerator random;

    /** One step of a job. */
    interface Step {
        /**
         * Does what there is to do.
         *
         * @return how long to wait until the next step; zero to go on at once
         * @throws java.io.IOException where the other side cannot be reached: normal, tried again
         */
        Duration run() throws java.io.IOException, InterruptedException;
    }

    /** A job that runs. */
    static final class Job {
        private final Semaphore hurry = new Semaphore(0);

        private Job() {}

        /** Ends the pause before the next step, or skips the one that comes. */
        void hurry() {
            if (hurry.availablePermits() == 0) {
                hurry.release();
            }
        }
    }

    Jobs(RandomGenerator random) {
        this.random = random;
    }

    Job start(String name, Step step) {
        Job job = new Job();
        jobs.add(job);
        threads.add(Thread.ofVirtual().name("job-" + name).start(() -> repeat(name, step, job)));
        return job;
    }

    boolean isStopping() {
        return stopping.getCount() == 0;
    }

    private void repeat(String name, Step step, Job job) {
        Backoff backoff = new Backoff(random);
        boolean failing = false;
        try {
            while (!isStopping()) {
                Duration pause;
                try {
                    pause = step.run();
                    backoff.succeeded();
                    if (failing) {
                        failing = false;
                        LOG.atInfo()
                                .setMessage("job works again")
                                .addKeyValue("job", name)
                                .log();
                    }
                } catch (java.io.IOException
                        | StoreException
                        | LedgerException
                        | ProblemException
                        | IllegalStateException fault) {
                    pause = backoff.failed();
                    if (!failing && !isStopping()) {
                        failing = true;
                        LOG.atInfo()
                                .setMessage("job waits")
                                .addKeyValue("job", name)
                                .addKeyValue("reason", String.valueOf(fault))
                                .log();
                    }
                }
                if (!pause.isZero() && !isStopping()) {
                    job.hurry.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Lets every job end its step; interrupts only those that do not. An interrupt in the middle of a query would break its
     * connection, so whoever closes this has made sure that nobody waits long for the network.
     */
    @Override
    public void close() {
        stopping.countDown();
        jobs.forEach(Job::hurry);
        awaitEnd(STEP_MAX);
        threads.forEach(Thread::interrupt);
        awaitEnd(STOP_MAX);
        threads.stream()
                .filter(Thread::isAlive)
                .forEach(thread -> LOG.atWarn()
                        .setMessage("job did not stop")
                        .addKeyValue("job", thread.getName())
                        .log());
    }

    private void awaitEnd(Duration most) {
        long deadline = System.nanoTime() + most.toNanos();
        for (Thread thread : threads) {
            try {
                long left = Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime()));
                thread.join(Duration.ofMillis(left));
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
