package puente.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static puente.agreement.Examples.at;
import static puente.agreement.Examples.clause;
import static puente.agreement.Examples.disclosure;
import static puente.agreement.Examples.engine;
import static puente.agreement.Examples.firearm;
import static puente.agreement.Examples.handling;
import static puente.agreement.Examples.question;
import static puente.agreement.Examples.reason;
import static puente.agreement.Examples.record;
import static puente.agreement.Examples.with;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import puente.record.Agency;
import puente.record.Handling;
import puente.record.Record;

class EngineTest {
    private static final Engine ALL = engine(clause("all", "permit"));

    private static Record foreign(Handling handling) {
        return record("firearm", "us/atf", handling, Map.of());
    }

    @Test
    void whatNothingPermits_isDenied() {
        Decision decision = engine(clause("a", "permit", "kinds: [person]")).decide(disclosure());
        assertThat(reason(decision)).isEqualTo("agreement.refused.no-permit");
        assertThat(decision.clauses()).isEmpty();
    }

    @Test
    void forbidWinsOverAnyPermit_andOnlyForbidsDecide() {
        Decision decision = engine(
                        clause("a", "permit"), clause("b", "forbid"), clause("c", "forbid", "kinds: [firearm]"))
                .decide(disclosure());
        assertThat(reason(decision)).isEqualTo("agreement.refused.forbidden");
        assertThat(decision.clauseIds()).containsExactly("b", "c");
    }

    @Test
    void everyPermitThatApplies_decides_andTheStricterObligationBinds() {
        Decision decision = engine(
                        clause(
                                "a",
                                "permit",
                                "obligations: {retainDays: 10, reducePlace: area, redact: [itemMakeName]}"),
                        clause("b", "permit", "obligations: {retainDays: 5, reducePlace: state, useReceipt: true}"),
                        clause("c", "permit", "obligations: {retainUntil: 2027-01-01, redact: [itemModelName]}"))
                .decide(disclosure());
        assertThat(decision.clauseIds()).containsExactly("a", "b", "c");
        assertThat(((Decision.Permitted) decision).obligations().list())
                .containsExactly(
                        new Obligation.Redact(new java.util.TreeSet<>(Set.of("itemMakeName", "itemModelName"))),
                        new Obligation.ReducePlace(PlacePrecision.STATE),
                        new Obligation.RetainUntil(LocalDate.of(2026, 11, 26)),
                        new Obligation.UseReceipt());
    }

    @Test
    void fromAndTo_reachAPartysAgencies_butAnAgencyDoesNotReachItsParty() {
        Engine engine = engine(clause("a", "permit", "from: [mx]", "to: [us/atf]"));
        assertThat(reason(engine.decide(disclosure()))).isEqualTo("permitted [a]");
        assertThat(reason(engine.decide(question(Action.DISCLOSE, "mx/fgr", "us", firearm(), "arms-trafficking"))))
                .isEqualTo("agreement.refused.no-permit");
        assertThat(reason(engine.decide(question(Action.DISCLOSE, "mx/fgr", "us/cdc", firearm(), "arms-trafficking"))))
                .isEqualTo("agreement.refused.no-permit");
    }

    @Test
    void reading_flowsFromTheOriginatorToTheReader() {
        Engine engine = engine(clause("a", "permit", "actions: [read]", "from: [mx]", "to: [us]"));
        assertThat(reason(engine.decide(question(Action.READ, "us/atf", "us/atf", firearm(), "arms-trafficking"))))
                .isEqualTo("permitted [a]");
        assertThat(reason(engine.decide(question(Action.READ, "mx/sspc", "us/atf", firearm(), "arms-trafficking"))))
                .isEqualTo("agreement.refused.reader-not-recipient");
    }

