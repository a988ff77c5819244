package puente.agreement;

import java.util.List;
import puente.record.Problem;

/** The answer to a {@link Question}, with its reasons. */
public sealed interface Decision {
    /** The clauses that decided, in order of id; empty where no clause but a rule of the engine or the default decided. */
    List<Clause> clauses();

    /** The ids of the deciding clauses, as leaves and the journal carry them. */
    default List<String> clauseIds() {
        return clauses().stream().map(Clause::id).toList();
    }

    /**
     * Every applying permit is named, and the obligations of all of them bind together.
     *
     * @param clauses at least one
     * @param obligations what must be done; {@link Obligations#outstanding(Context)} says what is still missing
     */
    record Permitted(List<Clause> clauses, Obligations obligations) implements Decision {}

    /**
     * @param clauses the forbids that apply; empty where nothing permits, or the record's own handling refuses
     * @param reason why, as data; codes begin with {@code agreement.refused.}
     */
    record Refused(List<Clause> clauses, Problem reason) implements Decision {}
}
