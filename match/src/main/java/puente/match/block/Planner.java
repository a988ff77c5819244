package puente.match.block;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import puente.match.field.Field.Piece;
import puente.match.field.Hashes;

/**
 * Chooses rules from the data. Every piece and every two pieces of different fields are weighed on a sample of rows: their groups say
 * what they cost; the likely matches of a pilot, found by many cheap rules at once, say what they bring. Rules are then taken greedily by
 * what they add for their cost (Michelson and Knoblock 2006; Bilenko and others 2006, without labels), until the budget is spent or nothing is
 * added. A likely match that one rule brings already is still worth a little to another: what the pilot never saw is like what it
 * saw only once.
 */
public final class Planner {
    /** The rows of the pilot, of up to a million. */
    static final int SAMPLE_MAX = 50_000;

    /**
     * Beyond, for each root of the number of rows: two rows of one subject are both in a sample as often as the square of its share, so that a sample of
     * this size holds as many of them however large the whole is.
     */
    private static final int SAMPLE_A_ROOT = 50;

    /** The largest group that is compared whole. */
    static final int GROUP_MAX = 3000;

    /** How many comparisons a row one rule, and all of them, may cost the pilot. */
    private static final double PILOT_RULE = 2.5;

    private static final double PILOT_ALL = 60;

    /** The share of the budget that one rule may take. */
    private static final double RULE_SHARE = 0.25;

    /** What a likely match is still worth to the next rule. */
    private static final double AGAIN = 0.15;

    /** A rule that brings less than this share of what is to be found is not worth its sort. */
    private static final double WORTH = 0.0005;

    private static final int RULES_MAX = 20;

    /** Judges pairs. */
    @FunctionalInterface
    public interface Judge {
        /** For each pair of places in the sample ({@code a << 32 | b}) its probability. */
        double[] probabilities(long[] pairs);
    }

    private record Weighed(Rule rule, Blocks blocks, int cap, double cost) {}

    private final int rows;
    private final boolean two;
    private final int secondStart;
    private final double budget;
    private final int[] sample;
    private final double scale;

    private Planner(int[] sample, int rows, int secondStart, double budget) {
        this.sample = sample;
        this.rows = rows;
        this.budget = budget;
        two = secondStart < rows;
        this.secondStart = secondStart(sample, secondStart);
        scale = rows / (double) sample.length;
    }

    /** The place in a sample where the second file's rows begin. */
    public static int secondStart(int[] sample, int secondStart) {
        int at = Arrays.binarySearch(sample, secondStart);
        return at < 0 ? ~at : at;
    }

    /** The rows of the pilot, spread by hash, in order. */
    public static int[] sample(int rows) {
        int size = (int) Math.max(SAMPLE_MAX, SAMPLE_A_ROOT * Math.sqrt(rows));
        if (rows <= size) {
            int[] all = new int[rows];
            Arrays.setAll(all, at -> at);
            return all;
        }
        int[] chosen = new int[rows];
        int count = 0;
        long limit = (long) (Long.MAX_VALUE * (size / (double) rows));
        for (int row = 0; row < rows; row++) {
            if (Hashes.mix(row) >>> 1 < limit) {
                chosen[count++] = row;
            }
        }
        return Arrays.copyOf(chosen, count);
    }

    /**
     * Chooses rules for all rows.
     *
     * @param sample the rows of the pilot
     */
    public static Plan plan(List<Piece> pieces, int[] sample, int rows, int secondStart, double budget, Judge judge) {
        return new Planner(sample, rows, secondStart, budget).plan(pieces, judge);
    }

    private Plan plan(List<Piece> pieces, Judge judge) {
        List<Weighed> weighed = new ArrayList<>();
        List<Piece> vague = new ArrayList<>();
        Map<Piece, PieceKeys> keys = new IdentityHashMap<>();
        for (Piece piece : pieces) {
            keys.put(piece, PieceKeys.of(piece, sample));
            Weighed single = weigh(Rule.of(piece), keys);
            weighed.add(single);
            if (single.blocks.pairs(Integer.MAX_VALUE) * scale * scale > 0.5 * rows) {
                vague.add(piece);
            }
        }
        int singles = weighed.size();
        for (int one = 0; one < vague.size(); one++) {
            for (int two = one + 1; two < vague.size(); two++) {
                if (vague.get(one).field() != vague.get(two).field()) {
                    weighed.add(weigh(new Rule(vague.get(one), vague.get(two)), keys));
                }
            }
        }
        return choose(weighed, likely(weighed, singles, judge));
    }

