package puente.agreement;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import puente.record.Agency;
import puente.record.Catalogue;
import puente.record.Codes;
import puente.record.Language;
import puente.record.Problem;

/**
 * Agreements, decisions and replays as a person reads them, in either language, as plain Markdown that is also legible as it
 * is. Every sentence comes from the catalogue; every binding text from the agreement.
 */
public final class AgreementText {
    private static final Catalogue CATALOGUE = Catalogue.standard();

    private final Language language;
    private final InWords names;

    private AgreementText(Language language) {
        this.language = language;
        this.names = InWords.in(language, Optional.empty());
    }

    /** A writer in one language. */
    public static AgreementText in(Language language) {
        return new AgreementText(language);
    }

    /** The whole agreement: title, parties, purposes, and every clause with its text and what the engine makes of it. */
    public String of(Agreement agreement) {
        StringBuilder out = new StringBuilder();
        out.append("# ").append(agreement.title().in(language)).append("\n\n");
        out.append(agreement.preamble().in(language)).append("\n\n");
        line(out, "agreement.text.version", "id", agreement.id(), "version", agreement.version());
        line(out, "agreement.text.effective", "date", agreement.effective());
        line(out, "agreement.text.review", "date", agreement.nextReview());
        line(out, "agreement.text.hash", "hash", agreement.hash());
        agreement.supersedes().ifPresent(hash -> line(out, "agreement.text.supersedes", "hash", hash));
        line(out, agreement.witnesses().isEmpty() ? "agreement.text.no-witnesses" : "agreement.text.witnesses");
        heading(out, "agreement.text.parties");
        for (Party party : agreement.parties().values()) {
            out.append("- **")
                    .append(party.label().in(language))
                    .append("** (")
                    .append(party.name())
                    .append(")\n");
            party.agencies().values().forEach(member -> member(out, member));
        }
        heading(out, "agreement.text.purposes");
        for (Purpose purpose : agreement.purposes().values()) {
            out.append("- ")
                    .append(purpose.label().in(language))
                    .append(" (`")
                    .append(purpose.name())
                    .append("`)\n");
        }
        heading(out, "agreement.text.clauses");
        agreement.clauses().forEach(clause -> out.append(of(clause)).append('\n'));
        return out.toString();
    }

    private void member(StringBuilder out, Member member) {
        out.append("  - ")
                .append(member.label().in(language))
                .append(" (`")
                .append(member.agency())
                .append("`)");
        out.append(": ").append(vetting(member.facts())).append('\n');
        member.units()
                .forEach((unit, facts) -> out.append("    - `")
                        .append(unit)
                        .append("`: ")
                        .append(vetting(facts))
                        .append('\n'));
    }

    private String vetting(Member.Facts facts) {
        String vetting = facts.vettedUntil()
                .map(until -> text("agreement.text.vetted", "date", until))
                .orElseGet(() -> text("agreement.text.unvetted"));
        return facts.assurances().isEmpty() ? vetting : vetting + "; " + String.join(", ", facts.assurances());
    }

    /** One clause. */
    public String of(Clause clause) {
        StringBuilder out = new StringBuilder();
        out.append("### ")
                .append(clause.title().in(language))
                .append(" (`")
                .append(clause.id())
                .append("`)\n\n");
        out.append(clause.text().in(language)).append("\n\n");
        line(out, "agreement.text.source", "source", clause.source().in(language));
        line(
                out,
                "agreement.text.effect." + clause.effect().code(),
                "actions",
                clause.actions().stream()
                        .map(action -> text("agreement.text.action." + action.code()))
                        .collect(Collectors.joining(", ")));
        line(
                out,
                "agreement.text.kinds",
                "kinds",
                clause.everyKind() ? text("agreement.text.all") : String.join(", ", clause.kinds()));
        line(out, "agreement.text.for", "purposes", String.join(", ", clause.purposes()));
        line(out, "agreement.text.flow", "from", codes(clause.from()), "to", codes(clause.to()));
        if (!clause.when().always()) {
            line(out, "agreement.text.when", "condition", clause.when().text());
        }
        for (Obligation each : clause.obligations()) {
            line(out, "agreement.text.obliges", "obligation", of(each));
        }
        return out.toString();
    }

    private static String codes(Collection<Agency> agencies) {
        return agencies.stream().map(Agency::code).collect(Collectors.joining(", "));
    }

    /** One obligation, as half a sentence. */
    public String of(Obligation obligation) {
        return switch (obligation) {
            case Obligation.Redact redact ->
                text(
                        "agreement.obligation.redact",
                        "fields",
                        redact.fields().stream().map(names::field).collect(Collectors.joining(", ")));
            case Obligation.ReducePlace reduce ->
                text(
                        "agreement.obligation.reduce-place",
                        "precision",
                        text("agreement.precision." + reduce.precision().code()));
            case Obligation.TwoPersonApproval ignored -> text("agreement.obligation.two-person-approval");
            case Obligation.RetainFor retain -> text("agreement.obligation.retain-for", "days", retain.days());
            case Obligation.RetainUntil retain ->
                text("agreement.obligation.retain-until", "date", names.date(retain.date()));
            case Obligation.OriginatorConsent ignored -> text("agreement.obligation.originator-consent");
            case Obligation.UseReceipt ignored -> text("agreement.obligation.use-receipt");
        };
    }

