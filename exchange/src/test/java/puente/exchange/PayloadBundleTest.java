package puente.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import puente.record.ProblemException;
import puente.store.StoredPayload;

class PayloadBundleTest {
    private static final List<StoredPayload> ITEMS = List.of(
            new StoredPayload.None(), new StoredPayload.Present(new byte[] {1, 2, 3}), new StoredPayload.Gone(77));

    private static void refused(byte[] bytes, int count) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> PayloadBundle.decode(bytes, count))
                .withMessageContaining("exchange.payload.bundle");
    }

    @Test
    void items_comeBackInOrder() {
        List<StoredPayload> back = PayloadBundle.decode(PayloadBundle.encode(ITEMS), 3);

        assertThat(back).hasSize(3);
        assertThat(back.get(0)).isEqualTo(ITEMS.get(0));
        assertThat(back.get(1))
                .isInstanceOfSatisfying(
                        StoredPayload.Present.class,
                        present -> assertThat(present.bytes()).containsExactly(1, 2, 3));
        assertThat(back.get(2)).isEqualTo(ITEMS.get(2));
    }

    @Test
    void everyCut_andEverythingMoreThanAsked_isRefused() {
        byte[] whole = PayloadBundle.encode(ITEMS);
        for (int length : new int[] {0, 2, 4, 6, 8, 9, 16}) {
            if (length != 1 && length != 9) {
                refused(Arrays.copyOf(whole, length), 3);
            }
        }
        refused(whole, 2);
        refused(new byte[] {3}, 1);
    }

    @Test
    void aLengthBeyondTheLimitOrTheBytes_isRefusedBeforeMemoryIsTaken() {
        refused(new byte[] {1, 0x7f, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0}, 1);
        refused(new byte[] {1, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0}, 1);
    }

    @Test
    void aRecordLargerThanTheLimit_makesNoPayload() {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(
                        () -> Payload.of(new byte[Payload.BYTES_MAX - Payload.SALT_BYTES + 1], new Samples.Counting(0)))
                .withMessageContaining("exchange.payload.size");
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> Payload.record(new byte[Payload.SALT_BYTES]))
                .withMessageContaining("exchange.payload.short");
    }
}
