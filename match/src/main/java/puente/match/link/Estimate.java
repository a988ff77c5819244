package puente.match.link;

import puente.match.model.Model;

/**
 * How good a linkage is by its own account, where no truth is known.
 *
 * @param matches how many pairs reach the threshold
 * @param precision the mean probability of those
 * @param recall what share of all expected matches they are: those that were scored, and those that blocking never brought together, by how many
 *     rules found each (Chao 1987)
 * @param missedByBlocking the share of expected matches that no rule brought together
 */
public record Estimate(long matches, double precision, double recall, double missedByBlocking) {
    /** Of a linkage at a threshold. */
    public static Estimate of(Linker.Result result, double threshold) {
        double expected = 0;
        double right = 0;
        long matches = 0;
        for (int at = 0; at < result.pairs().size(); at++) {
            double probability = Model.probability(result.pairs().bits(at));
            expected += probability;
            if (probability >= threshold) {
                matches++;
                right += probability;
            }
        }
        double missed = result.plan().missed();
        double all = expected / Math.max(1e-9, 1 - missed);
        return new Estimate(matches, matches == 0 ? 1 : right / matches, all == 0 ? 1 : right / all, missed);
    }
}
