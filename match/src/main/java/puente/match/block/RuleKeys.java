package puente.match.block;

import java.util.Arrays;
import java.util.List;
import puente.match.field.Field.Piece;

/**
 * The keys of rows under the rules of a plan, each a number: 38 bits of the key's hash, as in {@link Groups}, and the rule's place in the plan. Rows that share a
 * number meet, as long as no more than the rule's cap do. For one thread.
 */
public final class RuleKeys {
    private static final int RULE_BITS = 5;
    private static final long KEY_MASK = (1L << Long.SIZE - Groups.ROW_BITS) - 1;

    /** The most rules that a key's number has room for. */
    public static final int RULES_MAX = 1 << RULE_BITS;

    private final Rule[] rules;
    private final Rule.Scratch scratch = new Rule.Scratch();

    /**
     * Of rows that the fields of some pieces hold.
     *
     * @param plan over the pieces {@code known}
     * @param of the same pieces, in the same order, of fields that hold the rows
     */
    public RuleKeys(Plan plan, List<Piece> known, List<Piece> of) {
        if (plan.rules().size() > RULES_MAX) {
            throw new IllegalArgumentException(
                    "more than " + RULES_MAX + " rules: " + plan.rules().size());
        }
        rules = plan.rules().stream().map(each -> each.rule().over(known, of)).toArray(Rule[]::new);
    }

    /** The keys of a row; two that agree in 38 bits are there twice, for such a row counts twice in its group. */
    public long[] of(int row) {
        long[] keys = new long[Rule.KEYS_MAX * 2];
        int count = 0;
        for (int rule = 0; rule < rules.length; rule++) {
            int own = rules[rule].keys(row, scratch);
            if (count + own > keys.length) {
                keys = Arrays.copyOf(keys, keys.length * 2);
            }
            for (int key = 0; key < own; key++) {
                keys[count++] = (scratch.keys[key] & KEY_MASK) << RULE_BITS | rule;
            }
        }
        return Arrays.copyOf(keys, count);
    }

    /** The place in the plan of a key's rule. */
    public static int rule(long key) {
        return (int) (key & RULES_MAX - 1);
    }

    /** A key's hash without its rule. */
    static long hash(long key) {
        return key >>> RULE_BITS;
    }
}
