package puente.match.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import puente.record.Language;

class NameIndexTest {
    private NameIndex index = new NameIndex();

    @BeforeEach
    void fill() {
        index = new NameIndex();
        index.add(1, "PEÑA DE LA GARZA, José Guadalupe", "PEGG850101HNLXRD09");
        index.add(2, "María Elena Hernández López");
        index.add(3, "John William Smith");
        index.add(4, "Francisco Javier Giménez Quintero", "LICI660404MJCMSR69");
        index.add(5, "José García Hernández");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            jose guadalupe pena garza  | 1
            delagarza jose             | 1
            GARZA PEÑA LUPE            | 1
            hernandes lopes maria      | 2
            elena hernadez             | 2
            bill smith                 | 3
            smtih john                 | 3
            pancho jimenez             | 4
            jimenes kintero            | 4
            quint                      | 4
            LICI660404MJCMSR69         | 4
            LICI660404MJCMSR99         | 4
            LICI66O404MJCMSR69         | 4
            LICI60404MJCMSR69          | 4
            """)
    void aClerksQuery_findsTheName(String query, long id) {
        List<Hit> hits = index.searcher().search(query, 3);
        assertThat(hits).isNotEmpty();
        assertThat(hits.getFirst().id()).isEqualTo(id);
        assertThat(hits.getFirst().explain(Language.ES)).isNotEmpty();
    }

    @Test
    void aNameTakenOut_isGone_withItsTokens() {
        int tokens = index.vocabulary.size();
        index.add(6, "Zzyzx Qwertyuiop", "GOPA800101HDFRRN05");
        assertThat(index.searcher().search("qwertyuiop", 5)).hasSize(1);
        index.remove(6);
        index.remove(77);
        assertThat(index.vocabulary.size()).isEqualTo(tokens);
        assertThat(index.searcher().search("qwertyuiop", 5)).isEmpty();
        assertThat(index.searcher().search("GOPA800101HDFRRN05", 5)).isEmpty();
        assertThat(index.size()).isEqualTo(5);
        index.add(6, "Zzyzx Otra");
        assertThat(index.searcher().search("zzyzx", 5)).hasSize(1);
    }

    @Test
    void anIdTwice_isRefused() {
        assertThatThrownBy(() -> index.add(1, "Ana"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("already");
    }

    @Test
    void limits_areKept() {
        assertThat(index.searcher().search("jose", 0)).isEmpty();
        assertThat(index.searcher().search("jose", Searcher.ANSWERS_MAX + 1)).hasSizeLessThanOrEqualTo(5);
        assertThat(index.searcher().search("", 5)).isEmpty();
        assertThat(index.searcher().search("x ".repeat(100), 5)).isNotNull();
        assertThat(NameIndex.NAMES_MAX).isEqualTo(50_000_000);
    }

    @Property(tries = 300)
    void whateverIsAddedAndAsked_isAnswered(@ForAll String name, @ForAll String query) {
        NameIndex small = new NameIndex();
        small.add(1, name);
        for (Hit hit : small.searcher().search(query, 5)) {
            assertThat(hit.score()).isBetween(0.0, 1.0);
        }
        small.remove(1);
        assertThat(small.vocabulary.size()).isZero();
    }

    @Test
    void spoiledQueries_findTheirName_amongTheFirstTen() {
        SyntheticNames synthetic = new SyntheticNames(7);
        List<String> names = synthetic.names(5_000);
        NameIndex large = new NameIndex();
        for (int at = 0; at < names.size(); at++) {
            large.add(at, names.get(at));
        }
        Searcher searcher = large.searcher();
        int foundAmongTen = 0;
        List<SyntheticNames.Query> queries = synthetic.queries(names, 1_000);
        for (SyntheticNames.Query query : queries) {
            String target = names.get(query.target());
            foundAmongTen += searcher.search(query.text(), 10).stream()
                            .anyMatch(hit -> hit.name().equals(target))
                    ? 1
                    : 0;
        }
        assertThat(foundAmongTen / 1_000.0).isGreaterThanOrEqualTo(0.98);
    }
}
