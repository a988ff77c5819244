package puente.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import puente.ledger.TileId;
import puente.ledger.TreeEdge;
import puente.ledger.TreeUpdate;
import puente.record.Agency;
import puente.record.Handling;
import puente.record.Provenance;
import puente.record.Record;
import puente.record.RecordCodec;

/** What every {@link ChannelStore} keeps to. The node under test is {@code us}. */
public abstract class ChannelStoreContract {
    protected static final ChannelId OUT = new ChannelId("us", "mx");
    protected static final ChannelId IN = new ChannelId("mx", "us");
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final LocalDate LAST_DAY = LocalDate.parse("2026-12-31");

    protected ChannelStore store;

    /** A store without channels. */
    protected abstract ChannelStore emptyStore();

    /** Puts a record of the node's own into the records. */
    protected abstract void insertOwn(Record record);

    /** Whether a version of a record can be found among the records, in any way. */
    protected abstract boolean recordHeld(UUID record, int version);

    @BeforeEach
    void openChannels() {
        store = emptyStore();
        store.open(OUT, ChannelState.Role.OUTGOING, "out-key");
        store.open(IN, ChannelState.Role.INCOMING, "in-key");
    }

    // ---------------------------------------------------------------------------------------------- material

    protected static Record record(UUID id, int version) {
        return new Record(
                id,
                version,
                "incident",
                new Agency("mx/fgr"),
                NOW,
                new Handling(
                        Handling.Tlp.AMBER,
                        Set.of(),
                        Set.of("arms-trafficking"),
                        Set.of(new Agency("us")),
                        false,
                        Optional.of(LAST_DAY),
                        new Handling.Grading(Handling.Grading.Reliability.B, 2)),
                new Provenance("contract", true),
                Map.of());
    }

    protected static Disclosure disclosure(ChannelId channel, long entry, UUID record, int version) {
        return new Disclosure(
                channel,
                entry,
                record,
                version,
                "incident",
                "mx/fgr",
                "mx/fgr",
                "us",
                "arms-trafficking",
                NOW,
                Optional.of(LAST_DAY),
                true,
                List.of(),
                Optional.empty());
    }

    private static ChannelStore.Arrival arrival(Disclosure disclosure) {
        return arrival(disclosure, "contract");
    }

    /** The same version may come twice and not be the same: what was redacted for one disclosure need not be for another. */
    private static ChannelStore.Arrival arrival(Disclosure disclosure, String source) {
        Record plain = record(disclosure.record(), disclosure.version());
        Record record = new Record(
                plain.id(),
                plain.version(),
                plain.kind(),
                plain.agency(),
                plain.recordedAt(),
                plain.handling(),
                new Provenance(source, true),
                plain.fields());
        byte[] canonical = RecordCodec.standard().canonical(record);
        return new ChannelStore.Arrival(disclosure, record, canonical, payload(disclosure.entry(), canonical));
    }

    private static byte[] payload(long entry, byte[] canonical) {
        byte[] salt = payload(entry);
        byte[] whole = Arrays.copyOf(salt, salt.length + canonical.length);
        System.arraycopy(canonical, 0, whole, salt.length, canonical.length);
        return whole;
    }

    /** The same, disclosed by another party than the one whose record it is. */
    private static Disclosure onward(Disclosure it) {
        return new Disclosure(
                it.channel(),
                it.entry(),
                it.record(),
                it.version(),
                it.kind(),
                it.agency(),
                "us/atf",
                it.recipient(),
                it.purpose(),
                it.at(),
                it.until(),
                it.useReceipt(),
                it.evidence(),
                it.endedBy());
    }

    private static Disclosure withFile(Disclosure it, Disclosure.Evidence file) {
        return new Disclosure(
                it.channel(),
                it.entry(),
                it.record(),
                it.version(),
                it.kind(),
                it.agency(),
                it.actor(),
                it.recipient(),
                it.purpose(),
                it.at(),
                it.until(),
                it.useReceipt(),
                List.of(file),
                it.endedBy());
    }

