package puente.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import puente.ledger.SignedNote;
import puente.record.ProblemException;

class IntroductionTest {
    private static final byte[] FILE = Samples.introduction().sign(Samples.MX);

    private static void refused(byte[] file, String code) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> Introduction.parse(file))
                .satisfies(refusal ->
                        assertThat(refusal.problems().getFirst().code()).startsWith(code));
    }

    @Test
    void anIntroduction_saysWhatTheNodeSaid_andItsKeysCarryToEveryName() {
        Introduction read = Introduction.parse(FILE);

        assertThat(read.node()).isEqualTo("mx");
        assertThat(read.url()).isEqualTo(URI.create("https://localhost:9471"));
        assertThat(read.certificate()).isEqualTo(Samples.introduction().certificate());
        assertThat(read.logKey(Samples.CHANNEL))
                .isEqualTo(Samples.MX.log(Samples.CHANNEL).verifier());
        assertThat(read.journalKey()).isEqualTo(Samples.MX.journal().verifier());
        assertThat(read.cosigners())
                .isEqualTo(Samples.MX.cosigners().stream()
                        .map(signer -> signer.verifier())
                        .toList());
        assertThat(read.fingerprint()).isEqualTo(Samples.introduction().fingerprint());
    }

    @Test
    void everyByteThatChanges_isNoticed() {
        for (int at = 0; at < FILE.length; at += 7) {
            byte[] changed = FILE.clone();
            changed[at] ^= 1;
            assertThatExceptionOfType(ProblemException.class)
                    .as("byte " + at)
                    .isThrownBy(() -> Introduction.parse(changed));
        }
    }

    @Test
    void aFileSignedByOneKeyOnly_orByAnothersKeys_isRefused() {
        byte[] text = SignedNote.parse(FILE).text();
        refused(
                SignedNote.sign(text, Instant.EPOCH, List.of(Samples.MX.classical()))
                        .encode(),
                "exchange.introduction.signature");
        refused(
                SignedNote.sign(text, Instant.EPOCH, List.of(Samples.US.classical(), Samples.US.postQuantum()))
                        .encode(),
                "exchange.introduction.signature");
    }

    @Test
    void membersOutOfOrderMissingOrMalformed_areRefusedWithTheirLine() {
        String text = new String(SignedNote.parse(FILE).text(), UTF_8);
        for (String wrong : List.of(
                text.replace("https:", "http:"),
                text.replace("party mx", "party Mexico"),
                text.replace("node mx", "node MX"),
                text.replace("party mx\n", ""),
                text.replace("v1", "v2"),
                text.replace("certificate ", "certificate !"))) {
            refused(
                    SignedNote.sign(
                                    wrong.getBytes(UTF_8),
                                    Instant.EPOCH,
                                    List.of(Samples.MX.classical(), Samples.MX.postQuantum()))
                            .encode(),
                    "exchange.introduction.member");
        }
    }

    @Test
    void aFileThatIsTooLarge_isRefusedUnread() {
        refused(new byte[Introduction.BYTES_MAX + 1], "exchange.introduction.size");
    }
}
