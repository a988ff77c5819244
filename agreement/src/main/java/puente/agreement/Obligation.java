package puente.agreement;

import java.time.LocalDate;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/** What must be done for, or along with, a permitted act. A clause declares them; a decision resolves and merges them. */
public sealed interface Obligation {
    /** These fields do not leave. */
    record Redact(SortedSet<String> fields) implements Obligation {
        public Redact {
            fields = Collections.unmodifiableSortedSet(new TreeSet<>(fields));
        }
    }

    /** Places leave no more precisely than this. */
    record ReducePlace(PlacePrecision precision) implements Obligation {}

    /** Two named officers, neither of them the same, approve before the act. */
    record TwoPersonApproval() implements Obligation {}

    /**
     * The recipient keeps the record no longer than this many days from the decision. Only in clauses: in a decision it
     * has become {@link RetainUntil}.
     */
    record RetainFor(int days) implements Obligation {}

    /** The recipient keeps the record until the end of this day (UTC) at most. */
    record RetainUntil(LocalDate date) implements Obligation {}

    /** The originating agency consents to this act, case by case, before it. */
    record OriginatorConsent() implements Obligation {}

    /** Each use goes back to the originator as a signed receipt that names the purpose. */
    record UseReceipt() implements Obligation {}
}
