package puente.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import puente.agreement.Action;
import puente.exchange.simulation.MemoryChannelStore;
import puente.ledger.NoteVerifier;
import puente.ledger.SignedNote;
import puente.record.Agency;
import puente.record.ProblemException;
import puente.record.Record;
import puente.store.ChannelId;
import puente.store.ChannelState;
import puente.store.ChannelStore;
import puente.store.Disclosure;
import puente.store.EvidenceStore;
import puente.store.StoredPayload;

class SenderTest {
    private static final ChannelId OUT = Samples.CHANNEL;
    private static final Agency CBP = new Agency("us/cbp");

    private final MemoryChannelStore store = new MemoryChannelStore();
    private Sender sender;

    @BeforeEach
    void open() {
        store.open(OUT, ChannelState.Role.OUTGOING, Samples.MX.log(OUT).vkey());
        sender = new Sender(
                OUT,
                new Parties("mx", "us"),
                store,
                Samples.RULES,
                vkey -> Optional.of(Samples.MX.log(OUT)),
                new Published(),
                () -> Samples.AT,
                new Samples.Counting(0));
    }

    private Outcome now(java.util.concurrent.CompletableFuture<Outcome> future) {
        sender.commitGroup();
        return future.join();
    }

    private static Proposal proposal(Record record) {
        return Proposal.disclose(Samples.FGR, Samples.ATF, record, Samples.PURPOSE, "officer-1");
    }

    @Test
    void manyProposals_becomeOneGroupUnderOneSignature() {
        List<java.util.concurrent.CompletableFuture<Outcome>> futures = java.util.stream.IntStream.range(0, 500)
                .mapToObj(each -> sender.disclose(proposal(withId(new UUID(1, each)))))
                .toList();

        assertThat(sender.commitGroup()).isEqualTo(500);

        assertThat(futures).allSatisfy(future -> assertThat(future.join()).isInstanceOf(Outcome.Appended.class));
        SignedNote note = SignedNote.parse(store.state(OUT).orElseThrow().checkpoint());
        assertThat(note.checkpoint().size()).isEqualTo(500);
        assertThat(note.signatures()).hasSize(1);
    }

    private static Record withId(UUID id) {
        Record it = Samples.vehicle(1, "Nissan");
        return new Record(
                id, it.version(), it.kind(), it.agency(), it.recordedAt(), it.handling(), it.provenance(), it.fields());
    }

    @Test
    void theSameVersionTwice_isDisclosedOnce_andANewVersionCorrects() {
        assertThat(now(sender.disclose(proposal(Samples.vehicle(1, "Nissan"))))).isEqualTo(new Outcome.Appended(0));
        assertThat(now(sender.disclose(proposal(Samples.vehicle(1, "Nissan")))))
                .isEqualTo(new Outcome.AlreadyDisclosed(0));
        assertThat(now(sender.disclose(proposal(Samples.vehicle(2, "Toyota"))))).isEqualTo(new Outcome.Appended(1));
        assertThat(now(sender.disclose(proposal(Samples.vehicle(1, "Nissan")))))
                .isEqualTo(new Outcome.AlreadyDisclosed(0));
    }

    @Test
    void withdrawal_deletesThePayload_andASecondOneFindsNothing() {
        now(sender.disclose(proposal(Samples.vehicle(1, "Nissan"))));

        assertThat(now(sender.withdraw(Samples.RECORD, Samples.FGR))).isEqualTo(new Outcome.Appended(1));

        assertThat(store.payloads(OUT, 0, 1, 1000)).containsExactly(new StoredPayload.Gone(1));
        assertThat(now(sender.withdraw(Samples.RECORD, Samples.FGR))).isEqualTo(new Outcome.NotDisclosed());
    }

