package puente.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import puente.store.ChannelId;
import puente.store.ChannelState;

class LeadTest {
    private static final long SIZE = 100_000;

    @Test
    void whoIsNearEnough_isNotWaitedFor() {
        assertThat(looksUntilDone(OptionalLong.of(SIZE - Lead.MOST))).isEqualTo(1);
    }

    @Test
    void aBulkDisclosureWaits_untilThePartnerHasAskedForEnough() {
        assertThat(looksUntilDone(
                        OptionalLong.of(0),
                        OptionalLong.of(0),
                        OptionalLong.of(SIZE - Lead.MOST - 1),
                        OptionalLong.of(SIZE - Lead.MOST)))
                .isEqualTo(4);
    }

    @Test
    void whoTakesNothing_holdsNothingUp() {
        assertThat(looksUntilDone(OptionalLong.empty())).isEqualTo(1);
        assertThat(looksUntilDone(OptionalLong.of(0), OptionalLong.empty())).isEqualTo(2);
    }

    private static int looksUntilDone(OptionalLong... taken) {
        Deque<OptionalLong> answers = new ArrayDeque<>(List.of(taken));
        new Lead(() -> Optional.of(state()), answers::removeFirst).await();
        assertThat(answers).isEmpty();
        return taken.length;
    }

    private static ChannelState state() {
        return new ChannelState(
                new ChannelId("us", "mx"),
                ChannelState.Role.OUTGOING,
                SIZE,
                new byte[0],
                0,
                new byte[0],
                List.of(),
                Optional.empty());
    }
}