    @Test
    void conditionThatCannotBeEvaluated_leavesAPermitOut_andLetsAForbidApply() {
        Question question = disclosure();
        String absent = "when: \"record.itemModelName == 'M4'\"";
        assertThat(reason(engine(clause("a", "permit", "kinds: [firearm]", absent))
                        .decide(question)))
                .isEqualTo("agreement.refused.no-permit");
        assertThat(engine(clause("z", "permit"), clause("a", "forbid", "kinds: [firearm]", absent))
                        .decide(question)
                        .clauseIds())
                .containsExactly("a");
        String negated = "when: \"!(record.itemModelName == 'M4')\"";
        assertThat(reason(engine(clause("a", "permit", "kinds: [firearm]", negated))
                        .decide(question)))
                .as("an absent field is not a field that differs")
                .isEqualTo("agreement.refused.no-permit");
        assertThat(reason(engine(clause("a", "permit", "when: \"1 / (context.approvals - 0) > 0\""))
                        .decide(question)))
                .as("division by zero")
                .isEqualTo("agreement.refused.no-permit");
        assertThat(reason(engine(clause(
                                "a",
                                "permit",
                                "kinds: [firearm]",
                                "when: \"record.itemModelName == 'x' || record.itemMakeName == 'Colt'\""))
                        .decide(question)))
                .as("a disjunction forgives a side that fails")
                .isEqualTo("permitted [a]");
    }

    @Test
    void expressionThatNeverEnds_isCutOff_andFailsSafe() {
        String loops =
                "when: \"[1,2,3,4,5,6,7,8,9,10].all(a, [1,2,3,4,5,6,7,8,9,10].all(b, [1,2,3,4,5,6,7,8,9,10].all(c,"
                        + " [1,2,3,4,5,6,7,8,9,10].all(d, [1,2,3,4,5,6,7,8,9,10].all(e, a + b + c + d + e > 0)))))\"";
        assertThat(reason(engine(clause("a", "permit", loops)).decide(disclosure())))
                .isEqualTo("agreement.refused.no-permit");
    }

    @Test
    void unknownNames_areRefused_notThrown() {
        assertThat(reason(ALL.decide(question(Action.DISCLOSE, "mx/fgr", "us/atf", firearm(), "revenge"))))
                .isEqualTo("agreement.refused.unknown-purpose");
        assertThat(reason(ALL.decide(question(Action.DISCLOSE, "mx/dea", "us/atf", firearm(), "statistics"))))
                .isEqualTo("agreement.refused.unknown-agency");
        assertThat(reason(ALL.decide(question(Action.DISCLOSE, "mx/fgr", "fr", firearm(), "statistics"))))
                .isEqualTo("agreement.refused.unknown-agency");
        Record ghost = record("ghost", "mx/fgr", handling("statistics", "us"), Map.of());
        assertThat(reason(ALL.decide(question(Action.DISCLOSE, "mx/fgr", "us/atf", ghost, "statistics"))))
                .isEqualTo("agreement.refused.unknown-kind");
    }

    @Test
    void beforeTheEffectiveDate_nothingIsPermitted() {
        Question early = at(disclosure(), Context.at(Instant.parse("2025-12-31T23:59:59.999Z")));
        assertThat(reason(ALL.decide(early))).isEqualTo("agreement.refused.not-in-force");
        assertThat(reason(ALL.decide(at(disclosure(), Context.at(Instant.parse("2026-01-01T00:00:00Z"))))))
                .isEqualTo("permitted [all]");
        assertThat(reason(Engine.undated(ALL.agreement()).decide(early))).isEqualTo("permitted [all]");
    }

    @Test
    void purposeNotInHandling_isRefused_whateverClausesSay() {
        assertThat(reason(ALL.decide(question(Action.READ, "us/atf", "us/atf", firearm(), "humanitarian-rescue"))))
                .isEqualTo("agreement.refused.purpose-not-in-handling");
    }

    @Test
    void onlyTheAudienceAndTheOriginator_mayHaveARecord() {
        Record forAtf = foreign(handling("arms-trafficking", "mx/fgr"));
        assertThat(reason(ALL.decide(question(Action.DISCLOSE, "us/atf", "mx/sspc", forAtf, "arms-trafficking"))))
                .isEqualTo("agreement.refused.not-in-audience");
        assertThat(reason(ALL.decide(question(Action.DISCLOSE, "us/atf", "mx", forAtf, "arms-trafficking"))))
                .isEqualTo("agreement.refused.not-in-audience");
        assertThat(reason(ALL.decide(question(Action.DISCLOSE, "us/atf", "mx/fgr", forAtf, "arms-trafficking"))))
                .isEqualTo("permitted [all]");
        Record forNobody = foreign(handling("arms-trafficking", ""));
        assertThat(reason(ALL.decide(question(Action.READ, "us/atf", "us/atf", forNobody, "arms-trafficking"))))
                .isEqualTo("permitted [all]");
    }