    @Test
    void whatNoClausePermits_isRefusedWithTheReason_andLeavesNoTrace() {
        Proposal wrongPurpose =
                Proposal.disclose(Samples.FGR, Samples.ATF, Samples.vehicle(1, "Nissan"), "statistics", "officer-1");
        assertThat(now(sender.disclose(wrongPurpose)))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused ->
                                assertThat(refused.decision().reason().code()).startsWith("agreement.refused."));
        Proposal wrongEnd = Proposal.disclose(
                Samples.FGR, new Agency("mx/semar"), Samples.vehicle(1, "Nissan"), Samples.PURPOSE, "officer-1");
        assertThat(now(sender.disclose(wrongEnd)))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused ->
                                assertThat(refused.decision().reason().code()).isEqualTo("exchange.refused.party"));
        assertThat(store.state(OUT).orElseThrow().size()).isZero();
    }

    @Test
    void aReshare_waitsForASecondOfficer_whoIsAnother() {
        Record foreign = foreign();
        Proposal reshare = new Proposal(
                Action.RESHARE,
                Samples.FGR,
                Samples.ATF,
                foreign,
                Samples.PURPOSE,
                "",
                "officer-1",
                java.util.Set.of(),
                true,
                List.of());
        Outcome outcome = now(sender.disclose(reshare));
        assertThat(outcome).isInstanceOf(Outcome.AwaitsApproval.class);
        UUID pending = ((Outcome.AwaitsApproval) outcome).pending();
        assertThat(now(sender.disclose(reshare)))
                .as("proposed again, it waits once")
                .isEqualTo(outcome);
        assertThat(store.pending()).hasSize(1);

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> sender.approve(pending, "officer-1"))
                .withMessageContaining("exchange.pending.same-officer");
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> sender.approve(UUID.randomUUID(), "officer-2"))
                .withMessageContaining("exchange.pending.unknown");
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> sender.consent(pending, Samples.FGR))
                .withMessageContaining("exchange.pending.not-originator");
        assertThat(now(sender.approve(pending, "officer-2")))
                .as("approved, but this node does not hold the record")
                .isEqualTo(new Outcome.NotDisclosed());
    }

    private static Record foreign() {
        Record it = Samples.vehicle(1, "Nissan");
        return new Record(it.id(), 1, it.kind(), CBP, it.recordedAt(), it.handling(), it.provenance(), it.fields());
    }

    @Test
    void aTrueCosignatureOverAnotherTree_stopsTheChannel_andAForgedOneDoesNot() throws java.io.IOException {
        now(sender.disclose(proposal(Samples.vehicle(1, "Nissan"))));
        List<NoteVerifier> cosigners =
                Samples.US.cosigners().stream().map(signer -> signer.verifier()).toList();
        ChannelServer server =
                new ChannelServer(store, new NoFiles(), new Published(), Map.of("us", cosigners), () -> Samples.AT);
        SignedNote ours = SignedNote.parse(store.state(OUT).orElseThrow().checkpoint());

        assertThat(server.cosignature(OUT, ours.encode()))
                .as("without cosignature")
                .isFalse();
        assertThat(server.cosignature(OUT, cosigned(ours, Samples.MX)))
                .as("by others")
                .isFalse();
        assertThat(server.cosignature(OUT, new byte[] {1, 2})).isFalse();
        assertThat(server.cosignature(OUT, cosigned(ours, Samples.US))).isTrue();
        assertThat(server.cosignature(OUT, cosigned(ours, Samples.US)))
                .as("again")
                .isTrue();
        assertThat(store.state(OUT).orElseThrow().cosignedSize()).isEqualTo(1);
        assertThat(server.checkpoint(OUT, 0, Duration.ZERO))
                .hasValueSatisfying(note -> assertThat(note).isEqualTo(cosigned(ours, Samples.US)));

        SignedNote other = puente.ledger.TreeEdge.empty()
                .append(List.of(new byte[] {1}))
                .checkpoint(Origins.channel(OUT))
                .sign(Samples.AT, List.of(Samples.MX.log(OUT)));
        assertThat(server.cosignature(OUT, cosigned(other, Samples.US))).isFalse();
        assertThat(store.state(OUT).orElseThrow().fault())
                .hasValueSatisfying(fault -> assertThat(fault.code()).isEqualTo(Fault.COSIGNED_OTHER.code()));
        sender = new Sender(
                OUT,
                new Parties("mx", "us"),
                store,
                Samples.RULES,
                vkey -> Optional.of(Samples.MX.log(OUT)),
                new Published(),
                () -> Samples.AT,
                new Samples.Counting(0));
        assertThat(now(sender.disclose(proposal(Samples.vehicle(2, "Toyota"))))).isInstanceOf(Outcome.Stopped.class);
    }

    @Test
    @Timeout(20)
    void whoHasMoreThanWasPublished_isAnsweredAtOnce_andWhoHasAsMuchWaits() {
        now(sender.disclose(proposal(Samples.vehicle(1, "Nissan"))));
        ChannelServer server = new ChannelServer(store, new NoFiles(), new Published(), Map.of(), () -> Samples.AT);
        byte[] published = store.state(OUT).orElseThrow().checkpoint();

        assertThat(server.checkpoint(OUT, 2, Duration.ofHours(1))).hasValue(published);
        assertThat(server.checkpoint(OUT, 0, Duration.ofHours(1))).hasValue(published);
        long start = System.nanoTime();
        assertThat(server.checkpoint(OUT, 1, Duration.ofMillis(50))).hasValue(published);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(50));
    }

    private static byte[] cosigned(SignedNote note, NodeKeys keys) {
        return note.with(keys.cosigners().stream()
                        .map(signer -> signer.sign(note.text(), Samples.AT))
                        .toList())
                .encode();
    }

    private static final class NoFiles implements EvidenceStore {
        @Override
        public long durable(String sha256) {
            return 0;
        }

        @Override
        public long append(String sha256, long length, java.io.InputStream more) {
            return 0;
        }

        @Override
        public boolean complete(String sha256, long length) {
            return false;
        }

        @Override
        public Optional<java.io.InputStream> open(String sha256, long offset) {
            return Optional.empty();
        }

        @Override
        public void delete(String sha256) {}
    }

    /** A node that reshared what it then had to give up asks its own receivers to give it up too. */
    @Test
    void aReshare_isWithdrawnOnward_whenTheOriginatorWithdraws() throws java.io.IOException {
        ChannelId in = OUT.reverse();
        store.open(in, ChannelState.Role.INCOMING, "unused");
        Record foreign = foreign();
        byte[] payload = Samples.payload(foreign);
        Disclosure held = Group.disclosure(in, 0, Samples.disclosed(foreign, payload));
        receive(in, List.of(new ChannelStore.Arrival(held, foreign, Payload.record(payload), payload)), List.of());
        Proposal reshare = new Proposal(
                Action.RESHARE,
                Samples.FGR,
                Samples.ATF,
                foreign,
                Samples.PURPOSE,
                "",
                "officer-1",
                java.util.Set.of("officer-2"),
                true,
                List.of());
        assertThat(now(sender.disclose(reshare))).isEqualTo(new Outcome.Appended(0));
        assertThat(sender.maintain()).isZero();

        receive(
                in,
                List.of(),
                List.of(new puente.store.Ending(
                        in,
                        1,
                        puente.store.Ending.Cause.WITHDRAWN,
                        foreign.id(),
                        puente.store.Ending.ALL_VERSIONS,
                        Samples.AT,
                        Optional.empty())));
        assertThat(sender.maintain())
                .as("the onward withdrawal and the purge receipt")
                .isEqualTo(2);
        assertThat(sender.commitGroup()).isEqualTo(2);
        assertThat(store.activeDisclosures(OUT, List.of(foreign.id()))).isEmpty();
        assertThat(store.withoutReceipt(in, 10)).isEmpty();
        assertThat(sender.maintain()).isZero();
    }

    private void receive(ChannelId in, List<ChannelStore.Arrival> arrivals, List<puente.store.Ending> endings)
            throws java.io.IOException {
        long size = store.state(in).orElseThrow().size();
        assertThat(store.receive(new ChannelStore.Reception(
                        in,
                        puente.ledger.TreeEdge.load(size, store.tiles(in)).append(List.of(new byte[] {1})),
                        new byte[] {1},
                        arrivals,
                        List.of(),
                        endings,
                        Map.of(),
                        List.of(),
                        Map.of(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty())))
                .isTrue();
    }
}
