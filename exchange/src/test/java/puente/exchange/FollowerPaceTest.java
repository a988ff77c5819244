package puente.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import puente.agreement.AgreementHash;
import puente.exchange.simulation.MemoryChannelStore;
import puente.record.Record;
import puente.store.ChannelId;
import puente.store.ChannelState;

/** What a follower does beside its own thread, and what it says of a batch. */
class FollowerPaceTest {
    private static final AgreementHash IN_FORCE =
            Samples.RULES.inForce(Samples.AT).orElseThrow().hash();

    /** A sender whose receipts get lost, or arrive only when they are let through. */
    private static final class Line implements Transport {
        private final HandmadeSender sender;
        private boolean cut;
        private Duration patience = Duration.ZERO;

        Line(HandmadeSender sender) {
            this.sender = sender;
        }

        @Override
        public java.util.Optional<byte[]> checkpoint(ChannelId channel, long newerThan, Duration wait)
                throws IOException {
            patience = wait;
            return sender.checkpoint(channel, newerThan, wait);
        }

        @Override
        public java.util.Optional<byte[]> tile(ChannelId channel, puente.ledger.TileId tile) throws IOException {
            return sender.tile(channel, tile);
        }

        @Override
        public java.util.Optional<byte[]> payloads(ChannelId channel, long first, int count) {
            return sender.payloads(channel, first, count);
        }

        @Override
        public boolean cosignature(ChannelId channel, byte[] note) throws IOException {
            if (cut) {
                throw new IOException("cut");
            }
            return sender.cosignature(channel, note);
        }

        @Override
        public java.util.Optional<java.io.InputStream> evidence(ChannelId channel, String sha256, long offset) {
            return java.util.Optional.empty();
        }
    }

    private final HandmadeSender sender = new HandmadeSender();
    private final Line line = new Line(sender);
    private final MemoryChannelStore store = new MemoryChannelStore();
    private final Record record = Samples.vehicle(1, "Nissan");
    private final Deque<Runnable> beside = new ArrayDeque<>();
    private boolean postponed;
    private Follower follower;

    @BeforeEach
    void openChannels() {
        store.open(
                Samples.CHANNEL,
                ChannelState.Role.INCOMING,
                Samples.MX.log(Samples.CHANNEL).vkey());
        follower = new Follower(
                Samples.CHANNEL,
                new Parties("us", "mx"),
                store,
                line,
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

    private static Leaf.Header header() {
        return new Leaf.Header(Samples.AT, Samples.FGR, IN_FORCE, List.of());
    }

    private void publishUse() throws IOException {
        sender.publish(new Leaf.Used(header(), Samples.RECORD, 1, Samples.PURPOSE));
    }

    @Test
    void aReceiptUnderWay_holdsNothingUp_andIsPostedOnce() throws IOException {
        publishUse();
        postponed = true;

        assertThat(follower.step(Duration.ofSeconds(20))).isEqualTo(new Progress.Advanced(1, 1));
        assertThat(store.state(Samples.CHANNEL).orElseThrow().cosignedSize()).isEqualTo(1);
        assertThat(follower.step(Duration.ofSeconds(20))).isEqualTo(new Progress.UpToDate(1));

        assertThat(line.patience).isEqualTo(Duration.ofSeconds(1));
        assertThat(sender.receipts).isZero();
        beside.forEach(Runnable::run);
        follower.step(Duration.ZERO);
        assertThat(sender.receipts).isEqualTo(1);
    }

    @Test
    void aReceiptThatGotLost_isPostedAgain() throws IOException {
        publishUse();
        line.cut = true;

        assertThat(follower.step(Duration.ZERO)).isInstanceOf(Progress.Unreachable.class);
        assertThat(store.state(Samples.CHANNEL).orElseThrow().cosignedSize()).isEqualTo(1);
        line.cut = false;
        assertThat(follower.step(Duration.ZERO)).isEqualTo(new Progress.UpToDate(1));

        assertThat(sender.receipts).isGreaterThan(0);
    }

    @Test
    void aBatchThatEndsSomething_obliges_andOneThatOnlyDisclosesDoesNot() throws IOException {
        byte[] payload = Samples.payload(record);
        Leaf.Disclosed it = Samples.disclosed(record, payload);
        sender.publish(
                new Leaf.Disclosed(
                        new Leaf.Header(Samples.AT, Samples.FGR, IN_FORCE, List.of("ad-vehicles")),
                        false,
                        it.action(),
                        it.record(),
                        it.version(),
                        it.kind(),
                        it.agency(),
                        Samples.ATF,
                        Samples.PURPOSE,
                        "",
                        it.approvals(),
                        false,
                        true,
                        it.handling(),
                        List.of(),
                        it.payload(),
                        it.length()),
                payload);
        assertThat(follower.step(Duration.ZERO)).isEqualTo(new Progress.Advanced(1, 1, false));

        sender.publish(new Leaf.Withdrawn(header(), record.id()));

        assertThat(follower.step(Duration.ZERO)).isEqualTo(new Progress.Advanced(1, 2, true));
    }
}
