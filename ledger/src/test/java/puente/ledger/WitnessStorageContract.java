package puente.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link WitnessStorage} must do. Extend it, give the storages, and the tests run against yours. */
@Timeout(60)
public abstract class WitnessStorageContract {
    /** A storage that remembers nothing yet. */
    protected abstract WitnessStorage freshStorage() throws IOException;

    private static WitnessStorage.Cosigned cosigned(long size, int salt) {
        Hash root = TreeHasher.leaf(new byte[] {(byte) size, (byte) salt});
        SignedNote note = new Checkpoint(TestKeys.ORIGIN, size, root).sign(TestKeys.NOW, List.of(TestKeys.LOG));
        return new WitnessStorage.Cosigned(size, root, note);
    }

    @Test
    void replace_happensOnlyFromWhatWasExpected() throws IOException {
        WitnessStorage storage = freshStorage();
        assertThat(storage.latest(TestKeys.ORIGIN)).isEmpty();
        assertThat(storage.replace(TestKeys.ORIGIN, Optional.of(cosigned(1, 0)), cosigned(2, 0)))
                .isFalse();
        assertThat(storage.latest(TestKeys.ORIGIN)).isEmpty();
        assertThat(storage.replace(TestKeys.ORIGIN, Optional.empty(), cosigned(1, 0)))
                .isTrue();
        assertThat(storage.replace(TestKeys.ORIGIN, Optional.empty(), cosigned(2, 0)))
                .isFalse();
        assertThat(storage.replace(TestKeys.ORIGIN, Optional.of(cosigned(1, 9)), cosigned(2, 0)))
                .as("same size, other root")
                .isFalse();
        assertThat(storage.replace(TestKeys.ORIGIN, Optional.of(cosigned(1, 0)), cosigned(2, 0)))
                .isTrue();
        assertThat(storage.latest(TestKeys.ORIGIN)).contains(cosigned(2, 0));
        assertThat(storage.latest("other.example")).isEmpty();
    }

    @Test
    void ofManyReplacements_fromOneState_exactlyOneSucceeds() throws Exception {
        WitnessStorage storage = freshStorage();
        storage.replace(TestKeys.ORIGIN, Optional.empty(), cosigned(1, 0));
        try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
            List<Future<Boolean>> results = new ArrayList<>();
            for (int each = 0; each < 16; each++) {
                WitnessStorage.Cosigned next = cosigned(2 + each, 0);
                results.add(pool.submit(() -> storage.replace(TestKeys.ORIGIN, Optional.of(cosigned(1, 0)), next)));
            }
            int won = 0;
            for (Future<Boolean> result : results) {
                won += result.get() ? 1 : 0;
            }
            assertThat(won).isEqualTo(1);
        }
    }
}
