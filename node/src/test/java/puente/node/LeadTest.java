package puente.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import puente.store.ChannelId;
import puente.store.ChannelState;

class LeadTest {
    private static final long SIZE = 100_000;

    @Test
    void whoIsNearEnough_isNotWaitedFor() {
        assertThat(looksUntilDone(List.of(SIZE - Lead.MOST), true)).isEqualTo(1);
    }

    @Test
    void aBulkDisclosureWaitsForTheReceipts_whileThePartnerFollows() {
        assertThat(looksUntilDone(List.of(0L, 0L, SIZE - Lead.MOST - 1, SIZE - Lead.MOST), true))
                .isEqualTo(4);
    }

    @Test
    void whoIsAway_holdsNothingUp() {
        assertThat(looksUntilDone(List.of(0L, SIZE), false)).isEqualTo(1);
    }

    private static int looksUntilDone(List<Long> cosigned, boolean followed) {
        Deque<Long> sizes = new ArrayDeque<>(cosigned);
        new Lead(() -> Optional.of(state(sizes.removeFirst())), () -> followed).await();
        return cosigned.size() - sizes.size();
    }

    private static ChannelState state(long cosigned) {
        return new ChannelState(
                new ChannelId("us", "mx"),
                ChannelState.Role.OUTGOING,
                SIZE,
                new byte[0],
                cosigned,
                new byte[0],
                List.of(),
                Optional.empty());
    }
}
