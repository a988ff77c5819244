package puente.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.http.Context;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class MakingWayTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final MakingWay makingWay = new MakingWay();
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch answered = new CountDownLatch(1);

    @Test
    void whereNobodyWaits_workGoesOnAtOnce() {
        long begun = System.nanoTime();
        makingWay.rest(LONG);
        assertThat(System.nanoTime() - begun).isLessThan(LONG.toNanos());
    }

    @Test
    void whileSomebodyReads_workRestsItsShares_andNoLonger() throws InterruptedException {
        CompletableFuture<Void> reader = waiting(Route.get("/slow", request -> answer()));
        Duration took = Duration.ofMillis(40);
        long begun = System.nanoTime();
        makingWay.rest(took);
        assertThat(System.nanoTime() - begun).isGreaterThanOrEqualTo(MakingWay.SHARES * took.toNanos());
        answered.countDown();
        reader.join();
    }

    @Test
    void theLastAnswer_endsTheRest() throws InterruptedException {
        CompletableFuture<Void> reader = waiting(Route.get("/slow", request -> answer()));
        CompletableFuture<Void> resting = CompletableFuture.runAsync(() -> makingWay.rest(LONG));
        assertThat(resting).isNotDone();
        answered.countDown();
        reader.join();
        resting.join();
    }

    @Test
    void aRefusedReader_waitsNoMore() {
        CompletableFuture<Void> reader = CompletableFuture.runAsync(() -> handle(Route.get("/refused", request -> {
            throw new IllegalStateException("refused");
        })));
        assertThat(reader).failsWithin(Duration.ofSeconds(5));
        makingWay.rest(LONG);
    }

    @Test
    void whoSends_isNoReader() throws InterruptedException {
        CompletableFuture<Void> sender = waiting(Route.post("/slow", 0, request -> answer()));
        makingWay.rest(LONG);
        answered.countDown();
        sender.join();
    }

    private CompletableFuture<Void> waiting(Route route) throws InterruptedException {
        CompletableFuture<Void> asking = CompletableFuture.runAsync(() -> handle(route));
        assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
        return asking;
    }

    private void answer() throws InterruptedException {
        asked.countDown();
        answered.await();
    }

    private void handle(Route route) {
        Context unused = (Context)
                Proxy.newProxyInstance(Context.class.getClassLoader(), new Class<?>[] {Context.class}, (a, b, c) -> {
                    throw new AssertionError("nothing of the request is needed");
                });
        try {
            makingWay.counted(route).handler().handle(unused);
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }
}
