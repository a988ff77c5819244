package puente.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import puente.exchange.simulation.MemoryChannelStore;
import puente.record.Agency;
import puente.record.Record;
import puente.store.ChannelId;
import puente.store.ChannelState;

/** A foreign record is opened for a purpose, with a receipt, or not at all. */
class ReadingTest {
    private static final ChannelId BACK = Samples.CHANNEL.reverse();

    private final MemoryChannelStore store = new MemoryChannelStore();
    private final Record record = Samples.vehicle(1, "Nissan");
    private Instant now = Samples.AT;
    private Sender sender;
    private Reading reading;

    @BeforeEach
    void aRecordArrives() throws IOException {
        Parties parties = new Parties("us", "mx");
        HandmadeSender partner = new HandmadeSender();
        Samples.openIncoming(store);
        store.open(BACK, ChannelState.Role.OUTGOING, Samples.US.log(BACK).vkey());
        byte[] payload = Samples.payload(record);
        partner.publish(Samples.permitted(record, payload), payload);
        Follower follower = new Follower(
                Samples.CHANNEL, parties, store, partner, Samples.RULES, Samples.US.cosigners(), () -> now);
        assertThat(follower.step(Duration.ZERO)).isEqualTo(new Progress.Advanced(1, 1));
        sender = new Sender(
                BACK,
                parties,
                store,
                Samples.RULES,
                vkey -> Optional.of(Samples.US.log(BACK)),
                new Published(),
                () -> now,
                new Samples.Counting(0));
        reading = new Reading(parties, store, Samples.RULES, channel -> sender, () -> now);
    }

    private void refused(CompletableFuture<Reading.Result> future, String code) {
        sender.commitGroup();
        assertThat(future.join())
                .isInstanceOfSatisfying(
                        Reading.Result.Refused.class,
                        refused ->
                                assertThat(refused.decision().reason().code()).isEqualTo(code));
        assertThat(store.allUses(BACK)).isEmpty();
    }

    @Test
    void aRecordIsHandedOut_onlyOnceItsReceiptIsDurable() {
        CompletableFuture<Reading.Result> future = reading.read(record.id(), Samples.ATF, Samples.PURPOSE);
        assertThat(future).isNotDone();

        sender.commitGroup();

        assertThat(future.join())
                .isInstanceOfSatisfying(
                        Reading.Result.Read.class,
                        read -> assertThat(read.record().fields()).isEqualTo(record.fields()));
        assertThat(store.uses(BACK, record.id())).singleElement().satisfies(use -> {
            assertThat(use.agency()).isEqualTo("us/atf");
            assertThat(use.purpose()).isEqualTo(Samples.PURPOSE);
        });
    }

    @Test
    void anotherPurpose_isRefusedByTheHandling_andTellsNobody() {
        refused(reading.read(record.id(), Samples.ATF, "border-safety"), "agreement.refused.purpose-not-in-handling");
    }

    @Test
    void anAgencyOfAnotherParty_doesNotReadHere() {
        refused(reading.read(record.id(), new Agency("mx/fgr"), Samples.PURPOSE), "exchange.refused.reader");
    }

    @Test
    void pastItsLastDay_aRecordIsNotHeld_evenBeforeItIsPurged() {
        now = Instant.parse("2027-07-01T00:00:00Z");
        assertThat(reading.read(record.id(), Samples.ATF, Samples.PURPOSE).join())
                .isEqualTo(new Reading.Result.NotHeld());
    }

    @Test
    void whereNoReceiptCanBeGiven_nothingIsRead() {
        store.stop(BACK, Fault.OWN_LOG.at(0, now, java.util.Map.of(), new byte[0]));
        CompletableFuture<Reading.Result> future = reading.read(record.id(), Samples.ATF, Samples.PURPOSE);
        refused(future, "exchange.refused.no-receipt");
    }
}
