package puente.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import puente.exchange.simulation.MemoryChannelStore;
import puente.record.Agency;
import puente.record.Record;
import puente.record.RecordCodec;
import puente.store.ChannelState;
import puente.store.StoredPayload;

/** Each fault has its reason, and nothing of what carried it is kept. */
class FollowerFaultTest {
    private final HandmadeSender sender = new HandmadeSender();
    private final MemoryChannelStore store = new MemoryChannelStore();
    private final Record record = Samples.vehicle(1, "Nissan");
    private final byte[] payload = Samples.payload(record);
    private Follower follower;

    @BeforeEach
    void openChannels() {
        Samples.openIncoming(store);
        store.open(Samples.CHANNEL.reverse(), ChannelState.Role.OUTGOING, "unused");
        follower = new Follower(
                Samples.CHANNEL,
                new Parties("us", "mx"),
                store,
                sender,
                Samples.RULES,
                Samples.US.cosigners(),
                () -> Samples.AT);
    }

    private Leaf.Disclosed leaf() {
        return Samples.permitted(record, payload);
    }

    private void stopsWith(Fault fault) {
        Progress progress = follower.step(Duration.ZERO);
        for (int times = 0; times < 6 && !(progress instanceof Progress.Stopped); times++) {
            progress = follower.step(Duration.ZERO);
        }
        assertThat(progress)
                .isInstanceOfSatisfying(
                        Progress.Stopped.class,
                        stopped -> assertThat(stopped.fault().code()).isEqualTo(fault.code()));
        assertThat(store.foreignRecords()).isEmpty();
        assertThat(store.state(Samples.CHANNEL).orElseThrow().fault()).isPresent();
    }

    @Test
    void anHonestDisclosure_isStoredCosignedByBothKeys_andPosted() throws IOException {
        sender.publish(leaf(), payload);

        assertThat(follower.step(Duration.ZERO)).isEqualTo(new Progress.Advanced(1, 1));

        assertThat(store.foreignRecords()).containsExactly(record);
        assertThat(store.state(Samples.CHANNEL).orElseThrow().cosignedSize()).isEqualTo(1);
        assertThat(new String(store.state(Samples.CHANNEL).orElseThrow().cosigned(), UTF_8)
                        .split("— puente/cosigners/us"))
                .hasSize(3);
        assertThat(sender.receipts).isEqualTo(1);
    }

    @Test
    void anotherKey_orAnotherOrigin() throws IOException {
        sender.signers = List.of(Samples.US.log(Samples.CHANNEL));
        sender.publish(leaf(), payload);
        stopsWith(Fault.SIGNATURE);
    }

    @Test
    void anotherLogsCheckpoint() throws IOException {
        sender.origin = Origins.journal("mx");
        sender.publish(leaf(), payload);
        stopsWith(Fault.ORIGIN);
    }

    @Test
    void anEntryThatIsNoLeaf() throws IOException {
        sender.publish(List.of("hello".getBytes(UTF_8)), List.of(new StoredPayload.None()));
        stopsWith(Fault.ENTRY);
    }

    @Test
    void anEntryForSomebodyElse() throws IOException {
        sender.publish(
                Samples.disclosed(
                        Samples.inForce("ad-vehicles"), record, payload, new Agency("ca/rcmp"), Samples.PURPOSE),
                payload);
        stopsWith(Fault.PARTY);
    }

    @Test
    void anEntryBySomebodyElse() throws IOException {
        sender.publish(new Leaf.Withdrawn(
                new Leaf.Header(Samples.AT, Samples.ATF, Samples.inForce().agreement(), List.of()), Samples.RECORD));
        stopsWith(Fault.PARTY);
    }

    @Test
    void anAgreementThatIsNotInForce() throws IOException {
        sender.publish(
                Samples.disclosed(
                        Samples.header(List.of("ad-vehicles")), record, payload, Samples.ATF, Samples.PURPOSE),
                payload);
        stopsWith(Fault.AGREEMENT);
    }

