package puente.ledger;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** Properties of proofs over random trees; mutated proofs fail. */
class ProofsTest {
    private static final int LARGEST = 70_000;
    private static final MemoryStorage LOG = new MemoryStorage();
    private static final List<Hash> LEAVES = new ArrayList<>();

    static {
        TreeUpdate update = TreeEdge.empty().append(TreeAssertions.entries(0, LARGEST));
        try {
            LOG.commit(
                    update,
                    update.checkpoint("o")
                            .sign(TestKeys.NOW, List.of(TestKeys.LOG))
                            .encode());
        } catch (StaleUpdateException impossible) {
            throw new AssertionError("a fresh storage is never stale", impossible);
        }
        TreeAssertions.entries(0, 600).forEach(entry -> LEAVES.add(TreeHasher.leaf(entry)));
    }

    private static Hash leaf(long index) {
        return TreeHasher.leaf(("entry " + index).getBytes(US_ASCII));
    }

    @Property(tries = 500)
    void inclusion_isProven_andOnlyForThisLeafIndexSizeAndRoot(
            @ForAll @IntRange(min = 1, max = LARGEST) int size, @ForAll Random random) throws IOException {
        int index = random.nextInt(size);
        Hash root = Proofs.root(size, LOG);
        List<Hash> proof = Proofs.inclusion(index, size, LOG);
        assertThat(Proofs.verifyInclusion(index, size, leaf(index), proof, root))
                .isTrue();
        assertThat(Proofs.verifyInclusion(index, size, leaf(index + 1), proof, root))
                .isFalse();
        assertThat(Proofs.verifyInclusion(index, size, leaf(index), proof, leaf(1)))
                .isFalse();
        assertThat(Proofs.verifyInclusion(index + 1L, size, leaf(index), proof, root))
                .isFalse();
        assertThat(Proofs.verifyInclusion(index - 1L, size, leaf(index), proof, root))
                .isFalse();
        assertThat(Proofs.verifyInclusion(size, size, leaf(index), proof, root)).isFalse();
        for (List<Hash> mutated : mutations(proof, random)) {
            assertThat(Proofs.verifyInclusion(index, size, leaf(index), mutated, root))
                    .isFalse();
        }
    }

    @Property(tries = 500)
    void consistency_isProven_andOnlyForTheseSizesAndRoots(
            @ForAll @IntRange(min = 1, max = LARGEST) int size, @ForAll Random random) throws IOException {
        int old = 1 + random.nextInt(size);
        Hash oldRoot = Proofs.root(old, LOG);
        Hash newRoot = Proofs.root(size, LOG);
        List<Hash> proof = Proofs.consistency(old, size, LOG);
        assertThat(Proofs.verifyConsistency(old, oldRoot, size, newRoot, proof)).isTrue();
        assertThat(Proofs.verifyConsistency(old, leaf(0x7fff_ffff), size, newRoot, proof))
                .isFalse();
        assertThat(Proofs.verifyConsistency(old, oldRoot, size, leaf(0x7fff_ffff), proof))
                .isFalse();
        assertThat(Proofs.verifyConsistency(size + 1L, oldRoot, size, newRoot, proof))
                .isFalse();
        if (old < size) {
            assertThat(Proofs.verifyConsistency(old - 1L, oldRoot, size, newRoot, proof))
                    .isFalse();
            for (List<Hash> mutated : mutations(proof, random)) {
                assertThat(Proofs.verifyConsistency(old, oldRoot, size, newRoot, mutated))
                        .isFalse();
            }
        }
    }

    private static List<List<Hash>> mutations(List<Hash> proof, Random random) {
        List<List<Hash>> mutations = new ArrayList<>();
        List<Hash> longer = new ArrayList<>(proof);
        longer.add(random.nextInt(proof.size() + 1), leaf(random.nextInt()));
        mutations.add(longer);
        if (!proof.isEmpty()) {
            int at = random.nextInt(proof.size());
            List<Hash> shorter = new ArrayList<>(proof);
            shorter.remove(at);
            mutations.add(shorter);
            List<Hash> changed = new ArrayList<>(proof);
            byte[] bytes = proof.get(at).bytes();
            bytes[random.nextInt(Hash.SIZE)] ^= (byte) (1 << random.nextInt(8));
            changed.set(at, Hash.of(bytes));
            mutations.add(changed);
        }
        if (proof.size() > 1) {
            mutations.add(proof.reversed());
        }
        return mutations;
    }

    @Property(tries = 1000)
    void nonsense_isNoProof_andNeverThrows(
            @ForAll long one, @ForAll long other, @ForAll @IntRange(max = 80) int length) {
        List<Hash> proof = new ArrayList<>();
        for (int at = 0; at < length; at++) {
            proof.add(leaf(at));
        }
        assertThat(Proofs.verifyInclusion(one, other, leaf(1), proof, leaf(2))).isFalse();
        assertThat(Proofs.verifyConsistency(one, leaf(1), other, leaf(2), proof))
                .isFalse();
    }

    @Property(tries = 200)
    void frontier_edgeAndPlainRecursion_agreeAtEverySize_andSurviveBeingWrittenDown(
            @ForAll @IntRange(max = 600) int size, @ForAll Random random) throws IOException {
        Frontier frontier = new Frontier();
        TreeEdge edge = TreeEdge.empty();
        MemoryStorage storage = new MemoryStorage();
        while (edge.size() < size) {
            int next = (int) edge.size() + 1 + random.nextInt(size - (int) edge.size());
            List<byte[]> more = TreeAssertions.entries((int) edge.size(), next);
            TreeUpdate update = edge.append(more);
            storage.commit(
                    update,
                    update.checkpoint("o")
                            .sign(TestKeys.NOW, List.of(TestKeys.LOG))
                            .encode());
            edge = random.nextBoolean() ? update.edge() : TreeEdge.load(update.newSize(), storage);
            LEAVES.subList((int) frontier.size(), next).forEach(frontier::append);
            frontier = random.nextBoolean() ? frontier : Frontier.of(frontier.size(), frontier.hashes());
            assertThat(update.oldSize() + more.size()).isEqualTo(update.newSize());
            assertThat(update.edge().root()).isEqualTo(update.root());
        }
        Hash root = TreeAssertions.root(LEAVES.subList(0, size));
        assertThat(edge.root()).isEqualTo(root);
        assertThat(frontier.root()).isEqualTo(root);
        assertThat(frontier.copy().root()).isEqualTo(root);
    }

    @Property(tries = 50)
    void badRequests_areRefused(@ForAll @LongRange(min = 0, max = 1000) long size) {
        assertThatThrownBy(() -> Proofs.inclusion(size, size, LOG)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Proofs.inclusion(-1, size, LOG)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Proofs.consistency(size + 1, size, LOG)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Proofs.inclusion(0, 200_000, LOG)).hasMessageContaining("ledger.tile.absent");
    }
}