    /** A rule with the largest groups that its share of the budget allows; groups of the sample are smaller by the sample's share. */
    private Weighed weigh(Rule rule, Map<Piece, PieceKeys> keys) {
        PieceKeys firsts = Objects.requireNonNull(keys.get(rule.first()));
        PieceKeys seconds = Objects.requireNonNull(keys.get(rule.second()));
        Blocks blocks =
                Blocks.of(Groups.sorted(sample.length, (place, scratch) -> rule.keys(place, firsts, seconds, scratch)));
        int cap = blocks.cap((int) Math.max(2, GROUP_MAX / scale), budget * RULE_SHARE / scale / scale);
        return new Weighed(rule, blocks, cap, blocks.pairs(cap) * scale * scale);
    }

    private long[] likely(List<Weighed> weighed, int singles, Judge judge) {
        List<Weighed> pairs = new ArrayList<>(weighed.subList(singles, weighed.size()));
        pairs.sort(Comparator.comparingDouble(Weighed::cost));
        List<Weighed> order = new ArrayList<>(weighed.subList(0, singles));
        order.addAll(pairs);
        PairSet found = new PairSet();
        double spent = 0;
        for (Weighed each : order) {
            int cap = each.blocks.cap(each.cap, PILOT_RULE * sample.length);
            spent += each.blocks.pairs(cap);
            if (spent > PILOT_ALL * sample.length) {
                break;
            }
            each.blocks.addTo(found, cap, two ? secondStart : -1);
        }
        long[] all = found.sorted();
        double[] probabilities = judge.probabilities(all);
        long[] likely = new long[all.length];
        int count = 0;
        for (int at = 0; at < all.length; at++) {
            if (probabilities[at] >= 0.5) {
                likely[count++] = all[at];
            }
        }
        return Arrays.copyOf(likely, count);
    }

    private Plan choose(List<Weighed> weighed, long[] likely) {
        boolean[][] joined = new boolean[weighed.size()][];
        for (int rule = 0; rule < joined.length; rule++) {
            Weighed each = weighed.get(rule);
            joined[rule] = each.blocks.joins(sample.length, each.cap, likely);
        }
        int[] times = new int[likely.length];
        double[] left = new double[likely.length];
        Arrays.fill(left, 1);
        boolean[] taken = new boolean[weighed.size()];
        List<Plan.Chosen> chosen = new ArrayList<>();
        double spent = 0;
        double all = Math.max(1, likely.length);
        while (chosen.size() < RULES_MAX) {
            int best = -1;
            double bestWorth = 0;
            for (int rule = 0; rule < joined.length; rule++) {
                double cost = weighed.get(rule).cost;
                if (taken[rule] || spent + cost > budget) {
                    continue;
                }
                double gain = 0;
                for (int pair = 0; pair < left.length; pair++) {
                    gain += joined[rule][pair] ? left[pair] : 0;
                }
                double worth = gain / (cost + budget / 40);
                if (gain >= Math.max(0.5, WORTH * all) && worth > bestWorth) {
                    best = rule;
                    bestWorth = worth;
                }
            }
            if (best < 0) {
                break;
            }
            taken[best] = true;
            int covered = 0;
            int added = 0;
            for (int pair = 0; pair < left.length; pair++) {
                if (joined[best][pair]) {
                    covered++;
                    added += left[pair] == 1 ? 1 : 0;
                    left[pair] *= AGAIN;
                    times[pair]++;
                }
            }
            Weighed each = weighed.get(best);
            spent += each.cost;
            chosen.add(new Plan.Chosen(
                    each.rule, (int) Math.round(each.cap * scale), each.cost, added / all, covered / all));
        }
        return new Plan(chosen, spent, budget, weighed.size(), missed(times));
    }

    /** Chao's lower bound of what was seen by none, from what was seen once and twice; likely matches that no chosen rule brings count as seen by none. */
    private static double missed(int[] times) {
        double once = 0;
        double twice = 0;
        double none = 0;
        for (int each : times) {
            none += each == 0 ? 1 : 0;
            once += each == 1 ? 1 : 0;
            twice += each == 2 ? 1 : 0;
        }
        double unseen = none + once * Math.max(0, once - 1) / (2 * (twice + 1));
        return times.length == 0 ? 0 : unseen / (times.length - none + unseen);
    }
}
