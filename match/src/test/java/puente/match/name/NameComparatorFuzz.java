package puente.match.name;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import puente.match.name.NameComparison.Category;

/** Whatever two texts are compared, the score stays within bounds and is the same both ways. */
class NameComparatorFuzz {
    @FuzzTest
    void compare_takesAnything(FuzzedDataProvider data) {
        String left = data.consumeString(200);
        String right = data.consumeRemainingAsString();
        NameComparator comparator = new NameComparator();
        for (Category category : Category.values()) {
            double score = comparator.compare(left, right, category).score();
            double turned = comparator.compare(right, left, category).score();
            if (!(score >= 0 && score <= 1) || Math.abs(score - turned) > 1e-9) {
                throw new AssertionError(category + " " + score + " " + turned);
            }
        }
    }
}
