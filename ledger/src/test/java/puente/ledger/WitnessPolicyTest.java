package puente.ledger;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WitnessPolicyTest {
    private static final List<NoteSigner> X = witnesses("x.example", 10);
    private static final List<NoteSigner> Y = witnesses("y.example", 20);

    private static List<NoteSigner> witnesses(String name, int first) {
        return IntStream.range(first, first + 3)
                .mapToObj(each -> TestKeys.key(name + each, SignatureType.COSIGNATURE_ED25519, each))
                .toList();
    }

    /** The example of the standard. */
    private static String example() {
        StringBuilder policy = new StringBuilder("# la pol\u00edtica de ejemplo\n\n");
        policy.append("log ").append(TestKeys.LOG.vkey()).append(" https://log.example/\n");
        for (int each = 0; each < 3; each++) {
            policy.append("witness X" + (each + 1) + " " + X.get(each).vkey() + "\n");
            policy.append("\twitness  Y" + (each + 1) + "\t" + Y.get(each).vkey() + " https://w.example \n");
        }
        policy.append("group X-witnesses 2 X1 X2 X3\n");
        policy.append("group Y-witnesses any Y1 Y2 Y3\n");
        policy.append("group X-and-Y all X-witnesses Y-witnesses\n");
        return policy.append("quorum X-and-Y\n").toString();
    }

    private static SignedNote checkpoint(NoteSigner... signers) {
        return new Checkpoint(TestKeys.ORIGIN, 0, TreeHasher.EMPTY_ROOT).sign(TestKeys.NOW, List.of(signers));
    }

    private static WitnessPolicy parse(String policy) {
        return WitnessPolicy.parse(policy.getBytes(UTF_8));
    }

    private static void assertUnsatisfied(WitnessPolicy policy, SignedNote note, String code) {
        assertThat(policy.judge(note))
                .isInstanceOfSatisfying(
                        WitnessPolicy.Verdict.Unsatisfied.class,
                        no -> assertThat(no.fault().code()).isEqualTo(code));
    }

    @Test
    void nestedGroups_decideTheQuorum() {
        WitnessPolicy policy = parse(example());
        assertThat(policy.judge(checkpoint(TestKeys.LOG, X.get(0), X.get(2), Y.get(1))))
                .isInstanceOfSatisfying(WitnessPolicy.Verdict.Satisfied.class, yes -> {
                    assertThat(yes.log()).isEqualTo(TestKeys.LOG.verifier());
                    assertThat(yes.witnesses()).hasSize(3);
                });
        assertUnsatisfied(policy, checkpoint(TestKeys.LOG, X.get(0), X.get(2)), "ledger.policy.quorum-absent");
        assertUnsatisfied(
                policy, checkpoint(TestKeys.LOG, X.get(0), Y.get(0), Y.get(1)), "ledger.policy.quorum-absent");
        assertUnsatisfied(policy, checkpoint(X.get(0), X.get(1), Y.get(0)), "ledger.policy.log-absent");
        assertUnsatisfied(policy, checkpoint(TestKeys.STRANGER), "ledger.note.unsigned");
    }

    @Test
    void oneWitnessSigningTwice_countsOnce() {
        WitnessPolicy policy = parse(example());
        SignedNote note = checkpoint(TestKeys.LOG, X.get(0), Y.get(0));
        SignedNote twice = note.with(List.of(X.get(0).sign(note.text(), TestKeys.NOW.plusSeconds(1))));
        assertUnsatisfied(policy, twice, "ledger.policy.quorum-absent");
    }

    @Test
    void falseSignatureOfAListedWitness_refusesTheCheckpoint() {
        SignedNote other =
                new Checkpoint(TestKeys.ORIGIN, 1, TreeHasher.EMPTY_ROOT).sign(TestKeys.NOW, List.of(X.get(1)));
        SignedNote forged =
                checkpoint(TestKeys.LOG, X.get(0), X.get(2), Y.get(0)).with(other.signatures());
        assertUnsatisfied(parse(example()), forged, "ledger.note.forged");
    }

    @Test
    void logKey_speaksForItsOwnOriginOnly() {
        SignedNote elsewhere =
                new Checkpoint("other.example", 0, TreeHasher.EMPTY_ROOT).sign(TestKeys.NOW, List.of(TestKeys.LOG));
        assertUnsatisfied(
                parse("log " + TestKeys.LOG.vkey() + "\nquorum none\n"), elsewhere, "ledger.policy.log-absent");
    }

    @Test
    void quorumNone_asksForNoWitness_andASingleNameForThatWitness() {
        WitnessPolicy none = parse("quorum none\nlog " + TestKeys.LOG.vkey() + "\n");
        assertThat(none.judge(checkpoint(TestKeys.LOG))).isInstanceOf(WitnessPolicy.Verdict.Satisfied.class);
        WitnessPolicy one = parse(
                "log " + TestKeys.LOG.vkey() + "\nwitness w " + X.getFirst().vkey() + "\nquorum w\n");
        assertUnsatisfied(one, checkpoint(TestKeys.LOG), "ledger.policy.quorum-absent");
        assertThat(one.judge(checkpoint(TestKeys.LOG, X.getFirst())))
                .isInstanceOf(WitnessPolicy.Verdict.Satisfied.class);
    }

    @Test
    void thresholdPolicy_isKofN() {
        List<NoteVerifier> keys = X.stream().map(NoteSigner::verifier).toList();
        WitnessPolicy policy = WitnessPolicy.threshold(TestKeys.verifiers(TestKeys.LOG), 2, keys);
        assertThat(policy.isQuorum(keys.subList(0, 1))).isFalse();
        assertThat(policy.isQuorum(keys.subList(1, 3))).isTrue();
        assertThat(policy.witnesses()).isEqualTo(keys);
        assertThatThrownBy(() -> WitnessPolicy.threshold(List.of(), 4, keys)).hasMessageContaining("4 of 3");
        assertThatThrownBy(() -> WitnessPolicy.threshold(List.of(), 1, List.of(keys.get(0), keys.get(0))))
                .hasMessageContaining("counts once");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "\"\"|ledger.policy.quorum|line 1",
                "\"quorum none\nquorum none\n\"|ledger.policy.quorum|line 2",
                "\"quorum w\n\"|ledger.policy.name-unknown|line 1",
                "\"quorum w\nwitness w W\n\"|ledger.policy.name-unknown|line 1",
                "\"quorum none\"|ledger.policy.newline|line 1",
                "\"quorum none\r\n\"|ledger.policy.character|line 1",
                "\"# x\nquorum\u007f none\n\"|ledger.policy.character|line 2",
                "\"quorum\n\"|ledger.policy.syntax|line 1",
                "\"quorum none none\n\"|ledger.policy.syntax|line 1",
                "\"Log L\n\"|ledger.policy.syntax|line 1",
                "\"log\n\"|ledger.policy.syntax|line 1",
                "\"log L u u\n\"|ledger.policy.syntax|line 1",
                "\"log nokey\n\"|ledger.key.malformed|line 1",
                "\"log P\n\"|ledger.policy.key-type|line 1",
                "\"witness w L\n\"|ledger.policy.key-type|line 1",
                "\"log L\nlog L\n\"|ledger.policy.key-twice|line 2",
                "\"log L\nlog J\n\"|ledger.policy.key-twice|line 2",
                "\"witness v W\nwitness w W\n\"|ledger.policy.key-twice|line 2",
                "\"witness w W\nwitness w V\n\"|ledger.policy.name-twice|line 2",
                "\"witness none W\n\"|ledger.policy.name-twice|line 1",
                "\"witness w W\ngroup w any w\n\"|ledger.policy.name-twice|line 2",
                "\"group g any g\n\"|ledger.policy.name-unknown|line 1",
                "\"group g any none\n\"|ledger.policy.name-unknown|line 1",
                "\"witness w W\ngroup g any\n\"|ledger.policy.syntax|line 2",
                "\"witness w W\ngroup g 0 w\n\"|ledger.policy.threshold|line 2",
                "\"witness w W\ngroup g 2 w\n\"|ledger.policy.threshold|line 2",
                "\"witness w W\ngroup g 01 w\n\"|ledger.policy.threshold|line 2",
                "\"witness w W\ngroup g some w\n\"|ledger.policy.threshold|line 2",
                "\"witness w W\ngroup g any w w\n\"|ledger.policy.member-twice|line 2",
                "\"witness w W\ngroup g any w\ngroup h any w\n\"|ledger.policy.member-twice|line 3",
            })
    void malformedPolicy_isRefusedForItsReason_atItsLine(String template, String code, String line) {
        String policy = template.replaceAll("\\bL\\b", TestKeys.LOG.vkey())
                .replaceAll("\\bJ\\b", TestKeys.LOG.named("other").vkey())
                .replaceAll(
                        "\\bP\\b", TestKeys.key("p", SignatureType.ML_DSA_44, 8).vkey())
                .replaceAll("\\bW\\b", X.get(0).vkey())
                .replaceAll("\\bV\\b", X.get(1).vkey());
        assertThatThrownBy(() -> parse(policy)).isInstanceOfSatisfying(LedgerException.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(code);
            assertThat(refusal.position()).isEqualTo(line);
        });
    }

    @Test
    void names_areOctets() {
        String kelvin =
                "witness K " + X.get(0).vkey() + "\nwitness \u212a " + X.get(1).vkey() + "\nquorum \u212a\n";
        WitnessPolicy policy = parse(kelvin);
        assertThat(policy.isQuorum(List.of(X.get(1).verifier()))).isTrue();
        assertThat(policy.isQuorum(List.of(X.get(0).verifier()))).isFalse();
        byte[] notUtf8 = ("witness \u00ff " + X.get(0).vkey() + "\nquorum \u00ff\n").getBytes(ISO_8859_1);
        assertThat(WitnessPolicy.parse(notUtf8).witnesses()).hasSize(1);
    }

    @Test
    void definitions_upToTheLimit_areAccepted_andOneMoreIsNot() {
        List<String> lines = new ArrayList<>(List.of("witness w " + X.getFirst().vkey(), "group g0 any w"));
        for (int each = 1; each < WitnessPolicy.DEFINITIONS_MAX; each++) {
            lines.add("group g" + each + " any g" + (each - 1));
        }
        lines.add("quorum g" + (WitnessPolicy.DEFINITIONS_MAX - 1));
        assertThat(parse(String.join("\n", lines) + "\n")
                        .isQuorum(List.of(X.getFirst().verifier())))
                .isTrue();
        lines.add("group more any g" + (WitnessPolicy.DEFINITIONS_MAX - 1));
        assertThatThrownBy(() -> parse(String.join("\n", lines) + "\n")).hasMessageContaining("ledger.policy.limit");
    }

    @Test
    void policyOverTheSizeLimit_isRefused() {
        assertThatThrownBy(() -> WitnessPolicy.parse(new byte[WitnessPolicy.SIZE_MAX + 1]))
                .hasMessageContaining("ledger.policy.size");
        assertThatThrownBy(() -> parse(" ".repeat(WitnessPolicy.SIZE_MAX - 1) + "\n"))
                .hasMessageContaining("ledger.policy.quorum");
    }
}
