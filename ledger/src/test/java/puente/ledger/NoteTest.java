package puente.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoteTest {
    /** The example of C2SP signed-note. */
    private static final String EXAMPLE_KEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";

    private static final String EXAMPLE = """
            This is an example message.

            \u2014 example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
            """;

    private static final byte[] TEXT = "ley\n\nart\u00edculo 1\n".getBytes(UTF_8);

    private static SignedNote note(NoteSigner... signers) {
        return SignedNote.sign(TEXT, TestKeys.NOW, List.of(signers));
    }

    private static void assertRefused(String note, String code) {
        assertThatThrownBy(() -> SignedNote.parse(note.getBytes(UTF_8)))
                .isInstanceOfSatisfying(
                        LedgerException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    @Test
    void exampleOfTheStandard_verifies_andEncodesToTheSameBytes() {
        NoteVerifier key = NoteVerifier.parse(EXAMPLE_KEY);
        SignedNote note = SignedNote.parse(EXAMPLE.getBytes(UTF_8));
        assertThat(note.verify(List.of(key))).isInstanceOf(NoteVerdict.Verified.class);
        assertThat(key.vkey()).isEqualTo(EXAMPLE_KEY);
        assertThat(new String(note.encode(), UTF_8)).isEqualTo(EXAMPLE);
    }

    @Test
    void knownKey_whoseSignatureFails_rejectsTheWholeNote_evenBesideATrueOne() {
        NoteSignature foreign = SignedNote.sign("other\n".getBytes(UTF_8), TestKeys.NOW, List.of(TestKeys.STRANGER))
                .signatures()
                .getFirst();
        SignedNote note = note(TestKeys.LOG).with(List.of(foreign));
        assertThat(note.verify(TestKeys.verifiers(TestKeys.LOG))).isInstanceOf(NoteVerdict.Verified.class);
        assertThat(note.verify(TestKeys.verifiers(TestKeys.LOG, TestKeys.STRANGER)))
                .isEqualTo(new NoteVerdict.Forged(TestKeys.STRANGER.verifier()));
        assertThatThrownBy(() -> note.verify(TestKeys.verifiers(TestKeys.LOG, TestKeys.STRANGER))
                        .orThrow())
                .hasMessageContaining("ledger.note.forged");
    }

    @Test
    void unknownKeys_areIgnored_alsoIfTheyShareNameOrIdWithAKnownOne() {
        SignedNote note = note(TestKeys.LOG);
        NoteSignature own = note.signatures().getFirst();
        SignedNote strange = note.with(List.of(
                new NoteSignature(own.name(), own.keyId() + 1, own.signature()),
                new NoteSignature("other.example", own.keyId(), own.signature())));
        assertThat(strange.verify(TestKeys.verifiers(TestKeys.LOG)))
                .isInstanceOfSatisfying(
                        NoteVerdict.Verified.class,
                        verified -> assertThat(verified.signatures()).hasSize(1));
        assertThat(strange.verify(TestKeys.verifiers(TestKeys.STRANGER))).isEqualTo(new NoteVerdict.Unsigned());
    }

    @Test
    void noteWithEverySignatureType_verifiesUnderEach() {
        NoteSigner pure = TestKeys.key("mx.example", SignatureType.ML_DSA_44, 9);
        SignedNote note = SignedNote.parse(note(TestKeys.LOG, pure).encode());
        assertThat(note.verify(TestKeys.verifiers(TestKeys.LOG, pure)))
                .isInstanceOfSatisfying(
                        NoteVerdict.Verified.class,
                        verified -> assertThat(verified.signatures()).hasSize(2));
        byte[] head = new Checkpoint(TestKeys.ORIGIN, 0, TreeHasher.EMPTY_ROOT).text();
        NoteSigner[] all = {
            TestKeys.LOG, TestKeys.LOG_POST_QUANTUM, TestKeys.WITNESS, TestKeys.WITNESS_POST_QUANTUM, pure
        };
        SignedNote checkpoint = SignedNote.parse(
                SignedNote.sign(head, TestKeys.NOW, List.of(all)).encode());
        NoteVerdict.Verified verified =
                checkpoint.verify(TestKeys.verifiers(all)).orThrow();
        assertThat(verified.signatures()).hasSize(5);
        assertThat(verified.signatures().get(2).time()).contains(TestKeys.NOW);
    }

    @Test
    void cosignatureKey_signsCheckpointsOnly() {
        assertThatThrownBy(() -> note(TestKeys.WITNESS)).hasMessageContaining("ledger.checkpoint.malformed");
        assertThatThrownBy(() -> note(TestKeys.WITNESS_POST_QUANTUM))
                .hasMessageContaining("ledger.checkpoint.malformed");
    }

    @Test
    void plainNote_thatCouldBeTakenForACosignature_isNeitherSignedNorVerified() {
        byte[] head = new Checkpoint(TestKeys.ORIGIN, 0, TreeHasher.EMPTY_ROOT).text();
        NoteSigner cosigner = TestKeys.LOG.as("cosigner.example", SignatureType.COSIGNATURE_ED25519);
        NoteSignature cosignature = cosigner.sign(head, TestKeys.NOW);
        byte[] message = ("cosignature/v1\ntime " + TestKeys.NOW.getEpochSecond() + "\n" + new String(head, UTF_8))
                .getBytes(UTF_8);
        assertThatThrownBy(() -> TestKeys.LOG.sign(message, TestKeys.NOW)).hasMessageContaining("ledger.note.domain");
        byte[] raw = Arrays.copyOfRange(cosignature.signature(), Long.BYTES, cosignature.signature().length);
        NoteVerifier log = TestKeys.LOG.verifier();
        assertThat(log.verify(message, new NoteSignature(log.name(), log.keyId(), raw)))
                .isFalse();
    }

    @Test
    void changedTimestamp_makesACosignatureFalse() {
        byte[] head = new Checkpoint(TestKeys.ORIGIN, 0, TreeHasher.EMPTY_ROOT).text();
        for (NoteSigner signer : List.of(TestKeys.WITNESS, TestKeys.WITNESS_POST_QUANTUM)) {
            NoteSignature signature = signer.sign(head, TestKeys.NOW);
            for (int at = 0; at < Long.BYTES; at++) {
                byte[] changed = signature.signature().clone();
                changed[at] ^= (byte) 0x80;
                assertThat(signer.verifier()
                                .verify(head, new NoteSignature(signature.name(), signature.keyId(), changed)))
                        .isFalse();
            }
        }
    }

    @Test
    void postQuantumCosignature_bindsTheCosignersName() {
        byte[] head = new Checkpoint(TestKeys.ORIGIN, 0, TreeHasher.EMPTY_ROOT).text();
        NoteVerifier other =
                TestKeys.WITNESS_POST_QUANTUM.named("other.example").verifier();
        NoteSignature signature = TestKeys.WITNESS_POST_QUANTUM.sign(head, TestKeys.NOW);
        NoteSignature renamed = new NoteSignature(other.name(), other.keyId(), signature.signature());
        assertThat(other.verify(head, renamed)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "\"no blank line\n\"|ledger.note.malformed",
                "\"text\n\n\"|ledger.note.malformed",
                "\"text\n\n\u2014 name AAAAAAA=\"|ledger.note.malformed",
                "\"text\n\n- name AAAAAAA=\n\"|ledger.note.signature-line",
                "\"text\n\n\u2014 name\n\"|ledger.note.signature-line",
                "\"text\n\n\u2014 name AAAAAA==\n\"|ledger.note.signature-line",
                "\"text\n\n\u2014 na+me AAAAAAA=\n\"|ledger.key.name",
                "\"text\n\n\u2014 na\u2003me AAAAAAA=\n\"|ledger.key.name",
                "\"text\n\n\u2014  AAAAAAA=\n\"|ledger.key.name",
                "\"text\n\n\u2014 name AAAAAAA\n\"|ledger.base64.malformed",
                "\"text\n\n\u2014 name AAAAAAB=\n\"|ledger.base64.malformed",
                "\"te\txt\n\n\u2014 name AAAAAAA=\n\"|ledger.note.character",
                "\"te\rxt\n\n\u2014 name AAAAAAA=\n\"|ledger.note.character",
            })
    void malformedNote_isRefusedForItsReason(String note, String code) {
        assertRefused(note, code);
    }

    @Test
    void textThatIsNotUtf8_isRefused() {
        byte[] bytes = "text\n\n\u2014 name AAAAAAA=\n".getBytes(UTF_8);
        bytes[0] = (byte) 0xff;
        assertThatThrownBy(() -> SignedNote.parse(bytes)).hasMessageContaining("ledger.note.encoding");
    }

    @Test
    void lastEmptyLine_separatesTextFromSignatures() {
        SignedNote note = SignedNote.parse(note(TestKeys.LOG).encode());
        assertThat(note.text()).isEqualTo(TEXT);
        assertThat(note).isEqualTo(note(TestKeys.LOG));
    }

    @Test
    void signatures_upToTheLimit_areAccepted_andOneMoreIsNot() {
        List<NoteSignature> many = new ArrayList<>();
        IntStream.range(0, SignedNote.SIGNATURES_MAX)
                .forEach(each -> many.add(new NoteSignature("name", each, new byte[] {1})));
        SignedNote note = note(TestKeys.LOG);
        byte[] full = note.with(many.subList(1, many.size())).encode();
        assertThat(SignedNote.parse(full).signatures()).hasSize(SignedNote.SIGNATURES_MAX);
        assertThatThrownBy(() -> SignedNote.parse(note.with(many).encode()))
                .hasMessageContaining("ledger.note.signatures");
    }

    @Test
    void sixteenPostQuantumSignatures_fit() {
        byte[] head = new Checkpoint(TestKeys.ORIGIN, 0, TreeHasher.EMPTY_ROOT).text();
        List<NoteSigner> signers = IntStream.range(0, 16)
                .mapToObj(each -> TestKeys.WITNESS_POST_QUANTUM.named("w" + each))
                .toList();
        SignedNote note =
                SignedNote.parse(SignedNote.sign(head, TestKeys.NOW, signers).encode());
        assertThat(note.verify(signers.stream().map(NoteSigner::verifier).toList())
                        .orThrow()
                        .signatures())
                .hasSize(16);
    }

    @Test
    void noteOverTheSizeLimit_isRefused() {
        assertThatThrownBy(() -> SignedNote.parse(new byte[SignedNote.SIZE_MAX + 1]))
                .hasMessageContaining("ledger.note.size");
        assertThatThrownBy(() -> SignedNote.parse(new byte[SignedNote.SIZE_MAX]))
                .hasMessageContaining("ledger.note.character");
    }

    @Test
    void replacing_keepsOneSignatureOfAKey() {
        byte[] head = new Checkpoint(TestKeys.ORIGIN, 0, TreeHasher.EMPTY_ROOT).text();
        SignedNote note = SignedNote.sign(head, TestKeys.NOW, List.of(TestKeys.LOG, TestKeys.WITNESS));
        NoteSignature newer = TestKeys.WITNESS.sign(head, TestKeys.NOW.plusSeconds(5));
        assertThat(note.replacing(newer).signatures())
                .containsExactly(note.signatures().getFirst(), newer);
    }

    @Test
    void sameKeyGivenTwice_isOneKey() {
        NoteVerifier key = TestKeys.LOG.verifier();
        assertThat(note(TestKeys.LOG).verify(List.of(key, key))).isInstanceOf(NoteVerdict.Verified.class);
    }
}
