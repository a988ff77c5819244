package puente.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static puente.gateway.Samples.bytes;
import static puente.gateway.Samples.refusal;

import org.junit.jupiter.api.Test;
import puente.gateway.Indicator.Rule;

class IndicatorsTest {
    private final Indicators indicators = Indicators.standard();

    @Test
    void seriesThatCountTheSameThings_areDeclaredNeverToBeAdded_fromBothSides() {
        assertThat(indicators.against("us.cbp.drug-seizure-weight", "us.cbp.amo-drug-seizure-weight"))
                .hasValueSatisfying(comparison -> assertThat(comparison.rule()).isEqualTo(Rule.NEVER_ADD));
        assertThat(indicators.against("us.cbp.amo-drug-seizure-weight", "us.cbp.drug-seizure-weight"))
                .isPresent();
        assertThat(indicators.against("us.cbp.amo-drug-seizure-events", "us.cbp.drug-seizure-events"))
                .isPresent();
        assertThat(indicators.against("us.cbp.encounters", "us.cbp.usbp-encounters"))
                .isPresent();
        assertThat(indicators.against("us.cbp.usbp-encounters", "us.cbp.encounters"))
                .isPresent();
        assertThat(indicators.against("us.cbp.usbp-encounters", "mx.conapo.population"))
                .isEmpty();
    }

    @Test
    void valuesThatContainOthers_areDeclared() {
        assertThat(indicators.find("mx.conapo.population").orElseThrow().wholes())
                .extracting(Indicator.Whole::of)
                .containsExactly("sex=total", "area=MX");
    }

    @Test
    void everyIndicator_hasNameUnitSourceAndNote_inBothLanguages() {
        assertThat(indicators.all()).hasSize(33).allSatisfy(indicator -> {
            assertThat(indicator.note().en()).isNotEqualTo(indicator.note().es());
            assertThat(indicator.code()).startsWith(indicator.agency().code().replace('/', '.') + ".");
        });
    }

    @Test
    void anIndicator_isPublicOnlyWhereItsDeclarationSaysSo_andSaysWhatItIsNeverSummedOver() {
        String yaml = """
                a.b: {name: {en: x, es: y}, unit: kg, agency: mx, year: calendar, source: {en: x, es: y}, note: {en: x, es: y}}
                """;
        assertThat(Indicators.parse("i.yaml", bytes(yaml))
                        .find("a.b")
                        .orElseThrow()
                        .isPublic())
                .isFalse();
        assertThat(indicators
                        .find("us.cdc.synthetic-opioid-deaths")
                        .orElseThrow()
                        .apart())
                .containsExactly("area");
        assertThat(indicators.find("us.inl.assistance-to-mexico").orElseThrow().isPublic())
                .isTrue();
    }

    @Test
    void victims_areDividedByThePopulationOfBothSexes() {
        assertThat(indicators.find("mx.sesnsp.crime-victims").orElseThrow().denominator())
                .isEqualTo(new Indicator.Denominator("mx.conapo.population", "sex=total", 100_000));
        assertThat(indicators.find("us.cbp.encounters").orElseThrow().denominator())
                .isNull();
    }

    @Test
    void aDenominatorThatIsNotDeclared_orOfNothing_isRefused() {
        String yaml = """
                a.b: {name: {en: x, es: y}, unit: kg, agency: mx, year: calendar, source: {en: x, es: y}, note: {en: x, es: y}, denominator: {indicator: a.b, part: "sex=total", per: 10}}
                """;
        assertThat(Indicators.parse("i.yaml", bytes(yaml)).all()).hasSize(1);
        assertThat(refusal(() -> Indicators.parse("i.yaml", bytes(yaml.replace("indicator: a.b", "indicator: c.d"))))
                        .code())
                .isEqualTo("gateway.mapping.indicator");
        assertThat(refusal(() -> Indicators.parse("i.yaml", bytes(yaml.replace("per: 10", "per: 0"))))
                        .code())
                .isEqualTo("gateway.mapping.value");
        assertThat(refusal(() -> Indicators.parse("i.yaml", bytes(yaml.replace("sex=total", "total"))))
                        .code())
                .isEqualTo("gateway.mapping.value");
    }

    @Test
    void aComparisonWithAnUnknownIndicator_isRefused() {
        String yaml = """
                a.b: {name: {en: x, es: y}, unit: kg, agency: mx, year: calendar, source: {en: x, es: y}, note: {en: x, es: y}, never-splice-with: {c.d: {en: x, es: y}}}
                """;
        assertThat(refusal(() -> Indicators.parse("i.yaml", bytes(yaml))).code())
                .isEqualTo("gateway.mapping.indicator");
        assertThat(Indicators.parse(
                                "i.yaml",
                                bytes(yaml
                                        + yaml.replace("a.b:", "c.d:")
                                                .replace(", never-splice-with: {c.d: {en: x, es: y}}", "")))
                        .against("c.d", "a.b"))
                .hasValueSatisfying(comparison -> assertThat(comparison.rule()).isEqualTo(Rule.NEVER_SPLICE));
        assertThat(refusal(() -> Indicators.parse("i.yaml", bytes(yaml.replace("year: calendar", "year: lunar"))))
                        .code())
                .isEqualTo("gateway.mapping.value");
    }
}
