package puente.measure.register;

import java.math.BigDecimal;
import puente.record.Catalogue;
import puente.record.Codes;
import puente.record.Language;

/** A registration as the sentences that are signed: the same registration always gives the same sentences. */
public final class Statement {
    private Statement() {}

    /** @param indicator its name in this language */
    public static String of(Registration registration, String indicator, Language language) {
        Catalogue catalogue = Catalogue.standard();
        Rule rule = registration.rule();
        String part =
                registration.dimensions().isEmpty() ? "" : " (" + String.join(", ", registration.dimensions()) + ")";
        String compared = registration.compared().isEmpty()
                ? catalogue.text("measure.registration.statement.own-past", language)
                : catalogue.text(
                        "measure.registration.statement.others",
                        language,
                        "count",
                        registration.compared().size(),
                        "areas",
                        Words.areas(registration.compared(), language));
        String how = catalogue.text(
                "measure.registration.statement.how",
                language,
                "indicator",
                indicator + part,
                "code",
                registration.indicator(),
                "area",
                Words.area(registration.treated(), language),
                "first",
                Words.period(registration.type(), registration.first(), language),
                "last",
                Words.period(registration.type(), registration.last(), language),
                "compared",
                compared,
                "method",
                Words.method(registration.method(), language));
        return how + " "
                + catalogue.text(
                        rule.direction() == Rule.Direction.FALL
                                ? "measure.registration.statement.fall"
                                : "measure.registration.statement.rise",
                        language,
                        "least",
                        Words.number(rule.leastPercent()),
                        "confidence",
                        Words.number(rule.confidencePercent()),
                        "chance",
                        Words.number(BigDecimal.valueOf(100).subtract(rule.confidencePercent())));
    }

    /** What the rule makes of a finding, as a sentence. */
    public static String of(Rule rule, Rule.Judgement judgement, Language language) {
        String code = Codes.of(judgement);
        return Catalogue.standard()
                .text(
                        "measure.registration.judgement." + code,
                        language,
                        "least",
                        Words.number(rule.leastPercent()),
                        "confidence",
                        Words.number(rule.confidencePercent()),
                        "direction",
                        Catalogue.standard()
                                .text(
                                        rule.direction() == Rule.Direction.FALL
                                                ? "measure.registration.direction.fall"
                                                : "measure.registration.direction.rise",
                                        language));
    }
}
