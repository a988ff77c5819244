package puente.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlogProofTest {
    private static final MemoryStorage LOG = new MemoryStorage();
    private static final WitnessPolicy POLICY =
            WitnessPolicy.threshold(TestKeys.verifiers(TestKeys.LOG), 1, TestKeys.verifiers(TestKeys.WITNESS));

    @BeforeAll
    static void grow() throws IOException {
        TreeUpdate update = TreeEdge.empty().append(TreeAssertions.entries(0, 700));
        LOG.commit(
                update,
                update.checkpoint(TestKeys.ORIGIN)
                        .sign(TestKeys.NOW, List.of(TestKeys.LOG, TestKeys.WITNESS))
                        .encode());
    }

    private static TlogProof proof(long index) throws IOException {
        return new TlogProof(
                Optional.empty(),
                index,
                Proofs.inclusion(index, 700, LOG),
                SignedNote.parse(LOG.checkpoint().orElseThrow()));
    }

    private static Hash leaf(int index) {
        return TreeHasher.leaf(TreeAssertions.entries(index, index + 1).getFirst());
    }

    private static void assertNotProven(TlogProof.Verdict verdict, String code) {
        assertThat(verdict)
                .isInstanceOfSatisfying(
                        TlogProof.Verdict.NotProven.class,
                        no -> assertThat(no.fault().code()).isEqualTo(code));
    }

    @Test
    void proofOfEachEntry_survivesItsText_andIsProven() throws IOException {
        for (int index = 0; index < 700; index += 13) {
            TlogProof read = TlogProof.parse(proof(index).encode());
            assertThat(read).isEqualTo(proof(index));
            assertThat(read.verify(leaf(index), POLICY)).isInstanceOf(TlogProof.Verdict.Proven.class);
            assertThat(read.verify(leaf(index), TestKeys.ORIGIN, TestKeys.verifiers(TestKeys.LOG)))
                    .isInstanceOf(TlogProof.Verdict.Proven.class);
            assertNotProven(read.verify(leaf(index + 1), POLICY), "ledger.proof.inclusion");
        }
    }

    @Test
    void proofUnderAnotherOriginKeyOrPolicy_isNotProven() throws IOException {
        TlogProof proof = proof(5);
        assertNotProven(proof.verify(leaf(5), "other.example", TestKeys.verifiers(TestKeys.LOG)), "ledger.log.origin");
        assertNotProven(
                proof.verify(leaf(5), TestKeys.ORIGIN, TestKeys.verifiers(TestKeys.STRANGER)), "ledger.note.unsigned");
        WitnessPolicy stricter = WitnessPolicy.threshold(
                TestKeys.verifiers(TestKeys.LOG),
                2,
                TestKeys.verifiers(TestKeys.WITNESS, TestKeys.WITNESS_POST_QUANTUM));
        assertNotProven(proof.verify(leaf(5), stricter), "ledger.policy.quorum-absent");
    }

    @Test
    void everyChangedByte_isRefusedOrNotProven_exceptInTheExtraLineThatNothingAuthenticates() throws IOException {
        byte[] text = proof(300).encode();
        for (int at = 0; at < text.length; at++) {
            byte[] changed = text.clone();
            changed[at] ^= 1;
            try {
                TlogProof.Verdict verdict = TlogProof.parse(changed).verify(leaf(300), POLICY);
                assertThat(verdict).as("byte " + at).isInstanceOf(TlogProof.Verdict.NotProven.class);
            } catch (LedgerException refused) {
                assertThat(refused.code()).startsWith("ledger.");
            }
        }
    }

    @Test
    void extraData_isCarried() throws IOException {
        byte[] extra = "sal y datos".getBytes(UTF_8);
        TlogProof with = new TlogProof(Optional.of(extra), 1, proof(1).path(), proof(1).checkpoint());
        assertThat(new String(with.encode(), UTF_8))
                .startsWith("c2sp.org/tlog-proof@v1\nextra c2FsIHkgZGF0b3M=\nindex 1\n");
        assertThat(TlogProof.parse(with.encode()).extra()).hasValue(extra);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "\"\"|line 1",
                "\"c2sp.org/tlog-proof@v2\nindex 1\"|line 1",
                "\"c2sp.org/tlog-proof@v1\"|line 2",
                "\"c2sp.org/tlog-proof@v1\nindex 01\"|line 2",
                "\"c2sp.org/tlog-proof@v1\nindex -1\"|line 2",
                "\"c2sp.org/tlog-proof@v1\nindex\"|line 2",
                "\"c2sp.org/tlog-proof@v1\nextra \nindex 1\"|line 2",
                "\"c2sp.org/tlog-proof@v1\nextra !\nindex 1\"|line 2",
                "\"c2sp.org/tlog-proof@v1\nextra AA==\"|line 3",
                "\"c2sp.org/tlog-proof@v1\nindex 1\nAA==\"|line 3",
                "\"c2sp.org/tlog-proof@v1\nindex 1\nindex 1\"|line 3",
            })
    void malformedProof_isRefusedAtItsLine(String head, String line) throws IOException {
        String note = new String(LOG.checkpoint().orElseThrow(), UTF_8);
        assertThatThrownBy(() -> TlogProof.parse((head + "\n\n" + note).getBytes(UTF_8)))
                .isInstanceOfSatisfying(LedgerException.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo("ledger.proof.malformed");
                    assertThat(refusal.position()).isEqualTo(line);
                });
    }

    @Test
    void limits_areKept() throws IOException {
        SignedNote note = proof(1).checkpoint();
        List<Hash> most = Collections.nCopies(Proofs.LENGTH_MAX, TreeHasher.EMPTY_ROOT);
        String text = new String(new TlogProof(Optional.empty(), 1, most, note).encode(), UTF_8);
        assertThat(TlogProof.parse(text.getBytes(UTF_8)).path()).hasSize(Proofs.LENGTH_MAX);
        String more = text.replaceFirst("index 1\n", "index 1\n" + TreeHasher.EMPTY_ROOT.base64() + "\n");
        assertThatThrownBy(() -> TlogProof.parse(more.getBytes(UTF_8))).hasMessageContaining("line 66");
        assertThatThrownBy(() -> TlogProof.parse(new byte[TlogProof.SIZE_MAX + 1]))
                .hasMessageContaining("ledger.proof.malformed");
    }
}
