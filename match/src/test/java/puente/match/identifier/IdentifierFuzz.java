package puente.match.identifier;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** Whatever stands where an identifier should be, preparing and comparing it ends in a level of the list. */
class IdentifierFuzz {
    @FuzzTest
    void compare_takesAnything(FuzzedDataProvider data) {
        String a = data.consumeString(60);
        String b = data.consumeRemainingAsString();
        IdentifierComparisonsTest.all().forEach(comparison -> {
            byte level = comparison.compare(a, b);
            if (level < 0 || level >= comparison.levels().size() || level != comparison.compare(b, a)) {
                throw new AssertionError(comparison.name() + " " + level);
            }
        });
        Vins.maker(a);
        Vins.modelYear(a);
        PersonRoot.told(a);
    }
}
