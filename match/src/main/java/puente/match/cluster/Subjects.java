package puente.match.cluster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Guarded average-link merging. Rows start alone; the two groups whose average evidence is strongest are merged, as long as that
 * average is above nil and no two rows of them are forbidden (agglomerative clustering with average linkage, Sokal and Michener 1958, and
 * cannot-link constraints, Wagstaff and others 2001). Every pair between two groups counts, also those that blocking never brought together, so a chain
 * A-B-C with A and C apart does not hold.
 *
 * <p>One weight counts for at most {@link #BITS_MAX} either way: one very strong pair does not outvote several that speak against. The result
 * is the same for any order of links: ties are broken by an order of rows that the caller gives.
 */
public final class Subjects {
    /** The most that one pair counts in an average. */
    public static final float BITS_MAX = 8;

    /** Above so many rows a connected piece is first cut at stronger links, so that the work stays bounded. */
    public static final int PIECE_MAX = 400;

    private static final float CUT_STEP = 4;

    private final int[] subjectOf;

    private Subjects(int[] subjectOf) {
        this.subjectOf = subjectOf;
    }

    /** For each row its subject, named by its smallest row. */
    public int[] subjectOf() {
        return subjectOf.clone();
    }

    /** How many subjects there are. */
    public int count() {
        int count = 0;
        for (int row = 0; row < subjectOf.length; row++) {
            count += subjectOf[row] == row ? 1 : 0;
        }
        return count;
    }

    /** Compares two rows for the order in which ties are broken. */
    @FunctionalInterface
    public interface Order {
        int compare(int a, int b);
    }

    /** Groups {@code rows} rows, ties broken by the smaller row. */
    public static Subjects of(int rows, List<Link> links, Evidence evidence) {
        return of(rows, links, evidence, Integer::compare);
    }

    /** Groups {@code rows} rows. Links at or below nil do not bring rows together. */
    public static Subjects of(int rows, List<Link> links, Evidence evidence, Order order) {
        int[] subject = new int[rows];
        Arrays.setAll(subject, row -> row);
        for (int[] piece : pieces(rows, links, 0)) {
            if (piece.length == 2 && evidence.bits(piece[0], piece[1]) > 0) {
                subject[piece[1]] = piece[0];
            } else if (piece.length > 2) {
                merge(sorted(piece, order), evidence, subject);
            }
        }
        return new Subjects(subject);
    }

    private static int[] sorted(int[] piece, Order order) {
        return Arrays.stream(piece)
                .boxed()
                .sorted(order::compare)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** The connected pieces of two rows or more, rows ascending; a piece that is too large is cut at stronger links. */
    private static List<int[]> pieces(int rows, List<Link> links, float above) {
        int[] parent = new int[rows];
        Arrays.setAll(parent, row -> row);
        for (Link link : links) {
            if (link.bits() > above) {
                int a = root(parent, link.left());
                int b = root(parent, link.right());
                parent[Math.max(a, b)] = Math.min(a, b);
            }
        }
        int[] sizes = new int[rows];
        for (int row = 0; row < rows; row++) {
            sizes[root(parent, row)]++;
        }
        int[][] members = new int[rows][];
        List<int[]> pieces = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            int root = root(parent, row);
            if (sizes[root] > 1) {
                if (members[root] == null) {
                    members[root] = new int[sizes[root]];
                    sizes[root] = -members[root].length;
                    pieces.add(members[root]);
                }
            }
            if (sizes[root] < 0) {
                int[] piece = members[root];
                piece[piece.length + sizes[root]] = row;
                sizes[root]++;
                if (sizes[root] == 0) {
                    sizes[root] = 1;
                }
            }
        }
        List<int[]> small = new ArrayList<>();
        List<int[]> large = new ArrayList<>();
        pieces.forEach(piece -> (piece.length <= PIECE_MAX ? small : large).add(piece));
        if (!large.isEmpty()) {
            small.addAll(cut(rows, large, links, above + CUT_STEP));
        }
        return small;
    }

    /** Cuts pieces at links above {@code above}, each walked once however many pieces there are. */
    private static List<int[]> cut(int rows, List<int[]> large, List<Link> links, float above) {
        int[] pieceOf = new int[rows];
        List<List<Link>> inside = new ArrayList<>();
        for (int[] piece : large) {
            inside.add(new ArrayList<>());
            for (int row : piece) {
                pieceOf[row] = inside.size();
            }
        }
        for (Link link : links) {
            int number = pieceOf[link.left()];
            if (number != 0 && number == pieceOf[link.right()] && link.bits() > above) {
                int[] piece = large.get(number - 1);
                int left = Arrays.binarySearch(piece, link.left());
                int right = Arrays.binarySearch(piece, link.right());
                inside.get(number - 1).add(new Link(left, right, link.bits()));
            }
        }
        List<int[]> parts = new ArrayList<>();
        for (int at = 0; at < large.size(); at++) {
            int[] piece = large.get(at);
            for (int[] part : pieces(piece.length, inside.get(at), above)) {
                parts.add(Arrays.stream(part).map(row -> piece[row]).toArray());
            }
        }
        return parts;
    }

    private static int root(int[] parent, int row) {
        int at = row;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }

    private record Merge(float average, int left, int right, int leftAge, int rightAge) implements Comparable<Merge> {
        @Override
        public int compareTo(Merge other) {
            int byAverage = Float.compare(other.average, average);
            if (byAverage != 0) {
                return byAverage;
            }
            int byLeft = Integer.compare(left, other.left);
            return byLeft != 0 ? byLeft : Integer.compare(right, other.right);
        }
    }

    private static void merge(int[] piece, Evidence evidence, int[] subject) {
        int n = piece.length;
        float[][] sums = new float[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                float bits = evidence.bits(piece[i], piece[j]);
                float held = bits == Evidence.NEVER ? bits : Math.max(-BITS_MAX, Math.min(BITS_MAX, bits));
                sums[i][j] = held;
                sums[j][i] = held;
            }
        }
        int[] sizes = new int[n];
        int[] ages = new int[n];
        Arrays.fill(sizes, 1);
        PriorityQueue<Merge> queue = new PriorityQueue<>();
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                if (sums[i][j] > 0) {
                    queue.add(new Merge(sums[i][j], i, j, 0, 0));
                }
            }
        }
        int[] into = new int[n];
        Arrays.setAll(into, at -> at);
        while (!queue.isEmpty()) {
            Merge next = queue.poll();
            int a = next.left;
            int b = next.right;
            if (sizes[a] == 0 || sizes[b] == 0 || ages[a] != next.leftAge || ages[b] != next.rightAge) {
                continue;
            }
            sizes[a] += sizes[b];
            sizes[b] = 0;
            ages[a]++;
            for (int at = 0; at < n; at++) {
                if (into[at] == b) {
                    into[at] = a;
                }
                if (sizes[at] > 0 && at != a) {
                    sums[a][at] += sums[b][at];
                    sums[at][a] = sums[a][at];
                    float average = sums[a][at] / (sizes[a] * sizes[at]);
                    if (average > 0) {
                        int left = Math.min(a, at);
                        int right = Math.max(a, at);
                        queue.add(new Merge(average, left, right, ages[left], ages[right]));
                    }
                }
            }
        }
        int[] smallest = new int[n];
        Arrays.fill(smallest, Integer.MAX_VALUE);
        for (int at = 0; at < n; at++) {
            smallest[into[at]] = Math.min(smallest[into[at]], piece[at]);
        }
        for (int at = 0; at < n; at++) {
            subject[piece[at]] = smallest[into[at]];
        }
    }
}
