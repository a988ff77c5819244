package puente.node;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A stream that ends with an exception when nothing comes for {@link #STALL_MAX}: the HTTP client itself would wait for ever.
 * A transfer that moves may take as long as it needs.
 */
final class StallGuard extends FilterInputStream {
    static final Duration STALL_MAX = Duration.ofSeconds(30);

    private final AtomicLong read = new AtomicLong();
    private final CountDownLatch done = new CountDownLatch(1);

    StallGuard(InputStream in) {
        this(in, STALL_MAX);
    }

    StallGuard(InputStream in, Duration stallMax) {
        super(in);
        Thread.ofVirtual().name("stall-guard").start(() -> watch(stallMax));
    }

    private void watch(Duration stallMax) {
        try {
            long before = -1;
            while (!done.await(stallMax.toMillis(), TimeUnit.MILLISECONDS)) {
                long now = read.get();
                if (now == before) {
                    in.close();
                    return;
                }
                before = now;
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (IOException alreadyBroken) {
            // The reader sees it too.
        }
    }

    @Override
    public int read() throws IOException {
        int one = super.read();
        read.incrementAndGet();
        return one;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int some = super.read(target, offset, length);
        read.addAndGet(Math.max(some, 0));
        return some;
    }

    @Override
    public void close() throws IOException {
        done.countDown();
        super.close();
    }
}
