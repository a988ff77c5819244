package puente.match.link;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import puente.match.model.Model;
import puente.match.table.Column;

/**
 * How good a linkage is where the truth is known.
 *
 * @param pairs of the pairs at or above the threshold
 * @param clusters of the pairs that the subjects imply
 * @param met the share of true pairs that blocking brought together and scoring kept
 * @param bins calibration: how many kept pairs fell in each twentieth of probability, what was said of them, what was true
 * @param groups the same by groups of rows, for fairness
 */
public record Evaluation(Quality pairs, Quality clusters, Rate met, List<Bin> bins, List<Group> groups) {
    /** A gap between groups above this is a finding. */
    public static final double GAP_FINDING = 0.02;

    /** A group with fewer pairs than this is too small to speak of a gap. */
    public static final int GROUP_MIN = 50;

    static final int BINS = 20;
    private static final String RECALL = "recall";
    private static final String FALSE_MATCHES = "false-matches";

    public Evaluation {
        bins = List.copyOf(bins);
        groups = List.copyOf(groups);
    }

    /** Precision and recall, with F1 between them. */
    public record Quality(Rate precision, Rate recall) {
        /** The harmonic mean of precision and recall. */
        public double f1() {
            return 2.0 * precision.hits() / Math.max(1, precision.of() + recall.of());
        }
    }

    /** One twentieth of probability. */
    public record Bin(long count, double said, double found) {}

    /**
     * One group.
     *
     * @param by what groups: {@code tradition}, {@code sex}, {@code completeness}
     * @param falseMatches of the pairs called one subject in which a row of the group takes part, those that are not
     */
    public record Group(String by, String name, Rate recall, Rate falseMatches) {}

    /** Compares with a column that is the same for rows of one subject; rows without a value are of nobody else. */
    public static Evaluation of(Linker.Result result, Column truth, double threshold) {
        Answer answer = new Answer(result.table(), truth);
        ScoredPairs pairs = result.pairs();
        TakenPairs taken = TakenPairs.of(pairs, Math.log(threshold / (1 - threshold)) / Math.log(2));
        long kept = 0;
        long[] counts = new long[BINS];
        double[] said = new double[BINS];
        double[] found = new double[BINS];
        for (int at = 0; at < pairs.size(); at++) {
            boolean same = answer.same(pairs.left(at), pairs.right(at));
            double probability = Model.probability(pairs.bits(at));
            int bin = (int) Math.min(BINS - 1, probability * BINS);
            counts[bin]++;
            said[bin] += probability;
            found[bin] += same ? 1 : 0;
            kept += same ? 1 : 0;
        }
        long right = 0;
        for (int at = 0; at < taken.size(); at++) {
            right += answer.same(taken.left(at), taken.right(at)) ? 1 : 0;
        }
        long all = answer.pairs();
        List<Bin> bins = new ArrayList<>();
        for (int bin = 0; bin < BINS; bin++) {
            bins.add(new Bin(counts[bin], said[bin], found[bin]));
        }
        Rate implied = answer.implied(result.subjects().subjectOf());
        return new Evaluation(
                new Quality(new Rate(right, taken.size()), new Rate(right, all)),
                new Quality(implied, new Rate(implied.hits(), all)),
                new Rate(kept, all),
                bins,
                Fairness.groups(result.table(), answer, taken));
    }

    /** Expected calibration error over the kept pairs: the mean distance between what was said and what was true, weighed by pairs. */
    public double calibrationError() {
        double error = 0;
        double all = 0;
        for (Bin bin : bins) {
            error += Math.abs(bin.said - bin.found);
            all += bin.count;
        }
        return all == 0 ? 0 : error / all;
    }

    /**
     * A gap between groups: one is served less well than the best of its kind by more than {@link #GAP_FINDING}.
     *
     * @param measure what differs: {@code recall} or {@code false-matches}
     * @param best the group that is served best
     * @param apart whether the 95 % intervals of the two lie apart, so that chance alone hardly explains the gap
     */
    public record Finding(Group group, String measure, Group best, boolean apart) {
        /** The measured share in the group. */
        public Rate rate() {
            return rate(group);
        }

        /** The same in the best one. */
        public Rate bestRate() {
            return rate(best);
        }

        private Rate rate(Group of) {
            return measure.equals(RECALL) ? of.recall : of.falseMatches;
        }

        /** How far apart the two are, from 0 to 1. */
        public double gap() {
            return Math.abs(rate().share() - bestRate().share());
        }
    }

    /** Every gap above {@link #GAP_FINDING} between groups of at least {@link #GROUP_MIN}, in order of group. */
    public List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        for (Group group : groups) {
            for (String measure : List.of(RECALL, FALSE_MATCHES)) {
                finding(group, measure).ifPresent(findings::add);
            }
        }
        return findings;
    }

    private Optional<Finding> finding(Group group, String measure) {
        boolean recall = measure.equals(RECALL);
        Comparator<Group> better =
                Comparator.comparingDouble(each -> recall ? -each.recall.share() : each.falseMatches.share());
        return groups.stream()
                .filter(each -> each.by.equals(group.by) && large(each, recall) && large(group, recall))
                .min(better)
                .map(best -> {
                    Rate own = recall ? group.recall : group.falseMatches;
                    Rate other = recall ? best.recall : best.falseMatches;
                    return new Finding(group, measure, best, own.high() < other.low() || other.high() < own.low());
                })
                .filter(finding -> finding.gap() > GAP_FINDING);
    }

    private static boolean large(Group group, boolean recall) {
        return (recall ? group.recall : group.falseMatches).of() >= GROUP_MIN;
    }
}
