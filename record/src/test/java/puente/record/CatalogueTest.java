package puente.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

/** Everything said to a person exists in both languages. */
class CatalogueTest {
    private static final Catalogue CATALOGUE = Catalogue.standard();

    @Test
    void everyCode_hasItsRoom_andErrorsTellWhatToDo() {
        assertThat(CATALOGUE.codes()).isNotEmpty();
        for (String code : CATALOGUE.codes()) {
            assertThat(code).matches("[a-z]+(\\.[a-z0-9-]+)+");
            if (CATALOGUE.status(code) != 0) {
                assertThat(CATALOGUE.status(code)).isBetween(400, 599);
                Problem problem = new Problem(code, "", java.util.Map.of());
                assertThat(CATALOGUE.remedy(problem, Language.EN)).isNotBlank();
                assertThat(CATALOGUE.remedy(problem, Language.ES)).isNotBlank();
            }
        }
    }

    @Test
    void placeholders_areFilled_inBothLanguages() {
        Problem problem = Problem.of("record.date.no-such-month", "/x", "value", "2024-13", "month", 13);
        assertThat(CATALOGUE.message(problem, Language.EN)).isEqualTo("'2024-13': there is no month 13.");
        assertThat(CATALOGUE.message(problem, Language.ES)).isEqualTo("'2024-13': no existe el mes 13.");
    }

    @Test
    void unknownCode_isAProgrammingError() {
        assertThatIllegalArgumentException().isThrownBy(() -> CATALOGUE.text("record.no.such", Language.EN));
    }
}
