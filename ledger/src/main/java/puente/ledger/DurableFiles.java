package puente.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;

/**
 * Writing so that it survives a power cut: bytes synced before a name points to them, names synced before anybody is told. A
 * file system merges the journal commits of syncs that run at once, which is why many small files are synced by many threads.
 */
final class DurableFiles implements AutoCloseable {
    /** Threads that wait for the disk at once; twice as many cost processor time and gained nothing where it was measured. */
    static final int THREADS = 8;

    private final ExecutorService threads;

    DurableFiles(String name) {
        ThreadFactory daemons = Thread.ofPlatform().daemon().name(name + "-", 0).factory();
        threads = Executors.newFixedThreadPool(THREADS, daemons);
    }

    /** Writes and syncs a file's bytes; its name is not yet durable. */
    static void write(Path file, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
    }

    /** Lets a name point to a file at once, whatever it pointed to before. */
    static void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Makes the names in a folder durable. */
    static void syncFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Runs all tasks at once and waits for all, also after a failure: nothing goes on writing behind the caller's back. */
    void all(Collection<? extends Callable<?>> tasks) throws IOException {
        List<Future<?>> running = new ArrayList<>(tasks.size());
        tasks.forEach(task -> running.add(threads.submit(task)));
        IOException first = null;
        boolean interrupted = false;
        for (Future<?> each : running) {
            boolean done = false;
            while (!done) {
                try {
                    each.get();
                    done = true;
                } catch (InterruptedException asked) {
                    interrupted = true;
                } catch (ExecutionException failed) {
                    first = first != null ? first : new IOException("writing failed: " + failed.getCause(), failed);
                    done = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (first != null) {
            throw first;
        }
    }

    @Override
    public void close() {
        threads.close();
    }
}
