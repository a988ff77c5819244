package puente.node;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import puente.agreement.Clause;
import puente.agreement.Decision;
import puente.agreement.Obligation;
import puente.record.Catalogue;
import puente.record.Language;
import puente.record.Problem;
import puente.record.ProblemException;

/** Decisions as a reader sees them: outcome, deciding clauses with their binding text, obligations in words. */
final class Decisions {
    private Decisions() {}

    /** A refusal as the answer to a request: 403, with the deciding clauses named. */
    static ProblemException refused(Decision.Refused refused, String position) {
        Problem reason = refused.reason();
        List<Problem> problems = new ArrayList<>();
        problems.add(Problem.of(
                "node.decision.refused",
                position,
                "clauses",
                refused.clauses().isEmpty()
                        ? "–"
                        : refused.clauses().stream().map(Clause::id).collect(Collectors.joining(", "))));
        problems.add(new Problem(reason.code(), position, reason.arguments()));
        return new ProblemException(problems);
    }

    static Map<String, Object> show(Decision decision, Language language) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("permitted", decision instanceof Decision.Permitted);
        shown.put(
                "clauses",
                decision.clauses().stream()
                        .map(clause -> show(clause, language))
                        .toList());
        switch (decision) {
            case Decision.Permitted permitted ->
                shown.put(
                        "obligations",
                        permitted.obligations().list().stream()
                                .map(each -> show(each, language))
                                .toList());
            case Decision.Refused refused -> {
                Problem reason = refused.reason();
                shown.put("reason", ProblemResponse.member(reason, language));
            }
        }
        return shown;
    }

    static Map<String, Object> show(Clause clause, Language language) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", clause.id());
        shown.put("effect", clause.effect().code());
        shown.put("title", clause.title().in(language));
        shown.put("text", clause.text().in(language));
        shown.put("source", clause.source().in(language));
        return shown;
    }

    static Map<String, Object> show(Obligation obligation, Language language) {
        return switch (obligation) {
            case Obligation.Redact redact ->
                obligation("redact", language, "fields", String.join(", ", redact.fields()));
            case Obligation.ReducePlace place ->
                obligation(
                        "reduce-place", language, "precision", place.precision().code());
            case Obligation.TwoPersonApproval ignored -> obligation("two-person-approval", language, "", "");
            case Obligation.RetainFor days -> obligation("retain-for", language, "days", days.days());
            case Obligation.RetainUntil until -> obligation("retain-until", language, "date", until.date());
            case Obligation.OriginatorConsent ignored -> obligation("originator-consent", language, "", "");
            case Obligation.UseReceipt ignored -> obligation("use-receipt", language, "", "");
        };
    }

    private static Map<String, Object> obligation(String type, Language language, String name, Object value) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("type", type);
        if (!name.isEmpty()) {
            shown.put(name, value.toString());
        }
        shown.put("text", Catalogue.standard().text("node.obligation." + type, language, name, value));
        return shown;
    }
}
