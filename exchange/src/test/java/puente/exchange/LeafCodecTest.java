package puente.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import puente.record.CanonicalJson;
import puente.record.ProblemException;
import puente.record.StrictJson;

class LeafCodecTest {
    private static String text(String sort) {
        return new String(LeafCodec.encode(Samples.leaves().get(sort)), UTF_8);
    }

    private static void refused(String json, String code) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> LeafCodec.parse(json.getBytes(UTF_8)))
                .satisfies(refusal ->
                        assertThat(refusal.problems().getFirst().code()).isEqualTo(code));
    }

    @Test
    void everySortOfLeaf_comesBackAsItWas() {
        Samples.leaves()
                .forEach((sort, leaf) -> assertThat(LeafCodec.parse(LeafCodec.encode(leaf)))
                        .as(sort)
                        .isEqualTo(leaf));
    }

    @Test
    void everySortOfLeaf_isWrittenAsRfc8785Would() {
        Samples.leaves().forEach((sort, leaf) -> {
            byte[] bytes = LeafCodec.encode(leaf);
            assertThat(CanonicalJson.write(StrictJson.parse(bytes, LeafCodec.BYTES_MAX)))
                    .as(sort)
                    .isEqualTo(bytes);
        });
    }

    @Test
    void aSmallDisclosure_isAboutFourHundredBytesBesideItsHandling() {
        assertThat(LeafCodec.encode(Samples.leaves().get("disclose"))).hasSizeLessThan(900);
    }

    @Test
    void anotherByteFormOfTheSameLeaf_isRefused() {
        refused(" " + text("withdraw"), "exchange.leaf.not-canonical");
        refused(text("withdraw").replace(",\"type\"", ", \"type\""), "exchange.leaf.not-canonical");
        refused(text("withdraw").replace("0b6a1c9e", "0B6A1C9E"), "exchange.leaf.not-canonical");
        refused(
                text("disclose").replace("\"approvals\":[\"officer-1\"]", "\"approvals\":[]"),
                "exchange.leaf.not-canonical");
        refused(text("correct").replace("\"unit\":\"arms-tracing\"", "\"unit\":\"\""), "exchange.leaf.not-canonical");
        refused(
                text("correct")
                        .replace("\"originatorConsent\":true,\"payload", "\"originatorConsent\":false,\"payload"),
                "exchange.leaf.not-canonical");
        refused(
                text("correct").replace("\"officer-1\",\"officer-2\"", "\"officer-2\",\"officer-1\""),
                "exchange.leaf.not-canonical");
        refused(
                text("disclose").replace("\"audience\":[\"mx\",\"us\"]", "\"audience\":[\"us\",\"mx\"]"),
                "exchange.leaf.not-canonical");
        refused(text("disclose").replace("\"mx\",\"us\"]", "\"mx\",\"us\",\"us/atf\"]"), "exchange.leaf.not-canonical");
        refused(text("disclose").replace("\"codes\":[", "\"codes\":[\"H0\""), "exchange.leaf.not-canonical");
    }

    @Test
    void unknownMissingAndDuplicateMembers_areRefused() {
        refused(text("withdraw").replace("\"type\"", "\"tail\":1,\"type\""), "exchange.leaf.unknown");
        refused(text("expire").replace(",\"version\":1", ""), "exchange.leaf.member");
        refused(text("expire").replace("\"version\":1", "\"version\":1,\"version\":1"), "exchange.leaf.json");
        refused(text("expire").replace("\"version\":1", "\"version\":0"), "exchange.leaf.member");
        refused(text("expire").replace("\"version\":1", "\"version\":1.0"), "exchange.leaf.json");
        refused(text("withdraw").replace("withdraw", "requested"), "exchange.leaf.member");
        refused(text("withdraw").replace("mx/fgr", "MX/FGR"), "record.agency.malformed");
        refused(text("receipt-purged").replace("purged", "held"), "exchange.leaf.member");
    }

    @Test
    void whatIsNoJson_isRefused() {
        refused("", "exchange.leaf.json");
        refused("[]", "exchange.leaf.json");
        refused("null", "exchange.leaf.json");
        refused(text("withdraw") + "{}", "exchange.leaf.json");
        refused("{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":1}}}}}}}", "exchange.leaf.json");
    }

    @Test
    void aLeafOfMoreThan65535Bytes_isRefused_bothWays() {
        refused("x".repeat(LeafCodec.BYTES_MAX + 1), "exchange.leaf.size");
        Leaf.Disclosed plain = (Leaf.Disclosed) Samples.leaves().get("disclose");
        Leaf.Disclosed huge = new Leaf.Disclosed(
                plain.header(),
                plain.correction(),
                plain.action(),
                plain.record(),
                plain.version(),
                plain.kind(),
                plain.agency(),
                plain.recipient(),
                plain.purpose(),
                "u".repeat(LeafCodec.BYTES_MAX),
                plain.approvals(),
                plain.originatorConsent(),
                plain.useReceipt(),
                plain.handling(),
                plain.evidence(),
                plain.payload(),
                plain.length());
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> LeafCodec.encode(huge))
                .withMessageContaining("exchange.leaf.size");
    }

    @Test
    void tooManyClausesOrApprovals_areRefused() {
        List<String> clauses = IntStream.rangeClosed(0, LeafCodec.CLAUSES_MAX)
                .mapToObj(each -> "c" + each)
                .toList();
        byte[] leaf = LeafCodec.encode(new Leaf.Withdrawn(Samples.header(clauses), Samples.RECORD));
        refused(new String(leaf, UTF_8), "exchange.leaf.member");
        TreeSet<String> approvals = new TreeSet<>();
        IntStream.rangeClosed(0, LeafCodec.APPROVALS_MAX).forEach(each -> approvals.add("officer-" + (100 + each)));
        refused(
                text("disclose").replace("[\"officer-1\"]", "[\"" + String.join("\",\"", approvals) + "\"]"),
                "exchange.leaf.member");
    }
}