    @Test
    void aPurposeThatOurOwnAgreementDoesNotPermit() throws IOException {
        sender.publish(
                Samples.disclosed(Samples.inForce("ad-vehicles"), record, payload, Samples.ATF, "statistics"), payload);
        stopsWith(Fault.NOT_PERMITTED);
    }

    @Test
    void aDecidingClauseThatIsNotNamed() throws IOException {
        sender.publish(Samples.disclosed(Samples.inForce(), record, payload, Samples.ATF, Samples.PURPOSE), payload);
        stopsWith(Fault.NOT_PERMITTED);
    }

    @Test
    void aFieldThatShouldHaveBeenRedacted() throws IOException {
        Map<String, Object> fields = new TreeMap<>(record.fields());
        fields.put("itemOwner", UUID.randomUUID().toString());
        Record whole = new Record(
                record.id(),
                record.version(),
                record.kind(),
                record.agency(),
                record.recordedAt(),
                record.handling(),
                record.provenance(),
                fields);
        byte[] bytes = Payload.of(RecordCodec.standard().canonical(whole), new Samples.Counting(3));
        sender.publish(
                Samples.disclosed(Samples.inForce("ad-vehicles"), whole, bytes, Samples.ATF, Samples.PURPOSE), bytes);
        stopsWith(Fault.NOT_PERMITTED);
    }

    @Test
    void aPayloadWithAnotherDigest() throws IOException {
        sender.publish(leaf(), Samples.payload(Samples.vehicle(1, "Toyota")));
        stopsWith(Fault.PAYLOAD);
    }

    @Test
    void aPayloadThatIsNeverServed() throws IOException {
        sender.publish(leaf());
        stopsWith(Fault.WITHHELD);
    }

    @Test
    void aPayloadThatIsGone_withoutAnEntryThatEndsIt() throws IOException {
        sender.publish(List.of(LeafCodec.encode(leaf())), List.of(new StoredPayload.Gone(5)));
        stopsWith(Fault.WITHHELD);
    }

    @Test
    void aPromisedEndingThatIsNotKept_isAFault_andIsNotCosignedBefore() throws IOException {
        List<byte[]> entries = List.of(
                LeafCodec.encode(leaf()),
                LeafCodec.encode(new Leaf.Used(Samples.inForce(), Samples.RECORD, 1, Samples.PURPOSE)));
        sender.publish(entries, List.of(new StoredPayload.Gone(1), new StoredPayload.None()));
        stopsWith(Fault.WITHHELD);
        assertThat(sender.receipts).isZero();
    }

    @Test
    void aPayloadThatIsNotTheRecordItsLeafDescribes() throws IOException {
        byte[] other = Samples.payload(Samples.vehicle(2, "Nissan"));
        sender.publish(Samples.permitted(record, other), other);
        stopsWith(Fault.RECORD);
    }

    @Test
    void theSameVersionTwice() throws IOException {
        sender.publish(
                List.of(LeafCodec.encode(leaf()), LeafCodec.encode(leaf())),
                List.of(new StoredPayload.Present(payload), new StoredPayload.Present(payload)));
        stopsWith(Fault.TWICE);
    }

    @Test
    void anEndingOfNothing() throws IOException {
        sender.publish(new Leaf.Withdrawn(Samples.inForce(), Samples.RECORD));
        stopsWith(Fault.ENDING);
    }

    @Test
    void aReceiptForWhatWasNeverAsked() throws IOException {
        sender.publish(new Leaf.Purged(Samples.inForce(), 3));
        stopsWith(Fault.RECEIPT);
    }

    @Test
    void aNewKeyThatDidNotSign() throws IOException {
        sender.publish(new Leaf.Rotated(
                Samples.inForce(), Samples.US.log(Samples.CHANNEL).vkey()));
        stopsWith(Fault.ROTATION);
    }

    @Test
    void aStoppedChannel_worksOnOnceTheFaultIsLifted() throws IOException {
        sender.publish(leaf());
        stopsWith(Fault.WITHHELD);
        store.resume(Samples.CHANNEL);
        assertThat(follower.step(Duration.ZERO)).isInstanceOf(Progress.Unverified.class);
    }
}