    @Test
    void recordPastItsRetention_isRefused_fromTheDayAfter() {
        Handling until = Examples.retained(handling("statistics", "us"), LocalDate.of(2026, 11, 20));
        Record old = record("firearm", "mx/fgr", until, Map.of());
        assertThat(reason(ALL.decide(question(Action.DISCLOSE, "mx/fgr", "us/atf", old, "statistics"))))
                .isEqualTo("agreement.refused.retention-over");
        Record last = record("firearm", "mx/fgr", Examples.retained(until, LocalDate.of(2026, 11, 21)), Map.of());
        assertThat(reason(ALL.decide(question(Action.DISCLOSE, "mx/fgr", "us/atf", last, "statistics"))))
                .isEqualTo("permitted [all]");
    }

    @Test
    void foreignRecord_needsReshare_andConsentWhereItsHandlingAsks() {
        Handling open = handling("arms-trafficking", "mx us");
        Question question = question(Action.DISCLOSE, "mx/fgr", "us/cdc", foreign(open), "arms-trafficking");
        assertThat(reason(ALL.decide(question))).isEqualTo("agreement.refused.foreign-record");
        assertThat(reason(ALL.decide(question(Action.RESHARE, "mx/fgr", "us/cdc", foreign(open), "arms-trafficking"))))
                .isEqualTo("permitted [all]");
        for (Handling guarded : List.of(Examples.withConsentNeeded(open), with(open, Handling.HandlingCode.H2))) {
            Question onward = question(Action.RESHARE, "mx/fgr", "mx/sspc", foreign(guarded), "arms-trafficking");
            assertThat(reason(ALL.decide(onward))).isEqualTo("agreement.refused.originator-consent");
            assertThat(reason(ALL.decide(at(onward, onward.context().withOriginatorConsent()))))
                    .isEqualTo("permitted [all]");
            assertThat(reason(ALL.decide(
                            question(Action.READ, "mx/fgr", "mx/fgr", foreign(guarded), "arms-trafficking"))))
                    .as("to read is not onward use")
                    .isEqualTo("permitted [all]");
        }
    }

    @Test
    void trafficLights_holdOnwardUse() {
        Handling open = handling("arms-trafficking", "mx us mx/fgr mx/sspc");
        Question within = question(
                Action.RESHARE, "mx/fgr", "mx/sspc", foreign(with(open, Handling.Tlp.AMBER)), "arms-trafficking");
        assertThat(reason(ALL.decide(within))).isEqualTo("permitted [all]");
        Question strict = question(
                Action.RESHARE,
                "mx/fgr",
                "mx/sspc",
                foreign(with(open, Handling.Tlp.AMBER_STRICT)),
                "arms-trafficking");
        assertThat(reason(ALL.decide(strict))).isEqualTo("agreement.refused.tlp-onward");
        assertThat(reason(ALL.decide(at(strict, strict.context().withOriginatorConsent()))))
                .isEqualTo("permitted [all]");
        Handling named = with(handling("arms-trafficking", "mx/fgr mx/sspc"), Handling.Tlp.RED);
        Question red = question(Action.RESHARE, "mx/fgr", "mx/sspc", foreign(named), "arms-trafficking");
        assertThat(reason(ALL.decide(at(red, red.context().withOriginatorConsent()))))
                .isEqualTo("agreement.refused.tlp-onward");
    }

