package puente.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import puente.record.Catalogue;
import puente.record.Language;
import puente.record.Problem;

/** Refusals and obligations name what people know by name, in either language. */
class InWordsTest {
    private static String said(Problem problem, Language language) {
        Agreement agreement = DemonstrationAgreement.load();
        return Catalogue.standard()
                .message(InWords.in(language, Optional.of(agreement)).of(problem), language);
    }

    @Test
    void refusal_namesPartiesKindsPurposesAndDays() {
        Problem none = Problem.of(
                "agreement.refused.no-permit",
                "",
                "action",
                "disclose",
                "kind",
                "vehicle",
                "purpose",
                "organised-crime",
                "from",
                "us/dea",
                "recipient",
                "mx/anam");
        assertThat(said(none, Language.EN))
                .contains("US DEA", "MX ANAM", "'vehicle'")
                .doesNotContain("organised-crime");
        assertThat(said(none, Language.ES))
                .contains("US DEA", "«vehículo»", "compartir")
                .doesNotContain("organised-crime");
        Problem over = Problem.of("agreement.refused.retention-over", "", "date", "2026-11-05");
        assertThat(said(over, Language.EN)).contains("5 November 2026");
        assertThat(said(over, Language.ES)).contains("5 de noviembre de 2026");
    }

    @Test
    void problemThatQuotesWhatWasTyped_isLeftAsItIs() {
        Problem typed = Problem.of("agreement.condition.unknown-field", "", "kind", "vehicle");
        assertThat(InWords.in(Language.EN, Optional.empty()).of(typed)).isEqualTo(typed);
    }

    @Test
    void obligation_namesFieldsAndDays() {
        AgreementText text = AgreementText.in(Language.ES);
        assertThat(text.of(new Obligation.Redact(new TreeSet<>(Set.of("substanceCategory")))))
                .contains("droga")
                .doesNotContain("substanceCategory");
        assertThat(text.of(new Obligation.RetainUntil(LocalDate.of(2027, 6, 30))))
                .contains("30 de junio de 2027");
    }
}
