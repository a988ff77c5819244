package puente.match.field;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamePartsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        Thomas Clifford, 1st Baron Clifford of Chudleigh | Thomas Clifford
        henry everard 5th earl                           | henry everard
        John Henry Blick, baronet                        | John Henry Blick
        Juan Pérez Soto, hijo                            | Juan Pérez Soto
        GARCÍA PEÑA, José                                | GARCÍA PEÑA, José
        GARCÍA PEÑA, Lord José                           | GARCÍA PEÑA, Lord José
        King, Prince                                     | King, Prince
        Thomas 2nd                                       | Thomas 2nd
        """)
    void whatStandsBehindAWholeName_andIsNoName_isLeftOut(String written, String name) {
        assertThat(NameParts.withoutRank(written)).isEqualTo(name);
    }
}
