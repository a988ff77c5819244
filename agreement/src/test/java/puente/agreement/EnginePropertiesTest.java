package puente.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What holds of every agreement and every question. */
class EnginePropertiesTest {
    private static final int QUESTIONS = 30;

    @Property(tries = 40)
    void addingAForbid_neverPermitsMore(@ForAll long seed) {
        RandomAgreements random = new RandomAgreements(seed);
        Agreement agreement = random.agreement(8);
        Engine before = Engine.of(agreement);
        List<Clause> more = new ArrayList<>(agreement.clauses());
        Clause one = agreement.clauses().getFirst();
        more.add(new Clause(
                "zz",
                Effect.FORBID,
                one.title(),
                one.text(),
                one.source(),
                one.actions(),
                one.everyKind(),
                one.kinds(),
                one.purposes(),
                one.from(),
                one.to(),
                one.when(),
                List.of()));
        Engine after = Engine.of(agreement.withClauses(more));
        for (int at = 0; at < QUESTIONS; at++) {
            Question question = random.question(agreement);
            if (before.decide(question) instanceof Decision.Refused) {
                assertThat(after.decide(question)).isInstanceOf(Decision.Refused.class);
            }
        }
    }

    @Property(tries = 40)
    void orderOfClauses_isIrrelevant_andDecisionsAreTheSameEachTime(@ForAll long seed) {
        RandomAgreements random = new RandomAgreements(seed);
        Agreement agreement = random.agreement(8);
        List<Clause> shuffled = new ArrayList<>(agreement.clauses());
        Collections.shuffle(shuffled, new Random(seed));
        Agreement reordered = agreement.withClauses(shuffled);
        assertThat(reordered.hash()).isEqualTo(agreement.hash());
        Engine one = Engine.of(agreement);
        Engine other = Engine.of(reordered);
        for (int at = 0; at < QUESTIONS; at++) {
            Question question = random.question(agreement);
            assertThat(other.decide(question)).isEqualTo(one.decide(question)).isEqualTo(other.decide(question));
        }
    }

    @Property(tries = 40)
    void explanation_readsClauseByClause_whatTheIndexDecided(@ForAll long seed) {
        RandomAgreements random = new RandomAgreements(seed);
        Agreement agreement = random.agreement(8);
        Engine engine = Engine.of(agreement);
        for (int at = 0; at < QUESTIONS; at++) {
            Explanation explanation = engine.explain(random.question(agreement));
            List<String> applying = explanation.steps().stream()
                    .filter(step -> step.finding() == Explanation.Finding.APPLIES
                            || step.finding() == Explanation.Finding.APPLIES_UNEVALUATED)
                    .map(Explanation.Step::clause)
                    .filter(clause -> clause.forbids() == explanation.decision() instanceof Decision.Refused)
                    .map(Clause::id)
                    .toList();
            if (!explanation.decision().clauses().isEmpty()) {
                assertThat(applying).isEqualTo(explanation.decision().clauseIds());
            }
        }
    }

    @Property(tries = 40)
    void whatLeaves_isNeverHandledMoreOpenly(@ForAll long seed) {
        RandomAgreements random = new RandomAgreements(seed);
        Agreement agreement = random.agreement(8);
        Engine engine = Engine.of(agreement);
        for (int at = 0; at < QUESTIONS; at++) {
            Question question = random.question(agreement);
            if (engine.decide(question) instanceof Decision.Permitted permitted) {
                assertThat(permitted
                                .obligations()
                                .apply(question.record())
                                .handling()
                                .isAtLeastAsStrictAs(question.record().handling()))
                        .isTrue();
            }
        }
    }

    @Property(tries = 20)
    void recordedDecision_comesBackAsItWas(@ForAll long seed) {
        RandomAgreements random = new RandomAgreements(seed);
        Agreement agreement = random.agreement(4);
        Question asked = random.question(agreement);
        Question question = new Question(
                asked.action(), asked.actor(), asked.recipient(), Examples.firearm(), asked.purpose(), asked.context());
        RecordedDecision recorded = RecordedDecision.of(
                question, agreement.hash(), Engine.of(agreement).decide(question));
        assertThat(RecordedDecision.parse(recorded.json()).json()).isEqualTo(recorded.json());
    }
}
