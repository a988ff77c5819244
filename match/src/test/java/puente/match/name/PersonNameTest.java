package puente.match.name;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import puente.match.name.Nicknames.Relation;

class PersonNameTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PEÑA DE LA GARZA, José Guadalupe | jose guadalupe | pena | de la garza | '' | ''
            José Guadalupe Peña de la Garza  | jose guadalupe | pena | de la garza | '' | ''
            Ma. Gpe. Hernández López         | maria guadalupe | hernandez | lopez | '' | ''
            HERNANDEZ LOPEZ MARIA GUADALUPE  | maria guadalupe | hernandez | lopez | '' | ''
            Lucía Pérez de García            | lucia | perez | '' | garcia | ''
            Lucía Pérez viuda de García      | lucia | perez | '' | garcia | ''
            Dr. Martin Luther King, Jr.      | martin luther | king | '' | '' | jr
            John Quincy Adams III            | john quincy | adams | '' | '' | iii
            Juan García López                | juan | garcia | lopez | '' | ''
            Juan Carlos García               | juan carlos | garcia | '' | '' | ''
            José Ortega y Gasset             | jose | ortega | gasset | '' | ''
            Ludwig van Beethoven             | ludwig | van beethoven | '' | '' | ''
            SALDANA, JUANA J                 | juana j | saldana | '' | '' | ''
            María del Carmen Ruiz Díaz       | maria carmen | ruiz | diaz | '' | ''
            García                           | '' | garcia | '' | '' | ''
            """)
    void names_areTakenApart(
            String text, String given, String paternal, String maternal, String married, String suffix) {
        PersonName name = PersonName.parse(text);
        assertThat(String.join(" ", name.given())).isEqualTo(given);
        assertThat(name.paternal()).isEqualTo(paternal);
        assertThat(name.maternal()).isEqualTo(maternal);
        assertThat(name.married()).isEqualTo(married);
        assertThat(name.suffix()).isEqualTo(suffix);
    }

    @Test
    void fields_areTakenAsTheyStand() {
        PersonName name = PersonName.of("José Gpe.", "De la Garza", "Peña");
        assertThat(name.given()).containsExactly("jose", "guadalupe");
        assertThat(name.surnameTokens()).containsExactly("garza", "pena");
        assertThat(PersonName.of("Ana", "Ruiz Díaz", "").maternal()).isEqualTo("diaz");
    }

    @Test
    void nothing_isTakenApart() {
        assertThat(PersonName.parse(" ,;-")).isEqualTo(new PersonName(List.of(), List.of(), "", "", "", "", false));
    }

    @Test
    void tokensAndCharacters_beyondTheMost_areLeftOut() {
        assertThat(PersonName.parse("ana ".repeat(50)).tokens()).hasSize(PersonName.MOST_TOKENS);
        assertThat(PersonName.parse("a".repeat(1000)).tokens().getFirst()).hasSize(PersonName.MOST_CHARACTERS);
    }

    @ParameterizedTest
    @CsvSource({
        "pepe,jose,NICKNAME",
        "jose,joseph,OTHER_LANGUAGE",
        "bob,robert,NICKNAME",
        "mohammed,muhammad,SPELLING",
        "gpe,guadalupe,ABBREVIATION",
        "beto,roberto,NICKNAME",
        "roberto,alberto,NONE",
        "bill,guillermo,NICKNAME",
        "juan,juana,NONE",
        "chuy,jesus,NICKNAME",
        "juan,john,OTHER_LANGUAGE",
        "memo,guillermo,NICKNAME",
        "jose,jose,SAME",
        "fco,francisco,ABBREVIATION",
        "lupe,lupita,NICKNAME"
    })
    void givenNames_standForEachOther(String a, String b, Relation relation) {
        assertThat(Nicknames.standard().relation(a, b)).isEqualTo(relation);
        assertThat(Nicknames.standard().relation(b, a)).isEqualTo(relation);
    }

    @Test
    void rareNames_weighMoreThanCommonOnes() {
        Lexicon lexicon = Lexicon.standard();
        assertThat(lexicon.weight("garcia")).isLessThan(lexicon.weight("zapata"));
        assertThat(lexicon.weight("zapata")).isLessThan(lexicon.weight("qwxyz"));
        assertThat(lexicon.traditions("canul")).contains("indigenous");
        assertThat(lexicon.lists()).contains("particle", "title", "suffix", "join", "connective", "widow");
    }
}
