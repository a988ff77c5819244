package puente.agreement;

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

    private final String text;
    private final Map<String, Formula> byKind;

    Condition(String text, Map<String, Formula> byKind) {
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

    Formula formula(String kind) {
        Formula formula = byKind.get(kind);
        if (formula == null) {
            throw new IllegalStateException("condition was not compiled for kind " + kind + ": " + text);
        }
        return formula;
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
