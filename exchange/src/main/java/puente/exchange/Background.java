package puente.exchange;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Waiting for what a {@link Follower} does beside its own thread, with the outcomes that it would have had in it. */
final class Background {
    private Background() {}

    /**
     * What a task came to. Where nobody has begun it, the waiting thread does it itself: however few threads the background has,
     * work never waits for work that waits for a thread. An interrupt cancels it and is an {@link InterruptedIOException}.
     */
    static <T> T await(FutureTask<T> task) throws IOException, AnswerDoubted, FaultProven {
        task.run();
        try {
            return task.get();
        } catch (InterruptedException stop) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("the node stops").initCause(stop);
        } catch (ExecutionException failed) {
            switch (failed.getCause()) {
                case IOException unreachable -> throw unreachable;
                case AnswerDoubted doubted -> throw doubted;
                case FaultProven proven -> throw proven;
                case RuntimeException same -> throw same;
                case Error same -> throw same;
                case null, default -> throw new IllegalStateException("work beside the follower failed", failed);
            }
        }
    }
}
