package puente.agreement;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import puente.record.Kinds;
import puente.record.ProblemException;

/** One target a parser. A {@link ProblemException} is the legitimate answer to what is not understood; nothing else is. */
class AgreementFuzz {
    private static final Agreement EXAMPLE = Examples.agreement(Examples.clause("a", "permit"));

    @FuzzTest
    void agreementYaml(byte[] input) {
        SortedMap<String, byte[]> files = Examples.files("", Examples.clause("a", "permit"));
        files.put("agreement.yaml", input);
        parse(files);
    }

    @FuzzTest
    void clauseYaml(byte[] input) {
        SortedMap<String, byte[]> files = Examples.files(Examples.HEAD);
        files.put("clauses/1.yaml", input);
        parse(files);
    }

    @FuzzTest
    void condition(byte[] input) {
        new Conditions(Kinds.standard())
                .compile(
                        new String(input, StandardCharsets.UTF_8), java.util.Set.of("person"), true, "", problem -> {});
    }

    @FuzzTest
    void recordedDecision(byte[] input) {
        try {
            RecordedDecision.parse(input);
        } catch (ProblemException refused) {
            // Refused with its reasons.
        }
    }

    @FuzzTest
    void signedNote(byte[] input) {
        try {
            SignedAgreement.parse(EXAMPLE, input);
        } catch (ProblemException refused) {
            // Refused with its reasons.
        }
    }

    private static void parse(SortedMap<String, byte[]> files) {
        try {
            Agreement.parse(files, Kinds.standard()).hash();
        } catch (ProblemException refused) {
            // Refused with its reasons.
        }
    }
}