    /** A decision: the answer, its reason, the deciding clauses with their binding text, the obligations. */
    public String of(Decision decision) {
        StringBuilder out = new StringBuilder();
        switch (decision) {
            case Decision.Permitted permitted -> {
                out.append("**").append(text("agreement.text.permitted")).append("**\n\n");
                deciding(out, permitted.clauses());
                for (Obligation each : permitted.obligations().list()) {
                    line(out, "agreement.text.obliges", "obligation", of(each));
                }
            }
            case Decision.Refused refused -> {
                out.append("**").append(text("agreement.text.refused")).append("** ");
                out.append(CATALOGUE.message(refused.reason(), language)).append('\n');
                out.append(CATALOGUE.remedy(refused.reason(), language)).append("\n\n");
                deciding(out, refused.clauses());
            }
        }
        return out.toString();
    }

    private void deciding(StringBuilder out, List<Clause> clauses) {
        for (Clause clause : clauses) {
            out.append("- ")
                    .append(clause.title().in(language))
                    .append(" (`")
                    .append(clause.id())
                    .append("`): ");
            out.append(clause.text().in(language)).append('\n');
        }
    }

    /** A decision with every clause that was looked at. */
    public String of(Explanation explanation) {
        Question question = explanation.question();
        StringBuilder out = new StringBuilder();
        out.append(text(
                        "agreement.text.question",
                        "actor",
                        question.actor(),
                        "action",
                        text("agreement.text.action." + question.action().code()),
                        "kind",
                        question.record().kind(),
                        "recipient",
                        question.recipient(),
                        "purpose",
                        question.purpose()))
                .append("\n\n");
        out.append(of(explanation.decision()));
        heading(out, "agreement.text.candidates");
        for (Explanation.Step step : explanation.steps()) {
            out.append("- `").append(step.clause().id()).append("` (");
            out.append(
                    text("agreement.text.effect-name." + step.clause().effect().code()));
            out.append("): ").append(text("agreement.finding." + Codes.of(step.finding())));
            if (!step.clause().when().always()
                    && switch (step.finding()) {
                        case CONDITION_FALSE, CONDITION_UNEVALUATED, APPLIES_UNEVALUATED -> true;
                        case APPLIES, OTHER_PURPOSE, OTHER_FROM, OTHER_TO -> false;
                    }) {
                out.append(" `").append(step.clause().when().text()).append('`');
            }
            out.append('\n');
        }
        return out.toString();
    }

    /** What a new agreement would change. */
    public String of(List<Replay.Change> changes) {
        StringBuilder out = new StringBuilder();
        out.append(text("agreement.text.replay", "count", changes.size())).append("\n\n");
        for (Replay.Change change : changes) {
            Question question = change.recorded().question();
            LocalDate day = question.context().today();
            out.append("- ").append(day).append(' ');
            out.append(question.actor())
                    .append(" → ")
                    .append(question.recipient())
                    .append(", ");
            out.append(text("agreement.text.action." + question.action().code()))
                    .append(", ");
            out.append(question.record().kind())
                    .append(' ')
                    .append(question.record().id())
                    .append(", ");
            out.append(question.purpose()).append(": ");
            out.append(outcome(change.before())).append(" → ").append(outcome(change.after()));
            if (change.contradictsRecord()) {
                out.append("; ").append(text("agreement.text.contradicts"));
            }
            out.append('\n');
        }
        return out.toString();
    }

    private String outcome(Decision decision) {
        return switch (decision) {
            case Decision.Permitted permitted -> {
                List<String> parts = new ArrayList<>(permitted.clauseIds());
                permitted.obligations().list().forEach(each -> parts.add(of(each)));
                yield text("agreement.text.permitted") + " (" + String.join("; ", parts) + ")";
            }
            case Decision.Refused refused ->
                text("agreement.text.refused") + " (" + CATALOGUE.message(refused.reason(), language) + ")";
        };
    }

    /** A problem in one line: position, what is wrong, what would mend it. */
    public String of(Problem problem) {
        return problem.position() + ": " + CATALOGUE.message(problem, language) + " "
                + CATALOGUE.remedy(problem, language);
    }

    private void heading(StringBuilder out, String code) {
        out.append("\n## ").append(text(code)).append("\n\n");
    }

    private void line(StringBuilder out, String code, Object... namesAndValues) {
        out.append("- ").append(text(code, namesAndValues)).append('\n');
    }

    private String text(String code, Object... namesAndValues) {
        return CATALOGUE.text(code, language, namesAndValues);
    }
}
