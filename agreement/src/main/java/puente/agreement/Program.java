package puente.agreement;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.exceptions.CelRuntimeException;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import org.jspecify.annotations.Nullable;

/**
 * A checked CEL expression that can be run. Planned when it is first run: most never are, since comparisons need no CEL, and
 * CEL's runtime costs a quarter of a second of processor time to load. Any number of threads.
 */
final class Program {
    private final CelAbstractSyntaxTree tree;
    private volatile CelRuntime.@Nullable Program planned;

    Program(CelAbstractSyntaxTree tree) {
        this.tree = tree;
    }

    /** CEL's runtime, loaded when it is first needed. */
    private static final class Runtime {
        static final CelRuntime RUNTIME = of(Conditions.OPTIONS);

        private static CelRuntime of(CelOptions options) {
            return CelRuntimeFactory.plannerRuntimeBuilder().setOptions(options).build();
        }
    }

    /** Plans it now, so that what cannot be planned is found when the agreement is loaded. */
    CelRuntime.Program plan() throws CelEvaluationException {
        CelRuntime.Program plan = planned;
        if (plan == null) {
            plan = Runtime.RUNTIME.createProgram(tree);
            planned = plan;
        }
        return plan;
    }

    /** Runs it; whatever it does other than yield true or false is a failure. */
    Formula.Outcome run(Circumstances circumstances) {
        try {
            Object value = plan().eval(circumstances);
            return value instanceof Boolean holds
                    ? (holds ? Formula.Outcome.TRUE : Formula.Outcome.FALSE)
                    : Formula.Outcome.FAILED;
        } catch (CelEvaluationException
                | CelRuntimeException
                | ArithmeticException
                | ClassCastException
                | IllegalArgumentException failed) {
            return Formula.Outcome.FAILED;
        }
    }
}
