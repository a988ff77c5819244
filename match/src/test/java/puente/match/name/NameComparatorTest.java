package puente.match.name;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import puente.match.name.NameComparison.Category;
import puente.record.Language;

class NameComparatorTest {
    /** What the comparison reaches on the labelled pairs; a change that loses more than noise must say why. */
    private static final double F1_MIN = 0.9;

    private final NameComparator comparator = new NameComparator();

    @Test
    void labelledPairs_areToldApart() {
        int right = 0;
        int wrong = 0;
        int missed = 0;
        StringBuilder errors = new StringBuilder();
        for (LabelledPairs.Pair pair : LabelledPairs.all()) {
            NameComparison found = comparator.compare(pair.left(), pair.right(), pair.category());
            right += found.isMatch() && pair.match() ? 1 : 0;
            wrong += found.isMatch() && !pair.match() ? 1 : 0;
            missed += !found.isMatch() && pair.match() ? 1 : 0;
            if (found.isMatch() != pair.match()) {
                errors.append(pair).append(' ').append(found.score()).append('\n');
            }
        }
        double f1 = 2.0 * right / (2 * right + wrong + missed);
        assertThat(f1).as("wrong:%n%s", errors).isGreaterThanOrEqualTo(F1_MIN);
    }

    @Test
    void categories_areToldFromTheNames() {
        int told = 0;
        List<LabelledPairs.Pair> pairs = LabelledPairs.all();
        for (LabelledPairs.Pair pair : pairs) {
            told += comparator
                                    .compare(pair.left(), pair.right(), Category.UNKNOWN)
                                    .category()
                            == pair.category()
                    ? 1
                    : 0;
        }
        assertThat((double) told / pairs.size()).isGreaterThan(0.85);
    }

    @Provide
    Arbitrary<String> names() {
        Arbitrary<String> token = Arbitraries.of(
                "José",
                "Josefa",
                "Ma.",
                "Pepe",
                "de la",
                "Garza",
                "DELAGARZA",
                "Müller",
                "J.",
                "Путин",
                "王",
                "محمد",
                "S.A. de C.V.",
                "Bank",
                "y",
                "12",
                "von",
                "-",
                "Jr.",
                "");
        return Combinators.combine(token, token, token, token).as((a, b, c, d) -> String.join(" ", a, b, c, d));
    }

    @Property(tries = 1500)
    void comparison_isSymmetric_bounded_andKnowsIdentity(@ForAll("names") String a, @ForAll("names") String b) {
        for (Category category : Category.values()) {
            NameComparison found = comparator.compare(a, b, category);
            assertThat(found.score()).isBetween(0.0, 1.0);
            assertThat(comparator.compare(b, a, category).score())
                    .isCloseTo(found.score(), org.assertj.core.api.Assertions.within(1e-9));
            NameComparison itself = comparator.compare(a, a, category);
            assertThat(itself.score()).isIn(0.0, 1.0);
        }
    }

    @Test
    void namesWithoutLetters_matchNothing() {
        assertThat(comparator.compare("", "José", Category.PERSON).score()).isZero();
        assertThat(comparator.compare("--", "..", Category.COMPANY).score()).isZero();
    }

    @Test
    void reasons_standInBothLanguages() {
        NameComparison found = comparator.compare("PEÑA DE LA GARZA, José", "Pepe Pena Delagarza", Category.PERSON);
        assertThat(found.isMatch()).isTrue();
        assertThat(found.explain(Language.ES)).anyMatch(line -> line.contains("hipocorístico"));
        assertThat(found.explain(Language.EN)).anyMatch(line -> line.contains("pet name"));
        double share = found.parts().stream()
                .mapToDouble(NameComparison.Part::share)
                .filter(each -> each > 0)
                .sum();
        assertThat(share).isCloseTo(found.score(), org.assertj.core.api.Assertions.within(0.05));
    }

    @Test
    void fatherAndSon_andALoneName_sayWhy() {
        assertThat(comparator
                        .compare("John Smith Jr", "John Smith Sr", Category.PERSON)
                        .notes())
                .contains("match.name.note.suffixes");
        assertThat(comparator.compare("Smith", "John Smith", Category.PERSON).notes())
                .contains("match.name.note.lone");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Transportes La Frontera S.A. de C.V.    | transport frontera | sa de cv
            ООО «Ромашка»                           | romashka | ooo
            Müller GmbH & Co. KG                    | muller | gmbh co kg
            Acme Pty Ltd                            | acme | ltd
            Banco de México                         | bank mexico | ''
            S.A.                                    | sa | ''
            """)
    void companies_areTakenApart(String text, String words, String form) {
        CompanyName name = CompanyName.parse(text);
        assertThat(String.join(" ", name.words())).isEqualTo(words);
        assertThat(name.form()).isEqualTo(form);
    }

    @ParameterizedTest
    @CsvSource({
        "Dmitri Schostakowitsch,Dmitry Shostakovich,true", "Anna Petrov,Anna Petrova,true",
                "Yulia Navalny,Yulia Navalnaya,true",
        "Hafiz Saeed,Hafiz Saeed Khan,true", "Sara Connor,Sara Conner,true", "José Pérez,Josefa Pérez,false"
    })
    void romanisationsAndForms_areOneName_otherNamesAreNot(String a, String b, boolean match) {
        assertThat(comparator.compare(a, b, Category.PERSON).isMatch()).isEqualTo(match);
    }

    @ParameterizedTest
    @CsvSource({
        "华为技术有限公司,Huawei Technology Co. Ltd,true",
        "Bank of America,Bank of China,false",
        "Sberbank of Russia,Sberbank,true",
        "First National Bank,2nd National Bank,false",
        "MV Ocean Star,Ocean Star,true"
    })
    void organisations_byWhatDistinguishesThem(String a, String b, boolean match) {
        assertThat(comparator.compare(a, b, Category.COMPANY).isMatch()).isEqualTo(match);
    }
}
