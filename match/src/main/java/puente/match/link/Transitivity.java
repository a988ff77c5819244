package puente.match.link;

import puente.match.cluster.Subjects;
import puente.match.model.Model;
import puente.match.table.Table;

/**
 * What rows of one subject say of each other through third rows: where A and B are one beyond doubt, and B and C, then so are A and C, though between
 * themselves they may have nothing to compare. A pair's probability becomes that of its best path (the product of its steps) where that is more
 * than its own. Only inside subjects, which {@link puente.match.cluster.Subjects} formed against chains.
 */
final class Transitivity {
    /** In larger subjects pairs keep their own probability. */
    static final int SUBJECT_MAX = 60;

    private Transitivity() {}

    /** Which pairs are sought. */
    @FunctionalInterface
    interface Sought {
        /** Whether it matters that two rows are one subject. */
        boolean is(int a, int b);

        /** Pairs of a table: all, or of two files those across. */
        static Sought of(Table table) {
            int second = table.secondStart();
            return table.two() ? (a, b) -> a < second != b < second : (a, b) -> true;
        }
    }

    /**
     * Pairs with what third rows add.
     *
     * @param sought which pairs are sought: of two files linked with each other, those across
     * @param order in which the rows of a subject are walked, so that the last bit of a product is the same however rows are numbered
     */
    static ScoredPairs of(ScoredPairs pairs, int[] subjectOf, Sought sought, Subjects.Order order) {
        int rows = subjectOf.length;
        int[] sizes = new int[rows];
        for (int subject : subjectOf) {
            sizes[subject]++;
        }
        int[] place = new int[rows];
        int[][] members = new int[rows][];
        int[] filled = new int[rows];
        for (int row = 0; row < rows; row++) {
            int subject = subjectOf[row];
            if (sizes[subject] > 2 && sizes[subject] <= SUBJECT_MAX) {
                if (members[subject] == null) {
                    members[subject] = new int[sizes[subject]];
                }
                members[subject][filled[subject]++] = row;
            }
        }
        for (int subject = 0; subject < rows; subject++) {
            if (members[subject] != null) {
                sort(members[subject], order);
                for (int at = 0; at < members[subject].length; at++) {
                    place[members[subject][at]] = at;
                }
            }
        }
        double[][] paths = new double[rows][];
        for (int at = 0; at < pairs.size(); at++) {
            int subject = subjectOf[pairs.left(at)];
            if (subject == subjectOf[pairs.right(at)] && members[subject] != null) {
                int size = sizes[subject];
                if (paths[subject] == null) {
                    paths[subject] = new double[size * size];
                }
                double probability = Model.probability(pairs.bits(at));
                paths[subject][place[pairs.left(at)] * size + place[pairs.right(at)]] = probability;
                paths[subject][place[pairs.right(at)] * size + place[pairs.left(at)]] = probability;
            }
        }
        ScoredPairs all = new ScoredPairs();
        for (int at = 0; at < pairs.size(); at++) {
            int subject = subjectOf[pairs.left(at)];
            if (subject != subjectOf[pairs.right(at)] || members[subject] == null) {
                all.add(pairs.left(at), pairs.right(at), pairs.bits(at));
            }
        }
        for (int subject = 0; subject < rows; subject++) {
            if (paths[subject] != null) {
                close(paths[subject], sizes[subject]);
                addAll(all, members[subject], paths[subject], sought);
            }
        }
        all.compared = pairs.compared();
        return all.sorted(rows);
    }

    /** By insertion: subjects are small. */
    private static void sort(int[] rows, Subjects.Order order) {
        for (int at = 1; at < rows.length; at++) {
            int row = rows[at];
            int to = at;
            while (to > 0 && order.compare(rows[to - 1], row) > 0) {
                rows[to] = rows[to - 1];
                to--;
            }
            rows[to] = row;
        }
    }

    /** Best products of steps between all (Floyd 1962, Warshall 1962). */
    private static void close(double[] best, int size) {
        for (int by = 0; by < size; by++) {
            for (int from = 0; from < size; from++) {
                for (int to = 0; to < size; to++) {
                    double through = best[from * size + by] * best[by * size + to];
                    best[from * size + to] = Math.max(best[from * size + to], through);
                }
            }
        }
    }

    private static void addAll(ScoredPairs all, int[] members, double[] best, Sought sought) {
        for (int i = 0; i < members.length; i++) {
            for (int j = i + 1; j < members.length; j++) {
                if (!sought.is(members[i], members[j])) {
                    continue;
                }
                double probability = Math.min(1 - 1e-12, best[i * members.length + j]);
                if (probability > 0) {
                    all.add(Math.min(members[i], members[j]), Math.max(members[i], members[j]), (float)
                            (Math.log(probability / (1 - probability)) / Math.log(2)));
                }
            }
        }
    }
}
