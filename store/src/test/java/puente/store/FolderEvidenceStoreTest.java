package puente.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FolderEvidenceStoreTest {
    private static final byte[] CONTENT = new byte[1_000_000];

    static {
        new Random(7).nextBytes(CONTENT);
    }

    @TempDir
    Path folder;

    private FolderEvidenceStore store;
    private final String sha256 = PurgeDigest.hex(PurgeDigest.sha256().digest(CONTENT));

    @BeforeEach
    void open() {
        store = new FolderEvidenceStore(folder.resolve("evidence"));
    }

    @Test
    void transferThatBreaks_goesOnWhereItStopped_andIsServedOnlyOnceItsDigestIsRight() throws IOException {
        assertThat(store.durable(sha256)).isZero();
        InputStream breaking = new InputStream() {
            private int at;

            @Override
            public int read() throws IOException {
                if (at == 400_000) {
                    throw new IOException("cut");
                }
                return CONTENT[at++] & 0xff;
            }
        };
        assertThatThrownBy(() -> store.append(sha256, CONTENT.length, breaking)).hasMessage("cut");
        long kept = store.durable(sha256);
        assertThat(kept).isPositive().isLessThanOrEqualTo(400_000);
        assertThat(store.open(sha256, 0)).as("incomplete").isEmpty();

        InputStream rest = new ByteArrayInputStream(Arrays.copyOfRange(CONTENT, (int) kept, CONTENT.length));
        assertThat(store.append(sha256, CONTENT.length, rest)).isEqualTo(CONTENT.length);
        assertThat(store.complete(sha256, CONTENT.length)).isTrue();
        try (InputStream served = new FolderEvidenceStore(folder.resolve("evidence"))
                .open(sha256, 999_990)
                .orElseThrow()) {
            assertThat(served.readAllBytes()).isEqualTo(Arrays.copyOfRange(CONTENT, 999_990, CONTENT.length));
        }
        assertThat(store.all()).containsExactly(sha256);
        store.delete(sha256);
        assertThat(store.open(sha256, 0)).isEmpty();
    }

    @Test
    void contentOfAnotherDigest_isDeletedWhole() throws IOException {
        byte[] other = CONTENT.clone();
        other[500_000] ^= 1;
        store.append(sha256, CONTENT.length, new ByteArrayInputStream(other));
        assertThat(store.complete(sha256, CONTENT.length)).isFalse();
        assertThat(store.durable(sha256)).isZero();
        assertThat(store.complete(sha256, CONTENT.length)).isFalse();
    }

    @Test
    void appendingStopsAtTheLength_andFilesBeyondTheLimitOrWithoutDigestAreRefused() throws IOException {
        assertThat(store.append(sha256, 10, new ByteArrayInputStream(CONTENT))).isEqualTo(10);
        assertThatThrownBy(
                        () -> store.append(sha256, FolderEvidenceStore.LENGTH_MAX + 1, InputStream.nullInputStream()))
                .hasMessageContaining("store.evidence.too-large");
        assertThatThrownBy(() -> store.durable("../../etc/passwd")).hasMessageContaining("store.evidence.digest");
    }

    @Test
    void addedContent_isHeldUnderItsDigest() throws IOException {
        assertThat(store.add(new ByteArrayInputStream(CONTENT)))
                .isEqualTo(new Disclosure.Evidence(sha256, CONTENT.length));
        assertThat(store.complete(sha256, CONTENT.length)).isTrue();
    }
}
