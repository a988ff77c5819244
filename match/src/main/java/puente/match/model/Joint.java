package puente.match.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import puente.match.field.Field;

/**
 * Slots whose levels depend on each other among pairs taken at random (make, model and calibre; given name and sex), and for each
 * combination of their levels how much more often it is met than the product of their shares says. Counting them as independent
 * would weigh the same agreement twice (Thibaudeau 1993; Winkler 1993).
 */
@SuppressWarnings("ArrayRecordComponent")
record Joint(int[] slots, int[] strides, double[] bits) {
    /** The least mutual information, in bits a pair, for two slots to count as dependent. */
    static final double DEPENDENT_MIN = 4e-4;

    static final int COMBINATIONS_MAX = 20_000;
    private static final double SHRINK = 20;

    private record Pair(int a, int b, double information) {}

    /** How many bits more than the product of shares a combination is worth to chance. */
    double at(byte[] levels, int from) {
        int index = 0;
        for (int at = 0; at < slots.length; at++) {
            index += levels[from + slots[at]] * strides[at];
        }
        return bits[index];
    }

    /** The same over the slots that are not {@code late}: for each combination of their levels the least that those of the others make of it. */
    Joint least(boolean[] late) {
        int[] early =
                IntStream.range(0, slots.length).filter(at -> !late[slots[at]]).toArray();
        int[] own = new int[early.length];
        int[] ownStrides = new int[early.length];
        int[] levels = new int[early.length];
        int size = 1;
        for (int at = 0; at < early.length; at++) {
            int place = early[at];
            own[at] = slots[place];
            ownStrides[at] = size;
            levels[at] = (place + 1 < strides.length ? strides[place + 1] : bits.length) / strides[place];
            size *= levels[at];
        }
        double[] least = new double[size];
        Arrays.fill(least, Double.MAX_VALUE);
        for (int index = 0; index < bits.length; index++) {
            int to = 0;
            for (int at = 0; at < early.length; at++) {
                to += index / strides[early[at]] % levels[at] * ownStrides[at];
            }
            least[to] = Math.min(least[to], bits[index]);
        }
        return new Joint(own, ownStrides, least);
    }

    static List<Joint> of(List<Field.Slot> slots, Histogram random, double[] matching, double[][] u) {
        List<Pair> pairs = new ArrayList<>();
        for (int a = 0; a < u.length; a++) {
            for (int b = a + 1; b < u.length; b++) {
                double information = information(a, b, random, matching, u);
                if (information >= DEPENDENT_MIN) {
                    pairs.add(new Pair(a, b, information));
                }
            }
        }
        pairs.sort(Comparator.comparingDouble((Pair pair) -> -pair.information)
                .thenComparingInt(Pair::a)
                .thenComparingInt(Pair::b));
        List<List<Integer>> groups = new ArrayList<>();
        for (Pair pair : pairs) {
            join(groups, pair.a, pair.b, slots);
        }
        return groups.stream()
                .filter(group -> group.size() > 1)
                .map(group -> of(group, slots, random, matching, u))
                .toList();
    }

    private static void join(List<List<Integer>> groups, int a, int b, List<Field.Slot> slots) {
        List<Integer> ofA = find(groups, a);
        List<Integer> ofB = find(groups, b);
        if (ofA == ofB) {
            return;
        }
        long combinations = 1;
        for (int slot : ofA) {
            combinations *= slots.get(slot).levels().size();
        }
        for (int slot : ofB) {
            combinations *= slots.get(slot).levels().size();
        }
        if (combinations <= COMBINATIONS_MAX) {
            ofA.addAll(ofB);
            groups.remove(ofB);
        }
    }

    @SuppressWarnings("ReferenceEquality")
    private static List<Integer> find(List<List<Integer>> groups, int slot) {
        for (List<Integer> group : groups) {
            if (group.contains(slot)) {
                return group;
            }
        }
        List<Integer> alone = new ArrayList<>(List.of(slot));
        groups.add(alone);
        return alone;
    }

    private static double information(int a, int b, Histogram random, double[] matching, double[][] u) {
        double[][] counts = new double[u[a].length][u[b].length];
        double total = 0;
        for (int pattern = 0; pattern < random.size(); pattern++) {
            int x = random.level(pattern, a);
            int y = random.level(pattern, b);
            if (x != 0 && y != 0) {
                double count = random.count(pattern) * (1 - matching[pattern]);
                counts[x][y] += count;
                total += count;
            }
        }
        if (total < 1000) {
            return 0;
        }
        double[] sumsA = new double[u[a].length];
        double[] sumsB = new double[u[b].length];
        for (int x = 1; x < sumsA.length; x++) {
            for (int y = 1; y < sumsB.length; y++) {
                sumsA[x] += counts[x][y];
                sumsB[y] += counts[x][y];
            }
        }
        double information = 0;
        int filled = 0;
        for (int x = 1; x < sumsA.length; x++) {
            for (int y = 1; y < sumsB.length; y++) {
                if (counts[x][y] > 0) {
                    information +=
                            counts[x][y] / total * Math.log(counts[x][y] * total / sumsA[x] / sumsB[y]) / Math.log(2);
                    filled++;
                }
            }
        }
        // What so many cells show by chance alone (Miller 1955).
        return information - filled / (2 * total * Math.log(2));
    }

    private static Joint of(
            List<Integer> group, List<Field.Slot> slots, Histogram random, double[] matching, double[][] u) {
        int[] own = group.stream().mapToInt(Integer::intValue).sorted().toArray();
        int[] strides = new int[own.length];
        int size = 1;
        for (int at = 0; at < own.length; at++) {
            strides[at] = size;
            size *= slots.get(own[at]).levels().size();
        }
        double[] counts = new double[size];
        // How many pairs know the same slots: the shares are among those.
        double[] knowing = new double[1 << own.length];
        for (int pattern = 0; pattern < random.size(); pattern++) {
            int index = 0;
            int known = 0;
            for (int at = 0; at < own.length; at++) {
                int level = random.level(pattern, own[at]);
                index += level * strides[at];
                known |= level == 0 ? 0 : 1 << at;
            }
            double count = random.count(pattern) * (1 - matching[pattern]);
            counts[index] += count;
            knowing[known] += count;
        }
        double[] bits = new double[size];
        Arrays.setAll(bits, index -> {
            double expected = 1;
            int known = 0;
            for (int at = 0; at < own.length; at++) {
                int level = index / strides[at] % slots.get(own[at]).levels().size();
                if (level != 0) {
                    expected *= u[own[at]][level];
                    known |= 1 << at;
                }
            }
            expected *= knowing[known];
            return Math.log((counts[index] + SHRINK * Math.min(1, expected))
                            / (expected + SHRINK * Math.min(1, expected)))
                    / Math.log(2);
        });
        for (int index = 0; index < size; index++) {
            bits[index] = Double.isFinite(bits[index]) ? bits[index] : 0;
        }
        return new Joint(own, strides, bits);
    }
}
