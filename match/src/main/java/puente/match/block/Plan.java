package puente.match.block;

import java.util.List;
import puente.match.field.Field.Piece;

/**
 * What blocking will do and what it costs.
 *
 * @param rules in the order they were chosen
 * @param comparisons what they are expected to cost, pairs met by several rules counted again
 * @param budget what was allowed
 * @param tried how many rules were weighed
 * @param missed the share of matches that no rule brings together, estimated from how many likely matches one rule alone brings and how
 *     many two (Chao 1987)
 */
public record Plan(List<Chosen> rules, double comparisons, double budget, int tried, double missed) {
    public Plan {
        rules = List.copyOf(rules);
    }

    /** The same plan over the pieces of fields that have learned since, in the same order. */
    public Plan over(List<Piece> from, List<Piece> to) {
        return new Plan(
                rules.stream()
                        .map(each -> new Chosen(
                                each.rule.over(from, to), each.cap, each.comparisons, each.added, each.covered))
                        .toList(),
                comparisons,
                budget,
                tried,
                missed);
    }

    /**
     * One rule.
     *
     * @param cap the largest group of rows that it compares; larger ones are left to other rules
     * @param added the share of the pilot's likely matches that this rule brings and no earlier one
     * @param covered the share it brings by itself
     */
    public record Chosen(Rule rule, int cap, double comparisons, double added, double covered) {}
}
