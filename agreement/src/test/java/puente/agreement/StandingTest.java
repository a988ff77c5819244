package puente.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static puente.agreement.Examples.HEAD;
import static puente.agreement.Examples.clause;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import puente.record.Agency;
import puente.record.Kinds;
import puente.record.Problem;
import puente.record.ProblemException;
import puente.record.Record;

/** Where clauses may speak of the role in which somebody acts, and what the demonstration agreement says of it. */
class StandingTest {
    private static final Engine DEMONSTRATION = Engine.of(DemonstrationAgreement.load());

    private static List<String> problems(String... rest) {
        ProblemException refused = catchThrowableOfType(
                ProblemException.class,
                () -> Agreement.parse(Examples.files(HEAD, clause("a", "permit", rest)), Kinds.standard()));
        return refused == null
                ? List.of()
                : refused.problems().stream().map(Problem::code).distinct().toList();
    }

    private static Decision operate(String role, String strength, String function) {
        Agency fgr = new Agency("mx/fgr");
        return DEMONSTRATION.decide(Question.aboutKind(
                Action.OPERATE,
                fgr,
                fgr,
                "seizure",
                "audit",
                Context.at(Examples.NOW).by(new Standing(role, strength, function))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"read", "export", "operate", "read, export, operate"})
    void role_mayBeSpokenOf_inActsOfOneNode(String actions) {
        assertThat(problems("actions: [" + actions + "]", "when: \"context.role == 'auditor'\""))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"disclose", "reshare", "match", "request", "grant", "read, disclose"})
    void role_mayNotBeSpokenOf_inActsThatThePartnerDecidesAgain(String actions) {
        for (String member : List.of("role", "strength", "function")) {
            assertThat(problems("actions: [" + actions + "]", "when: \"context." + member + " == 'auditor'\""))
                    .containsExactly("agreement.condition.unknown-field");
        }
    }

    @Test
    void clauseAboutFunctions_speaksOfAllKindsAndPurposes_orIsRefused() {
        assertThat(problems("actions: [operate]", "kinds: [person]")).containsExactly("agreement.clause.operate-reach");
        assertThat(problems("actions: [operate]", "purposes: [arms-trafficking]"))
                .containsExactly("agreement.clause.operate-reach");
    }

    @Test
    void roleDecides_whatMayBeRead_andAnUnknownRoleChangesNothing() {
        Engine engine = Examples.engine(
                clause("a", "permit"),
                clause("b", "forbid", "actions: [read]", "when: \"context.role == 'administrator'\""));
        Record firearm = Examples.firearm();
        Question question = Examples.question(Action.READ, "us/atf", "us/atf", firearm, "arms-trafficking");
        assertThat(engine.decide(question)).isInstanceOf(Decision.Permitted.class);
        assertThat(engine.decide(by(question, "analyst"))).isInstanceOf(Decision.Permitted.class);
        assertThat(engine.decide(by(question, "administrator")).clauseIds()).containsExactly("b");
    }

    private static Question by(Question question, String role) {
        return Examples.at(question, question.context().by(new Standing(role, "multi-factor", "")));
    }

    @ParameterizedTest
    @CsvSource({
        "auditor, single-factor, journal.read, ''",
        "oversight, multi-factor, journal.read, ''",
        "supervisor, multi-factor, journal.read, au-journal",
        "program, token, journal.read, au-journal",
        "supervisor, multi-factor, approvals, ''",
        "supervisor, demonstration, withdrawals, ''",
        "supervisor, single-factor, approvals, au-supervision",
        "analyst, multi-factor, withdrawals, au-supervision",
        "administrator, multi-factor, tokens, ''",
        "legal-officer, multi-factor, tokens, au-administration",
        "legal-officer, multi-factor, channels.manage, au-administration",
        "program, certificate, imports, ''",
        "analyst, multi-factor, imports, au-administration",
        "analyst, multi-factor, records.read, ''",
        "programme-manager, multi-factor, programmes.write, ''",
        "supervisor, multi-factor, programmes.write, au-programmes",
        "program, token, programmes.write, au-programmes",
    })
    void demonstrationAgreement_forbids(String role, String strength, String function, String clause) {
        assertThat(String.join(",", operate(role, strength, function).clauseIds()))
                .isEqualTo(clause);
    }

    @ParameterizedTest
    @CsvSource({
        "analyst, arms-trafficking, true",
        "auditor, arms-trafficking, false",
        "administrator, arms-trafficking, false",
        "'', arms-trafficking, true",
    })
    void demonstrationAgreement_letsOnlyThoseReadWhoInvestigate(String role, String purpose, boolean permitted) {
        Record seizure =
                Examples.record("firearm", "mx/fgr", Examples.handling("arms-trafficking audit", "mx us"), Map.of());
        Question question = by(Examples.question(Action.READ, "us/atf", "us/atf", seizure, purpose), role);
        Decision decision = DEMONSTRATION.decide(question);
        assertThat(decision.clauseIds().contains("au-reading")).isEqualTo(!permitted);
    }

    @Test
    void recordedDecision_keepsTheRole_whereItIsKnown() {
        Question question = by(Examples.disclosure(), "supervisor");
        RecordedDecision recorded = RecordedDecision.of(question, DEMONSTRATION.hash(), DEMONSTRATION.decide(question));
        assertThat(RecordedDecision.parse(recorded.json())).isEqualTo(recorded);
        assertThat(new String(recorded.json(), java.nio.charset.StandardCharsets.UTF_8))
                .contains("\"role\":\"supervisor\"");
    }
}
