package puente.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What everybody may see of counts tells nobody a small one: by a look, by a difference of two looks, by taking from a total. */
class SmallCountsTest {
    /** Entries of one bundle: counts are of whole bundles only. */
    private static final long BUNDLE = 256;

    @Test
    void aCountBelowTen_isNotShown_andOthersAreRoundedDown() {
        assertThat(SmallCounts.overlapping(Map.of("person", 9L, "seizure", 10L, "vehicle", 129L)))
                .isEqualTo(Map.of("seizure", 10L, "vehicle", 120L));
    }

    @Test
    void takingWhatIsShownFromTheTotal_leavesNoSmallCount() {
        // 120 of 123: the three others would be told. The smallest that is shown steps back.
        assertThat(SmallCounts.ofWhole(Map.of("person", 3L, "seizure", 20L, "vehicle", 100L), 123))
                .isEqualTo(Map.of("seizure", 10L, "vehicle", 100L));
        assertThat(SmallCounts.ofWhole(Map.of("person", 3L, "vehicle", 10L), 13))
                .isEmpty();
    }

    @Test
    void whoeverKnowsTheTotal_andAllThatIsShown_cannotTellASmallCountExactly() {
        Map<String, Set<Long>> possible = new HashMap<>();
        Set<String> small = new HashSet<>();
        for (long a = 0; a <= BUNDLE; a++) {
            for (long b = 0; a + b <= BUNDLE; b++) {
                Map<String, Long> counts = new TreeMap<>(Map.of("a", a, "b", b, "c", BUNDLE - a - b));
                String seen = SmallCounts.ofWhole(counts, BUNDLE).toString();
                counts.forEach((name, count) -> {
                    possible.computeIfAbsent(name + seen, _ -> new HashSet<>()).add(count);
                    if (count > 0 && count < SmallCounts.LEAST) {
                        small.add(name + seen);
                    }
                });
            }
        }
        assertThat(small)
                .isNotEmpty()
                .allSatisfy(each -> assertThat(possible.get(each)).as(each).hasSizeGreaterThan(1));
    }

    @Test
    void betweenTwoLooks_aCountStandsStill_orMovesByTen() {
        Map<String, Long> before = SmallCounts.overlapping(Map.of("person", 19L));
        Map<String, Long> after = SmallCounts.overlapping(Map.of("person", 20L));
        assertThat(after.get("person") - before.get("person")).isEqualTo(10);
        assertThat(SmallCounts.overlapping(Map.of("person", 29L))).isEqualTo(after);
    }
}
