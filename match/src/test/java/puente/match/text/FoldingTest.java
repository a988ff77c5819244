package puente.match.text;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldingTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PEÑA DE LA GARZA, José Guadalupe | pena de la garza jose guadalupe
            O'Brien–Núñez                    | obrien nunez
            Müller & Söhne GmbH              | muller sohne gmbh
            Łukasz Straße Ærø                | lukasz strasse aero
            Щукин Юрий Хрущёв                | shchukin yuriy khrushchev
            Володимир Зеленський             | volodimir zelenskiy
            Παπαδόπουλος Ευάγγελος           | papadopoulos evangelos
            習近平                             | xi jin ping
            محمد                             | mhmd
            김정은                             | gimjeong eun
            ＡＢＣ　１２                         | abc 12
            Nguyễn Văn Ả                     | nguyen van a
            """)
    void texts_foldToLatinLetters(String text, String folded) {
        assertThat(Folding.plain(text)).isEqualTo(folded);
    }

    @Test
    void enye_isKeptWhereAsked_alsoWhenWrittenAsTwoCharacters() {
        assertThat(Folding.enye("Peña")).isEqualTo("peña");
        assertThat(Folding.enye("Pen\u0303a")).isEqualTo("peña");
        assertThat(Folding.plain("Pen\u0303a")).isEqualTo("pena");
    }

    @Test
    void scriptsWithoutVowels_areTold() {
        assertThat(Folding.isConsonantal("محمد")).isTrue();
        assertThat(Folding.isConsonantal("Mohamed Юрий")).isFalse();
    }

    @Property(tries = 1000)
    void folding_isIdempotent_andOfItsAlphabetAlone(@ForAll String text) {
        String folded = Folding.plain(text);
        assertThat(folded).matches("([a-z0-9]+( [a-z0-9]+)*)?");
        assertThat(Folding.plain(folded)).isEqualTo(folded);
        assertThat(Folding.enye(text)).matches("([a-zñ0-9]+( [a-zñ0-9]+)*)?");
    }

    @ParameterizedTest
    @CsvSource({
        "gimenez,jimenez",
        "ximena,jimena",
        "vazquez,basques",
        "quintero,kintero",
        "llamas,yamas",
        "hernandez,ernandes",
        "huerta,guerta",
        "zepeda,cepeda",
        "pacheco,pacheko",
        "ibanez,ivanes",
        "yolanda,iolanda"
    })
    void wordsThatSoundAlikeInSpanish_haveOneKey(String a, String b) {
        assertThat(SpanishSound.key(a)).isEqualTo(SpanishSound.key(b));
    }

    @ParameterizedTest
    @CsvSource({"garcia,gracia", "lopez,lobos", "marta,mario", "chavez,jaimes", "gomez,jomez"})
    void wordsThatDoNot_haveTwo(String a, String b) {
        assertThat(SpanishSound.key(a)).isNotEqualTo(SpanishSound.key(b));
    }

    @ParameterizedTest
    @CsvSource({
        "peters,peterson,false",
        "brown,browne,true",
        "clark,klark,true",
        "philips,fillips,true",
        "smith,smyth,false",
        "knight,night,true"
    })
    void english_nysiis(String a, String b, boolean same) {
        assertThat(EnglishSound.key(a).equals(EnglishSound.key(b))).isEqualTo(same);
    }
}
