package puente.match.field;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Finds words that stand for one another: two words that likely matches hold side by side far more often than words at random would.
 * Each word joins the word it is most at home with, so that one slip does not melt two makers into one.
 */
final class Names {
    /** In how many likely matches two words must be met. */
    static final int TOGETHER_MIN = 5;

    /** How much more often than by chance. */
    static final double LIFT_MIN = 2.5;

    /** In what share of the rarer word's likely matches. */
    static final double SHARE_MIN = 0.08;

    private record Met(int a, int b, double share) {}

    private Names() {}

    /** @param known for each word the one that is known to stand for it */
    static int[] classes(int[] known, Map<Long, int[]> together, int[] seen) {
        double all = Arrays.stream(seen).asDoubleStream().sum();
        List<Met> met = together.entrySet().stream()
                .map(entry -> {
                    int a = (int) (entry.getKey() >>> 32);
                    int b = (int) (long) entry.getKey();
                    double count = entry.getValue()[0];
                    // Every likely match counts each of its words once; chance would put b beside a in seen[b] of all.
                    double lift = count * all / Math.max(1, (double) seen[a] * seen[b]);
                    double share = count / Math.max(1, Math.min(seen[a], seen[b]));
                    return new Met(a, b, a != b && count >= TOGETHER_MIN && lift >= LIFT_MIN ? share : 0);
                })
                .filter(pair -> pair.share >= SHARE_MIN)
                .sorted(Comparator.comparingDouble((Met pair) -> -pair.share)
                        .thenComparingInt(Met::a)
                        .thenComparingInt(Met::b))
                .toList();
        int[] classes = known.clone();
        for (Met pair : met) {
            int one = classes[pair.a];
            int other = classes[pair.b];
            if (one != other) {
                for (int word = 0; word < classes.length; word++) {
                    classes[word] = classes[word] == Math.max(one, other) ? Math.min(one, other) : classes[word];
                }
            }
        }
        return classes;
    }
}
