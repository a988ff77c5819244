package puente.agreement;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A checked condition taken apart at its {@code &&}, {@code ||}, {@code !} and {@code has()}, in CEL's own three-valued logic:
 * {@code false && error} is false, {@code true || error} is true, whichever side errs. What is left are atoms; equal atoms of
 * an agreement are one object, and an atom whose fields are absent fails without the cost of an exception. The engine runs
 * formulas as {@link ConditionCode}; evaluated here, as trees, they explain and check it.
 */
sealed interface Formula {
    /** What an evaluation comes to. */
    enum Outcome {
        TRUE,
        FALSE,
        FAILED
    }

    Outcome evaluate(Circumstances circumstances);

    /** {@code left && right}. */
    record Both(Formula left, Formula right) implements Formula {
        @Override
        public Outcome evaluate(Circumstances circumstances) {
            Outcome one = left.evaluate(circumstances);
            if (one == Outcome.FALSE) {
                return one;
            }
            Outcome other = right.evaluate(circumstances);
            return one == Outcome.TRUE || other == Outcome.FALSE ? other : one;
        }
    }

    /** {@code left || right}. */
    record Either(Formula left, Formula right) implements Formula {
        @Override
        public Outcome evaluate(Circumstances circumstances) {
            Outcome one = left.evaluate(circumstances);
            if (one == Outcome.TRUE) {
                return one;
            }
            Outcome other = right.evaluate(circumstances);
            return one == Outcome.FALSE || other == Outcome.TRUE ? other : one;
        }
    }

    /** {@code !of}. */
    record Not(Formula of) implements Formula {
        @Override
        public Outcome evaluate(Circumstances circumstances) {
            return switch (of.evaluate(circumstances)) {
                case TRUE -> Outcome.FALSE;
                case FALSE -> Outcome.TRUE;
                case FAILED -> Outcome.FAILED;
            };
        }
    }

    /** What is not taken apart further. */
    sealed interface Leaf extends Formula {}

    /** {@code has(path.member)}; fails if there is no {@code path}. */
    record Present(Path path, Path whole) implements Leaf {
        @Override
        public Outcome evaluate(Circumstances circumstances) {
            if (path.in(circumstances) == null) {
                return Outcome.FAILED;
            }
            return whole.in(circumstances) != null ? Outcome.TRUE : Outcome.FALSE;
        }
    }

    /** What CEL evaluates, unless it is a {@link Comparison} of values as expected. Compared by identity. */
    final class Atom implements Leaf {
        private final Program program;
        private final @Nullable Comparison comparison;
        private final List<Path> needed;

        /**
         * @param program the CEL program
         * @param comparison the same without CEL, for atoms that can be said so
         * @param needed paths without which the program fails; sound, not complete
         */
        Atom(Program program, @Nullable Comparison comparison, List<Path> needed) {
            this.program = program;
            this.comparison = comparison;
            this.needed = List.copyOf(needed);
        }

        @Override
        public Outcome evaluate(Circumstances circumstances) {
            Outcome compared = comparison == null ? null : comparison.evaluate(circumstances);
            return compared == null ? evaluateByCel(circumstances) : compared;
        }

        /** Whether it can be decided without CEL. */
        boolean isComparison() {
            return comparison != null;
        }

        /** As CEL alone decides it; tests hold the comparison against it. */
        Outcome evaluateByCel(Circumstances circumstances) {
            for (int at = 0; at < needed.size(); at++) {
                if (needed.get(at).in(circumstances) == null) {
                    return Outcome.FAILED;
                }
            }
            return program.run(circumstances);
        }
    }
}
