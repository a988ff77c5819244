package puente.match.name;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** Whatever is written where a name should be, taking it apart ends and stays within its limits. */
class PersonNameFuzz {
    @FuzzTest
    void parse_takesAnything(FuzzedDataProvider data) {
        PersonName name = PersonName.parse(data.consumeRemainingAsString());
        if (name.tokens().size() > 4 * PersonName.MOST_TOKENS * PersonName.MOST_CHARACTERS) {
            throw new AssertionError("too many tokens: " + name);
        }
    }
}