    @Test
    void tlpRed_goesOnlyToWhomItsAudienceNames() {
        Handling party = with(handling("arms-trafficking", "us"), Handling.Tlp.RED);
        Record record = record("firearm", "mx/fgr", party, Map.of());
        assertThat(reason(ALL.decide(question(Action.DISCLOSE, "mx/fgr", "us/atf", record, "arms-trafficking"))))
                .isEqualTo("agreement.refused.tlp-red-unnamed");
        Record named =
                record("firearm", "mx/fgr", with(handling("arms-trafficking", "us/atf"), Handling.Tlp.RED), Map.of());
        assertThat(reason(ALL.decide(question(Action.DISCLOSE, "mx/fgr", "us/atf", named, "arms-trafficking"))))
                .isEqualTo("permitted [all]");
    }

    @Test
    void h1_isNoEvidence_withoutThePermissionOfItsOriginator() {
        Record h1 = record(
                "firearm",
                "mx/fgr",
                with(handling("judicial-cooperation statistics", "us"), Handling.HandlingCode.H1),
                Map.of());
        Question question = question(Action.READ, "us/atf", "us/atf", h1, "judicial-cooperation");
        assertThat(reason(ALL.decide(question))).isEqualTo("agreement.refused.h1");
        assertThat(reason(ALL.decide(at(question, question.context().withOriginatorConsent()))))
                .isEqualTo("permitted [all]");
        assertThat(reason(ALL.decide(question(Action.READ, "us/atf", "us/atf", h1, "statistics"))))
                .isEqualTo("permitted [all]");
    }

    @Test
    void aKindMayBeAskedFor_withoutARecord() {
        Question question = Question.aboutKind(
                Action.REQUEST,
                new Agency("mx/fgr"),
                new Agency("us/atf"),
                "firearm",
                "arms-trafficking",
                Context.at(Examples.NOW));
        assertThat(reason(engine(clause("a", "permit", "actions: [request]")).decide(question)))
                .isEqualTo("permitted [a]");
        assertThat(reason(engine(clause("a", "permit", "actions: [grant]")).decide(question)))
                .isEqualTo("agreement.refused.no-permit");
    }

    @Test
    void aKindIsDisclosedAsOnesOwn_andReadAsTheOthers() {
        Engine engine = engine(clause("a", "permit", "actions: [disclose, read]", "from: [mx]", "to: [us]"));
        assertThat(reason(engine.decide(about(Action.DISCLOSE, "mx/fgr", "us/atf"))))
                .isEqualTo("permitted [a]");
        assertThat(reason(engine.decide(about(Action.READ, "us/atf", "mx/fgr"))))
                .isEqualTo("permitted [a]");
        assertThat(reason(engine.decide(about(Action.READ, "mx/fgr", "us/atf"))))
                .isEqualTo("agreement.refused.no-permit");
    }

    private static Question about(Action action, String actor, String other) {
        return Question.aboutKind(
                action, new Agency(actor), new Agency(other), "firearm", "arms-trafficking", Context.at(Examples.NOW));
    }

    @Test
    void explanation_saysOfEveryCandidateWhyItDidOrDidNotApply() {
        Engine engine = engine(
                clause("a-applies", "permit"),
                clause("b-purpose", "permit", "purposes: [statistics]"),
                clause("c-from", "permit", "from: [us]"),
                clause("d-to", "permit", "to: [us/cdc]"),
                clause("e-false", "permit", "when: \"context.approvals > 1\""),
                clause("f-failed", "permit", "kinds: [firearm]", "when: \"record.itemModelName == 'x'\""),
                clause("g-other-kind", "permit", "kinds: [person]"));
        assertThat(engine.explain(disclosure()).steps())
                .extracting(step -> step.clause().id() + " " + step.finding())
                .containsExactly(
                        "a-applies APPLIES",
                        "b-purpose OTHER_PURPOSE",
                        "c-from OTHER_FROM",
                        "d-to OTHER_TO",
                        "e-false CONDITION_FALSE",
                        "f-failed CONDITION_UNEVALUATED");
        Engine forbidding = engine(clause("f", "forbid", "kinds: [firearm]", "when: \"record.itemModelName == 'x'\""));
        assertThat(forbidding.explain(disclosure()).steps().getFirst().finding())
                .isEqualTo(Explanation.Finding.APPLIES_UNEVALUATED);
    }
}
