package puente.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import puente.exchange.simulation.MemoryChannelStore;
import puente.ledger.TileId;
import puente.record.Record;
import puente.store.ChannelId;

/** What a follower does beside its own thread, and what it says of a batch. */
class FollowerPaceTest {
    /** A sender whose receipts get lost, or arrive only when they are let through. */
    private static final class Line extends HandmadeSender {
        private boolean cut;
        private Duration patience = Duration.ZERO;
        private Runnable askedForTile = () -> {};

        @Override
        public Optional<byte[]> tile(ChannelId channel, TileId tile) throws IOException {
            askedForTile.run();
            return super.tile(channel, tile);
        }

        @Override
        public Optional<byte[]> checkpoint(ChannelId channel, long newerThan, Duration wait) throws IOException {
            patience = wait;
            return super.checkpoint(channel, newerThan, wait);
        }

        @Override
        public boolean cosignature(ChannelId channel, byte[] note) throws IOException {
            if (cut) {
                throw new IOException("cut");
            }
            return super.cosignature(channel, note);
        }
    }

    private final Line sender = new Line();
    private final MemoryChannelStore store = new MemoryChannelStore();
    private final Record record = Samples.vehicle(1, "Nissan");
    private final Deque<Runnable> beside = new ArrayDeque<>();
    private boolean postponed;
    private Follower follower;

    @BeforeEach
    void openChannels() {
        Samples.openIncoming(store);
        follower = new Follower(
                Samples.CHANNEL,
                new Parties("us", "mx"),
                store,
                sender,
                Samples.RULES,
                Samples.US.cosigners(),
                () -> Samples.AT,
                new Follower.Batching(Follower.BATCH_ENTRIES_MAX, task -> {
                    if (postponed) {
                        beside.add(task);
                    } else {
                        task.run();
                    }
                }));
    }

    private void publishUse() throws IOException {
        sender.publish(new Leaf.Used(Samples.inForce(), Samples.RECORD, 1, Samples.PURPOSE));
    }

    @Test
    void aReceiptUnderWay_holdsNothingUp_andIsPostedOnce() throws IOException {
        publishUse();
        postponed = true;

        assertThat(follower.step(Duration.ofSeconds(20))).isEqualTo(new Progress.Advanced(1, 1));
        assertThat(store.state(Samples.CHANNEL).orElseThrow().cosignedSize()).isEqualTo(1);
        assertThat(follower.step(Duration.ofSeconds(20))).isEqualTo(new Progress.UpToDate(1));

        assertThat(sender.patience).isEqualTo(Duration.ofSeconds(1));
        assertThat(sender.receipts).isZero();
        beside.forEach(Runnable::run);
        follower.step(Duration.ZERO);
        assertThat(sender.receipts).isEqualTo(1);
    }

    @Test
    void aReceiptThatGotLost_isPostedAgain() throws IOException {
        publishUse();
        sender.cut = true;

        assertThat(follower.step(Duration.ZERO)).isInstanceOf(Progress.Unreachable.class);
        assertThat(store.state(Samples.CHANNEL).orElseThrow().cosignedSize()).isEqualTo(1);
        sender.cut = false;
        assertThat(follower.step(Duration.ZERO)).isEqualTo(new Progress.UpToDate(1));

        assertThat(sender.receipts).isGreaterThan(0);
    }

    @Test
    void aBatchThatEndsSomething_obliges_andOneThatOnlyDisclosesDoesNot() throws IOException {
        byte[] payload = Samples.payload(record);
        sender.publish(Samples.permitted(record, payload), payload);
        assertThat(follower.step(Duration.ZERO)).isEqualTo(new Progress.Advanced(1, 1, false));

        sender.publish(new Leaf.Withdrawn(Samples.inForce(), record.id()));

        assertThat(follower.step(Duration.ZERO)).isEqualTo(new Progress.Advanced(1, 2, true));
    }

    @Test
    void soManyBundlesAreAskedForAtOnce_andNoOtherThreadIsNeededForThem() throws IOException {
        int entries = (Fetcher.BUNDLES_AT_ONCE + 1) * TileId.FULL_WIDTH + 1;
        for (int each = 0; each < entries; each++) {
            publishUse();
        }
        postponed = true;
        List<Integer> waiting = new ArrayList<>();
        sender.askedForTile = () -> waiting.add(beside.size());

        assertThat(follower.step(Duration.ZERO)).isEqualTo(new Progress.Advanced(entries, entries));

        int payloads = 1;
        assertThat(waiting.getFirst()).isEqualTo(payloads + Fetcher.BUNDLES_AT_ONCE);
    }
}
