package puente.node;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import puente.agreement.Action;
import puente.agreement.Agreement;
import puente.agreement.AgreementText;
import puente.agreement.Clause;
import puente.agreement.Decision;
import puente.agreement.Explanation;
import puente.agreement.InWords;
import puente.agreement.Obligation;
import puente.record.Agency;
import puente.record.Bilingual;
import puente.record.Catalogue;
import puente.record.Language;
import puente.record.Problem;

/** Clauses, obligations and reasons in both languages at once, {@code {"en": …, "es": …}}: a page switches without asking again. */
final class BothLanguages {
    private BothLanguages() {}

    static Map<String, Object> text(Bilingual text) {
        return each(text::in);
    }

    /** A text of the catalogue. */
    static Map<String, Object> text(String code, Object... namesAndValues) {
        return each(language -> Catalogue.standard().text(code, language, namesAndValues));
    }

    /** What each language says. */
    static Map<String, Object> each(Function<Language, String> text) {
        Map<String, Object> shown = new LinkedHashMap<>();
        for (Language language : Language.values()) {
            shown.put(language.tag(), text.apply(language));
        }
        return shown;
    }

    /** A reason, with the names that an agreement gives to purposes and clauses. */
    static Map<String, Object> problem(Problem problem, Optional<Agreement> agreement) {
        Catalogue catalogue = Catalogue.standard();
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("code", problem.code());
        shown.put(
                "text",
                each(language ->
                        catalogue.message(InWords.in(language, agreement).of(problem), language)));
        shown.put(
                "remedy",
                each(language ->
                        catalogue.remedy(InWords.in(language, agreement).of(problem), language)));
        return shown;
    }

    /** What a clause says: id, effect, heading, binding text and the legal text it cites. */
    static Map<String, Object> clause(Clause clause) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", clause.id());
        shown.put("effect", clause.effect().code());
        shown.put("title", text(clause.title()));
        shown.put("text", text(clause.text()));
        shown.put("source", text(clause.source()));
        return shown;
    }

    /** The same, and what the engine makes of it. */
    static Map<String, Object> wholeClause(Clause clause) {
        Map<String, Object> shown = clause(clause);
        shown.put(
                "actions", clause.actions().stream().map(Action::code).sorted().toList());
        shown.put("everyKind", clause.everyKind());
        shown.put("kinds", clause.everyKind() ? List.of() : List.copyOf(clause.kinds()));
        shown.put("purposes", List.copyOf(clause.purposes()));
        shown.put("from", clause.from().stream().map(Agency::code).toList());
        shown.put("to", clause.to().stream().map(Agency::code).toList());
        if (!clause.when().always()) {
            shown.put("when", clause.when().text());
        }
        shown.put("obligations", obligations(clause.obligations()));
        return shown;
    }

    static List<Map<String, Object>> clauses(List<Clause> clauses) {
        return clauses.stream().map(BothLanguages::clause).toList();
    }

    static List<Map<String, Object>> obligations(List<Obligation> obligations) {
        return obligations.stream().map(BothLanguages::obligation).toList();
    }

    private static Map<String, Object> obligation(Obligation obligation) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("type", type(obligation));
        switch (obligation) {
            case Obligation.Redact redact -> shown.put("fields", List.copyOf(redact.fields()));
            case Obligation.ReducePlace place ->
                shown.put("precision", place.precision().code());
            case Obligation.RetainFor days -> shown.put("days", days.days());
            case Obligation.RetainUntil until -> shown.put("date", until.date().toString());
            case Obligation.TwoPersonApproval ignored -> {}
            case Obligation.OriginatorConsent ignored -> {}
            case Obligation.UseReceipt ignored -> {}
        }
        shown.put("text", each(language -> AgreementText.in(language).of(obligation)));
        return shown;
    }

    static String type(Obligation obligation) {
        return switch (obligation) {
            case Obligation.Redact ignored -> "redact";
            case Obligation.ReducePlace ignored -> "reduce-place";
            case Obligation.TwoPersonApproval ignored -> "two-person-approval";
            case Obligation.RetainFor ignored -> "retain-for";
            case Obligation.RetainUntil ignored -> "retain-until";
            case Obligation.OriginatorConsent ignored -> "originator-consent";
            case Obligation.UseReceipt ignored -> "use-receipt";
        };
    }

    /** {@code permitted}, {@code clauses}, and {@code obligations} or {@code reason}. */
    static Map<String, Object> decision(Decision decision, Optional<Agreement> agreement) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("permitted", decision instanceof Decision.Permitted);
        shown.put("clauses", clauses(decision.clauses()));
        switch (decision) {
            case Decision.Permitted permitted ->
                shown.put("obligations", obligations(permitted.obligations().list()));
            case Decision.Refused refused -> shown.put("reason", problem(refused.reason(), agreement));
        }
        return shown;
    }

    /** Every clause considered: what it says, what became of it and why, in words. */
    static List<Map<String, Object>> considered(Explanation explanation) {
        return explanation.steps().stream().map(BothLanguages::step).toList();
    }

    private static Map<String, Object> step(Explanation.Step step) {
        String finding = switch (step.finding()) {
            case APPLIES -> "applies";
            case APPLIES_UNEVALUATED -> "applies-unevaluated";
            case OTHER_PURPOSE -> "other-purpose";
            case OTHER_FROM -> "other-from";
            case OTHER_TO -> "other-to";
            case CONDITION_FALSE -> "condition-false";
            case CONDITION_UNEVALUATED -> "condition-unevaluated";
        };
        Clause clause = step.clause();
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("clause", clause.id());
        shown.put("effect", clause.effect().code());
        shown.put("finding", finding);
        shown.put(
                "applies",
                switch (step.finding()) {
                    case APPLIES, APPLIES_UNEVALUATED -> true;
                    case OTHER_PURPOSE, OTHER_FROM, OTHER_TO, CONDITION_FALSE, CONDITION_UNEVALUATED -> false;
                });
        shown.put("why", text("agreement.finding." + finding));
        if (!clause.when().always()) {
            shown.put("when", clause.when().text());
        }
        shown.put("title", text(clause.title()));
        shown.put("text", text(clause.text()));
        shown.put("source", text(clause.source()));
        return shown;
    }
}
