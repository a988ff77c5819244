package puente.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static puente.agreement.Examples.HEAD;
import static puente.agreement.Examples.clause;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import puente.ledger.NoteSigner;
import puente.ledger.SignatureType;
import puente.record.Kinds;
import puente.record.Problem;
import puente.record.ProblemException;

/** Signatures over an agreement, and which agreement is in force when. */
class SignedAgreementTest {
    private static final Agreement AGREEMENT = Examples.agreement(clause("a", "permit"));
    private static final List<NoteSigner> MX = signers("mx", 1);
    private static final List<NoteSigner> US = signers("us", 3);
    private static final List<PartyKeys> KEYS = List.of(keys("mx", MX), keys("us", US));

    private static List<NoteSigner> signers(String name, int seed) {
        byte[] one = new byte[NoteSigner.SEED_SIZE];
        byte[] other = new byte[NoteSigner.SEED_SIZE];
        one[0] = (byte) seed;
        other[0] = (byte) (seed + 1);
        return List.of(
                NoteSigner.ofSeed(name, SignatureType.ED25519, one),
                NoteSigner.ofSeed(name, SignatureType.ML_DSA_44, other));
    }

    private static PartyKeys keys(String party, List<NoteSigner> signers) {
        return new PartyKeys(party, signers.get(0).verifier(), signers.get(1).verifier());
    }

    private static List<String> codes(List<Problem> problems) {
        return problems.stream().map(Problem::code).toList();
    }

    @Test
    void agreementThatEveryPartySignedWithBothKeys_isVerified(@TempDir Path folder) throws java.io.IOException {
        SignedAgreement signed = SignedAgreement.sign(AGREEMENT, MX).signedBy(US);
        assertThat(signed.verify(KEYS)).isEmpty();
        assertThat(signed.verified(KEYS)).isSameAs(AGREEMENT);
        assertThat(new String(SignedAgreement.text(AGREEMENT), StandardCharsets.UTF_8))
                .isEqualTo("puente/agreement/v1\nid example\nversion 1\nhash " + AGREEMENT.hash()
                        + "\neffective 2026-01-01\n");
        Files.createDirectory(folder.resolve("clauses"));
        for (var file : Examples.files(HEAD, clause("a", "permit")).entrySet()) {
            Files.write(folder.resolve(file.getKey()), file.getValue());
        }
        assertThatThrownBy(() -> SignedAgreement.load(folder, Kinds.standard()))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(codes(refused.problems())).containsExactly("agreement.signature.absent"));
        signed.save(folder);
        assertThat(SignedAgreement.load(folder, Kinds.standard()).verify(KEYS)).isEmpty();
    }

    @Test
    void everyMissingSignature_isNamed() {
        assertThat(codes(SignedAgreement.sign(AGREEMENT, MX).verify(KEYS)))
                .containsExactly("agreement.signature.missing", "agreement.signature.missing");
        List<NoteSigner> onlyClassical = List.of(MX.get(0), US.get(0));
        assertThat(SignedAgreement.sign(AGREEMENT, onlyClassical).verify(KEYS))
                .extracting(each ->
                        each.arguments().get("party") + " " + each.arguments().get("type"))
                .containsExactly("mx ML_DSA_44", "us ML_DSA_44");
        assertThat(codes(SignedAgreement.sign(AGREEMENT, signers("fr", 9)).verify(KEYS)))
                .hasSize(4)
                .containsOnly("agreement.signature.missing");
        assertThat(codes(SignedAgreement.sign(AGREEMENT, MX).signedBy(US).verify(List.of(keys("mx", MX)))))
                .containsExactly("agreement.signature.unknown-party");
        assertThatThrownBy(() -> SignedAgreement.sign(AGREEMENT, MX).verified(KEYS))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void falseSignature_refusesTheWhole() {
        byte[] note = SignedAgreement.sign(AGREEMENT, MX).signedBy(US).encode();
        String text = new String(note, StandardCharsets.UTF_8);
        int line = text.indexOf("\u2014 us ") + 20;
        char flipped = text.charAt(line) == 'A' ? 'B' : 'A';
        String forged = text.substring(0, line) + flipped + text.substring(line + 1);
        SignedAgreement parsed = SignedAgreement.parse(AGREEMENT, forged.getBytes(StandardCharsets.UTF_8));
        assertThat(codes(parsed.verify(KEYS))).containsExactly("agreement.signature.forged");
    }

    @Test
    void oneKeyForTwoParties_isRefused() {
        assertThat(codes(SignedAgreement.sign(AGREEMENT, MX).verify(List.of(keys("mx", MX), keys("us", MX)))))
                .contains("agreement.signature.shared-key");
    }

    @Test
    void signaturesOverAnotherAgreement_orNoNoteAtAll_areRefused() {
        byte[] note = SignedAgreement.sign(AGREEMENT, MX).encode();
        Agreement other = Examples.agreement(clause("b", "permit"));
        assertThatThrownBy(() -> SignedAgreement.parse(other, note))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(codes(refused.problems()))
                                .containsExactly("agreement.signature.other-agreement"));
        assertThatThrownBy(() -> SignedAgreement.parse(AGREEMENT, "x".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(codes(refused.problems())).containsExactly("ledger.note.malformed"));
    }

    private static Agreement version(int version, String effective, AgreementHash supersedes) {
        return Agreement.parse(
                Examples.files(
                        HEAD.replace("version: 1", "version: " + version + "\nsupersedes: " + supersedes)
                                .replace("effective: 2026-01-01", "effective: " + effective),
                        clause("a", "permit")),
                Kinds.standard());
    }

    @Test
    void register_knowsWhichAgreementIsInForce() {
        Agreement second = version(2, "2026-06-01", AGREEMENT.hash());
        AgreementRegister register = AgreementRegister.of(List.of(second, AGREEMENT));
        assertThat(register.chain()).containsExactly(AGREEMENT, second);
        assertThat(register.inForce(Instant.parse("2025-12-31T23:59:59Z"))).isEmpty();
        assertThat(register.inForce(Instant.parse("2026-05-31T23:59:59Z"))
                        .orElseThrow()
                        .agreement())
                .isEqualTo(AGREEMENT);
        assertThat(register.inForce(Instant.parse("2026-06-01T00:00:00Z"))
                        .orElseThrow()
                        .agreement())
                .isEqualTo(second);
        assertThat(register.of(AGREEMENT.hash()).orElseThrow().agreement()).isEqualTo(AGREEMENT);
        assertThat(register.of(new AgreementHash("0".repeat(64)))).isEmpty();
    }

    @Test
    void registerWithABrokenChain_isRefused() {
        Agreement stranger = version(2, "2026-06-01", new AgreementHash("0".repeat(64)));
        Agreement backdated = version(2, "2026-01-01", AGREEMENT.hash());
        assertThatThrownBy(() -> AgreementRegister.of(List.of(AGREEMENT, stranger)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(codes(refused.problems()))
                                .containsExactly("agreement.register.broken-chain"));
        assertThatThrownBy(() -> AgreementRegister.of(List.of(AGREEMENT)).with(backdated))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(codes(refused.problems()))
                                .containsExactly("agreement.register.effective-not-later"));
    }
}
