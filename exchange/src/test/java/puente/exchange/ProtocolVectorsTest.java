package puente.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import puente.ledger.SignedNote;
import puente.ledger.TreeEdge;
import puente.ledger.TreeUpdate;
import puente.record.Record;
import puente.store.StoredPayload;

/**
 * The vectors beside docs/protocol/03-channels.md are what this code does. {@code -Dpuente.vectors.write=true} writes them anew,
 * which changes the protocol.
 */
class ProtocolVectorsTest {
    private static final Path FILE =
            Path.of(System.getProperty("puente.root"), "docs", "protocol", "03-channels-vectors.txt");

    private static String vectors() {
        StringBuilder out = new StringBuilder();
        out.append(
                "# Test vectors of docs/protocol/03-channels.md. Written by ProtocolVectorsTest; keys are made from the bytes 1, 2, 3 …\n");
        Samples.leaves()
                .forEach((sort, leaf) -> out.append("\nleaf ")
                        .append(sort)
                        .append('\n')
                        .append(new String(LeafCodec.encode(leaf), UTF_8))
                        .append('\n'));
        Record record = Samples.vehicle(1, "Nissan");
        byte[] payload = Samples.payload(record);
        out.append("\npayload (hexadecimal)\n").append(hex(payload)).append('\n');
        out.append("\npayload digest\n").append(Sha256.of(payload).hex()).append('\n');
        out.append("\npayload bundle of: none, present(01 02 03), gone(77)\n")
                .append(hex(PayloadBundle.encode(List.of(
                        new StoredPayload.None(),
                        new StoredPayload.Present(new byte[] {1, 2, 3}),
                        new StoredPayload.Gone(77)))))
                .append('\n');
        TreeUpdate tree = TreeEdge.empty()
                .append(Samples.leaves().values().stream()
                        .map(LeafCodec::encode)
                        .toList());
        SignedNote checkpoint = tree.checkpoint(Origins.channel(Samples.CHANNEL))
                .sign(Samples.AT, List.of(Samples.MX.log(Samples.CHANNEL)));
        SignedNote cosigned =
                checkpoint.with(List.of(Samples.US.cosigners().getFirst().sign(checkpoint.text(), Samples.AT)));
        out.append("\nlog key\n").append(Samples.MX.log(Samples.CHANNEL).vkey()).append('\n');
        out.append("\ncosigner key (Ed25519)\n")
                .append(Samples.US.cosigners().getFirst().vkey())
                .append('\n');
        out.append("\ncheckpoint over the leaves above, in their order, with the follower's Ed25519 cosignature\n")
                .append(new String(cosigned.encode(), UTF_8));
        out.append("\nintroduction text\n")
                .append(new String(
                        SignedNote.parse(Samples.introduction().sign(Samples.MX))
                                .text(),
                        UTF_8));
        out.append("\nintroduction fingerprint\n")
                .append(Samples.introduction().fingerprint().hex())
                .append('\n');
        return out.toString();
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    @Test
    void theCommittedVectors_areWhatTheCodeDoes() throws IOException {
        if (Boolean.getBoolean("puente.vectors.write")) {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, vectors());
        }
        assertThat(Files.readString(FILE)).isEqualTo(vectors());
    }
}
