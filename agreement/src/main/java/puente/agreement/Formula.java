package puente.agreement;

import dev.cel.common.exceptions.CelRuntimeException;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.List;

/**
 * A checked condition taken apart at its {@code &&}, {@code ||}, {@code !} and {@code has()}, in CEL's own three-valued logic:
 * {@code false && error} is false, {@code true || error} is true, whichever side errs. What is left are atoms; equal atoms of
 * an agreement are one object, evaluated once a decision however many clauses ask it, and an atom whose fields are absent
 * fails without the cost of an exception.
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

    /** {@code has(path.member)}; fails if there is no {@code path}. */
    record Present(List<String> path, List<String> whole) implements Formula {
        @Override
        public Outcome evaluate(Circumstances circumstances) {
            if (!circumstances.has(path)) {
                return Outcome.FAILED;
            }
            return circumstances.has(whole) ? Outcome.TRUE : Outcome.FALSE;
        }
    }

    /** What CEL evaluates. Compared by identity. */
    final class Atom implements Formula {
        private final CelRuntime.Program program;
        private final List<List<String>> needed;
        private final int slot;

        /**
         * @param program the CEL program
         * @param needed paths without which the program fails; sound, not complete
         * @param slot where a decision remembers its outcome
         */
        Atom(CelRuntime.Program program, List<List<String>> needed, int slot) {
            this.program = program;
            this.needed = needed;
            this.slot = slot;
        }

        @Override
        public Outcome evaluate(Circumstances circumstances) {
            Outcome known = circumstances.recall(this, slot);
            if (known == null) {
                known = compute(circumstances);
                circumstances.remember(this, slot, known);
            }
            return known;
        }

        private Outcome compute(Circumstances circumstances) {
            for (int at = 0; at < needed.size(); at++) {
                if (!circumstances.has(needed.get(at))) {
                    return Outcome.FAILED;
                }
            }
            return run(program, circumstances);
        }

        /** Runs a CEL program; whatever it does other than yield true or false is a failure. */
        static Outcome run(CelRuntime.Program program, Circumstances circumstances) {
            try {
                Object value = program.eval(circumstances);
                return value instanceof Boolean holds ? (holds ? Outcome.TRUE : Outcome.FALSE) : Outcome.FAILED;
            } catch (CelEvaluationException
                    | CelRuntimeException
                    | ArithmeticException
                    | ClassCastException
                    | IllegalArgumentException failed) {
                return Outcome.FAILED;
            }
        }
    }
}
