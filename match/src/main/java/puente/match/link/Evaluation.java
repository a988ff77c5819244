package puente.match.link;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

    /** A group with fewer true pairs than this is too small to speak of a gap. */
    public static final int GROUP_MIN = 50;

    static final int BINS = 20;

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

    /** Groups whose recall or false matches lie further than {@link #GAP_FINDING} from the best of their kind. */
    public List<Group> findings() {
        Map<String, double[]> best = new TreeMap<>();
        for (Group group : groups) {
            if (group.recall.of() >= GROUP_MIN) {
                double[] ends = best.computeIfAbsent(group.by, none -> new double[] {0, 1});
                ends[0] = Math.max(ends[0], group.recall.share());
                ends[1] = Math.min(ends[1], group.falseMatches.share());
            }
        }
        double[] none = {0, 1};
        return groups.stream()
                .filter(group -> group.recall.of() >= GROUP_MIN)
                .filter(group -> best.getOrDefault(group.by, none)[0] - group.recall.share() > GAP_FINDING
                        || group.falseMatches.share() - best.getOrDefault(group.by, none)[1] > GAP_FINDING)
                .toList();
    }
}
