package puente.record.type;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class IndicatorTypeTest {
    private static final Pattern INDICATOR =
            Pattern.compile(new IndicatorType().jsonSchema().get("pattern").toString());

    @Provide
    Arbitrary<String> nearIndicators() {
        return Arbitraries.strings().withChars("a9z..--_A").ofMaxLength(14);
    }

    @Property(tries = 5000)
    void indicators_areRecognisedAsTheirSchemaSays(@ForAll("nearIndicators") String text) {
        for (String each : new String[] {text, "us." + text, "us.cbp." + text + ".b"}) {
            assertThat(IndicatorType.isIndicator(each))
                    .isEqualTo(INDICATOR.matcher(each).matches());
        }
    }
}
