package puente.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;
import org.bouncycastle.crypto.params.MLDSAPublicKeyParameters;
import org.bouncycastle.crypto.signers.MLDSASigner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KeysTest {
    private static final byte[] HEAD = new Checkpoint(TestKeys.ORIGIN, 0, TreeHasher.EMPTY_ROOT).text();

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void key_ofEachType_survivesItsTextForms(SignatureType type) {
        NoteSigner key = NoteSigner.generate("mx.example/llave", type, new SecureRandom());
        NoteSigner read = NoteSigner.parse(key.privateForm());
        assertThat(read.vkey()).isEqualTo(key.vkey());
        NoteVerifier verifier = NoteVerifier.parse(key.vkey());
        assertThat(verifier).isEqualTo(key.verifier());
        assertThat(verifier.type()).isEqualTo(type);
        NoteSignature signature = read.sign(HEAD, TestKeys.NOW);
        assertThat(signature.signature()).hasSize(type.signatureSize());
        assertThat(verifier.verify(HEAD, signature)).isTrue();
        signature.signature()[type.signatureSize() - 1] ^= 1;
        assertThat(verifier.verify(HEAD, signature)).isFalse();
        assertThat(key.privateForm()).startsWith("PRIVATE+KEY+mx.example/llave+");
        assertThat(key.toString()).doesNotContain("PRIVATE").isEqualTo("mx.example/llave+" + verifier.keyIdHex());
    }

    @Test
    void postQuantumKeys_areThoseOfAnIndependentFips204_fromTheSameSeed() {
        for (int number = 0; number < 5; number++) {
            NoteSigner ours = TestKeys.key("mx.example", SignatureType.ML_DSA_44, number);
            byte[] seed = new byte[NoteSigner.SEED_SIZE];
            Arrays.fill(seed, (byte) number);
            MLDSAPrivateKeyParameters theirs = new MLDSAPrivateKeyParameters(MLDSAParameters.ml_dsa_44, seed);
            assertThat(ours.verifier().publicKey())
                    .isEqualTo(theirs.getPublicKeyParameters().getEncoded());
        }
    }

    @Test
    void postQuantumSignatures_arePureWithEmptyContext_asAnIndependentFips204SignsAndVerifies() throws Exception {
        NoteSigner ours = TestKeys.key("mx.example", SignatureType.ML_DSA_44, 7);
        byte[] seed = new byte[NoteSigner.SEED_SIZE];
        Arrays.fill(seed, (byte) 7);
        MLDSAPrivateKeyParameters theirKey = new MLDSAPrivateKeyParameters(MLDSAParameters.ml_dsa_44, seed);
        MLDSASigner signer = new MLDSASigner();
        signer.init(true, theirKey);
        signer.update(HEAD, 0, HEAD.length);
        byte[] theirs = signer.generateSignature();
        NoteSignature mine = ours.sign(HEAD, TestKeys.NOW);
        assertThat(mine.signature()).as("both deterministic").isEqualTo(theirs);
        MLDSASigner verifier = new MLDSASigner();
        verifier.init(
                false,
                new MLDSAPublicKeyParameters(
                        MLDSAParameters.ml_dsa_44, ours.verifier().publicKey()));
        verifier.update(HEAD, 0, HEAD.length);
        assertThat(verifier.verifySignature(mine.signature())).isTrue();
        assertThat(ours.verifier().verify(HEAD, new NoteSignature(ours.name(), mine.keyId(), theirs)))
                .isTrue();
    }

    @Test
    void oneKeyPair_underSeveralNames_hasDifferentVkeys_andSignsUnderEach() {
        NoteSigner journal = TestKeys.LOG.named("mx.example/journal");
        NoteSigner cosigner = TestKeys.LOG.as("mx.example/cosigner", SignatureType.COSIGNATURE_ED25519);
        assertThat(journal.vkey()).isNotEqualTo(TestKeys.LOG.vkey());
        assertThat(journal.verifier().sharesKeyWith(cosigner.verifier())).isTrue();
        assertThat(cosigner.verifier().verify(HEAD, cosigner.sign(HEAD, TestKeys.NOW)))
                .isTrue();
        assertThat(journal.verifier().verify(HEAD, TestKeys.LOG.sign(HEAD, TestKeys.NOW)))
                .isFalse();
        assertThatThrownBy(() -> TestKeys.LOG.as("x", SignatureType.ML_DSA_44))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void damagedVkey_isRefusedForItsReason() {
        String vkey = TestKeys.LOG.vkey();
        List<String> parts = List.of(vkey.split("\\+", 3));
        assertRefused("plain", "ledger.key.malformed");
        assertRefused("other.example+" + parts.get(1) + "+" + parts.get(2), "ledger.key.id");
        assertRefused(parts.get(0) + "+" + parts.get(1).toUpperCase(Locale.ROOT) + "+" + parts.get(2), "ledger.key.id");
        assertRefused(parts.get(0) + "+" + parts.get(1) + "+" + parts.get(2).substring(4), "ledger.key.type");
        assertRefused(vkey.substring(0, vkey.length() - 4), "ledger.key.public");
        assertRefused(vkey + "=", "ledger.base64.malformed");
        assertRefused("+" + parts.get(1) + "+" + parts.get(2), "ledger.key.name");
        assertRefused("x".repeat(NoteVerifier.VKEY_LENGTH_MAX) + "+1+1", "ledger.key.malformed");
        assertRefused("n\u00a0n+00000000+" + parts.get(2), "ledger.key.name");
    }

    @Test
    void pointOfSmallOrder_isNoPublicKey() {
        byte[] identity = new byte[32];
        identity[0] = 1;
        assertThatThrownBy(() -> NoteVerifier.of("x", SignatureType.ED25519, identity))
                .hasMessageContaining("ledger.key.public");
    }

    private static void assertRefused(String vkey, String code) {
        assertThatThrownBy(() -> NoteVerifier.parse(vkey))
                .isInstanceOfSatisfying(
                        LedgerException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    @Test
    void longestName_isAccepted_andOneByteMoreIsNot() {
        assertThat(TestKeys.LOG.named("\u00f1".repeat(127) + "n").name()).hasSize(128);
        assertThatThrownBy(() -> TestKeys.LOG.named("\u00f1".repeat(128))).hasMessageContaining("ledger.key.name");
    }

    @Test
    void keyFile_isForItsOwnerOnly_andIsNeverOverwritten() throws IOException {
        Path file = folder.resolve("mx.key");
        KeyFile.write(file, TestKeys.WITNESS_POST_QUANTUM);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(KeyFile.read(file).vkey()).isEqualTo(TestKeys.WITNESS_POST_QUANTUM.vkey());
        assertThatThrownBy(() -> KeyFile.write(file, TestKeys.LOG)).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(KeyFile.read(file).vkey()).isEqualTo(TestKeys.WITNESS_POST_QUANTUM.vkey());
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> KeyFile.read(file)).hasMessageContaining("ledger.key.exposed");
    }

    @Test
    void damagedPrivateForm_isRefused_withoutRepeatingTheKey() throws IOException {
        String form = TestKeys.LOG.privateForm();
        String secret = form.substring(form.lastIndexOf('+') + 1);
        for (String damaged : List.of(
                form.substring(1),
                form.substring(0, form.length() - 4),
                form + "x",
                form.replace("test.example", "other.example"),
                "PRIVATE+KEY+a+b")) {
            assertThatThrownBy(() -> NoteSigner.parse(damaged))
                    .isInstanceOf(LedgerException.class)
                    .message()
                    .doesNotContain(secret.substring(0, 20));
        }
        Path file = folder.resolve("empty.key");
        Files.write(file, "x".getBytes(UTF_8));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertThatThrownBy(() -> KeyFile.read(file)).hasMessageContaining("ledger.key.private");
    }
}
