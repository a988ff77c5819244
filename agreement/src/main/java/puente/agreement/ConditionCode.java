package puente.agreement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * The conditions of an agreement's clauses for one kind, as straight code in one array. Immutable; the outcomes of a decision
 * are the caller's.
 *
 * <p>CEL's three values are Kleene's: with {@code FALSE < FAILED < TRUE}, {@code &&} is the least, {@code ||} the greatest,
 * {@code !} turns the order round. What a permit asks (is it true?) and what a forbid asks (is it not false?) both pass
 * through least and greatest, so each clause becomes a two-valued formula over tests of its leaves, negation pushed down to
 * them, and that becomes a branching program without a stack:
 *
 * <pre>{@code
 * word 0   bits 31..3 the leaf, bits 2..0 the outcomes (TRUE 1, FALSE 2, FAILED 4) that pass
 * word 1   bits 31..16 where to go on if it passes, bits 15..0 if not: the number of a test of this condition,
 *          FFFF the condition lets the clause apply, FFFE it does not
 * }</pre>
 *
 * A leaf is evaluated once a decision however many clauses ask it. The code of neighbouring clauses lies side by side; as
 * trees, ten thousand conditions missed the processor's caches so often that little else could be measured.
 */
final class ConditionCode {
    /** As a start: the clause has no condition. */
    static final int ALWAYS = -1;

    /** As a start: the clause does not speak of this kind. */
    static final int ABSENT = -2;

    /** How many leaves a decision remembers; those beyond, of vast agreements, are evaluated each time. */
    static final int REMEMBERED_MAX = 4_096;

    private static final int TRUE = 1;
    private static final int FALSE = 2;
    private static final int FAILED = 4;
    private static final int APPLIES = 0xFFFF;
    private static final int APPLIES_NOT = 0xFFFE;

    /** By number of clause: where its code begins. */
    private final int[] starts;

    private final int[] code;
    private final Formula.Leaf[] leaves;

    private ConditionCode(int[] starts, int[] code, List<Formula.Leaf> leaves) {
        this.starts = starts;
        this.code = code;
        this.leaves = leaves.toArray(Formula.Leaf[]::new);
    }

    static ConditionCode of(Clause[] clauses, String kind) {
        return new Writer(kind).write(clauses);
    }

    /** Room for what a decision comes to know of the leaves. */
    byte[] outcomes() {
        return new byte[Math.min(leaves.length, REMEMBERED_MAX)];
    }

    /** Whether a clause's condition lets it apply. */
    boolean applies(int clause, byte[] outcomes, Circumstances circumstances) {
        int start = starts[clause];
        if (start == ALWAYS) {
            return true;
        }
        int at = start;
        while (true) {
            int test = code[at];
            int leaf = test >>> 3;
            int outcome = leaf < REMEMBERED_MAX ? outcomes[leaf] : 0;
            if (outcome == 0) {
                outcome = ask(leaf, outcomes, circumstances);
            }
            int targets = code[at + 1];
            int target = (outcome & test) != 0 ? targets >>> 16 : targets & 0xFFFF;
            if (target >= APPLIES_NOT) {
                return target == APPLIES;
            }
            at = start + 2 * target;
        }
    }

    private int ask(int leaf, byte[] outcomes, Circumstances circumstances) {
        int outcome = switch (leaves[leaf].evaluate(circumstances)) {
            case TRUE -> TRUE;
            case FALSE -> FALSE;
            case FAILED -> FAILED;
        };
        if (leaf < REMEMBERED_MAX) {
            outcomes[leaf] = (byte) outcome;
        }
        return outcome;
    }

    /** Writes the code of one kind. */
    private static final class Writer {
        private final String kind;
        private final Map<Formula.Leaf, Integer> numbers = new HashMap<>();
        private final List<Formula.Leaf> leaves = new ArrayList<>();
        private final Map<Formula, Integer> permits = new IdentityHashMap<>();
        private final Map<Formula, Integer> forbids = new IdentityHashMap<>();
        private int[] code = new int[256];
        private int length;

        Writer(String kind) {
            this.kind = kind;
        }

        ConditionCode write(Clause[] clauses) {
            int[] starts = new int[clauses.length];
            for (int at = 0; at < clauses.length; at++) {
                starts[at] = start(clauses[at]);
            }
            return new ConditionCode(starts, Arrays.copyOf(code, length), leaves);
        }

        private int start(Clause clause) {
            if (!clause.kinds().contains(kind)) {
                return ABSENT;
            }
            if (clause.when().always()) {
                return ALWAYS;
            }
            Formula formula = clause.when().formula(kind);
            Map<Formula, Integer> written = clause.forbids() ? forbids : permits;
            Integer known = written.get(formula);
            if (known != null) {
                return known;
            }
            int start = length;
            int tests = tests(formula);
            if (tests >= APPLIES_NOT) {
                throw new IllegalStateException("a condition of " + tests + " tests passed the limit on its text");
            }
            length += 2 * tests;
            if (length > code.length) {
                code = Arrays.copyOf(code, 2 * length);
            }
            emit(formula, false, clause.forbids(), start, 0, APPLIES, APPLIES_NOT);
            written.put(formula, start);
            return start;
        }

        private static int tests(Formula formula) {
            return switch (formula) {
                case Formula.Both both -> tests(both.left()) + tests(both.right());
                case Formula.Either either -> tests(either.left()) + tests(either.right());
                case Formula.Not not -> tests(not.of());
                case Formula.Leaf ignored -> 1;
            };
        }

        private void emit(Formula formula, boolean negated, boolean forbid, int start, int at, int pass, int fail) {
            switch (formula) {
                case Formula.Both(Formula left, Formula right) ->
                    emit(left, right, !negated, negated, forbid, start, at, pass, fail);
                case Formula.Either(Formula left, Formula right) ->
                    emit(left, right, negated, negated, forbid, start, at, pass, fail);
                case Formula.Not not -> emit(not.of(), !negated, forbid, start, at, pass, fail);
                case Formula.Leaf leaf -> {
                    int passing = (negated ? FALSE : TRUE) | (forbid ? FAILED : 0);
                    code[start + 2 * at] = number(leaf) << 3 | passing;
                    code[start + 2 * at + 1] = pass << 16 | fail;
                }
            }
        }

        private void emit(
                Formula left,
                Formula right,
                boolean both,
                boolean negated,
                boolean forbid,
                int start,
                int at,
                int pass,
                int fail) {
            int next = at + tests(left);
            emit(left, negated, forbid, start, at, both ? next : pass, both ? fail : next);
            emit(right, negated, forbid, start, next, pass, fail);
        }

        private int number(Formula.Leaf leaf) {
            Integer known = numbers.get(leaf);
            if (known == null) {
                known = leaves.size();
                leaves.add(leaf);
                numbers.put(leaf, known);
            }
            return known;
        }
    }
}
