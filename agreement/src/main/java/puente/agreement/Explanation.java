package puente.agreement;

import java.util.List;

/**
 * A decision, clause by clause.
 *
 * @param question what was asked
 * @param decision what {@link Engine#decide} answers
 * @param steps every clause on this action and kind, in order of id
 */
public record Explanation(Question question, Decision decision, List<Step> steps) {
    /** One candidate clause and what became of it. */
    public record Step(Clause clause, Finding finding) {}

    /** Why a clause did or did not apply. */
    public enum Finding {
        /** All of it matches, and its condition holds. */
        APPLIES,
        /** Its condition could not be evaluated (a field it asks for is absent): a forbid applies. */
        APPLIES_UNEVALUATED,
        /** It speaks of other purposes. */
        OTHER_PURPOSE,
        /** It speaks of records that flow from others. */
        OTHER_FROM,
        /** It speaks of other recipients. */
        OTHER_TO,
        /** Its condition does not hold. */
        CONDITION_FALSE,
        /** Its condition could not be evaluated: a permit does not apply. */
        CONDITION_UNEVALUATED
    }
}