    protected static byte[] payload(long entry) {
        return ("salt-of-thirty-two-bytes-exactly" + entry).getBytes(StandardCharsets.UTF_8);
    }

    private static List<byte[]> entries(int count) {
        List<byte[]> entries = new ArrayList<>();
        for (int at = 0; at < count; at++) {
            entries.add(("entry " + at).getBytes(StandardCharsets.UTF_8));
        }
        return entries;
    }

    private static byte[] checkpoint(TreeUpdate tree) {
        return ("checkpoint of " + tree.newSize()).getBytes(StandardCharsets.UTF_8);
    }

    private TreeEdge edge(ChannelId channel) {
        try {
            return TreeEdge.load(store.state(channel).orElseThrow().size(), store.tiles(channel));
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private TreeUpdate grow(ChannelId channel, int count) {
        return edge(channel).append(entries(count));
    }

    protected ChannelStore.Append group(TreeUpdate tree, List<Disclosure> disclosures, List<Ending> endings) {
        Map<Long, byte[]> payloads = new java.util.HashMap<>();
        disclosures.forEach(each -> payloads.put(each.entry(), payload(each.entry())));
        return new ChannelStore.Append(
                OUT,
                tree,
                checkpoint(tree),
                payloads,
                disclosures,
                endings,
                Map.of(),
                List.of(),
                Optional.empty(),
                List.of());
    }

    protected ChannelStore.Reception batch(TreeUpdate tree, List<Disclosure> arrivals, List<Ending> endings) {
        return received(tree, arrivals.stream().map(each -> arrival(each)).toList(), endings);
    }

    private static ChannelStore.Reception received(
            TreeUpdate tree, List<ChannelStore.Arrival> arrivals, List<Ending> endings) {
        return new ChannelStore.Reception(
                IN,
                tree,
                checkpoint(tree),
                arrivals,
                List.of(),
                endings,
                Map.of(),
                List.of(),
                Map.of(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    private static Ending withdrawal(ChannelId channel, long entry, UUID record) {
        return new Ending(channel, entry, Ending.Cause.WITHDRAWN, record, Ending.ALL_VERSIONS, NOW, Optional.empty());
    }

    // ---------------------------------------------------------------------------------------------- channels

    @Test
    void aChannelBeginsEmpty_andOpeningItAgainChangesNothing() {
        store.open(OUT, ChannelState.Role.OUTGOING, "another-key");

        assertThat(store.channels()).extracting(ChannelState::id).containsExactly(IN, OUT);
        ChannelState state = store.state(OUT).orElseThrow();
        assertThat(state.role()).isEqualTo(ChannelState.Role.OUTGOING);
        assertThat(state.size()).isZero();
        assertThat(state.checkpoint()).isEmpty();
        assertThat(state.keys()).containsExactly(new ChannelState.LogKey("out-key", 0));
        assertThat(state.fault()).isEmpty();
        assertThat(store.state(new ChannelId("us", "ca"))).isEmpty();
    }

    @Test
    void aStoppedChannelTakesNothing_untilItIsResumed_andTheFirstFaultStays() {
        ChannelState.StoredFault first =
                new ChannelState.StoredFault("exchange.fault.fork", 7, Map.of("size", "7"), NOW, new byte[] {1});
        store.stop(OUT, first);
        store.stop(OUT, new ChannelState.StoredFault("exchange.fault.other", 8, Map.of(), NOW, new byte[0]));
        store.stop(IN, first);

        assertThat(store.state(OUT).orElseThrow().fault()).hasValueSatisfying(fault -> {
            assertThat(fault.code()).isEqualTo("exchange.fault.fork");
            assertThat(fault.entry()).isEqualTo(7);
            assertThat(fault.arguments()).containsEntry("size", "7");
            assertThat(fault.at()).isEqualTo(NOW);
            assertThat(fault.evidence()).containsExactly(1);
        });
        assertThat(store.append(group(grow(OUT, 1), List.of(), List.of()))).isFalse();
        assertThat(store.receive(batch(grow(IN, 1), List.of(), List.of()))).isFalse();
        store.resume(OUT);
        assertThat(store.append(group(grow(OUT, 1), List.of(), List.of()))).isTrue();
    }

    // ---------------------------------------------------------------------------------------------- sender's side

    @Test
    void appending_publishesTilesPayloadsAndCheckpointTogether() throws IOException {
        UUID record = UUID.randomUUID();
        TreeUpdate tree = grow(OUT, 3);

        assertThat(store.append(group(tree, List.of(disclosure(OUT, 1, record, 1)), List.of())))
                .isTrue();

        ChannelState state = store.state(OUT).orElseThrow();
        assertThat(state.size()).isEqualTo(3);
        assertThat(state.checkpoint()).isEqualTo(checkpoint(tree));
        assertThat(edge(OUT).root()).isEqualTo(tree.root());
        assertThat(store.tiles(OUT).tile(TileId.entries(0, 2))).isPresent();
        assertThat(store.tiles(OUT).tile(TileId.entries(0, 4))).isEmpty();
        List<StoredPayload> payloads = store.payloads(OUT, 0, 10, 1 << 20);
        assertThat(payloads).hasSize(3);
        assertThat(payloads.get(0)).isInstanceOf(StoredPayload.None.class);
        assertThat(payloads.get(1))
                .isInstanceOfSatisfying(
                        StoredPayload.Present.class,
                        present -> assertThat(present.bytes()).isEqualTo(payload(1)));
        assertThat(store.activeDisclosures(OUT, List.of(record))).containsExactly(disclosure(OUT, 1, record, 1));
        assertThat(store.payload(OUT, 1))
                .hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo(payload(1)));
    }

    @Test
    void aGroupBuiltUponAnotherSize_writesNothing() {
        UUID record = UUID.randomUUID();
        TreeUpdate stale = grow(OUT, 2);
        assertThat(store.append(group(grow(OUT, 1), List.of(), List.of()))).isTrue();

        assertThat(store.append(group(stale, List.of(disclosure(OUT, 0, record, 1)), List.of())))
                .isFalse();

        assertThat(store.state(OUT).orElseThrow().size()).isEqualTo(1);
        assertThat(store.activeDisclosures(OUT, List.of(record))).isEmpty();
        assertThat(store.payload(OUT, 0)).isEmpty();
    }

    @Test
    void manyGroups_acrossTileBoundaries_reloadToTheSameRoot() {
        TreeEdge edge = TreeEdge.empty();
        for (int count : new int[] {1, 254, 1, 1, 300, 513}) {
            TreeUpdate tree = edge.append(entries(count));
            assertThat(store.append(group(tree, List.of(), List.of()))).isTrue();
            edge = tree.edge();
            assertThat(edge(OUT).root()).isEqualTo(edge.root());
        }
    }

    @Test
    void payloads_stopBeforeTheLimitOfBytes_butNeverAtNothing() {
        List<Disclosure> three = new ArrayList<>();
        for (int entry = 0; entry < 3; entry++) {
            three.add(disclosure(OUT, entry, UUID.randomUUID(), 1));
        }
        assertThat(store.append(group(grow(OUT, 3), three, List.of()))).isTrue();

        assertThat(store.payloads(OUT, 0, 3, 1)).hasSize(1);
        assertThat(store.payloads(OUT, 0, 3, 2L * payload(0).length)).hasSize(2);
        assertThat(store.payloads(OUT, 1, 1, 1 << 20)).hasSize(1);
        assertThat(store.payloads(OUT, 3, 5, 1 << 20)).isEmpty();
    }

    @Test
    void anEnding_marksEveryEarlierVersion_andItsPayloadIsGone() {
        UUID record = UUID.randomUUID();
        assertThat(store.append(group(
                        grow(OUT, 2),
                        List.of(disclosure(OUT, 0, record, 1), disclosure(OUT, 1, record, 2)),
                        List.of())))
                .isTrue();

        assertThat(store.append(group(
                        grow(OUT, 2), List.of(disclosure(OUT, 3, record, 3)), List.of(withdrawal(OUT, 2, record)))))
                .isTrue();

        assertThat(store.activeDisclosures(OUT, List.of(record)))
                .extracting(Disclosure::version)
                .containsExactly(3);
        List<StoredPayload> payloads = store.payloads(OUT, 0, 4, 1 << 20);
        assertThat(payloads.get(0)).isEqualTo(new StoredPayload.Gone(2));
        assertThat(payloads.get(1)).isEqualTo(new StoredPayload.Gone(2));
        assertThat(payloads.get(2)).isEqualTo(new StoredPayload.None());
        assertThat(payloads.get(3)).isInstanceOf(StoredPayload.Present.class);
        assertThat(store.payload(OUT, 0)).isEmpty();
        assertThat(store.withoutReceipt(OUT, 10)).containsExactly(withdrawal(OUT, 2, record));
    }

    @Test
    void expiry_endsOneVersionOnly() {
        UUID record = UUID.randomUUID();
        store.append(
                group(grow(OUT, 2), List.of(disclosure(OUT, 0, record, 1), disclosure(OUT, 1, record, 2)), List.of()));

        assertThat(store.dueToExpire(OUT, LAST_DAY, 10)).isEmpty();
        assertThat(store.dueToExpire(OUT, LAST_DAY.plusDays(1), 1))
                .extracting(Disclosure::entry)
                .containsExactly(0L);
        store.append(group(
                grow(OUT, 1),
                List.of(),
                List.of(new Ending(OUT, 2, Ending.Cause.EXPIRED, record, 1, NOW, Optional.empty()))));

        assertThat(store.activeDisclosures(OUT, List.of(record)))
                .extracting(Disclosure::version)
                .containsExactly(2);
    }

    @Test
    void aPurgeReceiptFromTheReverseChannel_settlesTheOutstandingEnding() {
        UUID record = UUID.randomUUID();
        store.append(group(grow(OUT, 2), List.of(disclosure(OUT, 0, record, 1)), List.of(withdrawal(OUT, 1, record))));

        TreeUpdate tree = grow(IN, 1);
        store.receive(new ChannelStore.Reception(
                IN,
                tree,
                checkpoint(tree),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                List.of(),
                Map.of(1L, 0L),
                List.of(),
                Optional.empty(),
                Optional.empty()));

        assertThat(store.withoutReceipt(OUT, 10)).isEmpty();
        assertThat(store.endings(OUT, List.of(1L, 99L)).get(1L).receipt()).contains(0L);
        assertThat(store.endings(OUT, List.of(1L, 99L))).hasSize(1);
    }

    @Test
    void aRotation_addsAKey() {
        TreeUpdate tree = grow(OUT, 1);
        store.append(new ChannelStore.Append(
                OUT,
                tree,
                checkpoint(tree),
                Map.of(),
                List.of(),
                List.of(),
                Map.of(),
                List.of(),
                Optional.of(new ChannelState.LogKey("next-key", 1)),
                List.of()));

        assertThat(store.state(OUT).orElseThrow().keys())
                .containsExactly(new ChannelState.LogKey("out-key", 0), new ChannelState.LogKey("next-key", 1));
    }

    // ---------------------------------------------------------------------------------------------- follower's side

    @Test
    void receiving_storesRecordsWithTheCursor() {
        UUID record = UUID.randomUUID();
        TreeUpdate tree = grow(IN, 2);

        assertThat(store.receive(batch(tree, List.of(disclosure(IN, 0, record, 1)), List.of())))
                .isTrue();

        assertThat(store.state(IN).orElseThrow().size()).isEqualTo(2);
        assertThat(edge(IN).root()).isEqualTo(tree.root());
        assertThat(recordHeld(record, 1)).isTrue();
        assertThat(store.holdings(record)).containsExactly(disclosure(IN, 0, record, 1));
        assertThat(store.receive(batch(tree, List.of(disclosure(IN, 0, record, 1)), List.of())))
                .as("the same batch a second time")
                .isFalse();
    }

    @Test
    void whatWasReceived_isReadByteForByteAsItCame() {
        UUID record = UUID.randomUUID();
        ChannelStore.Arrival first = arrival(disclosure(IN, 0, record, 1), "whole");
        ChannelStore.Arrival second = arrival(disclosure(IN, 1, record, 2), "corrected");

        store.receive(received(grow(IN, 2), List.of(first, second), List.of()));

        assertThat(store.payload(IN, 0))
                .hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo(first.payload()));
        assertThat(store.payloads(IN, 0, 2, first.payload().length))
                .as("a limit counts the record's bytes too")
                .hasSize(1);
        assertThat(store.payloads(IN, 0, 2, first.payload().length + second.payload().length))
                .last()
                .isInstanceOfSatisfying(
                        StoredPayload.Present.class,
                        present -> assertThat(present.bytes()).isEqualTo(second.payload()));
    }

    @Test
    void aVersionDisclosedAgainInAnotherForm_leavesTheEarlierPayloadAsItCame() {
        UUID record = UUID.randomUUID();
        ChannelStore.Arrival redacted = arrival(disclosure(IN, 0, record, 1), "redacted");
        ChannelStore.Arrival again = arrival(disclosure(IN, 1, record, 1), "less so");
        ChannelStore.Arrival whole = arrival(disclosure(IN, 2, record, 1), "whole");

        store.receive(received(grow(IN, 1), List.of(redacted), List.of()));
        store.receive(received(grow(IN, 2), List.of(again, whole), List.of()));

        assertThat(store.payloads(IN, 0, 3, 1 << 20))
                .extracting(payload -> payload instanceof StoredPayload.Present present ? present.bytes() : null)
                .containsExactly(redacted.payload(), again.payload(), whole.payload());
    }

    @Test
    void anArrivalWhosePayloadIsNotItsRecords_isAMistakeOfTheCaller() {
        Disclosure disclosure = disclosure(IN, 0, UUID.randomUUID(), 1);
        Record record = record(disclosure.record(), 1);
        byte[] canonical = RecordCodec.standard().canonical(record);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ChannelStore.Arrival(disclosure, record, canonical, payload(0)))
                .withMessageContaining("does not end with its record");
    }

    @Test
    void aWithdrawal_removesEveryVersionFromTheRecords_andOwesAReceipt() {
        UUID record = UUID.randomUUID();
        UUID other = UUID.randomUUID();
        store.receive(batch(
                grow(IN, 3),
                List.of(disclosure(IN, 0, record, 1), disclosure(IN, 1, record, 2), disclosure(IN, 2, other, 1)),
                List.of()));

        store.receive(batch(grow(IN, 1), List.of(), List.of(withdrawal(IN, 3, record))));

        assertThat(recordHeld(record, 1)).isFalse();
        assertThat(recordHeld(record, 2)).isFalse();
        assertThat(recordHeld(other, 1)).isTrue();
        assertThat(store.holdings(record)).isEmpty();
        assertThat(store.payload(IN, 0)).isEmpty();
        assertThat(store.withoutReceipt(IN, 10)).containsExactly(withdrawal(IN, 3, record));

        TreeUpdate tree = grow(OUT, 1);
        store.append(new ChannelStore.Append(
                OUT,
                tree,
                checkpoint(tree),
                Map.of(),
                List.of(),
                List.of(),
                Map.of(3L, 0L),
                List.of(),
                Optional.empty(),
                List.of()));
        assertThat(store.withoutReceipt(IN, 10)).isEmpty();
    }

    @Test
    void arrivalAndWithdrawalInOneBatch_leaveNothing_andALaterArrivalStays() {
        UUID record = UUID.randomUUID();

        store.receive(batch(
                grow(IN, 3),
                List.of(disclosure(IN, 0, record, 1), disclosure(IN, 2, record, 2)),
                List.of(withdrawal(IN, 1, record))));

        assertThat(recordHeld(record, 1)).isFalse();
        assertThat(recordHeld(record, 2)).isTrue();
    }

    @Test
    void aRecordHeldThroughAnotherChannel_outlivesOneWithdrawal() {
        ChannelId third = new ChannelId("ca", "us");
        store.open(third, ChannelState.Role.INCOMING, "third-key");
        UUID record = UUID.randomUUID();
        store.receive(batch(grow(IN, 1), List.of(disclosure(IN, 0, record, 1)), List.of()));
        TreeUpdate tree = TreeEdge.empty().append(entries(1));
        store.receive(new ChannelStore.Reception(
                third,
                tree,
                checkpoint(tree),
                List.of(arrival(disclosure(third, 0, record, 1))),
                List.of(),
                List.of(),
                Map.of(),
                List.of(),
                Map.of(),
                List.of(),
                Optional.empty(),
                Optional.empty()));

        store.receive(batch(grow(IN, 1), List.of(), List.of(withdrawal(IN, 1, record))));

        assertThat(recordHeld(record, 1)).isTrue();
        assertThat(store.holdings(record)).extracting(Disclosure::channel).containsExactly(third);
    }

    @Test
    void anOwnRecordThatComesBack_isNotTouchedByAWithdrawal() {
        UUID record = UUID.randomUUID();
        insertOwn(record(record, 1));
        store.receive(batch(grow(IN, 1), List.of(disclosure(IN, 0, record, 1)), List.of()));

        store.receive(batch(grow(IN, 1), List.of(), List.of(withdrawal(IN, 1, record))));

        assertThat(recordHeld(record, 1)).isTrue();
    }

    @Test
    void aResharedRecordThatIsNoLongerHeld_isOrphaned() {
        UUID record = UUID.randomUUID();
        store.receive(batch(grow(IN, 1), List.of(disclosure(IN, 0, record, 1)), List.of()));
        store.append(group(
                grow(OUT, 2),
                List.of(onward(disclosure(OUT, 0, record, 1)), onward(disclosure(OUT, 1, UUID.randomUUID(), 1))),
                List.of()));
        assertThat(store.orphaned(OUT, 10)).isEmpty();

        store.receive(batch(grow(IN, 1), List.of(), List.of(withdrawal(IN, 1, record))));

        assertThat(store.orphaned(OUT, 10)).extracting(Disclosure::record).containsExactly(record);
        store.append(group(grow(OUT, 1), List.of(), List.of(withdrawal(OUT, 2, record))));
        assertThat(store.orphaned(OUT, 10)).isEmpty();
    }

    @Test
    void whatIsOverdue_goesByThisNodesClock_andStaysInTheBooks() {
        UUID record = UUID.randomUUID();
        store.receive(batch(grow(IN, 1), List.of(disclosure(IN, 0, record, 1)), List.of()));

        assertThat(store.purgeOverdue(IN, LAST_DAY, 10)).isZero();
        assertThat(store.purgeOverdue(IN, LAST_DAY.plusDays(1), 10)).isEqualTo(1);
        assertThat(store.purgeOverdue(IN, LAST_DAY.plusDays(1), 10)).isZero();

        assertThat(recordHeld(record, 1)).isFalse();
        assertThat(store.holdings(record)).isEmpty();
        assertThat(store.activeDisclosures(IN, List.of(record))).hasSize(1);
    }

    @Test
    void anAbsentDisclosure_isRememberedWithoutRecord_andItsPromisedEndingIsAwaited() {
        UUID record = UUID.randomUUID();
        TreeUpdate tree = grow(IN, 1);
        store.receive(new ChannelStore.Reception(
                IN,
                tree,
                checkpoint(tree),
                List.of(),
                List.of(disclosure(IN, 0, record, 1)),
                List.of(),
                Map.of(0L, 1L),
                List.of(),
                Map.of(),
                List.of(),
                Optional.empty(),
                Optional.empty()));

        assertThat(store.awaited(IN, 10)).containsExactly(Map.entry(0L, 1L));
        assertThat(recordHeld(record, 1)).isFalse();
        assertThat(store.holdings(record)).isEmpty();

        TreeUpdate next = grow(IN, 1);
        store.receive(new ChannelStore.Reception(
                IN,
                next,
                checkpoint(next),
                List.of(),
                List.of(),
                List.of(withdrawal(IN, 1, record)),
                Map.of(),
                List.of(0L),
                Map.of(),
                List.of(),
                Optional.empty(),
                Optional.empty()));
        assertThat(store.awaited(IN, 10)).isEmpty();
        assertThat(store.activeDisclosures(IN, List.of(record))).isEmpty();
    }

    @Test
    void useReceipts_areFoundByRecord() {
        UUID record = UUID.randomUUID();
        Use use = new Use(IN, 0, record, 1, "arms-trafficking", "mx/fgr", NOW);
        TreeUpdate tree = grow(IN, 1);
        store.receive(new ChannelStore.Reception(
                IN,
                tree,
                checkpoint(tree),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                List.of(),
                Map.of(),
                List.of(use),
                Optional.empty(),
                Optional.empty()));

        assertThat(store.uses(IN, record)).containsExactly(use);
        assertThat(store.uses(IN, UUID.randomUUID())).isEmpty();
    }

    // ---------------------------------------------------------------------------------------------- receipts, people,
    // files

    @Test
    void aSmallerCosignature_doesNotReplaceALargerOne() {
        store.cosigned(OUT, 5, new byte[] {5});
        store.cosigned(OUT, 3, new byte[] {3});

        assertThat(store.state(OUT).orElseThrow().cosignedSize()).isEqualTo(5);
        assertThat(store.state(OUT).orElseThrow().cosigned()).containsExactly(5);
    }

    @Test
    void aReceiptForABatch_isKeptWithIt_orNotAtAll() {
        TreeUpdate tree = grow(IN, 2);
        ChannelStore.Reception batch = receipted(batch(tree, List.of(), List.of()), new byte[] {2});

        assertThat(store.receive(batch)).isTrue();
        assertThat(store.receive(receipted(batch, new byte[] {3}))).isFalse();

        assertThat(store.state(IN).orElseThrow().cosignedSize()).isEqualTo(2);
        assertThat(store.state(IN).orElseThrow().cosigned()).containsExactly(2);
    }

    private static ChannelStore.Reception receipted(ChannelStore.Reception it, byte[] receipt) {
        return new ChannelStore.Reception(
                it.channel(),
                it.tree(),
                it.checkpoint(),
                it.arrivals(),
                it.absent(),
                it.endings(),
                it.awaited(),
                it.fulfilled(),
                it.purged(),
                it.uses(),
                it.newKey(),
                Optional.of(receipt));
    }

    @Test
    void aPendingProposal_waitsUntilItIsFulfilledOrDropped() {
        Pending first = pending();
        Pending second = pending();
        store.keep(first);
        store.keep(second);
        assertThat(store.pending()).extracting(Pending::id).containsExactly(first.id(), second.id());
        assertThat(store.pending(first.id()))
                .hasValueSatisfying(found -> assertThat(found.proposal()).containsExactly(1, 2, 3));

        store.drop(second.id());
        TreeUpdate tree = grow(OUT, 1);
        store.append(new ChannelStore.Append(
                OUT,
                tree,
                checkpoint(tree),
                Map.of(),
                List.of(),
                List.of(),
                Map.of(),
                List.of(),
                Optional.empty(),
                List.of(first.id())));

        assertThat(store.pending()).isEmpty();
    }

    private static Pending pending() {
        return new Pending(
                UUID.randomUUID(), OUT, Pending.Needs.SECOND_PERSON, UUID.randomUUID(), 1, "officer", NOW, new byte[] {
                    1, 2, 3
                });
    }

    @Test
    void evidence_isMissingUntilHeld_andUnreferencedOnceItsDisclosureEnds() {
        UUID record = UUID.randomUUID();
        Disclosure.Evidence file = new Disclosure.Evidence("ab".repeat(32), 1_000_000);
        store.receive(batch(grow(IN, 1), List.of(withFile(disclosure(IN, 0, record, 1), file)), List.of()));
        assertThat(store.missingEvidence(IN, 10)).containsExactly(file);

        store.evidenceHeld(file);
        assertThat(store.missingEvidence(IN, 10)).isEmpty();
        assertThat(store.unreferencedEvidence(10)).isEmpty();

        store.receive(batch(grow(IN, 1), List.of(), List.of(withdrawal(IN, 1, record))));
        assertThat(store.unreferencedEvidence(10)).containsExactly(file.sha256());
        store.evidenceGone(file.sha256());
        assertThat(store.unreferencedEvidence(10)).isEmpty();
    }

    @Test
    void evidenceBegun_staysMissing_andIsUnreferencedOnceItsDisclosureEnds() {
        UUID record = UUID.randomUUID();
        Disclosure.Evidence file = new Disclosure.Evidence("ac".repeat(32), 1_000_000);
        store.receive(batch(grow(IN, 1), List.of(withFile(disclosure(IN, 0, record, 1), file)), List.of()));
        store.evidenceBegun(file);
        assertThat(store.missingEvidence(IN, 10)).containsExactly(file);
        assertThat(store.unreferencedEvidence(10)).isEmpty();

        store.receive(batch(grow(IN, 1), List.of(), List.of(withdrawal(IN, 1, record))));
        assertThat(store.missingEvidence(IN, 10)).isEmpty();
        assertThat(store.unreferencedEvidence(10)).containsExactly(file.sha256());
        store.evidenceGone(file.sha256());
        assertThat(store.unreferencedEvidence(10)).isEmpty();
    }

    @Test
    void evidenceBegun_thenHeld_isMissingNoLonger() {
        Disclosure.Evidence file = new Disclosure.Evidence("ad".repeat(32), 1_000_000);
        store.receive(batch(grow(IN, 1), List.of(withFile(disclosure(IN, 0, UUID.randomUUID(), 1), file)), List.of()));
        store.evidenceBegun(file);
        store.evidenceHeld(file);
        store.evidenceBegun(file);
        assertThat(store.missingEvidence(IN, 10)).isEmpty();
    }

    @Test
    void evidence_isServedOnlyWhileAnActiveDisclosureRefersToIt() {
        UUID record = UUID.randomUUID();
        Disclosure.Evidence file = new Disclosure.Evidence("cd".repeat(32), 10);
        store.append(group(grow(OUT, 1), List.of(withFile(disclosure(OUT, 0, record, 1), file)), List.of()));
        assertThat(store.mayServeEvidence(OUT, file.sha256())).isTrue();
        assertThat(store.mayServeEvidence(OUT, "ef".repeat(32))).isFalse();

        store.append(group(grow(OUT, 1), List.of(), List.of(withdrawal(OUT, 1, record))));

        assertThat(store.mayServeEvidence(OUT, file.sha256())).isFalse();
    }
}
