package puente.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
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

    /**
     * Two years and all years together, a and b of a known total. What may the small a of the first year be, for whoever sees both years; and for whoever sees the
     * total too?
     */
    private static boolean totalTellsMore(
            BiFunction<List<Map<String, Long>>, Map<String, Long>, Map<String, Long>> total) {
        int entries = 48;
        Map<String, Set<Long>> byYears = new HashMap<>();
        Map<String, Set<Long>> byTotalToo = new HashMap<>();
        Map<String, String> yearsOf = new HashMap<>();
        for (long one = 0; one <= entries; one++) {
            for (long other = 0; other <= entries; other++) {
                List<Map<String, Long>> years = List.of(
                        SmallCounts.ofWhole(Map.of("a", one, "b", entries - one), entries),
                        SmallCounts.ofWhole(Map.of("a", other, "b", entries - other), entries));
                Map<String, Long> all = Map.of("a", one + other, "b", 2 * entries - one - other);
                String seen = years.toString();
                String more = seen + total.apply(years, all);
                byYears.computeIfAbsent(seen, _ -> new HashSet<>()).add(one);
                byTotalToo.computeIfAbsent(more, _ -> new HashSet<>()).add(one);
                yearsOf.put(more, seen);
            }
        }
        return byTotalToo.entrySet().stream()
                .anyMatch(each -> !each.getValue().equals(byYears.get(yearsOf.get(each.getKey()))));
    }

    @Test
    void takingYearsFromTheTotal_tellsNothingThatTheYearsDoNotTell() {
        assertThat(totalTellsMore((years, _) -> SmallCounts.together(years))).isFalse();
        // The attack is real: the total counted and rounded by itself would tell more.
        assertThat(totalTellsMore((_, all) -> SmallCounts.ofWhole(all, 96))).isTrue();
    }
}
