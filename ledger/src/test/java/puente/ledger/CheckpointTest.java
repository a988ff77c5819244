package puente.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckpointTest {
    private static final String ROOT = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";

    @Test
    void exampleOfTheStandard_isRead_andWrittenByteForByte() {
        String text = "example.com/behind-the-sofa\n20852163\n" + ROOT + "\n";
        Checkpoint checkpoint = Checkpoint.parse(text.getBytes(UTF_8));
        assertThat(checkpoint.origin()).isEqualTo("example.com/behind-the-sofa");
        assertThat(checkpoint.size()).isEqualTo(20_852_163);
        assertThat(checkpoint.root().base64()).isEqualTo(ROOT);
        assertThat(new String(checkpoint.text(), UTF_8)).isEqualTo(text);
    }

    @Test
    void extensionLines_areKept() {
        Checkpoint checkpoint = Checkpoint.parse(("o\n1\n" + ROOT + "\nuno\ndos\n").getBytes(UTF_8));
        assertThat(checkpoint.extensions()).isEqualTo(List.of("uno", "dos"));
        assertThat(Checkpoint.parse(checkpoint.text())).isEqualTo(checkpoint);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "\"\n1\n" + ROOT + "\n\"|line 1",
                "\"o\n01\n" + ROOT + "\n\"|line 2",
                "\"o\n+1\n" + ROOT + "\n\"|line 2",
                "\"o\n-1\n" + ROOT + "\n\"|line 2",
                "\"o\n1 \n" + ROOT + "\n\"|line 2",
                "\"o\n9223372036854775808\n" + ROOT + "\n\"|line 2",
                "\"o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\n\"|line 3",
                "\"o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I\n\"|line 3",
                "\"o\n1\nAAAA\n\"|line 3",
                "\"o\n1\n\"|line 2",
                "\"o\n1\n" + ROOT + "\"|line 1",
                "\"o\n1\n" + ROOT + "\n\n\"|line 4",
            })
    void malformedCheckpoint_isRefusedAtItsLine(String text, String position) {
        assertThatThrownBy(() -> Checkpoint.parse(text.getBytes(UTF_8)))
                .isInstanceOfSatisfying(LedgerException.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo("ledger.checkpoint.malformed");
                    assertThat(refusal.position()).isEqualTo(position);
                });
    }

    @Test
    void largestSize_isAccepted() {
        Checkpoint checkpoint = new Checkpoint("o", Long.MAX_VALUE, TreeHasher.EMPTY_ROOT);
        assertThat(Checkpoint.parse(checkpoint.text())).isEqualTo(checkpoint);
    }
}
