package puente.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static puente.agreement.Examples.clause;
import static puente.agreement.Examples.disclosure;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import puente.record.Agency;
import puente.record.Language;
import puente.record.ProblemException;

class ReplayTest {
    private static final Agreement OLD = Examples.agreement(clause("a", "permit"));

    private static RecordedDecision recorded() {
        Question question = disclosure();
        return RecordedDecision.of(question, OLD.hash(), Engine.of(OLD).decide(question));
    }

    @Test
    void decisionsThatWouldChange_areListed_andNoOthers() {
        List<RecordedDecision> recorded = List.of(recorded());
        assertThat(Replay.run(OLD, Examples.agreement(clause("z", "permit")), recorded))
                .as("other clauses, same outcome")
                .isEmpty();
        assertThat(Replay.run(OLD, Examples.agreement(clause("a", "forbid")), recorded))
                .hasSize(1);
        List<Replay.Change> stricter =
                Replay.run(OLD, Examples.agreement(clause("a", "permit", "obligations: {useReceipt: true}")), recorded);
        assertThat(stricter).hasSize(1);
        for (Language language : Language.values()) {
            assertThat(AgreementText.in(language).of(stricter))
                    .contains("mx/fgr")
                    .doesNotContain("{");
        }
    }

    @Test
    void journalThatContradictsTheOldAgreement_isShown() {
        RecordedDecision honest = recorded();
        RecordedDecision false_ = new RecordedDecision(
                honest.question(), honest.agreement(), false, List.of(), "agreement.refused.no-permit");
        assertThat(Replay.run(OLD, OLD, List.of(honest, false_)))
                .singleElement()
                .satisfies(change -> assertThat(change.contradictsRecord()).isTrue());
    }

    @Test
    void recordedDecision_comesBackAsItWas() {
        RecordedDecision recorded = recorded();
        assertThat(RecordedDecision.parse(recorded.json())).isEqualTo(recorded);
        assertThat(new String(recorded.json(), StandardCharsets.UTF_8)).doesNotContain("\n");
    }

    @ParameterizedTest
    @EnumSource(names = {"REQUEST", "READ", "DISCLOSE"})
    void recordedDecisionAboutAKind_comesBackAsItWas_thoughTheKindHasRequiredFields(Action action) {
        Question question = Question.aboutKind(
                action,
                new Agency("mx/fgr"),
                new Agency("us/atf"),
                "seizure",
                "arms-trafficking",
                Context.at(Examples.NOW));
        RecordedDecision recorded =
                RecordedDecision.of(question, OLD.hash(), Engine.of(OLD).decide(question));
        assertThat(RecordedDecision.parse(recorded.json())).isEqualTo(recorded);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"permitted\":true|\"permitted\":1|agreement.recorded.type /permitted",
                "\"permitted\":true|\"permitted\":false|agreement.recorded.contradiction /reason",
                "\"permitted\":true,||agreement.recorded.missing /permitted",
                "\"permitted\":true|\"permitted\":true,\"permitted\":true|agreement.recorded.malformed ",
                "\"permitted\":true|\"permitted\":true,\"score\":9|agreement.recorded.unknown /score",
                "\"disclose\"|\"steal\"|agreement.recorded.unknown-action /question/action",
                "\"actor\":\"mx/fgr\"|\"actor\":\"MX\"|record.agency.malformed /question/actor",
                "\"approvals\":[]|\"approvals\":[\"a\",\"a\"]|agreement.recorded.repeated /question/context/approvals",
                "\"now\":\"2026-11-21T12:00:00Z\"|\"now\":\"noon\"|agreement.recorded.type /question/context/now",
                "\"clauses\":[\"a\"]|\"clauses\":[7]|agreement.recorded.type /clauses/0",
            })
    void faultyRecordedDecision_isRefusedWhereItIsFaulty(String from, String to, String problem) {
        String json = new String(recorded().json(), StandardCharsets.UTF_8);
        assertThat(json).contains(from);
        byte[] faulty = json.replace(from, to == null ? "" : to).getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> RecordedDecision.parse(faulty))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problems())
                                .extracting(each -> each.code() + " " + each.position())
                                .first()
                                .asString()
                                .startsWith(problem.strip()));
    }

    @Test
    void hugeRecordedDecision_isRefusedUnread() {
        assertThatThrownBy(() -> RecordedDecision.parse(new byte[RecordedDecision.BYTES_MAX + 1]))
                .hasMessageContaining("agreement.recorded.too-large");
    }
}
