package puente.agreement;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import puente.record.Agency;
import puente.record.Bilingual;

/**
 * One rule. A record is within its reach if action, kind, purpose, {@code from} and {@code to} all match; it applies if its
 * condition then holds. Obligations of an applying permit bind.
 *
 * @param id {@code a-z 0-9 . -}, 1 to 64 characters; leaves and receipts carry it
 * @param effect permit or forbid
 * @param title a heading
 * @param text the binding wording, of which the machine-readable members are the execution
 * @param source the legal text it cites
 * @param actions the acts it speaks of
 * @param everyKind whether it speaks of all kinds, also those that come later
 * @param kinds names of kinds; all that are known where {@code everyKind}
 * @param purposes names of purposes
 * @param from parties (each with all their agencies) and agencies from which the record flows
 * @param to parties and agencies to which it flows
 * @param when its condition
 * @param obligations what a permitted act obliges to; none where the effect is forbid
 */
public record Clause(
        String id,
        Effect effect,
        Bilingual title,
        Bilingual text,
        Bilingual source,
        Set<Action> actions,
        boolean everyKind,
        SortedSet<String> kinds,
        SortedSet<String> purposes,
        SortedSet<Agency> from,
        SortedSet<Agency> to,
        Condition when,
        List<Obligation> obligations) {
    public Clause {
        actions =
                Collections.unmodifiableSet(actions.isEmpty() ? EnumSet.noneOf(Action.class) : EnumSet.copyOf(actions));
        kinds = Collections.unmodifiableSortedSet(new TreeSet<>(kinds));
        purposes = Collections.unmodifiableSortedSet(new TreeSet<>(purposes));
        from = Collections.unmodifiableSortedSet(new TreeSet<>(from));
        to = Collections.unmodifiableSortedSet(new TreeSet<>(to));
        obligations = List.copyOf(obligations);
    }

    /** Whether the effect is {@link Effect#FORBID}. */
    public boolean forbids() {
        return effect == Effect.FORBID;
    }
}
