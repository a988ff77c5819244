package puente.agreement;

import java.util.List;
import puente.record.Kinds;
import puente.record.Record;

/**
 * What a permitted act obliges to: the obligations of all deciding clauses, merged so that the stricter of two binds.
 * At most one of each type; a {@link Obligation.RetainFor} has become a {@link Obligation.RetainUntil}.
 */
public record Obligations(List<Obligation> list, Kinds kinds) {
    /** The obligations that the circumstances do not meet yet: approvals by two officers, the originator's consent. */
    public List<Obligation> outstanding(Context context) {
        throw new UnsupportedOperationException();
    }

    /**
     * Exactly what leaves: redacted fields are gone, places reduced, and {@code retainUntil} is the earlier of the
     * record's own and the obligation's. Id and version stay.
     */
    public Record apply(Record record) {
        throw new UnsupportedOperationException();
    }

    /** Whether each use must go back to the originator as a receipt. */
    public boolean useReceipt() {
        return list.contains(new Obligation.UseReceipt());
    }
}
