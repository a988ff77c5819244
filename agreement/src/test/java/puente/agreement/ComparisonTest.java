package puente.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import puente.record.Kinds;
import puente.record.Problem;
import puente.record.Record;

/** A comparison decides exactly as CEL does, or leaves it to CEL. */
class ComparisonTest {
    private static final int AGREEMENTS = 40;
    private static final int QUESTIONS = 400;

    @Test
    void comparisonAndCel_agreeOverRandomConditionsAndRecords() {
        Map<Formula.Outcome, Integer> seen = new TreeMap<>();
        for (int seed = 0; seed < AGREEMENTS; seed++) {
            RandomAgreements random = new RandomAgreements(seed);
            Agreement agreement = random.agreement(12);
            AgencyViews agencies = new AgencyViews(agreement.members());
            for (int at = 0; at < QUESTIONS; at++) {
                Question question = random.question(agreement);
                for (Clause clause : agreement.clauses()) {
                    String kind = question.record().kind();
                    if (clause.kinds().contains(kind) && !clause.when().always()) {
                        for (Formula.Atom atom : atoms(clause.when().formula(kind))) {
                            assertThat(atom.isComparison())
                                    .as(clause.when().text())
                                    .isTrue();
                            Formula.Outcome byCel = atom.evaluateByCel(new Circumstances(question, agencies));
                            assertThat(atom.evaluate(new Circumstances(question, agencies)))
                                    .as("%s of %s", clause.when(), question)
                                    .isEqualTo(byCel);
                            seen.merge(byCel, 1, Integer::sum);
                        }
                    }
                }
            }
        }
        assertThat(seen)
                .hasSize(3)
                .allSatisfy((outcome, count) -> assertThat(count).isGreaterThan(QUESTIONS));
    }

    @Test
    void comparisonOfUnexpectedValues_isLeftToCel() {
        List<Object> values = List.of(
                "seized",
                "\uD83D\uDE00",
                "\uFFFD",
                "",
                7L,
                7,
                7.0,
                true,
                List.of(),
                List.of("seized"),
                List.of("seized", 7L),
                List.of(7L, "seized"),
                Map.of("itemStatus", "seized"));
        for (String text : List.of(
                "record.itemStatus == 'seized'",
                "record.itemStatus != 'seized'",
                "record.itemStatus < '\uFFFD'",
                "record.itemStatus >= '\uD83D\uDE00'",
                "record.itemStatus in ['seized', 'stolen']",
                "record.itemStatus == record.itemMakeName",
                "record.itemStatus <= record.itemMakeName",
                "size(record.relatedRecord) > 1",
                "'seized' in record.relatedRecord",
                "record.relatedRecord.exists(each, each in ['seized', 'stolen'])")) {
            List<Problem> problems = new ArrayList<>();
            Condition condition =
                    new Conditions(Kinds.standard()).compile(text, List.of("firearm"), false, "", problems::add);
            assertThat(problems).as(text).isEmpty();
            for (Formula.Atom atom : atoms(condition.formula("firearm"))) {
                assertThat(atom.isComparison()).as(text).isTrue();
                for (Object one : values) {
                    for (Object other : values) {
                        Circumstances circumstances =
                                circumstances(Map.of("itemStatus", one, "itemMakeName", other, "relatedRecord", one));
                        assertThat(atom.evaluate(circumstances))
                                .as("%s of %s and %s", text, one, other)
                                .isEqualTo(atom.evaluateByCel(circumstances));
                    }
                }
            }
        }
    }

    @Test
    void listBeyondWhatIsLookedThroughHere_isLeftToCel() {
        List<Object> elements = new ArrayList<>();
        for (int at = 0; at <= Comparison.LIST_MAX; at++) {
            elements.add("seized");
        }
        Comparison hasAny =
                new Comparison.HasAny(new Path(List.of("record", "relatedRecord")), java.util.Set.of("seized"));
        assertThat(hasAny.evaluate(circumstances(Map.of("relatedRecord", elements))))
                .isNull();
        assertThat(hasAny.evaluate(circumstances(Map.of("relatedRecord", elements.subList(1, elements.size())))))
                .isEqualTo(Formula.Outcome.TRUE);
    }

    @Test
    void leavesBeyondThoseRemembered_areEvaluatedEachTime() {
        List<String> clauses = new ArrayList<>();
        int leaves = ConditionCode.REMEMBERED_MAX + 2;
        int perClause = 24;
        for (int at = 0; at * perClause < leaves; at++) {
            List<String> tests = new ArrayList<>();
            for (int test = 0; test < perClause; test++) {
                tests.add("record.itemStatus != 'v" + (at * perClause + test) + "'");
            }
            clauses.add(Examples.clause(
                    "c" + at, "permit", "kinds: [firearm]", "when: \"" + String.join(" && ", tests) + "\""));
        }
        Engine engine = Examples.engine(clauses.toArray(String[]::new));
        assertThat(engine.decide(Examples.disclosure()).clauses()).hasSize(clauses.size());
    }

    private static Circumstances circumstances(Map<String, Object> fields) {
        Question asked = Examples.disclosure();
        Record record = asked.record();
        Record other = new Record(
                record.id(),
                record.version(),
                record.kind(),
                record.agency(),
                record.recordedAt(),
                record.handling(),
                record.provenance(),
                fields);
        return new Circumstances(
                new Question(asked.action(), asked.actor(), asked.recipient(), other, asked.purpose(), asked.context()),
                new AgencyViews(Map.of()));
    }

    private static Collection<Formula.Atom> atoms(Formula formula) {
        List<Formula.Atom> found = new ArrayList<>();
        switch (formula) {
            case Formula.Both(Formula left, Formula right) -> {
                found.addAll(atoms(left));
                found.addAll(atoms(right));
            }
            case Formula.Either(Formula left, Formula right) -> {
                found.addAll(atoms(left));
                found.addAll(atoms(right));
            }
            case Formula.Not not -> found.addAll(atoms(not.of()));
            case Formula.Present ignored -> {}
            case Formula.Atom atom -> found.add(atom);
        }
        return found;
    }
}
