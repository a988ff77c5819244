package puente.node;

import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts for everybody that tell nobody apart. A count is shown rounded down to a whole number of tens, and not at all below {@value #LEAST};
 * so between two looks a count stands still or moves by ten. Where the total is known to everybody, what is left of it after the counts shown
 * must be neither so little nor so much that it tells what the small counts are: then the smallest count shown is shown ten lower
 * (complementary suppression; Willenborg and de Waal, <i>Elements of Statistical Disclosure Control</i>, 2001).
 */
final class SmallCounts {
    /** The least count that is shown. */
    static final int LEAST = 10;

    private SmallCounts() {}

    /**
     * What may be shown.
     *
     * @param counts of every category there is, that add up to the total
     * @param total what everybody knows
     */
    static Map<String, Long> ofWhole(Map<String, Long> counts, long total) {
        Map<String, Long> shown = rounded(counts);
        long left = total - shown.values().stream().mapToLong(Long::longValue).sum();
        // Rounding takes at most nine from each: of all but nothing, or of all but everything, each would be told.
        if (left < LEAST || left > (LEAST - 1L) * counts.size() - LEAST) {
            shown.entrySet().stream()
                    .min(Map.Entry.<String, Long>comparingByValue()
                            .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                    .map(Map.Entry::getKey)
                    .ifPresent(smallest -> shown.computeIfPresent(
                            smallest, (name, count) -> count > LEAST ? Long.valueOf(count - LEAST) : null));
        }
        return shown;
    }

    /** What may be shown of counts that overlap, and so add up to nothing that is known. */
    static Map<String, Long> overlapping(Map<String, Long> counts) {
        return rounded(counts);
    }

    /**
     * What is shown of several groups, added. Rounding the sum of what is counted would tell more: where one group shows 20 and another nothing, a
     * total of 30 says that the second is not empty, and the more groups there are, the closer it comes.
     *
     * @param shown what each group shows by itself
     */
    static Map<String, Long> together(Collection<Map<String, Long>> shown) {
        Map<String, Long> sums = new TreeMap<>();
        shown.forEach(each -> each.forEach((name, count) -> sums.merge(name, count, Long::sum)));
        return sums;
    }

    private static Map<String, Long> rounded(Map<String, Long> counts) {
        Map<String, Long> shown = new TreeMap<>();
        counts.forEach((name, count) -> {
            if (count >= LEAST) {
                shown.put(name, count / LEAST * LEAST);
            }
        });
        return shown;
    }
}
