package puente.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import puente.exchange.simulation.MemoryChannelStore;
import puente.ledger.TreeEdge;
import puente.ledger.TreeUpdate;
import puente.store.ChannelId;
import puente.store.ChannelState;
import puente.store.ChannelStore;
import puente.store.Disclosure;
import puente.store.Ending;
import puente.store.EvidenceStore;

/** Files arrive whole or not at all, in the memory of one buffer, and resume where they broke off. */
class EvidenceFollowerTest {
    private static final long LENGTH = 200L << 20;
    private static final int BREAKS_AFTER = 37 << 20;

    /** A file whose bytes follow from their place: nobody needs to hold it. */
    private static final class Endless extends InputStream {
        private long at;
        private final long end;
        private final int flip;

        Endless(long from, long end, int flip) {
            this.at = from;
            this.end = end;
            this.flip = flip;
        }

        @Override
        public int read() {
            return at == end ? -1 : (int) (at++ * 31 >>> 3) & 0xff ^ flip;
        }

        @Override
        public int read(byte[] bytes, int offset, int count) {
            if (at == end) {
                return -1;
            }
            int read = (int) Math.min(count, end - at);
            for (int each = 0; each < read; each++) {
                bytes[offset + each] = (byte) ((int) (at++ * 31 >>> 3) & 0xff ^ flip);
            }
            return read;
        }
    }

    /** Keeps digests instead of bytes, so that only the product's own memory counts. */
    private static final class DigestingStore implements EvidenceStore {
        private final Map<String, MessageDigest> digests = new HashMap<>();
        private final Map<String, Long> lengths = new HashMap<>();
        int largestBuffer;

        @Override
        public long durable(String sha256) {
            return lengths.getOrDefault(sha256, 0L);
        }

        @Override
        public long append(String sha256, long length, InputStream more) throws IOException {
            byte[] buffer = new byte[1 << 16];
            MessageDigest digest = digests.computeIfAbsent(sha256, name -> Sha256.newDigest());
            long have = durable(sha256);
            int read;
            while (have < length && (read = more.read(buffer, 0, (int) Math.min(buffer.length, length - have))) > 0) {
                digest.update(buffer, 0, read);
                have += read;
                largestBuffer = Math.max(largestBuffer, read);
            }
            lengths.put(sha256, have);
            return have;
        }

        @Override
        public boolean complete(String sha256, long length) {
            MessageDigest digest = digests.remove(sha256);
            boolean right = digest != null
                    && durable(sha256) == length
                    && HexFormat.of().formatHex(digest.digest()).equals(sha256);
            if (!right) {
                lengths.remove(sha256);
            }
            return right;
        }

        @Override
        public Optional<InputStream> open(String sha256, long offset) {
            return Optional.empty();
        }

        @Override
        public void delete(String sha256) {
            lengths.remove(sha256);
            digests.remove(sha256);
        }
    }

    private final MemoryChannelStore store = new MemoryChannelStore();
    private final DigestingStore files = new DigestingStore();
    private final TreeSet<Long> offsets = new TreeSet<>();
    private int flip;
    private Disclosure.Evidence file = new Disclosure.Evidence("00".repeat(32), 0);
    private EvidenceFollower follower;

    @BeforeEach
    void aRecordWithAFileArrives() throws IOException {
        MessageDigest digest = Sha256.newDigest();
        byte[] buffer = new byte[1 << 16];
        InputStream content = new Endless(0, LENGTH, 0);
        for (int read = content.read(buffer); read > 0; read = content.read(buffer)) {
            digest.update(buffer, 0, read);
        }
        file = new Disclosure.Evidence(HexFormat.of().formatHex(digest.digest()), LENGTH);
        store.open(Samples.CHANNEL, ChannelState.Role.INCOMING, "unused");
        receive(List.of(arrival()), List.of());
        follower = new EvidenceFollower(
                Samples.CHANNEL,
                store,
                files,
                new HandmadeSender() {
                    @Override
                    public Optional<InputStream> evidence(ChannelId channel, String sha256, long offset) {
                        offsets.add(offset);
                        return Optional.of(new Endless(offset, Math.min(LENGTH, offset + BREAKS_AFTER), flip));
                    }
                },
                () -> Samples.AT);
    }

    private ChannelStore.Arrival arrival() {
        byte[] payload = Samples.payload(Samples.vehicle(1, "Nissan"));
        Leaf.Disclosed plain = Samples.disclosed(Samples.vehicle(1, "Nissan"), payload);
        Disclosure it = Group.disclosure(Samples.CHANNEL, 0, plain);
        Disclosure withFile = new Disclosure(
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
        return new ChannelStore.Arrival(withFile, Samples.vehicle(1, "Nissan"), Payload.record(payload), payload);
    }

    private void receive(List<ChannelStore.Arrival> arrivals, List<Ending> endings) throws IOException {
        long size = store.state(Samples.CHANNEL).orElseThrow().size();
        TreeUpdate tree = TreeEdge.load(size, store.tiles(Samples.CHANNEL)).append(List.of(new byte[] {(byte) size}));
        assertThat(store.receive(new ChannelStore.Reception(
                        Samples.CHANNEL,
                        tree,
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

    @Test
    void aTransferThatBreaksOff_resumesWhereItsLastDurableByteIs() throws IOException {
        int rounds = 0;
        while (follower.fetch(10) == 0 && rounds < 20) {
            rounds++;
        }

        assertThat(rounds).isEqualTo((int) (LENGTH / BREAKS_AFTER));
        assertThat(offsets).contains(0L, (long) BREAKS_AFTER, 2L * BREAKS_AFTER);
        assertThat(files.largestBuffer).isLessThanOrEqualTo(1 << 16);
        assertThat(store.missingEvidence(Samples.CHANNEL, 10)).isEmpty();
    }

    @Test
    void contentWithAnotherDigest_isNeverHeld_andStopsTheChannelAfterThreeTransfers() throws IOException {
        flip = 1;
        for (int round = 0; round < 6 * EvidenceFollower.WRONG_MAX; round++) {
            assertThat(follower.fetch(10)).isZero();
        }

        assertThat(store.missingEvidence(Samples.CHANNEL, 10)).containsExactly(file);
        assertThat(store.state(Samples.CHANNEL).orElseThrow().fault())
                .hasValueSatisfying(fault -> assertThat(fault.code()).isEqualTo(Fault.EVIDENCE.code()));
    }

    @Test
    void aPartOfAFileWhoseDisclosureEnded_isSwept() throws IOException {
        assertThat(follower.fetch(10)).isZero();
        assertThat(files.durable(file.sha256())).isEqualTo(BREAKS_AFTER);
        assertThat(follower.sweep()).isZero();

        withdraw();

        assertThat(follower.sweep()).isEqualTo(1);
        assertThat(files.durable(file.sha256())).isZero();
        assertThat(follower.sweep()).isZero();
        assertThat(follower.fetch(10)).isZero();
    }

    @Test
    void aFileWhoseDisclosureEnded_isSwept() throws IOException {
        for (int round = 0; round < 6; round++) {
            follower.fetch(10);
        }
        assertThat(follower.sweep()).isZero();

        withdraw();

        assertThat(follower.sweep()).isEqualTo(1);
        assertThat(files.durable(file.sha256())).isZero();
    }

    private void withdraw() throws IOException {
        receive(
                List.of(),
                List.of(new Ending(
                        Samples.CHANNEL,
                        1,
                        Ending.Cause.WITHDRAWN,
                        Samples.RECORD,
                        Ending.ALL_VERSIONS,
                        Samples.AT,
                        Optional.empty())));
    }
}
