package puente.agreement;

import dev.cel.common.exceptions.CelRuntimeException;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.List;
import java.util.Map;

/**
 * A clause's condition in CEL, compiled and checked against the clause's kinds. Equal if the text is equal.
 *
 * <p><b>A condition that fails is not a condition that holds.</b> It fails when it asks for a field that the record does not
 * have (and does not ask {@code has()} first), or divides by zero. A permit whose condition fails does not apply; a forbid
 * whose condition fails does: either way nothing leaves because something is unknown.
 */
public final class Condition {
    /** The condition of a clause that states none. */
    public static final Condition ALWAYS = new Condition("", Map.of());

    /** What an evaluation comes to. */
    enum Outcome {
        TRUE,
        FALSE,
        FAILED
    }

    /**
     * A condition as compiled for one kind.
     *
     * @param program the CEL program
     * @param needed paths without which the program cannot come out true, so that a permit can be passed over without the
     *     cost of an exception; sound, not complete
     */
    record Compiled(CelRuntime.Program program, List<String[]> needed) {
        boolean canHold(Circumstances circumstances) {
            for (int at = 0; at < needed.size(); at++) {
                if (!circumstances.has(needed.get(at))) {
                    return false;
                }
            }
            return true;
        }

        Outcome evaluate(Circumstances circumstances) {
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

    private final String text;
    private final Map<String, Compiled> byKind;

    Condition(String text, Map<String, Compiled> byKind) {
        this.text = text;
        this.byKind = Map.copyOf(byKind);
    }

    /** The expression as written; empty for {@link #ALWAYS}. */
    public String text() {
        return text;
    }

    /** Whether it always holds. */
    public boolean always() {
        return text.isEmpty();
    }

    Compiled compiled(String kind) {
        Compiled compiled = byKind.get(kind);
        if (compiled == null) {
            throw new IllegalStateException("condition was not compiled for kind " + kind + ": " + text);
        }
        return compiled;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Condition condition && condition.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
